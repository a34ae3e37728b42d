//! The shell of the page, and what a browser needs to keep it where there is no signal.

use std::collections::BTreeMap;

use askama::Template;
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use kit::message::msg;
use kit::web::Query;
use kit::{Lang, page};
use serde::Deserialize;
use serde_json::json;

use house::accounts::Reader;
use house::layout::{assets, filters};
use house::messages::catalogue;

/// What the page says: its own sentences, and a few of the house that it draws fields with.
const WORDS: &[&str] = &[
    "fieldwork-answered-on",
    "fieldwork-answers",
    "fieldwork-begin",
    "fieldwork-beyond",
    "fieldwork-clock-wrong",
    "fieldwork-day-missing",
    "fieldwork-drop",
    "fieldwork-drop-ask",
    "fieldwork-error-constraint",
    "fieldwork-error-not_a_choice",
    "fieldwork-error-not_a_date",
    "fieldwork-error-not_a_number",
    "fieldwork-error-required",
    "fieldwork-error-too_long",
    "fieldwork-error-unjudged",
    "fieldwork-filed",
    "fieldwork-finish",
    "fieldwork-full",
    "fieldwork-go-on",
    "fieldwork-kept",
    "fieldwork-key",
    "fieldwork-key-another",
    "fieldwork-key-ended",
    "fieldwork-key-first",
    "fieldwork-key-hint",
    "fieldwork-key-none",
    "fieldwork-key-take",
    "fieldwork-key-taken",
    "fieldwork-key-until",
    "fieldwork-key-waits",
    "fieldwork-later",
    "fieldwork-lead",
    "fieldwork-left",
    "fieldwork-messenger",
    "fieldwork-messenger-open",
    "fieldwork-messenger-title",
    "fieldwork-more",
    "fieldwork-no-signal",
    "fieldwork-not-kept",
    "fieldwork-not-open",
    "fieldwork-nothing-waits",
    "fieldwork-open-elsewhere",
    "fieldwork-picture-remove",
    "fieldwork-picture-unread",
    "fieldwork-pictures",
    "fieldwork-pictures-hint",
    "fieldwork-send-now",
    "fieldwork-sending",
    "fieldwork-signal",
    "fieldwork-slip",
    "fieldwork-slip-hint",
    "fieldwork-slip-missing",
    "fieldwork-slip-unknown",
    "fieldwork-state-checked",
    "fieldwork-state-draft",
    "fieldwork-state-issues",
    "fieldwork-state-queued",
    "fieldwork-state-received",
    "fieldwork-state-rejected",
    "fieldwork-state-stuck",
    "fieldwork-title",
    "fieldwork-to-file",
    "fieldwork-too-old",
    "fieldwork-try-again",
    "fieldwork-waiting",
    "fieldwork-why",
    "layout-choose",
    "layout-day",
    "layout-errors",
    "layout-month",
    "layout-month-1",
    "layout-month-10",
    "layout-month-11",
    "layout-month-12",
    "layout-month-2",
    "layout-month-3",
    "layout-month-4",
    "layout-month-5",
    "layout-month-6",
    "layout-month-7",
    "layout-month-8",
    "layout-month-9",
    "layout-optional",
    "layout-year",
    "questionnaires-kind-application",
    "questionnaires-kind-evaluation",
    "questionnaires-kind-follow_up",
];
/// The gaps in them, which the page fills.
const GAPS: [&str; 8] = ["count", "day", "limit", "most", "name", "receipt", "why", "code"];

/// The shell.
#[derive(Template)]
#[template(path = "fieldwork/index.html")]
pub(super) struct Index {
    words: String,
    program: String,
}
page!(Index, "fieldwork-title");

pub(super) async fn index(reader: Reader) -> Index {
    Index { words: words(reader.lang), program: format!("{}/field/page.js", assets::base()) }
}

fn words(lang: Lang) -> String {
    let said = WORDS.iter().map(|id| {
        let sentence = GAPS.iter().fold(msg(id), |said, gap| said.with(gap, format!("{{{gap}}}")));
        (*id, catalogue().say(lang, &sentence))
    });
    json!(said.collect::<BTreeMap<_, _>>()).to_string()
}

/// The program that keeps the page, with the list of what belongs to this version: another version, other bytes.
pub(super) async fn worker() -> Response {
    let wanted = |name: &String| {
        name.starts_with("fonts/")
            || name.starts_with("field/")
            || ["app.css", "app.js", "favicon.svg"].contains(&&**name)
    };
    let files: Vec<String> = assets::names().filter(wanted).collect();
    let program = assets::text("field/worker.js").unwrap_or_default();
    let script = format!("const FIELD={};\n{program}", json!({ "base": assets::base(), "files": files }));
    // A program may keep what lies beside it or below; the page lies above.
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
        (HeaderName::from_static("service-worker-allowed"), "/field"),
    ];
    (headers, script).into_response()
}

/// In which language the page is installed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Installed {
    lang: String,
}

/// What a telephone needs to know to put the page beside its other programs.
pub(super) async fn manifest(Query(installed): Query<Installed>) -> Response {
    let lang = Lang::from_tag(&installed.lang).unwrap_or_default();
    let say = |id: &'static str| catalogue().say(lang, &msg(id));
    let manifest = json!({
        "name": say("fieldwork-title"),
        "short_name": say("fieldwork-short"),
        "lang": lang.tag(),
        "start_url": format!("/field?lang={}", lang.tag()),
        "scope": "/field",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": assets::primary_colour(),
        "icons": [{ "src": format!("{}/favicon.svg", assets::base()), "sizes": "any", "type": "image/svg+xml" }],
    });
    let headers = [(header::CONTENT_TYPE, "application/manifest+json"), (header::CACHE_CONTROL, "no-cache")];
    (headers, manifest.to_string()).into_response()
}
