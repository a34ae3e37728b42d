//! The JSON face of volunteers and their networks: the same lists and verbs. Who the volunteers are is
//! told to those alone who keep or oversee their register.

use std::collections::HashMap;

use axum::Json;
use axum::extract::State;
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use kit::db::listing::Listing;
use kit::web::{Body, IdempotencyKey, IfMatch, Narrowed, Path, client_address, once_key, tagged};
use kit::{Error, Result};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::filter::Filter;
use super::forms::{
    BroughtNeedForm, MergeForm, OtherVolunteerForm, VolunteerDeedForm, VolunteerForm, VolunteerNetworkForm,
};
use super::network::Network;
use super::volunteer::{Deed, DeedKind, Status, Volunteer};
use super::{policy, store_lists, store_networks, verbs, verbs_doubles, verbs_entry};
use house::accounts::Reader;
use house::app::{App, Routes};
use house::organisations;

pub(super) fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_networks, register_network))
        .routes(routes!(show_network, correct_network))
        .routes(routes!(list, register))
        .routes(routes!(show, correct))
        .routes(routes!(record_deed))
        .routes(routes!(merge))
        .routes(routes!(split))
        .routes(routes!(tell_apart))
        .routes(routes!(bring_need))
}

/// A network of volunteers.
#[derive(Serialize, ToSchema)]
struct VolunteerNetwork {
    /// Short code.
    code: String,
    /// Its name in Thai.
    name_th: String,
    /// Its name in English.
    name_en: Option<String>,
    /// Official code of the province where it is at home.
    province: String,
    /// Code of the clinic that coordinates it.
    clinic: Option<String>,
    /// The fiscal year it began in, Buddhist era.
    since: Option<i32>,
    /// Members who have not left.
    members: i64,
    /// Made up for the demonstration.
    invented: bool,
    /// For `If-Match`.
    version: i64,
}

impl VolunteerNetwork {
    fn new(network: Network, clinics: &HashMap<Uuid, String>, members: i64) -> Self {
        let told = network.told;
        Self {
            code: network.code,
            name_th: told.name.th,
            name_en: told.name.en,
            province: told.province,
            clinic: told.clinic.and_then(|id| clinics.get(&id)).cloned(),
            since: told.since,
            members,
            invented: network.invented,
            version: network.version,
        }
    }
}

async fn clinics(app: &App) -> Result<HashMap<Uuid, String>> {
    let names = organisations::list_clinic_names(&app.db).await?;
    Ok(names.into_iter().map(|clinic| (clinic.id, clinic.code)).collect())
}

/// Every network of volunteers, in Thai order.
#[utoipa::path(get, path = "/api/v1/volunteer-networks", operation_id = "network.list",
    responses((status = 200, body = Listing<VolunteerNetwork>)))]
async fn list_networks(State(app): State<App>) -> Result<Json<Listing<VolunteerNetwork>>> {
    let mut members: HashMap<Uuid, i64> = HashMap::new();
    for one in store_networks::count_members(&app.db, None).await? {
        *members.entry(one.network_id).or_default() += one.members;
    }
    let (all, clinics) = (store_networks::list_all(app.db.reader()).await?, clinics(&app).await?);
    let count = |network: &Network| members.get(&network.id).copied().unwrap_or(0);
    let items = all.into_iter().map(|one| (count(&one), one));
    let items = items.map(|(count, one)| VolunteerNetwork::new(one, &clinics, count)).collect();
    Ok(Json(Listing { items, next_cursor: None }))
}

async fn answer_network(app: &App, network: Network, status: StatusCode) -> Result<Response> {
    let members = store_networks::count_members(&app.db, Some(network.id)).await?;
    let whole = VolunteerNetwork::new(network, &clinics(app).await?, members.iter().map(|one| one.members).sum());
    Ok(tagged(status, whole.version, whole))
}

/// One network.
#[utoipa::path(get, path = "/api/v1/volunteer-networks/{code}", operation_id = "network.show",
    responses((status = 200, body = VolunteerNetwork)))]
async fn show_network(State(app): State<App>, Path(code): Path<String>) -> Result<Response> {
    let network = store_networks::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    answer_network(&app, network, StatusCode::OK).await
}

/// Enters a network.
#[utoipa::path(post, path = "/api/v1/volunteer-networks", operation_id = "network.register",
    request_body = VolunteerNetworkForm, params(IdempotencyKey), responses((status = 201, body = VolunteerNetwork)))]
async fn register_network(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    Body(form): Body<VolunteerNetworkForm>,
) -> Result<Response> {
    reader.must_sign_in()?;
    let network = verbs_entry::enter_network(&app, &reader, &form, once_key(&headers, &form)).await?;
    answer_network(&app, network, StatusCode::CREATED).await
}

/// Takes the version that the headers say.
fn if_match(headers: &HeaderMap, version: &mut String) {
    if let Some(told) = headers.get("if-match").and_then(|value| value.to_str().ok()) {
        told.clone_into(version);
    }
}

/// Corrects a network: the whole form stands in the place of what was there.
#[utoipa::path(put, path = "/api/v1/volunteer-networks/{code}", operation_id = "network.correct",
    request_body = VolunteerNetworkForm, params(IfMatch), responses((status = 200, body = VolunteerNetwork)))]
async fn correct_network(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    headers: HeaderMap,
    Body(mut form): Body<VolunteerNetworkForm>,
) -> Result<Response> {
    reader.must_sign_in()?;
    if_match(&headers, &mut form.version);
    verbs_entry::put_right_network(&app, &reader, &code, &form).await?;
    show_network(State(app), Path(code)).await
}

/// A volunteer in the register.
#[derive(Serialize, ToSchema)]
struct VolunteerItem {
    /// The member's code.
    code: String,
    /// Titles, given name and family name.
    name: String,
    /// Code of the network.
    network: String,
    /// Official code of the province.
    province: String,
    /// Official code of the district.
    district: Option<String>,
    /// When they joined.
    joined_on: Option<NaiveDate>,
    /// Are they a volunteer today?
    #[schema(value_type = Status)]
    status: String,
    /// Made up for the demonstration.
    invented: bool,
}

/// What a volunteer did.
#[derive(Serialize, ToSchema)]
struct VolunteerDeed {
    /// A referral or a service.
    #[schema(value_type = DeedKind)]
    kind: &'static str,
    /// When.
    on: NaiveDate,
    /// What, and to whom it led.
    told: String,
}

impl From<Deed> for VolunteerDeed {
    fn from(deed: Deed) -> Self {
        Self { kind: deed.kind.as_str(), on: deed.on_day, told: deed.told }
    }
}

/// One volunteer whole.
#[derive(Serialize, ToSchema)]
struct VolunteerWhole {
    #[serde(flatten)]
    item: VolunteerItem,
    /// Official code of the subdistrict.
    subdistrict: Option<String>,
    /// Telephone, E.164.
    phone: Option<String>,
    /// What they are good at.
    skills: Option<String>,
    /// Have they agreed to stand on the network's public page by name?
    named: bool,
    /// Referrals and services, the latest first.
    deeds: Vec<VolunteerDeed>,
    /// Codes of the needs they brought.
    needs: Vec<String>,
    /// For `If-Match`.
    version: i64,
}

/// The register of volunteers in Thai order, as far as the reader knows it.
#[utoipa::path(get, path = "/api/v1/volunteers", operation_id = "volunteer.list",
    params(Filter), responses((status = 200, body = Listing<VolunteerItem>)))]
async fn list(
    State(app): State<App>,
    reader: Reader,
    Narrowed(filter): Narrowed<Filter>,
) -> Result<Json<Listing<VolunteerItem>>> {
    policy::may_see_register(&reader)?;
    let (networks, whole) = verbs_entry::seen(&app, &reader).await?;
    let chosen = networks.iter().find(|network| network.code == filter.network).map(|network| network.id);
    let ids = (!whole).then(|| networks.iter().map(|network| network.id).collect());
    let rows = store_lists::list(&app.db, &filter, ids, chosen).await?;
    let codes: HashMap<Uuid, String> = networks.into_iter().map(|network| (network.id, network.code)).collect();
    Ok(Json(rows.map(|row| VolunteerItem {
        network: codes.get(&row.network_id).cloned().unwrap_or_default(),
        code: row.code,
        name: row.name,
        province: row.province,
        district: row.district,
        joined_on: row.joined_on,
        status: row.status,
        invented: row.invented,
    })))
}

async fn answer(app: &App, reader: &Reader, code: &str, status: StatusCode) -> Result<Response> {
    let (volunteer, network) = verbs_entry::found(app, reader, code).await?;
    let deeds = store_lists::list_deeds(&app.db, volunteer.id).await?;
    let needs = verbs_entry::brought_by(app, &volunteer).await?;
    let told = volunteer.told;
    let whole = VolunteerWhole {
        item: VolunteerItem {
            code: volunteer.code,
            name: told.name,
            network: network.code,
            province: told.province,
            district: told.district,
            joined_on: told.joined_on,
            status: told.status.as_str().to_owned(),
            invented: volunteer.invented,
        },
        subdistrict: told.subdistrict,
        phone: told.phone,
        skills: told.skills,
        named: told.named,
        deeds: deeds.into_iter().map(VolunteerDeed::from).collect(),
        needs: needs.into_iter().map(|need| need.code).collect(),
        version: volunteer.version,
    };
    Ok(tagged(status, whole.version, whole))
}

/// One volunteer whole.
#[utoipa::path(get, path = "/api/v1/volunteers/{code}", operation_id = "volunteer.show",
    responses((status = 200, body = VolunteerWhole)))]
async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    answer(&app, &reader, &code, StatusCode::OK).await
}

/// Enters a volunteer.
#[utoipa::path(post, path = "/api/v1/volunteers", operation_id = "volunteer.register",
    request_body = VolunteerForm, params(IdempotencyKey), responses((status = 201, body = VolunteerWhole)))]
async fn register(
    State(app): State<App>,
    reader: Reader,
    headers: HeaderMap,
    Body(form): Body<VolunteerForm>,
) -> Result<Response> {
    reader.must_sign_in()?;
    let Volunteer { code, .. } = verbs_entry::enter(&app, &reader, &form, once_key(&headers, &form)).await?;
    answer(&app, &reader, &code, StatusCode::CREATED).await
}

/// Corrects a volunteer: the whole form stands in the place of what was there.
#[utoipa::path(put, path = "/api/v1/volunteers/{code}", operation_id = "volunteer.correct",
    request_body = VolunteerForm, params(IfMatch), responses((status = 200, body = VolunteerWhole)))]
async fn correct(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    headers: HeaderMap,
    Body(mut form): Body<VolunteerForm>,
) -> Result<Response> {
    verbs_entry::found(&app, &reader, &code).await?;
    if_match(&headers, &mut form.version);
    verbs_entry::put_right(&app, &reader, &code, &form).await?;
    answer(&app, &reader, &code, StatusCode::OK).await
}

/// Records a referral or a service.
#[utoipa::path(post, path = "/api/v1/volunteers/{code}/record-deed", operation_id = "volunteer.record_deed",
    request_body = VolunteerDeedForm, params(IdempotencyKey), responses((status = 200, body = VolunteerWhole)))]
async fn record_deed(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    headers: HeaderMap,
    Body(form): Body<VolunteerDeedForm>,
) -> Result<Response> {
    verbs_entry::found(&app, &reader, &code).await?;
    let deed = form.check(app.clock.today())?;
    verbs::record_deed(&app, &reader, &code, deed, once_key(&headers, &form)).await?;
    answer(&app, &reader, &code, StatusCode::OK).await
}

/// Takes up one record into another of the same person; answers the other.
#[utoipa::path(post, path = "/api/v1/volunteers/{code}/merge", operation_id = "volunteer.merge",
    request_body = MergeForm, responses((status = 200, body = VolunteerWhole)))]
async fn merge(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<MergeForm>,
) -> Result<Response> {
    reader.must_sign_in()?;
    let kept = verbs_doubles::merge(&app, &reader, &code, &form).await?;
    answer(&app, &reader, &kept.code, StatusCode::OK).await
}

/// Takes a merge back, as long as nothing was done since with the record that stayed; answers the one that was
/// taken up.
#[utoipa::path(post, path = "/api/v1/volunteers/{code}/split", operation_id = "volunteer.split",
    responses((status = 200, body = VolunteerWhole)))]
async fn split(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    reader.must_sign_in()?;
    let again = verbs_doubles::split(&app, &reader, &code).await?;
    answer(&app, &reader, &again.code, StatusCode::OK).await
}

/// Says that two who look like one are two.
#[utoipa::path(post, path = "/api/v1/volunteers/{code}/tell-apart", operation_id = "volunteer.tell_apart",
    request_body = OtherVolunteerForm, responses((status = 200, body = VolunteerWhole)))]
async fn tell_apart(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Body(form): Body<OtherVolunteerForm>,
) -> Result<Response> {
    reader.must_sign_in()?;
    verbs_doubles::tell_apart(&app, &reader, &code, form.other.trim()).await?;
    answer(&app, &reader, &code, StatusCode::OK).await
}

/// A need that was brought.
#[derive(Serialize, ToSchema)]
struct BroughtNeed {
    /// Its public code.
    code: String,
    /// The code that whoever needs it follows it by.
    tracking_code: String,
}

/// Brings a need for somebody else, by the code of a member card.
#[utoipa::path(post, path = "/api/v1/volunteers/cards/{code}/bring-need", operation_id = "volunteer.bring_need",
    request_body = BroughtNeedForm, params(IdempotencyKey), responses((status = 201, body = BroughtNeed)))]
async fn bring_need(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path(card): Path<String>,
    headers: HeaderMap,
    Body(form): Body<BroughtNeedForm>,
) -> Result<Response> {
    let volunteer = verbs_entry::holder(&app, client_address(&extensions), &card).await?.ok_or(Error::NotFound)?;
    policy::may_bring_need(&reader, &volunteer)?;
    let told = form.check(app.clock.today())?;
    let need = verbs::bring_need(&app, &reader, &volunteer.card, told, once_key(&headers, &form)).await?;
    let brought = BroughtNeed { code: need.code, tracking_code: need.tracking_code };
    Ok((StatusCode::CREATED, Json(brought)).into_response())
}
