//! Stories of the lines of work.

pub(crate) mod testing;
mod tests;
