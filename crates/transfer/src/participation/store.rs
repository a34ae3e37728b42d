//! Opinions in the database.

use kit::db::dialect::locked;
use kit::show::Bilingual;
use kit::{Act, Db, Result};
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use super::opinion::{AboutArea, AboutProject, Channel, Disposition, Opinion, Status};
use super::record::{self, Column, Entity, area, project, word};
use crate::projects;

/// An opinion by its public code.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_by_code(db: &Db, code: &str) -> Result<Option<Opinion>> {
    Ok(Entity::find().filter(Column::Code.eq(code)).one(db.reader()).await?.map(Opinion::from))
}

/// An opinion by the code its writer follows it by.
pub async fn find_by_tracking_code(db: &Db, code: &str) -> Result<Option<Opinion>> {
    Ok(Entity::find().filter(Column::TrackingCode.eq(code)).one(db.reader()).await?.map(Opinion::from))
}

/// An opinion, inside an act, to be changed.
pub(super) async fn find_for_change(act: &Act, code: &str) -> Result<Option<Opinion>> {
    let found = locked(Entity::find().filter(Column::Code.eq(code)), act.db());
    Ok(found.one(act.db()).await?.map(Opinion::from))
}

/// A project by its code, with its areas.
pub(super) async fn find_project(db: &Db, code: &str) -> Result<Option<AboutProject>> {
    about(db, project::Column::Code.eq(code)).await
}

/// The project of an opinion.
pub(super) async fn find_project_by_id(db: &Db, id: Option<Uuid>) -> Result<Option<AboutProject>> {
    let Some(id) = id else { return Ok(None) };
    about(db, project::Column::Id.eq(id)).await
}

async fn about(db: &Db, which: sea_orm::sea_query::SimpleExpr) -> Result<Option<AboutProject>> {
    let Some(row) = project::Entity::find().filter(which).one(db.reader()).await? else { return Ok(None) };
    let areas = area::Entity::find()
        .filter(area::Column::ProjectId.eq(row.id))
        .order_by_asc(area::Column::Position)
        .all(db.reader())
        .await?;
    let area = |row: area::Model| AboutArea {
        id: row.id,
        number: row.position + 1,
        as_printed: row.as_printed,
        clinic: row.clinic_id,
    };
    Ok(Some(AboutProject {
        id: row.id,
        code: row.code,
        name: Bilingual { th: row.name_th, en: row.name_en },
        lead_clinic: row.lead_clinic_id,
        public: projects::is_public(&row.status, row.was_public),
        practice: row.practice,
        areas: areas.into_iter().map(area).collect(),
    }))
}

/// The opinions with these codes.
pub(super) async fn list_by_codes(db: &Db, codes: Vec<String>) -> Result<Vec<Opinion>> {
    Ok(Entity::find()
        .filter(Column::Code.is_in(codes))
        .all(db.reader())
        .await?
        .into_iter()
        .map(Opinion::from)
        .collect())
}

/// So many opinions after `after`, in the order in which they were written down, with the codes of
/// their projects.
pub(super) async fn list_whole(db: &Db, after: Option<Uuid>, limit: u64) -> Result<Vec<(Opinion, Option<String>)>> {
    let to_project = Entity::belongs_to(project::Entity).from(Column::ProjectId).to(project::Column::Id).into();
    let mut rows = Entity::find().filter(Column::Practice.eq(false));
    if let Some(after) = after {
        rows = rows.filter(Column::Id.gt(after));
    }
    let rows = rows
        .select_also(project::Entity)
        .join(JoinType::LeftJoin, to_project)
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(db.reader())
        .await?;
    Ok(rows.into_iter().map(|(row, project)| (Opinion::from(row), project.map(|project| project.code))).collect())
}

/// Writes a new opinion and the words it is found by.
pub(super) async fn save_new(act: &Act, opinion: &Opinion) -> Result<()> {
    let row = record::ActiveModel {
        id: Set(opinion.id),
        code: Set(opinion.code.clone()),
        tracking_code: Set(opinion.tracking_code.clone()),
        project_id: Set(opinion.project),
        area_id: Set(opinion.area),
        clinic_id: Set(opinion.clinic),
        channel: Set(opinion.channel.as_str().to_owned()),
        text: Set(opinion.text.clone()),
        masked_text: Set(opinion.masked_text.clone()),
        name: Set(opinion.name.clone()),
        contact: Set(opinion.contact.clone()),
        received_on: Set(opinion.received_on),
        practice: Set(opinion.practice),
        invented: Set(opinion.invented),
        created_at: Set(opinion.created_at),
        ..changed(opinion, opinion.version)
    };
    Entity::insert(row).exec_without_returning(act.db()).await?;
    let words = thai::words::words(&opinion.masked_text).into_iter().collect::<std::collections::BTreeSet<_>>();
    if !words.is_empty() {
        let words = words.into_iter().map(|text| word::ActiveModel { word: Set(text), opinion_id: Set(opinion.id) });
        word::Entity::insert_many(words).exec_without_returning(act.db()).await?;
    }
    Ok(())
}

fn changed(opinion: &Opinion, version: i64) -> record::ActiveModel {
    record::ActiveModel {
        status: Set(opinion.status.as_str().to_owned()),
        disposition: Set(opinion.disposition.map(|one| one.as_str().to_owned())),
        reason: Set(opinion.reason.clone()),
        considered_at: Set(opinion.considered_at.clone()),
        reply: Set(opinion.reply.clone()),
        replied_at: Set(opinion.replied_at),
        version: Set(version),
        ..Default::default()
    }
}

/// Writes what changed, unless somebody else has changed it since.
pub(super) async fn save(act: &Act, opinion: &Opinion) -> Result<()> {
    let done = Entity::update_many()
        .set(changed(opinion, opinion.version + 1))
        .filter(Column::Id.eq(opinion.id))
        .filter(Column::Version.eq(opinion.version))
        .exec(act.db())
        .await?;
    if done.rows_affected == 0 {
        return Err(kit::Error::changed_meanwhile());
    }
    Ok(())
}

impl From<record::Model> for Opinion {
    fn from(row: record::Model) -> Self {
        Self {
            id: row.id,
            code: row.code,
            tracking_code: row.tracking_code,
            project: row.project_id,
            area: row.area_id,
            clinic: row.clinic_id,
            // The schema admits no other words.
            channel: Channel::from_word(&row.channel).unwrap_or(Channel::Web),
            text: row.text,
            masked_text: row.masked_text,
            name: row.name,
            contact: row.contact,
            received_on: row.received_on,
            status: Status::from_word(&row.status).unwrap_or(Status::Received),
            disposition: row.disposition.as_deref().and_then(Disposition::from_word),
            reason: row.reason,
            considered_at: row.considered_at,
            reply: row.reply,
            replied_at: row.replied_at,
            practice: row.practice,
            invented: row.invented,
            created_at: row.created_at,
            version: row.version,
        }
    }
}
