//! Where there are villages: counts that open to their records, and the districts that have none.

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;
use kit::message::msg;
use kit::show::Bilingual;
use kit::web::{Check, Narrowed, Narrows, address};
use kit::{Result, page};
use serde::Deserialize;

use super::coverage::{Coverage, DistrictCoverage, ProvinceCoverage};
use super::store_lists;
use house::app::App;
use house::layout::place_chooser::provinces;
use house::layout::{Choice, ProvinceCount, ProvinceMap, filters};
use house::places;

/// Which province is looked at.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Chosen {
    /// Official code of a province; all of them when empty.
    pub(super) province: String,
}

impl Narrows for Chosen {
    const CHECKS: &'static [(&'static str, Check)] = &[("province", places::narrows_province)];
}

/// The page.
#[derive(Template)]
#[template(path = "villages/coverage.html")]
pub(super) struct Report {
    coverage: Coverage,
    chosen: Chosen,
    provinces: &'static [Choice],
    map: ProvinceMap,
    as_of: NaiveDate,
}
page!(Report, "villages-coverage-title", shared);

impl Report {
    fn province(&self) -> Option<&ProvinceCoverage> {
        self.coverage.of_province(&self.chosen.province)
    }

    /// The villages of a district.
    fn of_district(&self, district: &DistrictCoverage) -> String {
        address("/villages", &[("province", &self.chosen.province), ("district", &district.code())])
    }

    /// What a district is called.
    fn name(&self, district: &DistrictCoverage) -> Bilingual {
        Bilingual::new(district.place.name_th, district.place.name_en)
    }

    fn villages(&self) -> String {
        thai::digits::group(self.coverage.villages())
    }

    fn districts(&self) -> String {
        self.coverage.districts().to_string()
    }

    fn reached(&self) -> String {
        self.coverage.reached().to_string()
    }
}

pub(super) async fn index(State(app): State<App>, Narrowed(chosen): Narrowed<Chosen>) -> Result<Report> {
    let coverage = store_lists::coverage(&app.db).await?;
    let count = |one: &ProvinceCoverage| ProvinceCount {
        code: one.code(),
        name: Bilingual::new(one.place.name_th, one.place.name_en),
        count: one.villages(),
        href: address("/villages/coverage", &[("province", &one.code())]),
    };
    Ok(Report {
        map: ProvinceMap::new(msg("villages-map"), "villages-count", coverage.provinces.iter().map(count).collect()),
        provinces: provinces(),
        as_of: app.clock.today(),
        coverage,
        chosen,
    })
}
