//! Stories of integration plans.

pub(crate) mod testing;
mod tests;
mod tests_book;
mod tests_days;
mod tests_rows;
