//! Reminders: what is due for whom stands on the desk of whoever must act, and one letter a day tells
//! each of them what is new, each stage once. What is due is asked of the features that know
//! (`layout/reminder.rs`); nothing is kept but which letters were posted.

mod letter;
mod pages;
mod policy;
mod record;
mod store;
mod verbs;

#[cfg(test)]
mod tests;

use crate::layout::slots::{Slot, Spot};

pub use policy::Verb;
pub use verbs::{LOOK, jobs, post};

/// What reminders show on a desk: what is due for whom it is.
pub const ON_DESK: Slot = Slot { on: Spot::Desk, fill: pages::on_desk };
