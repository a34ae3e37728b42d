//! Stories of who holds which post, and what follows when they leave.

pub(crate) mod testing;
mod tests;
