//! The pages of plans that everybody reads: all of them, one with what it comes to, and its book.

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;
use kit::clock::thai_day;
use kit::show::Bilingual;
use kit::web::Path;
use kit::{Result, msg, page};
use thai::FiscalYear;

use super::change::Change;
use super::filter::Filter;
use super::integration_plan::IntegrationPlan;
use super::pages_days::{Past, Told, query, told};
use super::plan_row::{Origin, PlanRow};
use super::store_days::Stood;
use super::summary::{Group, OfGroup, Place, Tally, group_of, place_of};
use super::verbs_past::{self, At, Given};
use super::verbs_summary::{self, Account, OfAgency, account, account_of, seen};
use super::{policy, store_lines, store_rows};
use house::accounts::Reader;
use house::app::App;
use house::layout::{Bars, Label, filters};

/// Every plan.
#[derive(Template)]
#[template(path = "integration_plans/index.html")]
pub(super) struct Index {
    plans: Vec<(IntegrationPlan, Tally)>,
    opens: bool,
}
page!(Index, "integration-plans-title");

pub(super) async fn index(State(app): State<App>, reader: Reader) -> Result<Index> {
    let plans = verbs_past::list_read(&app, &reader).await?;
    Ok(Index { plans, opens: policy::may_open(&reader).is_ok() })
}

/// What a group is called on a page.
pub(super) fn group_name(group: &Group) -> Label {
    match group {
        Group::Known(name) => name.clone().into(),
        Group::None => msg("integration-plans-group-none").into(),
        Group::Unknown => msg("integration-plans-group-unknown").into(),
        Group::Several => msg("integration-plans-group-several").into(),
        Group::Country => msg("integration-plans-group-country").into(),
    }
}

/// What a place within a group is called.
pub(super) fn place_name(place: &Place) -> Label {
    match place {
        Place::Province(code) => match thai::places::find(code) {
            Some(place) => Bilingual::new(place.name_th, place.name_en).into(),
            None => code.as_str().into(),
        },
        Place::Several => msg("integration-plans-place-several").into(),
        Place::Country => msg("integration-plans-place-country").into(),
    }
}

/// One plan.
#[derive(Template)]
#[template(path = "integration_plans/show.html")]
pub(super) struct Show {
    plan: IntegrationPlan,
    account: Account,
    bars: Bars,
    /// The day on which its figures held.
    day: NaiveDate,
    /// May the reader change it?
    keeps: bool,
    reads_all: bool,
    /// The rows by which its seal is broken, where what was frozen is there to compare with.
    touched: Option<Vec<Change>>,
    /// As it stood once; `None`: as it is.
    past: Option<Past>,
}
page!(Show, |page| msg("integration-plans-show-title").with("year", page.plan.code.clone()));

impl Show {
    fn of(app: &App, reader: &Reader, plan: IntegrationPlan, account: Account, past: Option<Past>) -> Self {
        let today = match past.as_ref().map(|past| past.at) {
            Some(At::Day(on)) => on,
            Some(At::Edition(_)) | None => app.clock.today(),
        };
        Self {
            bars: bars(&plan, &account.groups, past.is_none()),
            day: plan.seal.as_ref().map_or(today, |seal| thai_day(seal.at)),
            keeps: false,
            reads_all: policy::reads_all(reader),
            touched: None,
            past,
            account,
            plan,
        }
    }

    /// The plan as it stood.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(super) async fn then(app: &App, reader: &Reader, now: IntegrationPlan, stood: Stood, at: At) -> Result<Self> {
        let account = account_of(&app.db, &stood.plan, &stood.lines).await?;
        let since = verbs_past::since(app, reader, &now, &stood.lines).await?;
        Ok(Self::of(app, reader, stood.plan, account, Some(Past { at, now, since })))
    }

    /// The address of records behind a figure: of the past there is none but its files.
    fn behind(&self, address: String) -> String {
        if self.past.is_some() { String::new() } else { address }
    }

    fn told(&self, changes: &[Change]) -> (Vec<Told>, usize) {
        told(changes)
    }

    /// What follows the address of a file of what is shown.
    fn of_files(&self) -> String {
        self.past.as_ref().map_or_else(String::new, |past| format!("?{}", query(past.at)))
    }

    fn is_broken(&self) -> bool {
        self.plan.is_broken(&self.account.figures)
    }

    /// The day as of which its groups are meant.
    fn begins(&self) -> NaiveDate {
        self.plan.year.start()
    }

    fn rows(&self) -> String {
        self.behind(Filter::of(&self.plan.code).address(""))
    }

    fn of_origin(&self, origin: &str) -> String {
        Filter { origin: origin.to_owned(), ..Filter::of(&self.plan.code) }.address("")
    }

    fn of_needs(&self) -> String {
        self.behind(self.of_origin(Origin::Need.as_str()))
    }

    fn of_group(&self, group: &OfGroup) -> String {
        self.behind(address_of(&self.plan, &group.group, None))
    }

    fn of_place(&self, group: &OfGroup, place: &Place) -> String {
        self.behind(address_of(&self.plan, &group.group, Some(place)))
    }

    fn of_agency(&self, agency: &OfAgency) -> String {
        self.behind(Filter { agency: agency.word.clone(), ..Filter::of(&self.plan.code) }.address(""))
    }

    fn told_in(&self, year: &FiscalYear) -> String {
        self.behind(Filter { told: year.0.to_string(), ..Filter::of(&self.plan.code) }.address(""))
    }

    fn name_of(&self, group: &OfGroup) -> Label {
        group_name(&group.group)
    }

    fn named(&self, place: &Place) -> Label {
        place_name(place)
    }
}

/// Just the rows that a figure counts.
fn address_of(plan: &IntegrationPlan, group: &Group, place: Option<&Place>) -> String {
    let whole = Filter { group: group.word().to_owned(), ..Filter::of(&plan.code) };
    let narrowed = match place {
        Some(Place::Province(code)) => Filter { province: code.clone(), alone: "yes".to_owned(), ..whole },
        Some(Place::Several) => Filter { alone: "yes".to_owned(), ..whole },
        Some(Place::Country) | None => whole,
    };
    narrowed.address("")
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(year): Path<String>) -> Result<Show> {
    let Given { now: plan, published } = verbs_past::read(&app, &reader, &year).await?;
    if let Some(stood) = published {
        let at = At::Edition(stood.plan.edition);
        return Show::then(&app, &reader, plan, stood, at).await;
    }
    let lines = store_lines::list_lines(app.db.reader(), plan.id).await?;
    let account = account_of(&app.db, &plan, &lines).await?;
    let touched = if plan.is_broken(&account.figures) { verbs_past::touched(&app, &plan, &lines).await? } else { None };
    Ok(Show { keeps: policy::may_describe(&reader).is_ok(), touched, ..Show::of(&app, &reader, plan, account, None) })
}

/// Of the past the bars lead nowhere.
fn bars(plan: &IntegrationPlan, groups: &[OfGroup], lead: bool) -> Bars {
    let address = |one: &OfGroup| lead.then(|| address_of(plan, &one.group, None));
    let row = |one: &OfGroup| (group_name(&one.group), one.tally.sum, address(one));
    let (title, over) = (msg("integration-plans-by-group"), msg("integration-plans-group"));
    Bars::of_money(title, over, msg("integration-plans-baht"), groups.iter().map(row))
}

/// The rows of one place, in the book.
pub(super) struct Chapter {
    pub(super) place: Label,
    pub(super) tally: Tally,
    pub(super) rows: Vec<PlanRow>,
}

/// A group with its chapters.
pub(super) type Part = (Label, Tally, Vec<Chapter>);

/// The book of a plan, to be printed.
#[derive(Template)]
#[template(path = "integration_plans/book.html")]
pub(super) struct Book {
    pub(super) plan: IntegrationPlan,
    pub(super) account: Account,
    pub(super) parts: Vec<Part>,
    agencies: std::collections::HashMap<uuid::Uuid, Bilingual>,
    pub(super) day: NaiveDate,
}
page!(Book, |page| msg("integration-plans-book-title").with("year", page.plan.code.clone()));

impl Book {
    /// The book of a year, where the reader may know of its plan.
    ///
    /// # Errors
    /// Where there is none for them, or the database cannot be read.
    pub(super) async fn of(app: &App, reader: &Reader, year: &str) -> Result<Self> {
        let plan = seen(app, reader, year).await?;
        let account = account(app, &plan).await?;
        let rows = store_rows::list_of_plan(&app.db, plan.id).await?;
        let ids: std::collections::BTreeSet<_> = rows.iter().filter_map(|row| row.agency).collect();
        Ok(Self {
            parts: parts(&account.groups, rows, verbs_summary::groups_of(&app.db, &plan).await?),
            agencies: verbs_summary::names(&app.db, &plan, ids.into_iter().collect()).await?,
            day: plan.seal.as_ref().map_or(app.clock.today(), |seal| thai_day(seal.at)),
            account,
            plan,
        })
    }

    pub(super) fn is_broken(&self) -> bool {
        self.plan.is_broken(&self.account.figures)
    }

    pub(super) fn agency(&self, row: &PlanRow) -> Option<&Bilingual> {
        self.agencies.get(&row.agency?)
    }
}

pub(super) async fn book(State(app): State<App>, reader: Reader, Path(year): Path<String>) -> Result<Book> {
    Book::of(&app, &reader, &year).await
}

/// Every row under its group and place, in the order of the summary.
fn parts(groups: &[OfGroup], rows: Vec<PlanRow>, of: impl Fn(&str) -> Group) -> Vec<Part> {
    let placed = |row: PlanRow| (group_of(&row.provinces, &of), place_of(&row.provinces), row);
    let rows: Vec<(Group, Place, PlanRow)> = rows.into_iter().map(placed).collect();
    let of_place = |group: &OfGroup, place: &Place| {
        let own = rows.iter().filter(|(in_group, at, _)| at == place && *in_group == group.group);
        own.map(|(_, _, row)| row.clone()).collect()
    };
    let part = |group: &OfGroup| {
        let chapter = |(place, tally): &(Place, Tally)| Chapter {
            place: place_name(place),
            tally: *tally,
            rows: of_place(group, place),
        };
        (group_name(&group.group), group.tally, group.places.iter().map(chapter).collect())
    };
    groups.iter().map(part).collect()
}
