//! Stories of `villages`.

pub(crate) mod testing;
mod tests;
