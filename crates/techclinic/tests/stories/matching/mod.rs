//! Stories of which technology helps with which need.

pub(crate) mod testing;
mod tests;
mod tests_ranking;
