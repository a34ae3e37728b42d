//! Stories of quarterly progress reports, and the figures in them.

pub(crate) mod testing;
mod tests;
mod tests_next_year;
mod tests_reading;
