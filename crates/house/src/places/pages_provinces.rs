//! The pages of provinces on a day, with their regions and groups, and of the regional centres with the
//! provinces that none covers.

use askama::Template;
use axum::extract::State;
use chrono::NaiveDate;
use kit::form::optional;
use kit::show::Bilingual;
use kit::web::{Check, Narrowed, Narrows, narrow};
use kit::{FormErrors, Message, msg, page};
use serde::Deserialize;
use thai::FiscalYear;
use thai::places::{GroupSet, Grouping, Place, group_set_on, province_since, provinces_on};

use super::province_group::{NewGroupMember, definition_on, group_on, is_in_none, known};
use super::regional_centre::{Centre, uncovered_on};
use super::store_groupings as store;
use crate::app::App;
use crate::layout::date_field::DateField;
use crate::layout::filters;

house::date_names!(On, "on");

/// As of when, as it was asked.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct When {
    /// A day in one word, in links.
    on: String,
    /// Its last day.
    fiscal_year: String,
    #[serde(flatten)]
    day: DateField<On>,
}

impl Narrows for When {
    // What is wrong stands beside the field: `When::day` says it.
    const CHECKS: &'static [(&'static str, Check)] = &[];
}

impl When {
    /// The day that is meant, and what was wrong with it. Before the records begin nothing is known.
    fn day(&self, today: NaiveDate) -> (NaiveDate, FormErrors) {
        let mut errors = FormErrors::new();
        let typed = if self.day.is_empty() { None } else { errors.take("on", self.day.date(today)) };
        let linked = optional(&self.on).and_then(|on| errors.take("on", narrow::day(&on, today)));
        let year = optional(&self.fiscal_year).and_then(|year| errors.take("on", kit::form::fiscal_year(&year, today)));
        let linked = linked.and_then(|on| on.parse().ok());
        let day = typed.or(linked).or(year.map(FiscalYear::end)).unwrap_or(today);
        if let Err(before) = known(day) {
            errors.add("on", before);
        }
        (day, errors)
    }
}

/// A province, as it stood on the day.
struct Line {
    place: &'static Place,
    since: Option<NaiveDate>,
    society: Option<Bilingual>,
    statistics: Option<Bilingual>,
    group: Option<NewGroupMember>,
    /// It is in no group.
    none: bool,
}

/// The provinces of a day.
#[derive(Template)]
#[template(path = "places/provinces.html")]
pub(super) struct Provinces {
    day: NaiveDate,
    asked: DateField<On>,
    errors: FormErrors,
    lines: Vec<Line>,
    /// Which groups are in force, and what laid them down.
    groups: Option<Message>,
}
page!(Provinces, "places-provinces-title", shared);

impl Provinces {
    /// How many say in which group they were.
    fn known(&self) -> usize {
        self.lines.iter().filter(|line| line.group.is_some()).count()
    }

    /// Is anything shown that is still to be verified?
    fn is_unverified(&self) -> bool {
        self.lines.iter().any(|line| line.group.as_ref().is_some_and(|group| !group.verified))
    }
}

pub(super) async fn provinces(State(app): State<App>, Narrowed(when): Narrowed<When>) -> kit::Result<Provinces> {
    let (day, errors) = when.day(app.clock.today());
    let members = store::list_group_members(&app.db).await?;
    let region = |grouping: Grouping, place: &Place| {
        grouping.region(place.code).map(|region| Bilingual::new(region.name_th(), region.name_en()))
    };
    let line = |place: &'static Place| Line {
        place,
        since: province_since(place.code),
        society: region(Grouping::RoyalSociety, place),
        statistics: region(Grouping::StatisticalOffice, place),
        group: group_on(&members, &place.code.to_string(), day).cloned(),
        none: is_in_none(&place.code.to_string(), day),
    };
    let there = provinces_on(day).filter(|_| known(day).is_ok());
    let mut lines: Vec<Line> = there.map(line).collect();
    lines.sort_by_cached_key(|line| thai::collate::sort_key(line.place.name_th));
    let in_force = |(year, set): (i32, &GroupSet)| {
        let source = Bilingual::new(set.source, set.source_en);
        msg("places-groups-in-force").with("year", year.to_string()).with("source", &source)
    };
    let groups = definition_on(day).zip(group_set_on(day)).map(in_force);
    let asked = if when.day.is_empty() { DateField::from(day) } else { when.day };
    Ok(Provinces { day, asked, errors, lines, groups })
}

/// The regional centres, and the provinces that none is known to cover.
#[derive(Template)]
#[template(path = "places/centres.html")]
pub(super) struct Centres {
    centres: Vec<Centre>,
    day: NaiveDate,
    uncovered: Vec<&'static Place>,
    total: usize,
}
page!(Centres, "places-centres-title", shared);

pub(super) async fn centres(State(app): State<App>) -> kit::Result<Centres> {
    let (centres, day) = (store::list_centres(&app.db).await?, app.clock.today());
    let mut uncovered = uncovered_on(&centres, day);
    uncovered.sort_by_cached_key(|place| thai::collate::sort_key(place.name_th));
    Ok(Centres { uncovered, total: provinces_on(day).count(), centres, day })
}
