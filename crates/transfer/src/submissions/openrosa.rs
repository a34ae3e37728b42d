//! What OpenRosa 1.0 says and is told: the list of forms, the list of a form's files, and the answer to what was sent.
//! Every answer of it, a refusal too, carries its version; a telephone shows the message of a refusal as it stands.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;
use kit::message::msg;
use kit::{Error, Lang};
use md5::{Digest, Md5};
use xlsform::{Unreadable, escaped};

/// The header that says which OpenRosa this is.
const VERSION: HeaderName = HeaderName::from_static("x-openrosa-version");
/// The only one there is.
const ONE: &str = "1.0";
/// How large a submission may be, in bytes: what the house takes at once, less what wraps it.
pub(super) const CONTENT_MOST: usize = 19 * 1024 * 1024;
const CONTENT_LENGTH: HeaderName = HeaderName::from_static("x-openrosa-accept-content-length");
const RECEIPT: HeaderName = HeaderName::from_static("x-techclinic-receipt");
const STANDING: HeaderName = HeaderName::from_static("x-techclinic-standing");
/// How XML is sent.
const XML: &str = "text/xml; charset=utf-8";

/// One form of the list.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    /// Its id.
    pub id: String,
    /// Its name, in the reader's language.
    pub name: String,
    /// Its version.
    pub version: String,
    /// More about it, for those who ask.
    pub about: Option<String>,
    /// MD5 of the form as it is given out.
    pub hash: String,
    /// Where it is.
    pub address: String,
}

/// The hash of a form, as OpenRosa has it: what changed is told by it, nothing is protected by it.
pub(super) fn hash(xform: &str) -> String {
    format!("md5:{}", HEXLOWER.encode(&Md5::digest(xform.as_bytes())))
}

/// The list of forms.
pub(super) fn form_list(forms: &[Listed]) -> String {
    let one = |form: &Listed| {
        let about = form.about.as_deref().map(|text| tag("descriptionText", text)).unwrap_or_default();
        let parts = [
            tag("formID", &form.id),
            tag("name", &form.name),
            tag("version", &form.version),
            tag("hash", &form.hash),
            about,
            tag("downloadUrl", &form.address),
        ];
        format!("<xform>{}</xform>", parts.concat())
    };
    let forms: String = forms.iter().map(one).collect();
    document(&format!(r#"<xforms xmlns="http://openrosa.org/xforms/xformsList">{forms}</xforms>"#))
}

/// The list of a form's files: none of ours has any.
pub(super) fn manifest() -> String {
    document(r#"<manifest xmlns="http://openrosa.org/xforms/xformsManifest"></manifest>"#)
}

fn document(inner: &str) -> String {
    format!(r#"<?xml version="1.0" encoding="UTF-8"?>{inner}"#)
}

fn tag(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>", escaped(text))
}

/// A document of OpenRosa, with its headers.
pub(super) fn given(xml: String) -> Response {
    marked((StatusCode::OK, [(header::CONTENT_TYPE, XML)], xml).into_response())
}

/// The answer to what was sent: 201 alone says that it is here for good. 200 is what a hotel's sign-in page says too.
/// The receipt and what became of it stand apart too, for our own page: nobody else's 201 has them.
pub(super) fn thanked(words: &str, receipt: &str, standing: &str) -> Response {
    let mut response = said(StatusCode::CREATED, "submit_success", words);
    for (name, value) in [(RECEIPT, receipt), (STANDING, standing)] {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// The answer to somebody who asks whether anything may be sent here.
pub(super) fn ready(address: &str) -> Response {
    let mut response = marked(StatusCode::NO_CONTENT.into_response());
    let headers = response.headers_mut();
    if let Ok(address) = HeaderValue::from_str(address) {
        headers.insert(header::LOCATION, address);
    }
    headers.insert(CONTENT_LENGTH, HeaderValue::from(CONTENT_MOST));
    response
}

/// What is wrong, in words a telephone shows. Whoever comes without a name is asked for it.
pub(super) fn refused(error: &Error, words: &str) -> Response {
    if let Error::Internal(cause) = error {
        tracing::error!(cause = %format!("{cause:#}"), "a submission could not be taken");
    }
    let mut response = said(error.status(), "submit_failure", words);
    if error.status() == StatusCode::UNAUTHORIZED {
        let challenge = HeaderValue::from_static(r#"Basic realm="techclinic", charset="UTF-8""#);
        response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    }
    response
}

fn said(status: StatusCode, nature: &str, words: &str) -> Response {
    let message = format!(r#"<message nature="{nature}">{}</message>"#, escaped(words));
    let xml = document(&format!(
        r#"<OpenRosaResponse xmlns="http://openrosa.org/http/response">{message}</OpenRosaResponse>"#
    ));
    marked((status, [(header::CONTENT_TYPE, XML)], xml).into_response())
}

fn marked(mut response: Response) -> Response {
    response.headers_mut().insert(VERSION, HeaderValue::from_static(ONE));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Does the sender speak this OpenRosa? Whoever says nothing of it is taken to.
///
/// # Errors
/// [`Error::BadRequest`] for another.
pub(super) fn check_version(headers: &HeaderMap) -> Result<(), Error> {
    let asked = headers.get(VERSION).map(|version| version.as_bytes().trim_ascii());
    match asked {
        None => Ok(()),
        Some(version) if version == ONE.as_bytes() => Ok(()),
        Some(_) => Err(Error::BadRequest(msg("submissions-openrosa-version"))),
    }
}

/// Why what came is no answered form.
pub(super) fn unreadable(why: Unreadable) -> Error {
    match why {
        Unreadable::TooLarge(_) => Error::TooLarge,
        Unreadable::Xml(_) => Error::BadRequest(msg("submissions-not-xml")),
        Unreadable::TooDeep(_) => Error::BadRequest(msg("submissions-too-deep")),
        Unreadable::Formless => Error::BadRequest(msg("submissions-formless")),
        Unreadable::Nameless => Error::BadRequest(msg("submissions-nameless")),
    }
}

/// The language a telephone asks for; Thai where it does not say.
pub(super) fn language(headers: &HeaderMap) -> Lang {
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first =
        asked.split(',').find_map(|one| Lang::from_tag(one.split([';', '-']).next().unwrap_or_default().trim()));
    first.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_what_the_standard_says_and_holds_any_name() {
        let form = Listed {
            id: "follow_up".to_owned(),
            name: "แบบ <ติดตาม> & ผล".to_owned(),
            version: "2026112101".to_owned(),
            about: None,
            hash: hash("<h:html/>"),
            address: "https://example.org/openrosa/forms/follow_up?version=1&a=b".to_owned(),
        };
        let list = form_list(&[form]);
        let read = roxmltree::Document::parse(&list).expect("well-formed");
        let root = read.root_element();
        assert_eq!(root.tag_name().namespace(), Some("http://openrosa.org/xforms/xformsList"));
        let names: Vec<_> =
            root.first_element_child().expect("a form").children().map(|part| part.tag_name().name()).collect();
        assert_eq!(names, ["formID", "name", "version", "hash", "downloadUrl"]);
        assert!(list.contains("md5:") && list.contains("&lt;ติดตาม&gt;"));
    }

    #[test]
    fn a_telephone_is_answered_in_its_language() {
        for (asked, lang) in
            [("en-US,en;q=0.9", Lang::En), ("th", Lang::Th), ("fr, en;q=0.5", Lang::En), ("", Lang::Th)]
        {
            let headers = HeaderMap::from_iter([(header::ACCEPT_LANGUAGE, HeaderValue::from_static(asked))]);
            assert_eq!(language(&headers), lang, "{asked}");
        }
    }
}
