//! Stories of S&T villages.

pub(crate) mod testing;
mod tests;
