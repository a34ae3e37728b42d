//! Stories of institutes, clinics and what became of their names.

pub(crate) mod testing;
mod tests;
