//! What other pages show of what telephones sent: the way to it from a project, and on a desk what waits.

use askama::Template;
use uuid::Uuid;

use super::policy;
use super::store::{self, Waiting};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::slots::{Filling, Piece};

use crate::projects::Project;
use crate::responses::{self, Area};

/// On a project's page, for those who see its participants: the way to what came of each area.
#[derive(Template)]
#[template(path = "submissions/on_project.html")]
struct OnProject {
    areas: Vec<(Area, bool)>,
}

/// Fills `ON_PROJECT`.
pub(super) fn on_project<'a>(app: &'a App, reader: &'a Reader, project: &'a Project) -> Filling<'a> {
    Box::pin(async move {
        if reader.who().is_none() {
            return Ok(None);
        }
        let areas = responses::list_area_counts(&app.db, project.id).await?.into_iter().map(|count| count.area);
        let seen = areas.filter(|area| policy::may_see(reader, area).is_ok() && !area.practice);
        let areas: Vec<_> = seen.map(|area| (policy::may_make(reader, &area).is_ok(), area)).collect();
        let areas: Vec<_> = areas.into_iter().map(|(may, area)| (area, may)).collect();
        Ok((!areas.is_empty()).then(|| Box::new(OnProject { areas }) as Piece))
    })
}

/// On a clinic's desk: what came and waits to be put right.
#[derive(Template)]
#[template(path = "submissions/on_desk.html")]
struct OnDesk {
    waiting: Vec<Waiting>,
}

/// Fills `Spot::Desk`.
pub(super) fn on_desk<'a>(app: &'a App, reader: &'a Reader, _: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let mut waiting = Vec::new();
        if !reader.practises() {
            for clinic in reader.clinics().collect::<std::collections::BTreeSet<_>>() {
                waiting.extend(store::list_waiting(&app.db, clinic).await?);
            }
        }
        Ok((!waiting.is_empty()).then(|| Box::new(OnDesk { waiting }) as Piece))
    })
}
