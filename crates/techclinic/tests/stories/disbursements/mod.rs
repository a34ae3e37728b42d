//! Stories of the money of projects after their approval.

pub(crate) mod testing;
mod tests;
mod tests_extensions;
mod tests_given_up;
