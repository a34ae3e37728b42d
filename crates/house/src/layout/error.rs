//! What a reader sees when something does not work out: what happened, in one sentence, and what
//! to do next. Never a dead end.

use askama::Template;
use kit::web::FrameRequest;
use kit::{Error, FormErrors, Message, msg};

use crate::accounts::Typed;
use crate::layout::filters;

/// The content of an error page.
#[derive(Template)]
#[template(path = "layout/error.html")]
pub struct ErrorPage {
    kind: &'static str,
    said: Message,
    request: String,
    path: String,
    /// What was typed, where a form could not be answered: it can be sent again.
    typed: Option<Typed>,
    /// What is wrong with it.
    errors: FormErrors,
}

impl ErrorPage {
    /// The page for `error`, met on `path` by the request with this identifier.
    pub fn new(error: &Error, path: &str, request: impl ToString) -> Self {
        let kind = match error {
            Error::NotFound => "not-found",
            Error::WrongMethod => "method",
            Error::Invalid(_) => "invalid",
            Error::SignIn => "sign-in",
            Error::Forbidden(_) => "forbidden",
            Error::BadRequest(_) | Error::TooLarge | Error::WrongKind => "bad-request",
            Error::Conflict(_) => "conflict",
            Error::TooMany { .. } => "too-many",
            Error::Internal(_) => "internal",
        };
        let errors = if let Error::Invalid(errors) = error { errors.clone() } else { FormErrors::new() };
        let turned = kind == "invalid" && errors.is_empty();
        let said = if turned { msg("layout-turned") } else { error.message() };
        Self { kind, said, request: request.to_string(), path: path.to_owned(), typed: None, errors }
    }

    /// With what the request had sent.
    #[must_use]
    pub fn answering(mut self, request: &FrameRequest) -> Self {
        let lost = ["forbidden", "invalid", "conflict", "too-many", "internal"].contains(&self.kind);
        let typed = request.sent.as_deref().map(|sent| Typed::read(&request.address(), sent));
        self.typed = typed.filter(|typed| lost && typed.fields.iter().any(|(name, _)| name != "once"));
        self
    }

    fn says(&self, message: &str) -> bool {
        self.said.id() == message
    }

    fn is(&self, kind: &str) -> bool {
        self.kind == kind
    }
}
