//! Who is reading, and what they may do where: what every feature's policy asks. It lies below all
//! features, so that even the register of organisations can ask it; how somebody comes to be known
//! is the affair of `accounts`.

mod finding;
mod reader;
mod role;

use crate::layout::feature::Feature;

pub use finding::{EVERYBODY, borne_over, rehearsing};
pub use reader::{Credential, Reader, SignedIn};
pub use role::{Grant, NewGrant, Reach, Role, Scope};

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature::INSIDE;
