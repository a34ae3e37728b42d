//! What is asked of the index.

use uuid::Uuid;

use crate::document::Facet;
use crate::thesaurus::Thesaurus;

/// Somebody's question.
#[derive(Clone, Debug, Default)]
pub struct Question<'a> {
    /// What they typed.
    pub text: &'a str,
    /// The words they bear: a record is found when it bears one of them too. Nothing is found without.
    pub readers: Vec<String>,
    /// What it is narrowed by: one of the values of each name.
    pub facets: Vec<Facet>,
    /// What else words may mean.
    pub thesaurus: Option<&'a Thesaurus>,
    /// Hits passed over.
    pub offset: usize,
    /// Hits wanted.
    pub limit: usize,
}

impl<'a> Question<'a> {
    /// The first twenty of what is found by a text, for these readers.
    pub fn of<T: Into<String>>(text: &'a str, readers: impl IntoIterator<Item = T>) -> Self {
        Self { text, readers: readers.into_iter().map(Into::into).collect(), limit: 20, ..Self::default() }
    }

    /// Only records that bear this.
    #[must_use]
    pub fn narrowed(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.facets.push((name.into(), value.into()));
        self
    }
}

/// By what records are ranked for somebody else to weigh (see [`crate::Index::rank`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Words of the dictionary.
    Words,
    /// Runs of letters, as they sound.
    Runs,
}

/// A record and how strongly one signal speaks for it; larger is stronger.
pub type Ranked = (Uuid, f32);
