//! Stories of questionnaires on paper.

pub(crate) mod testing;
mod tests;
