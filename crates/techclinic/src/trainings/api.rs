//! The JSON face of trainings: the same list.

use std::collections::HashMap;

use axum::Json;
use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use kit::Result;
use kit::db::listing::Listing;
use kit::form::TextForm;
use kit::web::{Body, IdempotencyKey, IfMatch, Path};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::forms::TrainingForm;
use super::store;
use super::training::{Aim, Training};
use house::app::{App, Routes};
use house::organisations;
use house::register::{Answered, Asked, Withdrawn};

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list, register))
        .routes(routes!(show))
        .routes(routes!(correct))
        .routes(routes!(withdraw))
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
pub struct TrainingItem {
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
    /// For `If-Match`.
    version: i64,
    /// It was wrong and is in no list; null: it stands.
    withdrawn: Option<Withdrawn>,
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
        version: training.standing.version,
        withdrawn: training.standing.withdrawn,
    }
}

/// Trainings of the staff of clinics, newest year first. One page holds them all.
#[utoipa::path(get, path = "/api/v1/trainings", operation_id = "training.list",
    responses((status = 200, body = Listing<TrainingItem>)))]
async fn list(State(app): State<App>) -> Result<Json<Listing<TrainingItem>>> {
    let codes = codes(&app).await?;
    let items = store::list(&app.db).await?.into_iter().map(|training| item(training, &codes)).collect();
    Ok(Json(Listing { items, next_cursor: None }))
}

async fn codes(app: &App) -> Result<HashMap<Uuid, String>> {
    let clinics = organisations::list_clinic_names(&app.db).await?;
    Ok(clinics.into_iter().map(|clinic| (clinic.id, clinic.code)).collect())
}

impl Answered for Training {
    type Item = TrainingItem;

    async fn item(app: &App, training: Self) -> Result<TrainingItem> {
        Ok(item(training, &codes(app).await?))
    }
}

/// One of them, also when it was withdrawn.
#[utoipa::path(get, path = "/api/v1/trainings/{code}", operation_id = "training.show",
    responses((status = 200, body = TrainingItem)))]
async fn show(asked: Asked, Path(code): Path<String>) -> Result<Response> {
    asked.show::<Training>(&code).await
}

/// Enters a training.
#[utoipa::path(post, path = "/api/v1/trainings", operation_id = "training.register",
    request_body = TrainingForm, params(IdempotencyKey), responses((status = 201, body = TrainingItem)))]
async fn register(asked: Asked, Body(form): Body<TrainingForm>) -> Result<Response> {
    asked.register::<Training>(form).await
}

/// Corrects it: the whole form stands in the place of what was there, and what was withdrawn stands again.
#[utoipa::path(post, path = "/api/v1/trainings/{code}/correct", operation_id = "training.correct",
    request_body = TrainingForm, params(IfMatch), responses((status = 200, body = TrainingItem)))]
async fn correct(asked: Asked, Path(code): Path<String>, Body(form): Body<TrainingForm>) -> Result<Response> {
    asked.correct::<Training>(&code, form).await
}

/// Withdraws what was wrong, with the reason as text.
#[utoipa::path(post, path = "/api/v1/trainings/{code}/withdraw", operation_id = "training.withdraw",
    request_body = TextForm, responses((status = 200, body = TrainingItem)))]
async fn withdraw(asked: Asked, Path(code): Path<String>, Body(form): Body<TextForm>) -> Result<Response> {
    asked.withdraw::<Training>(&code, &form).await
}
