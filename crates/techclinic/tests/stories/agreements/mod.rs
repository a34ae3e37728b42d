//! Stories of `agreements`.

pub(crate) mod testing;
mod tests;
mod tests_parties;
mod tests_renewals;
