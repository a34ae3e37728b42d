//! techclinic: the online system of Thailand's Technology Clinic network. One folder per feature,
//! in the order in which a need travels; `router.rs` is the table of contents.

pub mod app;
pub mod commands;
pub mod config;
pub mod layout;
pub mod messages;
pub mod router;

pub mod accounts;
pub mod dashboard;
pub mod monitoring;
pub mod needs;
pub mod organisations;
pub mod places;
pub mod questionnaires;

#[cfg(test)]
mod testing;
