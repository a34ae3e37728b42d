//! Technologies as rows of a file, in and out (the columns are those of the network's register).

use std::collections::HashMap;

use kit::form::{optional, text_within};
use kit::show::Bilingual;
use kit::table::{Cell, Column, Row, Sheet};
use kit::{Act, FormErrors, Message, Result, msg};
use thai::Satang;
use thai::places::Level;
use uuid::Uuid;

use super::benefit::Benefit;
use super::cost::Cost;
use super::forms::{money, readiness};
use super::holding::{Commercial, Disclosure, HolderKind, Holding};
use super::policy;
use super::property::Property;
use super::store;
use super::technology::{Life, Status, Technology};
use super::told::{Kind, NAME_MOST, NewTechnology, TEXT_MOST};
use super::verbs_import::{self as verbs, Brought, Columns};
use house::accounts::Reader;
use house::app::App;
use house::exchange::{self, Saved, column, required};
use house::organisations::{self, ClinicName};

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
    const TITLE: &'static str = "technologies-title";
    const PLACE: u8 = 50;
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
        column("conditions_en", "เงื่อนไขการใช้ภาษาอังกฤษ", "technologies-column-conditions_en"),
        column("requirements_th", "สิ่งที่ต้องมี", "technologies-column-requirements_th"),
        column("requirements_en", "สิ่งที่ต้องมีภาษาอังกฤษ", "technologies-column-requirements_en"),
        column("cost_least", "ค่าใช้จ่ายต่ำสุด", "technologies-column-cost_least"),
        column("cost_most", "ค่าใช้จ่ายสูงสุด", "technologies-column-cost_most"),
        column("cost_th", "รายละเอียดค่าใช้จ่าย", "technologies-column-cost_th"),
        column("cost_en", "รายละเอียดค่าใช้จ่ายภาษาอังกฤษ", "technologies-column-cost_en"),
        column("property", "ทรัพย์สินทางปัญญา", "technologies-column-property"),
        column("property_note", "รายละเอียดทรัพย์สินทางปัญญา", "technologies-column-property_note"),
        column("evidence", "หลักฐานอ้างอิง", "technologies-column-evidence"),
        column("evidence_en", "หลักฐานอ้างอิงภาษาอังกฤษ", "technologies-column-evidence_en"),
        column("benefits", "ประโยชน์", "technologies-column-benefits"),
        column("holder_kind", "ลักษณะเจ้าของภูมิปัญญา", "technologies-column-holder_kind"),
        column("credit_th", "ข้อความให้เครดิต", "technologies-column-credit_th"),
        column("credit_en", "ข้อความให้เครดิตภาษาอังกฤษ", "technologies-column-credit_en"),
        column("consent", "ความยินยอมของเจ้าของ", "technologies-column-consent"),
        column("consented", "วันที่ยินยอม", "technologies-column-consented"),
        column("disclosure", "ขอบเขตการเผยแพร่", "technologies-column-disclosure"),
        column("commercial", "การใช้เชิงพาณิชย์", "technologies-column-commercial"),
        column("builds_on", "ต่อยอดจาก", "technologies-column-builds_on"),
        column("status", "สถานะ", "technologies-column-status"),
        column("published", "วันที่เผยแพร่", "technologies-column-published"),
        column("renew_by", "ยืนยันข้อมูลภายใน", "technologies-column-renew_by"),
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
            let bases = store::find_many(&app.db, batch.iter().filter_map(|one| one.told.holding.builds_on)).await?;
            for one in batch.into_iter().filter(|one| policy::may_see(reader, one).is_ok()) {
                let inside = policy::may_see_inside(reader, &one);
                let clinic = clinics.get(&one.clinic).map(|clinic| clinic.code.as_str());
                let base = one.told.holding.builds_on.and_then(|id| bases.get(&id)).map(|row| row.code.as_str());
                let told = if inside { one.told.clone() } else { one.told.public() };
                sheet.row(&cells(&one, &told, clinic, base))?;
            }
        }
    }
}

/// One row, as this reader may read it, in the order of the columns.
fn cells(one: &Technology, told: &NewTechnology, clinic: Option<&str>, base: Option<&str>) -> Vec<Cell> {
    let holding = &told.holding;
    let th = |text: &Option<Bilingual>| Cell::from(text.as_ref().map(|text| text.th.as_str()));
    let en = |text: &Option<Bilingual>| Cell::from(text.as_ref().and_then(|text| text.en.as_deref()));
    // Whoever may not know the holder of local wisdom reads the credit they chose.
    let hidden = holding.holder.is_none() && one.told.holding.holder.is_some();
    let credit = holding.credit.as_ref().map(|credit| credit.th.as_str()).filter(|_| hidden);
    let holder = holding.holder.as_deref().or(credit);
    vec![
        one.code.as_str().into(),
        told.name.th.as_str().into(),
        told.name.en.as_deref().into(),
        told.summary.th.as_str().into(),
        told.summary.en.as_deref().into(),
        told.field.as_str().into(),
        told.kind.as_str().into(),
        holder.into(),
        clinic.into(),
        told.province.as_str().into(),
        told.readiness.into(),
        th(&told.conditions),
        en(&told.conditions),
        th(&told.requirements),
        en(&told.requirements),
        told.cost.least.map(plain).into(),
        told.cost.most.map(plain).into(),
        th(&told.cost.note),
        en(&told.cost.note),
        told.property.map(Property::as_str).into(),
        told.property_note.as_deref().into(),
        th(&told.evidence),
        en(&told.evidence),
        told.benefits.iter().map(|one| one.as_str()).collect::<Vec<_>>().join("; ").into(),
        holding.kind.map(HolderKind::as_str).into(),
        th(&holding.credit),
        en(&holding.credit),
        holding.consent.as_deref().into(),
        holding.consented_on.into(),
        holding.disclosure.map(Disclosure::as_str).into(),
        holding.commercial.map(Commercial::as_str).into(),
        base.into(),
        one.status.as_str().into(),
        one.life.published_on.into(),
        one.life.renew_by.into(),
    ]
}

/// An amount as a file has it: baht without grouping.
fn plain(amount: Satang) -> String {
    amount.to_string().replace(',', "").trim_end_matches(".00").to_owned()
}

fn check(known: &Clinics, row: &Row) -> Result<Brought, FormErrors> {
    let mut errors = FormErrors::new();
    let code = errors.take("code", text_within(row.text("code"), 40));
    let name = errors.take("name_th", text_within(row.text("name_th"), NAME_MOST));
    let summary = errors.take("summary_th", text_within(row.text("summary_th"), TEXT_MOST));
    let kind = errors.take("kind", exchange::one_of::<Kind>(row.text("kind"), "technologies-kind-"));
    let level = errors.take("readiness", readiness(row.text("readiness")));
    let province = errors.take("province", province(row.text("province")));
    let clinic = errors.take("clinic", clinic(known, row.text("clinic"), province.as_ref().and_then(Option::as_deref)));
    let property = chosen(&mut errors, row, "property", Property::ALL, Property::as_str, "technologies-property-");
    let cost = cost(&mut errors, row);
    let holding = holding(&mut errors, row);
    let benefits = benefits(&mut errors, row);
    let status = chosen(&mut errors, row, "status", Status::ALL, Status::as_str, "technologies-status-");
    let life = Life {
        published_on: day(&mut errors, row, "published"),
        renew_by: day(&mut errors, row, "renew_by"),
        ..Life::default()
    };
    errors.into_result()?;
    let (clinic, stands_in) = clinic.unwrap_or_default();
    let text = |column: &str| optional(row.text(column));
    Ok(Brought {
        code: code.unwrap_or_default(),
        clinic,
        told: NewTechnology {
            name: Bilingual { th: name.unwrap_or_default(), en: text("name_en") },
            summary: Bilingual { th: summary.unwrap_or_default(), en: text("summary_en") },
            field: row.text("field").to_owned(),
            kind: kind.unwrap_or(Kind::Research),
            holding,
            province: province.flatten().unwrap_or(stands_in),
            readiness: level.flatten(),
            requirements: pair(row, "requirements_th", "requirements_en"),
            cost,
            property: property.and_then(Property::from_word),
            property_note: text("property_note"),
            conditions: pair(row, "conditions", "conditions_en"),
            evidence: pair(row, "evidence", "evidence_en"),
            benefits,
        },
        builds_on: text("builds_on"),
        status: status.and_then(Status::from_word),
        life,
        columns: Columns::of(row),
        invented: known.invented,
    })
}

fn pair(row: &Row, th: &str, en: &str) -> Option<Bilingual> {
    optional(row.text(th)).map(|th| Bilingual { th, en: optional(row.text(en)) })
}

/// One of a list of words, where the cell holds any.
fn chosen<T: Copy>(
    errors: &mut FormErrors,
    row: &Row,
    column: &str,
    all: &'static [T],
    word: fn(T) -> &'static str,
    prefix: &str,
) -> Option<&'static str> {
    let typed = optional(row.text(column))?;
    errors.take(column, exchange::word(&typed, all.iter().map(|one| word(*one)), prefix))
}

fn day(errors: &mut FormErrors, row: &Row, column: &str) -> Option<chrono::NaiveDate> {
    let typed = optional(row.text(column))?;
    errors.take(column, exchange::day(&typed))
}

fn cost(errors: &mut FormErrors, row: &Row) -> Cost {
    let least = errors.take("cost_least", money(row.text("cost_least"))).flatten();
    let most = errors.take("cost_most", money(row.text("cost_most"))).flatten();
    let note = pair(row, "cost_th", "cost_en");
    errors.take("cost_most", Cost { least, most, note }.checked()).unwrap_or_default()
}

fn holding(errors: &mut FormErrors, row: &Row) -> Holding {
    let kind = chosen(errors, row, "holder_kind", HolderKind::ALL, HolderKind::as_str, "technologies-holder-kind-");
    let disclosure = chosen(errors, row, "disclosure", Disclosure::ALL, Disclosure::as_str, "technologies-disclosure-");
    let commercial = chosen(errors, row, "commercial", Commercial::ALL, Commercial::as_str, "technologies-commercial-");
    Holding {
        holder: optional(row.text("holder")),
        kind: kind.and_then(HolderKind::from_word),
        credit: pair(row, "credit_th", "credit_en"),
        consent: optional(row.text("consent")),
        consented_on: day(errors, row, "consented"),
        disclosure: disclosure.and_then(Disclosure::from_word),
        commercial: commercial.and_then(Commercial::from_word),
        builds_on: None,
    }
}

/// Kinds of benefit, parted by semicolons, each as its word or as pages call it.
fn benefits(errors: &mut FormErrors, row: &Row) -> Vec<Benefit> {
    let words = Benefit::words();
    let typed = row.text("benefits").split([';', '\n']).filter_map(optional);
    let read = typed.map(|one| exchange::word(&one, words.clone(), "technologies-benefit-"));
    let read = errors.take("benefits", read.collect::<Result<Vec<_>, Message>>()).unwrap_or_default();
    Benefit::ALL.iter().copied().filter(|one| read.contains(&one.as_str())).collect()
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
