//! Stories of `appointments`.

pub(crate) mod testing;
mod tests;
