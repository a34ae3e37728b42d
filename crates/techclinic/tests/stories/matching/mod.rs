//! Stories of `matching`.

pub(crate) mod testing;
mod tests;
mod tests_ranking;
