//! Stories of how proposals are judged.

pub(crate) mod testing;
mod tests;
mod tests_eligibility;
