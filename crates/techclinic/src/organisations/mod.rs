//! The institutes of the network and the technology clinics that group them: whose each record is.
//! A clinic answers for provinces; which ones is data.

mod api;
mod clinic;
mod filter;
mod forms;
mod importing;
mod organisation;
mod pages;
mod policy;
mod record;
mod store;
mod verbs;

#[cfg(test)]
mod tests;

use axum::routing::{get, post};

use crate::app::Routes;

pub use clinic::{Clinic, ClinicName, NewClinic};
pub use importing::{Clinics, Institutes, Organisations};
pub use organisation::{NewOrganisation, Organisation, OrganisationKind};
pub use policy::Verb;
pub use store::{
    NetworkSize, clinic_names, clinic_of_province, find_clinic, find_organisation, list_answering, list_clinic_names,
    list_institutes, network_size, provinces_of_clinic,
};
pub use verbs::{bring_clinics, bring_institutes, bring_organisations, register, register_clinic};

/// The addresses of this feature.
pub fn routes() -> Routes {
    Routes::new()
        .route("/clinics", get(pages::index).post(pages::register_clinic))
        .route("/clinics/new", get(pages::new_clinic))
        .route("/clinics/{code}", get(pages::show))
        .route("/organisations", post(pages::register))
        .route("/organisations/new", get(pages::new))
        .merge(api::routes())
}
