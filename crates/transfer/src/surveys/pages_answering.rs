//! A survey as whoever answers it sees it: no account, every question on one page, rows added and taken away without a
//! script; and the same page by the link with which a draft is tried, which keeps nothing.

use askama::Template;
use axum::extract::State;
use axum::http::{Extensions, StatusCode};
use axum::response::{IntoResponse, Response};
use brokerage::needs;
use kit::message::msg;
use kit::web::{Form, Path, client_address, see};
use kit::{Error, FormErrors, Message, Result, page};
use xlsform::{Counts, Questionnaire};

use super::becoming::{Becoming, becoming};
use super::edition::{Asked, Edition};
use super::mapping::Becomes;
use super::survey::{Answer, Survey};
use super::{policy, store, store_answers, verbs_answers as verbs};
use crate::participation;
use crate::responses::{self, Field, Filled, Line, Sheet, Typed, answered_here};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;

/// The surveys that are asked now.
#[derive(Template)]
#[template(path = "surveys/open.html")]
pub(super) struct Open {
    surveys: Vec<Survey>,
}
page!(Open, "surveys-title", shared);

pub(super) async fn index(State(app): State<App>) -> Result<Open> {
    Ok(Open { surveys: store::list_open(&app.db).await? })
}

/// The sheet to be filled in.
#[derive(Template)]
#[template(path = "surveys/sheet.html")]
pub(super) struct SheetPage {
    title: String,
    action: String,
    draft: String,
    sheet: Sheet,
    typed: Typed,
    errors: FormErrors,
    /// A rule stands against it.
    conflict: Option<Message>,
    /// Where a draft is tried: what would have been kept, once it is in order, and how many records it would become.
    tried: Option<Option<Vec<(String, String)>>>,
    becomes: Option<(Becomes, usize)>,
}
page!(SheetPage, |page| msg("surveys-own-title").with("title", page.title.clone()));

impl SheetPage {
    fn new(app: &App, reader: &Reader, asked: &Asked, rows: &Counts, mut typed: Typed, action: String) -> Self {
        if typed.one("sheet.once").is_empty() {
            typed.set("sheet.once", reader.form_key(&app.chance));
        }
        Self {
            title: asked.edition.title.clone(),
            draft: format!("survey {action}"),
            sheet: Sheet::new(&asked.form.with_rows(rows), &typed, reader.lang),
            errors: FormErrors::new(),
            conflict: None,
            tried: None,
            becomes: None,
            action,
            typed,
        }
    }

    fn refused(self, error: Error) -> Result<Response> {
        let (status, page) = match error {
            Error::Invalid(errors) => (StatusCode::UNPROCESSABLE_ENTITY, Self { errors, ..self }),
            Error::Conflict(message) => (StatusCode::CONFLICT, Self { conflict: Some(message), ..self }),
            error @ Error::TooMany { .. } => {
                (StatusCode::TOO_MANY_REQUESTS, Self { conflict: Some(error.message()), ..self })
            }
            other => return Err(other),
        };
        Ok((status, page).into_response())
    }
}

/// What somebody sent: how many rows are shown, and the answers in them.
struct Sent {
    typed: Typed,
    rows: Counts,
    filled: Filled,
    /// Only rows were added or taken away.
    is_step: bool,
}

fn read(app: &App, form: &Questionnaire, mut typed: Typed) -> Sent {
    let mut rows = typed.rows(form);
    let today = app.clock.today();
    let filled = answered_here(&typed, &form.with_rows(&rows), today);
    // Where the form says itself how many rows there are, it says so once it was answered.
    let wanted = form.rows_wanted(&filled.given, responses::moment(app.clock.now()));
    for (group, repeat) in form.repeats() {
        if let (true, Some(count)) = (repeat.is_counted(), wanted.get(&group.name)) {
            rows.insert(group.name.clone(), *count);
        }
    }
    let is_step = !typed.one("step").is_empty();
    Sent { filled: answered_here(&typed, &form.with_rows(&rows), today), typed, rows, is_step }
}

/// The edition that people are asked now, and the survey it is of.
async fn current(app: &App, code: &str) -> Result<(Survey, Asked)> {
    let survey = store::find(&app.db, code).await?.ok_or(Error::NotFound)?;
    let editions = store::list_editions(&app.db, survey.id).await?;
    let current = editions.into_iter().find(|edition| !edition.is_draft()).ok_or(Error::NotFound)?;
    let asked = store::asked(&app.db, current).await?;
    Ok((survey, asked))
}

pub(super) async fn asked(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    let (survey, asked) = current(&app, &code).await?;
    let (typed, rows) = blank(&asked.form);
    let page = SheetPage::new(&app, &reader, &asked, &rows, typed, format!("/surveys/{}", survey.code));
    if survey.closed_at.is_some() {
        let page = SheetPage { conflict: Some(msg("surveys-closed")), ..page };
        return Ok((StatusCode::GONE, page).into_response());
    }
    Ok(page.into_response())
}

/// A sheet that nobody has written on: one row of each repeated group.
fn blank(form: &Questionnaire) -> (Typed, Counts) {
    let mut typed = Typed::default();
    let rows = typed.rows(form);
    (typed, rows)
}

pub(super) async fn give(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path(code): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let (survey, asked) = current(&app, &code).await?;
    policy::may_give(&reader)?;
    let sent = read(&app, &asked.form, typed);
    let page = |typed| SheetPage::new(&app, &reader, &asked, &sent.rows, typed, format!("/surveys/{}", survey.code));
    if let Err(error) = app.public_throttle.count(format!("surveys {}", client_address(&extensions))) {
        return page(sent.typed).refused(error);
    }
    if sent.is_step {
        return match survey.closed_at {
            Some(_) => page(sent.typed).refused(Error::Conflict(msg("surveys-closed"))),
            None => Ok(page(sent.typed).into_response()),
        };
    }
    match verbs::give(&app, &reader, &survey, &asked, sent.filled).await {
        Ok(answer) => Ok(see(format!("/surveys/{}/received/{}", survey.code, answer.receipt)).into_response()),
        Err(error) => page(sent.typed).refused(error),
    }
}

/// A draft by the key with which it is tried. Whoever has it needs no account.
async fn draft_of(app: &App, extensions: &Extensions, code: &str, key: &str) -> Result<(Survey, Asked)> {
    let look = async {
        let survey = store::find(&app.db, code).await?.ok_or(Error::NotFound)?;
        let editions = store::list_editions(&app.db, survey.id).await?;
        let edition: Edition = editions.into_iter().find(|one| one.try_code == key).ok_or(Error::NotFound)?;
        Ok((survey, store::asked(&app.db, edition).await?))
    };
    app.public_throttle.guess(format!("surveys {}", client_address(extensions)), look).await
}

pub(super) async fn trying(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path((code, key)): Path<(String, String)>,
) -> Result<SheetPage> {
    let (survey, asked) = draft_of(&app, &extensions, &code, &key).await?;
    let (typed, rows) = blank(&asked.form);
    let action = format!("/surveys/{}/try/{key}", survey.code);
    Ok(SheetPage { tried: Some(None), ..SheetPage::new(&app, &reader, &asked, &rows, typed, action) })
}

pub(super) async fn tried(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path((code, key)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let (survey, asked) = draft_of(&app, &extensions, &code, &key).await?;
    app.public_throttle.count(format!("surveys {}", client_address(&extensions)))?;
    let Sent { typed, rows, filled, is_step } = read(&app, &asked.form, typed);
    let action = format!("/surveys/{}/try/{key}", survey.code);
    let page = SheetPage { tried: Some(None), ..SheetPage::new(&app, &reader, &asked, &rows, typed, action) };
    if is_step {
        return Ok(page.into_response());
    }
    let judged = filled.judge(&asked.form, responses::moment(app.clock.now()));
    let became = judged.and_then(|judged| {
        let becoming = becoming(&asked.edition.mapping, &asked.form, &judged, app.clock.today())?;
        Ok((judged, becoming))
    });
    match became {
        Ok((judged, becoming)) => {
            let laid_out = asked.form.with_rows(&asked.form.rows_given(&filled.given));
            let said = responses::said(&laid_out, &judged.answers, reader.lang);
            let becomes = becoming.map(|becoming| match becoming {
                Becoming::Needs(needs) => (Becomes::Need, needs.len()),
                Becoming::Opinions(opinions) => (Becomes::Opinion, opinions.len()),
            });
            Ok(SheetPage { tried: Some(Some(said)), becomes, ..page }.into_response())
        }
        Err(errors) => page.refused(errors.into()),
    }
}

/// What somebody is told who answered: that it is kept, under which receipt, and how to follow what it became.
#[derive(Template)]
#[template(path = "surveys/received.html")]
pub(super) struct Received {
    survey: Survey,
    answer: Answer,
    /// What it became, with where it is followed.
    became: Vec<(Becomes, String, String)>,
}
page!(Received, "surveys-received-title");

pub(super) async fn received(
    State(app): State<App>,
    extensions: Extensions,
    Path((code, receipt)): Path<(String, String)>,
) -> Result<Received> {
    let look = async {
        let survey = store::find(&app.db, &code).await?.ok_or(Error::NotFound)?;
        let answer = store_answers::find(&app.db, survey.id, &receipt).await?.ok_or(Error::NotFound)?;
        Ok((survey, answer))
    };
    let (survey, answer) = app.public_throttle.guess(format!("surveys {}", client_address(&extensions)), look).await?;
    let mut became = Vec::new();
    for one in &answer.became {
        let followed = match Becomes::from_word(&one.what) {
            Some(Becomes::Need) => needs::find_by_code(&app.db, &one.code)
                .await?
                .map(|need| (Becomes::Need, format!("/track/{}", need.tracking_code))),
            Some(Becomes::Opinion) => participation::find_by_code(&app.db, &one.code)
                .await?
                .map(|opinion| (Becomes::Opinion, format!("/participation/track/{}", opinion.tracking_code))),
            None => None,
        };
        became.extend(followed.map(|(what, address)| (what, one.code.clone(), address)));
    }
    Ok(Received { survey, answer, became })
}
