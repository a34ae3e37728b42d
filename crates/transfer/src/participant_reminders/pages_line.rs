//! The address that LINE calls when somebody writes to the house's account. Nobody reads a page here.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use kit::message_port::Way;
use kit::{Error, Lang, Result, msg};

use super::linking::{Event, Notice, is_signed, slips_in};
use super::verbs::{self, Linked};
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
        "message" if !user.is_empty() => answer(app, user, slips_in(&event.message.text)).await,
        _ => Ok(()),
    }
}

/// Links the slip and tells them so. Whoever tries one code after another is told of none in the end, as on the page of a
/// slip.
async fn answer(app: &App, user: &str, codes: Vec<String>) -> Result<()> {
    let mut said = None;
    for code in codes {
        let linking = async {
            match verbs::link(app, user, &code).await? {
                Linked::Unknown => Err(Error::NotFound),
                known => Ok(known),
            }
        };
        said = match app.public_throttle.guess(format!("line {user}"), linking).await {
            Ok(Linked::Yes) => Some(msg("participant-reminders-linked-line")),
            Ok(_) => Some(msg("participant-reminders-not-agreed-line")),
            Err(Error::NotFound) => Some(msg("participant-reminders-unknown-line")),
            Err(Error::TooMany { .. }) => return Ok(()),
            Err(other) => return Err(other),
        };
        if said.as_ref().is_some_and(|said| said.id() != "participant-reminders-unknown-line") {
            break;
        }
    }
    let Some(said) = said else { return Ok(()) };
    let Some(port) = &app.message_port else { return Ok(()) };
    // They see on their telephone that nothing came back; the link itself stands.
    if let Err(error) = port.send(Way::Line, app.chance.id(app.clock.now()), user, &app.words.say(LANG, &said)).await {
        tracing::warn!(%error, "a linked slip could not be confirmed");
    }
    Ok(())
}
