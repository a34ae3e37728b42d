//! Stories of integration plans.

pub(crate) mod testing;
mod tests;
mod tests_rows;
