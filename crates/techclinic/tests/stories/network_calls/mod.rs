//! Stories of a clinic that asks the whole network.

pub(crate) mod testing;
mod tests;
mod tests_answers;
