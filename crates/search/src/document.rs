//! What is put into the index: the texts of one record, what it can be narrowed by, who may find it.

use uuid::Uuid;

/// Something records are narrowed by and counted in, with one value: ("province", "46").
pub type Facet = (String, String);

/// One record as it is found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    pub(crate) kind: String,
    pub(crate) id: Uuid,
    pub(crate) titles: Vec<String>,
    pub(crate) texts: Vec<String>,
    pub(crate) codes: Vec<String>,
    pub(crate) facets: Vec<Facet>,
    pub(crate) readers: Vec<String>,
}

/// A record that came, changed, or went.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// It is now this.
    Put(Document),
    /// It is not to be found any more.
    Remove(Uuid),
}

impl Document {
    /// A record of a kind. Nobody finds it before somebody may read it.
    pub fn new(kind: impl Into<String>, id: Uuid) -> Self {
        Self { kind: kind.into(), id, ..Self::default() }
    }

    /// Which record it is.
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// One of its names, in any language: words in it count more.
    #[must_use]
    pub fn title(mut self, text: impl Into<String>) -> Self {
        self.titles.push(text.into());
        self
    }

    /// Something it says of itself.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.texts.push(text.into());
        self
    }

    /// A code it is known by: found as a whole.
    #[must_use]
    pub fn code(mut self, code: impl Into<String>) -> Self {
        self.codes.push(code.into());
        self
    }

    /// Something it can be narrowed by.
    #[must_use]
    pub fn facet(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.facets.push((name.into(), value.into()));
        self
    }

    /// Those who may find it: any words which the asker also bears (see [`crate::Question::readers`]).
    #[must_use]
    pub fn readers<T: Into<String>>(mut self, readers: impl IntoIterator<Item = T>) -> Self {
        self.readers.extend(readers.into_iter().map(Into::into));
        self
    }
}
