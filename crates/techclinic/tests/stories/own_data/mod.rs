//! Stories of what a person sees of what is held of them.

mod tests;
