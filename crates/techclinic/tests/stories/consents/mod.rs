//! Stories of what participants agree to, purpose by purpose.

pub(crate) mod testing;
mod tests;
