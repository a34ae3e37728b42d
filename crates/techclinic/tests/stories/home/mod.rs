//! Stories of `home`.

mod tests;
