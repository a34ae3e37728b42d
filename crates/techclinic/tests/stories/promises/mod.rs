//! Stories of how long a need may wait.

pub(crate) mod testing;
mod tests;
