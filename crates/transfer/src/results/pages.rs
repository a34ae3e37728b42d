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
use super::question_result::{QuestionResult, Said};
use super::tally::Tally;
use crate::projects::{self, Formula, Project};
use crate::responses::{self, Area, Fraction, Scores, Wanted};
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

/// Questions that stand under one heading.
struct Group<'a> {
    heading: Option<&'a Bilingual>,
    questions: Vec<&'a QuestionResult>,
}

/// What became of income and cost, where it is shown.
struct EconomyCard {
    economy: Economy,
    for_everybody: bool,
}

impl EconomyCard {
    fn estimates(&self) -> Vec<(&'static str, Estimate)> {
        let both = [("results-income", self.economy.income_estimated), ("results-cost", self.economy.cost_estimated)];
        let least = if self.for_everybody { responses::FEWEST } else { 1 };
        both.into_iter().filter(|(_, estimate)| estimate.persons >= least).collect()
    }

    fn changes(&self) -> Vec<(&'static str, Change)> {
        let both = [("results-income", self.economy.income), ("results-cost", self.economy.cost)];
        let shown = |change: &Change| change.persons > 0 && (!self.for_everybody || change.is_for_everybody());
        both.into_iter().filter(|(_, change)| shown(change)).collect()
    }

    fn due(&self) -> Vec<(&'static str, Change)> {
        let both = [("results-income-due", self.economy.income), ("results-cost-due", self.economy.cost)];
        let shown = |change: &Change| {
            let public = change.is_for_everybody() && change.is_due_for_everybody();
            change.reckoned > 0 && (!self.for_everybody || public)
        };
        both.into_iter().filter(|(_, change)| shown(change)).collect()
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
    tally: Tally,
    /// How many could have answered: N.
    reached: i64,
    economy: Option<EconomyCard>,
    /// By which of the two ways the plan promises satisfaction.
    official: Option<Formula>,
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
        self.is_for_everybody() && self.tally.answers < responses::FEWEST
    }

    /// How many answered of how many could; `None` where that could point at somebody.
    fn rate(&self) -> Option<Fraction> {
        let rate = Fraction::new(self.tally.answers, self.reached);
        if self.is_for_everybody() { responses::shown_share(rate) } else { Some(rate) }
    }

    /// The questions under their headings.
    fn groups(&self) -> Vec<Group<'_>> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        for question in &self.tally.questions {
            let heading = question.heading.as_ref();
            match groups.last_mut().filter(|group| group.heading == heading) {
                Some(group) => group.questions.push(question),
                None => groups.push(Group { heading, questions: vec![question] }),
            }
        }
        groups
    }

    /// The answers behind a figure of a question; `None` for everybody.
    fn behind(&self, question: &QuestionResult, value: &str) -> Option<String> {
        let address = self.area.as_ref()?.at(&format!("results/{}/{}", self.kind.code(), question.name));
        Some(kit::web::address(&address, &[("value", value)]))
    }

    /// Both ways to say satisfaction.
    fn both(&self, scores: &Scores) -> [(Formula, Fraction); 2] {
        [(Formula::SatisfiedShare1, scores.satisfied()), (Formula::SatisfactionMean1, scores.mean())]
    }

    /// Is it the question by which satisfaction with the benefit is promised?
    fn is_promised(&self, question: &QuestionResult) -> bool {
        self.kind == Kind::FollowUp && question.name == "satisfaction_benefit"
    }

    fn is_official(&self, question: &QuestionResult, formula: &Formula) -> bool {
        self.is_promised(question) && self.official == Some(*formula)
    }
}

async fn results(app: &App, project: &Project, area: Option<Area>, kind: Kind) -> Result<Results> {
    let of = area.as_ref().map_or(project.id, |area| area.id);
    let scope = Scope { of, practice: project.practice };
    let tally = scope.tally(&app.db, kind).await?;
    let economy = if kind == Kind::FollowUp { Some(scope.economy(&app.db).await?) } else { None };
    let formulas = project.plan.indicators.iter().filter_map(|one| Formula::from_word(one.formula.trim()));
    Ok(Results {
        code: project.code.clone(),
        name: project.plan.name.clone(),
        kind,
        reached: responses::count_reached(&app.db, of, project.practice).await?.of(kind),
        tally: if area.is_some() { tally } else { tally.for_everybody() },
        economy: economy
            .map(|economy| EconomyCard { economy, for_everybody: area.is_none() })
            .filter(EconomyCard::is_shown),
        official: formulas.into_iter().find(|one| matches!(one, Formula::SatisfiedShare1 | Formula::SatisfactionMean1)),
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
