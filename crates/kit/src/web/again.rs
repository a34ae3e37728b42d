//! A form that was refused, and is shown again as it was typed.

use axum::http::StatusCode;
use axum::http::response::{Parts, Response};

use super::throttle::wait;
use crate::error::{Error, Result};
use crate::form::{FormErrors, Versioned};
use crate::message::msg;

/// With which status, which headers and which errors a refused form is shown again: what is wrong with it
/// beside its fields, and beside `field` that somebody else saved meanwhile, that a rule stands against it,
/// that its file is too large, or that too much came from one address, whose people send it once more in a while.
///
/// # Errors
/// Those that no other words in the form would mend.
pub fn shown_again(error: Error, field: &str) -> Result<(Parts, FormErrors)> {
    let (mut head, ()) = Response::new(()).into_parts();
    head.status = error.status();
    let errors = match error {
        Error::Invalid(errors) => errors,
        Error::Conflict(_) | Error::TooLarge => FormErrors::one(field, error.message()),
        Error::TooMany { retry_after } => {
            head.headers = wait(retry_after);
            FormErrors::one(field, msg("kit-too-many").with("minutes", retry_after.div_ceil(60)))
        }
        other => return Err(other),
    };
    Ok((head, errors))
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
) -> Result<(Parts, FormErrors)> {
    let (head, errors) = shown_again(error, field)?;
    if head.status != StatusCode::CONFLICT || typed.version_mut() == saved.version_mut() {
        return Ok((head, errors));
    }
    let errors = errors.beside(typed, &saved);
    std::mem::swap(typed.version_mut(), saved.version_mut());
    Ok((head, errors))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_comes_too_often_is_told_in_the_form_when_to_send_it_again() {
        let (head, errors) = shown_again(Error::TooMany { retry_after: 61 }, "").expect("the form once more");
        assert_eq!(head.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(head.headers["retry-after"], "61");
        assert_eq!(errors.of("").map(crate::Message::id), Some("kit-too-many"));
    }
}
