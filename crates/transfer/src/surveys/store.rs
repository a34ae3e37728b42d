//! Surveys and their editions in the database. What an edition asks is read once per process: an edition is never
//! written anew, a new draft is another one.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use anyhow::anyhow;
use kit::db::dialect::locked;
use kit::{Act, Db, Result, Timestamp};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select, Set};
use uuid::Uuid;
use xlsform::Questionnaire;

use super::country;
use super::edition::{Asked, Edition};
use super::mapping::Becomes;
use super::record::{EditionRow, edition, survey};
use super::survey::Survey;

/// Surveys on one page of the desk; a clinic makes a few in a year.
const LISTED: u64 = 300;

/// Forms already read. The moment stands beside the identifier because worlds of tests, whose chance is seeded, may
/// give the same identifier to different forms.
static READ: LazyLock<Mutex<HashMap<(Uuid, Timestamp), Questionnaire>>> = LazyLock::new(Mutex::default);

/// A survey by its code.
pub(super) async fn find(db: &Db, code: &str) -> Result<Option<Survey>> {
    Ok(survey::Entity::find().filter(survey::Column::Code.eq(code)).one(db.reader()).await?.map(Survey::from))
}

/// A survey, inside an act, to be changed.
pub(super) async fn find_for_change(act: &Act, code: &str) -> Result<Option<Survey>> {
    let found = locked(survey::Entity::find().filter(survey::Column::Code.eq(code)), act.db());
    Ok(found.one(act.db()).await?.map(Survey::from))
}

/// Surveys of these clinics, or of all and the ministry, the newest first.
pub(super) async fn list(db: &Db, clinics: Option<Vec<Uuid>>) -> Result<Vec<Survey>> {
    let mine = clinics.map(|clinics| survey::Column::ClinicId.is_in(clinics));
    let rows = survey::Entity::find().filter(Condition::all().add_option(mine));
    let rows = rows.order_by_desc(survey::Column::MadeAt).order_by_desc(survey::Column::Id).limit(LISTED);
    Ok(rows.all(db.reader()).await?.into_iter().map(Survey::from).collect())
}

/// Surveys that are asked now, the newest first.
pub(super) async fn list_open(db: &Db) -> Result<Vec<Survey>> {
    let published = edition::Entity::find()
        .select_only()
        .column(edition::Column::SurveyId)
        .filter(edition::Column::PublishedAt.is_not_null());
    let rows = survey::Entity::find()
        .filter(survey::Column::ClosedAt.is_null())
        .filter(survey::Column::Id.in_subquery(sea_orm::QueryTrait::into_query(published)));
    let rows = rows.order_by_desc(survey::Column::MadeAt).order_by_desc(survey::Column::Id).limit(LISTED);
    Ok(rows.all(db.reader()).await?.into_iter().map(Survey::from).collect())
}

/// Writes a new survey.
pub(super) async fn save_new(act: &Act, new: &Survey) -> Result<()> {
    let row = survey::ActiveModel {
        id: Set(new.id),
        code: Set(new.code.clone()),
        clinic_id: Set(new.clinic),
        title: Set(new.title.clone()),
        made_by: Set(act.actor().person()),
        made_at: Set(new.made_at),
        closed_at: Set(None),
        version: Set(new.version),
    };
    survey::Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Writes what changed of it.
pub(super) async fn save(act: &Act, one: &Survey) -> Result<()> {
    let change = survey::ActiveModel {
        title: Set(one.title.clone()),
        closed_at: Set(one.closed_at),
        version: Set(one.version + 1),
        ..Default::default()
    };
    survey::Entity::update_many().set(change).filter(survey::Column::Id.eq(one.id)).exec(act.db()).await?;
    Ok(())
}

/// Takes a survey away that was never asked.
pub(super) async fn delete(act: &Act, id: Uuid) -> Result<()> {
    survey::Entity::delete_by_id(id).exec(act.db()).await?;
    Ok(())
}

fn editions(survey: Uuid) -> Select<edition::Entity> {
    use edition::Column;
    let columns = [
        Column::Id,
        Column::SurveyId,
        Column::Number,
        Column::FormVersion,
        Column::Title,
        Column::Becomes,
        Column::Mapping,
        Column::Notes,
        Column::TryCode,
        Column::MadeAt,
        Column::PublishedAt,
    ];
    let found = edition::Entity::find().select_only().columns(columns).filter(Column::SurveyId.eq(survey));
    found.order_by_desc(Column::Number)
}

/// Its editions, the newest first.
pub(super) async fn list_editions(db: &Db, survey: Uuid) -> Result<Vec<Edition>> {
    let rows = editions(survey).into_model::<EditionRow>().all(db.reader()).await?;
    rows.into_iter().map(Edition::try_from).collect()
}

/// The same inside an act.
pub(super) async fn list_editions_in(act: &Act, survey: Uuid) -> Result<Vec<Edition>> {
    let rows = editions(survey).into_model::<EditionRow>().all(act.db()).await?;
    rows.into_iter().map(Edition::try_from).collect()
}

/// What an edition asks.
pub(super) async fn asked(db: &Db, edition: Edition) -> Result<Asked> {
    let key = (edition.id, edition.made_at);
    let known = READ.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
    if let Some(form) = known {
        return Ok(Asked { edition, form });
    }
    let found = edition::Entity::find_by_id(edition.id).select_only().column(edition::Column::Xform);
    let xform: Option<String> = found.into_tuple().one(db.reader()).await?;
    let xform = xform.ok_or_else(|| anyhow!("edition {} of a survey has gone", edition.id))?;
    let form = Questionnaire::from_xform_with(&xform, country::files())
        .map_err(|errors| anyhow!("edition {} is no form: {errors:?}", edition.id))?;
    READ.lock().unwrap_or_else(PoisonError::into_inner).insert(key, form.clone());
    Ok(Asked { edition, form })
}

/// The workbook of an edition.
pub(super) async fn find_file(db: &Db, survey: Uuid, number: i32) -> Result<Option<Vec<u8>>> {
    let found = edition::Entity::find().select_only().column(edition::Column::Xlsx);
    let found = found.filter(edition::Column::SurveyId.eq(survey)).filter(edition::Column::Number.eq(number));
    Ok(found.into_tuple().one(db.reader()).await?)
}

/// Writes a new edition with its workbook.
pub(super) async fn save_edition(act: &Act, new: &Edition, form: &Questionnaire, xlsx: Vec<u8>) -> Result<()> {
    let row = edition::ActiveModel {
        id: Set(new.id),
        survey_id: Set(new.survey),
        number: Set(new.number),
        form_version: Set(new.form_version.clone()),
        title: Set(new.title.clone()),
        xlsx: Set(xlsx),
        xform: Set(form.xform().to_owned()),
        becomes: Set(new.mapping.becomes.map(|becomes| becomes.as_str().to_owned())),
        mapping: Set(serde_json::to_value(&new.mapping)?),
        notes: Set(None),
        try_code: Set(new.try_code.clone()),
        made_by: Set(act.actor().person()),
        made_at: Set(new.made_at),
        published_at: Set(None),
    };
    edition::Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Writes what its answers become, its notes, and whether it is published.
pub(super) async fn save_said(act: &Act, one: &Edition) -> Result<()> {
    let change = edition::ActiveModel {
        becomes: Set(one.mapping.becomes.map(Becomes::as_str).map(str::to_owned)),
        mapping: Set(serde_json::to_value(&one.mapping)?),
        notes: Set(one.notes.clone()),
        published_at: Set(one.published_at),
        ..Default::default()
    };
    edition::Entity::update_many().set(change).filter(edition::Column::Id.eq(one.id)).exec(act.db()).await?;
    Ok(())
}

/// Takes a draft away.
pub(super) async fn delete_edition(act: &Act, id: Uuid) -> Result<()> {
    edition::Entity::delete_by_id(id).exec(act.db()).await?;
    Ok(())
}
