//! Stories of the page for the field.

mod tests;
