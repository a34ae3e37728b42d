//! A page is its data. `page!` lets a template struct be a handler's answer; the frame renders it
//! later, when it knows the reader's language.

use std::sync::Arc;

use askama::Values;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::message::Message;
use crate::web::frame::{FLASH, encode_flash};

/// The data of a page, able to draw itself.
pub trait Page: Send + Sync + 'static {
    /// The title, for the browser's tab and for history.
    fn title(&self) -> Message;

    /// The content of `<main>`.
    ///
    /// # Errors
    /// When the template fails, which only a defect can make it do.
    fn content(&self, values: &dyn Values) -> askama::Result<String>;

    /// Does every stranger see the same, made of records, the address, the language and the day
    /// alone? Then it is drawn once for all of them: see `web/shared.rs`. A page with a form that
    /// carries a key of its own is not such a one.
    fn is_shared(&self) -> bool {
        false
    }
}

/// A page on its way to the frame.
#[derive(Clone)]
pub struct Rendering(pub Arc<dyn Page>);

impl IntoResponse for Rendering {
    fn into_response(self) -> Response {
        let mut response = StatusCode::OK.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Makes an askama template struct a page: `page!(Index, "needs-title")`, or with the title made
/// from the data: `page!(Show, |page| msg("needs-show-title").with("code", page.code.clone()))`. A last
/// word `shared` says that every stranger sees the same ([`Page::is_shared`]).
#[macro_export]
macro_rules! page {
    ($kind:ident, $id:literal $(, $shared:ident)?) => {
        $crate::page!($kind, |_page| $crate::message::msg($id) $(, $shared)?);
    };
    (@shared shared) => {
        fn is_shared(&self) -> bool {
            true
        }
    };
    ($kind:ident, |$page:ident| $title:expr $(, $shared:ident)?) => {
        impl $crate::web::Page for $kind {
            fn title(&self) -> $crate::Message {
                let $page = self;
                $title
            }

            fn content(&self, values: &dyn ::askama::Values) -> ::askama::Result<String> {
                ::askama::Template::render_with_values(self, values)
            }

            $($crate::page!(@shared $shared);)?
        }

        impl ::axum::response::IntoResponse for $kind {
            fn into_response(self) -> ::axum::response::Response {
                $crate::web::Rendering(::std::sync::Arc::new(self)).into_response()
            }
        }
    };
}

/// Sends the reader on to `path` after a form was accepted.
pub fn see(path: impl AsRef<str>) -> See {
    See { path: path.as_ref().to_owned(), flash: None }
}

/// A redirection after a POST, with something to say on the next page.
pub struct See {
    path: String,
    flash: Option<Message>,
}

impl See {
    /// What the next page says once.
    #[must_use]
    pub fn saying(mut self, message: Message) -> Self {
        self.flash = Some(message);
        self
    }
}

impl IntoResponse for See {
    fn into_response(self) -> Response {
        let mut response = StatusCode::SEE_OTHER.into_response();
        // A path with characters outside of a header is a defect of ours; the front page is safe.
        let location = HeaderValue::from_str(&self.path).unwrap_or(HeaderValue::from_static("/"));
        response.headers_mut().insert(header::LOCATION, location);
        if let Some(cookie) = self.flash.and_then(|message| encode_flash(&message)) {
            let cookie = format!("{FLASH}={cookie}; Path=/; HttpOnly; SameSite=Lax; Max-Age=60");
            if let Ok(value) = HeaderValue::from_str(&cookie) {
                response.headers_mut().append(header::SET_COOKIE, value);
            }
        }
        response
    }
}

/// An address with a query string, leaving out what is empty.
pub fn address(path: &str, fields: &[(&str, &str)]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        query.append_pair(name, value);
    }
    let query = query.finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}
