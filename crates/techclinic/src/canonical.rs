//! The one address of each thing. People write down codes in small letters and leave a slash at the
//! end; whatever was not found as they wrote it is looked for where it would be. Whether it is there is
//! told by that address alone, so this tells nobody anything.

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use kit::Error;

use house::accounts::local;

/// Parts of addresses that are codes.
const CODES: [&str; 3] = ["{code}", "{report}", "{project}"];
/// Whose codes are written in small letters; all others' are in capitals.
const SMALL: [&str; 6] = [
    "/clinics/",
    "/api/v1/clinics/",
    "/organisations/",
    "/api/v1/organisations/",
    "/programmes/",
    "/api/v1/programmes/",
];

/// What nobody routes: the same address without a slash at its end, or nothing.
pub async fn without_slash(address: Uri) -> Response {
    let path = address.path();
    match path.strip_suffix('/') {
        Some(_) if path != "/" => moved(format!("/{}", path.trim_matches('/')), address.query()),
        _ => Error::NotFound.into_response(),
    }
}

/// The middleware that looks for a code, where it was not found as it was typed, as codes are written.
pub async fn as_written(request: Request, next: Next) -> Response {
    let pattern = request.extensions().get::<MatchedPath>().cloned();
    let address = request.uri().clone();
    let response = next.run(request).await;
    let Some(pattern) = pattern.filter(|_| matches!(response.extensions().get(), Some(Error::NotFound))) else {
        return response;
    };
    let written = written(address.path(), pattern.as_str());
    if written == address.path() { response } else { moved(written, address.query()) }
}

/// A path with its codes as they are written.
fn written(path: &str, pattern: &str) -> String {
    let small = SMALL.iter().any(|begin| pattern.starts_with(begin));
    // No code has letters that addresses write as numbers, and these are not to be rewritten.
    let is_code = |part: &str, named: &str| CODES.contains(&named) && !part.contains('%');
    let part = |(part, named): (&str, &str)| match (is_code(part, named), small) {
        (true, true) => part.to_ascii_lowercase(),
        (true, false) => part.to_ascii_uppercase(),
        _ => part.to_owned(),
    };
    path.split('/').zip(pattern.split('/')).map(part).collect::<Vec<_>>().join("/")
}

/// For good, and with whatever was sent. Only ever to an address of this site.
pub fn moved(path: String, query: Option<&str>) -> Response {
    let address = query.map_or(path.clone(), |query| format!("{path}?{query}"));
    match local(&address).map(HeaderValue::from_str) {
        Some(Ok(location)) => (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, location)]).into_response(),
        _ => Error::NotFound.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_written_in_one_way_and_nothing_else_is_touched() {
        for (path, pattern, right) in [
            ("/projects/p53-plan", "/projects/{code}", "/projects/P53-PLAN"),
            ("/needs/n53-1/decline", "/needs/{code}/decline", "/needs/N53-1/decline"),
            ("/clinics/Trang", "/clinics/{code}", "/clinics/trang"),
            ("/desk/sessions/0a", "/desk/sessions/{id}", "/desk/sessions/0a"),
            ("/fill/a%e0/b", "/fill/{code}/b", "/fill/a%e0/b"),
            ("/clinics/%E0%B8%81", "/clinics/{code}", "/clinics/%E0%B8%81"),
        ] {
            assert_eq!(written(path, pattern), right);
        }
    }

    #[test]
    fn nobody_is_sent_to_another_site() {
        for path in ["//evil.example", "/\\evil.example", "https://evil.example"] {
            assert_eq!(moved(path.to_owned(), None).status(), StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(moved("/needs".to_owned(), Some("q=a")).headers()[header::LOCATION], "/needs?q=a");
    }
}
