//! What the records count of the facts that others print: one query, whatever is asked of it.

use chrono::NaiveDate;
use kit::db::rows::rows;
use kit::{Db, Result};
use sea_orm::{FromQueryResult, Value};
use thai::FiscalYear;
use uuid::Uuid;

use super::recorded::{Recorded, Span};

#[derive(FromQueryResult)]
struct SpanRow {
    fact: String,
    thing: Option<Uuid>,
    place: Option<String>,
    amount: i64,
    begins: Option<NaiveDate>,
    ends: Option<NaiveDate>,
    fiscal_year: Option<i32>,
}

impl SpanRow {
    /// What is known by its fiscal year alone was there from the year's first day; what a year counts
    /// ends with it.
    fn span(self) -> Option<Span> {
        let a_year = self.fact.ends_with("_a_year");
        let year = self.fiscal_year.map(FiscalYear).or_else(|| self.begins.map(FiscalYear::of).filter(|_| a_year));
        let begins = self.begins.or_else(|| year.map(|year| year.start()))?;
        let ends = self.ends.or_else(|| year.filter(|_| a_year).and_then(|year| year.end().succ_opt()));
        Some(Span { fact: self.fact, thing: self.thing, place: self.place, amount: self.amount, begins, ends })
    }
}

/// Everything, of every fact that the records can tell of.
pub async fn recorded(db: &Db) -> Result<Recorded> {
    let found = rows::<SpanRow>(db.reader(), include_str!("sql/recorded.sql"), [] as [Value; 0]).await?;
    Ok(Recorded(found.into_iter().filter_map(SpanRow::span).collect()))
}
