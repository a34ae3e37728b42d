//! Proposals as those who judge them read them: all that answer a call, and what is like one of them.

use kit::show::Bilingual;
use kit::{Db, Result, Timestamp};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect,
};
use thai::Satang;
use uuid::Uuid;

use super::amendment::Amendment;
use super::budget::Budget;
use super::outcome::Outcome;
use super::project::{Project, Status};
use super::record::{Column, Entity, technology};
use super::record_parts::{area, place};
use super::store;
use super::store_amendments::list_first_approved;
use super::store_parts::budgets_of;
use super::version::ProjectName;

/// Fiscal years before its own in which the same technology in the same place is told: three with its own.
const YEARS: i32 = 2;
/// As many as anybody reads.
const ALIKE: u64 = 20;

/// A proposal that was handed in to a call: once it is decided, as it stood then, whatever was amended since.
#[derive(Clone, Debug)]
pub struct Proposed {
    /// Inside.
    pub id: Uuid,
    /// Short code.
    pub code: String,
    /// Its name.
    pub name: Bilingual,
    /// The clinic that leads.
    pub lead_clinic_id: Option<Uuid>,
    /// What it costs.
    pub stated_total: Satang,
    /// What of that the ministry bears.
    pub bears: Satang,
    /// What the ministry bears by the plan as it is today.
    pub bears_now: Satang,
    /// The version of its plan that was judged.
    pub plan_version: i32,
    /// What was decided.
    pub outcome: Option<String>,
    /// Who signed it; nobody yet where there is none.
    pub signed_by: Option<String>,
}

impl Proposed {
    /// What was decided.
    pub fn outcome(&self) -> Option<Outcome> {
        self.outcome.as_deref().and_then(Outcome::from_word)
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    code: String,
    name_th: String,
    name_en: Option<String>,
    lead_clinic_id: Option<Uuid>,
    stated_total: i64,
    plan_version: i32,
    outcome: Option<String>,
    signed_by: Option<String>,
}

impl Row {
    /// With its budget as it is, and the amendment that first changed its plan.
    fn with(self, budget: Budget, amended: Option<Amendment>) -> Proposed {
        let now = Budget { stated_total: Satang(self.stated_total), ..budget };
        let bears_now = now.ministry();
        let then = amended.as_ref().map_or(&now, |first| &first.before.budget);
        Proposed {
            stated_total: then.stated_total,
            bears: then.ministry(),
            bears_now,
            plan_version: amended.and_then(|first| first.plan_version).map_or(self.plan_version, |made| made - 1),
            id: self.id,
            code: self.code,
            name: Bilingual { th: self.name_th, en: self.name_en },
            lead_clinic_id: self.lead_clinic_id,
            outcome: self.outcome,
            signed_by: self.signed_by,
        }
    }
}

/// All proposals that were handed in to a call, in the order in which they were begun.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_proposed(db: &impl ConnectionTrait, call: Uuid) -> Result<Vec<Proposed>> {
    let open = [Status::Draft, Status::Returned].map(Status::as_str);
    let columns = [
        Column::Id,
        Column::Code,
        Column::NameTh,
        Column::NameEn,
        Column::LeadClinicId,
        Column::StatedTotal,
        Column::PlanVersion,
        Column::Outcome,
        Column::SignedBy,
    ];
    // One that was given up is no proposal any more, whatever was decided before; one that was rejected is.
    let rejected = Column::Outcome.is_not_null().and(Column::Outcome.eq(Outcome::Rejected.as_str()));
    let given_up = Column::Status.eq(Status::Cancelled.as_str()).and(rejected.not());
    let rows = Entity::find().select_only().columns(columns).filter(Column::CallId.eq(call));
    let rows = rows.filter(Column::Practice.eq(false)).filter(Column::Status.is_not_in(open)).filter(given_up.not());
    let rows = rows.order_by_asc(Column::Id).into_model::<Row>().all(db).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut budgets = budgets_of(db, &ids).await?;
    let mut amended = list_first_approved(db, &ids).await?;
    let with = |row: Row| {
        let (budget, first) = (budgets.remove(&row.id).unwrap_or_default(), amended.remove(&row.id));
        row.with(budget, first)
    };
    Ok(rows.into_iter().map(with).collect())
}

/// The version of a plan that was judged: the one that was signed, whatever was amended since.
///
/// # Errors
/// When the database cannot be read.
pub async fn judged_version(db: &Db, project: &Project) -> Result<i32> {
    let first = list_first_approved(db.reader(), &[project.id]).await?.remove(&project.id);
    Ok(first.and_then(|one| one.plan_version).map_or(project.plan_version, |made| made - 1))
}

/// Projects of these three years that bring one of its technologies to one of its subdistricts: perhaps the same is
/// paid for twice. Public ones, and for the ministry those that were handed in too; none can be told where it names no
/// technology of the register, or no place by its code.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_alike(db: &Db, project: &Project, handed_in: bool) -> Result<Option<Vec<ProjectName>>> {
    let technologies = store::list_technologies(db, &[project.id]).await?.remove(&project.id).unwrap_or_default();
    let places = project.plan.areas.iter().flat_map(|area| &area.places).filter_map(|place| place.code.as_deref());
    // A place that is known by its district alone meets every subdistrict of it.
    let subdistricts: std::collections::BTreeSet<&str> = places.map(|code| code.get(..6).unwrap_or(code)).collect();
    if technologies.is_empty() || subdistricts.is_empty() {
        return Ok(None);
    }
    let told = |status: &&Status| status.is_public() || handed_in && **status == Status::Submitted;
    let told = Status::ALL.iter().filter(told).map(|status| status.as_str());
    let year = project.plan.fiscal_year.0;
    let which = Column::Practice
        .eq(false)
        .and(Column::Id.ne(project.id))
        .and(Column::Status.is_in(told))
        .and(Column::FiscalYear.between(year - YEARS, year))
        .and(transferring(technologies))
        .and(in_one_of(&subdistricts));
    let rows = Entity::find().select_only().column(Column::Id).filter(which).order_by_desc(Column::FiscalYear);
    let ids: Vec<Uuid> = rows.order_by_desc(Column::Id).limit(ALIKE).into_tuple().all(db.reader()).await?;
    Ok(Some(store::list_names(db.reader(), Column::Id.is_in(ids)).await?))
}

/// Proposals about which something was decided since then, the latest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_decided(db: &Db, since: Timestamp, most: u64) -> Result<Vec<Project>> {
    let decided = Column::Practice.eq(false).and(Column::OutcomeAt.gte(since));
    let rows = Entity::find().filter(decided).order_by_desc(Column::OutcomeAt).limit(most);
    store::whole(db.reader(), rows).await
}

fn transferring(technologies: Vec<Uuid>) -> Expr {
    let taking = Query::select()
        .column(technology::Column::ProjectId)
        .from(technology::Entity)
        .and_where(technology::Column::TechnologyId.is_in(technologies))
        .to_owned();
    Column::Id.in_subquery(taking)
}

fn in_one_of(subdistricts: &std::collections::BTreeSet<&str>) -> Expr {
    let district = |code: &str| code.get(..4).unwrap_or(code).to_owned();
    let begins = subdistricts
        .iter()
        .map(|code| place::Column::Code.starts_with(*code).or(place::Column::Code.eq(district(code))));
    let places = Query::select()
        .column(place::Column::AreaId)
        .from(place::Entity)
        .cond_where(begins.fold(Condition::any(), Condition::add))
        .to_owned();
    let areas = Query::select()
        .column(area::Column::ProjectId)
        .from(area::Entity)
        .and_where(area::Column::Id.in_subquery(places))
        .to_owned();
    Column::Id.in_subquery(areas)
}
