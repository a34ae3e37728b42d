//! Stories of words that mean the same.

pub(crate) mod testing;
mod tests;
