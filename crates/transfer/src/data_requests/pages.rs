//! The pages on which a clinic sees what participants ask about their data, writes it down and settles it.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response as Reply};
use chrono::NaiveDate;
use kit::message::msg;
use kit::web::{Form, Path, see, shown_again};
use kit::{Error, FormErrors, Result, page};

use super::forms::{RequestForm, SettleForm};
use super::request::{DataRequest, Outcome, Stage, Wish};
use super::store::{self, Listed};
use super::{policy, verbs};
use house::accounts::Reader;
use house::app::App;
use house::layout::date_field::DateField;
use house::layout::{Choice, choices, filters};

use crate::consents::Way;
use crate::responses::{self, Area, Door, Participant};

/// The requests of the reader's clinics, or of all.
#[derive(Template)]
#[template(path = "data_requests/index.html")]
pub(super) struct Index {
    requests: Vec<Listed>,
    today: NaiveDate,
}
page!(Index, "data-requests-title");

impl Index {
    fn stage(&self, one: &Listed) -> Stage {
        Stage::on(self.today, one.due_on, one.outcome.as_deref().and_then(Outcome::from_word))
    }
}

pub(super) async fn index(State(app): State<App>, reader: Reader) -> Result<Index> {
    reader.must_sign_in()?;
    if !policy::may_see_list(&reader) {
        return Err(Error::NotFound);
    }
    let practice = reader.practises();
    let mut requests = Vec::new();
    if policy::sees_all(&reader) && !practice {
        requests = store::list_of_clinic(&app.db, None, false).await?;
    } else {
        for clinic in reader.clinics().collect::<std::collections::BTreeSet<_>>() {
            requests.extend(store::list_of_clinic(&app.db, Some(clinic), practice).await?);
        }
    }
    Ok(Index { requests, today: app.clock.today() })
}

/// One request, and how it is settled.
#[derive(Template)]
#[template(path = "data_requests/show.html")]
pub(super) struct Show {
    request: DataRequest,
    area: Area,
    /// Who asks; nobody once they withdrew.
    person: Option<Participant>,
    stage: Stage,
    may_settle: bool,
    form: SettleForm,
    errors: FormErrors,
    refusal: SettleForm,
    refusal_errors: FormErrors,
    action: String,
    refuse: String,
}
page!(Show, "data-requests-title-one");

impl Show {
    async fn of(app: &App, reader: &Reader, request: DataRequest, area: Area) -> Result<Self> {
        let person = match responses::find_code(&app.db, request.participant).await? {
            Some(code) => responses::find_participant(app.db.reader(), &code).await?,
            None => None,
        };
        Ok(Self {
            person,
            stage: request.stage(app.clock.today()),
            may_settle: policy::may_answer(reader, &area).is_ok() && request.settled.is_none(),
            form: SettleForm::default(),
            errors: FormErrors::new(),
            refusal: SettleForm::default(),
            refusal_errors: FormErrors::new(),
            action: format!("/desk/data-requests/{}/answer", request.code),
            refuse: format!("/desk/data-requests/{}/refuse", request.code),
            request,
            area,
        })
    }
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    let (request, area) = verbs::seen(&app, &reader, &code).await?;
    Show::of(&app, &reader, request, area).await
}

pub(super) async fn answer(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<SettleForm>,
) -> Result<Reply> {
    settled(app, reader, code, form, Outcome::Done).await
}

pub(super) async fn refuse(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<SettleForm>,
) -> Result<Reply> {
    settled(app, reader, code, form, Outcome::Refused).await
}

async fn settled(app: App, reader: Reader, code: String, form: SettleForm, outcome: Outcome) -> Result<Reply> {
    let (request, area) = verbs::seen(&app, &reader, &code).await?;
    policy::may_answer(&reader, &area)?;
    if request.settled.is_some() {
        return Err(Error::Conflict(msg("data-requests-settled-already")));
    }
    let settled = match (form.check(), outcome) {
        (Ok(reason), Outcome::Done) => verbs::answer(&app, &reader, &request.code, reason).await,
        (Ok(reason), Outcome::Refused) => verbs::refuse(&app, &reader, &request.code, reason).await,
        (Err(errors), _) => Err(errors.into()),
    };
    match settled {
        Ok(()) => {
            let page = format!("/desk/data-requests/{}", request.code);
            Ok(see(page).saying(msg("data-requests-settled")).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "reason")?;
            let page = Show::of(&app, &reader, request, area).await?;
            let page = match outcome {
                Outcome::Done => Show { errors, form, ..page },
                Outcome::Refused => Show { refusal_errors: errors, refusal: form, ..page },
            };
            Ok((status, page).into_response())
        }
    }
}

/// What one person asked, and the form by which a clinic writes down that they ask.
#[derive(Template)]
#[template(path = "data_requests/new.html")]
pub(super) struct New {
    area: Area,
    person: Participant,
    requests: Vec<DataRequest>,
    today: NaiveDate,
    may_record: bool,
    wishes: Vec<Choice>,
    ways: Vec<Choice>,
    form: RequestForm,
    errors: FormErrors,
    action: String,
}
page!(New, "data-requests-title");

impl New {
    async fn of(app: &App, reader: &Reader, person: Participant, area: Area) -> Result<Self> {
        let today = app.clock.today();
        Ok(Self {
            requests: store::list_requests(app.db.reader(), person.id).await?,
            may_record: policy::may_record(reader, &area).is_ok(),
            wishes: choices(Wish::ALL.iter().map(|wish| wish.as_str()), "data-requests-wish-"),
            ways: choices(Way::AT_DESK.map(Way::as_str), "consents-way-"),
            form: RequestForm { asked_on: DateField::from(today), ..RequestForm::default() },
            errors: FormErrors::new(),
            action: format!("/desk/participants/{}/data-requests", person.code),
            today,
            area,
            person,
        })
    }
}

pub(super) async fn new(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<New> {
    let (person, area) = responses::person_seen(&app, &reader, &code).await?;
    New::of(&app, &reader, person, area).await
}

pub(super) async fn record(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<RequestForm>,
) -> Result<Reply> {
    let (person, area) = responses::person_seen(&app, &reader, &code).await?;
    policy::may_record(&reader, &area)?;
    let recorded = match form.check(app.clock.today()) {
        Ok(told) => verbs::record(&app, &reader, Door::Desk, &person.code, told).await,
        Err(errors) => Err(errors.into()),
    };
    match recorded {
        Ok(request) => {
            let page = format!("/desk/data-requests/{}", request.code);
            Ok(see(page).saying(msg("data-requests-recorded").with("day", request.due_on)).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "wish")?;
            let page = New::of(&app, &reader, person, area).await?;
            Ok((status, New { errors, form, ..page }).into_response())
        }
    }
}
