//! Stories of `demo`.

mod tests;
