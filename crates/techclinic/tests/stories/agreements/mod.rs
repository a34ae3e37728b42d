//! Stories of agreements, their parties and their renewal.

pub(crate) mod testing;
mod tests;
mod tests_parties;
mod tests_renewals;
