//! What every feature stands on: the application and its settings, the look of every page, who is reading and
//! what they may, places, organisations and accounts, files in and out, the index of all records.

// Templates and macros of this crate are drawn in the crates above too, and name it as those do.
extern crate self as house;

pub mod accounts;
pub mod app;
pub mod attachments;
mod cells;
pub mod config;
pub mod drafts;
pub mod exchange;
pub mod indexing;
pub mod layout;
pub mod messages;
pub mod organisations;
pub mod places;
pub mod register;
pub mod rights;
pub mod thesaurus;
pub mod understanding;
