//! What the pages of activities, participants and answers share, and what they show on the pages of
//! others: counts on a project's.

use askama::Template;
use kit::{Error, Result};

use super::policy;
use super::store::{self, AreaCount};
use crate::projects::Project;
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::slots::{Filling, Piece};
use xlsform::Kind;

pub(super) fn kind_of(word: &str) -> Result<Kind> {
    Kind::from_code(word).ok_or(Error::NotFound)
}

/// On a project's page: how many each area reached, without a name.
#[derive(Template)]
#[template(path = "responses/project_slot.html")]
struct ProjectPiece {
    /// Each area, and whether the reader may see who they are.
    areas: Vec<(AreaCount, bool, bool)>,
}

/// On a project's page: the areas' counts, N and n, those below five hidden.
pub(super) fn on_project<'a>(app: &'a App, reader: &'a Reader, project: &'a Project) -> Filling<'a> {
    Box::pin(async move {
        let areas = store::list_area_counts(&app.db, project.id).await?;
        let seen = |count: AreaCount| {
            let may_see = policy::may_see_participants(reader, &count.area).is_ok();
            let may_record = policy::may_register(reader, &count.area).is_ok() && count.area.takes_records().is_ok();
            (count, may_see, may_record)
        };
        let areas: Vec<_> = areas.into_iter().map(seen).collect();
        let anything = areas.iter().any(|(count, may_see, _)| *may_see || count.participants > 0);
        Ok(anything.then(|| Box::new(ProjectPiece { areas }) as Piece))
    })
}
