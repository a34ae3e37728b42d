//! What a participant's page and the page of a slip show of consents.

use askama::Template;

use super::consent::{Standing, standing};
use super::{policy, store};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::slots::{Filling, Piece};

use crate::projects::Project;
use crate::responses::{self, Area, Holder, Participant};
use xlsform::Kind;

/// On a project's page: the way to who agrees to what in each area.
#[derive(Template)]
#[template(path = "consents/on_project.html")]
struct OnProject {
    areas: Vec<Area>,
}

/// On a project's page, for those who see its participants.
pub(super) fn on_project<'a>(app: &'a App, reader: &'a Reader, project: &'a Project) -> Filling<'a> {
    Box::pin(async move {
        if reader.who().is_none() {
            return Ok(None);
        }
        let areas = responses::list_area_counts(&app.db, project.id).await?.into_iter().map(|count| count.area);
        let areas: Vec<_> = areas.filter(|area| policy::may_see(reader, area).is_ok()).collect();
        Ok((!areas.is_empty()).then(|| Box::new(OnProject { areas }) as Piece))
    })
}

/// At the desk: what stands of each purpose.
#[derive(Template)]
#[template(path = "consents/on_participant.html")]
struct OnParticipant {
    code: String,
    standing: [Standing; 3],
}

/// On the page of a participant, whom the reader may see.
pub(super) fn on_participant<'a>(app: &'a App, _: &'a Reader, person: &'a Participant) -> Filling<'a> {
    Box::pin(async move {
        let said = store::list_consents(app.db.reader(), person.id).await?;
        let answers = responses::list_responses(&app.db, person.id).await?;
        let application = answers.iter().find(|one| one.kind == Kind::Application && !one.superseded);
        let piece = OnParticipant { code: person.code.clone(), standing: standing(person, application, &said) };
        Ok(Some(Box::new(piece) as Piece))
    })
}

/// On the page that a slip opens: the way to take something back.
#[derive(Template)]
#[template(path = "consents/on_slip.html")]
struct OnSlip {
    code: String,
}

/// On the page that a slip opens.
pub(super) fn on_slip<'a>(_: &'a App, _: &'a Reader, holder: &'a Holder) -> Filling<'a> {
    let code = holder.0.code.clone();
    Box::pin(async move { Ok(Some(Box::new(OnSlip { code }) as Piece)) })
}
