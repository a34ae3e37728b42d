//! Stories of what answers say in figures.

mod tests;
