//! Stories of `interests`.

pub(crate) mod testing;
mod tests;
