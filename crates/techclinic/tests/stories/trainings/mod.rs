//! Stories of `trainings`.

pub(crate) mod testing;
mod tests;
