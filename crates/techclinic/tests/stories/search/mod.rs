//! Stories of `search`.

pub(crate) mod testing;
mod tests;
mod tests_meant;
