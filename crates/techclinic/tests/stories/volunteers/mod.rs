//! Stories of S&T volunteers and their networks.

pub(crate) mod testing;
mod tests;
mod tests_doubles;
