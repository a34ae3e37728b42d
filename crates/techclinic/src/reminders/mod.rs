//! Reminders: what is due for whom stands on the desk of whoever must act, and one letter a day tells
//! each of them what is new, each stage once. What is due is asked of the features that know
//! (`layout/reminder.rs`); nothing is kept but which letters were posted.

mod letter;
mod pages;
mod policy;
mod record;
mod store;
mod verbs;

use house::layout::feature::Feature;
use house::layout::slots::{Slot, Spot};

pub use policy::Verb;
pub use verbs::{LOOK, jobs, post};

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature { slots: &[ON_DESK], ..Feature::INSIDE };

/// What reminders show on a desk: what is due for whom it is.
const ON_DESK: Slot = Slot { on: Spot::Desk, place: 10, fill: pages::on_desk };
