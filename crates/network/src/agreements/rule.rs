//! How long an agreement holds where its paper does not say: the rule of the day on which it was signed.
//! A rule is data with its first day and its source. Another rule is a further row: agreements signed
//! before its day keep theirs.

use chrono::NaiveDate;

use super::agreement::Kind;
use house::organisations::NETWORK_BEGAN;

/// A rule on the term of agreements.
#[derive(Debug, PartialEq)]
pub struct TermRule {
    /// It holds for what is signed from this day on, until the next rule for the same kind.
    pub since: NaiveDate,
    /// Agreements between whom.
    pub kinds: &'static [Kind],
    /// How many years.
    pub years: u32,
    /// The message that names its source.
    pub source: &'static str,
}

/// The rules, oldest first.
const RULES: &[TermRule] = &[
    // "มีผลคราวละ ๒ ปี", said in December 2552 of the agreements since the first, of 2546
    // (docs/requirements.md A2-04, B-02). No source speaks of agreements between ministries.
    TermRule { since: NETWORK_BEGAN, kinds: &[Kind::Clinic, Kind::Network], years: 2, source: "agreements-rule-2546" },
];

impl TermRule {
    /// The rule for agreements of that kind signed on `day`, where there is one.
    pub fn on(kind: Kind, day: NaiveDate) -> Option<&'static Self> {
        RULES.iter().rev().find(|rule| rule.since <= day && rule.kinds.contains(&kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::clock::day;

    #[test]
    fn the_rule_of_the_day_says_how_long() {
        for (kind, signed, years) in [
            (Kind::Clinic, "2002-12-31", None),
            (Kind::Clinic, "2003-01-01", Some(2)),
            (Kind::Network, "2009-12-21", Some(2)),
            (Kind::Ministries, "2009-04-20", None),
        ] {
            assert_eq!(TermRule::on(kind, day(signed)).map(|rule| rule.years), years, "{kind} {signed}");
        }
        assert!(RULES.is_sorted_by_key(|rule| rule.since));
    }
}
