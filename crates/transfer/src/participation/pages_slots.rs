//! What opinions show on the pages of lower features: a project's page lists what was said about it
//! and what came of it, the desk says what waits, and its code leads on from where codes are typed.

use askama::Template;
use kit::Result;
use uuid::Uuid;

use super::store_list::{self, Filter, Row};
use super::{policy, store};
use crate::projects::Project;
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::followed::Leading;
use house::layout::slots::{Filling, Piece};

/// Opinions on a project's page.
const ON_PROJECT: u64 = 5;
/// Opinions on the desk.
const ON_DESK: u64 = 5;

#[derive(Template)]
#[template(path = "participation/on_project.html")]
struct OnProject {
    code: String,
    opinions: Vec<Row>,
}

impl OnProject {
    fn new_address(&self) -> String {
        kit::web::address("/participation/new", &[("project", &self.code)])
    }

    fn all_address(&self) -> String {
        kit::web::address("/participation", &[("project", &self.code)])
    }
}

/// On a project's page: what was said about it, and the link to the form.
pub(super) fn on_project<'a>(app: &'a App, _: &'a Reader, project: &'a Project) -> Filling<'a> {
    Box::pin(async move {
        if !project.is_public() {
            return Ok(None);
        }
        let opinions = store_list::list_of_project(&app.db, project, ON_PROJECT).await?;
        let piece: Piece = Box::new(OnProject { code: project.code.clone(), opinions });
        Ok(Some(piece))
    })
}

#[derive(Template)]
#[template(path = "participation/on_desk.html")]
struct OnDesk {
    opinions: Vec<Row>,
    /// How many wait in all.
    of: u64,
}

/// Fills `Spot::Desk`: what waits for the reader.
pub(super) fn on_desk<'a>(app: &'a App, reader: &'a Reader, _: Uuid) -> Filling<'a> {
    Box::pin(waiting(app, reader))
}

async fn waiting(app: &App, reader: &Reader) -> Result<Option<Piece>> {
    if policy::may_see_desk(reader).is_err() {
        return Ok(None);
    }
    let filter = Filter { limit: Some(ON_DESK), ..Filter::default() };
    let waiting = store_list::list_of_owners(&app.db, policy::desk_owners(reader), reader.practises(), &filter).await?;
    if waiting.is_empty() {
        return Ok(None);
    }
    let of = store_list::count_of_owners(&app.db, policy::desk_owners(reader), reader.practises()).await?;
    Ok(Some(Box::new(OnDesk { opinions: waiting.items, of })))
}

/// Where the code of whoever gave an opinion leads to, for those who type it where needs are followed.
pub fn followed<'a>(app: &'a App, code: &'a str) -> Leading<'a> {
    Box::pin(async move {
        let found = store::find_by_tracking_code(&app.db, code).await?;
        Ok(found.map(|one| format!("/participation/track/{}", one.tracking_code)))
    })
}
