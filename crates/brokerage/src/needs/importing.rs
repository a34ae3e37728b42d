//! Needs as rows of files. A need is told once and never rewritten: a row whose code is known must
//! say what the register says.

use std::collections::HashMap;

use chrono::NaiveDate;
use kit::form::optional;
use kit::table::{Column, Row, Sheet};
use kit::{Act, FormErrors, Message, Result, msg};
use uuid::Uuid;

use super::forms::{contact, told as text};
use super::need::{Channel, GroupKind, Need, NewNeed};
use super::verbs::{self, Beginning, Brought};
use super::{policy, store_rows};
use house::accounts::Reader;
use house::app::App;
use house::exchange::{Kind, Saved, column, day, one_or, required};
use house::{organisations, places};

/// Community needs.
pub struct Needs;

/// What the rows of a batch are checked against.
pub struct Known {
    today: NaiveDate,
    invented: bool,
    clinics: HashMap<String, Uuid>,
    told_before: HashMap<String, Need>,
}

impl Kind for Needs {
    type Known = Known;
    type Record = Brought;

    const NAME: &'static str = "needs";
    const TITLE: &'static str = "needs-title";
    const PLACE: u8 = 80;
    const COLUMNS: &'static [Column] = &[
        column("code", "เลขที่เรื่อง", "needs-column-code"),
        required("text_th", "ความต้องการ", "needs-column-text_th"),
        column("submitted_by", "ผู้แจ้ง", "needs-column-submitted_by"),
        column("group_kind", "ประเภทกลุ่ม", "needs-column-group_kind"),
        required("province", "จังหวัด", "needs-column-province"),
        column("district", "อำเภอ", "needs-column-district"),
        column("subdistrict", "ตำบล", "needs-column-subdistrict"),
        column("village", "หมู่บ้าน", "needs-column-village"),
        column("channel", "ช่องทาง", "needs-column-channel"),
        column("received_on", "วันที่รับเรื่อง", "needs-column-received_on"),
        column("contact", "ช่องทางติดต่อ", "needs-column-contact"),
    ];
    const KEY: &'static [&'static str] = &["code"];
    const TABLES: &'static [(&'static str, &'static str)] = &[("need", "id"), ("need_word", "need_id")];

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_import(reader)
    }

    async fn known(app: &App, _: &Reader, batch: &[Row]) -> Result<Known> {
        let codes = batch.iter().filter_map(|row| optional(row.text("code"))).collect();
        let mut clinics = HashMap::new();
        for province in thai::places::provinces().iter().map(|place| place.code.to_string()) {
            if let Some(clinic) = organisations::clinic_of_province(&app.db, &province).await? {
                clinics.insert(province, clinic.id);
            }
        }
        let told_before = store_rows::list_by_codes(&app.db, codes).await?;
        Ok(Known { today: app.clock.today(), invented: app.settings.demo, clinics, told_before })
    }

    fn check(known: &Known, row: &Row) -> Result<Brought, FormErrors> {
        let mut errors = FormErrors::new();
        let code = errors.take("code", code(row.text("code")));
        let text = errors.take("text_th", text(row.text("text_th")));
        let group_kind =
            errors.take("group_kind", one_or(row.text("group_kind"), "needs-group-kind-", GroupKind::Other));
        let place = places::check_row(&mut errors, row);
        let channel = errors.take("channel", one_or(row.text("channel"), "needs-channel-", Channel::Import));
        let received_on = errors.take("received_on", received_on(row.text("received_on"), known.today));
        let contact = errors.take("contact", contact(row.text("contact")));
        let (Some(code), Some(text), Some(group_kind), Some(place), Some(channel), Some(received_on), Some(contact)) =
            (code, text, group_kind, place, channel, received_on, contact)
        else {
            return Err(errors);
        };
        let told = NewNeed {
            text,
            submitted_by: optional(row.text("submitted_by")),
            contact,
            group_kind,
            province: place.province,
            district: place.district,
            subdistrict: place.subdistrict,
            village: optional(row.text("village")),
            channel,
            received_on,
        };
        // As the register would keep it, so that the same file is the same again.
        let told = told.prepared().told;
        if let Some(before) = code.as_ref().and_then(|code| known.told_before.get(code)) {
            return same(before, told).map(Brought::Known).map_err(|message| FormErrors::one("code", message));
        }
        let clinic = known.clinics.get(&told.province).copied();
        Ok(Brought::New(Beginning { code, told, clinic, practice: false, invented: known.invented }))
    }

    async fn save(act: &Act, records: &[Brought]) -> Result<Vec<Saved>> {
        verbs::bring(act, records).await
    }

    async fn export(app: &App, reader: &Reader, sheet: &mut Sheet) -> Result<()> {
        let mut after = None;
        loop {
            let needs = store_rows::list_all(&app.db, after).await?;
            let Some(last) = needs.last() else { return Ok(()) };
            after = Some(last.id);
            for need in needs {
                if policy::may_see(reader, &need).is_err() {
                    continue;
                }
                let person = policy::may_see_person(reader, &need);
                let told = need.told;
                sheet.row(&[
                    need.code.into(),
                    if person { told.text } else { kit::masked(&told.text).into_owned() }.into(),
                    told.submitted_by.filter(|_| person).into(),
                    told.group_kind.as_str().into(),
                    told.province.into(),
                    told.district.into(),
                    told.subdistrict.into(),
                    told.village.into(),
                    told.channel.as_str().into(),
                    told.received_on.into(),
                    // By which they are reached stays in the house.
                    "".into(),
                ])?;
            }
        }
    }
}

fn code(typed: &str) -> Result<Option<String>, Message> {
    let Some(code) = optional(typed) else { return Ok(None) };
    let plain = code.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-') && code.len() <= 40;
    if plain { Ok(Some(code)) } else { Err(msg("needs-import-code")) }
}

fn received_on(typed: &str, today: NaiveDate) -> Result<NaiveDate, Message> {
    if typed.is_empty() {
        return Ok(today);
    }
    let day = day(typed)?;
    if day > today { Err(msg("needs-import-future")) } else { Ok(day) }
}

/// Files do not carry what must stay in the house, so only what they carry is compared.
fn same(before: &Need, told: NewNeed) -> Result<Uuid, Message> {
    let contact = &before.told.contact;
    let told = NewNeed { contact: contact.clone(), ..told };
    // What was kept before numbers were taken out is compared as it would be kept now.
    let kept = NewNeed { contact: contact.clone(), ..before.told.clone().prepared().told };
    let unnamed = NewNeed { submitted_by: kept.submitted_by.clone(), ..told.clone() };
    let agrees = told == kept || (told.submitted_by.is_none() && unnamed == kept);
    if agrees { Ok(before.id) } else { Err(msg("needs-import-differs")) }
}
