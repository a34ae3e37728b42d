//! Stories of calls for proposals.

pub(crate) mod testing;
mod tests;
mod tests_answered;
