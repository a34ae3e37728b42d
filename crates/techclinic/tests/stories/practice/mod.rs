//! Stories of `practice`.

pub(crate) mod testing;
mod tests;
