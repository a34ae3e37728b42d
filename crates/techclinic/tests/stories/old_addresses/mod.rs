//! Stories of the addresses of the former site.

mod tests;
