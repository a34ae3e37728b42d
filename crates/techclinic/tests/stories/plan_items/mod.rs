//! Stories of items of plans.

pub(crate) mod testing;
mod tests;
