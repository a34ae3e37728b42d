//! Stories of `network_calls`.

pub(crate) mod testing;
mod tests;
mod tests_answers;
