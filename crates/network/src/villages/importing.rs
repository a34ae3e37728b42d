//! Villages as rows of a file, in and out. The rows of a file belong together: a daughter may stand
//! above her mother.

use std::collections::{BTreeSet, HashMap, HashSet};

use kit::form::{optional, text_within};
use kit::show::Bilingual;
use kit::table::{Column, Row, Sheet};
use kit::{Act, FormErrors, Message, Result, msg};
use thai::FiscalYear;
use uuid::Uuid;

use super::forms::{codes, technologies, within};
use super::verbs::{self, Brought};
use super::village::{Kind, NAME_MOST, NewVillage, Status, TEXT_MOST, Village, descends, read_years, written_years};
use super::{policy, store};
use brokerage::technologies as offered;
use house::accounts::Reader;
use house::app::App;
use house::exchange::{self, Saved, column, one_or, required};
use house::{organisations, places};

/// Records read at once when the register is written out.
const BATCH: u64 = 1_000;
/// The longest code, in characters.
const CODE_MOST: usize = 40;

/// The kind `villages`.
pub struct Villages;

/// What rows are checked against.
pub struct Known {
    clinics: HashMap<String, Uuid>,
    technologies: HashMap<String, Uuid>,
    /// Every code, of the register and of the file, with the code of the village it learned from.
    mothers: HashMap<String, Option<String>>,
    /// The rows of the file that can be read, in their order.
    above: Vec<Above>,
    /// The villages of the districts that the file names, which are no rows of it.
    near: Vec<Village>,
    latest: i32,
    invented: bool,
}

/// A row that stood above, as far as a village is told apart.
pub struct Above {
    row: usize,
    code: Option<String>,
    told: NewVillage,
}

impl exchange::Kind for Villages {
    type Known = Known;
    type Record = Brought;

    const NAME: &'static str = "villages";
    const TITLE: &'static str = "villages-title";
    const PLACE: u8 = 90;
    const COLUMNS: &'static [Column] = &[
        column("code", "รหัสหมู่บ้าน", "villages-column-code"),
        column("kind", "ประเภท", "villages-column-kind"),
        required("name_th", "ชื่อหมู่บ้าน", "villages-column-name_th"),
        column("name_en", "ชื่อภาษาอังกฤษ", "villages-column-name_en"),
        required("province", "จังหวัด", "villages-column-province"),
        required("district", "อำเภอ", "villages-column-district"),
        column("subdistrict", "ตำบล", "villages-column-subdistrict"),
        column("clinic", "คลินิก", "villages-column-clinic"),
        column("years", "ปีงบประมาณที่ได้รับการสนับสนุน", "villages-column-years"),
        column("occupation", "อาชีพหลัก", "villages-column-occupation"),
        column("technologies", "เทคโนโลยีที่ใช้", "villages-column-technologies"),
        column("mother", "หมู่บ้านแม่ข่าย", "villages-column-mother"),
        column("status", "สถานะ", "villages-column-status"),
        column("source", "แหล่งข้อมูล", "villages-column-source"),
        column("note", "หมายเหตุ", "villages-column-note"),
    ];
    const KEY: &'static [&'static str] = &["code"];
    const TABLES: &'static [(&'static str, &'static str)] = &[
        ("village", "id"),
        ("village_year", "village_id"),
        ("village_technology", "village_id"),
        ("village_word", "village_id"),
    ];
    const WHOLE: bool = true;

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_import(reader)
    }

    async fn known(app: &App, _: &Reader, batch: &[Row]) -> Result<Known> {
        let mut clinics = HashMap::new();
        for clinic in organisations::list_clinic_names(&app.db).await? {
            clinics.insert(clinic.name.th, clinic.id);
            clinics.insert(clinic.code, clinic.id);
        }
        let named: HashSet<String> = batch.iter().flat_map(|row| codes(row.text("technologies"))).collect();
        let all = store::list_mothers(&app.db).await?;
        let by_id: HashMap<Uuid, &str> = all.iter().map(|(code, id, _)| (*id, code.as_str())).collect();
        let called = |mother: Option<Uuid>| mother.and_then(|id| by_id.get(&id)).map(|code| (*code).to_owned());
        let mut mothers: HashMap<_, _> = all.iter().map(|(code, _, mother)| (code.clone(), called(*mother))).collect();
        let told = |row: &Row| Some((optional(row.text("code"))?, optional(row.text("mother"))));
        // Of rows with one code the first counts.
        mothers.extend(batch.iter().rev().filter_map(told));
        let mut known = Known {
            clinics,
            technologies: offered::ids_of_codes(&app.db, named.into_iter().collect()).await?,
            mothers,
            above: Vec::new(),
            near: Vec::new(),
            latest: FiscalYear::of(app.clock.today()).0 + 1,
            invented: app.settings.demo,
        };
        // `check` reads each row again: a number names no row, since a row is also compared with the record that
        // it changes, and with itself under one cell of that record, all under the one number.
        let read = |row: &Row| Some((row.number, check(&known, row).ok()?));
        let above = batch.iter().filter_map(read).map(|(row, one)| Above { row, code: one.code, told: one.told });
        known.above = above.collect();
        let districts: BTreeSet<String> = known.above.iter().map(|one| one.told.district.clone()).collect();
        known.near = store::list_of_districts(app.db.reader(), districts.into_iter().collect()).await?;
        Ok(known)
    }

    fn check(known: &Known, row: &Row) -> Result<Brought, FormErrors> {
        let brought = check(known, row)?;
        known.check_once(row, &brought).map_err(|why| FormErrors::one("name_th", why))?;
        Ok(brought)
    }

    fn leans_on(row: &Row) -> Option<(&'static str, &str)> {
        Some(("mother", row.text("mother"))).filter(|(_, code)| !code.is_empty())
    }

    async fn save(act: &Act, records: &[Brought]) -> Result<Vec<Saved>> {
        verbs::bring(act, records).await
    }

    async fn export(app: &App, _: &Reader, sheet: &mut Sheet) -> Result<()> {
        let clinics = organisations::list_clinic_names(&app.db).await?;
        let clinics: HashMap<Uuid, String> = clinics.into_iter().map(|clinic| (clinic.id, clinic.code)).collect();
        let mut after = String::new();
        loop {
            let batch = store::list_whole(&app.db, &after, BATCH).await?;
            let Some(last) = batch.last() else { return Ok(()) };
            after.clone_from(&last.code);
            let mothers = store::list_codes(&app.db, batch.iter().filter_map(|one| one.told.mother).collect()).await?;
            let applied = batch.iter().flat_map(|one| one.told.technologies.iter().copied());
            let applied = offered::find_many(&app.db, applied).await?;
            for one in batch {
                let told = one.told;
                let codes: Vec<&str> =
                    told.technologies.iter().filter_map(|id| applied.get(id)).map(|row| row.code.as_str()).collect();
                sheet.row(&[
                    one.code.into(),
                    told.kind.as_str().into(),
                    told.name.th.into(),
                    told.name.en.into(),
                    told.province.into(),
                    told.district.into(),
                    told.subdistrict.into(),
                    told.clinic.and_then(|id| clinics.get(&id)).map(String::as_str).into(),
                    written_years(&told.years).into(),
                    told.occupation.into(),
                    codes.join(", ").into(),
                    told.mother.and_then(|id| mothers.get(&id)).map(String::as_str).into(),
                    told.status.as_str().into(),
                    told.source.into(),
                    told.note.into(),
                ])?;
            }
        }
    }
}

impl Known {
    /// The register has a village once; of two rows the later is told. A row that mends a village is
    /// compared only where it makes another of it.
    fn check_once(&self, row: &Row, brought: &Brought) -> Result<(), Message> {
        let (code, told) = (&brought.code, &brought.told);
        let is_own = |one: &Village| code.as_ref() == Some(&one.code);
        if self.near.iter().any(|one| is_own(one) && one.told.is_same_village(told)) {
            return Ok(());
        }
        let in_file = |one: &Village| self.above.iter().any(|above| above.code.as_ref() == Some(&one.code));
        let mut kept = self.near.iter().filter(|one| !is_own(one) && !in_file(one));
        if let Some(one) = kept.find(|one| one.told.is_same_village(told)) {
            return Err(one.there_already());
        }
        let mut above = self.above.iter().take_while(|above| above.row < row.number);
        match above.find(|above| above.told.is_same_village(told)) {
            Some(above) => Err(msg("villages-there-already-in-file").with("row", above.row.to_string())),
            None => Ok(()),
        }
    }
}

fn check(known: &Known, row: &Row) -> Result<Brought, FormErrors> {
    let mut errors = FormErrors::new();
    let code = errors.take("code", within(row.text("code"), CODE_MOST));
    let kind = errors.take("kind", one_or(row.text("kind"), "villages-kind-", Kind::Host));
    let name = errors.take("name_th", text_within(row.text("name_th"), NAME_MOST));
    let place = places::check_row(&mut errors, row);
    let district = place.as_ref().and_then(|place| place.district.clone());
    if place.is_some() && district.is_none() {
        errors.add("district", msg("villages-district-choose"));
    }
    let clinic = errors.take("clinic", clinic(known, row.text("clinic")));
    let years = errors.take("years", read_years(row.text("years"), known.latest));
    let technologies = errors.take("technologies", technologies(row.text("technologies"), &known.technologies));
    let mother = errors.take("mother", mother(known, row));
    let status = errors.take("status", one_or(row.text("status"), "villages-status-", Status::Unknown));
    let note = errors.take("note", within(row.text("note"), TEXT_MOST));
    errors.into_result()?;
    // Nothing is missing now: every `take` that failed has left an error.
    let told = NewVillage {
        kind: kind.unwrap_or(Kind::Host),
        name: Bilingual { th: name.unwrap_or_default(), en: optional(row.text("name_en")) },
        province: place.as_ref().map(|place| place.province.clone()).unwrap_or_default(),
        district: district.unwrap_or_default(),
        subdistrict: place.and_then(|place| place.subdistrict),
        clinic: clinic.flatten(),
        years: years.unwrap_or_default(),
        occupation: optional(row.text("occupation")),
        technologies: technologies.unwrap_or_default(),
        mother: None,
        status: status.unwrap_or(Status::Unknown),
        source: optional(row.text("source")),
        note: note.flatten(),
    };
    Ok(Brought { code: code.flatten(), told, mother: mother.flatten(), invented: known.invented })
}

fn clinic(known: &Known, typed: &str) -> Result<Option<Uuid>, Message> {
    let Some(typed) = optional(typed) else { return Ok(None) };
    known.clinics.get(&typed).copied().map(Some).ok_or_else(|| msg("villages-clinic-unknown"))
}

/// The village it learned from, which cannot have learned from it.
fn mother(known: &Known, row: &Row) -> Result<Option<String>, Message> {
    let Some(mother) = optional(row.text("mother")) else { return Ok(None) };
    if !known.mothers.contains_key(&mother) {
        return Err(msg("villages-mother-unknown"));
    }
    let of = |code: &str| known.mothers.get_key_value(code).map(|(code, _)| code.as_str());
    let (Some(first), Some(own)) = (of(&mother), of(row.text("code"))) else { return Ok(Some(mother)) };
    let next = |code: &str| known.mothers.get(code).and_then(|mother| of(mother.as_deref()?));
    if first == own {
        Err(msg("villages-mother-self"))
    } else if descends(first, own, next) {
        Err(msg("villages-mother-circle"))
    } else {
        Ok(Some(mother))
    }
}
