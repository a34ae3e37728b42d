//! What other pages show of needs: a clinic's.

use askama::Template;
use uuid::Uuid;

use super::store::{self, Row};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::slots::{Filling, Piece};

/// Needs shown on a clinic's page.
const OF_CLINIC: u64 = 5;

/// On the page of a clinic: the newest needs that came to it.
#[derive(Template)]
#[template(path = "needs/of_clinic.html")]
struct OfClinic {
    needs: Vec<Row>,
}

/// Fills `Spot::Clinic`.
pub(super) fn of_clinic<'a>(app: &'a App, _: &'a Reader, clinic: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let needs = store::list_newest_of_clinic(&app.db, clinic, OF_CLINIC).await?;
        Ok((!needs.is_empty()).then(|| Box::new(OfClinic { needs }) as Piece))
    })
}
