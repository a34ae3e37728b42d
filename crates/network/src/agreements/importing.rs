//! Agreements as rows of files. A row with a code that is known mends that agreement; its scan stays.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use kit::form::optional;
use kit::table::{Cell, Column, Row, Sheet};
use kit::{Act, FormErrors, Message, Result, msg};
use uuid::Uuid;

use super::agreement::{Agreement, NewAgreement, Standing};
use super::forms::AgreementForm;
use super::register::{Register, codes_in, typed_parties, typed_signatories};
use super::renewal::{circle, written};
use super::term::{Term, When};
use super::verbs::{self, Brought};
use super::{policy, store, store_whole};
use house::accounts::Reader;
use house::app::App;
use house::exchange::{Kind, Saved, column, required};
use house::organisations;

/// Agreements of the network.
pub struct Agreements;

/// What rows are checked against.
pub struct Known {
    register: Register,
    today: NaiveDate,
    invented: bool,
    in_file: BTreeSet<String>,
    signed: Vec<Signed>,
    /// What rows renew, by code.
    renewed: HashMap<String, NewAgreement>,
    /// The code of what each renews once these rows are taken over, by its own.
    renewals: HashMap<String, String>,
    /// Where each code stands in the file.
    rows: HashMap<String, usize>,
}

/// A signed agreement of a clinic, of the register or of the file.
struct Signed {
    clinic: Uuid,
    code: Option<String>,
    /// The row it comes from.
    row: Option<usize>,
    standing: Standing,
}

/// What is signed with clinics once these rows are taken over: rows stand in the place of what has
/// their code, and what they renew is over the day before.
fn signed(register: &Register, kept: Vec<store::Row>, batch: &[Row], today: NaiveDate) -> Vec<Signed> {
    let mut signed: Vec<Signed> = kept
        .into_iter()
        .filter(|one| !batch.iter().any(|row| row.text("code") == one.code))
        .filter_map(|one| {
            Some(Signed { clinic: one.clinic_id?, standing: one.standing(), code: Some(one.code), row: None })
        })
        .collect();
    let mut renewed: HashMap<&str, NaiveDate> = HashMap::new();
    for row in batch {
        let Ok(told) = form_of(row).read(register, today) else { continue };
        let (Some(clinic), Some(_), period) = (told.clinic, told.signed, told.period()) else { continue };
        renewed.extend(period.from.map(|from| (row.text("renews"), from)));
        let standing = Standing { signed: told.signed, period, renewed_from: None };
        signed.push(Signed { clinic, code: optional(row.text("code")), row: Some(row.number), standing });
    }
    for one in &mut signed {
        let taken_over = one.code.as_deref().and_then(|code| renewed.get(code)).copied();
        one.standing.renewed_from = taken_over.or(one.standing.renewed_from);
    }
    signed
}

/// What these rows renew, as it stands once they are taken over: in the register, or in the file.
async fn renewed(
    app: &App,
    register: &Register,
    batch: &[Row],
    today: NaiveDate,
) -> Result<HashMap<String, NewAgreement>> {
    let codes: BTreeSet<String> = batch.iter().filter_map(|row| optional(row.text("renews"))).collect();
    let asked: Vec<String> = codes.iter().cloned().collect();
    let kept = store_whole::list_by_codes(app.db.reader(), &asked).await?;
    let mut renewed: HashMap<String, NewAgreement> = kept.into_iter().map(|one| (one.code, one.told)).collect();
    // Of rows with one code the first counts.
    for row in batch.iter().rev() {
        if let Some(code) = optional(row.text("code")).filter(|code| codes.contains(code))
            && let Ok(told) = form_of(row).read(register, today)
        {
            renewed.insert(code, told);
        }
    }
    Ok(renewed)
}

/// What agreements renew once these rows are taken over.
async fn renewals(app: &App, batch: &[Row]) -> Result<HashMap<String, String>> {
    let mut renewals = store_whole::list_renewals(app.db.reader()).await?;
    for row in batch.iter().rev() {
        match (row.text("code"), optional(row.text("renews"))) {
            ("", _) => {}
            (code, Some(renewed)) => drop(renewals.insert(code.to_owned(), renewed)),
            (code, None) => drop(renewals.remove(code)),
        }
    }
    Ok(renewals)
}

impl Known {
    /// No agreement renews itself, nor over others.
    fn check_circle(&self, code: &str, renewed: &str) -> Result<(), Message> {
        if code == renewed {
            return Err(msg("agreements-renews-itself"));
        }
        let renews = |code: &str| self.renewals.get(code).map(String::as_str);
        let Some(chain) = circle(code, renewed, renews) else { return Ok(()) };
        let rows: BTreeSet<usize> = chain.iter().filter_map(|code| self.rows.get(*code)).copied().collect();
        let rows = rows.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
        Err(msg("agreements-renews-circle-in-file").with("chain", written(&chain)).with("rows", rows))
    }

    /// A clinic has one agreement at a time; of two rows the later is told.
    fn check_alone(&self, row: &Row) -> Result<(), Message> {
        let Some(own) = self.signed.iter().find(|one| one.row == Some(row.number)) else { return Ok(()) };
        let before = |one: &&Signed| one.clinic == own.clinic && one.row.is_none_or(|number| number < row.number);
        match self.signed.iter().filter(before).find(|one| one.standing.overlaps(own.standing)) {
            Some(Signed { code: Some(code), .. }) => Err(msg("agreements-two-in-force").with("code", code.as_str())),
            Some(Signed { row: Some(row), .. }) => Err(msg("agreements-two-in-file").with("row", row.to_string())),
            _ => Ok(()),
        }
    }
}

/// Agreements read at once for an export.
const EXPORTED: u64 = 200;

impl Kind for Agreements {
    type Known = Known;
    type Record = Brought;

    const NAME: &'static str = "agreements";
    const TITLE: &'static str = "agreements-records";
    const PLACE: u8 = 20;
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
        let (register, today) = (store_whole::find_register(&app.db, words).await?, app.clock.today());
        let kept = store::list_signed(app.db.reader(), None).await?;
        Ok(Known {
            signed: signed(&register, kept, batch, today),
            renewed: renewed(app, &register, batch, today).await?,
            renewals: renewals(app, batch).await?,
            rows: batch.iter().rev().map(|row| (row.text("code").to_owned(), row.number)).collect(),
            register,
            today,
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
            && !(known.register.agreements.contains_key(renewed) || known.in_file.contains(renewed))
        {
            return Err(FormErrors::one("renews", msg("agreements-renews-unknown")));
        }
        if let Some((code, renewed)) = code.as_ref().zip(renews.as_ref()) {
            known.check_circle(code, renewed).map_err(|message| FormErrors::one("renews", message))?;
        }
        if let Some(code) = &renews
            && let Some(renewed) = known.renewed.get(code)
        {
            told.judged_after(renewed, code)?;
        }
        known.check_alone(row).map_err(|message| FormErrors::one("signed", message))?;
        Ok(Brought { code, told, renews, invented: known.invented })
    }

    fn leans_on(row: &Row) -> Option<(&'static str, &str)> {
        Some(("renews", row.text("renews"))).filter(|(_, code)| !code.is_empty())
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
        Term::Unsaid => (None, None),
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
