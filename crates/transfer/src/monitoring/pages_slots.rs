//! What monitoring shows on the pages of projects below it.

use askama::Template;
use uuid::Uuid;

use super::progress_report::Narrative;
use super::{policy, store};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::slots::{Filling, Piece};

/// What the reports of a year say was in the way, what helped and what is advised.
#[derive(Template)]
#[template(path = "monitoring/slot_lessons.html")]
struct Lessons {
    of: Vec<Narrative>,
}

/// Fills the slot of a draft that continues `project`: what its accepted reports say in words.
pub(super) fn lessons<'a>(app: &'a App, reader: &'a Reader, project: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let areas = store::list_areas_of(&app.db, project).await?;
        if !areas.first().is_some_and(|area| policy::may_see(reader, area).is_ok()) {
            return Ok(None);
        }
        let of = store::list_lessons(&app.db, project).await?;
        Ok((!of.is_empty()).then(|| Box::new(Lessons { of }) as Piece))
    })
}
