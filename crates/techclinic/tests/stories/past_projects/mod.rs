//! Stories of projects from before the system.

pub(crate) mod testing;
mod tests;
