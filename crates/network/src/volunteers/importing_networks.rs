//! Networks of volunteers as rows of files, in and out.

use std::collections::HashMap;

use kit::form::{optional, text_within};
use kit::show::Bilingual;
use kit::table::{Column, Row, Sheet};
use kit::{Act, FormErrors, Message, Result, msg};
use thai::FiscalYear;
use uuid::Uuid;

use super::forms::{since, within};
use super::network::NewNetwork;
use super::verbs_networks::{self as verbs, Brought};
use super::volunteer::{NAME_MOST, TEXT_MOST};
use super::{policy, store_networks};
use house::accounts::Reader;
use house::app::App;
use house::exchange::{self, Saved, column, required};
use house::{organisations, places};

/// The longest code, in characters.
const CODE_MOST: usize = 40;

/// The kind `volunteer-networks`.
pub struct VolunteerNetworks;

/// What rows are checked against.
pub struct Known {
    clinics: HashMap<String, Uuid>,
    year: FiscalYear,
    invented: bool,
}

impl exchange::Kind for VolunteerNetworks {
    type Known = Known;
    type Record = Brought;

    const NAME: &'static str = "volunteer-networks";
    const TITLE: &'static str = "volunteers-records-volunteer-networks";
    const PLACE: u8 = 100;
    const COLUMNS: &'static [Column] = &[
        required("code", "รหัสเครือข่าย", "volunteers-column-network-code"),
        required("name_th", "ชื่อเครือข่าย", "volunteers-column-network-name_th"),
        column("name_en", "ชื่อภาษาอังกฤษ", "volunteers-column-network-name_en"),
        required("province", "จังหวัด", "volunteers-column-network-province"),
        column("clinic", "คลินิก", "volunteers-column-network-clinic"),
        column("since", "ปีที่เริ่ม", "volunteers-column-network-since"),
        column("source", "แหล่งข้อมูล", "volunteers-column-source"),
        column("note", "หมายเหตุ", "volunteers-column-network-note"),
    ];
    const KEY: &'static [&'static str] = &["code"];
    const TABLES: &'static [(&'static str, &'static str)] = &[("volunteer_network", "id")];

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_import_networks(reader)
    }

    async fn known(app: &App, _: &Reader, _: &[Row]) -> Result<Known> {
        let mut clinics = HashMap::new();
        for clinic in organisations::list_clinic_names(&app.db).await? {
            clinics.insert(clinic.name.th, clinic.id);
            clinics.insert(clinic.code, clinic.id);
        }
        Ok(Known { clinics, year: FiscalYear::of(app.clock.today()), invented: app.settings.demo })
    }

    fn check(known: &Known, row: &Row) -> Result<Brought, FormErrors> {
        let mut errors = FormErrors::new();
        let code = errors.take("code", text_within(row.text("code"), CODE_MOST));
        let name = errors.take("name_th", text_within(&thai::repair::clean(row.text("name_th")), NAME_MOST));
        let name_en = errors.take("name_en", within(row.text("name_en"), NAME_MOST));
        let province = errors.take("province", province(row.text("province")));
        let clinic = errors.take("clinic", clinic(known, row.text("clinic")));
        let since = errors.take("since", since(row.text("since"), known.year));
        let source = errors.take("source", within(row.text("source"), NAME_MOST));
        let note = errors.take("note", within(row.text("note"), TEXT_MOST));
        match (name, name_en, province, clinic, since, source, note) {
            (Some(th), Some(en), Some(province), Some(clinic), Some(since), Some(source), Some(note))
                if errors.is_empty() =>
            {
                let told = NewNetwork { name: Bilingual { th, en }, province, clinic, since, source, note };
                Ok((code, told, known.invented))
            }
            _ => Err(errors),
        }
    }

    async fn save(act: &Act, records: &[Brought]) -> Result<Vec<Saved>> {
        verbs::bring(act, records).await
    }

    async fn export(app: &App, _: &Reader, sheet: &mut Sheet) -> Result<()> {
        let clinics = organisations::list_clinic_names(&app.db).await?;
        let clinics: HashMap<Uuid, String> = clinics.into_iter().map(|clinic| (clinic.id, clinic.code)).collect();
        for network in store_networks::list_all(app.db.reader()).await? {
            let told = network.told;
            sheet.row(&[
                network.code.into(),
                told.name.th.into(),
                told.name.en.into(),
                told.province.into(),
                told.clinic.and_then(|id| clinics.get(&id)).map(String::as_str).into(),
                told.since.map(|year| year.to_string()).into(),
                told.source.into(),
                told.note.into(),
            ])?;
        }
        Ok(())
    }
}

fn province(typed: &str) -> Result<String, Message> {
    if typed.is_empty() { Err(msg("kit-field-required")) } else { places::read_province(typed) }
}

fn clinic(known: &Known, typed: &str) -> Result<Option<Uuid>, Message> {
    let Some(typed) = optional(typed) else { return Ok(None) };
    known.clinics.get(&typed).copied().map(Some).ok_or_else(|| msg("volunteers-clinic-unknown"))
}
