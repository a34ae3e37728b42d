//! Stories of people who want a technology.

pub(crate) mod testing;
mod tests;
