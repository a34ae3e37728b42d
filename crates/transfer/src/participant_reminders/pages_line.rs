//! The address that LINE calls when somebody writes to the house's account. Nobody reads a page here.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use kit::message_port::Way;
use kit::{Lang, Result, msg};

use super::linking::{Event, Notice, is_signed, slip_in};
use super::verbs;
use house::app::App;

/// The language in which LINE's people are answered.
const LANG: Lang = Lang::Th;

/// Takes a notice. What is not LINE's own does not exist for whoever sent it.
pub(super) async fn webhook(State(app): State<App>, headers: HeaderMap, body: Bytes) -> Result<StatusCode> {
    let signature = headers.get("x-line-signature").map_or(&b""[..], |signature| signature.as_bytes());
    if !is_signed(&app.settings.messages.line_secret, &body, signature) {
        return Ok(StatusCode::NOT_FOUND);
    }
    let Ok(notice) = serde_json::from_slice::<Notice>(&body) else { return Ok(StatusCode::BAD_REQUEST) };
    for event in &notice.events {
        took(&app, event).await?;
    }
    Ok(StatusCode::OK)
}

/// Somebody wrote the code of their slip, or left the account.
async fn took(app: &App, event: &Event) -> Result<()> {
    let user = event.source.user_id.as_str();
    match event.kind.as_str() {
        "unfollow" if !user.is_empty() => verbs::unlink(app, user).await,
        "message" if !user.is_empty() => match slip_in(&event.message.text) {
            Some(code) => answer(app, user, &code).await,
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

/// Links the slip and tells them so. Whoever tries one code after another is told of none in the end, as on the page of a
/// slip.
async fn answer(app: &App, user: &str, code: &str) -> Result<()> {
    let linking = async { if verbs::link(app, user, code).await? { Ok(()) } else { Err(kit::Error::NotFound) } };
    let said = match app.public_throttle.guess(format!("line {user}"), linking).await {
        Ok(()) => msg("participant-reminders-linked-line"),
        Err(kit::Error::NotFound) => msg("participant-reminders-unknown-line"),
        Err(kit::Error::TooMany { .. }) => return Ok(()),
        Err(other) => return Err(other),
    };
    let Some(port) = &app.message_port else { return Ok(()) };
    // They see on their telephone that nothing came back; the link itself stands.
    if let Err(error) = port.send(Way::Line, app.chance.id(app.clock.now()), user, &app.words.say(LANG, &said)).await {
        tracing::warn!(%error, "a linked slip could not be confirmed");
    }
    Ok(())
}
