//! The public page of published figures: each fact with the course of its number over the years, beside
//! what the records count on the same days, and every number with its source.

use askama::Template;
use axum::extract::State;
use chrono::{Datelike, NaiveDate};
use kit::message::msg;
use kit::{Message, Result, page};

use super::figure::Figure;
use super::recorded::Recorded;
use super::{policy, store, store_recorded};
use house::accounts::Reader;
use house::app::App;
use house::layout::{Course, Label, Reading, filters};
use house::messages;
use house::register::Gone;

/// A number, and what stands beside it.
struct Line {
    figure: Figure,
    /// Does another source say otherwise?
    disputed: bool,
    /// What the records count on its last day.
    recorded: Option<i64>,
    /// It lies before the first day the records can tell of.
    before: bool,
}

/// All numbers of one fact.
struct Fact {
    /// What is counted.
    name: Label,
    /// The records behind what the records count.
    records: Option<&'static str>,
    course: Option<Course>,
    /// The first day the records can tell of; `None` where they tell of none.
    begins: Option<NaiveDate>,
    /// The newest number is years old.
    age: Option<Message>,
    lines: Vec<Line>,
}

/// The public list.
#[derive(Template)]
#[template(path = "published_figures/index.html")]
pub(super) struct Index {
    facts: Vec<Fact>,
    /// The records beside the numbers are invented.
    demo: bool,
    gone: Vec<Gone>,
    writes: bool,
}
page!(Index, "published-figures-title", shared);

pub(super) async fn index(State(app): State<App>, reader: Reader) -> Result<Index> {
    let recorded = store_recorded::recorded(&app.db).await?;
    let year = app.clock.today().year();
    let mut figures: Vec<Vec<Figure>> = Vec::new();
    for figure in store::list(&app.db).await? {
        match figures.last_mut().filter(|fact| fact[0].fact == figure.fact) {
            Some(fact) => fact.push(figure),
            None => figures.push(vec![figure]),
        }
    }
    figures.sort_by_key(|fact| named(&fact[0].fact).is_none());
    let gone = store::list_withdrawn(&app.db).await?;
    Ok(Index {
        facts: figures.into_iter().map(|figures| Fact::new(figures, &recorded, year)).collect(),
        demo: app.settings.demo,
        gone: gone.iter().filter_map(|figure| Gone::of(&reader, figure)).collect(),
        writes: policy::may_register(&reader).is_ok(),
    })
}

/// The message that names a fact, where there is one.
fn named(fact: &str) -> Option<Message> {
    let id = ["published-figures-fact-", fact].concat();
    messages::catalogue().has(kit::Lang::Th, &id).then(|| Message::new(id))
}

impl Fact {
    fn new(mut figures: Vec<Figure>, recorded: &Recorded, year: i32) -> Self {
        figures.sort_by_cached_key(|figure| figure.held().begins());
        let fact = figures[0].fact.clone();
        let disputed = |figure: &Figure| figures.iter().any(|other| figure.contradicts(other));
        let begins = recorded.begins(&fact);
        let line = |figure: &Figure| {
            let day = figure.held().ends();
            Line {
                disputed: disputed(figure),
                recorded: day.and_then(|day| recorded.count(&fact, day)),
                before: day.zip(begins).is_some_and(|(day, begins)| day < begins),
                figure: figure.clone(),
            }
        };
        let lines: Vec<Line> = figures.iter().map(line).collect();
        let name = name(&fact);
        let newest = lines.iter().filter_map(|line| line.figure.held().ends()).max();
        let old = newest.map(|newest| year - newest.year()).filter(|years| *years > OLD);
        Self {
            course: course(name.clone(), &lines),
            age: old.map(|years| msg("published-figures-age").with("years", years.to_string())),
            records: records(&fact),
            begins,
            name,
            lines,
        }
    }
}

impl Fact {
    /// Does a number lie before the records?
    fn is_before(&self) -> bool {
        self.lines.iter().any(|line| line.before)
    }
}

/// So many years after its time a number is said to be old.
const OLD: i32 = 2;

fn name(fact: &str) -> Label {
    named(fact).map_or_else(|| fact.into(), Label::Message)
}

/// Where the records stand which a fact counts.
fn records(fact: &str) -> Option<&'static str> {
    match fact {
        "projects_a_year" | "recipients_total" | "recipients_a_year" => Some("/projects"),
        "networks" => Some("/clinics"),
        "institutes" => Some("/organisations"),
        "provinces_covered" => Some("/coverage"),
        "villages" => Some("/villages"),
        "village_districts" => Some("/villages/coverage"),
        "volunteers" | "volunteer_networks" | "volunteer_provinces" => Some("/volunteers"),
        _ => None,
    }
}

fn course(name: Label, lines: &[Line]) -> Option<Course> {
    let reading = |line: &Line| {
        Some(Reading {
            held: line.figure.held().days()?,
            value: line.figure.value,
            shown: line.figure.shown(),
            disputed: line.disputed,
        })
    };
    let counted = |line: &Line| Some((line.figure.held().ends()?, line.recorded?));
    Course::new(name, lines.iter().filter_map(reading).collect(), lines.iter().filter_map(counted).collect())
}
