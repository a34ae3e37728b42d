//! Stories of `promises`.

pub(crate) mod testing;
mod tests;
