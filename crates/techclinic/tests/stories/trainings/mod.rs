//! Stories of what staff of clinics learned.

pub(crate) mod testing;
mod tests;
