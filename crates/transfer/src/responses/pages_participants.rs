//! The pages of an area's participants: their list, the application by which they are registered,
//! and one of them with all answers.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response as Reply};
use chrono::NaiveDate;
use kit::db::listing::{Listing, Turns};
use kit::message::msg;
use kit::web::{Form, Narrowed, Path, see};
use kit::{Error, Lang, Result, page};
use uuid::Uuid;

use super::area::Area;
use super::follow_up::{Stage, Window, transfers_open_on};
use super::forms;
use super::pages_responses::{SheetPage, fresh, may_be_keyed};
use super::participant::{Participant, masked};
use super::response::Response;
use super::sheet::{Typed, said};
use super::store_participants::Filter;
use super::verbs::Door;
use super::{policy, store_participants, store_responses, verbs, verbs_participants};
use crate::questionnaires;
use house::accounts::Reader;
use house::app::App;
use house::layout::slots::Slots;
use house::layout::{Choice, choices, filters};
use xlsform::Kind;

/// The participants of an area.
#[derive(Template)]
#[template(path = "responses/participants.html")]
pub(super) struct Participants {
    area: Area,
    people: Listing<Participant>,
    answered: BTreeSet<(Uuid, Kind)>,
    filter: Filter,
    states: Vec<Choice>,
    turns: Turns,
    today: NaiveDate,
    may_register: bool,
    slots: Slots,
}
page!(Participants, "responses-participants-title");

impl Participants {
    fn phone(&self, person: &Participant) -> String {
        person.told.phone.as_deref().map_or_else(|| "–".to_owned(), masked)
    }

    fn stage(&self, person: &Participant) -> Stage {
        Stage::of(person.transferred_on, self.answered.contains(&(person.id, Kind::FollowUp)), self.today)
    }
}

pub(super) async fn participants(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Narrowed(filter): Narrowed<Filter>,
) -> Result<Participants> {
    let area = verbs::area_seen(&app, &reader, &code, number).await?;
    let today = app.clock.today();
    let people = store_participants::list_participants(&app.db, area.id, &filter, transfers_open_on(today)).await?;
    let address = |cursor: &str| {
        let fields = [("q", filter.q.as_str()), ("state", &filter.state), ("cursor", cursor)];
        kit::web::address(&area.at("participants"), &fields)
    };
    Ok(Participants {
        answered: store_responses::list_answered(app.db.reader(), people.items.iter().map(|person| person.id)).await?,
        turns: people.turns(filter.cursor.as_deref(), address),
        states: choices(["due"], "responses-state-"),
        may_register: policy::may_register(&reader, &area).is_ok() && area.takes_records().is_ok(),
        slots: Slots::on(&app, &reader, &area).await?,
        today,
        area,
        people,
        filter,
    })
}

pub(super) async fn registration(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<SheetPage> {
    let area = verbs::area_seen(&app, &reader, &code, number).await?;
    policy::may_register(&reader, &area)?;
    area.takes_records().map_err(Error::Conflict)?;
    let asked = verbs::current(&app, Kind::Application).await?;
    let page = SheetPage::new(&asked, fresh(&app), reader.lang, area.at("participants"));
    Ok(page.at_desk(area, None).to("responses-register"))
}

pub(super) async fn register(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Form(typed): Form<Typed>,
) -> Result<Reply> {
    let area = verbs::area_seen(&app, &reader, &code, number).await?;
    policy::may_register(&reader, &area)?;
    let asked = verbs::current(&app, Kind::Application).await?;
    let filled = forms::keyed(&typed, &asked.form, app.clock.today());
    match verbs_participants::register(&app, &reader, &area, filled).await {
        Ok(person) => Ok(see(format!("/desk/participants/{}/slip", person.code))
            .saying(msg("responses-registered"))
            .into_response()),
        Err(error) => {
            let page = SheetPage::new(&asked, typed, reader.lang, area.at("participants"));
            page.at_desk(area, None).to("responses-register").refused(error)
        }
    }
}

/// One participant with all answers, for the area's clinic.
#[derive(Template)]
#[template(path = "responses/participant.html")]
pub(super) struct Show {
    area: Area,
    person: Participant,
    /// Each answer with what it says, newest first.
    answers: Vec<(Response, Vec<(String, String)>)>,
    stage: Stage,
    window: Option<Window>,
    /// Questionnaires the clinic may key now.
    to_answer: Vec<Kind>,
    may_correct: bool,
    may_withdraw: bool,
    slots: Slots,
}
page!(Show, "responses-participant-title");

pub(super) async fn participant(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    let (person, area) = verbs::person_seen(&app, &reader, &code).await?;
    let stored = store_responses::list_responses(&app.db, person.id).await?;
    let answered: BTreeSet<Kind> = stored.iter().map(|answer| answer.kind).collect();
    let may_answer = policy::may_answer(&reader, &area).is_ok() && area.takes_answers().is_ok();
    let today = app.clock.today();
    Ok(Show {
        stage: Stage::of(person.transferred_on, answered.contains(&Kind::FollowUp), today),
        window: person.transferred_on.map(Window::after),
        may_correct: policy::may_correct(&reader, &area).is_ok() && area.takes_answers().is_ok(),
        may_withdraw: policy::may_withdraw(&reader, &area).is_ok(),
        to_answer: if may_answer { to_be_keyed(&person, &answered, today) } else { Vec::new() },
        answers: with_words(&app, stored, reader.lang).await?,
        slots: Slots::on(&app, &reader, &person).await?,
        area,
        person,
    })
}

/// What can still be keyed for somebody.
fn to_be_keyed(person: &Participant, answered: &BTreeSet<Kind>, today: NaiveDate) -> Vec<Kind> {
    let open = |kind: &Kind| may_be_keyed(*kind, person, today).is_ok();
    Kind::ALL.into_iter().filter(|kind| !answered.contains(kind)).filter(open).collect()
}

/// Each answer with what it says; an edition is read once for all answers given to it.
async fn with_words(app: &App, answers: Vec<Response>, lang: Lang) -> Result<Vec<(Response, Vec<(String, String)>)>> {
    let mut editions = BTreeMap::new();
    for id in answers.iter().map(|answer| answer.questionnaire).collect::<BTreeSet<_>>() {
        editions.insert(id, questionnaires::find_edition(&app.db, id).await?);
    }
    let words = |answer: &Response| {
        let asked = editions.get(&answer.questionnaire).and_then(Option::as_ref);
        asked.map(|asked| said(&asked.form, &answer.answers, lang)).unwrap_or_default()
    };
    Ok(answers.into_iter().map(|answer| (words(&answer), answer)).map(|(words, answer)| (answer, words)).collect())
}

pub(super) async fn withdraw(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Reply> {
    reader.must_sign_in()?;
    let code = kit::chance::normalise_code(&code);
    let area = verbs_participants::withdraw(&app, &reader, Door::Desk, &code).await?;
    Ok(see(area.at("participants")).saying(msg("responses-withdrawn")).into_response())
}
