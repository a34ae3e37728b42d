//! What other pages show of reminders: the list of an area, a participant's page, and the page that a slip opens.

use askama::Template;
use kit::message_port::Way;

use super::reminder::Reminder;
use super::{store, store_lines, verbs};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::slots::{Filling, Piece};

use crate::responses::{Area, Holder, Participant};

/// On the list of an area's participants: the way to its reminders.
#[derive(Template)]
#[template(path = "participant_reminders/on_area.html")]
struct OnArea {
    address: String,
}

/// On the list of an area's participants, which the reader sees.
pub(super) fn on_area<'a>(_: &'a App, _: &'a Reader, area: &'a Area) -> Filling<'a> {
    let address = area.at("participant-reminders");
    Box::pin(async move { Ok(Some(Box::new(OnArea { address }) as Piece)) })
}

/// On a participant's page: the reminders they got.
#[derive(Template)]
#[template(path = "participant_reminders/on_participant.html")]
struct OnParticipant {
    reminders: Vec<Reminder>,
    linked: bool,
}

/// On the page of a participant, whom the reader may see, once there is anything to tell.
pub(super) fn on_participant<'a>(app: &'a App, _: &'a Reader, person: &'a Participant) -> Filling<'a> {
    Box::pin(async move {
        let reminders = store::list_reminders(&app.db, person.id).await?;
        let linked = store_lines::find_linked(&app.db, person.id).await?.is_some();
        let piece = OnParticipant { reminders, linked };
        Ok((piece.linked || !piece.reminders.is_empty()).then(|| Box::new(piece) as Piece))
    })
}

/// On the page of a slip: how to be reminded on LINE.
#[derive(Template)]
#[template(path = "participant_reminders/on_slip.html")]
struct OnSlip {
    code: String,
    account: String,
    linked: bool,
}

/// On the page that a slip opens, where LINE is configured and they agreed to be contacted.
pub(super) fn on_slip<'a>(app: &'a App, _: &'a Reader, holder: &'a Holder) -> Filling<'a> {
    Box::pin(async move {
        let (person, account) = (&holder.0, app.settings.messages.line_account.clone());
        if !verbs::is_open(app, Way::Line) || account.is_empty() || !person.told.consented || person.practice {
            return Ok(None);
        }
        let linked = store_lines::find_linked(&app.db, person.id).await?.is_some();
        Ok(Some(Box::new(OnSlip { code: person.code.clone(), account, linked }) as Piece))
    })
}
