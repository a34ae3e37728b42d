//! What other pages show of network calls: on those of needs, where a clinic decides what fits, on a desk.

use askama::Template;
use kit::{Result, Timestamp};
use uuid::Uuid;

use super::call::{NetworkCall, Status, may_be_about};
use super::filter::Filter;
use super::{policy, store, store_answers, verbs_seen};
use crate::needs::{self, Need};
use crate::technologies::{self, Row};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::slots::{Filling, Piece};
use house::organisations::{self, ClinicName};

/// Own calls that a desk shows.
const ON_DESK: u64 = 10;

/// A call as one line.
struct Line {
    code: String,
    title: String,
    status: Status,
    opened_at: Timestamp,
    /// Answers that stand.
    answers: usize,
}

/// Calls as lines, with the beginnings of the needs behind them.
async fn lines(app: &App, reader: &Reader, calls: Vec<NetworkCall>) -> Result<Vec<Line>> {
    let mut answers = store_answers::list_answers(&app.db, calls.iter().map(|call| call.id)).await?;
    let told = verbs_seen::tellings(app, reader, &calls).await?;
    let line = |call: NetworkCall| Line {
        title: told.get(&call.need).map(|told| told.summary()).unwrap_or_default(),
        answers: answers.remove(&call.id).unwrap_or_default().iter().filter(|one| one.stands()).count(),
        code: call.code,
        status: call.status,
        opened_at: call.opened_at,
    };
    Ok(calls.into_iter().map(line).collect())
}

/// On the page of a need: that its clinic asked the network. Whoever follows the need reads it too, and opens
/// the call where strangers may.
#[derive(Template)]
#[template(path = "network_calls/of_need.html")]
struct OfNeed {
    lines: Vec<Line>,
    linked: bool,
    /// Where its clinic asks the network, while a technology is looked for and nobody is asked.
    ask: Option<String>,
}

/// Fills `Spot::Need` and `Spot::NeedTrack`.
pub(super) fn of_need<'a>(app: &'a App, reader: &'a Reader, need: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let calls = store::list_of_need(&app.db, need).await?;
        if calls.is_empty() && reader.who().is_none() {
            return Ok(None);
        }
        let Some(need) = needs::find(&app.db, need).await? else { return Ok(None) };
        let linked = policy::may_see(reader, &need).is_ok();
        let asked = calls.iter().any(|call| call.status == Status::Open);
        let may_ask = !asked && need.is_looking() && may_be_about(&need).is_ok();
        let ask = (may_ask && policy::may_open(reader, &need).is_ok()).then(|| form_about(&need));
        if calls.is_empty() && ask.is_none() {
            return Ok(None);
        }
        Ok(Some(Box::new(OfNeed { lines: lines(app, reader, calls).await?, linked, ask }) as Piece))
    })
}

/// The form by which the network is asked about a need.
fn form_about(need: &Need) -> String {
    kit::web::address("/network-calls/new", &[("need", &need.code)])
}

/// A technology that another clinic proposes.
struct Proposed {
    row: Row,
    clinic: Option<ClinicName>,
    /// Code of the call.
    call: String,
}

#[derive(Template)]
#[template(path = "network_calls/on_matches.html")]
struct OnMatches {
    proposed: Vec<Proposed>,
}

/// Fills `Spot::NeedMatches`: what other clinics propose for a need.
pub(super) fn on_matches<'a>(app: &'a App, _: &'a Reader, need: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let proposed = proposed(app, need).await?;
        Ok((!proposed.is_empty()).then(|| Box::new(OnMatches { proposed }) as Piece))
    })
}

async fn proposed(app: &App, need: Uuid) -> Result<Vec<Proposed>> {
    let calls = store::list_of_need(&app.db, need).await?;
    let mut answers = store_answers::list_answers(&app.db, calls.iter().map(|call| call.id)).await?;
    let mut found = Vec::new();
    for call in &calls {
        let standing = answers.remove(&call.id).unwrap_or_default().into_iter().filter(|one| one.stands());
        found.extend(standing.filter_map(|one| Some((call.code.clone(), one.clinic, one.told.technology?))));
    }
    let rows = technologies::find_many(&app.db, found.iter().map(|(_, _, technology)| *technology)).await?;
    let clinics = organisations::clinic_names(&app.db, found.iter().map(|(_, clinic, _)| *clinic)).await?;
    let one = |(call, clinic, technology): (String, Uuid, Uuid)| {
        let row = rows.get(&technology).filter(|row| row.is_public())?.clone();
        Some(Proposed { row, clinic: clinics.get(&clinic).cloned(), call })
    };
    Ok(found.into_iter().filter_map(one).collect())
}

/// Where nothing fits: the way to ask the network, or to the call that is open.
#[derive(Template)]
#[template(path = "network_calls/nothing_fits.html")]
struct NothingFits {
    href: String,
    label: &'static str,
}

/// Fills `Spot::NeedNothingFits`.
pub(super) fn where_nothing_fits<'a>(app: &'a App, reader: &'a Reader, need: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let Some(need) = needs::find(&app.db, need).await? else { return Ok(None) };
        if policy::may_open(reader, &need).is_err() || may_be_about(&need).is_err() {
            return Ok(None);
        }
        let calls = store::list_of_need(&app.db, need.id).await?;
        let piece = match calls.into_iter().find(|call| call.status == Status::Open) {
            Some(call) => NothingFits { href: call.address(), label: "network-calls-read" },
            None => NothingFits { href: form_about(&need), label: "network-calls-new" },
        };
        Ok(Some(Box::new(piece) as Piece))
    })
}

#[derive(Template)]
#[template(path = "network_calls/on_desk.html")]
struct OnDesk {
    waiting: u64,
    lines: Vec<Line>,
    /// How many of their own are open in all.
    of: u64,
}

impl OnDesk {
    /// All of their own that are open.
    fn all(&self) -> String {
        let open = Status::Open.as_str().to_owned();
        Filter { own: "yes".to_owned(), status: open, ..Filter::default() }.address("")
    }
}

/// Fills `Spot::Desk`: how many calls of other clinics wait for an answer of the reader's, and what came
/// of their own.
pub(super) fn on_desk<'a>(app: &'a App, reader: &'a Reader, _: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let own: Vec<Uuid> = reader.clinics().collect();
        if own.is_empty() || reader.practises() {
            return Ok(None);
        }
        let waiting = store::count_unanswered(&app.db, &own).await?;
        let of = store::count_open_of_clinics(&app.db, &own).await?;
        let calls = store::list_open_of_clinics(&app.db, own, ON_DESK).await?;
        let piece = OnDesk { waiting, lines: lines(app, reader, calls).await?, of };
        Ok((waiting > 0 || !piece.lines.is_empty()).then(|| Box::new(piece) as Piece))
    })
}
