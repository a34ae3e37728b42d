//! A questionnaire as a page: the one sheet that serves every door, and the doors of the desk, where
//! a clinic keys answers and puts them right.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response as Reply};
use chrono::NaiveDate;
use kit::message::msg;
use kit::web::{Form, Path, see};
use kit::{Error, FormErrors, Lang, Message, Result, page};

use super::area::Area;
use super::follow_up::{Window, may_be_answered};
use super::forms;
use super::pages::kind_of;
use super::participant::Participant;
use super::response::{Mode, Response};
use super::sheet::{Field, Line, Sheet, Typed, said};
use super::verbs::{self, Door};
use super::{policy, store_responses};
use crate::questionnaires::{self, Asked};
use house::accounts::Reader;
use house::app::App;
use house::layout::{Choice, choices, filters};
use xlsform::Kind;

/// A questionnaire to be filled in: at the desk for somebody, or by themselves with their slip.
#[derive(Template)]
#[template(path = "responses/sheet.html")]
pub(super) struct SheetPage {
    title: Message,
    action: String,
    submit: &'static str,
    draft: String,
    sheet: Sheet,
    typed: Typed,
    errors: FormErrors,
    /// At the desk: whose area it is, and who answers, once they are registered.
    area: Option<Area>,
    person: Option<Participant>,
    modes: Vec<Choice>,
    answered_on: [String; 3],
    window: Option<Window>,
    /// A rule or another's change stands against it; then what is saved now.
    conflict: Option<Message>,
    saved: Vec<(String, String)>,
}
page!(SheetPage, |page| page.title.clone());

impl SheetPage {
    pub(super) fn new(asked: &Asked, typed: Typed, lang: Lang, action: String) -> Self {
        let kind = asked.edition.kind.code();
        Self {
            title: Message::new(format!("questionnaires-kind-{kind}")),
            submit: "responses-send",
            draft: format!("answer {action}"),
            sheet: Sheet::new(&asked.form, &typed, lang),
            errors: FormErrors::new(),
            area: None,
            person: None,
            answered_on: typed.day_parts("sheet.answered_on"),
            modes: choices(Mode::KEYED.map(Mode::as_str), "responses-mode-"),
            window: None,
            conflict: None,
            saved: Vec::new(),
            action,
            typed,
        }
    }

    pub(super) fn at_desk(self, area: Area, person: Option<Participant>) -> Self {
        let window = person.as_ref().and_then(|person| person.transferred_on).map(Window::after);
        Self {
            window: window.filter(|_| self.title.id().ends_with(Kind::FollowUp.code())),
            area: Some(area),
            person,
            ..self
        }
    }

    /// With other words on its button than "send".
    pub(super) fn to(self, submit: &'static str) -> Self {
        Self { submit, ..self }
    }

    /// The same sheet as it was typed, with what stands against it.
    pub(super) fn refused(self, error: Error) -> Result<Reply> {
        match error {
            Error::Invalid(errors) => Ok((StatusCode::UNPROCESSABLE_ENTITY, Self { errors, ..self }).into_response()),
            Error::Conflict(message) => {
                Ok((StatusCode::CONFLICT, Self { conflict: Some(message), ..self }).into_response())
            }
            other => Err(other),
        }
    }
}

pub(super) fn fresh(app: &App) -> Typed {
    Typed(vec![
        ("sheet.once".to_owned(), app.chance.secret()),
        ("sheet.mode".to_owned(), Mode::Paper.as_str().to_owned()),
    ])
}

pub(super) async fn sheet(
    State(app): State<App>,
    reader: Reader,
    Path((code, kind)): Path<(String, String)>,
) -> Result<Reply> {
    let (person, area) = verbs::person_seen(&app, &reader, &code).await?;
    policy::may_answer(&reader, &area)?;
    let asked = verbs::current(&app, kind_of(&kind)?).await?;
    // What cannot have been answered yet is told before anybody fills it in.
    if let Err(message) = may_be_keyed(asked.edition.kind, &person, app.clock.today()) {
        return Ok(see(format!("/desk/participants/{}", person.code)).saying(message).into_response());
    }
    let action = format!("/desk/participants/{}/{kind}/answer", person.code);
    Ok(SheetPage::new(&asked, fresh(&app), reader.lang, action).at_desk(area, Some(person)).into_response())
}

/// May this be keyed for somebody? Late paper may be keyed after the window.
///
/// # Errors
/// Why it cannot have been answered yet.
pub(super) fn may_be_keyed(kind: Kind, person: &Participant, today: NaiveDate) -> Result<(), Message> {
    match may_be_answered(kind, person.transferred_on, today) {
        Err(message) if message.id() != "responses-follow-up-late" => Err(message),
        _ => Ok(()),
    }
}

pub(super) async fn answer(
    State(app): State<App>,
    reader: Reader,
    Path((code, kind)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Reply> {
    let (person, area) = verbs::person_seen(&app, &reader, &code).await?;
    policy::may_answer(&reader, &area)?;
    let asked = verbs::current(&app, kind_of(&kind)?).await?;
    let filled = forms::keyed(&typed, &asked.form, app.clock.today());
    match verbs::answer(&app, &reader, Door::Desk, &person.code, asked.edition.kind, filled).await {
        Ok(_) => {
            Ok(see(format!("/desk/participants/{}", person.code)).saying(msg("responses-answered")).into_response())
        }
        Err(error) => {
            let action = format!("/desk/participants/{}/{kind}/answer", person.code);
            SheetPage::new(&asked, typed, reader.lang, action).at_desk(area, Some(person)).refused(error)
        }
    }
}

/// What a correction starts from: who, where, the standing answer and its form.
async fn standing(app: &App, reader: &Reader, code: &str, kind: &str) -> Result<(Participant, Area, Response, Asked)> {
    let (person, area) = verbs::person_seen(app, reader, code).await?;
    policy::may_correct(reader, &area)?;
    let answer =
        store_responses::find_response(app.db.reader(), person.id, kind_of(kind)?).await?.ok_or(Error::NotFound)?;
    let asked = questionnaires::find_edition(&app.db, answer.questionnaire).await?.ok_or(Error::NotFound)?;
    Ok((person, area, answer, asked))
}

pub(super) async fn correction(
    State(app): State<App>,
    reader: Reader,
    Path((code, kind)): Path<(String, String)>,
) -> Result<SheetPage> {
    let (person, area, answer, asked) = standing(&app, &reader, &code, &kind).await?;
    let mut typed = Typed::of(&asked.form, answer.given());
    typed.set("sheet.once", app.chance.secret());
    typed.set("sheet.revision", answer.revision.to_string());
    typed.set("sheet.mode", answer.mode.as_str());
    typed.set_day("sheet.answered_on", answer.answered_on);
    let action = format!("/desk/participants/{}/{kind}/correct", person.code);
    let page = SheetPage::new(&asked, typed, reader.lang, action).at_desk(area, Some(person));
    Ok(page.to("responses-correct-save"))
}

pub(super) async fn correct(
    State(app): State<App>,
    reader: Reader,
    Path((code, kind)): Path<(String, String)>,
    Form(mut typed): Form<Typed>,
) -> Result<Reply> {
    let (person, area, answer, asked) = standing(&app, &reader, &code, &kind).await?;
    let filled = forms::keyed(&typed, &asked.form, app.clock.today());
    let corrected = match forms::revision(&typed) {
        Ok(revision) => verbs::correct(&app, &reader, &person.code, asked.edition.kind, revision, filled).await,
        Err(message) => Err(Error::Conflict(message)),
    };
    let Err(error) = corrected else {
        return Ok(see(format!("/desk/participants/{}", person.code))
            .saying(msg("responses-corrected"))
            .into_response());
    };
    let saved = match &error {
        Error::Conflict(_) => said(&asked.form, &answer.answers, reader.lang),
        _ => Vec::new(),
    };
    if matches!(error, Error::Conflict(_)) {
        typed.set("sheet.revision", answer.revision.to_string());
    }
    let action = format!("/desk/participants/{}/{kind}/correct", person.code);
    let page = SheetPage::new(&asked, typed, reader.lang, action).at_desk(area, Some(person));
    SheetPage { saved, ..page }.to("responses-correct-save").refused(error)
}
