//! The list of projects: what it may be narrowed by, and one page of it in one query.

use kit::db::listing::{self, Listing, Paging};
use kit::show::Bilingual;
use kit::web::{Check, Narrows, narrow};
use kit::{Db, Message, Result};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, FromQueryResult, Order, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::Deserialize;
use thai::Satang;
use utoipa::IntoParams;
use uuid::Uuid;

use super::desk::{Desk, Whose};
use super::outcome::Outcome;
use super::project::{Sight, Status, Waiting};
use super::record::{Column, Entity, public_ones, word};
use super::record_parts::area;
use super::store_amendments::amended;
use house::places;

/// What a list of projects may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Words in its name or topic.
    pub q: String,
    /// Buddhist era.
    pub fiscal_year: String,
    /// Official code of a province it works in.
    pub province: String,
    /// How far it has come.
    #[param(inline, value_type = Option<Status>)]
    pub status: String,
    /// Only what stands on the reader's own desk, and why.
    #[param(inline, value_type = Option<Desk>)]
    pub desk: String,
    /// Where to begin: the `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] = &[
        ("fiscal_year", narrow::fiscal_year),
        ("province", places::narrows_province),
        ("status", Status::narrows),
        ("desk", Desk::narrows),
        ("cursor", listing::narrows::<i32>),
        ("limit", narrow::limit),
    ];
}

impl Filter {
    /// Just what stands on the reader's desk, by its word.
    pub fn of_desk(desk: Desk) -> Self {
        Self { desk: desk.as_str().to_owned(), ..Self::default() }
    }

    /// The address of the same list, beginning at `cursor`.
    pub fn address(&self, cursor: &str) -> String {
        let fields = [
            ("q", self.q.as_str()),
            ("fiscal_year", &self.fiscal_year),
            ("province", &self.province),
            ("status", &self.status),
            ("desk", &self.desk),
            ("cursor", cursor),
        ];
        kit::web::address("/projects", &fields)
    }
}

/// A project in a list.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    /// Inside.
    pub id: Uuid,
    /// Short code.
    pub code: String,
    /// Thai name.
    pub name_th: String,
    /// English name.
    pub name_en: Option<String>,
    /// Buddhist era.
    pub fiscal_year: i32,
    /// Line of work.
    pub programme: String,
    /// How far it has come.
    pub status: String,
    /// Satang.
    pub stated_total: i64,
    /// Persons.
    pub stated_persons: i32,
    /// What was decided about it as an answer to its call.
    pub outcome: Option<String>,
    /// Made up for the demonstration.
    pub invented: bool,
}

impl Row {
    /// Its name in both languages.
    pub fn name(&self) -> Bilingual {
        Bilingual { th: self.name_th.clone(), en: self.name_en.clone() }
    }

    /// What it costs.
    pub fn total(&self) -> Satang {
        Satang(self.stated_total)
    }

    fn standing(&self) -> Status {
        Status::from_word(&self.status).unwrap_or(Status::Draft)
    }

    /// The tone of its mark.
    pub fn tone(&self) -> &'static str {
        self.standing().tone()
    }

    /// What its mark says.
    pub fn mark(&self) -> Message {
        self.standing().mark(self.outcome.as_deref().and_then(Outcome::from_word))
    }
}

const LISTED: [Column; 11] = [
    Column::Id,
    Column::Code,
    Column::NameTh,
    Column::NameEn,
    Column::FiscalYear,
    Column::Programme,
    Column::Status,
    Column::StatedTotal,
    Column::StatedPersons,
    Column::Outcome,
    Column::Invented,
];

/// One page of the list, newest fiscal year first, as far as a reader sees it.
pub(super) async fn list(db: &Db, filter: &Filter, whose: &Whose) -> Result<Listing<Row>> {
    let paging = Paging { cursor: filter.cursor.clone(), limit: filter.limit };
    let rows = Entity::find()
        .select_only()
        .columns(LISTED)
        .filter(seen(&whose.sight))
        .filter(narrowed(filter, whose))
        .filter(listing::after::<i32>(filter.cursor.as_deref(), Column::FiscalYear, Column::Id, &Order::Desc))
        .order_by_desc(Column::FiscalYear)
        .order_by_desc(Column::Id)
        .limit(paging.limit() + 1)
        .into_model::<Row>()
        .all(db.reader())
        .await?;
    Ok(Listing::cut(rows, paging.limit(), |row| listing::cursor(row.fiscal_year, row.id)))
}

/// The newest public projects that a clinic leads or works in, at most `limit`.
pub(super) async fn list_newest_of_clinic(db: &Db, clinic: Uuid, limit: u64) -> Result<Vec<Row>> {
    let own = Sight { clinics: vec![clinic], ..Sight::default() };
    let public = Status::ALL.iter().filter(|status| status.is_public()).map(|status| status.as_str());
    let rows = Entity::find().select_only().columns(LISTED).filter(Column::Practice.eq(false));
    let rows = rows.filter(Column::Status.is_in(public)).filter(of_places(&own));
    let rows = rows.order_by_desc(Column::FiscalYear).order_by_desc(Column::Id).limit(limit);
    Ok(rows.into_model::<Row>().all(db.reader()).await?)
}

/// The proposals that answer a call, as far as a reader sees them, the newest first.
pub(super) async fn list_of_call(db: &Db, call: Uuid, sight: &Sight, limit: u64) -> Result<Vec<Row>> {
    let rows = Entity::find().select_only().columns(LISTED).filter(seen(sight)).filter(Column::CallId.eq(call));
    Ok(rows.order_by_desc(Column::Id).limit(limit).into_model::<Row>().all(db.reader()).await?)
}

fn seen(sight: &Sight) -> Condition {
    let stage = Condition::all().add(Column::Practice.eq(sight.rehearsing.is_some()));
    match &sight.rehearsing {
        Some(own) => stage.add(Column::LeadClinicId.is_in(own.iter().copied())),
        None if sight.all => stage,
        None => stage.add(seen_at_work(sight)),
    }
}

fn seen_at_work(sight: &Sight) -> Condition {
    public_ones().add(of_places(sight))
}

/// What the clinics lead or answer for, and what touches the provinces; nothing where there are none.
fn of_places(sight: &Sight) -> Condition {
    let mut seen = Condition::any().add(Expr::val(false));
    if !sight.clinics.is_empty() {
        seen = seen.add(Column::LeadClinicId.is_in(sight.clinics.clone()));
        seen = seen.add(with_area(area::Column::ClinicId.is_in(sight.clinics.clone())));
    }
    if !sight.provinces.is_empty() {
        seen = seen.add(with_area(area::Column::Province.is_in(sight.provinces.clone())));
    }
    seen
}

fn with_area(which: Expr) -> Expr {
    let areas = Query::select().column(area::Column::ProjectId).from(area::Entity).and_where(which).to_owned();
    Column::Id.in_subquery(areas)
}

fn narrowed(filter: &Filter, whose: &Whose) -> Condition {
    let desk = Desk::from_word(&filter.desk).map(|desk| on_desk(desk, whose));
    let mut condition = Condition::all().add_option(desk);
    if let Ok(year) = filter.fiscal_year.parse::<i32>() {
        condition = condition.add(Column::FiscalYear.eq(year));
    }
    if !filter.province.is_empty() {
        condition = condition.add(with_area(area::Column::Province.eq(&filter.province)));
    }
    if !filter.status.is_empty() {
        condition = condition.add(Column::Status.eq(&filter.status));
    }
    for wanted in thai::words::words(&filter.q) {
        let having = Query::select()
            .column(word::Column::ProjectId)
            .from(word::Entity)
            .and_where(word::Column::Word.eq(wanted))
            .to_owned();
        condition = condition.add(Column::Id.in_subquery(having));
    }
    condition
}

/// The newest projects on a desk, at most `limit`, and how many there are in all.
pub(super) async fn list_on_desk(db: &Db, desk: Desk, whose: &Whose, limit: u64) -> Result<(Vec<Row>, u64)> {
    let all = Entity::find().filter(on_desk(desk, whose));
    let rows = all.clone().select_only().columns(LISTED).order_by_desc(Column::Id).limit(limit);
    let rows = rows.into_model::<Row>().all(db.reader()).await?;
    let shown = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    let count = if shown < limit { shown } else { all.count(db.reader()).await? };
    Ok((rows, count))
}

/// What stands on a desk; nothing on that of whoever has none.
fn on_desk(desk: Desk, whose: &Whose) -> Condition {
    let nobody = whose.waiting.is_for_nobody();
    match desk {
        Desk::Waiting if nobody => Condition::all().add(Expr::val(false)),
        Desk::Waiting => waits(&whose.waiting),
        Desk::Amendments if nobody => Condition::all().add(Expr::val(false)),
        Desk::Amendments => Condition::all().add(Column::Id.in_subquery(amended(&whose.waiting))),
        Desk::Own => {
            let other = (!nobody).then(|| {
                let waiting =
                    Query::select().column(Column::Id).from(Entity).cond_where(waits(&whose.waiting)).to_owned();
                Column::Id.not_in_subquery(waiting)
            });
            goes_on(&whose.sight).add_option(other)
        }
    }
}

/// What goes on in the clinics and provinces of `sight`.
fn goes_on(sight: &Sight) -> Condition {
    let over = [Status::Published, Status::Closed, Status::Cancelled].map(Status::as_str);
    let goes_on = Condition::any()
        .add(Column::Status.is_not_in(over))
        .add(Column::Status.eq(Status::Closed.as_str()).and(Column::PendingFollowUp.eq(true)));
    let own = Condition::all().add(Column::Practice.eq(sight.rehearsing.is_some())).add(match &sight.rehearsing {
        Some(own) => Condition::all().add(Column::LeadClinicId.is_in(own.iter().copied())),
        None => of_places(sight),
    });
    own.add(goes_on)
}

fn waits(waiting: &Waiting) -> Condition {
    let is_one_of = |statuses: &[Status]| Column::Status.is_in(statuses.iter().map(|status| status.as_str()));
    let open = || is_one_of(&[Status::Draft, Status::Returned]);
    let submitted = || is_one_of(&[Status::Submitted]);
    if let Some(own) = &waiting.rehearsing {
        let rehearsals = Condition::all().add(Column::Practice.eq(true)).add(Column::LeadClinicId.is_in(own.clone()));
        return rehearsals.add(open().or(submitted()));
    }
    let mut which = Condition::any()
        .add(Column::LeadClinicId.is_in(waiting.clinics.clone()).and(open()))
        .add(Column::LeadClinicId.is_in(waiting.deciding.clone()).and(submitted()).and(Column::SignedBy.is_null()));
    if waiting.ministry {
        which =
            which.add(submitted().and(Column::SignedBy.is_not_null())).add(Column::LeadClinicId.is_null().and(open()));
    }
    Condition::all().add(Column::Practice.eq(false)).add(which)
}
