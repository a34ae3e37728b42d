//! A form that was refused, and is shown again as it was typed.

use axum::http::StatusCode;

use crate::error::{Error, Result};
use crate::form::FormErrors;

/// With which status and which errors a refused form is shown again: what is wrong with it beside its
/// fields, and beside `field` that somebody else saved meanwhile or a rule stands against it.
///
/// # Errors
/// Those that no other words in the form would mend.
pub fn shown_again(error: Error, field: &str) -> Result<(StatusCode, FormErrors)> {
    match error {
        Error::Invalid(errors) => Ok((StatusCode::UNPROCESSABLE_ENTITY, errors)),
        Error::Conflict(message) => Ok((StatusCode::CONFLICT, FormErrors::one(field, message))),
        other => Err(other),
    }
}
