//! Stories of who signs in, who holds which role and what a token may.

pub(crate) mod testing;
pub(crate) mod tests;
