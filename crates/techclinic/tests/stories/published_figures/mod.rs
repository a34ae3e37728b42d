//! Stories of `published_figures`.

pub(crate) mod testing;
mod tests;
