//! Stories of the coverage map.

mod tests;
