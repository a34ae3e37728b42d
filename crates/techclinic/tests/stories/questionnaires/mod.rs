//! Stories of the versions of the three forms.

pub(crate) mod testing;
pub(crate) mod tests;
