//! The public pages of clinics.

use askama::Template;
use axum::extract::State;
use kit::db::listing::Listing;
use kit::message::msg;
use kit::web::{Path, Query};
use kit::{Error, Result, page};

use super::clinic::Clinic;
use super::organisation::Organisation;
use super::store::{self, Filter, NetworkSize, Row};
use crate::app::App;
use crate::layout::place_chooser::provinces;
use crate::layout::slots::Slots;
use crate::layout::{Choice, filters};
use crate::rights::Reader;

/// The public list.
#[derive(Template)]
#[template(path = "organisations/index.html")]
pub(super) struct Index {
    clinics: Listing<Row>,
    size: NetworkSize,
    filter: Filter,
    provinces: &'static [Choice],
    next: Option<String>,
    first: Option<String>,
}
page!(Index, "organisations-title", shared);

pub(super) async fn index(State(app): State<App>, Query(filter): Query<Filter>) -> Result<Index> {
    let clinics = store::list_clinics(&app.db, &filter).await?;
    Ok(Index {
        next: clinics.next_cursor.as_ref().map(|cursor| filter.address(cursor)),
        first: filter.cursor.as_ref().filter(|cursor| !cursor.is_empty()).map(|_| filter.address("")),
        size: store::network_size(&app.db).await?,
        provinces: provinces(),
        clinics,
        filter,
    })
}

/// One clinic.
#[derive(Template)]
#[template(path = "organisations/show.html")]
pub(super) struct Show {
    clinic: Clinic,
    organisation: Option<Organisation>,
    institutes: Vec<Organisation>,
    slots: Slots,
}
page!(Show, |page| msg("organisations-show-title").with("name", page.clinic.name.th.clone()), shared);

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    let clinic = store::find_clinic(&app.db, &code).await?.ok_or(Error::NotFound)?;
    Ok(Show {
        organisation: store::find_organisation_by_id(&app.db, clinic.organisation).await?,
        institutes: store::list_institutes(&app.db, clinic.id).await?,
        slots: Slots::of(&app, &reader, "clinic", clinic.id).await?,
        clinic,
    })
}

impl Show {
    /// Where a need for this clinic's province is told.
    fn tell(&self) -> String {
        kit::web::address("/needs/new", &[("province", &self.clinic.province)])
    }
}
