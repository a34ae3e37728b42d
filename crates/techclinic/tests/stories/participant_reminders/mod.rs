//! Stories of how participants are reminded.

pub(crate) mod testing;
mod tests;
