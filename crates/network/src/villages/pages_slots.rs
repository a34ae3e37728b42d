//! Villages on the pages of clinics and technologies.

use askama::Template;
use uuid::Uuid;

use super::filter::Filter;
use super::store_lists::{self, Row};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::slots::{Filling, Piece};
use house::organisations;

/// Villages shown on another record's page.
const SHOWN: u64 = 12;

/// The villages of one record.
#[derive(Template)]
#[template(path = "villages/of_record.html")]
struct OfRecord {
    title: &'static str,
    villages: Vec<Row>,
    more: Option<String>,
}

fn piece(title: &'static str, villages: Vec<Row>, more: Option<String>) -> Option<Piece> {
    (!villages.is_empty()).then(|| Box::new(OfRecord { title, villages, more }) as Piece)
}

/// Fills `Spot::Clinic`.
pub(super) fn of_clinic<'a>(app: &'a App, _: &'a Reader, clinic: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let mut villages = store_lists::list_of_clinic(&app.db, clinic, SHOWN + 1).await?;
        let mut more = None;
        if villages.len() as u64 > SHOWN {
            villages.pop();
            let names = organisations::clinic_names(&app.db, [clinic]).await?;
            let of = |code: String| Filter { clinic: code, ..Filter::default() }.address("");
            more = names.into_values().next().map(|clinic| of(clinic.code));
        }
        Ok(piece("villages-of-clinic", villages, more))
    })
}

/// Fills `Spot::Technology`.
pub(super) fn of_technology<'a>(app: &'a App, _: &'a Reader, technology: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let villages = store_lists::list_of_technology(&app.db, technology, SHOWN).await?;
        Ok(piece("villages-of-technology", villages, None))
    })
}
