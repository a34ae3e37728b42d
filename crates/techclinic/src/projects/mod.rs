//! Projects: what a clinic or the ministry sets out to do for a fiscal year, where, for whom, by
//! which month and for how much. A plan is written section by section, warned about early, stopped
//! once; the ministry returns or approves it, and every signed version is kept whole.

mod area;
mod batch;
mod budget;
mod check;
mod forms;
mod indicator;
mod policy;
mod project;
mod record;
mod schedule;
mod store;
mod target_group;
mod typed;
mod verbs;
mod version;
