//! Styles, script, type, icon and the word to robots, out of the program itself. The address of what
//! pages load carries a print of its content, so that a browser may keep it for good.

use std::sync::LazyLock;

use axum::Router;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use data_encoding::HEXLOWER;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use crate::app::App;

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
struct Dist;

static BASE: LazyLock<String> = LazyLock::new(|| {
    let mut print = Sha256::new();
    for path in Dist::iter() {
        print.update(path.as_bytes());
        print.update(Dist::get(&path).map(|file| file.metadata.sha256_hash()).unwrap_or_default());
    }
    format!("/assets/{}", HEXLOWER.encode(&print.finalize()[..6]))
});

/// The prefix of every asset's address, without a slash at its end.
pub fn base() -> &'static str {
    &BASE
}

/// An asset, for a page that hands it out at an address of its own.
pub fn text(path: &str) -> Option<String> {
    Dist::get(path).map(|file| String::from_utf8_lossy(&file.data).into_owned())
}

/// The names of all assets.
pub fn names() -> impl Iterator<Item = String> {
    Dist::iter().map(String::from)
}

/// The style sheet's name of the colour of the bar and of the first button.
const PRIMARY: &str = "--color-primary:";

static PRIMARY_COLOUR: LazyLock<String> = LazyLock::new(|| {
    let sheet = Dist::get("app.css").map(|file| String::from_utf8_lossy(&file.data).into_owned()).unwrap_or_default();
    let said = sheet.split_once(PRIMARY).and_then(|(_, rest)| rest.split([';', '}']).next());
    said.map(|colour| colour.trim().to_owned()).unwrap_or_default()
});

/// The colour of the bar, as the style sheet says it: a telephone draws its own bar in the same.
pub fn primary_colour() -> &'static str {
    &PRIMARY_COLOUR
}

/// The addresses of the assets, outside of the frame: they are no pages.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/assets/{print}/{*path}", get(asset))
        .route("/favicon.ico", get(icon))
        .route("/robots.txt", get(robots))
}

async fn asset(Path((_, path)): Path<(String, String)>) -> Response {
    serve(&path, "public, max-age=31536000, immutable")
}

async fn icon() -> Response {
    serve("favicon.svg", "public, max-age=86400")
}

/// What search engines may read: everything public but what only codes lead to.
async fn robots() -> Response {
    let headers =
        [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=86400")];
    (headers, ROBOTS).into_response()
}

/// The rooms of staff, and pages that a person's own code opens.
const ROBOTS: &str = "User-agent: *\n\
    Disallow: /desk\n\
    Disallow: /track\n\
    Disallow: /participation/track\n\
    Disallow: /fill\n\
    Disallow: /sign-in\n";

fn serve(path: &str, keep: &'static str) -> Response {
    match Dist::get(path) {
        Some(file) => {
            let headers = [
                (header::CONTENT_TYPE, media_type(path)),
                (header::CACHE_CONTROL, keep),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            ];
            (headers, file.data).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        _ => "text/plain; charset=utf-8",
    }
}
