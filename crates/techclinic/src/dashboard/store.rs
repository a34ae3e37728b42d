//! What the dashboard reads: the records of the features below, counted by the `.sql` files beside
//! this one. Each page costs the same few queries however many records there are.

use kit::db::listing::{Listing, Paging};
use kit::db::rows::rows;
use kit::show::Bilingual;
use kit::{Db, Result};
use sea_orm::{FromQueryResult, Value};
use thai::FiscalYear;

use super::overview::{Figure, Filter, ProjectRow, ProvinceRow, Totals, by_province};
use transfer::monitoring::Punctuality;
use transfer::responses::is_small;

#[derive(FromQueryResult)]
struct TotalRow {
    figure: String,
    amount: i64,
}

/// What the tiles count, without the reports.
pub(super) async fn totals(db: &Db, year: FiscalYear, province: &str, reports: Punctuality) -> Result<Totals> {
    let binds: [Value; 4] = [year.0.into(), year.start().into(), year.end().into(), province.into()];
    let found = rows::<TotalRow>(db.reader(), include_str!("sql/totals.sql"), binds).await?;
    let known = found.iter().filter_map(|row| Some((Figure::from_word(&row.figure)?.as_str(), row.amount)));
    Ok(Totals { amounts: known.collect(), reports })
}

#[derive(FromQueryResult)]
struct CountRow {
    province: String,
    figure: String,
    amount: i64,
}

/// The same by province.
pub(super) async fn list_provinces(db: &Db, year: FiscalYear) -> Result<Vec<ProvinceRow>> {
    let binds: [Value; 3] = [year.0.into(), year.start().into(), year.end().into()];
    let found = rows::<CountRow>(db.reader(), include_str!("sql/by_province.sql"), binds).await?;
    Ok(by_province(
        found.into_iter().filter_map(|row| Some((row.province, Figure::from_word(&row.figure)?, row.amount))),
    ))
}

#[derive(FromQueryResult)]
struct BehindRow {
    code: String,
    name_th: String,
    name_en: Option<String>,
    persons: i64,
    services: i64,
    granted: i64,
    paid: i64,
    given_up: bool,
}

/// The projects behind the figures, one page.
pub(super) async fn list_projects(db: &Db, year: FiscalYear, filter: &Filter) -> Result<Listing<ProjectRow>> {
    let paging = Paging { cursor: filter.cursor.clone(), limit: filter.limit };
    let most = i64::try_from(paging.limit() + 1).unwrap_or(i64::MAX);
    let after = filter.cursor.clone().unwrap_or_default();
    let binds: [Value; 6] =
        [year.0.into(), year.start().into(), year.end().into(), filter.province().into(), after.into(), most.into()];
    let found = rows::<BehindRow>(db.reader(), include_str!("sql/projects.sql"), binds).await?;
    let listing = Listing::cut(found, paging.limit(), |row| row.code.clone());
    Ok(listing.map(|row| ProjectRow {
        code: row.code,
        name: Bilingual { th: row.name_th, en: row.name_en },
        reached: (!is_small(row.persons) && !is_small(row.services)).then_some((row.persons, row.services)),
        granted: row.granted,
        paid: row.paid,
        given_up: row.given_up,
    }))
}
