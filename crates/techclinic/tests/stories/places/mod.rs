//! Stories of local governments, groups of provinces and regional centres.

pub(crate) mod testing;
mod tests;
