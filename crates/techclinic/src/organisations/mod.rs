//! The institutes of the network and the technology clinics that group them: whose each record is.
//! A clinic answers for provinces; which ones is data.

mod clinic;
mod organisation;
mod policy;
mod record;
mod store;
mod verbs;

pub use clinic::{Clinic, ClinicName, NewClinic};
pub use organisation::{NewOrganisation, Organisation, OrganisationKind};
pub use policy::Verb;
pub use store::{clinic_names, clinic_of_province, find_clinic, find_organisation, provinces_of_clinic};
pub use verbs::{register, register_clinic};
