//! What everybody may read of figures: the accepted ones of a quarter, one indicator opened to the
//! numbers behind it, and targets beside results on a project's page.

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;
use kit::message::msg;
use kit::web::Path;
use kit::{Error, Message, Result, page};

use super::breakdown::{Breakdown, indicator_rows};
use super::figure::Figures;
use super::indicator::{Tally, Target};
use super::public_figure::{IndicatorRow, PublicFigures};
use super::report_key::{quarter_message, quarter_of};
use super::reporting_area::{ReportingArea, opens_on};
use super::{policy, store, store_figures};
use crate::projects::{self, Project, ProjectName, Then};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::slots::{Filling, Piece};

/// The accepted figures of a project and quarter, for everybody.
#[derive(Template)]
#[template(path = "monitoring/public.html")]
pub(super) struct Public {
    areas: Vec<ReportingArea>,
    /// For each area: the revision that is public and the day it first came.
    revisions: Vec<Option<(i32, Option<NaiveDate>)>>,
    figures: Option<PublicFigures>,
    quarter: Message,
    /// When reports of the quarter open, while that is to come.
    opens: Option<Message>,
    code: String,
    heading: String,
}
page!(Public, |page| msg("monitoring-public-title").with("code", page.code.clone()), shared);

impl Public {
    fn rows(&self) -> impl Iterator<Item = (&ReportingArea, &Option<(i32, Option<NaiveDate>)>)> {
        self.areas.iter().zip(&self.revisions)
    }
}

pub(super) async fn public(
    State(app): State<App>,
    reader: Reader,
    Path((code, year, number)): Path<(String, i32, i32)>,
) -> Result<Public> {
    let quarter = quarter_of(year, number).ok_or(Error::NotFound)?;
    let mut areas = store::list_areas(&app.db, &code).await?;
    areas.retain(|area| area.owes(quarter) && !area.practice);
    let first = areas.first().ok_or(Error::NotFound)?;
    let heading = kit::masked(first.project_name.in_lang(reader.lang)).into_owned();
    let reports = store::list_public(&app.db, &areas, quarter).await?;
    let revision = |area: &ReportingArea| {
        reports.iter().find(|report| report.area == area.area).map(|report| (report.revision, report.received_on))
    };
    let revisions = areas.iter().map(revision).collect();
    let figures = Figures::together(reports.into_iter().filter_map(|report| report.figures));
    let figures = figures.map(|figures| PublicFigures::of(&figures, &code));
    let opens = Some(opens_on(quarter)).filter(|opens| app.clock.today() < *opens);
    let opens = opens.map(|opens| msg("monitoring-public-opens").with("opens", opens));
    Ok(Public { revisions, figures, quarter: quarter_message(quarter), opens, heading, code, areas })
}

/// One indicator of a project with the numbers behind it, area by area.
#[derive(Template)]
#[template(path = "monitoring/indicator.html")]
pub(super) struct Indicator {
    breakdown: Breakdown,
    heading: String,
}
page!(Indicator, |page| msg("monitoring-indicator-title").with("code", page.breakdown.code.clone()), shared);

pub(super) async fn indicator(
    State(app): State<App>,
    reader: Reader,
    Path((code, indicator)): Path<(String, String)>,
) -> Result<Indicator> {
    let areas = store::list_areas(&app.db, &code).await?;
    let project = areas.first().filter(|area| policy::shows_indicators(&reader, area)).ok_or(Error::NotFound)?.project;
    let targets = store_figures::list_targets(&app.db, project).await?;
    let target = targets.into_iter().find(|target| target.indicator == indicator).ok_or(Error::NotFound)?;
    let as_of = app.clock.today();
    let tallies = store_figures::list_tallies(&app.db, project, as_of).await?;
    let heading = kit::masked(target.name.in_lang(reader.lang)).into_owned();
    Ok(Indicator { breakdown: Breakdown::new(&areas, &target, &tallies, as_of), heading })
}

/// On a project's page: what was promised beside what the records say.
#[derive(Template)]
#[template(path = "monitoring/slot_project.html")]
struct OnProject {
    rows: Vec<IndicatorRow>,
    as_of: NaiveDate,
    quarters: Vec<(Message, String)>,
}

/// On a need's page: the results of a project that answers it, measured by those who took part.
#[derive(Template)]
#[template(path = "monitoring/slot_need.html")]
struct OnNeed {
    projects: Vec<(ProjectName, Vec<IndicatorRow>)>,
    as_of: NaiveDate,
}

/// Fills the slot of a need's page, once there is something to measure.
pub(super) fn on_need<'a>(app: &'a App, reader: &'a Reader, need: uuid::Uuid) -> Filling<'a> {
    Box::pin(async move {
        let as_of = app.clock.today();
        let mut projects = Vec::new();
        for project in projects::list_of_need(&app.db, need).await? {
            let rows = measured(app, reader, project.id, as_of).await?;
            if !rows.is_empty() {
                projects.push((project, rows));
            }
        }
        Ok((!projects.is_empty()).then(|| Box::new(OnNeed { projects, as_of }) as Piece))
    })
}

/// The indicators of a project for which somebody was counted, as this reader may see them.
async fn measured(app: &App, reader: &Reader, project: uuid::Uuid, as_of: NaiveDate) -> Result<Vec<IndicatorRow>> {
    let areas = store::list_areas_of(&app.db, project).await?;
    let Some(first) = areas.first().filter(|area| policy::shows_indicators(reader, area)) else {
        return Ok(Vec::new());
    };
    let tallies = store_figures::list_tallies(&app.db, project, as_of).await?;
    let total: Tally = tallies.values().copied().sum();
    if total == Tally::default() {
        return Ok(Vec::new());
    }
    let targets = store_figures::list_targets(&app.db, project).await?;
    Ok(indicator_rows(&targets, &total, &first.project_code, policy::may_see(reader, first).is_ok()))
}

/// On a project's page: its targets beside its results.
pub(super) fn on_project<'a>(app: &'a App, reader: &'a Reader, project: &'a Project) -> Filling<'a> {
    targets_on(app, reader, project, app.clock.today())
}

/// The same on the page of a day that is past: results by the day of their answers.
pub(super) fn on_past<'a>(app: &'a App, reader: &'a Reader, then: &'a Then) -> Filling<'a> {
    targets_on(app, reader, &then.project, then.on)
}

fn targets_on<'a>(app: &'a App, reader: &'a Reader, project: &'a Project, as_of: NaiveDate) -> Filling<'a> {
    Box::pin(async move {
        let areas = ReportingArea::of(project);
        let Some(first) = areas.first().filter(|area| policy::shows_indicators(reader, area)) else { return Ok(None) };
        let targets: Vec<Target> = project.plan.indicators.iter().map(Target::from).collect();
        let tallies = store_figures::list_tallies(&app.db, project.id, as_of).await?;
        let total = tallies.values().copied().sum();
        let over = first.quarters().into_iter().filter(|quarter| quarter.end() < as_of);
        let quarters = over.map(|quarter| {
            let path = format!("/progress-reports/{}/{}/{}", first.project_code, quarter.year().0, quarter.number());
            (quarter_message(quarter), path)
        });
        let rows = indicator_rows(&targets, &total, &first.project_code, policy::may_see(reader, first).is_ok());
        let piece: Piece = Box::new(OnProject { rows, as_of, quarters: quarters.collect() });
        Ok(Some(piece))
    })
}
