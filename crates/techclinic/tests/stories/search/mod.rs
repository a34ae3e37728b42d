//! Stories of the one box for everything.

pub(crate) mod testing;
mod tests;
mod tests_meant;
