//! Agreements as rows of files. A row with a code that is known mends that agreement; its scan stays.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use kit::form::optional;
use kit::table::{Cell, Column, Row, Sheet};
use kit::{Act, FormErrors, Result, msg};
use uuid::Uuid;

use super::agreement::{Agreement, NewAgreement};
use super::forms::AgreementForm;
use super::register::{Register, codes_in, typed_parties, typed_signatories};
use super::term::{Term, When};
use super::verbs::{self, Brought};
use super::{policy, store_whole};
use crate::accounts::Reader;
use crate::app::App;
use crate::exchange::{Kind, Saved, column, required};
use crate::organisations;

/// Agreements of the network.
pub struct Agreements;

/// What rows are checked against.
pub struct Known {
    register: Register,
    today: NaiveDate,
    invented: bool,
    in_file: BTreeSet<String>,
}

/// Agreements read at once for an export.
const EXPORTED: u64 = 200;

impl Kind for Agreements {
    type Known = Known;
    type Record = Brought;

    const NAME: &'static str = "agreements";
    const COLUMNS: &'static [Column] = &[
        column("code", "เลขที่บันทึก", "agreements-column-code"),
        required("kind", "ประเภท", "agreements-column-kind"),
        column("clinic", "รหัสคลินิก", "agreements-column-clinic"),
        required("title_th", "ชื่อบันทึก", "agreements-column-title_th"),
        column("title_en", "ชื่อภาษาอังกฤษ", "agreements-column-title_en"),
        required("parties", "คู่สัญญา", "agreements-column-parties"),
        column("signatories", "ผู้ลงนาม", "agreements-column-signatories"),
        column("signed", "ลงนามเมื่อ", "agreements-column-signed"),
        column("starts_on", "วันเริ่มมีผล", "agreements-column-starts_on"),
        column("operates", "เริ่มดำเนินงานเมื่อ", "agreements-column-operates"),
        column("term_years", "อายุ (ปี)", "agreements-column-term_years"),
        column("ends_on", "วันสิ้นสุด", "agreements-column-ends_on"),
        column("place", "สถานที่ลงนาม", "agreements-column-place"),
        column("edition", "ฉบับ", "agreements-column-edition"),
        column("duties", "ชุดหน้าที่", "agreements-column-duties"),
        column("source", "แหล่งที่มา", "agreements-column-source"),
        column("note", "หมายเหตุ", "agreements-column-note"),
        column("renews", "ต่ออายุจากบันทึกเลขที่", "agreements-column-renews"),
    ];
    const KEY: &'static [&'static str] = &["code"];
    const WHOLE: bool = true;

    fn may_import(reader: &Reader) -> Result<()> {
        policy::may_register(reader)
    }

    async fn known(app: &App, _: &Reader, batch: &[Row]) -> Result<Known> {
        let words: BTreeSet<String> = batch.iter().flat_map(|row| codes_in(row.text("parties"))).collect();
        Ok(Known {
            register: store_whole::find_register(&app.db, words).await?,
            today: app.clock.today(),
            invented: app.settings.demo,
            in_file: batch.iter().filter_map(|row| optional(row.text("code"))).collect(),
        })
    }

    fn check(known: &Known, row: &Row) -> Result<Brought, FormErrors> {
        let told = form_of(row).read(&known.register, known.today)?.judged()?;
        let (code, renews) = (optional(row.text("code")), optional(row.text("renews")));
        if let Some(code) = &code
            && !code.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | '_'))
        {
            return Err(FormErrors::one("code", msg("agreements-code-characters")));
        }
        if let Some(renewed) = &renews
            && (code.as_ref() == Some(renewed)
                || !(known.register.agreements.contains_key(renewed) || known.in_file.contains(renewed)))
        {
            return Err(FormErrors::one("renews", msg("agreements-renews-unknown")));
        }
        Ok(Brought { code, told, renews, invented: known.invented })
    }

    async fn save(act: &Act, records: &[Brought]) -> Result<Vec<Saved>> {
        verbs::bring(act, records).await
    }

    async fn export(app: &App, reader: &Reader, sheet: &mut Sheet) -> Result<()> {
        let names = organisations::list_clinic_names(&app.db).await?;
        let clinics: HashMap<Uuid, String> = names.into_iter().map(|clinic| (clinic.id, clinic.code)).collect();
        let codes: HashMap<Uuid, String> = store_whole::list_codes(&app.db).await?.into_iter().collect();
        let organisations = store_whole::organisation_codes(&app.db).await?;
        let mut after = String::new();
        loop {
            let agreements = store_whole::list_whole(&app.db, &after, EXPORTED).await?;
            let Some(last) = agreements.last() else { return Ok(()) };
            after.clone_from(&last.code);
            for agreement in agreements.into_iter().filter(|one| policy::may_see(reader, one).is_ok()) {
                let parties = typed_parties(&agreement.told.parties, &organisations, "; ");
                sheet.row(&cells(agreement, parties, &clinics, &codes))?;
            }
        }
    }
}

fn form_of(row: &Row) -> AgreementForm {
    let text = |name| row.text(name).to_owned();
    AgreementForm {
        kind: text("kind"),
        clinic: text("clinic"),
        title_th: text("title_th"),
        title_en: text("title_en"),
        parties: text("parties"),
        signatories: text("signatories"),
        signed: text("signed"),
        starts_on: text("starts_on"),
        operates: text("operates"),
        term_years: text("term_years"),
        ends_on: text("ends_on"),
        place: text("place"),
        edition: text("edition"),
        duties: text("duties"),
        source: text("source"),
        note: text("note"),
        ..AgreementForm::default()
    }
}

fn moment(when: Option<When>) -> Cell {
    match when {
        None => Cell::Empty,
        Some(When::Day(day)) => day.into(),
        Some(When::Year(year, counted)) => format!("{counted} {year}").into(),
    }
}

fn cells(
    one: Agreement,
    parties: String,
    clinics: &HashMap<Uuid, String>,
    codes: &HashMap<Uuid, String>,
) -> [Cell; 18] {
    let NewAgreement { kind, clinic, title, signatories, signed, starts_on, operates, term, .. } = one.told;
    let (years, ends_on) = match term {
        Term::Years(years) => (Some(i64::from(years)), None),
        Term::Until(day) => (None, Some(day)),
        Term::NotKnown => (None, None),
    };
    [
        one.code.into(),
        kind.as_str().into(),
        clinic.and_then(|id| clinics.get(&id).cloned()).into(),
        title.th.into(),
        title.en.into(),
        parties.into(),
        typed_signatories(&signatories, "; ").into(),
        moment(signed),
        starts_on.into(),
        moment(operates),
        years.into(),
        ends_on.into(),
        one.told.place.into(),
        one.told.edition.into(),
        one.told.duties.map(|duties| duties.as_str().to_owned()).into(),
        one.told.source.into(),
        one.told.note.into(),
        one.told.renews.and_then(|id| codes.get(&id).cloned()).into(),
    ]
}
