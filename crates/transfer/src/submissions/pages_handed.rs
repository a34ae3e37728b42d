//! The page on which a clinic takes in the file of a telephone that cannot send.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kit::message::msg;
use kit::web::{Path, Upload, shown_again};
use kit::{Error, FormErrors, Message, Result, page};

use super::handed::Handed;
use super::pages_keys::area_of;
use super::sending::Sender;
use super::verbs;
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;

use crate::responses::Area;

/// The form for the file, and what became of each answer in the one that was brought.
#[derive(Template)]
#[template(path = "submissions/handed.html")]
pub(super) struct Page {
    area: Area,
    once: String,
    errors: FormErrors,
    /// The receipt of what was taken, or why it was not.
    taken: Vec<Result<String, Message>>,
}
page!(Page, "submissions-handed-title");

pub(super) async fn index(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<Page> {
    let area = area_of(&app, &reader, &code, number).await?;
    Ok(Page { area, once: app.chance.secret(), errors: FormErrors::new(), taken: Vec::new() })
}

pub(super) async fn receive(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
    upload: Upload,
) -> Result<Response> {
    let area = area_of(&app, &reader, &code, number).await?;
    let (sent, whole) = upload.read().await;
    let read = match whole {
        Err(error) => Err(error),
        Ok(()) if sent.file.is_empty() => Err(FormErrors::one("file", msg("submissions-handed-choose")).into()),
        Ok(()) => Handed::read(&sent.file).map_err(|why| FormErrors::one("file", why).into()),
    };
    let once = app.chance.secret();
    match read {
        Ok(handed) => {
            let taken = take(&app, &reader, &area, handed).await?;
            Ok(Page { area, once, errors: FormErrors::new(), taken }.into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "file")?;
            Ok((status, Page { area, once, errors, taken: Vec::new() }).into_response())
        }
    }
}

/// Takes one after the other: what is in order is not held up by what is not.
async fn take(app: &App, reader: &Reader, area: &Area, handed: Handed) -> Result<Vec<Result<String, Message>>> {
    let sender = Sender::Handed(reader.clone(), Box::new(area.clone()));
    let mut taken = Vec::new();
    for one in handed.of_area(area.id) {
        taken.push(match one {
            Err(why) => Err(why),
            Ok(sent) => match verbs::receive(app, &sender, sent).await {
                Ok(submission) => Ok(submission.receipt),
                Err(Error::NotFound) => Err(msg("submissions-not-found")),
                Err(error @ Error::Internal(_)) => return Err(error),
                Err(error) => Err(error.message()),
            },
        });
    }
    Ok(taken)
}
