//! Why a technology fits a need, as it is shown to whoever decides and stored with the decision
//! (docs/requirements.md F2).

use kit::show::Bilingual;
use kit::{Message, msg, words};
use serde_json::{Value, json};

words! {
    /// Why a technology fits.
    ReasonKind {
        /// What was told means what it does.
        Meaning = "meaning",
        /// It lies near as a whole, though no sentence of it can be shown that says the same.
        Whole = "whole",
        /// The same words stand in both.
        Words = "words",
        /// They are spelled alike.
        Letters = "letters",
        /// It has helped against troubles of this kind.
        Topic = "topic",
        /// It is of the field of what else fits.
        Field = "field",
        /// The clinic that answers for the need offers it itself.
        OwnClinic = "own_clinic",
        /// It comes from the same province.
        SameProvince = "same_province",
        /// It comes from the same region.
        SameRegion = "same_region",
        /// Somebody who knows it is free to come.
        Experts = "experts",
        /// People who learnt it use it.
        Applied = "applied",
        /// People of a group like this one use it.
        AppliedAlike = "applied_alike",
        /// What kept people who learnt it from using it.
        Setback = "setback",
        /// People who learnt it reported this benefit.
        Benefit = "benefit",
        /// It is proved in the field.
        Ready = "ready",
        /// It was chosen for needs like this one.
        ChosenBefore = "chosen_before",
        /// It was refused for needs like this one.
        RefusedBefore = "refused_before",
        /// Somebody of the clinic knows better than the words.
        Chosen = "chosen",
        /// Another clinic proposed it.
        Proposed = "proposed",
    }
}

/// One reason, to be said in any language.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// Which kind.
    pub kind: ReasonKind,
    /// What is said.
    pub text: Message,
    /// Where it can be looked at.
    pub href: Option<String>,
}

impl Reason {
    pub(super) fn new(kind: ReasonKind, text: Message) -> Self {
        Self { kind, text, href: None }
    }

    pub(super) fn at(self, href: String) -> Self {
        Self { href: Some(href), ..self }
    }

    /// The clinic of this name proposed it where the network was asked; `href` is where it did.
    pub fn proposed(clinic: &Bilingual, href: String) -> Self {
        Self::new(ReasonKind::Proposed, msg("matching-reason-proposed").with("clinic", clinic)).at(href)
    }

    /// Somebody of the clinic chose it.
    pub fn chosen() -> Self {
        Self::new(ReasonKind::Chosen, msg("matching-reason-chosen"))
    }

    /// Does it show what a technology and the trouble have in common? Where it is, who knows it and a nearness that
    /// no sentence shows say nothing of that.
    pub fn shows_likeness(&self) -> bool {
        use ReasonKind::{ChosenBefore, Letters, Meaning, Topic, Words};
        matches!(self.kind, Meaning | Words | Letters | Topic | ChosenBefore)
    }
}

/// Reasons as they are stored: as they were shown when somebody decided.
pub fn stored(reasons: &[Reason]) -> Value {
    let one = |reason: &Reason| json!({ "kind": reason.kind.as_str(), "text": reason.text, "href": reason.href });
    reasons.iter().map(one).collect()
}

/// Stored reasons, read again. One that cannot be read is left out.
pub fn restored(stored: &Value) -> Vec<Reason> {
    let read = |one: &Value| {
        let kind = ReasonKind::from_word(one.get("kind")?.as_str()?)?;
        let text = serde_json::from_value(one.get("text")?.clone()).ok()?;
        let href = one.get("href").and_then(Value::as_str).map(str::to_owned);
        Some(Reason { kind, text, href })
    };
    stored.as_array().into_iter().flatten().filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_stored_as_they_were_shown() {
        let words = Reason::new(ReasonKind::Words, msg("matching-reason-words").with("words", "กล้วย"));
        let reasons = vec![Reason::chosen(), words.at("/technologies/T-1".to_owned())];
        assert_eq!(restored(&stored(&reasons)), reasons);
        assert!(restored(&json!([{"kind": "unheard"}])).is_empty());
    }
}
