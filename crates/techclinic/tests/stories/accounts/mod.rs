//! Stories of `accounts`.

pub(crate) mod testing;
mod tests;
