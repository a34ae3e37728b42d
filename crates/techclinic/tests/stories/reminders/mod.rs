//! Stories of `reminders`.

mod tests;
