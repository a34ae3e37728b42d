//! Stories of what communities need: told, analysed, answered, declined.

pub(crate) mod testing;
mod tests;
mod tests_bad;
mod tests_clock;
mod tests_desk;
mod tests_files;
