//! Stories of `thesaurus`.

pub(crate) mod testing;
mod tests;
