//! Stories of files that are checked, brought in, undone and taken out.

pub(crate) mod testing;
pub(crate) mod tests;
mod tests_checked;
mod tests_export;
mod tests_held;
mod tests_order;
