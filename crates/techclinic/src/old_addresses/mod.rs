//! Where the addresses of the former site lead: links in books, papers and other sites keep their
//! worth (docs/requirements.md B-20).

mod importing;
mod old_address;
mod pages;
mod policy;
mod record;
mod store;
mod verbs;

use house::layout::feature::Feature;

pub use pages::lead_on;
pub use policy::Verb;

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature { kinds: &[&importing::OldAddresses], ..Feature::INSIDE };
