//! The ways to what is held: from a participant's page at the desk, and from the page that their slip opens.

use askama::Template;

use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::slots::{Filling, Piece};

use crate::responses::{Holder, Participant};

/// A way to the page.
#[derive(Template)]
#[template(path = "own_data/way.html")]
struct Way {
    address: String,
    lead: &'static str,
}

/// On the page of a participant, whom the reader may see.
pub(super) fn on_participant<'a>(_: &'a App, _: &'a Reader, person: &'a Participant) -> Filling<'a> {
    let address = format!("/desk/participants/{}/data", person.code);
    Box::pin(async move { Ok(Some(Box::new(Way { address, lead: "own-data-way-desk" }) as Piece)) })
}

/// On the page that a slip opens.
pub(super) fn on_slip<'a>(_: &'a App, _: &'a Reader, holder: &'a Holder) -> Filling<'a> {
    let address = format!("/fill/{}/data", holder.0.code);
    Box::pin(async move { Ok(Some(Box::new(Way { address, lead: "own-data-way-slip" }) as Piece)) })
}
