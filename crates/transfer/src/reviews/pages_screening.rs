//! Saying on the page of a proposal whether it may be judged.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kit::message::msg;
use kit::web::{Form, Path, see, shown_again};
use kit::{Error, Result};

use super::forms::ScreenForm;
use super::pages_proposal::Show;
use super::policy;
use super::verbs::proposal;
use super::verbs_screening as verbs;
use house::accounts::Reader;
use house::app::App;

pub(super) async fn screen(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(form): Form<ScreenForm>,
) -> Result<Response> {
    reader.must_sign_in()?;
    proposal(&app, &reader, &code).await?;
    policy::may_screen(&reader)?;
    let said = match form.check() {
        Ok(said) => verbs::screen(&app, &reader, &code, said).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match said {
        Ok((project, said)) => {
            let word = if said.eligible { "reviews-screened-yes" } else { "reviews-screened-no" };
            Ok(see(format!("/proposals/{}", project.code)).saying(msg(word)).into_response())
        }
        Err(Error::Conflict(message)) => {
            let mut page = Show::of(&app, &reader, &code).await?;
            (page.screen, page.refusal) = (form, Some(message));
            Ok((StatusCode::CONFLICT, page).into_response())
        }
        Err(error) => {
            let (status, screen_errors) = shown_again(error, "")?;
            let mut page = Show::of(&app, &reader, &code).await?;
            (page.screen, page.screen_errors) = (form, screen_errors);
            Ok((status, page).into_response())
        }
    }
}
