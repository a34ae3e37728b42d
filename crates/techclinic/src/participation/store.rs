//! Opinions in the database.

use chrono::NaiveDate;
use kit::db::listing::{self, Listing, Paging};
use kit::message::msg;
use kit::show::Bilingual;
use kit::web::{Check, Narrows, narrow};
use kit::{Act, Db, Result};
use sea_orm::sea_query::Query;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, FromQueryResult, JoinType, Order, QueryFilter, QueryOrder,
    QuerySelect, Set,
};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::opinion::{AboutArea, AboutProject, Channel, Disposition, Opinion, Status};
use super::record::{self, Column, Entity, area, project, word};
use crate::projects;

/// What a list of opinions may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Words in it.
    pub q: String,
    /// Code of a project.
    pub project: String,
    /// Where it was heard.
    #[param(inline, value_type = Option<Channel>)]
    pub channel: String,
    /// How far it has come.
    #[param(inline, value_type = Option<Status>)]
    pub status: String,
    /// What became of it.
    #[param(inline, value_type = Option<Disposition>)]
    pub disposition: String,
    /// Where to begin: the `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] = &[
        ("channel", Channel::narrows),
        ("status", Status::narrows),
        ("disposition", Disposition::narrows),
        ("cursor", listing::narrows::<NaiveDate>),
        ("limit", narrow::limit),
    ];
}

/// An opinion in a list, with the name of its project.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    /// Inside.
    pub id: Uuid,
    /// The public code.
    pub code: String,
    /// The words as they are published.
    pub masked_text: String,
    /// Where it was heard.
    pub channel: String,
    /// When.
    pub received_on: NaiveDate,
    /// How far it has come.
    pub status: String,
    /// What was decided.
    pub disposition: Option<String>,
    /// Why, or why it is withheld.
    pub reason: Option<String>,
    /// Where it was considered.
    pub considered_at: Option<String>,
    /// The public reply.
    pub reply: Option<String>,
    /// The project's code.
    pub project_code: Option<String>,
    /// The project's name.
    pub project_th: Option<String>,
    /// The same in English.
    pub project_en: Option<String>,
}

impl Row {
    /// How the page colours its state.
    pub fn tone(&self) -> &'static str {
        Status::from_word(&self.status).map_or("neutral", Status::tone)
    }

    /// How the page colours what was decided.
    pub fn decided_tone(&self) -> &'static str {
        self.disposition.as_deref().and_then(Disposition::from_word).map_or("neutral", Disposition::tone)
    }

    /// The project's name.
    pub fn project(&self) -> Option<Bilingual> {
        self.project_th.clone().map(|th| Bilingual { th, en: self.project_en.clone() })
    }
}

impl Filter {
    /// The address of the same list at `path`, beginning at `cursor`.
    pub fn address(&self, path: &str, cursor: &str) -> String {
        let fields = [
            ("q", self.q.as_str()),
            ("project", &self.project),
            ("channel", &self.channel),
            ("status", &self.status),
            ("disposition", &self.disposition),
            ("cursor", cursor),
        ];
        kit::web::address(path, &fields)
    }

    fn paging(&self) -> Paging {
        Paging { cursor: self.cursor.clone(), limit: self.limit }
    }
}

fn rows() -> sea_orm::Select<Entity> {
    let to_project = Entity::belongs_to(project::Entity).from(Column::ProjectId).to(project::Column::Id).into();
    Entity::find()
        .select_only()
        .columns([
            Column::Id,
            Column::Code,
            Column::MaskedText,
            Column::Channel,
            Column::ReceivedOn,
            Column::Status,
            Column::Disposition,
            Column::Reason,
            Column::ConsideredAt,
            Column::Reply,
        ])
        .column_as(project::Column::Code, "project_code")
        .column_as(project::Column::NameTh, "project_th")
        .column_as(project::Column::NameEn, "project_en")
        .join(JoinType::LeftJoin, to_project)
}

/// One page of the public register, newest first.
pub(super) async fn list(db: &Db, filter: &Filter) -> Result<Listing<Row>> {
    let limit = filter.paging().limit();
    let found = rows()
        .filter(public())
        .filter(narrowed(filter))
        .filter(after(filter, &Order::Desc))
        .order_by_desc(Column::ReceivedOn)
        .order_by_desc(Column::Id)
        .limit(limit + 1)
        .into_model::<Row>()
        .all(db.reader())
        .await?;
    Ok(Listing::cut(found, limit, |row| listing::cursor(row.received_on, row.id)))
}

/// One page of what these owners answer for (`None`: everybody), oldest first: rehearsals alone, or
/// none.
pub(super) async fn list_of_owners(
    db: &Db,
    owners: Option<Vec<Uuid>>,
    practice: bool,
    filter: &Filter,
) -> Result<Listing<Row>> {
    let limit = filter.paging().limit();
    let mut found =
        rows().filter(Column::Practice.eq(practice)).filter(narrowed(filter)).filter(after(filter, &Order::Asc));
    if let Some(owners) = owners {
        found = found.filter(Column::ClinicId.is_in(owners));
    }
    if filter.status.is_empty() {
        found = found.filter(open());
    }
    let found = found
        .order_by_asc(Column::ReceivedOn)
        .order_by_asc(Column::Id)
        .limit(limit + 1)
        .into_model::<Row>()
        .all(db.reader())
        .await?;
    Ok(Listing::cut(found, limit, |row| listing::cursor(row.received_on, row.id)))
}

/// The newest public opinions on a project; those on a rehearsal are as public as it is.
pub(super) async fn list_of_project(db: &Db, about: &AboutProject, limit: u64) -> Result<Vec<Row>> {
    Ok(rows()
        .filter(published(about.practice))
        .filter(Column::ProjectId.eq(about.id))
        .order_by_desc(Column::ReceivedOn)
        .order_by_desc(Column::Id)
        .limit(limit)
        .into_model::<Row>()
        .all(db.reader())
        .await?)
}

fn public() -> Condition {
    published(false)
}

fn published(practice: bool) -> Condition {
    let words = Status::ALL.iter().filter(|status| status.is_public()).map(|status| status.as_str());
    Condition::all().add(Column::Practice.eq(practice)).add(Column::Status.is_in(words))
}

/// Still waiting for somebody: not read, not decided, or decided without a reply.
fn open() -> Condition {
    Condition::any()
        .add(Column::Status.is_in([Status::Received, Status::Published].map(Status::as_str)))
        .add(Column::Status.eq(Status::Disposed.as_str()).and(Column::Reply.is_null()))
}

fn narrowed(filter: &Filter) -> Condition {
    let mut condition = Condition::all();
    let fields = [
        (Column::Channel, &filter.channel),
        (Column::Status, &filter.status),
        (Column::Disposition, &filter.disposition),
    ];
    for (column, wanted) in fields.into_iter().filter(|(_, wanted)| !wanted.is_empty()) {
        condition = condition.add(column.eq(wanted));
    }
    if !filter.project.is_empty() {
        condition = condition.add(project::Column::Code.eq(&filter.project));
    }
    for wanted in thai::words::words(&filter.q) {
        let having = Query::select()
            .column(word::Column::OpinionId)
            .from(word::Entity)
            .and_where(word::Column::Word.eq(wanted))
            .to_owned();
        condition = condition.add(Column::Id.in_subquery(having));
    }
    condition
}

fn after(filter: &Filter, order: &Order) -> Condition {
    listing::after::<NaiveDate>(filter.cursor.as_deref(), Column::ReceivedOn, Column::Id, order)
}

/// An opinion by its public code.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_by_code(db: &Db, code: &str) -> Result<Option<Opinion>> {
    Ok(Entity::find().filter(Column::Code.eq(code)).one(db.reader()).await?.map(Opinion::from))
}

/// An opinion by the code its writer follows it by.
pub(super) async fn find_by_tracking_code(db: &Db, code: &str) -> Result<Option<Opinion>> {
    Ok(Entity::find().filter(Column::TrackingCode.eq(code)).one(db.reader()).await?.map(Opinion::from))
}

/// An opinion, inside an act, to be changed.
pub(super) async fn find_for_change(act: &Act, code: &str) -> Result<Option<Opinion>> {
    Ok(Entity::find().filter(Column::Code.eq(code)).one(act.db()).await?.map(Opinion::from))
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
        public: projects::Status::from_word(&row.status).is_some_and(projects::Status::is_public),
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
        return Err(kit::Error::Conflict(msg("kit-error-conflict-version")));
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
