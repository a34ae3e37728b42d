//! techclinic: the online system of Thailand's Technology Clinic network. What one crate for each part of the
//! way gives, this one joins into a site; `router.rs` is the table of contents.

mod archive;
mod canonical;
pub mod commands;
pub mod demo;
mod messages;
pub mod old_addresses;
pub mod openapi;
pub mod router;

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

pub use brokerage::{holidays, interests, matching, needs, network_calls, promises, technologies};
pub use house::{
    accounts, app, config, exchange, indexing, layout, organisations, places, register, rights, thesaurus,
    understanding,
};
pub use network::{agreements, appointments, villages, volunteers};
pub use transfer::{monitoring, participation, projects, questionnaires, responses};
