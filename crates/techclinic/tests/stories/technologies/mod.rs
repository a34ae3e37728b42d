//! Stories of technologies, their review and their renewal.

pub(crate) mod testing;
mod tests;
mod tests_life;
mod tests_parts;
