//! The register of opinions: what it may be narrowed by, and one page of it in one query.

use chrono::NaiveDate;
use kit::db::listing::{self, Listing, Paging};
use kit::show::Bilingual;
use kit::web::{Check, Narrows, narrow};
use kit::{Db, Result};
use sea_orm::sea_query::Query;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, FromQueryResult, JoinType, Order, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::opinion::{Channel, Disposition, Status};
use super::record::{Column, Entity, project, word};
use crate::projects::Project;

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

/// How many opinions wait for these owners (`None`: for anybody).
pub(super) async fn count_of_owners(db: &Db, owners: Option<Vec<Uuid>>, practice: bool) -> Result<u64> {
    let all = Entity::find().filter(Column::Practice.eq(practice)).filter(open());
    let all = match owners {
        Some(owners) => all.filter(Column::ClinicId.is_in(owners)),
        None => all,
    };
    Ok(all.count(db.reader()).await?)
}

/// The newest public opinions on a project; those on a rehearsal are as public as it is.
pub(super) async fn list_of_project(db: &Db, about: &Project, limit: u64) -> Result<Vec<Row>> {
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
