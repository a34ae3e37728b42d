//! Stories of `coverage`.

mod tests;
