//! What plans say of their rows, as the open file and the seal have them.

use std::ops::RangeInclusive;

use kit::Result;
use kit::db::rows::rows;
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::seal::Line;

#[derive(FromQueryResult)]
struct LineRow {
    id: Uuid,
    fiscal_year: i32,
    number: i32,
    code: String,
    name_th: String,
    name_en: Option<String>,
    agency: Option<String>,
    agency_as_printed: Option<String>,
    provinces: String,
    amount_satang: Option<i64>,
    mechanism: Option<String>,
    counterparts: String,
    beneficiaries: String,
    need: Option<String>,
    project: Option<String>,
}

#[derive(FromQueryResult)]
struct CitedRow {
    number: i32,
    item: String,
}

/// Every row of a plan.
const ALL: RangeInclusive<i32> = 0..=i32::MAX;

/// What a plan says of each of its rows that stand, in the order of numbers, in two queries.
pub(super) async fn list_lines(connection: &impl ConnectionTrait, plan: Uuid) -> Result<Vec<Line>> {
    Ok(list_numbered(connection, plan, ALL).await?.into_iter().map(|(_, line)| line).collect())
}

/// The same with their identifiers.
pub(super) async fn list_all(connection: &impl ConnectionTrait, plan: Uuid) -> Result<Vec<(Uuid, Line)>> {
    list_numbered(connection, plan, ALL).await
}

/// The same of those that have these numbers.
pub(super) async fn list_numbered(
    connection: &impl ConnectionTrait,
    plan: Uuid,
    numbers: RangeInclusive<i32>,
) -> Result<Vec<(Uuid, Line)>> {
    let binds = || [plan.into(), (*numbers.start()).into(), (*numbers.end()).into()];
    let found = rows::<LineRow>(connection, include_str!("sql/lines.sql"), binds()).await?;
    let cited = rows::<CitedRow>(connection, include_str!("sql/cited.sql"), binds()).await?;
    let mut cited = cited.into_iter().peekable();
    let line = |row: LineRow| {
        let mut items = Vec::new();
        while let Some(one) = cited.next_if(|one| one.number <= row.number) {
            items.push(one.item);
        }
        (row.id, row.line(&items))
    };
    Ok(found.into_iter().map(line).collect())
}

impl LineRow {
    fn line(self, items: &[String]) -> Line {
        let text = |text: Option<String>| text.unwrap_or_default();
        Line::new([
            self.fiscal_year.to_string(),
            self.number.to_string(),
            self.code,
            self.name_th,
            text(self.name_en),
            text(self.agency),
            text(self.agency_as_printed),
            self.provinces,
            text(self.amount_satang.map(|amount| amount.to_string())),
            text(self.mechanism),
            self.counterparts,
            self.beneficiaries,
            text(self.need),
            text(self.project),
            items.join(" "),
        ])
    }
}
