//! techclinic: the online system of Thailand's Technology Clinic network. One folder per feature,
//! in the order in which a need travels; `router.rs` is the table of contents.

pub mod app;
pub mod archive;
mod canonical;
mod cells;
pub mod commands;
pub mod config;
pub mod demo;
pub mod exchange;
pub mod indexing;
pub mod layout;
pub mod messages;
pub mod old_addresses;
pub mod openapi;
pub mod register;
pub mod router;
pub mod understanding;

pub mod accounts;
pub mod agreement_evidence;
pub mod agreements;
pub mod appointments;
pub mod coverage;
pub mod dashboard;
pub mod history;
pub mod holidays;
pub mod home;
pub mod imports;
pub mod interests;
pub mod matching;
pub mod monitoring;
pub mod needs;
pub mod network_calls;
pub mod organisations;
pub mod participation;
pub mod past_projects;
pub mod places;
pub mod practice;
pub mod projects;
pub mod promises;
pub mod published_figures;
pub mod questionnaires;
pub mod reminders;
pub mod responses;
pub mod rights;
pub mod search;
pub mod technologies;
pub mod thesaurus;
pub mod trainings;
pub mod villages;
pub mod volunteers;

#[cfg(test)]
mod testing;
