//! Published figures as rows of files and of forms. A row says what a source printed; read again from the same
//! source for the same date, it replaces the earlier reading.

use kit::form::{optional, text_within};
use kit::table::{Column, Holds, Row, Sheet};
use kit::{Act, FormErrors, Result};
use uuid::Uuid;

use super::figure::{FACTS, Figure, read_value};
use super::forms::FigureForm;
use super::{policy, store};
use house::accounts::Reader;
use house::app::App;
use house::exchange::{Kind, Saved, column, day, required, word};
use house::register::{self, Brought, Standing, Typed};

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
        required("value", "ค่า", "published-figures-column-value").holding(Holds::Whole),
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
        store::list_like(&app.db, facts, register::codes(batch)).await
    }

    fn check(known: &Vec<Figure>, row: &Row) -> Result<Brought<Figure>, FormErrors> {
        Figure::read(known, row)?.unless_withdrawn()
    }

    async fn save(act: &Act, records: &[Brought<Figure>]) -> Result<Vec<Saved>> {
        register::bring(act, records).await
    }

    async fn export(app: &App, _: &Reader, sheet: &mut Sheet) -> Result<()> {
        register::write(app, sheet, &store::list(&app.db).await?).await
    }
}

impl Typed for Figure {
    type Kind = PublishedFigures;
    type Form = FigureForm;

    fn once(form: &mut FigureForm) -> &mut String {
        &mut form.once
    }

    async fn forms(_: &App, figures: &[Self]) -> Result<Vec<FigureForm>> {
        Ok(figures.iter().map(FigureForm::of).collect())
    }

    /// In a file what is counted is one cell, whether it is a code word or something else.
    fn row(form: &FigureForm, code: &str) -> Row {
        let fact = if form.other.trim().is_empty() { &form.fact } else { &form.other };
        Row::of_form(&FigureForm { fact: fact.clone(), ..form.clone() }, code)
    }

    /// A row is told from others by its code, where it bears one that is known, else by fact, date and source.
    fn read(known: &Vec<Self>, row: &Row) -> Result<Brought<Self>, FormErrors> {
        let mut errors = FormErrors::new();
        let code = errors.take("code", register::read_code(row.text("code")));
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
            return Err(FormErrors::one("source", register::there(same)));
        }
        let before = coded.or(same);
        let record = Self {
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
}

/// What is counted, as its code word where it was written as a page calls it.
fn fact(typed: &str) -> String {
    word(typed, FACTS, "published-figures-fact-").unwrap_or(typed).to_owned()
}
