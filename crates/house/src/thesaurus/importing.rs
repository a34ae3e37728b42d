//! Groups of phrases as rows of files, in and out.

use kit::form::text_within;
use kit::table::{Column, Row, Sheet};
use kit::{Act, FormErrors, Result, msg};

use super::entry::{NOTE_MOST, Region, read_phrases};
use super::forms::within;
use super::verbs::{self, Brought};
use super::{NewEntry, policy, store};
use crate::accounts::Reader;
use crate::app::App;
use crate::exchange::{Kind, Saved, column, one_of, required, word};

/// The kind `thesaurus`.
pub struct Thesaurus;

impl Kind for Thesaurus {
    type Known = ();
    type Record = Brought;

    const NAME: &'static str = "thesaurus";
    const TITLE: &'static str = "thesaurus-records";
    const PLACE: u8 = 70;
    const COLUMNS: &'static [Column] = &[
        column("code", "รหัส", "thesaurus-column-code"),
        required("phrases", "คำที่ใช้แทนกัน", "thesaurus-column-phrases"),
        column("region", "ภาษาถิ่น", "thesaurus-column-region"),
        required("source", "แหล่งที่มา", "thesaurus-column-source"),
        column("note", "หมายเหตุ", "thesaurus-column-note"),
        column("checked", "เจ้าของภาษาตรวจแล้ว", "thesaurus-column-checked"),
    ];
    const KEY: &'static [&'static str] = &["code"];
    const TABLES: &'static [(&'static str, &'static str)] = &[(super::FOLLOWED, "id")];

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_import(reader)
    }

    async fn known(_: &App, _: &Reader, _: &[Row]) -> Result<()> {
        Ok(())
    }

    fn check((): &(), row: &Row) -> Result<Brought, FormErrors> {
        let mut errors = FormErrors::new();
        let code = errors.take("code", code(row.text("code")));
        let phrases = errors.take("phrases", read_phrases(row.text("phrases")));
        let region = errors.take("region", region(row.text("region")));
        let source = errors.take("source", text_within(row.text("source"), NOTE_MOST));
        let note = errors.take("note", within(row.text("note")));
        let checked = errors.take("checked", checked(row.text("checked")));
        match (code, phrases, region, source, note, checked) {
            (Some(code), Some(phrases), Some(region), Some(source), Some(note), Some(checked)) => {
                Ok((code, NewEntry { phrases, region, source, note, checked }))
            }
            _ => Err(errors),
        }
    }

    async fn save(act: &Act, records: &[Brought]) -> Result<Vec<Saved>> {
        verbs::bring(act, records).await
    }

    async fn export(app: &App, _: &Reader, sheet: &mut Sheet) -> Result<()> {
        for entry in store::list_whole(&app.db).await? {
            let told = entry.told;
            sheet.row(&[
                entry.code.into(),
                told.phrases.join("; ").into(),
                told.region.map(|region| region.to_string()).into(),
                told.source.into(),
                told.note.into(),
                (if told.checked { "yes" } else { "no" }).into(),
            ])?;
        }
        Ok(())
    }
}

type Read<T> = Result<T, kit::Message>;

/// A code of one's own; without one the register gives it.
fn code(typed: &str) -> Read<Option<String>> {
    let plain = typed.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-') && typed.len() <= 40;
    if !plain {
        return Err(msg("thesaurus-code"));
    }
    Ok(kit::form::optional(typed).map(|code| code.to_ascii_uppercase()))
}

fn region(typed: &str) -> Read<Option<Region>> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    one_of(typed, "thesaurus-region-").map(Some)
}

fn checked(typed: &str) -> Read<bool> {
    if typed.trim().is_empty() {
        return Ok(false);
    }
    Ok(word(typed, ["yes", "no"], "thesaurus-checked-")? == "yes")
}
