//! Stories of `volunteers`.

pub(crate) mod testing;
mod tests;
mod tests_doubles;
