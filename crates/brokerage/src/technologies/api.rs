//! The JSON face of technologies: the same lists and verbs.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use chrono::NaiveDate;
use kit::db::listing::Listing;
use kit::show::Bilingual;
use kit::web::{Body, IdempotencyKey, IfMatch, Narrowed, Path, once_key, tagged};
use kit::{Error, Result};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::attachment::{Attachment, AttachmentKind};
use super::benefit::Benefit;
use super::expert::Expert;
use super::forms::TechnologyForm;
use super::holding::Commercial;
use super::policy;
use super::property::Property;
use super::store::{self, Filter, Row};
use super::technology::{Status, Technology};
use super::told::Kind;
use super::{store_parts, verbs, verbs_parts};
use house::accounts::Reader;
use house::app::{App, Circumstances, Routes};
use house::organisations::{self, ClinicName};

pub(super) fn routes() -> Routes {
    Routes::new().routes(routes!(list, register)).routes(routes!(show, revise))
}

/// A technology, as the public sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct TechnologyItem {
    /// Short code.
    code: String,
    /// Its name in Thai.
    #[serde(serialize_with = "kit::mask::public")]
    name_th: String,
    /// Its name in English.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    name_en: Option<String>,
    /// What it does.
    #[serde(serialize_with = "kit::mask::public")]
    summary_th: String,
    /// The same in English.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    summary_en: Option<String>,
    /// The field of knowledge.
    field: String,
    /// What it is.
    #[schema(value_type = Kind)]
    kind: String,
    /// Code of the clinic that offers it.
    clinic: String,
    /// Official code of its province.
    province: String,
    /// Technology readiness level, 1 to 9.
    readiness: Option<i32>,
    /// How far it has come.
    #[schema(value_type = Status)]
    status: String,
}

impl TechnologyItem {
    /// Its short code.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Its name in Thai.
    pub fn name_th(&self) -> &str {
        &self.name_th
    }

    /// A row of a list, with the clinic that offers it.
    pub fn new(row: Row, clinics: &HashMap<Uuid, ClinicName>) -> Self {
        let status = row.status().as_str();
        Self {
            clinic: clinics.get(&row.clinic_id).map(|clinic| clinic.code.clone()).unwrap_or_default(),
            code: row.code,
            name_th: row.name_th,
            name_en: row.name_en,
            summary_th: row.summary_th,
            summary_en: row.summary_en,
            field: row.field,
            kind: row.kind,
            province: row.province,
            readiness: row.readiness,
            status: status.to_owned(),
        }
    }
}

/// A picture or a paper of a technology.
#[derive(Serialize, ToSchema)]
pub(super) struct AttachmentItem {
    /// Its number: the last part of its address.
    number: i32,
    /// What it is.
    #[schema(value_type = AttachmentKind)]
    kind: &'static str,
    /// What it is called; of a picture what it shows.
    #[serde(serialize_with = "kit::mask::public")]
    title_th: String,
    /// The same in English.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    title_en: Option<String>,
    /// What kind of file.
    media_type: String,
    /// How large, in bytes.
    bytes: i64,
    /// Where it is read.
    href: String,
}

/// Somebody who knows a technology.
#[derive(Serialize, ToSchema)]
pub(super) struct ExpertItem {
    /// Their identifier.
    id: Uuid,
    /// Their name, where they agreed to be named, or for whoever works on the technology.
    name: Option<String>,
    /// What they know.
    #[serde(serialize_with = "kit::mask::public")]
    expertise_th: String,
    /// The same in English.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    expertise_en: Option<String>,
    /// Where they work.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    workplace: Option<String>,
    /// Do they take on further work?
    free: bool,
}

/// One technology whole.
#[derive(Serialize, ToSchema)]
pub(super) struct TechnologyWhole {
    #[serde(flatten)]
    item: TechnologyItem,
    /// Whose it is; of local wisdom the credit its holder chose.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    holder: Option<String>,
    /// The credit in English.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    credit_en: Option<String>,
    /// Of local wisdom: may it be used for profit.
    #[schema(value_type = Option<Commercial>)]
    commercial: Option<&'static str>,
    /// Code of the technology it builds on.
    builds_on: Option<String>,
    /// What whoever wants to use it must have.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    requirements_th: Option<String>,
    /// The same in English.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    requirements_en: Option<String>,
    /// What it costs to begin at least, in satang.
    cost_least_satang: Option<i64>,
    /// The same at most.
    cost_most_satang: Option<i64>,
    /// What that is for.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    cost_th: Option<String>,
    /// The same in English.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    cost_en: Option<String>,
    /// Which intellectual property stands on it.
    #[schema(value_type = Option<Property>)]
    property: Option<&'static str>,
    /// Its number, and whose it is.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    property_note: Option<String>,
    /// Under which conditions it may be used.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    conditions: Option<String>,
    /// The same in English.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    conditions_en: Option<String>,
    /// Papers, certificates, tests.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    evidence: Option<String>,
    /// The same in English.
    #[serde(serialize_with = "kit::mask::public_if_any")]
    evidence_en: Option<String>,
    /// What it is good for, as its clinic says.
    #[schema(value_type = Vec<Benefit>)]
    benefits: Vec<&'static str>,
    /// Pictures and papers that everybody sees.
    attachments: Vec<AttachmentItem>,
    /// Who knows it.
    experts: Vec<ExpertItem>,
    /// The day it was shown for the first time.
    published_on: Option<NaiveDate>,
    /// The day of the last review that let it pass.
    reviewed_on: Option<NaiveDate>,
    /// By when its clinic must say that it still holds.
    renew_by: Option<NaiveDate>,
    /// Does it wait for a reviewer?
    waits: bool,
    /// Fields of a draft still to be filled in before it can be handed in, for whoever works on it.
    missing: Vec<&'static str>,
    /// For `If-Match`.
    version: i64,
}

/// Published technologies; the best first when words are given, else the newest.
#[utoipa::path(get, path = "/api/v1/technologies", operation_id = "technology.list",
    params(Filter), responses((status = 200, body = Listing<TechnologyItem>)))]
async fn list(State(app): State<App>, Narrowed(filter): Narrowed<Filter>) -> Result<Json<Listing<TechnologyItem>>> {
    let rows = store::list(&app.db, &filter).await?;
    let clinics = organisations::clinic_names(&app.db, rows.items.iter().map(|row| row.clinic_id)).await?;
    Ok(Json(rows.map(|row| TechnologyItem::new(row, &clinics))))
}

/// One technology whole.
#[utoipa::path(get, path = "/api/v1/technologies/{code}", operation_id = "technology.show",
    responses((status = 200, body = TechnologyWhole)))]
async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    let technology = store::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    policy::may_see(&reader, &technology)?;
    answer(&app, &reader, technology, StatusCode::OK).await
}

/// A technology as an answer, for whoever asks.
pub(super) async fn answer(app: &App, reader: &Reader, one: Technology, status: StatusCode) -> Result<Response> {
    let inside = policy::may_see_inside(reader, &one);
    let clinics = organisations::clinic_names(&app.db, [one.clinic]).await?;
    let mut experts = store_parts::list_experts(&app.db, &[one.id]).await?;
    let attached = verbs_parts::list_opened(app, reader, &one).await?;
    let base = store::find_many(&app.db, one.told.holding.builds_on).await?.into_values().next();
    let builds_on = base.filter(|row| row.is_public()).map(|row| row.code);
    let whole = TechnologyWhole {
        attachments: attached.into_iter().map(|file| item_of(file, &one.code)).collect(),
        experts: experts.remove(&one.id).unwrap_or_default().into_iter().map(|who| expert_of(who, inside)).collect(),
        builds_on,
        missing: if inside { one.missing() } else { Vec::new() },
        ..whole_of(one, clinics)
    };
    Ok(tagged(status, whole.version, whole))
}

fn item_of(file: Attachment, code: &str) -> AttachmentItem {
    AttachmentItem {
        href: file.address(code),
        number: file.purpose.number,
        kind: file.purpose.kind.as_str(),
        title_th: file.title.th,
        title_en: file.title.en,
        media_type: file.file.media_type,
        bytes: file.file.bytes,
    }
}

fn expert_of(who: Expert, inside: bool) -> ExpertItem {
    ExpertItem {
        id: who.id,
        name: who.name_for(inside).map(str::to_owned),
        expertise_th: who.told.expertise.th,
        expertise_en: who.told.expertise.en,
        workplace: who.told.workplace,
        free: who.told.free,
    }
}

/// What is said of it, as everybody reads it; the rest is put in by whoever looked it up.
fn whole_of(one: Technology, clinics: HashMap<Uuid, ClinicName>) -> TechnologyWhole {
    let told = one.told.public();
    let both = |text: Option<Bilingual>| text.map_or((None, None), |text| (Some(text.th), text.en));
    let (credit_th, credit_en) = both(told.holding.credit);
    let (requirements_th, requirements_en) = both(told.requirements);
    let (cost_th, cost_en) = both(told.cost.note);
    let (conditions, conditions_en) = both(told.conditions);
    let (evidence, evidence_en) = both(told.evidence);
    TechnologyWhole {
        holder: if told.kind == Kind::LocalWisdom { credit_th } else { told.holding.holder },
        credit_en,
        commercial: told.holding.commercial.map(Commercial::as_str),
        builds_on: None,
        requirements_th,
        requirements_en,
        cost_least_satang: told.cost.least.map(|amount| amount.0),
        cost_most_satang: told.cost.most.map(|amount| amount.0),
        cost_th,
        cost_en,
        property: told.property.map(Property::as_str),
        property_note: told.property_note,
        conditions,
        conditions_en,
        evidence,
        evidence_en,
        benefits: told.benefits.iter().map(|benefit| benefit.as_str()).collect(),
        attachments: Vec::new(),
        experts: Vec::new(),
        published_on: one.life.published_on,
        reviewed_on: one.life.reviewed_on,
        renew_by: one.life.renew_by,
        waits: one.life.waiting_since.is_some(),
        missing: Vec::new(),
        version: one.version,
        item: TechnologyItem {
            code: one.code,
            name_th: told.name.th,
            name_en: told.name.en,
            summary_th: told.summary.th,
            summary_en: told.summary.en,
            field: told.field,
            kind: told.kind.as_str().to_owned(),
            clinic: clinics.get(&one.clinic).map(|clinic| clinic.code.clone()).unwrap_or_default(),
            province: told.province,
            readiness: told.readiness,
            status: one.status.as_str().to_owned(),
        },
    }
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

/// Enters a technology as a draft of its clinic.
#[utoipa::path(post, path = "/api/v1/technologies", operation_id = "technology.register",
    request_body = TechnologyForm, params(IdempotencyKey), responses((status = 201, body = TechnologyWhole)))]
async fn register(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    Body(form): Body<TechnologyForm>,
) -> Result<Response> {
    reader.must_sign_in()?;
    let once = once_key(&headers, &form);
    let (clinic, told) = verbs::read(&app, &form).await?;
    let how = Circumstances { once, invented: app.settings.demo };
    let technology = verbs::register(&app, &reader, &clinic, told, how).await?;
    answer(&app, &reader, technology, StatusCode::CREATED).await
}

/// Changes a technology: the whole form stands in the place of what was there.
#[utoipa::path(put, path = "/api/v1/technologies/{code}", operation_id = "technology.revise",
    request_body = TechnologyForm, params(IfMatch), responses((status = 200, body = TechnologyWhole)))]
async fn revise(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    headers: HeaderMap,
    Body(mut form): Body<TechnologyForm>,
) -> Result<Response> {
    if let Some(version) = header(&headers, "if-match") {
        form.version = version;
    }
    // Whoever may not know of it is told nothing of what is wrong with the form.
    let seen = store::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    policy::may_see(&reader, &seen)?;
    let told = verbs::read_told(&app, &form).await?;
    verbs::revise(&app, &reader, &code, told, form.version()).await?;
    now(&app, &reader, &code).await
}

/// The technology as it stands after a verb.
pub(super) async fn now(app: &App, reader: &Reader, code: &str) -> Result<Response> {
    let technology = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    answer(app, reader, technology, StatusCode::OK).await
}
