//! Stories of rehearsals, and how they are cleared.

pub(crate) mod testing;
mod tests;
