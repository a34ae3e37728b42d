//! The ground the product stands on: database, audit, errors, messages, forms, clock, jobs, files
//! and the web frame. It knows no business noun and could be given away; whatever a feature needs
//! twice and no feature owns lives here.

pub mod audit;
pub mod chance;
pub mod changes;
pub mod clock;
pub mod db;
pub mod error;
pub mod files;
pub mod form;
pub mod jobs;
pub mod mail;
pub mod mask;
pub mod message;
pub mod message_port;
pub mod picture;
pub mod sheets;
pub mod show;
pub mod table;
pub mod telemetry;
pub mod web;
#[doc(hidden)]
pub mod words;

mod act;
mod chain;
mod once;

pub use act::{Act, Facts, Rehearsed, Subject};
pub use audit::{Actor, Who};
pub use chance::Chance;
pub use clock::{Clock, Timestamp};
pub use db::Db;
pub use error::{Error, Result};
pub use form::FormErrors;
pub use mask::masked;
pub use message::{Lang, Message, msg};
pub use once::forget_before;

/// For [`words!`].
#[doc(hidden)]
pub use serde;
pub use utoipa;

/// The ground's own messages, for the [`message::Catalogue`].
pub const MESSAGES: [(Lang, &str); 2] = [(Lang::Th, include_str!("th.ftl")), (Lang::En, include_str!("en.ftl"))];

/// What every verb and page is given: built once at start, cheap to clone.
#[derive(Clone)]
pub struct Ground {
    /// The database, whichever engine it is.
    pub db: Db,
    /// The only source of "now".
    pub clock: Clock,
    /// The only source of randomness.
    pub chance: Chance,
    /// Files on disk or in an object store.
    pub files: files::Files,
    /// Every sentence of the product, in both languages.
    pub words: &'static message::Catalogue,
}

impl Ground {
    /// Opens an [`Act`]: a write transaction that remembers who does what.
    ///
    /// # Errors
    /// [`Error::Internal`] when the database cannot begin a transaction.
    pub async fn act(&self, actor: &Actor, verb: impl Into<&'static str>) -> Result<Act> {
        Act::open(self, actor.clone(), verb.into()).await
    }
}
