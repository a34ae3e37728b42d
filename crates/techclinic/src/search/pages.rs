//! The page of the search, and the desk of whoever keeps its index.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kit::db::listing::Turns;
use kit::form::optional;
use kit::message::msg;
use kit::show::Bilingual;
use kit::web::{Narrowed, see};
use kit::{Lang, Result, page};
use uuid::Uuid;

use super::answer::Answer;
use super::filter::{Filter, LETTERS_MOST};
use super::{policy, verbs};
use brokerage::matching::Match;
use house::accounts::Reader;
use house::app::App;
use house::indexing::Standing;
use house::layout::searched::searched;
use house::layout::{Choice, filters};
use house::organisations::{self, Clinic};
use house::places;

/// Values of one filter that can be chosen; who looks for another asks in words.
const CHOICES: usize = 80;

/// A kind as a tab.
struct Tab {
    /// Message id of its name; of "everything" for all kinds.
    title: &'static str,
    address: String,
    count: u64,
    is_chosen: bool,
}

/// What was found.
#[derive(Template)]
#[template(path = "search/index.html")]
pub(super) struct Index {
    filter: Filter,
    answer: Answer,
    /// What can be found, in the reader's language.
    kinds: String,
    tabs: Vec<Tab>,
    provinces: Vec<Choice>,
    topics: Vec<Choice>,
    clinics: Vec<Choice>,
    years: Vec<Choice>,
    /// Where nothing was found: who answers for the province, if one was chosen.
    clinic: Option<Clinic>,
    /// Technologies that may help with what is asked, though they say it in other words.
    helps: Vec<Match>,
    turns: Turns,
}
page!(Index, |page| match page.filter.text() {
    "" => msg("search-title"),
    text => msg("search-title-of").with("words", text.to_owned()),
});

impl Index {
    fn asks(&self) -> bool {
        !self.filter.is_empty()
    }

    /// Is there anything to narrow by?
    fn narrows(&self) -> bool {
        [&self.provinces, &self.topics, &self.clinics, &self.years].iter().any(|choices| !choices.is_empty())
    }

    fn letters(&self) -> usize {
        LETTERS_MOST
    }
}

pub(super) async fn index(
    State(app): State<App>,
    reader: Reader,
    Narrowed(filter): Narrowed<Filter>,
) -> Result<Response> {
    let answer = if filter.is_empty() { Answer::default() } else { verbs::find(&app, &reader, &filter).await? };
    let clinic = match (answer.total, optional(&filter.province)) {
        (0, Some(province)) => organisations::clinic_of_province(&app.db, &province).await?,
        _ => None,
    };
    let page = Index {
        kinds: kinds(&app, reader.lang),
        tabs: tabs(&filter, &answer),
        provinces: provinces(&filter, &answer),
        topics: plain(&answer, "field", &filter.field),
        clinics: clinics(&app, &filter, &answer).await?,
        years: plain(&answer, "fiscal_year", &filter.fiscal_year),
        clinic,
        helps: verbs::helps(&app, &filter, &answer).await?,
        turns: Turns {
            next: filter.next(answer.total).map(|cursor| filter.address(&cursor)),
            first: (filter.offset() > 0).then(|| filter.address("")),
        },
        answer,
        filter,
    };
    // What people look for is theirs, and no page of its own.
    Ok(([("x-robots-tag", "noindex, nofollow")], page).into_response())
}

/// The names of all kinds, as the tabs call them.
fn kinds(app: &App, lang: Lang) -> String {
    let names: Vec<_> = searched().iter().map(|kind| app.words.plain(lang, kind.title)).collect();
    names.join(" · ")
}

fn tabs(filter: &Filter, answer: &Answer) -> Vec<Tab> {
    let tab = |title, kind: &str, count| Tab {
        title,
        address: filter.address_among(kind),
        count,
        is_chosen: filter.kind == kind,
    };
    let all = tab("search-everything", "", answer.kinds.values().sum());
    let counted = |kind: &str| answer.kinds.get(kind).copied().unwrap_or(0);
    let of = searched().iter().map(|kind| tab(kind.title, kind.kind, counted(kind.kind)));
    std::iter::once(all).chain(of.filter(|tab| tab.count > 0 || tab.is_chosen)).collect()
}

/// The values of a filter that were found, those with most first, the chosen one among them.
fn values(answer: &Answer, name: &str, chosen: &str) -> Vec<(String, u64)> {
    let mut values: Vec<(String, u64)> =
        answer.facets.get(name).into_iter().flatten().map(|(value, count)| (value.clone(), *count)).collect();
    values.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    values.truncate(CHOICES);
    if !chosen.is_empty() && !values.iter().any(|(value, _)| value == chosen) {
        values.push((chosen.to_owned(), 0));
    }
    values
}

fn counted(name: &str, count: u64) -> String {
    format!("{name} ({count})")
}

fn plain(answer: &Answer, name: &str, chosen: &str) -> Vec<Choice> {
    let choice = |(value, count): (String, u64)| Choice::new(value.clone(), counted(&value, count));
    values(answer, name, chosen).into_iter().map(choice).collect()
}

fn provinces(filter: &Filter, answer: &Answer) -> Vec<Choice> {
    let choice = |(code, count): (String, u64)| {
        let name = |lang| counted(places::name(&code, lang), count);
        Choice::new(code.clone(), Bilingual::new(name(Lang::Th), name(Lang::En)))
    };
    values(answer, "province", &filter.province).into_iter().map(choice).collect()
}

async fn clinics(app: &App, filter: &Filter, answer: &Answer) -> Result<Vec<Choice>> {
    let found = values(answer, "clinic", "");
    let ids = found.iter().filter_map(|(id, _)| id.parse::<Uuid>().ok());
    let names = organisations::clinic_names(&app.db, ids).await?;
    let choice = |(id, count): (String, u64)| {
        let clinic = names.get(&id.parse::<Uuid>().ok()?)?;
        let en = clinic.name.en.as_deref().map(|name| counted(name, count));
        Some(Choice::new(clinic.code.clone(), Bilingual { th: counted(&clinic.name.th, count), en }))
    };
    let mut choices: Vec<Choice> = found.into_iter().filter_map(choice).collect();
    if !filter.clinic.is_empty() && !choices.iter().any(|one| one.is(&filter.clinic)) {
        choices.push(Choice::new(filter.clinic.clone(), counted(&filter.clinic, 0)));
    }
    Ok(choices)
}

/// How the index stands, and the button that has it built anew.
#[derive(Template)]
#[template(path = "search/standing.html")]
pub(super) struct Desk {
    standing: Standing,
}
page!(Desk, "search-index-title");

pub(super) async fn standing(State(app): State<App>, reader: Reader) -> Result<Desk> {
    policy::may_rebuild(&reader)?;
    Ok(Desk { standing: app.finder.standing() })
}

pub(super) async fn rebuild(State(app): State<App>, reader: Reader) -> Result<Response> {
    verbs::rebuild(&app, &reader).await?;
    Ok(see("/desk/search").saying(msg("search-index-rebuilding")).into_response())
}
