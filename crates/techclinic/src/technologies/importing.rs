//! Technologies as rows of a file, in and out (the columns are those of the network's register).

use std::collections::HashMap;

use kit::form::{optional, text_within};
use kit::show::Bilingual;
use kit::table::{Column, Row, Sheet};
use kit::{Act, FormErrors, Message, Result, msg};
use thai::places::Level;
use uuid::Uuid;

use super::forms::readiness;
use super::policy;
use super::store;
use super::technology::{Kind, NAME_MOST, NewTechnology, TEXT_MOST};
use super::verbs::{self, Brought};
use crate::accounts::Reader;
use crate::app::App;
use crate::exchange::{self, Saved, column, required};
use crate::organisations::{self, ClinicName};

/// Records read at once when a register is written out.
const BATCH: u64 = 1_000;

/// The kind `technologies`.
pub struct Technologies;

/// What rows are checked against: the clinics, by code and by Thai name, and those that answer for
/// each province.
pub struct Clinics {
    named: HashMap<String, (Uuid, String)>,
    of_province: HashMap<String, Uuid>,
    invented: bool,
}

impl exchange::Kind for Technologies {
    type Known = Clinics;
    type Record = Brought;

    const NAME: &'static str = "technologies";
    const COLUMNS: &'static [Column] = &[
        required("code", "รหัสเทคโนโลยี", "technologies-column-code"),
        required("name_th", "ชื่อเทคโนโลยี", "technologies-column-name_th"),
        column("name_en", "ชื่อภาษาอังกฤษ", "technologies-column-name_en"),
        required("summary_th", "สรุปสาระสำคัญ", "technologies-column-summary_th"),
        column("summary_en", "สรุปภาษาอังกฤษ", "technologies-column-summary_en"),
        column("field", "สาขา", "technologies-column-field"),
        required("kind", "ประเภท", "technologies-column-kind"),
        column("holder", "เจ้าขององค์ความรู้", "technologies-column-holder"),
        column("clinic", "คลินิก", "technologies-column-clinic"),
        column("province", "จังหวัด", "technologies-column-province"),
        column("readiness", "ระดับความพร้อม", "technologies-column-readiness"),
        column("conditions", "เงื่อนไขการใช้", "technologies-column-conditions"),
    ];
    const KEY: &'static [&'static str] = &["code"];

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_import(reader)
    }

    async fn known(app: &App, _: &Reader, _: &[Row]) -> Result<Clinics> {
        let mut known = Clinics { named: HashMap::new(), of_province: HashMap::new(), invented: app.settings.demo };
        for clinic in organisations::list_answering(&app.db).await? {
            for province in &clinic.answers_for {
                // The clinic that stands in a province comes before one that only covers it.
                if clinic.province == *province || !known.of_province.contains_key(province) {
                    known.of_province.insert(province.clone(), clinic.id);
                }
            }
            known.named.insert(clinic.name.th.clone(), (clinic.id, clinic.province.clone()));
            known.named.insert(clinic.code, (clinic.id, clinic.province));
        }
        Ok(known)
    }

    fn check(known: &Clinics, row: &Row) -> Result<Brought, FormErrors> {
        check(known, row)
    }

    async fn save(act: &Act, records: &[Brought]) -> Result<Vec<Saved>> {
        verbs::bring(act, records).await
    }

    async fn export(app: &App, reader: &Reader, sheet: &mut Sheet) -> Result<()> {
        let clinics: HashMap<Uuid, ClinicName> =
            organisations::list_clinic_names(&app.db).await?.into_iter().map(|clinic| (clinic.id, clinic)).collect();
        let mut after = String::new();
        loop {
            let batch = store::list_whole(&app.db, &after, BATCH).await?;
            let Some(last) = batch.last() else { return Ok(()) };
            after.clone_from(&last.code);
            for one in batch.into_iter().filter(|one| policy::may_see(reader, one).is_ok()) {
                let holder = if policy::may_see_inside(reader, &one) {
                    one.told.holder.as_deref()
                } else {
                    one.told.public_holder()
                };
                sheet.row(&[
                    one.code.as_str().into(),
                    one.told.name.th.as_str().into(),
                    one.told.name.en.as_deref().into(),
                    one.told.summary.th.as_str().into(),
                    one.told.summary.en.as_deref().into(),
                    one.told.field.as_str().into(),
                    one.told.kind.as_str().into(),
                    holder.into(),
                    clinics.get(&one.clinic).map(|clinic| clinic.code.as_str()).into(),
                    one.told.province.as_str().into(),
                    one.told.readiness.into(),
                    one.told.conditions.as_deref().into(),
                ])?;
            }
        }
    }
}

fn check(known: &Clinics, row: &Row) -> Result<Brought, FormErrors> {
    let mut errors = FormErrors::new();
    let code = errors.take("code", text_within(row.text("code"), 40));
    let name = errors.take("name_th", text_within(row.text("name_th"), NAME_MOST));
    let summary = errors.take("summary_th", text_within(row.text("summary_th"), TEXT_MOST));
    let kind = errors.take(
        "kind",
        exchange::word(row.text("kind"), Kind::ALL.iter().map(|kind| kind.as_str()), "technologies-kind-"),
    );
    let level = errors.take("readiness", readiness(row.text("readiness")));
    let province = errors.take("province", province(row.text("province")));
    let clinic = errors.take("clinic", clinic(known, row.text("clinic"), province.as_ref().and_then(Option::as_deref)));
    errors.into_result()?;
    let (clinic, stands_in) = clinic.unwrap_or_default();
    Ok(Brought {
        code: code.unwrap_or_default(),
        clinic,
        told: NewTechnology {
            name: Bilingual { th: name.unwrap_or_default(), en: optional(row.text("name_en")) },
            summary: Bilingual { th: summary.unwrap_or_default(), en: optional(row.text("summary_en")) },
            field: row.text("field").to_owned(),
            kind: kind.and_then(Kind::from_word).unwrap_or(Kind::Research),
            holder: optional(row.text("holder")),
            credit: None,
            consent: None,
            province: province.flatten().unwrap_or(stands_in),
            readiness: level.flatten(),
            conditions: optional(row.text("conditions")),
            evidence: None,
            benefits: Vec::new(),
        },
        invented: known.invented,
    })
}

fn province(typed: &str) -> Result<Option<String>, Message> {
    let Some(typed) = optional(typed) else { return Ok(None) };
    let code =
        thai::places::resolve(&typed, Level::Province, None).map_err(|_| msg("technologies-province-unknown"))?;
    Ok(Some(code.to_string()))
}

/// The clinic by code or Thai name; where none is named, the one that answers for the province.
fn clinic(known: &Clinics, typed: &str, province: Option<&str>) -> Result<(Uuid, String), Message> {
    match (optional(typed), province) {
        (Some(typed), _) => known.named.get(&typed).cloned().ok_or_else(|| msg("technologies-clinic-unknown")),
        (None, Some(province)) => {
            let id = known.of_province.get(province).ok_or_else(|| msg("technologies-clinic-none"))?;
            Ok((*id, province.to_owned()))
        }
        (None, None) => Err(msg("technologies-clinic-none")),
    }
}
