//! The words of the whole house in one index: what people type is found with its spaces missing, its
//! tones wrong, its digits Thai or its abbreviation written out, and the best comes first.
//!
//! The index is a projection: it holds no text to be shown, knows how far it has followed the records
//! ([`Index::position`]), and can be thrown away and built again at any time. It knows nothing of the
//! records' kinds: who fills it says what a document is, what it can be narrowed by ([`Facet`]), and
//! who may find it ([`Document::readers`]).
//!
//! ```
//! use search::{Change, Document, Index, Question};
//! use uuid::Uuid;
//!
//! let folder = tempfile::tempdir().unwrap();
//! let index = Index::open(folder.path()).unwrap();
//! let dryer = Document::new("technology", Uuid::from_u128(1)).title("ตู้อบแห้งพลังงานแสงอาทิตย์").readers(["public"]);
//! index.apply([Change::Put(dryer)], 1).unwrap();
//!
//! let found = index.search(&Question::of("พลังงานแสงอาทิต", ["public"])).unwrap();
//! assert_eq!(found.hits[0].id, Uuid::from_u128(1));
//! assert_eq!(index.position(), Some(1));
//! ```

mod document;
mod error;
mod facets;
mod fields;
mod index;
mod lexicon;
mod marked;
mod nearest;
mod pieces;
mod query;
mod question;
mod spelled;
mod standing;
mod stretch;
mod thesaurus;

pub use document::{Change, Document, Facet};
pub use error::SearchError;
pub use index::{FORM, Found, Hit, Index};
pub use marked::{Asked, Marked, Why};
pub use pieces::asks;
pub use question::{Question, Ranked, Signal};
pub use thesaurus::Thesaurus;
