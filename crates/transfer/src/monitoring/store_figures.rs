//! The records that figures are drawn from, read by the `.sql` files beside this one.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use kit::db::rows::rows;
use kit::{Act, Db, Result};
use sea_orm::{ConnectionTrait, Value};
use thai::Quarter;
use uuid::Uuid;

use super::figure::{Amount, Figures, Kind, Money};
use super::indicator::{Tally, Target};
use super::record::{ActivityRow, MoneyRow, OpinionRow, RecipientRow, TallyRow, TargetRow};
use super::reporting_area::ReportingArea;

/// A day before every record.
const BEGINNING: NaiveDate = NaiveDate::from_ymd_opt(1900, 1, 1).expect("a date");

/// What the follow-ups say of those who received a transfer from `from` to `to`, as answered up to
/// `as_of`, for every area of a project.
async fn tallies(
    connection: &impl ConnectionTrait,
    project: Uuid,
    (from, to): (NaiveDate, NaiveDate),
    as_of: NaiveDate,
) -> Result<HashMap<Uuid, Tally>> {
    let binds: [Value; 4] = [project.into(), from.into(), to.into(), as_of.into()];
    let found = rows::<TallyRow>(connection, include_str!("sql/tally.sql"), binds).await?;
    Ok(found.iter().map(|row| (row.area, Tally::from(row))).collect())
}

/// The tally of every area of a project, of all who received a transfer up to `as_of`.
pub(super) async fn list_tallies(db: &Db, project: Uuid, as_of: NaiveDate) -> Result<HashMap<Uuid, Tally>> {
    tallies(db.reader(), project, (BEGINNING, as_of), as_of).await
}

async fn targets(connection: &impl ConnectionTrait, project: Uuid) -> Result<Vec<Target>> {
    let found = rows::<TargetRow>(connection, include_str!("sql/targets.sql"), [project.into()]).await?;
    Ok(found.into_iter().map(Target::from).collect())
}

/// What a project promised, in order.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_targets(db: &Db, project: Uuid) -> Result<Vec<Target>> {
    targets(db.reader(), project).await
}

/// Draws the figures of a report from the records as they are.
pub async fn figures(db: &Db, area: &ReportingArea, quarter: Quarter, as_of: NaiveDate) -> Result<Figures> {
    draw(db.reader(), area, quarter, as_of).await
}

/// Draws them within an act, to freeze them.
pub(super) async fn figures_to_freeze(act: &Act, area: &ReportingArea, quarter: Quarter) -> Result<Figures> {
    draw(act.db(), area, quarter, act.today()).await
}

/// Everything a report counts, from the records as they are; answers up to `as_of`.
async fn draw(
    connection: &impl ConnectionTrait,
    area: &ReportingArea,
    quarter: Quarter,
    as_of: NaiveDate,
) -> Result<Figures> {
    let (from, to) = (quarter.start(), quarter.end());
    let of_area = || -> [Value; 3] { [area.area.into(), from.into(), to.into()] };
    let new = tallies(connection, area.project, (from, to), as_of).await?;
    let all = tallies(connection, area.project, (BEGINNING, to), as_of).await?;
    let targets = targets(connection, area.project).await?;
    let recipients = rows::<RecipientRow>(connection, include_str!("sql/recipients.sql"), of_area()).await?;
    let activities = rows::<ActivityRow>(connection, include_str!("sql/activities.sql"), of_area()).await?;
    let money = rows::<MoneyRow>(connection, include_str!("sql/money.sql"), of_area()).await?;
    let opinions = rows::<OpinionRow>(connection, include_str!("sql/opinions.sql"), of_area()).await?;
    let opinions = opinions.into_iter().next().unwrap_or_default();
    let planned = money.iter().filter_map(|line| line.persons.map(i64::from)).reduce(|one, two| one + two);
    let services = activities.iter().map(|row| Amount { quarter: row.services_quarter, total: row.services });
    let persons = recipients.iter().map(|row| Amount { quarter: row.quarter, total: row.total });
    let figures = Figures {
        as_of,
        services: services.sum(),
        activities: activities.into_iter().map(Kind::from).collect(),
        recipients: persons.sum(),
        by_sex: by(&recipients, |row| &row.sex),
        by_group: by(&recipients, |row| &row.group_kind),
        money: money.into_iter().map(Money::from).collect(),
        opinions: Amount { quarter: opinions.quarter, total: opinions.total },
        opinions_answered: Amount { quarter: opinions.answered_quarter, total: opinions.answered },
        tally_of_quarter: new.get(&area.area).copied().unwrap_or_default(),
        tally: all.get(&area.area).copied().unwrap_or_default(),
        indicators: Vec::new(),
    };
    Ok(figures.with_indicators(&targets, planned))
}

/// Persons of each word, in the order of the words.
fn by(rows: &[RecipientRow], word: fn(&RecipientRow) -> &String) -> Vec<Kind> {
    let mut kinds = BTreeMap::<&str, Amount>::new();
    for row in rows {
        let amount = kinds.entry(word(row)).or_default();
        *amount = *amount + Amount { quarter: row.quarter, total: row.total };
    }
    kinds.into_iter().map(|(word, amount)| Kind { word: word.to_owned(), amount }).collect()
}
