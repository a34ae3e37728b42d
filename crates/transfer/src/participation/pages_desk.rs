//! The pages of those who answer for opinions: their desk, and the forms by which they withhold,
//! decide and reply. A form filled in while somebody else saved comes back as typed, beside what is
//! saved now.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use kit::db::listing::{Listing, Turns};
use kit::form::{TextForm, version_seen};
use kit::message::msg;
use kit::web::{Form, Narrowed, Path, see, shown_again};
use kit::{Error, FormErrors, Message, Result, page};

use super::forms::{DecisionForm, REPLY_MOST};
use super::opinion::Opinion;
use super::pages::{dispositions, seen, statuses};
use super::store_list::{self, Filter, Row};
use super::{policy, verbs};
use house::accounts::Reader;
use house::app::App;
use house::layout::{Choice, filters};

/// What waits for the reader.
#[derive(Template)]
#[template(path = "participation/desk.html")]
pub(super) struct Desk {
    opinions: Listing<Row>,
    filter: Filter,
    statuses: Vec<Choice>,
    turns: Turns,
}
page!(Desk, "participation-desk-title");

pub(super) async fn desk(State(app): State<App>, reader: Reader, Narrowed(filter): Narrowed<Filter>) -> Result<Desk> {
    policy::may_see_desk(&reader)?;
    let opinions =
        store_list::list_of_owners(&app.db, policy::desk_owners(&reader), reader.practises(), &filter).await?;
    Ok(Desk {
        turns: opinions.turns(filter.cursor.as_deref(), |at| filter.address("/desk/opinions", at)),
        statuses: statuses(),
        opinions,
        filter,
    })
}

pub(super) async fn publish(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    verbs::publish(&app, &reader, &code).await?;
    Ok(see(format!("/participation/{code}")).saying(msg("participation-published")).into_response())
}

/// A text that whoever answers for an opinion writes about it for others to read.
#[derive(Clone, Copy)]
pub(super) enum Writing {
    /// Why it is kept out of the register.
    Withhold,
    /// The public reply.
    Reply,
}

impl Writing {
    /// Its verb, as the address says it, and what the ids of its page's messages begin with.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Withhold => ("withhold", "participation-withhold-"),
            Self::Reply => ("reply", "participation-reply-"),
        }
    }

    fn may(self, reader: &Reader, opinion: &Opinion) -> Result<()> {
        match self {
            Self::Withhold => policy::may_withhold(reader, opinion),
            Self::Reply => policy::may_reply(reader, opinion),
        }
    }

    /// What was written before.
    fn begun(self, opinion: &Opinion) -> TextForm {
        let text = match self {
            Self::Withhold => None,
            Self::Reply => opinion.reply.clone(),
        };
        TextForm { text: text.unwrap_or_default(), version: String::new() }
    }

    /// Does it; answers what is said about it.
    async fn save(self, app: &App, reader: &Reader, code: &str, form: &TextForm) -> Result<Message> {
        let text = form.check(REPLY_MOST)?;
        match self {
            Self::Withhold => {
                verbs::withhold(app, reader, code, text, form.seen()).await.map(|_| msg("participation-withheld"))
            }
            Self::Reply => {
                verbs::reply(app, reader, code, text, form.seen()).await.map(|_| msg("participation-replied"))
            }
        }
    }
}

/// The page of such a text.
#[derive(Template)]
#[template(path = "participation/write.html")]
pub(super) struct Write {
    /// Where it is sent.
    action: String,
    /// What the ids of its messages begin with.
    labels: &'static str,
    opinion: Opinion,
    form: TextForm,
    errors: FormErrors,
}
page!(Write, |page| Message::new(page.label("title")));

impl Write {
    fn label(&self, part: &str) -> String {
        format!("{}{part}", self.labels)
    }

    async fn of(app: &App, reader: &Reader, code: &str, writing: Writing) -> Result<Self> {
        let opinion = seen(app, reader, code).await?;
        writing.may(reader, &opinion)?;
        let (verb, labels) = writing.names();
        let action = format!("/participation/{}/{verb}", opinion.code);
        Ok(Self { action, labels, form: writing.begun(&opinion), opinion, errors: FormErrors::new() })
    }
}

/// The page of a text, and what it sends.
pub(super) fn write(writing: Writing) -> MethodRouter<App> {
    get(move |State(app): State<App>, reader: Reader, Path(code): Path<String>| async move {
        Write::of(&app, &reader, &code, writing).await
    })
    .post(
        move |State(app): State<App>, reader: Reader, Path(code): Path<String>, Form(form): Form<TextForm>| async move {
            let error = match writing.save(&app, &reader, &code, &form).await {
                Ok(said) => return Ok(see(format!("/participation/{code}")).saying(said).into_response()),
                Err(error) => error,
            };
            let (status, errors) = shown_again(error, "text")?;
            let page = Write { form, errors, ..Write::of(&app, &reader, &code, writing).await? };
            Ok::<_, Error>((status, page).into_response())
        },
    )
}

/// The form by which an opinion is decided about.
#[derive(Template)]
#[template(path = "participation/dispose.html")]
pub(super) struct Disposing {
    opinion: Opinion,
    form: DecisionForm,
    errors: FormErrors,
    dispositions: Vec<Choice>,
}
page!(Disposing, "participation-dispose-title");

impl Disposing {
    fn action(&self) -> String {
        format!("/participation/{}/dispose", self.opinion.code)
    }
}

pub(super) async fn disposing(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Disposing> {
    let opinion = seen(&app, &reader, &code).await?;
    policy::may_dispose(&reader, &opinion)?;
    let form = DecisionForm {
        disposition: opinion.disposition.map(|one| one.as_str().to_owned()).unwrap_or_default(),
        reason: opinion.disposition.and(opinion.reason.clone()).unwrap_or_default(),
        considered_at: opinion.considered_at.clone().unwrap_or_default(),
        version: String::new(),
    };
    Ok(Disposing { opinion, form, errors: FormErrors::new(), dispositions: dispositions() })
}

pub(super) async fn dispose(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<DecisionForm>,
) -> Result<Response> {
    let done = match form.check() {
        Ok(decision) => verbs::dispose(&app, &reader, &code, decision, version_seen(&form.version)).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    let Err(error) = done else {
        return Ok(see(format!("/participation/{code}")).saying(msg("participation-disposed")).into_response());
    };
    let (status, errors) = shown_again(error, "reason")?;
    let opinion = seen(&app, &reader, &code).await?;
    policy::may_dispose(&reader, &opinion)?;
    Ok((status, Disposing { opinion, form, errors, dispositions: dispositions() }).into_response())
}
