//! The public page of what was before the system: the years in bars, and the projects behind them.

use askama::Template;
use axum::extract::State;
use kit::db::listing::{Listing, Turns};
use kit::message::msg;
use kit::web::Narrowed;
use kit::{Result, page};
use thai::FiscalYear;
use uuid::Uuid;

use super::past_project::{FIRST_YEAR, PastProject, PastYear};
use super::policy;
use super::store::{self, Filter};
use house::accounts::Reader;
use house::app::App;
use house::layout::place_chooser::provinces;
use house::layout::slots::{Filling, Piece};
use house::layout::{Bars, Choice, Label, filters};
use house::register::Gone;

/// Projects of the past on a clinic's page.
const OF_CLINIC: u64 = 5;
/// Withdrawn projects at the foot of the list, the latest first.
const GONE: u64 = 20;

/// The public list.
#[derive(Template)]
#[template(path = "past_projects/index.html")]
pub(super) struct Index {
    bars: Bars,
    projects: Listing<PastProject>,
    filter: Filter,
    provinces: &'static [Choice],
    years: Vec<Choice>,
    /// Years since the first of which nothing is kept.
    missing: Vec<FiscalYear>,
    turns: Turns,
    gone: Vec<Gone>,
    writes: bool,
}
page!(Index, "past-projects-title", shared);

pub(super) async fn index(State(app): State<App>, reader: Reader, Narrowed(filter): Narrowed<Filter>) -> Result<Index> {
    let gone = store::list_withdrawn(&app.db, GONE).await?;
    let years = store::list_years(&app.db).await?;
    let projects = store::list(&app.db, &filter).await?;
    Ok(Index {
        bars: bars(&years),
        turns: projects.turns(filter.cursor.as_deref(), |at| filter.address(at)),
        provinces: provinces(),
        years: years
            .iter()
            .rev()
            .map(|year| Choice::new(year.fiscal_year.0.to_string(), name(year.fiscal_year)))
            .collect(),
        missing: missing(&years),
        gone: gone.iter().filter_map(|project| Gone::of(&reader, project)).collect(),
        writes: policy::may_register(&reader).is_ok(),
        projects,
        filter,
    })
}

fn name(year: FiscalYear) -> Label {
    msg("layout-fiscal-year").with("year", year).into()
}

fn bars(years: &[PastYear]) -> Bars {
    let address = |year: FiscalYear| Filter { fiscal_year: year.0.to_string(), ..Filter::default() }.address("");
    let rows = years.iter().map(|year| (name(year.fiscal_year), year.projects, Some(address(year.fiscal_year))));
    Bars::new(msg("past-projects-by-year"), msg("past-projects-fiscal-year"), msg("past-projects-count"), rows)
}

/// From the first year of the network to the newest that is told of.
fn missing(years: &[PastYear]) -> Vec<FiscalYear> {
    let Some(newest) = years.last() else { return Vec::new() };
    let told = |year: i32| years.iter().any(|told| told.fiscal_year.0 == year);
    (FIRST_YEAR.0..newest.fiscal_year.0).filter(|year| !told(*year)).map(FiscalYear).collect()
}

/// What a clinic did before the system.
#[derive(Template)]
#[template(path = "past_projects/of_clinic.html")]
struct OfClinic {
    projects: Vec<PastProject>,
}

/// Fills `Spot::Clinic`.
pub(super) fn of_clinic<'a>(app: &'a App, _: &'a Reader, clinic: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let projects = store::list_of_clinic(&app.db, clinic, OF_CLINIC).await?;
        let shown = !projects.is_empty();
        Ok(shown.then(|| Box::new(OfClinic { projects }) as Piece))
    })
}
