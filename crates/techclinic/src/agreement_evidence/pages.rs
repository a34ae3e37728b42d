//! The evidence on an agreement's page, the file with which its renewal is proposed, and the list of
//! clinics that report although their agreement has lapsed.

use askama::Template;
use axum::extract::State;
use chrono::{Days, NaiveDate};
use kit::message::msg;
use kit::web::Path;
use kit::{Error, Result, page};
use uuid::Uuid;

use super::evidence::Evidence;
use super::store;
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::slots::{Filling, Piece};
use house::organisations::{self, ClinicName};
use network::agreements::{self, Agreement, Row, Side};

/// How far back a record shows that a clinic still reports, in days.
const RECENT: u64 = 365;

/// The duties of each side with what was found.
type Sides = Vec<(Side, Vec<Evidence>)>;

/// The evidence for an agreement so far: from its first day to its last, or to today.
async fn evidence(app: &App, agreement: &Agreement) -> Result<Option<(NaiveDate, NaiveDate, Sides)>> {
    let period = agreement.told.period();
    let (Some(clinic), Some(from)) = (agreement.told.clinic, period.from) else { return Ok(None) };
    let today = app.clock.today();
    let to = period.over.map_or(today, |over| over.min(today));
    let counted = store::count(&app.db, clinic, from, to).await?;
    let sides = [Side::Institute, Side::Ministry].map(|side| (side, Evidence::of(side, &counted)));
    Ok(Some((from, to, sides.to_vec())))
}

/// The evidence, on the page of an agreement.
#[derive(Template)]
#[template(path = "agreement_evidence/on_agreement.html")]
struct OnAgreement {
    code: String,
    from: NaiveDate,
    to: NaiveDate,
    sides: Sides,
    /// May the reader open the file with which its renewal is proposed?
    works: bool,
}

/// Fills `Spot::Agreement`, once it is signed: counts for everybody, and the way to the renewal file
/// for those who work with it.
pub(super) fn on_agreement<'a>(app: &'a App, reader: &'a Reader, agreement: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let Some(agreement) = agreements::find(&app.db, agreement).await? else { return Ok(None) };
        let works = agreements::may_see_evidence(reader, &agreement).is_ok();
        if agreement.told.signed.is_none() && !works {
            return Ok(None);
        }
        let Some((from, to, sides)) = evidence(app, &agreement).await? else { return Ok(None) };
        let sides = if works { sides } else { public(sides) };
        let piece: Piece = Box::new(OnAgreement { code: agreement.code, from, to, sides, works });
        Ok(Some(piece))
    })
}

fn public(sides: Sides) -> Sides {
    sides.into_iter().map(|(side, ten)| (side, ten.into_iter().map(Evidence::public).collect())).collect()
}

/// On a clinic's page: what it did for the agreement that is in force.
#[derive(Template)]
#[template(path = "agreement_evidence/on_clinic.html")]
struct OnClinic {
    code: String,
    from: NaiveDate,
    to: NaiveDate,
    /// The institute's side alone: it is the clinic's page.
    sides: Sides,
}

/// Fills `Spot::Clinic`.
pub(super) fn on_clinic<'a>(app: &'a App, _: &'a Reader, clinic: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let today = app.clock.today();
        let in_force =
            |row: &Row| matches!(row.standing().state(today), agreements::State::InForce | agreements::State::Expiring);
        let signed = agreements::list_of_clinic(&app.db, clinic, false).await?;
        let Some(row) = signed.into_iter().find(in_force) else { return Ok(None) };
        let Some(agreement) = agreements::find(&app.db, row.id).await? else { return Ok(None) };
        let Some((from, to, sides)) = evidence(app, &agreement).await? else { return Ok(None) };
        let own = sides.into_iter().filter(|(side, _)| *side == Side::Institute).collect();
        let piece: Piece = Box::new(OnClinic { code: agreement.code, from, to, sides: public(own) });
        Ok(Some(piece))
    })
}

/// The file with which a renewal is proposed: drafted from the evidence, to be printed.
#[derive(Template)]
#[template(path = "agreement_evidence/renewal_file.html")]
pub(super) struct RenewalFile {
    agreement: Agreement,
    clinic: Option<ClinicName>,
    from: NaiveDate,
    to: NaiveDate,
    ends: Option<NaiveDate>,
    next: Option<NaiveDate>,
    sides: Sides,
    today: NaiveDate,
}
page!(RenewalFile, |page| msg("agreement-evidence-file-title").with("code", page.agreement.code.clone()));

impl RenewalFile {
    /// How many years the one before held.
    fn years(&self) -> Option<u32> {
        if let agreements::Term::Years(years) = self.agreement.told.term_held() { Some(years) } else { None }
    }
}

pub(super) async fn renewal_file(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
) -> Result<RenewalFile> {
    let agreement = agreements::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    agreements::may_see(&reader, &agreement)?;
    agreements::may_see_evidence(&reader, &agreement)?;
    let (from, to, sides) = evidence(&app, &agreement).await?.ok_or(Error::NotFound)?;
    let ends = agreement.told.period().over;
    let names = organisations::clinic_names(&app.db, agreement.told.clinic).await?;
    Ok(RenewalFile {
        clinic: names.into_values().next(),
        next: ends.and_then(|day| day.checked_add_days(Days::new(1))),
        today: app.clock.today(),
        agreement,
        from,
        to,
        ends,
        sides,
    })
}

/// A clinic whose agreement has lapsed and that wrote records lately.
struct Reporting {
    row: Row,
    clinic: ClinicName,
    records: i64,
}

async fn reporting(app: &App) -> Result<Vec<Reporting>> {
    let today = app.clock.today();
    let since = today.checked_sub_days(Days::new(RECENT)).unwrap_or(today);
    let mut lapsed = agreements::list_lapsed(&app.db, today).await?;
    let counted = store::count_records(&app.db, since, today).await?;
    lapsed.retain(|row| row.clinic_id.is_some_and(|clinic| counted.contains_key(&clinic)));
    let names = organisations::clinic_names(&app.db, lapsed.iter().filter_map(|row| row.clinic_id)).await?;
    let mut found: Vec<Reporting> = Vec::new();
    for row in lapsed {
        let Some(clinic) = row.clinic_id.and_then(|id| names.get(&id)) else { continue };
        // The latest of a clinic stands first; those before it are history.
        if !found.iter().any(|one| one.clinic.id == clinic.id) {
            found.push(Reporting { records: counted[&clinic.id], clinic: clinic.clone(), row });
        }
    }
    Ok(found)
}

/// The list of them.
#[derive(Template)]
#[template(path = "agreement_evidence/lapsed.html")]
pub(super) struct Lapsed {
    found: Vec<Reporting>,
}
page!(Lapsed, "agreement-evidence-lapsed-title");

pub(super) async fn lapsed(State(app): State<App>, reader: Reader) -> Result<Lapsed> {
    agreements::may_see_lapsed(&reader)?;
    Ok(Lapsed { found: reporting(&app).await? })
}

/// The way there, above the list of agreements.
#[derive(Template)]
#[template(path = "agreement_evidence/on_agreements.html")]
struct OnAgreements {
    count: usize,
}

/// Fills `Spot::Agreements`, for those who answer for the network.
pub(super) fn on_agreements<'a>(app: &'a App, reader: &'a Reader, _: Uuid) -> Filling<'a> {
    Box::pin(async move {
        if agreements::may_see_lapsed(reader).is_err() {
            return Ok(None);
        }
        let count = reporting(app).await?.len();
        Ok((count > 0).then(|| Box::new(OnAgreements { count }) as Piece))
    })
}
