//! The pages of the dashboard: the network's figures of a year, and the projects behind them.

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;
use kit::db::listing::{Listing, Turns};
use kit::message::msg;
use kit::show::Bilingual;
use kit::web::{Narrowed, address};
use kit::{Lang, Message, Result, page};
use thai::FiscalYear;
use uuid::Uuid;

use super::overview::{Figure, Filter, ProjectRow, ProvinceRow, Totals};
use super::store;
use house::accounts::Reader;
use house::app::App;
use house::layout::place_chooser::{order, provinces};
use house::layout::slots::{Filling, Piece};
use house::layout::{Bars, Choice, Label, ProvinceCount, ProvinceMap, filters, fiscal_years};
use transfer::monitoring::{self, Expectation, Punctuality};

/// Bars drawn.
const BARS: usize = 15;

/// The figures of a fiscal year.
#[derive(Template)]
#[template(path = "dashboard/index.html")]
pub(super) struct Dashboard {
    filter: Filter,
    year: Message,
    years: Vec<Choice>,
    provinces: &'static [Choice],
    totals: Totals,
    rows: Vec<ProvinceRow>,
    map: ProvinceMap,
    bars: Bars,
    as_of: NaiveDate,
}
page!(Dashboard, "dashboard-title", shared);

impl Dashboard {
    fn text(&self, figure: Figure) -> String {
        self.totals.shown(figure)
    }

    /// Reports in time of those owed; a year that owes none has no such figure.
    fn reports_text(&self) -> String {
        if self.totals.reports.expected == 0 {
            return "–".to_owned();
        }
        format!("{}/{}", self.totals.reports.on_time, self.totals.reports.expected)
    }

    fn reports_unit(&self) -> &'static str {
        if self.totals.reports.expected == 0 { "dashboard-reports-none" } else { "dashboard-unit-reports" }
    }

    /// Plans of the year, whether or not their work is recorded here.
    fn plans(&self) -> String {
        let fields = [("fiscal_year", self.filter.fiscal_year.as_str()), ("province", self.filter.province())];
        address("/projects", &fields)
    }

    /// No way behind a figure that is not there yet.
    fn behind_reports(&self) -> String {
        if self.totals.reports.expected == 0 { String::new() } else { self.behind() }
    }

    fn behind(&self) -> String {
        address(
            "/dashboard/projects",
            &[("fiscal_year", &self.filter.fiscal_year), ("province", self.filter.province())],
        )
    }

    fn needs(&self) -> String {
        needs_behind(&self.filter.fiscal_year, self.filter.province(), "")
    }

    fn answered(&self) -> String {
        needs_behind(&self.filter.fiscal_year, self.filter.province(), "yes")
    }
}

/// The list of just the needs that a figure counts, as far as the reader may read them.
fn needs_behind(year: &str, province: &str, answered: &str) -> String {
    address("/needs", &[("fiscal_year", year), ("province", province), ("answered", answered)])
}

pub(super) async fn index(
    State(app): State<App>,
    reader: Reader,
    Narrowed(filter): Narrowed<Filter>,
) -> Result<Dashboard> {
    let today = app.clock.today();
    let year = filter.year(today);
    let filter = Filter { fiscal_year: year.0.to_string(), province: filter.province().to_owned(), ..filter };
    let reports = punctuality(&app, year, &filter.province, today).await?;
    let totals = store::totals(&app.db, year, &filter.province, reports).await?;
    let mut rows = store::list_provinces(&app.db, year).await?;
    rows.sort_by_cached_key(|row| order(&row.province, reader.lang));
    Ok(Dashboard {
        year: year_message(year),
        years: fiscal_years(FiscalYear::of(today)),
        provinces: provinces(),
        map: map(&rows, year, reader.lang),
        bars: bars(&rows, year),
        as_of: today,
        totals,
        rows,
        filter,
    })
}

/// The figures of this fiscal year, for the front page.
#[derive(Template)]
#[template(path = "dashboard/front.html")]
struct Front {
    year: Message,
    needs: String,
    totals: Totals,
    as_of: NaiveDate,
}

impl Front {
    fn text(&self, figure: Figure) -> String {
        self.totals.shown(figure)
    }
}

/// Fills `Spot::Front`.
pub(super) fn on_front<'a>(app: &'a App, _reader: &'a Reader, _nobody: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let as_of = app.clock.today();
        let year = FiscalYear::of(as_of);
        let totals = store::totals(&app.db, year, "", Punctuality::default()).await?;
        let needs = needs_behind(&year.0.to_string(), "", "");
        Ok(Some(Box::new(Front { year: year_message(year), needs, totals, as_of }) as Piece))
    })
}

fn year_message(year: FiscalYear) -> Message {
    msg("dashboard-year").with("year", year)
}

/// Reports of the four quarters, in four queries whatever their number.
async fn punctuality(app: &App, year: FiscalYear, province: &str, today: NaiveDate) -> Result<Punctuality> {
    let mut owed: Vec<Expectation> = Vec::new();
    for quarter in year.quarters().into_iter().filter(|quarter| quarter.end() < today) {
        owed.extend(monitoring::list_expected(&app.db, quarter, None, app.settings.report_due_days.0).await?);
    }
    Ok(Punctuality::of(owed.iter().filter(|one| province.is_empty() || one.area.province == province), today))
}

fn of_province(year: FiscalYear, code: &str) -> String {
    address("/dashboard", &[("fiscal_year", &year.0.to_string()), ("province", code)])
}

fn name(code: &str) -> Bilingual {
    thai::places::find(code).map_or_else(
        || Bilingual { th: code.to_owned(), en: None },
        |place| Bilingual::new(place.name_th, place.name_en),
    )
}

fn map(rows: &[ProvinceRow], year: FiscalYear, lang: Lang) -> ProvinceMap {
    let count = |place: &thai::places::Place| {
        let code = place.code.to_string();
        let count = rows.iter().find(|row| row.province == code).map_or(0, |row| row.projects);
        ProvinceCount { name: name(&code), count, href: of_province(year, &code), code }
    };
    let mut counts: Vec<_> = thai::places::provinces().iter().map(count).collect();
    counts.sort_by_cached_key(|one| order(&one.code, lang));
    ProvinceMap::new(msg("dashboard-map"), "dashboard-projects-count", counts)
}

fn bars(rows: &[ProvinceRow], year: FiscalYear) -> Bars {
    let mut reached: Vec<_> = rows
        .iter()
        .filter_map(|row| Some((&row.province, row.reached?.0)))
        .filter(|(_, persons)| *persons > 0)
        .collect();
    reached.sort_by_key(|(province, persons)| (-persons, (*province).clone()));
    let bar =
        |(province, persons): (&String, i64)| (Label::from(name(province)), persons, Some(of_province(year, province)));
    Bars::new(
        msg("dashboard-bars"),
        msg("layout-province"),
        msg("dashboard-persons"),
        reached.into_iter().take(BARS).map(bar),
    )
}

/// The projects behind the figures.
#[derive(Template)]
#[template(path = "dashboard/projects.html")]
pub(super) struct Behind {
    projects: Listing<ProjectRow>,
    filter: Filter,
    year: Message,
    years: Vec<Choice>,
    provinces: &'static [Choice],
    as_of: NaiveDate,
    turns: Turns,
}
page!(Behind, "dashboard-behind-title", shared);

impl Behind {
    fn back(&self) -> String {
        address("/dashboard", &[("fiscal_year", &self.filter.fiscal_year), ("province", &self.filter.province)])
    }
}

pub(super) async fn projects(State(app): State<App>, Narrowed(filter): Narrowed<Filter>) -> Result<Behind> {
    let today = app.clock.today();
    let year = filter.year(today);
    let filter = Filter { fiscal_year: year.0.to_string(), province: filter.province().to_owned(), ..filter };
    let projects = store::list_projects(&app.db, year, &filter).await?;
    let at = |cursor: &str| {
        let fields = [("fiscal_year", filter.fiscal_year.as_str()), ("province", &filter.province), ("cursor", cursor)];
        address("/dashboard/projects", &fields)
    };
    Ok(Behind {
        turns: projects.turns(filter.cursor.as_deref(), at),
        year: year_message(year),
        years: fiscal_years(FiscalYear::of(today)),
        provinces: provinces(),
        as_of: today,
        projects,
        filter,
    })
}
