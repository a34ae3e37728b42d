//! Who the network consists of beside its clinics: agreements, appointments, villages, volunteers.

// Templates name it as the crates above do.
extern crate self as network;

pub mod agreements;
pub mod appointments;
pub mod villages;
pub mod volunteers;
