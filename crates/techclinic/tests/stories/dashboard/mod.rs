//! Stories of `dashboard`.

mod tests;
