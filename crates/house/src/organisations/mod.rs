//! The institutes of the network and the technology clinics that group them: whose each record is.
//! A clinic answers for provinces; which ones is data.

mod api;
mod api_organisations;
mod clinic;
mod contact;
mod filter;
mod forms;
mod forms_organisations;
mod importing;
mod importing_organisations;
mod name;
mod namesake;
mod organisation;
mod pages;
mod pages_choices;
mod pages_contacts;
mod pages_layer;
mod pages_organisations;
mod policy;
mod record;
mod searching;
mod store;
mod store_organisations;
mod store_searching;
mod verbs;
mod verbs_organisations;

use axum::routing::{get, post};

use crate::app::Routes;
use crate::layout::feature::Feature;

pub use clinic::{Clinic, ClinicName, INDEXED as CLINIC, NETWORK_BEGAN, NewClinic};
pub use contact::Contacts;
pub use name::{DatedName, Names};
pub use organisation::{NewOrganisation, Organisation, OrganisationKind};
pub use pages_choices::{choices, choices_for, own_code};
pub use policy::Verb;
pub use store::{
    NetworkSize, clinic_names, clinic_of_province, find_clinic, list_answering, list_clinic_names, list_institutes,
    list_institutes_ever, network_size, provinces_of_clinic,
};
pub use store_organisations::{find_organisation, list_organisations, organisation_names_on};
pub use store_searching::{list_clinics_beside, list_clinics_by_ids};
pub use verbs::register_clinic;
pub use verbs_organisations::register;

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature {
    kinds: &[
        &importing_organisations::Organisations,
        &importing_organisations::OrganisationNames,
        &importing_organisations::Successions,
        &importing::Clinics,
        &importing::Institutes,
    ],
    searched: &[searching::SEARCHED],
    layers: &[pages_layer::LAYER],
    ..Feature::of(routes)
};

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/clinics", get(pages::index).post(pages::register_clinic))
        .route("/clinics/new", get(pages::new_clinic))
        .route("/clinics/{code}", get(pages::show))
        .route("/clinics/{code}/contact", post(pages_contacts::contact))
        .route("/clinics/{code}/correct", get(pages::correction).post(pages::correct_clinic))
        .route(
            "/clinics/{code}/correct-contacts",
            get(pages_contacts::correction).post(pages_contacts::correct_contacts),
        )
        .route("/clinics/{code}/institutes", get(pages::institutes))
        .route("/clinics/{code}/add-institute", post(pages::add_institute))
        .route("/clinics/{code}/remove-institute", post(pages::remove_institute))
        .route("/organisations", get(pages_organisations::index).post(pages_organisations::register))
        .route("/organisations/new", get(pages_organisations::new))
        .route("/organisations/{code}", get(pages_organisations::show))
        .route("/organisations/{code}/rename", get(pages_organisations::renaming).post(pages_organisations::rename))
        .route("/organisations/{code}/succeed", get(pages_organisations::succession).post(pages_organisations::succeed))
        .route("/organisations/{code}/correct", get(pages_organisations::correction).post(pages_organisations::correct))
        .merge(api::routes())
        .merge(api_organisations::routes())
}
