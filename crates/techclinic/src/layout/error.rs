//! What a reader sees when something does not work out: what happened, in one sentence, and what
//! to do next. Never a dead end.

use askama::Template;
use kit::{Error, Message};

use crate::layout::filters;

/// The content of an error page.
#[derive(Template)]
#[template(path = "layout/error.html")]
pub struct ErrorPage {
    kind: &'static str,
    said: Message,
    request: String,
    path: String,
}

impl ErrorPage {
    /// The page for `error`, met on `path` by the request with this identifier.
    pub fn new(error: &Error, path: &str, request: impl ToString) -> Self {
        let kind = match error {
            Error::NotFound => "not-found",
            Error::SignIn => "sign-in",
            Error::Forbidden(_) => "forbidden",
            Error::BadRequest(_) | Error::Invalid(_) => "bad-request",
            Error::Conflict(_) => "conflict",
            Error::TooMany { .. } => "too-many",
            Error::Internal(_) => "internal",
        };
        Self { kind, said: error.message(), request: request.to_string(), path: path.to_owned() }
    }

    fn says(&self, message: &str) -> bool {
        self.said.id() == message
    }

    fn is(&self, kind: &str) -> bool {
        self.kind == kind
    }
}
