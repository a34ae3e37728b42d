//! The public page of trainings, and what a clinic's staff learned on the clinic's page.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use kit::{Result, page};
use thai::FiscalYear;
use uuid::Uuid;

use super::training::{Training, years_without};
use super::{policy, store};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::slots::{Filling, Piece};
use house::organisations::{self, ClinicName};
use house::register::Gone;

/// Trainings on a clinic's page.
const OF_CLINIC: u64 = 5;

/// The public list.
#[derive(Template)]
#[template(path = "trainings/index.html")]
pub(super) struct Index {
    trainings: Vec<Training>,
    clinics: HashMap<Uuid, ClinicName>,
    /// Years of which no training is known.
    missing: Vec<FiscalYear>,
    gone: Vec<Gone>,
    writes: bool,
}
page!(Index, "trainings-title", shared);

pub(super) async fn index(State(app): State<App>, reader: Reader) -> Result<Index> {
    let all = store::list_all(&app.db).await?;
    let gone = all.iter().filter_map(|training| Gone::of(&reader, training)).collect();
    let trainings: Vec<_> = all.into_iter().filter(|training| training.standing.withdrawn.is_none()).collect();
    let ids: Vec<Uuid> = trainings.iter().flat_map(|training| &training.clinics).map(|(clinic, _)| *clinic).collect();
    let last = FiscalYear(FiscalYear::of(app.clock.today()).0 - 1);
    Ok(Index {
        clinics: organisations::clinic_names(&app.db, ids).await?,
        missing: years_without(&trainings, last),
        trainings,
        gone,
        writes: policy::may_register(&reader).is_ok(),
    })
}

impl Index {
    fn came<'a>(&'a self, training: &'a Training) -> Vec<(&'a ClinicName, i64)> {
        training.clinics.iter().filter_map(|(id, persons)| Some((self.clinics.get(id)?, *persons))).collect()
    }
}

/// What a clinic's staff learned.
#[derive(Template)]
#[template(path = "trainings/of_clinic.html")]
struct OfClinic {
    trainings: Vec<(Training, i64)>,
}

/// Fills `Spot::Clinic`.
pub(super) fn of_clinic<'a>(app: &'a App, _: &'a Reader, clinic: Uuid) -> Filling<'a> {
    Box::pin(async move {
        let trainings = store::list_of_clinic(&app.db, clinic, OF_CLINIC).await?;
        let came = |training: Training| {
            let persons = training.clinics.first().map_or(0, |(_, persons)| *persons);
            (training, persons)
        };
        let shown = !trainings.is_empty();
        let trainings = trainings.into_iter().map(came).collect();
        Ok(shown.then(|| Box::new(OfClinic { trainings }) as Piece))
    })
}
