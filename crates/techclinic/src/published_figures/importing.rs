//! Published figures as rows of files. A row says what a source printed; read again from the same
//! source for the same date, it replaces the earlier reading.

use kit::form::{optional, text_within};
use kit::table::{Cell, Column, Row, Sheet};
use kit::{Act, FormErrors, Result};
use uuid::Uuid;

use super::figure::{FACTS, Figure, Qualifier, read_value};
use super::forms::FigureForm;
use super::policy;
use super::store;
use super::verbs;
use crate::accounts::Reader;
use crate::app::App;
use crate::exchange::{Kind, Saved, column, day, required, word};
use crate::told::{self, Brought, Standing};

/// Figures that somebody printed.
pub struct PublishedFigures;

impl Kind for PublishedFigures {
    type Known = Vec<Figure>;
    type Record = Brought<Figure>;

    const NAME: &'static str = "published-figures";
    const TITLE: &'static str = "published-figures-title";
    const PLACE: u8 = 140;
    const COLUMNS: &'static [Column] = &[
        column("code", "รหัส", "published-figures-column-code"),
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
        let facts = batch.iter().map(|row| fact(row.text("fact"))).collect();
        store::list_like(&app.db, facts, told::codes(batch)).await
    }

    fn check(known: &Vec<Figure>, row: &Row) -> Result<Brought<Figure>, FormErrors> {
        read(known, row)?.unless_withdrawn("source")
    }

    async fn save(act: &Act, records: &[Brought<Figure>]) -> Result<Vec<Saved>> {
        verbs::bring(act, records).await
    }

    async fn export(app: &App, _: &Reader, sheet: &mut Sheet) -> Result<()> {
        for figure in store::list(&app.db).await? {
            let value = match figure.qualifier {
                Qualifier::Exactly => Cell::Whole(figure.value),
                _ => Cell::Text(figure.typed()),
            };
            sheet.row(&[
                figure.code.into(),
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

/// Reads a form by the rules of the file; `code` is of what is corrected.
///
/// # Errors
/// What is wrong, beside its field; when the database cannot be read.
pub(super) async fn typed(app: &App, reader: &Reader, form: &FigureForm, code: &str) -> Result<Brought<Figure>> {
    let row = form.row(code);
    let known = PublishedFigures::known(app, reader, std::slice::from_ref(&row)).await?;
    Ok(read(&known, &row)?)
}

/// A row is told from others by its code, where it bears one that is known, else by fact, date and source.
fn read(known: &[Figure], row: &Row) -> Result<Brought<Figure>, FormErrors> {
    let mut errors = FormErrors::new();
    let code = errors.take("code", told::read_code(row.text("code")));
    let fact = errors.take("fact", text_within(&fact(row.text("fact")), 200));
    let value = errors.take("value", read_value(row.text("value")));
    let unit = errors.take("unit", text_within(row.text("unit"), 100));
    let as_of = errors.take("as_of", text_within(row.text("as_of"), 200));
    let source = errors.take("source", text_within(row.text("source"), 500));
    let (Some(code), Some(fact), Some((qualifier, value)), Some(unit), Some(as_of), Some(source)) =
        (code, fact, value, unit, as_of, source)
    else {
        return Err(errors);
    };
    let same = known.iter().find(|figure| figure.fact == fact && figure.as_of == as_of && figure.source == source);
    let coded = known.iter().find(|figure| !code.is_empty() && figure.code == code);
    if let Some(same) = same.filter(|same| !code.is_empty() && same.code != code) {
        return Err(FormErrors::one("source", told::there(same)));
    }
    let before = coded.or(same);
    let record = Figure {
        id: before.map_or(Uuid::nil(), |figure| figure.id),
        code: before.map_or(code, |figure| figure.code.clone()),
        as_of_on: day(&as_of).ok(),
        note: optional(row.text("note")),
        note_en: optional(row.text("note_en")),
        standing: before.map_or(Standing::NEW, |figure| figure.standing.clone()),
        fact,
        value,
        qualifier,
        unit,
        as_of,
        source,
    };
    Ok(Brought { record, before: before.cloned() })
}

/// What is counted, as its code word where it was written as a page calls it.
fn fact(typed: &str) -> String {
    word(typed, FACTS, "published-figures-fact-").unwrap_or(typed).to_owned()
}
