//! Stories of those who are still to be asked.

pub(crate) mod testing;
mod tests;
mod tests_interviews;
