//! The other way round: for a technology, the needs that it could answer.

use askama::Template;
use axum::extract::State;
use kit::web::Path;
use kit::{Error, Result, page};
use uuid::Uuid;

use super::found::Match;
use super::{policy, verbs_find};
use crate::needs::Need;
use crate::technologies::{self, Technology};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::slots::{Filling, Piece};

/// The needs that a technology could answer.
#[derive(Template)]
#[template(path = "matching/needs.html")]
pub(super) struct Needs {
    technology: Technology,
    found: Vec<(Need, Match)>,
}
page!(Needs, "matching-needs-title");

pub(super) async fn needs(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Needs> {
    let technology = technologies::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    policy::may_look_for_needs(&reader, &technology)?;
    let found = verbs_find::find_needs(&app, &reader, &technology).await?;
    Ok(Needs { technology, found })
}

/// On the technology's page: the way to the needs it could answer, for those who work with needs.
#[derive(Template)]
#[template(path = "matching/of_technology.html")]
struct OfTechnology {
    href: String,
}

/// Fills `Spot::Technology`.
pub(super) fn of_technology<'a>(app: &'a App, reader: &'a Reader, technology: Uuid) -> Filling<'a> {
    Box::pin(async move {
        if reader.who().is_none() {
            return Ok(None);
        }
        let found = technologies::find_many(&app.db, [technology]).await?.remove(&technology);
        let Some(row) = found.filter(|row| policy::may_look_for_needs_of(reader, row.status()).is_ok()) else {
            return Ok(None);
        };
        Ok(Some(Box::new(OfTechnology { href: format!("/technologies/{}/needs", row.code) }) as Piece))
    })
}
