//! The pages on which a clinic looks at what telephones sent.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::db::listing::{Listing, Turns};
use kit::message::msg;
use kit::web::{Form, Narrowed, Path, see};
use kit::{Error, FormErrors, Lang, Message, Result, page};

use super::forms::ReasonForm;
use super::store::{self, Filter, Row};
use super::submission::{Issue, Standing, Submission, SubmissionFile};
use super::{policy, verbs_settling as verbs};
use house::accounts::Reader;
use house::app::App;
use house::layout::{Choice, choices, filters};

use crate::questionnaires::{self, Asked};
use crate::responses::{self, Area, Field, Line, Sheet, Typed, Wanted};

/// What came to an area.
#[derive(Template)]
#[template(path = "submissions/index.html")]
pub(super) struct Index {
    area: Area,
    rows: Listing<Row>,
    filter: Filter,
    standings: Vec<Choice>,
    turns: Turns,
    may_make_key: bool,
}
page!(Index, "submissions-title");

impl Index {
    fn tone(&self, row: &Row) -> &'static str {
        Standing::from_word(&row.standing).map_or("neutral", Standing::tone)
    }
}

pub(super) async fn index(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Narrowed(filter): Narrowed<Filter>,
) -> Result<Index> {
    reader.must_sign_in()?;
    let area = responses::find_area(app.db.reader(), Wanted::Numbered(&code, number)).await?.ok_or(Error::NotFound)?;
    policy::may_see(&reader, &area)?;
    let rows = store::list_of_area(&app.db, area.id, &filter).await?;
    let address = |cursor: &str| {
        kit::web::address(&area.at("submissions"), &[("standing", filter.standing.as_str()), ("cursor", cursor)])
    };
    Ok(Index {
        turns: rows.turns(filter.cursor.as_deref(), address),
        standings: choices(Standing::words(), "submissions-standing-"),
        may_make_key: policy::may_make(&reader, &area).is_ok(),
        area,
        rows,
        filter,
    })
}

/// One that came: what stands against it, what it says, and what can be done.
#[derive(Template)]
#[template(path = "submissions/show.html")]
pub(super) struct Show {
    one: Submission,
    area: Area,
    files: Vec<SubmissionFile>,
    /// Where somebody may put it right: the sheet as it came, and whose slip it says.
    sheet: Option<Sheet>,
    typed: Typed,
    /// What stands against it, each with its question in front.
    issues: Vec<(String, Message)>,
    /// What it says, where it is only read.
    said: Vec<(String, String)>,
    errors: FormErrors,
    conflict: Option<Message>,
    answered_on: [String; 3],
    asks_slip: bool,
    may_approve: bool,
    reason: ReasonForm,
    reject_at: String,
}
page!(Show, "submissions-one-title");

impl Show {
    async fn of(app: &App, reader: &Reader, one: Submission, area: Area, typed: Option<Typed>) -> Result<Self> {
        let asked = questionnaires::find_edition(&app.db, one.questionnaire).await?.ok_or(Error::NotFound)?;
        let may_decide = policy::may_put_right(reader, &area).is_ok();
        let typed = typed.unwrap_or_else(|| as_it_came(&asked, &one));
        let (given, _) = typed.given(&asked.form, one.answered_on);
        let judged = asked.form.judge(&given, responses::moment(one.received_at));
        Ok(Self {
            issues: one.issues.iter().map(|issue| (named(&asked, issue, reader.lang), issue.why.clone())).collect(),
            files: store::list_files(&app.db, one.id).await?,
            sheet: (may_decide && one.waits().is_ok())
                .then(|| Sheet::new(&asked.form, &typed, reader.lang).beside(&cuts(&one))),
            said: responses::said(&asked.form, &judged.answers, reader.lang),
            asks_slip: one.kind != xlsform::Kind::Application,
            errors: FormErrors::new(),
            conflict: None,
            reason: ReasonForm::default(),
            reject_at: format!("/desk/submissions/{}/reject", one.receipt),
            answered_on: typed.day_parts("sheet.answered_on"),
            may_approve: may_decide && one.clone().approved().is_ok(),
            typed,
            one,
            area,
        })
    }
}

/// Where the parts of its paper are shown that a person has to read, by the names of their questions.
fn cuts(one: &Submission) -> BTreeMap<String, String> {
    let shown = one.issues.iter().filter(|issue| issue.part.is_some());
    shown.map(|issue| (issue.at.clone(), format!("/desk/submissions/{}/cuts/{}", one.receipt, issue.at))).collect()
}

/// The question that an issue is about, to stand in front of it; nothing where it is about the whole.
fn named(asked: &Asked, issue: &Issue, lang: Lang) -> String {
    let question = asked.form.question(&issue.at);
    question.map_or_else(String::new, |question| format!("{}: ", question.label.in_language(lang.tag())))
}

/// The sheet as it came: with the slip and the day that stand around the form.
fn as_it_came(asked: &Asked, one: &Submission) -> Typed {
    let read = xlsform::Submission::read(&one.xml);
    let mut typed = read.as_ref().map_or_else(|_| Typed::default(), |read| Typed::of(&asked.form, read.given.clone()));
    typed.set("sheet.slip", read.ok().and_then(|read| read.slip).unwrap_or_default());
    typed.set_day("sheet.answered_on", one.answered_on);
    typed
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(receipt): Path<String>) -> Result<Show> {
    let (one, area) = verbs::seen(&app, &reader, &receipt).await?;
    Show::of(&app, &reader, one, area, None).await
}

pub(super) async fn put_right(
    State(app): State<App>,
    reader: Reader,
    Path(receipt): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let (one, area) = verbs::seen(&app, &reader, &receipt).await?;
    policy::may_put_right(&reader, &area)?;
    let asked = questionnaires::find_edition(&app.db, one.questionnaire).await?.ok_or(Error::NotFound)?;
    let mut filled = responses::answered_here(&typed, &asked.form, app.clock.today());
    filled.mode = one.mode();
    match typed.day("sheet.answered_on", app.clock.today()) {
        Ok(day) => filled.answered_on = day.unwrap_or(one.answered_on),
        Err(message) => drop(filled.unread.insert("sheet.answered_on".to_owned(), message)),
    }
    let slip = Some(typed.one("sheet.slip").trim().to_owned()).filter(|slip| !slip.is_empty());
    match verbs::put_right(&app, &reader, &receipt, slip, filled).await {
        Ok(_) => Ok(see(area.at("submissions")).saying(msg("submissions-was-put-right")).into_response()),
        Err(error) => {
            let status = error.status();
            let (errors, conflict) = match error {
                Error::Invalid(errors) => (errors, None),
                Error::Conflict(message) => (FormErrors::new(), Some(message)),
                other => return Err(other),
            };
            let page = Show::of(&app, &reader, one, area, Some(typed)).await?;
            Ok((status, Show { errors, conflict, ..page }).into_response())
        }
    }
}

pub(super) async fn approve(State(app): State<App>, reader: Reader, Path(receipt): Path<String>) -> Result<Response> {
    let one = verbs::approve(&app, &reader, &receipt).await?;
    Ok(see(format!("/desk/submissions/{}", one.receipt)).saying(msg("submissions-was-approved")).into_response())
}

pub(super) async fn reject(
    State(app): State<App>,
    reader: Reader,
    Path(receipt): Path<String>,
    Form(form): Form<ReasonForm>,
) -> Result<Response> {
    let (one, area) = verbs::seen(&app, &reader, &receipt).await?;
    policy::may_reject(&reader, &area)?;
    let rejected = match form.check() {
        Ok(reason) => verbs::reject(&app, &reader, &receipt, reason).await,
        Err(errors) => Err(errors.into()),
    };
    match rejected {
        Ok(_) => Ok(see(area.at("submissions")).saying(msg("submissions-was-rejected")).into_response()),
        Err(error) => {
            let (status, errors) = kit::web::shown_again(error, "reason")?;
            let page = Show::of(&app, &reader, one, area, None).await?;
            Ok((status, Show { errors, reason: form, ..page }).into_response())
        }
    }
}

pub(super) async fn file(
    State(app): State<App>,
    reader: Reader,
    Path((receipt, name)): Path<(String, String)>,
) -> Result<Response> {
    let (one, _) = verbs::seen(&app, &reader, &receipt).await?;
    let files = store::list_files(&app.db, one.id).await?;
    let file = files.into_iter().find(|file| file.name == name).ok_or(Error::NotFound)?;
    let content = app.files.get(&file.key).await?;
    // What a telephone sends is never opened in this site's name.
    let headers = [(header::CONTENT_TYPE, "application/octet-stream"), (header::CONTENT_DISPOSITION, "attachment")];
    Ok((headers, content).into_response())
}

/// What stands on the paper where a question is answered that nobody could read for certain.
pub(super) async fn cut(
    State(app): State<App>,
    reader: Reader,
    Path((receipt, question)): Path<(String, String)>,
) -> Result<Response> {
    let (one, _) = verbs::seen(&app, &reader, &receipt).await?;
    let part = one.issues.into_iter().find(|issue| issue.at == question).and_then(|issue| issue.part);
    let part = part.ok_or(Error::NotFound)?;
    let files = store::list_files(&app.db, one.id).await?;
    let file = files.into_iter().find(|file| file.name == part.file).ok_or(Error::NotFound)?;
    let page = app.files.get(&file.key).await?;
    let cut = tokio::task::spawn_blocking(move || paper::cut_out(&page, &part.room)).await?;
    let cut = cut.map_err(anyhow::Error::from)?;
    // It bears somebody's handwriting.
    Ok(([(header::CONTENT_TYPE, "image/png"), (header::CACHE_CONTROL, "private, no-store")], cut).into_response())
}
