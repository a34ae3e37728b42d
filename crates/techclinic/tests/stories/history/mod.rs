//! Stories of `history`.

mod tests;
