//! Where the addresses of the former site lead: links in books, papers and other sites keep their
//! worth (docs/requirements.md B-20).

mod importing;
mod old_address;
mod pages;
mod policy;
mod record;
mod store;
mod verbs;

#[cfg(test)]
mod tests;

pub use importing::OldAddresses;
pub use pages::lead_on;
pub use policy::Verb;
