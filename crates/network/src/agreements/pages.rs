//! The pages of agreements that are read: the list, one agreement, a clinic's own.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use kit::db::listing::{Listing, Turns};
use kit::message::msg;
use kit::web::{Narrowed, Path};
use kit::{Error, FormErrors, Result, page};
use uuid::Uuid;

use super::agreement::{Agreement, Kind, STAGES, State as Standing};
use super::duty::{Duty, Side};
use super::policy;
use super::store::{self, Filter, Row};
use super::term::Period;
use super::verbs::{clinics_without, seen};
use house::accounts::Reader;
use house::app::App;
use house::attachments::Wanted;
use house::layout::place_chooser::provinces;
use house::layout::slots::{Filling, Piece, Slots, Spot};
use house::layout::{Choice, choices, filters};
use house::organisations::{self, ClinicName};

/// The list. Strangers see what is signed.
#[derive(Template)]
#[template(path = "agreements/index.html")]
pub(super) struct Index {
    agreements: Listing<Row>,
    clinics: HashMap<Uuid, ClinicName>,
    filter: Filter,
    signed: i64,
    in_force: i64,
    today: NaiveDate,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    stages: Vec<Choice>,
    provinces: &'static [Choice],
    may_register: bool,
    /// Clinics of which no agreement is known; none for who may not see that.
    without: Vec<ClinicName>,
    slots: Slots,
    turns: Turns,
}
page!(Index, "agreements-title", shared);

pub(super) async fn index(State(app): State<App>, reader: Reader, Narrowed(filter): Narrowed<Filter>) -> Result<Index> {
    let today = app.clock.today();
    let agreements = store::list(&app.db, &filter, policy::drafts(&reader), today).await?;
    let ids: Vec<Uuid> = agreements.items.iter().filter_map(|row| row.clinic_id).collect();
    let (signed, in_force) = store::clinics_on(&app.db, today).await?;
    Ok(Index {
        turns: agreements.turns(filter.cursor.as_deref(), |at| filter.address(at)),
        clinics: organisations::clinic_names(&app.db, ids).await?,
        kinds: choices(Kind::words(), "agreements-kind-"),
        states: choices(Standing::words(), "agreements-state-"),
        stages: STAGES
            .map(|days| Choice::new(days.to_string(), msg("agreements-within-days").with("days", days)))
            .to_vec(),
        provinces: provinces(),
        may_register: policy::may_register(&reader).is_ok(),
        without: match policy::may_see_without(&reader) {
            Ok(()) => clinics_without(&app, &reader).await?,
            Err(_) => Vec::new(),
        },
        slots: Slots::of(&app, &reader, Spot::Agreements, Uuid::nil()).await?,
        agreements,
        filter,
        signed,
        in_force,
        today,
    })
}

/// One agreement.
#[derive(Template)]
#[template(path = "agreements/show.html")]
pub(super) struct Show {
    agreement: Agreement,
    state: Standing,
    period: Period,
    days_left: Option<i64>,
    clinic: Option<ClinicName>,
    chain: Vec<Row>,
    duties: Vec<(Side, [Duty; 5])>,
    today: NaiveDate,
    may_sign: bool,
    may_renew: bool,
    may_correct: bool,
    may_attach: bool,
    may_open_scan: bool,
    errors: FormErrors,
    slots: Slots,
}
page!(Show, |page| msg("agreements-show-title").with("title", page.agreement.told.title.th.clone()), shared);

impl Show {
    fn at(&self, verb: &str) -> String {
        format!("/agreements/{}/{verb}", self.agreement.code)
    }

    /// The earliest day it can end, where that is not the only one.
    fn earliest_end(&self) -> Option<NaiveDate> {
        self.period.to.filter(|day| Some(*day) != self.period.over)
    }

    pub(super) async fn of(app: &App, reader: &Reader, code: &str, errors: FormErrors) -> Result<Self> {
        let agreement = seen(app, reader, code).await?;
        let (today, told) = (app.clock.today(), &agreement.told);
        let clinic = organisations::clinic_names(&app.db, told.clinic).await?.into_values().next();
        let chain = store::list_chain(&app.db, &agreement).await?;
        let chain: Vec<Row> = chain
            .into_iter()
            .filter(|row| row.signed().is_some() || policy::may_renew(reader, &agreement).is_ok())
            .collect();
        let unsigned = told.signed.is_none();
        Ok(Self {
            state: agreement.state(today),
            period: told.period(),
            days_left: agreement.standing().warned(today),
            duties: told.duties.iter().flat_map(|_| Side::ALL.iter().map(|side| (*side, Duty::of(*side)))).collect(),
            may_sign: unsigned && policy::may_sign(reader, &agreement).is_ok(),
            may_renew: !unsigned && agreement.renewed_from.is_none() && policy::may_renew(reader, &agreement).is_ok(),
            may_correct: policy::may_correct(reader, &agreement).is_ok(),
            may_attach: policy::may_attach(reader, &agreement).is_ok(),
            may_open_scan: agreement.scan.is_some() && policy::may_open_scan(reader, &agreement).is_ok(),
            slots: Slots::of(app, reader, Spot::Agreement, agreement.id).await?,
            clinic,
            chain,
            today,
            errors,
            agreement,
        })
    }
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    Show::of(&app, &reader, &code, FormErrors::new()).await
}

/// The signed paper, as a file to be kept.
pub(super) async fn scan(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    wanted: Wanted,
) -> Result<Response> {
    let agreement = seen(&app, &reader, &code).await?;
    policy::may_open_scan(&reader, &agreement)?;
    let scan = agreement.scan.ok_or(Error::NotFound)?;
    scan.handed(&app, &wanted).await
}

/// The agreements of a clinic, on its page.
#[derive(Template)]
#[template(path = "agreements/of_clinic.html")]
struct OfClinic {
    agreements: Vec<Row>,
    today: NaiveDate,
}

/// Fills `Spot::Clinic`.
pub(super) fn of_clinic<'a>(app: &'a App, reader: &'a Reader, clinic: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let drafts = policy::sees_all_drafts(reader) || reader.clinics().any(|own| own == clinic);
        let agreements = store::list_of_clinic(&app.db, clinic, drafts).await?;
        Ok(Some(Box::new(OfClinic { today: app.clock.today(), agreements }) as Piece))
    })
}
