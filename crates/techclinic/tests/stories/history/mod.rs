//! Stories of reading the trail.

mod tests;
