//! The page of all that is held of one person, and the same as a file: at the desk, and by their slip.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::http::{Extensions, StatusCode, header};
use axum::response::{IntoResponse, Response as Reply};
use kit::message::msg;
use kit::web::{Form, Path, client_address};
use kit::{Error, FormErrors, Lang, Result, page};
use serde::Deserialize;

use super::held::{Held, Records, is_end_of};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;

use crate::questionnaires;
use crate::responses::{self, Area, Participant, Response};
use crate::{consents, data_requests, follow_ups, participant_reminders, submissions};

/// All that is held of one person.
#[derive(Template)]
#[template(path = "own_data/show.html")]
pub(super) struct Show {
    held: Held,
    area: Area,
    /// Each answer in the words of its form, in the order of `held`.
    words: Vec<Vec<(String, String)>>,
    /// At the desk; the holder of a slip comes by the end of their number, which is sent along for the file.
    digits: Option<String>,
}
page!(Show, "own-data-title");

/// Everything about a person, read once: nobody is asked whether they may, since each door asks in its own way.
async fn gather(app: &App, person: &Participant, area: &Area) -> Result<(Held, Vec<Response>)> {
    let answers = responses::list_responses(&app.db, person.id).await?;
    let said = consents::list_consents(app.db.reader(), person.id).await?;
    let days = responses::list_attended(&app.db, person.id).await?;
    let calls = follow_ups::list_attempts(&app.db, person.id).await?;
    let sent = submissions::list_receipts(&app.db, person.id).await?;
    let reminders = participant_reminders::list_reminders(&app.db, person.id).await?;
    let line_linked_at = participant_reminders::find_linked(&app.db, person.id).await?;
    let requests = data_requests::list_requests(app.db.reader(), person.id).await?;
    let records = Records { answers: answers.clone(), said, days, calls, reminders, line_linked_at, requests, sent };
    let held = Held::of(area, person, records, app.clock.now());
    Ok((held, answers))
}

impl Show {
    async fn of(app: &App, person: &Participant, area: Area, lang: Lang, digits: Option<String>) -> Result<Self> {
        let (held, answers) = gather(app, person, &area).await?;
        let mut editions = BTreeMap::new();
        for answer in &answers {
            if let std::collections::btree_map::Entry::Vacant(place) = editions.entry(answer.questionnaire) {
                place.insert(questionnaires::find_edition(&app.db, answer.questionnaire).await?);
            }
        }
        let said = |answer: &Response| {
            let asked = editions.get(&answer.questionnaire).and_then(Option::as_ref);
            asked.map(|asked| responses::said(&asked.form, &answer.answers, lang)).unwrap_or_default()
        };
        Ok(Self { words: answers.iter().map(said).collect(), held, area, digits })
    }
}

pub(super) async fn at_desk(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    let (person, area) = responses::person_seen(&app, &reader, &code).await?;
    Show::of(&app, &person, area, reader.lang, None).await
}

pub(super) async fn file_at_desk(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Reply> {
    let (person, area) = responses::person_seen(&app, &reader, &code).await?;
    file(&gather(&app, &person, &area).await?.0)
}

/// The same as a file, kept by nobody on the way.
fn file(held: &Held) -> Result<Reply> {
    let name = format!("attachment; filename=\"{}.json\"", held.code);
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, serde_json::to_vec_pretty(held)?).into_response())
}

/// By a slip: asks for the end of the telephone number.
#[derive(Template)]
#[template(path = "own_data/ask.html")]
pub(super) struct Ask {
    code: String,
    /// Is there a number to be asked for?
    has_phone: bool,
    form: DigitsForm,
    errors: FormErrors,
    action: String,
}
page!(Ask, "own-data-title");

/// The end of a telephone number, and whether a file is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct DigitsForm {
    digits: String,
    step: String,
}

impl Ask {
    fn of(person: &Participant, form: DigitsForm, errors: FormErrors) -> Self {
        let action = format!("/fill/{}/data", person.code);
        Self { code: person.code.clone(), has_phone: person.told.phone.is_some(), form, errors, action }
    }
}

pub(super) async fn ask(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path(code): Path<String>,
) -> Result<Ask> {
    let (person, _) = responses::whose_slip(&app, &reader, client_address(&extensions), &code).await?;
    Ok(Ask::of(&person, DigitsForm::default(), FormErrors::new()))
}

pub(super) async fn by_slip(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path(code): Path<String>,
    Form(form): Form<DigitsForm>,
) -> Result<Reply> {
    let (person, area) = responses::whose_slip(&app, &reader, client_address(&extensions), &code).await?;
    let phone = person.told.phone.clone().unwrap_or_default();
    // A finder of the slip may try few numbers, and none of another's for having tried their own.
    let theirs = async { if is_end_of(&phone, &form.digits) { Ok(()) } else { Err(Error::NotFound) } };
    match app.proof_throttle.guess(format!("own data {}", person.code), theirs).await {
        Ok(()) if form.step == "file" => file(&gather(&app, &person, &area).await?.0),
        Ok(()) => Ok(Show::of(&app, &person, area, reader.lang, Some(form.digits)).await?.into_response()),
        Err(Error::NotFound) => {
            let errors = FormErrors::one("digits", msg("own-data-digits-wrong"));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Ask::of(&person, form, errors)).into_response())
        }
        Err(other) => Err(other),
    }
}
