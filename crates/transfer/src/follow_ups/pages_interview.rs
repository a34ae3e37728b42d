//! A questionnaire asked over the telephone: one question on each page, by the keyboard alone, without a script. What
//! was answered so far travels with the form, so that nothing is kept of an interview that was broken off.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kit::message::msg;
use kit::web::{Form, Path, see};
use kit::{Error, FormErrors, Lang, Message, Result, page};

use super::interview;
use super::policy;
use house::accounts::Reader;
use house::app::App;
use house::layout::{Label, filters};

use crate::questionnaires::{self, Asked};
use crate::responses::{self, Area, Door, Field, Filled, Line, Mode, Participant, Sheet, Typed, may_be_answered};
use xlsform::{Kind, Questionnaire};

/// One question of an interview, or all that was said when there is none left.
#[derive(Template)]
#[template(path = "follow_ups/interview.html")]
pub(super) struct Interview {
    title: Message,
    area: Area,
    person: Participant,
    action: String,
    /// The name of the question; none at the end.
    at: String,
    /// Which of how many it is.
    place: i64,
    of: i64,
    /// What stands above it in the form: its heading, and words to read out.
    heading: String,
    notes: Vec<String>,
    /// The question as a sheet of one line, which is drawn as every other.
    sheet: Sheet,
    /// What was answered before, and is sent along.
    carried: Vec<(String, String)>,
    said: Vec<(String, String)>,
    errors: FormErrors,
    conflict: Option<Message>,
}
page!(Interview, |page| page.title.clone());

/// An interview as it stands: who is asked what, and what they said so far.
struct Talk {
    person: Participant,
    area: Area,
    asked: Asked,
    typed: Typed,
}

impl Talk {
    async fn with(app: &App, reader: &Reader, code: &str, kind: &str, typed: Typed) -> Result<Self> {
        let (person, area) = responses::person_seen(app, reader, code).await?;
        policy::may_record(reader, &area)?;
        let kind = Kind::from_code(kind).filter(|kind| *kind != Kind::Application).ok_or(Error::NotFound)?;
        let asked = questionnaires::find_current(&app.db, kind).await?.ok_or(Error::NotFound)?;
        Ok(Self { person, area, asked, typed })
    }

    fn form(&self) -> &Questionnaire {
        &self.asked.form
    }

    /// What was said, as the whole sheet would be sent.
    fn filled(&self, app: &App) -> Filled {
        let filled = responses::answered_here(&self.typed, self.form(), app.clock.today());
        Filled { mode: Mode::Phone, ..filled }
    }

    fn asked_of(&self, app: &App) -> Vec<String> {
        interview::asked(self.form(), &self.filled(app).given, responses::moment(app.clock.now()))
    }

    /// What stands against what was said, by question.
    fn errors(&self, app: &App) -> FormErrors {
        self.filled(app).judge(self.form(), responses::moment(app.clock.now())).err().unwrap_or_default()
    }

    /// The page of one question, or of the end.
    fn page(self, app: &App, lang: Lang, at: &str, errors: FormErrors) -> Interview {
        let asked = self.asked_of(app);
        let (heading, notes, sheet) = asked_line(self.form(), &self.typed, at, lang);
        let own = |name: &str| {
            [at.to_owned(), format!("{at}_day"), format!("{at}_month"), format!("{at}_year")].contains(&name.to_owned())
        };
        let control = |name: &str| ["at", "step", "once"].contains(&name);
        let carried = self.typed.0.iter().filter(|(name, _)| !own(name) && !control(name)).cloned().collect();
        let judged = self.form().judge(&self.filled(app).given, responses::moment(app.clock.now()));
        let said = if at.is_empty() { responses::said(self.form(), &judged.answers, lang) } else { Vec::new() };
        let kind = self.asked.edition.kind.code();
        Interview {
            title: Message::new(format!("questionnaires-kind-{kind}")),
            action: format!("/desk/participants/{}/interview/{kind}", self.person.code),
            place: counted(asked.iter().take_while(|name| *name != at).count() + 1),
            of: counted(asked.len()),
            at: at.to_owned(),
            area: self.area,
            person: self.person,
            heading,
            notes,
            sheet,
            carried,
            said,
            errors,
            conflict: None,
        }
    }
}

fn counted(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The one line of the form that asks this, with the heading and the words that stand before it.
fn asked_line(form: &Questionnaire, typed: &Typed, at: &str, lang: Lang) -> (String, Vec<String>, Sheet) {
    let (mut heading, mut notes) = (String::new(), Vec::new());
    for line in Sheet::new(form, typed, lang).lines {
        match line {
            Line::Group(words, _) => (heading, notes) = (words, Vec::new()),
            Line::Note(words) => notes.push(words),
            Line::Question(mut asked, field) if asked.name == at => {
                // When it is asked was found out already: only its own hint is left to be read.
                let hint = form.question(at).map(|question| question.hint.in_language(lang.tag()).to_owned());
                asked.hints = hint.filter(|hint| !hint.is_empty()).map(Label::Text).into_iter().collect();
                return (heading, notes, Sheet { lines: vec![Line::Question(asked, field)] });
            }
            // The three questionnaires ask nothing of several.
            Line::Question(..) | Line::Row(..) | Line::Rows(..) | Line::Picture(_) => notes.clear(),
        }
    }
    (String::new(), Vec::new(), Sheet { lines: Vec::new() })
}

pub(super) async fn begin(
    State(app): State<App>,
    reader: Reader,
    Path((code, kind)): Path<(String, String)>,
) -> Result<Response> {
    let mut typed = Typed::default();
    typed.set("sheet.once", app.chance.secret());
    let talk = Talk::with(&app, &reader, &code, &kind, typed).await?;
    let open = talk.area.takes_answers();
    let open =
        open.and_then(|()| may_be_answered(talk.asked.edition.kind, talk.person.transferred_on, app.clock.today()));
    let open = if talk.person.told.consented { open } else { Err(msg("follow-ups-not-consented-refusal")) };
    let answered = responses::list_responses(&app.db, talk.person.id).await?;
    let twice = answered.iter().any(|one| one.kind == talk.asked.edition.kind);
    let open = if twice { Err(msg("follow-ups-answered-already")) } else { open };
    if let Err(message) = open {
        return Ok(see(format!("/desk/participants/{}/call-attempts", talk.person.code))
            .saying(message)
            .into_response());
    }
    let asked = talk.asked_of(&app);
    let first = interview::after(&asked, "").unwrap_or_default().to_owned();
    Ok(talk.page(&app, reader.lang, &first, FormErrors::new()).into_response())
}

pub(super) async fn go_on(
    State(app): State<App>,
    reader: Reader,
    Path((code, kind)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Response> {
    let talk = Talk::with(&app, &reader, &code, &kind, typed).await?;
    let (at, asked) = (talk.typed.one("at").to_owned(), talk.asked_of(&app));
    match talk.typed.one("step") {
        "back" => {
            let before = interview::before(&asked, &at).unwrap_or_default().to_owned();
            Ok(talk.page(&app, reader.lang, &before, FormErrors::new()).into_response())
        }
        "save" => save(app, reader, talk).await,
        _ => {
            if let Some(wrong) = talk.errors(&app).of(&at).cloned() {
                let page = talk.page(&app, reader.lang, &at, FormErrors::one(at.clone(), wrong));
                return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
            }
            let next = interview::after(&asked, &at).unwrap_or_default().to_owned();
            Ok(talk.page(&app, reader.lang, &next, FormErrors::new()).into_response())
        }
    }
}

/// Keeps what was said; what stands against it is shown at the first question that it is about.
async fn save(app: App, reader: Reader, talk: Talk) -> Result<Response> {
    let (filled, kind) = (talk.filled(&app), talk.asked.edition.kind);
    match responses::answer(&app, &reader, Door::Desk, &talk.person.code, kind, filled).await {
        Ok(_) => Ok(see(talk.area.at("follow-ups")).saying(msg("follow-ups-interviewed")).into_response()),
        Err(Error::Invalid(errors)) => {
            let asked = talk.asked_of(&app);
            let first = asked.iter().find(|name| errors.of(name).is_some()).cloned().unwrap_or_default();
            let conflict =
                if first.is_empty() { errors.iter().next().map(|(_, message)| message.clone()) } else { None };
            let page = Interview { conflict, ..talk.page(&app, reader.lang, &first, errors) };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(Error::Conflict(message)) => {
            let page = talk.page(&app, reader.lang, "", FormErrors::new());
            Ok((StatusCode::CONFLICT, Interview { conflict: Some(message), ..page }).into_response())
        }
        Err(other) => Err(other),
    }
}
