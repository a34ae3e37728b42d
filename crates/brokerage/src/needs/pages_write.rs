//! The pages on which a clinic writes one text about a need: a reason, a reply, a question.

use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, get};
use kit::form::{TextForm, text_within};
use kit::message::msg;
use kit::web::{Form, Path, see, shown_again};
use kit::{Error, FormErrors, Message, Result, page};

use super::need::{Need, TEXT_MOST};
use super::pages::seen;
use super::verbs_files::Through;
use super::{policy, verbs, verbs_talk};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;

/// A text that a clinic writes about a need for the public to read.
#[derive(Clone, Copy)]
pub(super) enum Writing {
    /// Why it is not taken up.
    Decline,
    /// The public reply.
    Answer,
    /// What the clinic asks back; whoever told the need reads it.
    Ask,
    /// What whoever told it replied by telephone.
    Reply,
    /// Why strangers may not read it.
    Withhold,
}

impl Writing {
    /// Its verb, as the address says it, and what the ids of its page's messages begin with.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Decline => ("decline", "needs-decline-"),
            Self::Answer => ("answer", "needs-answer-"),
            Self::Ask => ("ask", "needs-ask-"),
            Self::Reply => ("reply", "needs-reply-"),
            Self::Withhold => ("withhold", "needs-withhold-"),
        }
    }

    /// The tone of the button that sends it: a need ends by being declined.
    fn tone(self) -> &'static str {
        if matches!(self, Self::Decline) { "danger" } else { "primary" }
    }

    fn may(self, reader: &Reader, need: &Need) -> Result<()> {
        match self {
            Self::Decline => policy::may_decline(reader, need),
            Self::Answer => policy::may_answer(reader, need),
            Self::Ask => policy::may_ask(reader, need),
            Self::Reply => policy::may_reply(reader, need),
            Self::Withhold => policy::may_withhold(reader, need),
        }
    }

    /// Does it; answers what is said about it.
    async fn save(self, app: &App, reader: &Reader, code: &str, form: &TextForm) -> Result<Message> {
        let within = |typed: &str| text_within(typed, TEXT_MOST).map_err(|message| FormErrors::one("text", message));
        // A reply may be a word: the public does not read it.
        let text = if matches!(self, Self::Reply) { within(&form.text)? } else { form.check(TEXT_MOST)? };
        match self {
            Self::Decline => verbs::decline(app, reader, code, text, form.seen()).await.map(|_| msg("needs-declined")),
            Self::Answer => verbs::answer(app, reader, code, text, form.seen()).await.map(|_| msg("needs-answered")),
            Self::Ask => verbs_talk::ask(app, reader, code, text).await.map(|_| msg("needs-asked")),
            Self::Reply => {
                verbs_talk::reply(app, reader, Through::Desk(code), text).await.map(|_| msg("needs-replied"))
            }
            Self::Withhold => verbs_talk::withhold(app, reader, code, text).await.map(|_| msg("needs-withheld")),
        }
    }
}

/// The page of such a text.
#[derive(Template)]
#[template(path = "needs/write.html")]
pub(super) struct Write {
    /// Where it is sent.
    action: String,
    writing: Writing,
    need: Need,
    form: TextForm,
    errors: FormErrors,
}
page!(Write, |page| Message::new(page.label("title")));

impl Write {
    fn label(&self, part: &str) -> String {
        format!("{}{part}", self.writing.names().1)
    }

    async fn of(app: &App, reader: &Reader, code: &str, writing: Writing) -> Result<Self> {
        let need = seen(app, reader, code).await?;
        writing.may(reader, &need)?;
        let (verb, _) = writing.names();
        let action = format!("/needs/{}/{verb}", need.code);
        Ok(Self { action, writing, need, form: TextForm::default(), errors: FormErrors::new() })
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
                Ok(said) => return Ok(see(format!("/needs/{code}")).saying(said).into_response()),
                Err(error) => error,
            };
            let (status, errors) = shown_again(error, "text")?;
            let page = Write { form, errors, ..Write::of(&app, &reader, &code, writing).await? };
            Ok::<_, Error>((status, page).into_response())
        },
    )
}
