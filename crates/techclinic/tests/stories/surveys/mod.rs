//! Stories of surveys: forms beside the three that every project has.

pub(crate) mod testing;
mod tests;
mod tests_results;
