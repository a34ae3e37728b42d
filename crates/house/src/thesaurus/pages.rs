//! The pages of the thesaurus: the data of each and its handler.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kit::db::listing::{Listing, Turns};
use kit::message::msg;
use kit::web::{Form, Narrowed, Path, Query, see, shown_again, shown_beside};
use kit::{Error, FormErrors, Result, page};

use super::entry::{Entry as Group, Region};
use super::forms::EntryForm;
use super::store::{self, Filter};
use super::{policy, verbs};
use crate::accounts::Reader;
use crate::app::App;
use crate::layout::slots::{Slots, Spot};
use crate::layout::{Choice, choices, filters};

/// The public list.
#[derive(Template)]
#[template(path = "thesaurus/index.html")]
pub(super) struct Index {
    groups: Listing<Group>,
    filter: Filter,
    regions: Vec<Choice>,
    writes: bool,
    turns: Turns,
}
page!(Index, "thesaurus-title", shared);

fn regions() -> Vec<Choice> {
    choices(Region::words(), "thesaurus-region-")
}

pub(super) async fn index(State(app): State<App>, reader: Reader, Narrowed(filter): Narrowed<Filter>) -> Result<Index> {
    let groups = store::list(&app.db, &filter).await?;
    Ok(Index {
        turns: groups.turns(filter.cursor.as_deref(), |at| filter.address(at)),
        writes: policy::may_enter(&reader).is_ok(),
        regions: regions(),
        groups,
        filter,
    })
}

/// One group, with its history for those who work in the network.
#[derive(Template)]
#[template(path = "thesaurus/show.html")]
pub(super) struct Show {
    group: Group,
    may_correct: bool,
    may_remove: bool,
    slots: Slots,
}
page!(Show, |page| msg("thesaurus-show-title").with("name", page.group.name().to_owned()), shared);

impl Show {
    fn at(&self, verb: &str) -> String {
        format!("/thesaurus/{}/{verb}", self.group.code)
    }
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    let group = store::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    Ok(Show {
        may_correct: policy::may_correct(&reader).is_ok(),
        may_remove: policy::may_remove(&reader).is_ok(),
        slots: Slots::of(&app, &reader, Spot::Thesaurus, group.id).await?,
        group,
    })
}

/// The form by which a group is entered or corrected.
#[derive(Template)]
#[template(path = "thesaurus/form.html")]
pub(super) struct Entry {
    /// What is being changed, as it stands now; `None` for a new one.
    group: Option<Group>,
    form: EntryForm,
    errors: FormErrors,
    regions: Vec<Choice>,
}
page!(Entry, |page| match &page.group {
    None => msg("thesaurus-new-title"),
    Some(_) => msg("thesaurus-correct-title"),
});

impl Entry {
    fn with(group: Option<Group>, form: EntryForm, errors: FormErrors) -> Self {
        Self { group, form, errors, regions: regions() }
    }

    fn action(&self) -> String {
        let correct = |group: &Group| format!("/thesaurus/{}/correct", group.code);
        self.group.as_ref().map_or_else(|| "/thesaurus".to_owned(), correct)
    }

    fn draft(&self) -> String {
        let own = self.group.as_ref().map(|group| format!("thesaurus-{}", group.code));
        own.unwrap_or_else(|| "thesaurus".to_owned())
    }
}

pub(super) async fn new(State(app): State<App>, reader: Reader, Query(mut form): Query<EntryForm>) -> Result<Entry> {
    policy::may_enter(&reader)?;
    if form.once.is_empty() {
        form.once = app.chance.secret();
    }
    Ok(Entry::with(None, form, FormErrors::new()))
}

pub(super) async fn enter(State(app): State<App>, reader: Reader, Form(form): Form<EntryForm>) -> Result<Response> {
    policy::may_enter(&reader)?;
    let entered = match form.check() {
        Ok(told) => verbs::enter(&app, &reader, told, Some(&form.once)).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match entered {
        Ok(group) => Ok(see(format!("/thesaurus/{}", group.code)).saying(msg("thesaurus-entered")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, Entry::with(None, form, errors)).into_response())
        }
    }
}

async fn to_correct(app: &App, reader: &Reader, code: &str) -> Result<Group> {
    policy::may_correct(reader)?;
    store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)
}

pub(super) async fn correction(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Entry> {
    let group = to_correct(&app, &reader, &code).await?;
    let form = EntryForm::of(&group);
    Ok(Entry::with(Some(group), form, FormErrors::new()))
}

pub(super) async fn correct(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(mut form): Form<EntryForm>,
) -> Result<Response> {
    let latest = to_correct(&app, &reader, &code).await?;
    let told = match form.check() {
        Ok(told) => told,
        Err(errors) => {
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, Entry::with(Some(latest), form, errors)).into_response());
        }
    };
    let Err(error) = verbs::correct(&app, &reader, &code, told, form.version()).await else {
        return Ok(see(format!("/thesaurus/{code}")).saying(msg("thesaurus-corrected")).into_response());
    };
    let latest = to_correct(&app, &reader, &code).await?;
    let (status, errors) = shown_beside(error, "phrases", &mut form, EntryForm::of(&latest))?;
    Ok((status, Entry::with(Some(latest), form, errors)).into_response())
}

pub(super) async fn remove(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    verbs::remove(&app, &reader, &code).await?;
    Ok(see("/thesaurus").saying(msg("thesaurus-removed")).into_response())
}
