//! Stories of `projects`.

pub(crate) mod testing;
mod tests;
mod tests_importing;
mod tests_needs;
mod tests_readers;
