//! Stories of `holidays`.

pub(crate) mod testing;
mod tests;
