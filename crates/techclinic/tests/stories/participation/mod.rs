//! Stories of opinions, and what became of them.

pub(crate) mod testing;
mod tests;
