//! Who may sign in, and what they may do where. An account holds grants, each a role within a scope
//! and a time; every request carries a [`Reader`], and every feature's policy asks that reader.

mod account;
mod reader;
mod record;
mod role;
mod store;

pub use reader::{Reader, recognise};
pub use role::{Grant, Role, Scope};
pub(crate) use kit::words;

#[cfg(test)]
pub(crate) use testing::sign_in_as;

#[cfg(test)]
mod testing;
