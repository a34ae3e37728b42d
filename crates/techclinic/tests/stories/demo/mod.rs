//! Stories of the demonstration.

mod tests;
