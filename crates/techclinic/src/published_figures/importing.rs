//! Published figures as rows of files. A row says what a source printed; read again from the same
//! source for the same date, it replaces the earlier reading.

use kit::form::{optional, text_within};
use kit::table::{Cell, Column, Row, Sheet};
use kit::{Act, FormErrors, Result};
use uuid::Uuid;

use super::figure::{Figure, Qualifier, read_value};
use super::policy;
use super::store;
use super::verbs::{self, Brought};
use crate::accounts::Reader;
use crate::app::App;
use crate::exchange::{Kind, Saved, column, day, required};

/// Figures that somebody printed.
pub struct PublishedFigures;

impl Kind for PublishedFigures {
    type Known = Vec<Figure>;
    type Record = Brought;

    const NAME: &'static str = "published-figures";
    const COLUMNS: &'static [Column] = &[
        required("fact", "ข้อเท็จจริง", "published-figures-column-fact"),
        required("value", "ค่า", "published-figures-column-value"),
        required("unit", "หน่วย", "published-figures-column-unit"),
        required("as_of", "ณ วันที่", "published-figures-column-as_of"),
        required("source", "แหล่งที่มา", "published-figures-column-source"),
        column("note", "หมายเหตุ", "published-figures-column-note"),
        column("note_en", "หมายเหตุภาษาอังกฤษ", "published-figures-column-note_en"),
    ];
    const KEY: &'static [&'static str] = &["fact", "as_of", "source"];
    const TABLES: &'static [(&'static str, &'static str)] = &[("published_figure", "id")];

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_import(reader)
    }

    async fn known(app: &App, _: &Reader, batch: &[Row]) -> Result<Vec<Figure>> {
        let facts = batch.iter().map(|row| row.text("fact").to_owned()).collect();
        store::list_of_facts(&app.db, facts).await
    }

    fn check(known: &Vec<Figure>, row: &Row) -> Result<Brought, FormErrors> {
        let mut errors = FormErrors::new();
        let fact = errors.take("fact", text_within(row.text("fact"), 200));
        let value = errors.take("value", read_value(row.text("value")));
        let unit = errors.take("unit", text_within(row.text("unit"), 100));
        let as_of = errors.take("as_of", text_within(row.text("as_of"), 200));
        let source = errors.take("source", text_within(row.text("source"), 500));
        let (Some(fact), Some((qualifier, value)), Some(unit), Some(as_of), Some(source)) =
            (fact, value, unit, as_of, source)
        else {
            return Err(errors);
        };
        let before =
            known.iter().find(|figure| figure.fact == fact && figure.as_of == as_of && figure.source == source);
        let figure = Figure {
            id: before.map_or(Uuid::nil(), |figure| figure.id),
            as_of_on: day(&as_of).ok(),
            note: optional(row.text("note")),
            note_en: optional(row.text("note_en")),
            fact,
            value,
            qualifier,
            unit,
            as_of,
            source,
        };
        Ok(Brought { figure, before: before.cloned() })
    }

    async fn save(act: &Act, records: &[Brought]) -> Result<Vec<Saved>> {
        verbs::bring(act, records).await
    }

    async fn export(app: &App, _: &Reader, sheet: &mut Sheet) -> Result<()> {
        for figure in store::list(&app.db).await? {
            let value = match figure.qualifier {
                Qualifier::Exactly => Cell::Whole(figure.value),
                other => Cell::Text(format!("{}{}", other.sign(), figure.value)),
            };
            sheet.row(&[
                figure.fact.into(),
                value,
                figure.unit.into(),
                figure.as_of.into(),
                figure.source.into(),
                figure.note.into(),
                figure.note_en.into(),
            ])?;
        }
        Ok(())
    }
}
