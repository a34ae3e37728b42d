//! techclinic: the online system of Thailand's Technology Clinic network. What one crate for each part of the
//! way gives, this one joins into a site; `router.rs` is the table of contents.

mod archive;
mod canonical;
pub mod commands;
pub mod demo;
pub mod old_addresses;
pub mod openapi;
pub mod router;
mod sentences;

pub mod agreement_evidence;
pub mod coverage;
pub mod dashboard;
pub mod history;
pub mod home;
pub mod imports;
pub mod past_projects;
pub mod practice;
pub mod published_figures;
pub mod reminders;
pub mod search;
pub mod trainings;

// Whoever stands above it, the stories and the benches, finds every feature here under its own name.
pub use brokerage::*;
pub use house::*;
pub use network::*;
pub use transfer::*;
