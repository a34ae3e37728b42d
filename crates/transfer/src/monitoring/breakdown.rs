//! An indicator opened: the numbers it is made of, area by area, with its formula and the day they
//! were drawn (docs/requirements.md G-25). Small numbers of persons are hidden.

use std::collections::HashMap;

use chrono::NaiveDate;
use uuid::Uuid;

use super::figure::IndicatorFigure;
use super::indicator::{Measure, Tally, Target};
use super::public_figure::IndicatorRow;
use super::reporting_area::ReportingArea;
use crate::projects::{Formula, Instrument};
use crate::responses::hidden;

/// One area's part in an indicator.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaPart {
    /// The area as its source prints it.
    pub as_printed: String,
    /// Official code of its province.
    pub province: String,
    /// Its numbers; `None` where they are hidden.
    pub measure: Option<Measure>,
}

/// An indicator of a project with its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Breakdown {
    /// The project's code.
    pub code: String,
    /// The whole, against the target.
    pub whole: IndicatorRow,
    /// Its areas; empty for an indicator without a formula.
    pub areas: Vec<AreaPart>,
    /// The last day whose records were counted.
    pub as_of: NaiveDate,
    /// Does the numerator count persons, so that it may be set beside all who took part?
    pub counts_persons: bool,
    /// The questionnaire its answers come from.
    pub instrument: Option<Instrument>,
}

impl Breakdown {
    /// Opens an indicator of a project.
    pub fn new(areas: &[ReportingArea], target: &Target, tallies: &HashMap<Uuid, Tally>, as_of: NaiveDate) -> Self {
        let code = areas.first().map(|area| area.project_code.clone()).unwrap_or_default();
        let total: Tally = areas.iter().filter_map(|area| tallies.get(&area.area)).copied().sum();
        let parts = target.formula.map(|formula| {
            let tally = |area: &ReportingArea| tallies.get(&area.area).copied().unwrap_or_default();
            let measures: Vec<_> = areas.iter().map(|area| formula.measure(&tally(area))).collect();
            let cells: Vec<_> = measures.iter().map(cells).collect();
            let hide = hidden(&cells);
            let part = |((area, measure), hide): ((&ReportingArea, Measure), bool)| AreaPart {
                as_printed: area.as_printed.clone(),
                province: area.province.clone(),
                measure: (!hide).then_some(measure),
            };
            areas.iter().zip(measures).zip(hide).map(part).collect()
        });
        Self {
            whole: IndicatorRow::public(figure(target, &total), &code),
            areas: parts.unwrap_or_default(),
            as_of,
            counts_persons: target.formula.is_some_and(Formula::counts_persons),
            instrument: target.formula.and_then(Formula::instrument),
            code,
        }
    }
}

/// The numbers of persons a row shows: N, n, and the numerator where it counts persons.
fn cells(measure: &Measure) -> Vec<i64> {
    let counted = if measure.denominator == Some(measure.answered) { measure.numerator } else { 0 };
    vec![measure.persons, measure.answered, counted]
}

fn figure(target: &Target, total: &Tally) -> IndicatorFigure {
    IndicatorFigure {
        indicator: target.indicator.clone(),
        name: target.name.clone(),
        unit: target.unit.as_str().to_owned(),
        target: Some(target.target),
        of_project: false,
        formula: target.formula.map(|formula| formula.as_str().to_owned()),
        quarter: None,
        total: target.formula.map(|formula| formula.measure(total)),
    }
}

/// Every target of a project beside what the records say; those inside see small numbers too.
pub fn indicator_rows(targets: &[Target], total: &Tally, project: &str, inside: bool) -> Vec<IndicatorRow> {
    let row = |target: &Target| match inside {
        true => IndicatorRow::inside(figure(target, total), project),
        false => IndicatorRow::public(figure(target, total), project),
    };
    targets.iter().map(row).collect()
}
