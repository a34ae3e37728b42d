//! Stories of the figures of a year.

mod tests;
