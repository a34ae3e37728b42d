//! Stories of those who are still to be asked.

pub(crate) mod testing;
pub(crate) mod tests;
mod tests_interviews;
