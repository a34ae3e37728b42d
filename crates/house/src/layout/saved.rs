//! What somebody else saved meanwhile, in the words of the field beside which it stands.

use kit::FormErrors;

use super::parts::{Choice, Label};

/// What is saved now in a field that was typed otherwise: by the words of its choices, or line by line.
pub fn saved_now(errors: &FormErrors, name: impl AsRef<str>, choices: impl AsRef<[Choice]>) -> Option<Vec<Label>> {
    let chosen = |value: &str| choices.as_ref().iter().find(|choice| choice.is(value)).map(|one| one.label.clone());
    let words = |value: &String| match chosen(value) {
        Some(label) => vec![label],
        None => value.lines().map(Label::from).collect(),
    };
    Some(errors.saved(name.as_ref())?.iter().flat_map(words).collect())
}
