//! Errors for machines: RFC 9457 problem documents, in the reader's language, with the path of each
//! field that is wrong.

use axum::Json;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::error::Error;
use crate::message::Catalogue;
use crate::web::FrameRequest;

/// `error` as `application/problem+json`, keeping the headers the handler set.
pub(crate) fn document(error: &Error, seen: &FrameRequest, words: &Catalogue, response: Response) -> Response {
    let message = error.message();
    let mut body = json!({
        "type": format!("about:blank#{}", message.id()),
        "title": words.say(seen.lang, &message),
        "status": error.status().as_u16(),
        "instance": seen.id,
    });
    if let Error::Invalid(errors) = error {
        let fields: Vec<_> = errors
            .iter()
            .map(|(field, message)| json!({"field": field, "code": message.id(), "detail": words.say(seen.lang, message)}))
            .collect();
        body["errors"] = fields.into();
    }
    let mut problem = (error.status(), Json(body)).into_response();
    for (name, value) in response.headers() {
        if *name != header::CONTENT_LENGTH && *name != header::CONTENT_TYPE {
            problem.headers_mut().append(name.clone(), value.clone());
        }
    }
    problem.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    problem
}
