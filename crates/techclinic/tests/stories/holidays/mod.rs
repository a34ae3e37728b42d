//! Stories of days on which no office works.

pub(crate) mod testing;
mod tests;
