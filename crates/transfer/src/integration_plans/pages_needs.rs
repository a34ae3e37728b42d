//! The map of needs beside a plan: what citizens told in the years before it, what of that is funded, and what
//! nobody has taken up yet, since whenever (docs/requirements.md A4-03).

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;
use kit::show::Bilingual;
use kit::web::{Check, Narrowed, Narrows, Path};
use kit::{Message, Result, msg, page, words};
use serde::Deserialize;
use thai::FiscalYear;
use thai::places::{Place, provinces_on};

use super::integration_plan::IntegrationPlan;
use super::store_summary::{self, NeedsOfProvince};
use super::verbs_summary::seen;
use house::accounts::Reader;
use house::app::App;
use house::layout::{Choice, ProvinceCount, ProvinceMap, choices, filters};

/// Fiscal years before that of a plan whose needs it gathers: the plan of 2555 those of 2553 and 2554.
const YEARS: i32 = 2;

words! {
    /// What the map draws.
    Drawn {
        /// Needs that nobody has taken up.
        Untouched = "untouched",
        /// Needs that are funded.
        Funded = "funded",
        /// All that were told.
        Told = "told",
        /// Needs told before those years that nobody has taken up.
        Waiting = "waiting",
    }
}

/// What is drawn.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// Its word; what nobody has taken up where none is named.
    drawn: String,
}

impl Narrows for Asked {
    const CHECKS: &'static [(&'static str, Check)] = &[("drawn", Drawn::narrows)];
}

/// The map, and the same as a table.
#[derive(Template)]
#[template(path = "integration_plans/needs.html")]
pub(super) struct Index {
    plan: IntegrationPlan,
    /// The first and the last day of the years that it gathers.
    days: [NaiveDate; 2],
    drawn: Drawn,
    choices: Vec<Choice>,
    map: ProvinceMap,
    rows: Vec<(&'static Place, NeedsOfProvince)>,
    whole: NeedsOfProvince,
    today: NaiveDate,
}
page!(Index, |page| msg("integration-plans-needs-title").with("year", page.plan.code.clone()));

impl Index {
    fn action(&self) -> String {
        format!("{}/needs", self.plan.address())
    }

    /// Which days it covers.
    fn covered(&self) -> Message {
        msg("integration-plans-needs-lead").with("from", self.days[0]).with("to", self.days[1])
    }

    fn title(&self) -> Message {
        title(self.drawn)
    }
}

fn title(drawn: Drawn) -> Message {
    Message::new(["integration-plans-drawn-", drawn.as_str()].concat())
}

pub(super) async fn index(
    State(app): State<App>,
    reader: Reader,
    Path(year): Path<String>,
    Narrowed(asked): Narrowed<Asked>,
) -> Result<Index> {
    let plan = seen(&app, &reader, &year).await?;
    let days = [FiscalYear(plan.year.0 - YEARS).start(), FiscalYear(plan.year.0 - 1).end()];
    let found = store_summary::list_needs(&app.db, plan.id, days[0], days[1]).await?;
    let drawn = Drawn::from_word(&asked.drawn).unwrap_or(Drawn::Untouched);
    let mut found: HashMap<String, NeedsOfProvince> =
        found.into_iter().map(|one| (one.province.clone(), one)).collect();
    let mut rows: Vec<(&'static Place, NeedsOfProvince)> = provinces_on(plan.year.start())
        .map(|place| (place, found.remove(&place.code.to_string()).unwrap_or_else(|| none(place))))
        .collect();
    rows.sort_by_cached_key(|(place, _)| thai::collate::sort_key(place.name_th));
    let whole = rows.iter().fold(NeedsOfProvince::default(), |whole, (_, one)| whole.and(one));
    let map = map(drawn, &rows);
    rows.retain(|(_, one)| one.told > 0);
    let today = app.clock.today();
    Ok(Index {
        today,
        plan,
        days,
        drawn,
        choices: choices(Drawn::words(), "integration-plans-drawn-"),
        map,
        rows,
        whole,
    })
}

fn none(place: &Place) -> NeedsOfProvince {
    NeedsOfProvince { province: place.code.to_string(), ..NeedsOfProvince::default() }
}

fn map(drawn: Drawn, rows: &[(&'static Place, NeedsOfProvince)]) -> ProvinceMap {
    let province = |(place, one): &(&'static Place, NeedsOfProvince)| ProvinceCount {
        href: kit::web::address("/needs", &[("province", &one.province)]),
        code: one.province.clone(),
        name: Bilingual::new(place.name_th, place.name_en),
        count: match drawn {
            Drawn::Untouched => one.untouched,
            Drawn::Funded => one.funded,
            Drawn::Told => one.told,
            Drawn::Waiting => one.waiting,
        },
    };
    ProvinceMap::new(title(drawn), "integration-plans-needs-unit", rows.iter().map(province).collect())
}
