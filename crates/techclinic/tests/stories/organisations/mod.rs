//! Stories of `organisations`.

pub(crate) mod testing;
mod tests;
