//! Local governments as rows of files. One that the register has by kind, name and province takes what
//! the row says of it.

use std::collections::HashMap;

use kit::form::{optional, text_within};
use kit::show::Bilingual;
use kit::table::{Column, Row, Sheet};
use kit::{Act, FormErrors, Message, Result, msg};

use super::importing::check_row;
use super::local_government::{LocalGovernment, LocalGovernmentKind, NewLocalGovernment, bare};
use super::verbs::{self, Brought};
use super::{policy, store};
use crate::app::App;
use crate::exchange::{self, Saved, column, required};
use crate::rights::Reader;

/// Records read at once when the register is written out.
const BATCH: u64 = 1_000;
/// The longest name or source, in characters.
const NAME_MOST: usize = 200;

/// The kind `local-governments`.
pub struct LocalGovernments;

/// What tells two local governments apart.
type Key = (&'static str, String, String);

fn key(told: &NewLocalGovernment) -> Key {
    (told.kind.as_str(), told.name.th.clone(), told.province.clone())
}

impl exchange::Kind for LocalGovernments {
    type Known = HashMap<Key, LocalGovernment>;
    type Record = Brought;

    const NAME: &'static str = "local-governments";
    const TITLE: &'static str = "places-local-title";
    const PLACE: u8 = 40;
    const COLUMNS: &'static [Column] = &[
        column("code", "รหัส", "places-column-code"),
        column("kind", "ประเภท", "places-column-kind"),
        required("name_th", "ชื่อ", "places-column-name_th"),
        column("name_en", "ชื่อภาษาอังกฤษ", "places-column-name_en"),
        column("aliases", "ชื่อที่เขียนต่างออกไป", "places-column-aliases"),
        required("province", "จังหวัด", "places-column-province"),
        column("district", "อำเภอ", "places-column-district"),
        column("subdistrict", "ตำบล", "places-column-subdistrict"),
        required("source", "แหล่งข้อมูล", "places-column-source"),
    ];
    const KEY: &'static [&'static str] = &["kind", "name_th", "province"];
    const TABLES: &'static [(&'static str, &'static str)] = &[("local_government", "id")];

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_import(reader)
    }

    async fn known(app: &App, _: &Reader, batch: &[Row]) -> Result<Self::Known> {
        let names = batch.iter().map(|row| bare(row.text("name_th")).to_owned()).collect();
        let found = store::list_named(&app.db, names).await?;
        Ok(found.into_iter().map(|one| (key(&one.told), one)).collect())
    }

    fn check(known: &Self::Known, row: &Row) -> Result<Brought, FormErrors> {
        let mut errors = FormErrors::new();
        let name = errors.take("name_th", text_within(row.text("name_th"), NAME_MOST));
        let kind = errors.take("kind", kind(row.text("kind"), row.text("name_th")));
        let source = errors.take("source", text_within(row.text("source"), NAME_MOST));
        let place = check_row(&mut errors, row);
        let (Some(name), Some(kind), Some(source), Some(place)) = (name, kind, source, place) else {
            return Err(errors);
        };
        let aliases = row.text("aliases").split([';', '\n']).map(bare).filter(|alias| !alias.is_empty());
        let told = NewLocalGovernment {
            kind,
            name: Bilingual { th: bare(&name).to_owned(), en: optional(row.text("name_en")) },
            aliases: aliases.map(str::to_owned).collect(),
            province: place.province,
            district: place.district,
            subdistrict: place.subdistrict,
            source,
        };
        let before = known.get(&key(&told)).cloned();
        Ok(Brought { told, before })
    }

    async fn save(act: &Act, records: &[Brought]) -> Result<Vec<Saved>> {
        verbs::bring(act, records).await
    }

    async fn export(app: &App, _: &Reader, sheet: &mut Sheet) -> Result<()> {
        let mut after = None;
        loop {
            let batch = store::list_whole(&app.db, after, BATCH).await?;
            let Some(last) = batch.last() else { return Ok(()) };
            after = Some(last.id);
            for one in batch {
                sheet.row(&[
                    one.code.as_str().into(),
                    one.told.kind.as_str().into(),
                    one.told.name.th.as_str().into(),
                    one.told.name.en.as_deref().into(),
                    one.told.aliases.join("; ").into(),
                    one.told.province.as_str().into(),
                    one.told.district.as_deref().into(),
                    one.told.subdistrict.as_deref().into(),
                    one.told.source.as_str().into(),
                ])?;
            }
        }
    }
}

/// The kind as a word or a name; where none is given, the one the name begins with.
fn kind(typed: &str, name: &str) -> Result<LocalGovernmentKind, Message> {
    let Some(typed) = optional(typed) else {
        return LocalGovernmentKind::read(name).map(|(kind, _)| kind).ok_or_else(|| msg("places-local-kind-choose"));
    };
    let named = |kind: &&LocalGovernmentKind| {
        let name = kind.name();
        kind.as_str() == typed
            || name.th == typed
            || name.en.as_deref().is_some_and(|en| en.eq_ignore_ascii_case(&typed))
    };
    LocalGovernmentKind::ALL.iter().find(named).copied().ok_or_else(|| msg("places-local-kind-choose"))
}
