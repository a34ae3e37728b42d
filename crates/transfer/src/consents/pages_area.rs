//! Who in an area agrees to what: whose photograph may be shown, and whose must be taken down.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response as Reply};
use kit::web::Path;
use kit::{Result, page};
use uuid::Uuid;

use super::consent::{Purpose, Standing, standing};
use super::store;
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;

use crate::responses::{self, Area, Participant, Response};
use xlsform::Kind;

/// The participants of an area with what stands of each purpose.
#[derive(Template)]
#[template(path = "consents/index.html")]
struct Index {
    area: Area,
    people: Vec<(Participant, [Standing; 3])>,
    /// How many agree to each purpose.
    agree: [i64; 3],
    /// How many took one back.
    taken_back: i64,
}
page!(Index, "consents-area-title");

pub(super) async fn index(
    State(app): State<App>,
    reader: Reader,
    Path((code, number)): Path<(String, i32)>,
) -> Result<Reply> {
    let area = responses::area_seen(&app, &reader, &code, number).await?;
    let registered = responses::list_registered(&app.db, area.id).await?;
    let ids: Vec<Uuid> = registered.iter().map(|person| person.id).collect();
    let said = store::list_consents_of(&app.db, &ids).await?;
    let applications = applications(&app, &area).await?;
    let people: Vec<(Participant, [Standing; 3])> = registered
        .into_iter()
        .map(|person| {
            let of_person = said.get(&person.id).map_or(&[][..], Vec::as_slice);
            let standing = standing(&person, applications.get(&person.id), of_person);
            (person, standing)
        })
        .collect();
    let count = |at: usize| people.iter().filter(|(_, standing)| standing[at].agreed == Some(true)).count();
    let counted = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let taken_back = people.iter().filter(|(_, standing)| standing.iter().any(Standing::is_taken_back)).count();
    let page = Index { agree: [0, 1, 2].map(count).map(counted), taken_back: counted(taken_back), area, people };
    Ok(page.into_response())
}

/// The applications that stand, by who gave each.
async fn applications(app: &App, area: &Area) -> Result<BTreeMap<Uuid, Response>> {
    let (mut found, mut after) = (BTreeMap::new(), None);
    loop {
        let some = responses::list_given(&app.db, area.id, Kind::Application, area.practice, after).await?;
        let Some((last, _)) = some.last() else { return Ok(found) };
        after = Some(last.id);
        found.extend(some.into_iter().map(|(answer, person)| (person.id, answer)));
    }
}
