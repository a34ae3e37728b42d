//! What other pages know of those who want a technology: the way to say so on its page, and where a code
//! leads on to.

use askama::Template;
use uuid::Uuid;

use super::store;
use crate::technologies;
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::followed::Leading;
use house::layout::slots::{Filling, Piece};

/// On the page of a technology: the way to say that one wants it.
#[derive(Template)]
#[template(path = "interests/on_technology.html")]
struct OnTechnology {
    code: String,
}

impl OnTechnology {
    fn address(&self) -> String {
        kit::web::address("/interests/new", &[("technology", &self.code)])
    }
}

/// Fills `Spot::TechnologyAsk`.
pub(super) fn on_technology<'a>(app: &'a App, _: &'a Reader, technology: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let found = technologies::find_many(&app.db, [technology]).await?.remove(&technology);
        Ok(found.map(|row| Box::new(OnTechnology { code: row.code }) as Piece))
    })
}

/// Where the code of whoever asked leads to, for those who type it where needs are followed.
pub fn followed<'a>(app: &'a App, code: &'a str) -> Leading<'a> {
    Box::pin(async move {
        let found = store::find_by_tracking_code(&app.db, code).await?;
        Ok(found.map(|one| format!("/interests/{}", one.tracking_code)))
    })
}
