//! How a feature says with what its verbs are tried, and the records that all of them are tried on.

use std::collections::BTreeMap;
use std::pin::Pin;

use super::{Person, World};
use techclinic::organisations::Clinic;

/// A form that could carry a file, and carries none.
pub(crate) const NO_FILE: &str = "--x--\r\n";

/// A verb with its address and the form it needs to be understood at all; in both `{noun}` stands for one
/// of the [`Records`].
pub(crate) type TriedVerb = (&'static str, &'static str, &'static str);

/// Makes records of a feature and names them for its own verbs and for features above it.
pub(crate) type Making = for<'a> fn(&'a World, &'a mut Records) -> Pin<Box<dyn Future<Output = ()> + 'a>>;

/// How the verbs of a feature are tried (`testing/rights.rs`): each feature says it in its `testing.rs`.
pub(crate) struct Tried {
    /// In the order in which they are tried: what one publishes the next may see.
    pub(crate) verbs: &'static [TriedVerb],
    /// Makes the feature's own records of the clinic of ตรัง.
    pub(crate) records: Making,
    /// Makes those that can be rehearsed once more, as rehearsals of this clinic.
    pub(crate) rehearsals: Making,
}

impl Tried {
    /// Verbs that need no record of the feature's own.
    pub(crate) const fn of(verbs: &'static [TriedVerb]) -> Self {
        let nothing: Making = |_, _| Box::pin(async {});
        Self { verbs, records: nothing, rehearsals: nothing }
    }
}

/// What verbs are tried on, made feature after feature: each finds what those below it named.
pub(crate) struct Records {
    pub(crate) trang: Clinic,
    /// A coordinator of this clinic: in practice mode where rehearsals are made.
    pub(crate) coordinator: Person,
    codes: BTreeMap<&'static str, String>,
}

impl Records {
    /// None yet.
    pub(super) fn of(trang: &Clinic, coordinator: Person) -> Self {
        Self { trang: trang.clone(), coordinator, codes: BTreeMap::new() }
    }

    /// Lets addresses and features above name a record by this noun.
    pub(crate) fn name(&mut self, noun: &'static str, code: impl Into<String>) {
        self.codes.insert(noun, code.into());
    }

    /// The code of the record that is named so.
    #[track_caller]
    pub(crate) fn code(&self, noun: &str) -> &str {
        self.codes.get(noun).unwrap_or_else(|| panic!("nobody below has made a record named {noun}"))
    }

    /// The codes of all, by noun.
    pub(super) fn codes(&self) -> &BTreeMap<&'static str, String> {
        &self.codes
    }

    /// A text with the records' codes in the place of their nouns.
    pub(super) fn said_in(&self, text: &str) -> String {
        self.codes.iter().fold(text.to_owned(), |text, (noun, code)| text.replace(&format!("{{{noun}}}"), code))
    }
}
