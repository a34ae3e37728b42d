//! Stories of `past_projects`.

pub(crate) mod testing;
mod tests;
