//! Stories of `places`.

pub(crate) mod testing;
mod tests;
