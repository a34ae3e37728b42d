//! Stories of what telephones send from the field.

pub(crate) mod testing;
mod tests;
mod tests_settling;
