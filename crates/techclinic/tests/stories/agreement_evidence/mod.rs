//! Stories of what records show of an agreement.

mod tests;
