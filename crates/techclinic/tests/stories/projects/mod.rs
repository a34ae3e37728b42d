//! Stories of plans, from a draft to the last day.

pub(crate) mod testing;
mod tests;
mod tests_amendments;
mod tests_attachments;
mod tests_changes;
mod tests_drafts;
mod tests_file;
mod tests_importing;
mod tests_money;
mod tests_needs;
mod tests_paper;
mod tests_past;
mod tests_readers;
mod tests_served;
