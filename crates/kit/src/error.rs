//! The only error a handler returns. It carries a [`Message`] where a person can do something
//! about it, and nothing of the inside where they cannot: the cause is logged once, at the edge.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::form::FormErrors;
use crate::message::{Message, msg};
use crate::web::changed_meanwhile;

/// Why a request or a verb did not do what was asked.
#[derive(Clone, Debug)]
pub enum Error {
    /// There is no such thing, or the reader may not know that there is.
    NotFound,
    /// Only someone who has signed in may do this.
    SignIn,
    /// This reader may not do this, and why.
    Forbidden(Message),
    /// The request cannot be read at all.
    BadRequest(Message),
    /// There is such an address, and it does not take this method.
    WrongMethod,
    /// The body is larger than is taken.
    TooLarge,
    /// The body is of a kind that is not read here.
    WrongKind,
    /// Errors beside fields. Pages show the form again; the API lists the fields.
    Invalid(FormErrors),
    /// A rule, or somebody else's change, stands against it.
    Conflict(Message),
    /// Too many tries; wait so many seconds.
    TooMany {
        /// Seconds until the next try is allowed.
        retry_after: u64,
    },
    /// Something broke inside. The cause is for the log alone.
    Internal(std::sync::Arc<anyhow::Error>),
}

/// The result of everything that can fail in front of a reader.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// The record was saved by another since the form was opened; or by its sender, who went back in
    /// the browser to change it.
    pub fn changed_meanwhile() -> Self {
        Self::Conflict(changed_meanwhile())
    }

    /// The HTTP status that says this.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::WrongKind => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The same error where nobody reads pages: on the command line, in a job, in a test.
    pub fn into_anyhow(self) -> anyhow::Error {
        match self {
            // The causes go along, so that a pipe nobody reads from any more is known as one.
            Self::Internal(cause) => {
                std::sync::Arc::try_unwrap(cause).unwrap_or_else(|cause| anyhow::anyhow!("{cause:#}"))
            }
            Self::Invalid(errors) => {
                let fields: Vec<_> =
                    errors.iter().map(|(field, message)| format!("{field}: {}", message.id())).collect();
                anyhow::anyhow!("{}", fields.join("; "))
            }
            other => anyhow::anyhow!("{}", other.message().id()),
        }
    }

    /// What to tell the reader.
    pub fn message(&self) -> Message {
        match self {
            Self::NotFound => msg("kit-error-not-found"),
            Self::SignIn => msg("kit-error-sign-in"),
            Self::Forbidden(message) | Self::BadRequest(message) | Self::Conflict(message) => message.clone(),
            Self::WrongMethod => msg("kit-error-method"),
            Self::TooLarge => msg("kit-error-too-large"),
            Self::WrongKind => msg("kit-error-kind"),
            Self::Invalid(_) => msg("kit-error-invalid"),
            Self::TooMany { retry_after } => msg("kit-error-too-many").with("seconds", *retry_after),
            Self::Internal(_) => msg("kit-error-internal"),
        }
    }
}

impl<E: Into<anyhow::Error>> From<E> for Error {
    fn from(cause: E) -> Self {
        Self::Internal(std::sync::Arc::new(cause.into()))
    }
}

impl From<FormErrors> for Error {
    fn from(errors: FormErrors) -> Self {
        Self::Invalid(errors)
    }
}

/// The frame turns the error into a page or a problem document; here it only rides along.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        if let Self::Internal(cause) = &self {
            tracing::error!(cause = format!("{cause:#}"), "internal error");
        }
        let mut response = self.status().into_response();
        if let Self::TooMany { retry_after } = &self {
            response.headers_mut().extend(crate::web::wait(*retry_after));
        }
        response.extensions_mut().insert(self);
        response
    }
}
