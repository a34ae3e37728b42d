//! What other pages show of projects: a clinic's, a need's, a technology's, the desk and the front page.

use askama::Template;
use kit::{Message, Result};
use uuid::Uuid;

use super::desk::{Desk, Whose};
use super::store_amendments::{self, AmendmentRow};
use super::store_list::{self, Filter, Row};
use super::verbs_answering::within_reach;
use super::version::ProjectName;
use super::{policy, store};
use brokerage::needs;
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::slots::{Filling, Piece};

use crate::calls::{self, Call};
use crate::programmes;

/// On the page of a need: the projects that took it up, and for its clinic the way to propose one.
#[derive(Template)]
#[template(path = "projects/of_need.html")]
struct OfNeed {
    projects: Vec<ProjectName>,
    propose: Option<String>,
}

/// Fills `Spot::Need`.
pub(super) fn of_need<'a>(app: &'a App, reader: &'a Reader, need: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let mut projects = store::list_of_need(&app.db, need).await?;
        let sight = policy::sight(reader);
        let own = |project: &ProjectName| project.lead_clinic.is_some_and(|lead| sight.clinics.contains(&lead));
        projects.retain(|project| project.public || sight.all || own(project));
        let propose = match policy::may_propose_somehow(reader) {
            Ok(()) => way_to_propose(app, reader, need).await?,
            Err(_) => None,
        };
        let nothing = projects.is_empty() && propose.is_none();
        Ok((!nothing).then(|| Box::new(OfNeed { projects, propose }) as Piece))
    })
}

/// The form by which the reader proposes a project from a need, wherever that is possible.
async fn way_to_propose(app: &App, reader: &Reader, need: Uuid) -> Result<Option<String>> {
    let Some(need) = needs::find(&app.db, need).await? else { return Ok(None) };
    // A rehearsal takes up rehearsals alone.
    let fits = need.may_be_proposed().is_ok() && need.practice == reader.practises();
    let may = fits && policy::may_propose(reader, need.clinic).is_ok();
    Ok(may.then(|| kit::web::address("/projects/new", &[("need", &need.code)])))
}

/// Projects on the desk.
const ON_DESK: u64 = 10;

/// On a desk: the projects that wait for the reader to write, sign or decide, and the others that go
/// on in the reader's clinics and provinces, each with what comes next.
#[derive(Template)]
#[template(path = "projects/on_desk.html")]
struct OnDesk {
    /// What waits for a step of the reader's, and how many there are.
    waiting: (Vec<Row>, u64),
    /// What goes on in the reader's clinics and provinces beside.
    own: (Vec<Row>, u64),
    /// Amendments that wait for the ministry, or for the clinic to go on with them.
    amendments: (Vec<AmendmentRow>, u64),
}

impl OnDesk {
    /// All that stands on the desk for the same reason.
    fn all(&self, desk: Desk) -> String {
        Filter::of_desk(desk).address("")
    }
}

/// Fills `Spot::Desk`.
pub(super) fn on_desk<'a>(app: &'a App, reader: &'a Reader, _: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let whose = policy::whose(reader);
        let nothing = || (Vec::new(), 0);
        let (amendments, waiting) = match whose.waiting.is_for_nobody() {
            true => ((Vec::new(), 0), nothing()),
            false => (
                store_amendments::list_waiting_amendments(&app.db, &whose.waiting, ON_DESK).await?,
                store_list::list_on_desk(&app.db, Desk::Waiting, &whose, ON_DESK).await?,
            ),
        };
        let own = match whose.sight.is_of_places() {
            true => store_list::list_on_desk(&app.db, Desk::Own, &whose, ON_DESK).await?,
            false => nothing(),
        };
        let empty = waiting.1 + own.1 + amendments.1 == 0;
        Ok((!empty).then(|| Box::new(OnDesk { waiting, own, amendments }) as Piece))
    })
}

/// On the page of a technology: the projects that transfer it.
#[derive(Template)]
#[template(path = "projects/of_technology.html")]
struct OfTechnology {
    projects: Vec<ProjectName>,
}

/// Fills `Spot::Technology`.
pub(super) fn of_technology<'a>(app: &'a App, _reader: &'a Reader, technology: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let mut projects = store::list_of_technology(&app.db, technology).await?;
        projects.retain(|project| project.status.is_public());
        Ok((!projects.is_empty()).then(|| Box::new(OfTechnology { projects }) as Piece))
    })
}

/// Projects shown on a clinic's page.
const OF_CLINIC: u64 = 5;

/// On the page of a clinic: its newest public projects.
#[derive(Template)]
#[template(path = "projects/of_clinic.html")]
struct OfClinic {
    projects: Vec<Row>,
}

/// Fills `Spot::Clinic`.
pub(super) fn of_clinic<'a>(app: &'a App, _reader: &'a Reader, clinic: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let projects = store_list::list_newest_of_clinic(&app.db, clinic, OF_CLINIC).await?;
        Ok((!projects.is_empty()).then(|| Box::new(OfClinic { projects }) as Piece))
    })
}

/// How many of the newest projects the front page shows.
const NEWEST: u64 = 5;

/// The newest public projects, on the front page.
#[derive(Template)]
#[template(path = "projects/on_front.html")]
struct OnFront {
    programmes: programmes::Names,
    projects: Vec<Row>,
}

/// Fills `Spot::FrontNewest`.
pub(super) fn on_front<'a>(app: &'a App, _reader: &'a Reader, _nobody: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let newest = Filter { limit: Some(NEWEST), ..Filter::default() };
        let projects = store_list::list(&app.db, &newest, &Whose::default()).await?.items;
        let programmes = programmes::names(&app.db).await?;
        Ok((!projects.is_empty()).then(|| Box::new(OnFront { programmes, projects }) as Piece))
    })
}

/// Proposals shown on the page of a call.
const OF_CALL: u64 = 50;

/// On the page of a call: the way to answer it, and the proposals that the reader may see.
#[derive(Template)]
#[template(path = "projects/of_call.html")]
struct OfCall {
    projects: Vec<Row>,
    /// The form by which the reader answers it.
    propose: Option<String>,
    /// Why none of the reader's clinics may.
    elsewhere: Option<Message>,
}

/// Why none of the clinics may answer a call for which somebody writes; the ministry's own office always may.
async fn elsewhere(app: &App, reader: &Reader, call: &Call) -> Result<Option<Message>> {
    let mut said = None;
    if policy::may_propose(reader, None).is_ok() {
        return Ok(None);
    }
    for clinic in reader.clinics() {
        match within_reach(app, call, Some(clinic)).await? {
            Ok(()) => return Ok(None),
            Err(message) => said = Some(message),
        }
    }
    Ok(said)
}

/// Fills `Spot::Call`.
pub(super) fn of_call<'a>(app: &'a App, reader: &'a Reader, call: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let Some(call) = calls::find(&app.db, call).await? else { return Ok(None) };
        let answered = call.may_be_answered(app.clock.now()).is_ok() && policy::may_propose_somehow(reader).is_ok();
        let propose = answered.then(|| kit::web::address("/projects/new", &[("call", &call.code)]));
        let projects = store_list::list_of_call(&app.db, call.id, &policy::sight(reader), OF_CALL).await?;
        let elsewhere = if propose.is_some() { elsewhere(app, reader, &call).await? } else { None };
        let propose = propose.filter(|_| elsewhere.is_none());
        let nothing = projects.is_empty() && propose.is_none() && elsewhere.is_none();
        Ok((!nothing).then(|| Box::new(OfCall { projects, propose, elsewhere }) as Piece))
    })
}
