//! Stories of the letter of a day.

mod tests;
