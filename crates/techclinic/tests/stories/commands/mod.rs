//! Stories of the command line.

mod backup;
mod user;
