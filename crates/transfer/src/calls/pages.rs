//! The pages of calls: their list, one of them, and the steps that the ministry takes with it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kit::db::listing::{Listing, Turns};
use kit::message::msg;
use kit::show::{Bilingual, hundredths};
use kit::web::{Form, Narrowed, Path, see, shown_again};
use kit::{Error, FormErrors, Message, Result, Timestamp, page};
use thai::FiscalYear;

use super::call::Call;
use super::call::State as Standing;
use super::forms::CallDeedForm;
use super::policy::{self, Verb};
use super::store::{self, Filter};
use super::verbs::{self, seen};
use crate::programmes;
use house::accounts::Reader;
use house::app::App;
use house::layout::slots::{Slots, Spot};
use house::layout::{Choice, choices, filters, fiscal_years};

/// The list: what is announced, and for the ministry what it writes.
#[derive(Template)]
#[template(path = "calls/index.html")]
pub(super) struct Index {
    calls: Listing<Call>,
    programmes: programmes::Names,
    filter: Filter,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    years: Vec<Choice>,
    turns: Turns,
    writes: bool,
    now: Timestamp,
}
page!(Index, "calls-title");

impl Index {
    fn state(&self, call: &Call) -> Standing {
        call.state(self.now)
    }
}

pub(super) async fn index(State(app): State<App>, reader: Reader, Narrowed(filter): Narrowed<Filter>) -> Result<Index> {
    let (now, drafts) = (app.clock.now(), policy::sees_drafts(&reader));
    let calls = store::list(&app.db, &filter, drafts, now).await?;
    let programmes = programmes::names(&app.db).await?;
    let mut states = choices(Standing::words(), "calls-state-");
    states.retain(|choice| drafts || choice.value != Standing::Draft.as_str());
    Ok(Index {
        turns: calls.turns(filter.cursor.as_deref(), |at| filter.address(at)),
        kinds: programmes.choices(&filter.programme),
        states,
        years: fiscal_years(FiscalYear(FiscalYear::of(app.clock.today()).0 + 1)),
        writes: policy::may_draft(&reader).is_ok(),
        now,
        calls,
        programmes,
        filter,
    })
}

/// One call.
#[derive(Template)]
#[template(path = "calls/show.html")]
pub(super) struct Show {
    call: Call,
    state: Standing,
    programme: Bilingual,
    /// May the reader write calls?
    writes: bool,
    /// What stands against announcing it.
    faults: FormErrors,
    slots: Slots,
}
page!(Show, |page| msg("calls-show-title").with("code", page.call.code.clone()));

impl Show {
    fn at(&self, verb: &str) -> String {
        format!("{}/{verb}", self.call.address())
    }

    fn percent(&self, weight: &i64) -> String {
        hundredths(*weight)
    }

    fn is(&self, state: &str) -> bool {
        self.state.as_str() == state
    }
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    let call = seen(&app, &reader, &code).await?;
    let (now, writes) = (app.clock.now(), policy::may_draft(&reader).is_ok());
    let state = call.state(now);
    let faults = match (writes, state) {
        (true, Standing::Draft) => call.told.may_be_announced(now).err().unwrap_or_default(),
        _ => FormErrors::new(),
    };
    Ok(Show {
        programme: programmes::names(&app.db).await?.of(&call.told.programme),
        slots: Slots::of(&app, &reader, Spot::Call, call.id).await?,
        state,
        writes,
        faults,
        call,
    })
}

/// The page of a step that the ministry takes with a call.
#[derive(Template)]
#[template(path = "calls/deed.html")]
pub(super) struct Deed {
    call: Call,
    /// The last part of its address.
    deed: &'static str,
    form: CallDeedForm,
    errors: FormErrors,
    refusal: Option<Message>,
}
page!(Deed, |page| Message::new("calls-deed-".to_owned() + page.deed));

impl Deed {
    fn of(call: Call, deed: &'static str, form: CallDeedForm) -> Self {
        Self { call, deed, form, errors: FormErrors::new(), refusal: None }
    }

    fn action(&self) -> String {
        format!("{}/{}", self.call.address(), self.deed)
    }

    fn button(&self) -> String {
        format!("calls-deed-{}", self.deed)
    }

    fn lead(&self) -> String {
        format!("calls-deed-{}-lead", self.deed)
    }

    fn asks_reason(&self) -> bool {
        self.deed != "announce"
    }

    fn asks_closing(&self) -> bool {
        self.deed == "extend"
    }

    fn tone(&self) -> &'static str {
        if self.deed == "withdraw" { "danger" } else { "primary" }
    }
}

async fn asked(app: &App, reader: &Reader, code: &str, deed: &'static str) -> Result<Deed> {
    reader.must_sign_in()?;
    let call = seen(app, reader, code).await?;
    policy::may_draft(reader)?;
    let form = CallDeedForm::of(&call);
    let errors = match deed {
        "announce" => call.told.may_be_announced(app.clock.now()).err().unwrap_or_default(),
        _ => FormErrors::new(),
    };
    Ok(Deed { errors, ..Deed::of(call, deed, form) })
}

pub(super) async fn announcing(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Deed> {
    asked(&app, &reader, &code, "announce").await
}

pub(super) async fn extending(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Deed> {
    asked(&app, &reader, &code, "extend").await
}

pub(super) async fn withdrawing(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Deed> {
    asked(&app, &reader, &code, "withdraw").await
}

pub(super) async fn announce(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<CallDeedForm>,
) -> Result<Response> {
    take(&app, &reader, code, Verb::Announce, form).await
}

pub(super) async fn extend(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<CallDeedForm>,
) -> Result<Response> {
    take(&app, &reader, code, Verb::Extend, form).await
}

pub(super) async fn withdraw(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<CallDeedForm>,
) -> Result<Response> {
    take(&app, &reader, code, Verb::Withdraw, form).await
}

async fn take(app: &App, reader: &Reader, code: String, verb: Verb, form: CallDeedForm) -> Result<Response> {
    let deed = match verb {
        Verb::Extend => "extend",
        Verb::Withdraw => "withdraw",
        _ => "announce",
    };
    match verbs::perform(app, reader, &code, verb, &form).await {
        Ok(call) => Ok(see(call.address()).saying(Message::new("calls-done-".to_owned() + deed)).into_response()),
        Err(Error::Conflict(message)) => {
            let page = Deed::of(seen(app, reader, &code).await?, deed, form);
            Ok((StatusCode::CONFLICT, Deed { refusal: Some(message), ..page }).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            let page = Deed::of(seen(app, reader, &code).await?, deed, form);
            Ok((status, Deed { errors, ..page }).into_response())
        }
    }
}
