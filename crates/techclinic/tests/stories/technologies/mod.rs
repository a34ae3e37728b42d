//! Stories of `technologies`.

pub(crate) mod testing;
mod tests;
mod tests_life;
mod tests_parts;
