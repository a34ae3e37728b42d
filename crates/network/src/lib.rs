//! Who the network consists of beside its clinics: agreements, appointments, villages, volunteers.

pub mod agreements;
pub mod appointments;
pub mod villages;
pub mod volunteers;
