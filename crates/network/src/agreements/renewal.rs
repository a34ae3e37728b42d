//! One agreement in the place of another: what a renewal begins with, and what it has in common with
//! the one it renews. A renewal may be signed before that one ends, and never before it began: the day
//! of a renewal is the day on which the other is over.

use std::collections::BTreeSet;

use kit::FormErrors;
use kit::message::msg;

use super::agreement::{Agreement, NewAgreement};
use super::term::{Term, When};

impl Agreement {
    /// What a draft that renews it begins with: the same parties, term and duties, from the day after
    /// its end.
    pub fn renewal(&self) -> NewAgreement {
        NewAgreement {
            signatories: Vec::new(),
            signed: None,
            starts_on: None,
            operates: None,
            term: if let Term::Until(_) = self.told.term { Term::Unsaid } else { self.told.term },
            place: None,
            edition: None,
            source: None,
            note: None,
            renews: Some(self.id),
            ..self.told.clone()
        }
    }
}

/// Renewals one behind the other that are followed: no chain of agreements is longer.
const CHAIN_MOST: usize = 1_000;

/// The codes from an agreement over the one it would renew back to itself, where `renews`, which tells what
/// each renews, comes round to it; none where it ends, or turns without it.
pub fn circle<'a>(own: &'a str, renewed: &'a str, renews: impl Fn(&str) -> Option<&'a str>) -> Option<Vec<&'a str>> {
    let (mut chain, mut met, mut next) = (vec![own], BTreeSet::new(), Some(renewed));
    while let Some(code) = next.filter(|code| met.insert(*code) && met.len() <= CHAIN_MOST) {
        chain.push(code);
        if code == own {
            return Some(chain);
        }
        next = renews(code);
    }
    None
}

/// Such a circle as people read it.
pub fn written(circle: &[&str]) -> String {
    circle.join(" → ")
}

impl NewAgreement {
    /// From when it is in force.
    fn begins(&self) -> Option<When> {
        self.starts_on.map(When::Day).or(self.signed)
    }

    /// The field by which it lies before `other`, where that is certain: of a year only its days all
    /// before, or all after, tell.
    fn earlier_than(&self, other: &Self) -> Option<&'static str> {
        let before = |own: Option<When>, theirs: Option<When>| {
            own.zip(theirs).is_some_and(|(own, theirs)| own.last() < theirs.first())
        };
        if before(self.signed, other.signed) {
            return Some("signed");
        }
        let field = if self.starts_on.is_some() { "starts_on" } else { "signed" };
        before(self.begins(), other.begins()).then_some(field)
    }

    /// What can be wrong between it and the agreement it renews, which has that code.
    ///
    /// # Errors
    /// The other is of another kind or clinic, or this one is signed or in force before it.
    pub fn judged_after(&self, renewed: &Self, code: &str) -> Result<(), FormErrors> {
        let mut errors = FormErrors::new();
        if (self.kind, self.clinic) != (renewed.kind, renewed.clinic) {
            errors.add("renews", msg("agreements-renews-another").with("code", code));
        }
        if let Some(field) = self.earlier_than(renewed) {
            errors.add(field, msg("agreements-renewal-earlier").with("code", code));
        }
        errors.into_result()
    }

    /// What can be wrong between it and the agreement that renews it already, which has that code.
    ///
    /// # Errors
    /// That one would be signed or in force before it.
    pub fn judged_before(&self, renewal: &Self, code: &str) -> Result<(), FormErrors> {
        match renewal.earlier_than(self) {
            Some(_) => Err(FormErrors::one("signed", msg("agreements-renewed-later").with("code", code))),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_renewal_that_comes_round_to_itself_is_found() {
        let renews = |code: &str| match code {
            "b" => Some("c"),
            "c" => Some("a"),
            "e" => Some("f"),
            "f" => Some("e"),
            _ => None,
        };
        for (own, renewed, found) in [
            ("a", "b", Some("a → b → c → a")),
            ("a", "a", Some("a → a")),
            ("x", "b", None),
            ("x", "e", None),
            ("x", "unknown", None),
        ] {
            assert_eq!(circle(own, renewed, renews).map(|chain| written(&chain)).as_deref(), found, "{own} {renewed}");
        }
    }
}
