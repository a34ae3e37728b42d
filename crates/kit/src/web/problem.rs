//! Errors for machines: RFC 9457 problem documents, in the reader's language, with the path of each
//! field that is wrong.

use axum::Json;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::Error;
use crate::message::{Catalogue, Message};
use crate::web::FrameRequest;

/// What went wrong, after RFC 9457.
#[derive(Serialize, ToSchema)]
pub struct Problem {
    /// What kind of problem: the part after `#` is the id of a message, and stays.
    r#type: String,
    /// The same for people, in the reader's language, with what to do next.
    title: String,
    /// The HTTP status.
    status: u16,
    /// The request, as the log names it.
    instance: Uuid,
    /// Of 422: each field that is not right, in the order found.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    errors: Option<Vec<FieldProblem>>,
}

/// What is wrong with a field.
#[derive(Serialize, ToSchema)]
pub struct FieldProblem {
    /// Its path.
    field: String,
    /// The id of the message, which stays.
    code: String,
    /// The message in the reader's language.
    detail: String,
}

/// `error` as `application/problem+json`, keeping the headers the handler set.
pub(crate) fn document(error: &Error, seen: &FrameRequest, words: &Catalogue, response: Response) -> Response {
    let message = error.message();
    let field = |(field, message): (&str, &Message)| FieldProblem {
        field: field.to_owned(),
        code: message.id().to_owned(),
        detail: words.say(seen.lang, message),
    };
    let body = Problem {
        r#type: format!("about:blank#{}", message.id()),
        title: words.say(seen.lang, &message),
        status: error.status().as_u16(),
        instance: seen.id,
        errors: if let Error::Invalid(errors) = error { Some(errors.iter().map(field).collect()) } else { None },
    };
    let mut problem = (error.status(), Json(body)).into_response();
    for (name, value) in response.headers() {
        if *name != header::CONTENT_LENGTH && *name != header::CONTENT_TYPE {
            problem.headers_mut().append(name.clone(), value.clone());
        }
    }
    problem.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    problem
}
