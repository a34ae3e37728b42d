//! Stories of `questionnaires`.

pub(crate) mod testing;
mod tests;
