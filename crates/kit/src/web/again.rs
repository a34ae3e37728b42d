//! A form that was refused, and is shown again as it was typed.

use axum::http::StatusCode;

use crate::error::{Error, Result};
use crate::form::{FormErrors, Versioned};

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

/// The same of a form about a record: where somebody else saved meanwhile, what is `saved` now stands beside
/// every field that was typed otherwise, and the form goes on from there.
///
/// # Errors
/// As [`shown_again`].
pub fn shown_beside<F: Versioned>(
    error: Error,
    field: &str,
    typed: &mut F,
    mut saved: F,
) -> Result<(StatusCode, FormErrors)> {
    let (status, errors) = shown_again(error, field)?;
    if status != StatusCode::CONFLICT || typed.version_mut() == saved.version_mut() {
        return Ok((status, errors));
    }
    let errors = errors.beside(typed, &saved);
    std::mem::swap(typed.version_mut(), saved.version_mut());
    Ok((status, errors))
}
