//! Amendments in the database.

use std::collections::HashMap;

use kit::db::dialect::locked;
use kit::show::Bilingual;
use kit::{Act, Db, Error, Result, Timestamp};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, RelationDef, Set,
};
use uuid::Uuid;

use super::amendment::{Amendment, AmendmentStatus, Decision};
use super::project::{Project, Waiting};
use super::record::{Column as ProjectColumn, Entity as Projects, amendment};
use super::signing::Signing;

/// The amendments of a project, the latest first.
pub(super) async fn list_amendments(db: &Db, project: Uuid) -> Result<Vec<Amendment>> {
    let rows = of_project(project).order_by_desc(amendment::Column::Number).all(db.reader()).await?;
    rows.into_iter().map(amendment_of).collect()
}

/// Who signed and who amended the plan of a project; `people` are the accounts whose names the reader may know.
pub(super) async fn find_signing(db: &Db, project: &Project, people: &HashMap<Uuid, String>) -> Result<Signing> {
    Ok(Signing::of(project, &list_amendments(db, project.id).await?, people))
}

/// The amendment of each of these projects that was approved first.
pub(super) async fn list_first_approved(
    db: &impl ConnectionTrait,
    projects: &[Uuid],
) -> Result<HashMap<Uuid, Amendment>> {
    let approved = amendment::Column::Status.eq(AmendmentStatus::Approved.as_str());
    let rows = amendment::Entity::find()
        .filter(amendment::Column::ProjectId.is_in(projects.iter().copied()).and(approved))
        .order_by_desc(amendment::Column::PlanVersion);
    // The later ones are written over by the first.
    rows.all(db).await?.into_iter().map(|row| Ok((row.project_id, amendment_of(row)?))).collect()
}

/// An amendment by its number.
pub(super) async fn find_amendment(db: &Db, project: Uuid, number: i32) -> Result<Option<Amendment>> {
    let row = of_project(project).filter(amendment::Column::Number.eq(number)).one(db.reader()).await?;
    row.map(amendment_of).transpose()
}

/// The same inside an act, to be changed; the project is held already.
pub(super) async fn find_amendment_for_change(act: &Act, project: Uuid, number: i32) -> Result<Option<Amendment>> {
    let row = locked(of_project(project).filter(amendment::Column::Number.eq(number)), act.db());
    row.one(act.db()).await?.map(amendment_of).transpose()
}

/// The number of the amendment that goes on, if any, and how many there are.
pub(super) async fn count_amendments_in(act: &Act, project: Uuid) -> Result<(i32, Option<i32>)> {
    let going_on = AmendmentStatus::ALL.iter().filter(|one| one.is_going_on()).map(|one| one.as_str());
    let last = of_project(project).count(act.db()).await?;
    let open = of_project(project).filter(amendment::Column::Status.is_in(going_on)).one(act.db()).await?;
    Ok((i32::try_from(last).unwrap_or(i32::MAX), open.map(|row| row.number)))
}

/// An amendment on a desk.
#[derive(Clone, Debug)]
pub(super) struct AmendmentRow {
    pub(super) code: String,
    pub(super) name: Bilingual,
    pub(super) number: i32,
    pub(super) status: AmendmentStatus,
    /// When it was handed in last.
    pub(super) submitted_at: Option<Timestamp>,
}

/// Code and name of the project, number and status of the amendment, and when it was handed in.
type Told = (String, String, Option<String>, i32, String, Option<Timestamp>);

/// The amendments that wait for a step of somebody's, the longest first, and how many there are in all.
pub(super) async fn list_waiting_amendments(db: &Db, waiting: &Waiting, most: u64) -> Result<(Vec<AmendmentRow>, u64)> {
    let all = amendment::Entity::find().join(JoinType::InnerJoin, to_project()).filter(waits(waiting));
    let columns =
        all.clone().select_only().columns([ProjectColumn::Code, ProjectColumn::NameTh, ProjectColumn::NameEn]);
    let rows: Vec<Told> = columns
        .columns([amendment::Column::Number, amendment::Column::Status, amendment::Column::SubmittedAt])
        .order_by_asc(amendment::Column::CreatedAt)
        .limit(most)
        .into_tuple()
        .all(db.reader())
        .await?;
    let shown = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    let count = if shown < most { shown } else { all.count(db.reader()).await? };
    let row = |(code, name_th, name_en, number, status, submitted_at): Told| AmendmentRow {
        code,
        name: Bilingual { th: name_th, en: name_en },
        number,
        status: AmendmentStatus::from_word(&status).unwrap_or(AmendmentStatus::Draft),
        submitted_at,
    };
    Ok((rows.into_iter().map(row).collect(), count))
}

/// The projects whose amendments wait for a step of somebody's.
pub(super) fn amended(waiting: &Waiting) -> SelectStatement {
    let rows = amendment::Entity::find().join(JoinType::InnerJoin, to_project()).filter(waits(waiting));
    rows.select_only().column(amendment::Column::ProjectId).into_query()
}

fn to_project() -> RelationDef {
    amendment::Entity::belongs_to(Projects).from(amendment::Column::ProjectId).to(ProjectColumn::Id).into()
}

/// Handed in for the ministry, handed back or not handed in yet for whoever leads the project.
fn waits(waiting: &Waiting) -> Condition {
    let is = |status: AmendmentStatus| amendment::Column::Status.eq(status.as_str());
    let open = || is(AmendmentStatus::Returned).or(is(AmendmentStatus::Draft));
    let clinics = waiting.clinics.iter().copied();
    let mut whose = Condition::any().add(open().and(ProjectColumn::LeadClinicId.is_in(clinics)));
    if waiting.ministry {
        let own = open().and(ProjectColumn::LeadClinicId.is_null());
        whose = whose.add(is(AmendmentStatus::Submitted)).add(own);
    }
    let stage = Condition::all().add(ProjectColumn::Practice.eq(waiting.rehearsing.is_some()));
    match &waiting.rehearsing {
        Some(clinics) => stage.add(ProjectColumn::LeadClinicId.is_in(clinics.iter().copied())).add(whose),
        None => stage.add(whose),
    }
}

/// Writes a new amendment.
pub(super) async fn save_new_amendment(act: &Act, one: &Amendment) -> Result<()> {
    amendment::Entity::insert(row_of(one)?).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Writes what changed about it, unless somebody else has changed it since.
pub(super) async fn save_amendment(act: &Act, one: &Amendment) -> Result<()> {
    let mut row = row_of(one)?;
    row.version = Set(one.version + 1);
    let changed = amendment::Entity::update_many()
        .set(row)
        .filter(amendment::Column::Id.eq(one.id))
        .filter(amendment::Column::Version.eq(one.version))
        .exec(act.db())
        .await?;
    if changed.rows_affected == 0 { Err(Error::changed_meanwhile()) } else { Ok(()) }
}

fn of_project(project: Uuid) -> sea_orm::Select<amendment::Entity> {
    amendment::Entity::find().filter(amendment::Column::ProjectId.eq(project))
}

fn row_of(one: &Amendment) -> Result<amendment::ActiveModel> {
    let (decision, submitted) = (one.decision.as_ref(), one.submitted.as_ref());
    Ok(amendment::ActiveModel {
        id: Set(one.id),
        project_id: Set(one.project),
        number: Set(one.number),
        reason: Set(one.reason.clone()),
        before: Set(serde_json::to_value(&one.before)?),
        after: Set(serde_json::to_value(&one.after)?),
        status: Set(one.status.to_string()),
        begun_by: Set(one.begun_by),
        submitted_by: Set(submitted.and_then(|(person, _)| *person)),
        submitted_at: Set(submitted.map(|(_, at)| *at)),
        decided_by: Set(decision.and_then(|decision| decision.by)),
        decided_at: Set(decision.map(|decision| decision.at)),
        decision: Set(decision.and_then(|decision| decision.text.clone())),
        plan_version: Set(one.plan_version),
        created_at: Set(one.created_at),
        version: Set(one.version),
    })
}

fn amendment_of(row: amendment::Model) -> Result<Amendment> {
    Ok(Amendment {
        id: row.id,
        project: row.project_id,
        number: row.number,
        reason: row.reason,
        before: serde_json::from_value(row.before)?,
        after: serde_json::from_value(row.after)?,
        // The schema admits no other word.
        status: AmendmentStatus::from_word(&row.status).unwrap_or(AmendmentStatus::Draft),
        begun_by: row.begun_by,
        submitted: row.submitted_at.map(|at| (row.submitted_by, at)),
        decision: row.decided_at.map(|at| Decision { by: row.decided_by, at, text: row.decision }),
        plan_version: row.plan_version,
        created_at: row.created_at,
        version: row.version,
    })
}
