//! The pages of activities, participants and answers: the data of each and its handler. Longer than
//! most, because one sheet serves four doors.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::State;
use axum::http::{Extensions, StatusCode};
use axum::response::{IntoResponse, Response as Reply};
use chrono::NaiveDate;
use kit::db::listing::Listing;
use kit::message::msg;
use kit::web::{Form, Path, Query, client_address, see};
use kit::{Error, FormErrors, Lang, Message, Result, page};
use uuid::Uuid;

use super::activity::{Activity, ActivityKind};
use super::area::Area;
use super::follow_up::{Stage, Window, may_be_answered, transfers_open_on};
use super::forms::{self, ActivityForm, AttendanceForm};
use super::participant::{Participant, initial, masked};
use super::policy;
use super::response::{Mode, Response};
use super::sheet::{Field, Line, Sheet, Typed, said};
use super::store::{self, AreaCount, Due, Filter, Wanted};
use super::verbs::{self, Door};
use crate::accounts::Reader;
use crate::app::App;
use crate::layout::slots::{Filling, Piece};
use crate::layout::{Choice, filters};
use crate::questionnaires::{self, Asked, Kind};

/// An area by its address, as the reader may see it.
async fn seen(app: &App, reader: &Reader, code: &str, number: i32) -> Result<Area> {
    reader.must_sign_in()?;
    let area = store::find_area(app.db.reader(), Wanted::Numbered(code, number)).await?.ok_or(Error::NotFound)?;
    policy::may_see_participants(reader, &area)?;
    Ok(area)
}

/// A participant by their code, as the reader may see them.
async fn person_seen(app: &App, reader: &Reader, code: &str) -> Result<(Participant, Area)> {
    reader.must_sign_in()?;
    let (person, area) = verbs::whose(app, &kit::chance::normalise_code(code)).await?;
    policy::may_see_participants(reader, &area)?;
    Ok((person, area))
}

async fn current(app: &App, kind: Kind) -> Result<Asked> {
    questionnaires::find_current(&app.db, kind).await?.ok_or(Error::NotFound)
}

fn words<'a>(words: impl IntoIterator<Item = &'a str>, prefix: &str) -> Vec<Choice> {
    words.into_iter().map(|word| Choice::new(word, Message::new(format!("{prefix}{word}")))).collect()
}

/// The participants of an area.
#[derive(Template)]
#[template(path = "responses/participants.html")]
pub(super) struct Participants {
    area: Area,
    people: Listing<Participant>,
    answered: BTreeSet<(Uuid, Kind)>,
    filter: Filter,
    states: Vec<Choice>,
    next: Option<String>,
    first: Option<String>,
    today: NaiveDate,
    may_register: bool,
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
    Query(filter): Query<Filter>,
) -> Result<Participants> {
    let area = seen(&app, &reader, &code, number).await?;
    let today = app.clock.today();
    let people = store::list_participants(&app.db, area.id, &filter, transfers_open_on(today)).await?;
    let address = |cursor: &str| {
        let fields = [("q", filter.q.as_str()), ("state", &filter.state), ("cursor", cursor)];
        kit::web::address(&area.at("participants"), &fields)
    };
    Ok(Participants {
        answered: store::list_answered(app.db.reader(), people.items.iter().map(|person| person.id)).await?,
        next: people.next_cursor.as_deref().map(address),
        first: filter.cursor.as_ref().map(|_| address("")),
        states: words(["due"], "responses-state-"),
        may_register: policy::may_register(&reader, &area).is_ok() && area.takes_records().is_ok(),
        today,
        area,
        people,
        filter,
    })
}

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
    fn new(asked: &Asked, typed: Typed, lang: Lang, action: String) -> Self {
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
            modes: words(Mode::KEYED.map(Mode::as_str), "responses-mode-"),
            window: None,
            conflict: None,
            saved: Vec::new(),
            action,
            typed,
        }
    }

    fn at_desk(self, area: Area, person: Option<Participant>) -> Self {
        let window = person.as_ref().and_then(|person| person.transferred_on).map(Window::after);
        Self {
            window: window.filter(|_| self.title.id().ends_with(Kind::FollowUp.code())),
            area: Some(area),
            person,
            ..self
        }
    }

    /// The same sheet as it was typed, with what stands against it.
    fn refused(self, error: Error) -> Result<Reply> {
        match error {
            Error::Invalid(errors) => Ok((StatusCode::UNPROCESSABLE_ENTITY, Self { errors, ..self }).into_response()),
            Error::Conflict(message) => {
                Ok((StatusCode::CONFLICT, Self { conflict: Some(message), ..self }).into_response())
            }
            other => Err(other),
        }
    }
}

fn fresh(app: &App) -> Typed {
    Typed(vec![
        ("sheet.once".to_owned(), app.chance.secret()),
        ("sheet.mode".to_owned(), Mode::Paper.as_str().to_owned()),
    ])
}

pub(super) async fn registration(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<SheetPage> {
    let area = seen(&app, &reader, &code, number).await?;
    policy::may_register(&reader, &area)?;
    area.takes_records().map_err(Error::Conflict)?;
    let asked = current(&app, Kind::Application).await?;
    let page = SheetPage::new(&asked, fresh(&app), reader.lang, area.at("participants"));
    Ok(SheetPage { submit: "responses-register", ..page.at_desk(area, None) })
}

pub(super) async fn register(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Form(typed): Form<Typed>,
) -> Result<Reply> {
    let area = seen(&app, &reader, &code, number).await?;
    policy::may_register(&reader, &area)?;
    let asked = current(&app, Kind::Application).await?;
    let filled = forms::keyed(&typed, &asked.form, app.clock.today());
    match verbs::register(&app, &reader, &area, filled).await {
        Ok(person) => Ok(see(format!("/desk/participants/{}/slip", person.code))
            .saying(msg("responses-registered"))
            .into_response()),
        Err(error) => {
            let page = SheetPage::new(&asked, typed, reader.lang, area.at("participants"));
            SheetPage { submit: "responses-register", ..page.at_desk(area, None) }.refused(error)
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
}
page!(Show, "responses-participant-title");

pub(super) async fn participant(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    let (person, area) = person_seen(&app, &reader, &code).await?;
    let stored = store::list_responses(&app.db, person.id).await?;
    let answered: BTreeSet<Kind> = stored.iter().map(|answer| answer.kind).collect();
    let may_answer = policy::may_answer(&reader, &area).is_ok() && area.takes_answers().is_ok();
    // Late paper may be keyed after the window; only what cannot have been answered yet is not offered.
    let today = app.clock.today();
    let open = |kind: &Kind| match may_be_answered(*kind, person.transferred_on, today) {
        Err(message) => message.id() == "responses-follow-up-late",
        Ok(()) => true,
    };
    let to_answer = Kind::ALL.into_iter().filter(|kind| may_answer && !answered.contains(kind)).filter(open).collect();
    let mut answers = Vec::with_capacity(stored.len());
    for answer in stored {
        let asked = questionnaires::find_edition(&app.db, answer.questionnaire).await?;
        let pairs = asked.map(|asked| said(&asked.form, &answer.answers, reader.lang)).unwrap_or_default();
        answers.push((answer, pairs));
    }
    Ok(Show {
        stage: Stage::of(person.transferred_on, answered.contains(&Kind::FollowUp), today),
        window: person.transferred_on.map(Window::after),
        may_correct: policy::may_correct(&reader, &area).is_ok() && area.takes_answers().is_ok(),
        to_answer,
        answers,
        area,
        person,
    })
}

/// The slip of paper a participant takes home.
#[derive(Template)]
#[template(path = "responses/slip.html")]
pub(super) struct Slip {
    area: Area,
    person: Participant,
    address: String,
    window: Option<Window>,
}
page!(Slip, "responses-slip-title");

impl Slip {
    /// The draft of the application, which led here.
    fn draft(&self) -> String {
        format!("answer {}", self.area.at("participants"))
    }
}

pub(super) async fn slip(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Slip> {
    let (person, area) = person_seen(&app, &reader, &code).await?;
    let address = format!("{}/fill/{}", app.settings.public_url.trim_end_matches('/'), person.code);
    Ok(Slip { window: person.transferred_on.map(Window::after), address, area, person })
}

fn kind_of(word: &str) -> Result<Kind> {
    Kind::from_code(word).ok_or(Error::NotFound)
}

pub(super) async fn sheet(
    State(app): State<App>,
    reader: Reader,
    Path((code, kind)): Path<(String, String)>,
) -> Result<SheetPage> {
    let (person, area) = person_seen(&app, &reader, &code).await?;
    policy::may_answer(&reader, &area)?;
    let asked = current(&app, kind_of(&kind)?).await?;
    let action = format!("/desk/participants/{}/{kind}/answer", person.code);
    Ok(SheetPage::new(&asked, fresh(&app), reader.lang, action).at_desk(area, Some(person)))
}

pub(super) async fn answer(
    State(app): State<App>,
    reader: Reader,
    Path((code, kind)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Reply> {
    let (person, area) = person_seen(&app, &reader, &code).await?;
    policy::may_answer(&reader, &area)?;
    let asked = current(&app, kind_of(&kind)?).await?;
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
    let (person, area) = person_seen(app, reader, code).await?;
    policy::may_correct(reader, &area)?;
    let answer = store::find_response(app.db.reader(), person.id, kind_of(kind)?).await?.ok_or(Error::NotFound)?;
    let asked = questionnaires::find_edition(&app.db, answer.questionnaire).await?.ok_or(Error::NotFound)?;
    Ok((person, area, answer, asked))
}

pub(super) async fn correction(
    State(app): State<App>,
    reader: Reader,
    Path((code, kind)): Path<(String, String)>,
) -> Result<SheetPage> {
    let (person, area, answer, asked) = standing(&app, &reader, &code, &kind).await?;
    let mut typed = Typed::of(&asked.form, &answer);
    typed.set("sheet.once", app.chance.secret());
    typed.set("sheet.revision", answer.revision.to_string());
    typed.set("sheet.mode", answer.mode.as_str());
    typed.set_day("sheet.answered_on", answer.answered_on);
    let action = format!("/desk/participants/{}/{kind}/correct", person.code);
    Ok(SheetPage {
        submit: "responses-correct-save",
        ..SheetPage::new(&asked, typed, reader.lang, action).at_desk(area, Some(person))
    })
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
    SheetPage { submit: "responses-correct-save", saved, ..page }.refused(error)
}

/// The days of an area.
#[derive(Template)]
#[template(path = "responses/activities.html")]
pub(super) struct Activities {
    area: Area,
    days: Vec<(Activity, i64)>,
    may_record: bool,
}
page!(Activities, "responses-activities-title");

impl Activities {
    fn attend(&self, day: &Activity) -> String {
        self.area.at(&format!("activities/{}/attend", day.id))
    }
}

pub(super) async fn activities(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<Activities> {
    let area = seen(&app, &reader, &code, number).await?;
    let may_record = policy::may_record_activity(&reader, &area).is_ok() && area.takes_records().is_ok();
    Ok(Activities { days: store::list_activities(&app.db, area.id).await?, may_record, area })
}

/// The form by which a clinic records a day.
#[derive(Template)]
#[template(path = "responses/activity.html")]
pub(super) struct NewDay {
    area: Area,
    form: ActivityForm,
    errors: FormErrors,
    kinds: Vec<Choice>,
}
page!(NewDay, "responses-activity-new");

impl NewDay {
    fn with(area: Area, form: ActivityForm, errors: FormErrors) -> Self {
        Self {
            area,
            form,
            errors,
            kinds: words(ActivityKind::ALL.iter().map(|kind| kind.as_str()), "responses-activity-kind-"),
        }
    }
}

pub(super) async fn new_activity(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<NewDay> {
    let area = seen(&app, &reader, &code, number).await?;
    policy::may_record_activity(&reader, &area)?;
    area.takes_records().map_err(Error::Conflict)?;
    let form = ActivityForm {
        kind: ActivityKind::Transfer.as_str().to_owned(),
        once: app.chance.secret(),
        ..ActivityForm::default()
    };
    Ok(NewDay::with(area, form, FormErrors::new()))
}

pub(super) async fn record_activity(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    Form(form): Form<ActivityForm>,
) -> Result<Reply> {
    let area = seen(&app, &reader, &code, number).await?;
    policy::may_record_activity(&reader, &area)?;
    match form.check(app.clock.today()) {
        Ok(told) => {
            let day = verbs::record_activity(&app, &reader, &area, told, &form.once).await?;
            Ok(see(area.at(&format!("activities/{}/attend", day.id)))
                .saying(msg("responses-activity-recorded"))
                .into_response())
        }
        Err(errors) => Ok((StatusCode::UNPROCESSABLE_ENTITY, NewDay::with(area, form, errors)).into_response()),
    }
}

/// Who attended a day.
#[derive(Template)]
#[template(path = "responses/attend.html")]
pub(super) struct Attendance {
    area: Area,
    day: Activity,
    people: Vec<Participant>,
    attending: BTreeSet<Uuid>,
    errors: FormErrors,
    conflict: Option<Message>,
    may_attend: bool,
}
page!(Attendance, "responses-attend-title");

impl Attendance {
    fn action(&self) -> String {
        self.area.at(&format!("activities/{}/attend", self.day.id))
    }
}

async fn attendance_of(app: &App, reader: &Reader, code: &str, number: i32, id: Uuid) -> Result<Attendance> {
    let area = seen(app, reader, code, number).await?;
    let day =
        store::find_activity(app.db.reader(), id).await?.filter(|day| day.area == area.id).ok_or(Error::NotFound)?;
    Ok(Attendance {
        people: store::list_everyone(app.db.reader(), area.id).await?,
        attending: store::list_attending(app.db.reader(), day.id).await?,
        errors: FormErrors::new(),
        conflict: None,
        may_attend: policy::may_attend(reader, &area).is_ok() && area.takes_records().is_ok(),
        day,
        area,
    })
}

pub(super) async fn attendance(
    State(app): State<App>,
    reader: Reader,
    Path((code, number, id)): Path<(String, i32, Uuid)>,
) -> Result<Attendance> {
    attendance_of(&app, &reader, &code, number, id).await
}

pub(super) async fn attend(
    State(app): State<App>,
    reader: Reader,
    Path((code, number, id)): Path<(String, i32, Uuid)>,
    Form(form): Form<AttendanceForm>,
) -> Result<Reply> {
    let page = attendance_of(&app, &reader, &code, number, id).await?;
    policy::may_attend(&reader, &page.area)?;
    let (attending, version) = form.check()?;
    let day = Activity { version, ..page.day.clone() };
    match verbs::attend(&app, &reader, &page.area, &day, &attending).await {
        Ok(()) => Ok(see(page.area.at("activities")).saying(msg("responses-attended")).into_response()),
        Err(Error::Invalid(errors)) => {
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Attendance { errors, attending, ..page }).into_response())
        }
        Err(Error::Conflict(message)) => {
            Ok((StatusCode::CONFLICT, Attendance { conflict: Some(message), attending, ..page }).into_response())
        }
        Err(error) => Err(error),
    }
}

/// What somebody with a slip finds: the three questionnaires and when each may be answered.
#[derive(Template)]
#[template(path = "responses/fill.html")]
pub(super) struct Fill {
    code: String,
    initial: String,
    kinds: Vec<(Kind, bool, Result<(), Message>)>,
}
page!(Fill, "responses-fill-title");

/// Finds a participant by a slip, counting the try before looking, so that a guess costs as much as
/// a hit.
async fn by_slip(app: &App, reader: &Reader, extensions: &Extensions, code: &str) -> Result<(Participant, Area)> {
    app.public_throttle.count(format!("fill {}", client_address(extensions)))?;
    let (person, area) = verbs::whose(app, &kit::chance::normalise_code(code)).await?;
    policy::may_answer_by_slip(reader, &area)?;
    Ok((person, area))
}

pub(super) async fn fill(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path(code): Path<String>,
) -> Result<Fill> {
    let (person, area) = by_slip(&app, &reader, &extensions, &code).await?;
    let answered = store::list_answered(app.db.reader(), [person.id]).await?;
    let today = app.clock.today();
    let state = |kind: Kind| {
        let open = area.takes_answers().and_then(|()| may_be_answered(kind, person.transferred_on, today));
        (kind, answered.contains(&(person.id, kind)), open)
    };
    Ok(Fill { initial: initial(&person.told.name), kinds: Kind::ALL.map(state).to_vec(), code: person.code })
}

pub(super) async fn fill_sheet(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path((code, kind)): Path<(String, String)>,
) -> Result<Reply> {
    let kind = kind_of(&kind)?;
    let (person, area) = by_slip(&app, &reader, &extensions, &code).await?;
    let open = area.takes_answers().and_then(|()| may_be_answered(kind, person.transferred_on, app.clock.today()));
    let answered = store::find_response(app.db.reader(), person.id, kind).await?.is_some();
    if answered || open.is_err() {
        return Ok(see(format!("/fill/{}", person.code)).into_response());
    }
    let asked = current(&app, kind).await?;
    let action = format!("/fill/{}/{}", person.code, kind.code());
    Ok(SheetPage::new(&asked, fresh(&app), reader.lang, action).into_response())
}

pub(super) async fn fill_in(
    State(app): State<App>,
    reader: Reader,
    extensions: Extensions,
    Path((code, kind)): Path<(String, String)>,
    Form(typed): Form<Typed>,
) -> Result<Reply> {
    let (person, _) = by_slip(&app, &reader, &extensions, &code).await?;
    let asked = current(&app, kind_of(&kind)?).await?;
    let filled = forms::answered_here(&typed, &asked.form, app.clock.today());
    match verbs::answer(&app, &reader, Door::Slip, &person.code, asked.edition.kind, filled).await {
        Ok(_) => Ok(see(format!("/fill/{}", person.code)).saying(msg("responses-thanks")).into_response()),
        Err(error) => {
            let action = format!("/fill/{}/{}", person.code, asked.edition.kind.code());
            SheetPage::new(&asked, typed, reader.lang, action).refused(error)
        }
    }
}

/// On a project's page: how many each area reached, without a name.
#[derive(Template)]
#[template(path = "responses/project_slot.html")]
struct ProjectPiece {
    /// Each area, and whether the reader may see who they are.
    areas: Vec<(AreaCount, bool)>,
}

/// Fills the slot "project" with the areas' counts, N and n, those below five hidden.
pub fn project_slot<'a>(app: &'a App, reader: &'a Reader, project: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let areas = store::list_area_counts(&app.db, project).await?;
        let seen = |count: AreaCount| {
            let may_see = policy::may_see_participants(reader, &count.area).is_ok();
            (count, may_see)
        };
        let areas: Vec<_> = areas.into_iter().map(seen).collect();
        let anything = areas.iter().any(|(count, may_see)| *may_see || count.participants > 0);
        Ok(anything.then(|| Box::new(ProjectPiece { areas }) as Piece))
    })
}

/// On a clinic's desk: whom to follow up now.
#[derive(Template)]
#[template(path = "responses/desk_slot.html")]
struct DeskPiece {
    due: Vec<Due>,
}

impl DeskPiece {
    fn closes(&self, due: &Due) -> NaiveDate {
        Window::after(due.first_transfer).closes
    }

    fn address(&self, due: &Due) -> String {
        format!("/desk/projects/{}/areas/{}/participants?state=due", due.project_code, due.position + 1)
    }

    fn name(&self, due: &Due) -> kit::show::Bilingual {
        kit::show::Bilingual { th: due.name_th.clone(), en: due.name_en.clone() }
    }
}

/// Fills the slot "desk" with the follow-ups due in the areas of the reader's clinics.
pub fn desk_slot<'a>(app: &'a App, reader: &'a Reader, _: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let mut due = Vec::new();
        for clinic in reader.clinics().collect::<BTreeSet<_>>() {
            due.extend(
                store::list_due(&app.db, clinic, reader.practises(), transfers_open_on(app.clock.today())).await?,
            );
        }
        Ok((!due.is_empty()).then(|| Box::new(DeskPiece { due }) as Piece))
    })
}
