//! What the list of an area, a participant's page and the page of a slip show of consents.

use askama::Template;

use super::consent::Standing;
use super::store;
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::slots::{Filling, Piece};

use crate::responses::{Area, Holder, Participant};

/// On the list of an area's participants: the way to who agrees to what.
#[derive(Template)]
#[template(path = "consents/on_area.html")]
struct OnArea {
    address: String,
}

/// On the list of an area's participants, which the reader sees.
pub(super) fn on_area<'a>(_: &'a App, _: &'a Reader, area: &'a Area) -> Filling<'a> {
    let address = area.at("consents");
    Box::pin(async move { Ok(Some(Box::new(OnArea { address }) as Piece)) })
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
        let piece =
            OnParticipant { code: person.code.clone(), standing: store::find_known(&app.db, person).await?.standing };
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
