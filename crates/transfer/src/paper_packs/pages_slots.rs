//! What other pages show of packs: the way to them from a project.

use askama::Template;

use super::policy;
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::slots::{Filling, Piece};

use crate::projects::Project;
use crate::responses::{self, Area};

/// On a project's page, for those who see its participants: the way to the packs of each area.
#[derive(Template)]
#[template(path = "paper_packs/on_project.html")]
struct OnProject {
    areas: Vec<Area>,
}

/// Fills `ON_PROJECT`.
pub(super) fn on_project<'a>(app: &'a App, reader: &'a Reader, project: &'a Project) -> Filling<'a> {
    Box::pin(async move {
        if reader.who().is_none() {
            return Ok(None);
        }
        let areas = responses::list_area_counts(&app.db, project.id).await?.into_iter().map(|count| count.area);
        let areas: Vec<_> = areas.filter(|area| policy::may_print(reader, area).is_ok()).collect();
        Ok((!areas.is_empty()).then(|| Box::new(OnProject { areas }) as Piece))
    })
}
