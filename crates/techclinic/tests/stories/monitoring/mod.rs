//! Stories of `monitoring`.

pub(crate) mod testing;
mod tests;
mod tests_reading;
