//! Stories of what participants ask about their own data.

pub(crate) mod testing;
mod tests;
