//! What can be done to an agreement: each one transaction and one row in the trail.

use bytes::Bytes;
use kit::message::msg;
use kit::{Act, Error, Facts, FormErrors, Result};
use uuid::Uuid;

use super::agreement::{Agreement, NewAgreement, Signing};
use super::forms::AgreementForm;
use super::policy::{self, Verb};
use super::register::codes_in;
use super::renewal::{circle, written};
use super::store::{Row, list_clinics_that_signed, list_signed};
use super::store_whole as store;
use super::term::When;
use house::accounts::Reader;
use house::app::App;
use house::attachments;
use house::exchange::{Change, Saved};
use house::organisations::{self, ClinicName};

/// Letters of a code.
const CODE: usize = 5;

/// A code nobody else has, of the fiscal year of signing, or of today.
fn new_code(act: &Act, told: &NewAgreement) -> String {
    let day = told.signed.map_or_else(|| act.today(), When::first);
    format!("A{}-{}", thai::FiscalYear::of(day).0 % 100, act.chance().code(CODE))
}

fn begin(act: &Act, code: Option<String>, told: NewAgreement, invented: bool) -> Agreement {
    let code = code.unwrap_or_else(|| new_code(act, &told));
    let (scan, renewed_from) = (None, None);
    Agreement { id: act.new_id(), code, told, scan, renewed_from, invented, created_at: act.now(), version: 1 }
}

/// An agreement, if the reader may know of it.
///
/// # Errors
/// [`Error::NotFound`] when there is none, or none for this reader.
pub async fn seen(app: &App, reader: &Reader, code: &str) -> Result<Agreement> {
    let agreement = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &agreement)?;
    Ok(agreement)
}

/// The clinics of which no signed agreement is known: there is none, or nobody has written it down yet.
///
/// # Errors
/// When the reader may not.
pub(super) async fn clinics_without(app: &App, reader: &Reader) -> Result<Vec<ClinicName>> {
    policy::may_see_without(reader)?;
    let signed = list_clinics_that_signed(&app.db).await?;
    let clinics = organisations::list_clinic_names(&app.db).await?;
    Ok(clinics.into_iter().filter(|clinic| !signed.contains(&clinic.id)).collect())
}

/// Reads a form against the registers.
///
/// # Errors
/// What is wrong with it, field by field.
pub async fn read(app: &App, form: &AgreementForm) -> Result<NewAgreement> {
    let register = store::find_register(&app.db, codes_in(&form.parties)).await?;
    Ok(form.check(&register, app.clock.today())?)
}

/// Must it be said that no institute of its clinic is among the parties, which is most often a mistake? That
/// somebody said so is kept in the trail.
async fn check_institute(app: &App, told: &NewAgreement, said: bool) -> Result<Facts> {
    let institutes = match told.clinic {
        Some(clinic) => organisations::list_institutes_ever(&app.db, clinic).await?,
        None => Vec::new(),
    };
    match told.names_one_of(&institutes) {
        true => Ok(Facts::none()),
        false if said => Ok(Facts::none().with("without_institute", true)),
        false => {
            let codes: Vec<_> = institutes.into_iter().map(|one| one.told.code).collect();
            Err(FormErrors::one("parties", msg("agreements-no-institute").with("codes", codes.join(", "))).into())
        }
    }
}

/// Enters an agreement, signed already or as a draft. `without` says that no institute of its clinic is among
/// the parties. `once` is the key that a form sent twice carries twice.
///
/// # Errors
/// When the reader may not; what is wrong with the agreement it renews, or with another in force.
pub async fn register(
    app: &App,
    reader: &Reader,
    (told, without): (NewAgreement, bool),
    once: Option<&str>,
) -> Result<Agreement> {
    policy::may_register(reader)?;
    let act = app.act(&reader.actor(), Verb::Register).await?;
    if let Some(known) = done(&act, once).await? {
        return Ok(known);
    }
    check_renewal(&act, &told).await?;
    let agreement = begin(&act, None, told, app.settings.demo);
    store::save_new(&act, &agreement).await?;
    tell_chain(&act, &agreement, None).await?;
    check_alone(&act, &agreement, "signed").await?;
    let said = check_institute(app, &agreement.told, without).await?;
    remember(&act, once, &agreement).await?;
    act.commit(&agreement, facts(said, &agreement)).await?;
    Ok(agreement)
}

async fn done(act: &Act, once: Option<&str>) -> Result<Option<Agreement>> {
    let Some(key) = once else { return Ok(None) };
    let Some(code) = act.done_before(key).await? else { return Ok(None) };
    store::find_for_change(act, &code).await?.ok_or(Error::NotFound).map(Some)
}

async fn remember(act: &Act, once: Option<&str>, agreement: &Agreement) -> Result<()> {
    if let Some(key) = once { act.remember(key, &agreement.code).await } else { Ok(()) }
}

fn facts(said: Facts, agreement: &Agreement) -> Facts {
    let told = &agreement.told;
    said.with("kind", told.kind.as_str())
        .with("clinic", told.clinic.map(|id| id.to_string()))
        .with("signed", told.signed.map(|when| when.typed(kit::Lang::En)))
        .with("ends", told.period().to.map(|day| day.to_string()))
        .with("renews", told.renews.map(|id| id.to_string()))
}

/// Tells the agreement it renews, and one it renewed `before`, from when it stands in its place.
async fn tell_chain(act: &Act, agreement: &Agreement, before: Option<Uuid>) -> Result<()> {
    let renews = agreement.told.renews;
    if let Some(left) = before.filter(|left| Some(*left) != renews) {
        store::save_renewed(act, left, None).await?;
    }
    if let Some(renewed) = renews {
        let from = agreement.told.signed.and(agreement.told.period().from);
        store::save_renewed(act, renewed, from).await?;
    }
    Ok(())
}

/// A clinic has one agreement at a time: another one that is surely in force on the same days is
/// renewed by this one, or a mistake. Asked once all is written, so that renewals count.
async fn check_alone(act: &Act, agreement: &Agreement, field: &str) -> Result<()> {
    let Some(clinic) = agreement.told.clinic else { return Ok(()) };
    alone_among(&list_signed(act.db(), Some(clinic)).await?, agreement.id, field)
}

fn alone_among(signed: &[Row], id: Uuid, field: &str) -> Result<()> {
    let Some(own) = signed.iter().find(|row| row.id == id && row.clinic_id.is_some()) else { return Ok(()) };
    let others = signed.iter().filter(|row| row.id != id && row.clinic_id == own.clinic_id);
    match others.into_iter().find(|row| row.standing().overlaps(own.standing())) {
        Some(other) => {
            Err(FormErrors::one(field, msg("agreements-two-in-force").with("code", other.code.clone())).into())
        }
        None => Ok(()),
    }
}

/// A renewal is of the same clinic as what it renews, and not of a day before it.
async fn check_renewal(act: &Act, told: &NewAgreement) -> Result<()> {
    let Some(id) = told.renews else { return Ok(()) };
    let Some(renewed) = store::find_in(act, id).await? else { return Ok(()) };
    Ok(told.judged_after(&renewed.told, &renewed.code)?)
}

/// No agreement renews itself over others.
async fn check_circle(act: &Act, told: &NewAgreement, own: &str) -> Result<()> {
    let Some(id) = told.renews else { return Ok(()) };
    let Some(renewed) = store::find_in(act, id).await? else { return Ok(()) };
    let all = store::list_renewals(act.db()).await?;
    match circle(own, &renewed.code, |code| all.get(code).map(String::as_str)) {
        Some(chain) => {
            Err(FormErrors::one("renews", msg("agreements-renews-circle").with("chain", written(&chain))).into())
        }
        None => Ok(()),
    }
}

/// What is renewed already does not move behind its renewal.
async fn check_renewed(act: &Act, told: &NewAgreement, id: Uuid) -> Result<()> {
    let Some(renewal) = store::find_renewal(act, id).await? else { return Ok(()) };
    Ok(told.judged_before(&renewal.told, &renewal.code)?)
}

/// What is wrong with a renewal, beside the fields of the form by which it is signed.
fn beside_signing(error: Error) -> Error {
    let errors = match error {
        Error::Invalid(errors) => errors,
        other => return other,
    };
    let mut beside = FormErrors::new();
    for (field, message) in errors.iter() {
        beside.add(if field == "starts_on" { field } else { "signed_on" }, message.clone());
    }
    Error::Invalid(beside)
}

/// Notes that it was signed. `seen` is the version the reader had before their eyes.
///
/// # Errors
/// When the reader may not, it was signed already, or somebody else changed it.
pub async fn sign(app: &App, reader: &Reader, code: &str, signing: Signing, seen: Option<i64>) -> Result<Agreement> {
    let (act, agreement) = open(app, reader, Verb::Sign, code, seen).await?;
    policy::may_sign(reader, &agreement)?;
    let agreement = agreement.signed(signing)?;
    check_renewal(&act, &agreement.told).await.map_err(beside_signing)?;
    store::save(&act, &agreement).await?;
    tell_chain(&act, &agreement, None).await?;
    check_alone(&act, &agreement, "signed_on").await?;
    act.commit(&agreement, facts(Facts::none(), &agreement)).await?;
    Ok(agreement)
}

/// Begins the agreement that comes after it: a draft with the same parties, term and duties.
///
/// # Errors
/// When the reader may not, it is itself a draft, or it is being renewed already.
pub async fn renew(app: &App, reader: &Reader, code: &str) -> Result<Agreement> {
    let (act, before) = open(app, reader, Verb::Renew, code, None).await?;
    policy::may_renew(reader, &before)?;
    if before.told.signed.is_none() {
        return Err(Error::Conflict(msg("agreements-renew-draft")));
    }
    if let Some(renewal) = store::find_renewal(&act, before.id).await? {
        return Err(Error::Conflict(msg("agreements-renewed-already").with("code", renewal.code)));
    }
    let renewal = begin(&act, None, before.renewal(), before.invented);
    store::save_new(&act, &renewal).await?;
    act.commit(&renewal, facts(Facts::none(), &renewal)).await?;
    Ok(renewal)
}

/// Mends what is written down about it. `without` is as in [`register`]; `seen` is the version the reader had before their eyes.
///
/// # Errors
/// When the reader may not, or somebody else changed it.
pub async fn correct(
    app: &App,
    reader: &Reader,
    code: &str,
    (told, without): (NewAgreement, bool),
    seen: Option<i64>,
) -> Result<Agreement> {
    let (act, before) = open(app, reader, Verb::Correct, code, seen).await?;
    policy::may_correct(reader, &before)?;
    if told.signed != before.told.signed && before.told.signed.is_none() {
        policy::may_sign(reader, &before)?;
    }
    if told.renews == Some(before.id) {
        return Err(FormErrors::one("renews", msg("agreements-renews-itself")).into());
    }
    check_circle(&act, &told, &before.code).await?;
    check_renewal(&act, &told).await?;
    check_renewed(&act, &told, before.id).await?;
    let was = before.told.clone();
    let agreement = Agreement { told, ..before };
    store::save(&act, &agreement).await?;
    tell_chain(&act, &agreement, was.renews).await?;
    check_alone(&act, &agreement, "signed").await?;
    // Whoever stood without an institute before is not asked again.
    let same = (&was.clinic, &was.parties) == (&agreement.told.clinic, &agreement.told.parties);
    let said = if same { Facts::none() } else { check_institute(app, &agreement.told, without).await? };
    let changed = agreement.changed_since(&was);
    act.commit(&agreement, facts(said, &agreement).with("changed", changed)).await?;
    Ok(agreement)
}

/// Keeps the signed paper with it, in the place of an earlier scan.
///
/// # Errors
/// When the reader may not, or the file is no scan.
pub async fn attach(app: &App, reader: &Reader, code: &str, name: &str, file: Bytes) -> Result<Agreement> {
    let seen = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &seen)?;
    policy::may_attach(reader, &seen)?;
    let (scan, sha256) = attachments::keep_scan(app, &format!("agreements/{}", seen.id), (name, file), code).await?;
    let key = scan.key.clone();
    attachments::settle(app, &key, async {
        let (act, agreement) = open(app, reader, Verb::Attach, code, None).await?;
        policy::may_attach(reader, &agreement)?;
        let facts = Facts::none().with("type", scan.kind.as_str()).with("sha256", sha256);
        if let Some(before) = &agreement.scan {
            attachments::forget(&act, &before.key).await?;
        }
        let agreement = Agreement { scan: Some(scan), ..agreement };
        store::save(&act, &agreement).await?;
        act.commit(&agreement, facts).await?;
        Ok(agreement)
    })
    .await
}

async fn open(app: &App, reader: &Reader, verb: Verb, code: &str, seen: Option<i64>) -> Result<(Act, Agreement)> {
    let act = app.act(&reader.actor(), verb).await?;
    let agreement = store::find_for_change(&act, code).await?.ok_or(Error::NotFound)?;
    policy::may_see(reader, &agreement)?;
    if seen.is_some_and(|version| version != agreement.version) {
        return Err(Error::Conflict(msg("kit-error-conflict-version")));
    }
    Ok((act, agreement))
}

/// A row of a file, checked; `renews` is still a code, for the file may bring that agreement too.
#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    /// Its code; an agreement that has it is changed.
    pub code: Option<String>,
    /// What the file says.
    pub told: NewAgreement,
    /// The code of the agreement it renews.
    pub renews: Option<String>,
    /// Made up for the demonstration.
    pub invented: bool,
}

/// Takes over the rows of a file, inside the import's own act, each after those it renews.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn bring(act: &Act, rows: &[Brought]) -> Result<Vec<Saved>> {
    let codes: Vec<String> = rows.iter().flat_map(|row| row.code.iter().chain(&row.renews)).cloned().collect();
    let mut known: std::collections::HashMap<String, Agreement> =
        store::list_by_codes(act.db(), &codes).await?.into_iter().map(|one| (one.code.clone(), one)).collect();
    let mut saved: Vec<Option<Saved>> = vec![None; rows.len()];
    while saved.contains(&None) {
        let mut moved = false;
        for (at, row) in rows.iter().enumerate() {
            let later = |code: &String| {
                rows.iter().zip(&saved).any(|(other, done)| other.code.as_ref() == Some(code) && done.is_none())
            };
            if saved[at].is_some() || row.renews.as_ref().is_some_and(later) {
                continue;
            }
            let renews = row.renews.as_ref().and_then(|code| known.get(code)).map(|one| one.id);
            let (agreement, change) = bring_one(act, row, renews, &known).await?;
            saved[at] = Some(Saved { id: agreement.id, change });
            known.insert(agreement.code.clone(), agreement);
            moved = true;
        }
        if !moved {
            let left = rows.iter().zip(&saved).filter(|(_, done)| done.is_none());
            let codes: Vec<&str> = left.filter_map(|(row, _)| row.code.as_deref()).collect();
            return Err(Error::Conflict(msg("agreements-renews-circle").with("chain", codes.join(", "))));
        }
    }
    let saved: Vec<Saved> = saved.into_iter().flatten().collect();
    let signed = list_signed(act.db(), None).await?;
    saved.iter().try_for_each(|one| alone_among(&signed, one.id, "file"))?;
    Ok(saved)
}

async fn bring_one(
    act: &Act,
    row: &Brought,
    renews: Option<Uuid>,
    known: &std::collections::HashMap<String, Agreement>,
) -> Result<(Agreement, Change)> {
    let told = NewAgreement { renews, ..row.told.clone() };
    let Some(before) = row.code.as_ref().and_then(|code| known.get(code)) else {
        let agreement = begin(act, row.code.clone(), told, row.invented);
        store::save_new(act, &agreement).await?;
        tell_chain(act, &agreement, None).await?;
        return Ok((agreement, Change::Added));
    };
    if before.told == told {
        return Ok((before.clone(), Change::Unchanged));
    }
    let agreement = Agreement { told, ..before.clone() };
    store::save(act, &agreement).await?;
    tell_chain(act, &agreement, before.told.renews).await?;
    Ok((agreement, Change::Changed))
}
