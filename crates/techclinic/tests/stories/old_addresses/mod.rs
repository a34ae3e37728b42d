//! Stories of `old_addresses`.

mod tests;
