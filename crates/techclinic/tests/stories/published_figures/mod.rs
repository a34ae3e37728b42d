//! Stories of numbers that somebody printed.

pub(crate) mod testing;
mod tests;
