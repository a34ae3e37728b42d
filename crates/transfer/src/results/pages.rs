//! The results of one form: of an area with every figure, and of a whole project as everybody may see them.

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;
use kit::show::Bilingual;
use kit::web::{Check, Narrowed, Narrows, Path};
use kit::{Error, Message, Result, page};
use serde::Deserialize;
use xlsform::Kind;

use super::counting::Scope;
use super::economy::{Change, Economy, Estimate};
use super::question_result::Said;
use super::shown::{Promised, Shown};
use crate::projects::{self, Formula, Project};
use crate::responses::{self, Area, Fraction, Wanted};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;

/// Which form is shown.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// The form; the follow-up by default, from which the official figures come.
    form: String,
}

impl Filter {
    fn kind(&self) -> Kind {
        Kind::from_code(&self.form).unwrap_or(Kind::FollowUp)
    }
}

/// One of the three forms in a query.
fn narrows_form(typed: &str, _: NaiveDate) -> Result<String, Message> {
    kit::words::narrows(typed, &Kind::ALL.map(Kind::code))
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] = &[("form", narrows_form)];
}

/// What became of income and cost, where it is shown.
struct EconomyCard {
    economy: Economy,
    for_everybody: bool,
}

impl EconomyCard {
    fn estimates(&self) -> Vec<(&'static str, Estimate)> {
        let both = [("results-income", self.economy.income_estimated), ("results-cost", self.economy.cost_estimated)];
        let shown = |one: &Estimate| !self.for_everybody || one.is_for_everybody(self.economy.applications);
        both.into_iter().filter(|(_, one)| one.persons > 0 && shown(one)).collect()
    }

    fn changes(&self) -> Vec<(&'static str, Change)> {
        let both = [("results-income", self.economy.income), ("results-cost", self.economy.cost)];
        both.into_iter().filter(|(_, change)| change.persons > 0 && self.shows(change)).collect()
    }

    fn due(&self) -> Vec<(&'static str, Change)> {
        let both = [("results-income-due", self.economy.income), ("results-cost-due", self.economy.cost)];
        let shown = |one: &Change| self.shows(one) && (!self.for_everybody || one.is_due_for_everybody());
        both.into_iter().filter(|(_, change)| change.reckoned > 0 && shown(change)).collect()
    }

    fn shows(&self, change: &Change) -> bool {
        !self.for_everybody || change.is_for_everybody(self.economy.follow_ups)
    }

    fn is_shown(&self) -> bool {
        !self.estimates().is_empty() || !self.changes().is_empty()
    }
}

/// The results of one form.
#[derive(Template)]
#[template(path = "results/show.html")]
pub(super) struct Results {
    code: String,
    name: Bilingual,
    /// The area whose every figure is shown; everybody sees the whole project.
    area: Option<Area>,
    kind: Kind,
    shown: Shown,
    /// How many could have answered: N.
    reached: i64,
    economy: Option<EconomyCard>,
    as_of: NaiveDate,
}
page!(Results, "results-title");

impl Results {
    fn base(&self) -> String {
        self.area.as_ref().map_or_else(|| format!("/projects/{}/results", self.code), |area| area.at("results"))
    }

    fn of_form(&self, kind: &Kind) -> String {
        kit::web::address(&self.base(), &[("form", kind.code())])
    }

    fn is_shown(&self, kind: &Kind) -> bool {
        self.kind == *kind
    }

    fn is_for_everybody(&self) -> bool {
        self.area.is_none()
    }

    /// Could what is shown point at somebody, because so few answered?
    fn is_too_few(&self) -> bool {
        self.is_for_everybody() && self.shown.tally.answers < responses::FEWEST
    }

    /// How many answered of how many could; `None` where that could point at somebody.
    fn rate(&self) -> Option<Fraction> {
        let rate = Fraction::new(self.shown.tally.answers, self.reached);
        if self.is_for_everybody() { responses::shown_share(rate) } else { Some(rate) }
    }
}

async fn results(app: &App, project: &Project, area: Option<Area>, kind: Kind) -> Result<Results> {
    let of = area.as_ref().map_or(project.id, |area| area.id);
    let scope = Scope { of, practice: project.practice };
    let tally = scope.tally(&app.db, kind).await?;
    let economy = if kind == Kind::FollowUp { Some(scope.economy(&app.db).await?) } else { None };
    let formulas = project.plan.indicators.iter().filter_map(|one| Formula::from_word(one.formula.trim()));
    let official =
        formulas.into_iter().find(|one| matches!(one, Formula::SatisfiedShare1 | Formula::SatisfactionMean1));
    let promised = (kind == Kind::FollowUp).then_some(Promised { question: "satisfaction_benefit", official });
    let behind = area.as_ref().map(|area| area.at(&format!("results/{}", kind.code())));
    let tally = if area.is_some() { tally } else { tally.for_everybody() };
    let economy = economy.map(|economy| EconomyCard { economy, for_everybody: area.is_none() });
    Ok(Results {
        code: project.code.clone(),
        name: project.plan.name.clone(),
        kind,
        reached: responses::count_reached(&app.db, of, project.practice).await?.of(kind),
        shown: Shown { tally, behind, promised },
        economy: economy.filter(EconomyCard::is_shown),
        as_of: app.clock.today(),
        area,
    })
}

pub(super) async fn for_everybody(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Narrowed(filter): Narrowed<Filter>,
) -> Result<Results> {
    let project = projects::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    projects::may_see(&reader, &project)?;
    results(&app, &project, None, filter.kind()).await
}

/// The area of an address, for those who see every figure of it.
pub(super) async fn area_of(app: &App, reader: &Reader, code: &str, number: i32) -> Result<Area> {
    reader.must_sign_in()?;
    let area = responses::find_area(app.db.reader(), Wanted::Numbered(code, number)).await?.ok_or(Error::NotFound)?;
    responses::may_see_participants(reader, &area)?;
    Ok(area)
}

pub(super) async fn of_area(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Narrowed(filter): Narrowed<Filter>,
) -> Result<Results> {
    let area = area_of(&app, &reader, &code, number).await?;
    let project = projects::find(&app.db, area.project).await?.ok_or(Error::NotFound)?;
    results(&app, &project, Some(area), filter.kind()).await
}
