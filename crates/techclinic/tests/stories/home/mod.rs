//! Stories of where people arrive.

mod tests;
