//! What a plan comes to, counted by the database: by provinces and by who carries it out; and what became
//! of needs.

use chrono::NaiveDate;
use kit::db::rows::rows;
use kit::{Db, Result};
use sea_orm::FromQueryResult;
use thai::Satang;
use uuid::Uuid;

use super::plan_row::read;
use super::summary::{By, Placed, Tally};

#[derive(FromQueryResult)]
struct PlacedRow {
    provinces: String,
    rows: i64,
    amount: i64,
}

/// A plan by the provinces that rows name together, in one query.
pub(super) async fn list_placed(db: &Db, plan: Uuid) -> Result<Vec<Placed>> {
    let found = rows::<PlacedRow>(db.reader(), include_str!("sql/places.sql"), [plan.into()]).await?;
    let placed = |row: PlacedRow| Placed {
        provinces: read(&row.provinces),
        tally: Tally { rows: row.rows, sum: Satang(row.amount) },
    };
    Ok(found.into_iter().map(placed).collect())
}

#[derive(FromQueryResult)]
struct AgencyRow {
    agency: Option<String>,
    printed: Option<String>,
    rows: i64,
    amount: i64,
}

/// A plan by who carries it out, in one query.
pub(super) async fn list_agencies(db: &Db, plan: Uuid) -> Result<Vec<(By, Tally)>> {
    let found = rows::<AgencyRow>(db.reader(), include_str!("sql/agencies.sql"), [plan.into()]).await?;
    let one = |row: AgencyRow| (By::new(row.agency, row.printed), Tally { rows: row.rows, sum: Satang(row.amount) });
    Ok(found.into_iter().map(one).collect())
}

/// What became of the needs of a province.
#[derive(Clone, Debug, Default, FromQueryResult)]
pub struct NeedsOfProvince {
    /// Its official code.
    pub province: String,
    /// Needs told.
    pub told: i64,
    /// Funded: a row of the plan or a project of ours came from them.
    pub funded: i64,
    /// Not funded, and decided by nobody.
    pub untouched: i64,
    /// Of these, told before the years that the plan gathers.
    pub waiting: i64,
}

impl NeedsOfProvince {
    /// Both together, of the first province.
    #[must_use]
    pub fn and(self, other: &Self) -> Self {
        Self {
            told: self.told + other.told,
            funded: self.funded + other.funded,
            untouched: self.untouched + other.untouched,
            waiting: self.waiting + other.waiting,
            ..self
        }
    }
}

/// What became of the needs told from a day to another, and of those told before that are still open or that the plan
/// answers, by province.
pub(super) async fn list_needs(db: &Db, plan: Uuid, from: NaiveDate, to: NaiveDate) -> Result<Vec<NeedsOfProvince>> {
    let binds = [plan.into(), from.into(), to.into()];
    Ok(rows::<NeedsOfProvince>(db.reader(), include_str!("sql/needs.sql"), binds).await?)
}
