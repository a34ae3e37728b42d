//! The JSON face of trainings: the same list.

use std::collections::HashMap;

use axum::Json;
use axum::extract::State;
use chrono::NaiveDate;
use kit::Result;
use kit::db::listing::Listing;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::store;
use super::training::{Aim, Training};
use crate::app::{App, Routes};
use crate::organisations;

pub(super) fn routes() -> Routes {
    Routes::new().routes(routes!(list))
}

/// How many of a clinic's staff came.
#[derive(Serialize, ToSchema)]
struct Came {
    /// Code of the clinic.
    clinic: String,
    /// Persons.
    persons: i64,
}

/// A training of the staff of clinics.
#[derive(Serialize, ToSchema)]
pub(super) struct TrainingItem {
    /// Its code.
    code: String,
    /// Buddhist era.
    fiscal_year: i32,
    /// What it was about.
    name_th: String,
    /// The same in English, where there is one.
    name_en: Option<String>,
    /// First day, ISO 8601; null: not known.
    starts_on: Option<NaiveDate>,
    /// Last day.
    ends_on: Option<NaiveDate>,
    /// Where.
    place: Option<String>,
    /// What it serves.
    #[schema(value_type = Vec<Aim>)]
    aims: Vec<&'static str>,
    /// Persons in all; null: not known.
    participants: Option<i64>,
    /// Of these, by clinic.
    clinics: Vec<Came>,
    /// Where it is known from.
    source: Option<String>,
    /// Part of a demonstration.
    invented: bool,
}

fn item(training: Training, codes: &HashMap<Uuid, String>) -> TrainingItem {
    let came = training.clinics.iter();
    TrainingItem {
        code: training.code,
        fiscal_year: training.fiscal_year.0,
        name_th: training.name.th,
        name_en: training.name.en,
        starts_on: training.days.0,
        ends_on: training.days.1,
        place: training.place,
        aims: training.aims.iter().map(|aim| aim.as_str()).collect(),
        participants: training.participants,
        clinics: came
            .filter_map(|(id, persons)| Some(Came { clinic: codes.get(id)?.clone(), persons: *persons }))
            .collect(),
        source: training.source,
        invented: training.invented,
    }
}

/// Trainings of the staff of clinics, newest year first. One page holds them all.
#[utoipa::path(get, path = "/api/v1/trainings", operation_id = "training.list",
    responses((status = 200, body = Listing<TrainingItem>)))]
async fn list(State(app): State<App>) -> Result<Json<Listing<TrainingItem>>> {
    let clinics = organisations::list_clinic_names(&app.db).await?;
    let codes = clinics.into_iter().map(|clinic| (clinic.id, clinic.code)).collect();
    let items = store::list(&app.db).await?.into_iter().map(|training| item(training, &codes)).collect();
    Ok(Json(Listing { items, next_cursor: None }))
}
