//! The pages of matching: the clinic's desk for one need, the two decisions, and what the need's own
//! page shows of them.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kit::message::msg;
use kit::web::{Form, Path, Query, address, see, shown_again};
use kit::{Error, FormErrors, Result, page};
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

use super::decision::{Decision, Status};
use super::forms::DecisionForm;
use super::found::{Match, Seen, fit};
use super::verbs::{self, Choice};
use super::verbs_find;
use super::{policy, store};
use crate::needs::{self, Need};
use crate::technologies::{self, Row, Technology};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::slots::{Filling, Piece, Slots, Spot};
use house::organisations::{self, ClinicName};

/// Candidates a clinic looks at, and how many of those that are only near: the more there are, the less each says.
const SHOWN: usize = 20;
const NEAR_SHOWN: usize = 5;
/// What is near says at least this share of what the best says.
const NEAR_SHARE: f32 = 0.5;

/// What may help with a need.
#[derive(Template)]
#[template(path = "matching/index.html")]
pub(super) struct Index {
    need: Need,
    words: String,
    legible: bool,
    /// What was just published is not read yet.
    reading: bool,
    /// Nothing really fits, or nothing of it is left to decide about.
    nothing: bool,
    /// What fits, the best first, and a little of what is only near.
    found: [(Fit, Vec<Match>); 2],
    decided: Vec<(Decision, Row)>,
    clinics: HashMap<Uuid, ClinicName>,
    open: bool,
    /// What others propose.
    slots: Slots,
    /// What else may be done where nothing fits, or nothing of it is wanted.
    ways: Slots,
}
page!(Index, "matching-title");

/// Other words to look by.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Words {
    q: String,
}

/// Does what stands under a heading fit?
#[derive(Clone, Copy, PartialEq)]
enum Fit {
    Good,
    Near,
}

impl Index {
    fn action(&self) -> String {
        format!("/needs/{}/matches", self.need.code)
    }

    fn decide(&self, verb: &str, technology: &str) -> String {
        address(&format!("/needs/{}/{verb}", self.need.code), &[("technology", technology), ("q", &self.words)])
    }

    fn clinic(&self, row: &Row) -> Option<&ClinicName> {
        self.clinics.get(&row.clinic_id)
    }
}

pub(super) async fn index(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Query(words): Query<Words>,
) -> Result<Index> {
    let need = own_need(&app, &reader, &code).await?;
    let answer = verbs_find::find_for(&app, &need, &words.q, SHOWN).await?;
    let decided = decided(&app, need.id).await?;
    let mut candidates = answer.matches;
    let waits = |one: &Match| !decided.iter().any(|(decision, _)| decision.technology == one.technology.id);
    candidates.retain(|one| one.worth_a_look && waits(one));
    let ids = candidates.iter().map(|one| one.technology.clinic_id).chain(decided.iter().map(|(_, row)| row.clinic_id));
    let clinics = organisations::clinic_names(&app.db, ids.collect::<Vec<_>>()).await?;
    let (mut fitting, mut near): (Vec<Match>, Vec<Match>) = candidates.into_iter().partition(|one| one.fits);
    let best = fitting.iter().chain(&near).map(|one| one.score).max().unwrap_or_default();
    // A clinic looks in its own house first (docs/requirements.md A0-20), where that fits as well as anything.
    fitting.sort_by_key(|one| !one.own_clinic || fit(&one.score) != fit(&best));
    near.retain(|one| one.score as f32 >= NEAR_SHARE * best as f32);
    near.truncate(NEAR_SHOWN);
    let open = need.clone().matched().is_ok();
    let chosen = decided.iter().any(|(decision, _)| decision.status == Status::Confirmed);
    let nothing = !answer.confident || (!chosen && fitting.is_empty());
    Ok(Index {
        slots: Slots::of(&app, &reader, Spot::NeedMatches, need.id).await?,
        ways: Slots::of(&app, &reader, Spot::NeedNothingFits, need.id).await?,
        need,
        words: words.q,
        legible: answer.legible,
        reading: answer.reading,
        nothing,
        found: [(Fit::Good, fitting), (Fit::Near, near)],
        decided,
        clinics,
        open,
    })
}

async fn own_need(app: &App, reader: &Reader, code: &str) -> Result<Need> {
    let need = needs::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_confirm(reader, &need)?;
    Ok(need)
}

/// What was decided, with the technologies it is about.
async fn decided(app: &App, need: Uuid) -> Result<Vec<(Decision, Row)>> {
    let decisions = store::list_of_need(&app.db, need).await?;
    let mut rows =
        technologies::find_many(&app.db, decisions.iter().map(|one| one.technology).collect::<Vec<_>>()).await?;
    Ok(decisions.into_iter().filter_map(|one| Some((one.clone(), rows.remove(&one.technology)?))).collect())
}

/// The form by which a clinic confirms a technology, or rejects it.
#[derive(Template)]
#[template(path = "matching/decide.html")]
pub(super) struct Decide {
    need: Need,
    technology: Technology,
    clinic: Option<ClinicName>,
    seen: Seen,
    rejects: bool,
    form: DecisionForm,
    errors: FormErrors,
}
page!(Decide, |page| if page.rejects { msg("matching-reject-title") } else { msg("matching-confirm-title") });

impl Decide {
    async fn with(app: &App, need: Need, form: DecisionForm, rejects: bool, errors: FormErrors) -> Result<Self> {
        let technology = technologies::find_by_code(&app.db, form.technology.trim()).await?.ok_or(Error::NotFound)?;
        if !technology.is_public() {
            return Err(Error::NotFound);
        }
        let seen = verbs_find::seen(app, &need, &form.q, &technology).await?;
        let mut names = organisations::clinic_names(&app.db, [technology.clinic]).await?;
        Ok(Self { clinic: names.remove(&technology.clinic), need, technology, seen, rejects, form, errors })
    }

    fn action(&self) -> String {
        format!("/needs/{}/{}", self.need.code, if self.rejects { "reject" } else { "confirm" })
    }

    fn back(&self) -> String {
        address(&format!("/needs/{}/matches", self.need.code), &[("q", &self.form.q)])
    }
}

pub(super) async fn confirmation(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Query(form): Query<DecisionForm>,
) -> Result<Decide> {
    let need = own_need(&app, &reader, &code).await?;
    Decide::with(&app, need, form, false, FormErrors::new()).await
}

pub(super) async fn rejection(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Query(form): Query<DecisionForm>,
) -> Result<Decide> {
    let need = own_need(&app, &reader, &code).await?;
    Decide::with(&app, need, form, true, FormErrors::new()).await
}

fn choice(need: &str, form: &DecisionForm) -> Choice {
    Choice { need: need.to_owned(), technology: form.technology.clone(), words: form.q.clone(), proposed: None }
}

pub(super) async fn confirm(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<DecisionForm>,
) -> Result<Response> {
    let need = own_need(&app, &reader, &code).await?;
    let confirmed = match form.check_confirm() {
        Ok(note) => verbs::confirm(&app, &reader, choice(&code, &form), note).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match confirmed {
        Ok(_) => Ok(see(format!("/needs/{code}")).saying(msg("matching-confirmed")).into_response()),
        Err(error) => refused(&app, need, form, false, error).await,
    }
}

pub(super) async fn reject(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<DecisionForm>,
) -> Result<Response> {
    let need = own_need(&app, &reader, &code).await?;
    let rejected = match form.check_reject() {
        Ok(note) => verbs::reject(&app, &reader, choice(&code, &form), note).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match rejected {
        Ok(_) => {
            let back = address(&format!("/needs/{code}/matches"), &[("q", &form.q)]);
            Ok(see(back).saying(msg("matching-rejected")).into_response())
        }
        Err(error) => refused(&app, need, form, true, error).await,
    }
}

async fn refused(app: &App, need: Need, form: DecisionForm, rejects: bool, error: Error) -> Result<Response> {
    let (status, errors) = shown_again(error, "")?;
    Ok((status, Decide::with(app, need, form, rejects, errors).await?).into_response())
}

/// On the need's page: what was confirmed, for everyone, and the way to look, for its clinic.
#[derive(Template)]
#[template(path = "matching/of_need.html")]
struct OfNeed {
    confirmed: Vec<(Decision, Row)>,
    clinics: HashMap<Uuid, ClinicName>,
    look: Option<String>,
}

/// Fills `Spot::Need`.
pub(super) fn of_need<'a>(app: &'a App, reader: &'a Reader, need: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let mut confirmed = decided(app, need).await?;
        confirmed.retain(|(decision, _)| decision.status == Status::Confirmed);
        let look = match reader.who() {
            Some(_) => way_to_look(app, reader, need).await?,
            None => None,
        };
        if confirmed.is_empty() && look.is_none() {
            return Ok(None);
        }
        let clinics =
            organisations::clinic_names(&app.db, confirmed.iter().map(|(_, row)| row.clinic_id).collect::<Vec<_>>())
                .await?;
        Ok(Some(Box::new(OfNeed { confirmed, clinics, look }) as Piece))
    })
}

async fn way_to_look(app: &App, reader: &Reader, need: Uuid) -> Result<Option<String>> {
    let Some(need) = needs::find(&app.db, need).await? else { return Ok(None) };
    // Before the community is met, too: whoever goes there knows what the network has.
    let looks = need.is_looking() || need.clone().matched().is_ok();
    let may = policy::may_confirm(reader, &need).is_ok() && looks;
    Ok(may.then(|| format!("/needs/{}/matches", need.code)))
}
