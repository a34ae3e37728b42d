//! Stories of `participation`.

pub(crate) mod testing;
mod tests;
