//! The noun: what the network did in one fiscal year, of the country or of one province. Every
//! number comes from the records, has the day it was drawn, and opens to what it counts
//! (docs/requirements.md G-25). Numbers of persons below five are hidden from everybody.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kit::web::{Check, Narrows, narrow};
use serde::Deserialize;
use thai::FiscalYear;

use house::places;
use kit::words;
use transfer::monitoring::Punctuality;
use transfer::responses::{hidden, is_small};

words! {
    /// What is counted.
    Figure {
        /// Needs received.
        Needs = "needs",
        /// Of these, answered, declined with a reason, or taken into a project.
        NeedsAnswered = "needs_answered",
        /// Projects at work or finished.
        Projects = "projects",
        /// Persons who received a transfer (คน).
        Persons = "persons",
        /// Attendances (ราย).
        Services = "services",
        /// Budget granted, in satang.
        Granted = "granted",
        /// Paid out of it, less what came back, in satang; of projects that were given up too.
        Paid = "paid",
    }
}

/// What the dashboard is narrowed to.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Buddhist era; this year's when empty.
    pub fiscal_year: String,
    /// Official code of a province; the country when empty.
    pub province: String,
    /// Where a list of projects begins: after this code.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] =
        &[("fiscal_year", narrow::fiscal_year), ("province", places::narrows_province), ("limit", narrow::limit)];
}

impl Filter {
    /// The fiscal year asked for, or that of `today`.
    pub fn year(&self, today: NaiveDate) -> FiscalYear {
        self.fiscal_year.parse().map_or_else(|_| FiscalYear::of(today), FiscalYear)
    }

    /// The province asked for, if any.
    pub fn province(&self) -> &str {
        &self.province
    }
}

/// The numbers of one province.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProvinceRow {
    /// Official code.
    pub province: String,
    /// Needs received.
    pub needs: i64,
    /// Projects that work there.
    pub projects: i64,
    /// Persons and services; `None` where they are hidden.
    pub reached: Option<(i64, i64)>,
    /// Budget granted to areas there, in satang.
    pub granted: i64,
    /// Paid out of it, in satang.
    pub paid: i64,
}

impl ProvinceRow {
    /// The money in baht, as an office writes it.
    pub fn granted_text(&self) -> String {
        thai::Satang(self.granted).to_string()
    }

    /// What was paid of it.
    pub fn paid_text(&self) -> String {
        thai::Satang(self.paid).to_string()
    }
}

/// The numbers of every province that has any, small ones hidden.
pub fn by_province(counted: impl IntoIterator<Item = (String, Figure, i64)>) -> Vec<ProvinceRow> {
    let mut provinces = BTreeMap::<String, BTreeMap<&'static str, i64>>::new();
    for (province, figure, amount) in counted {
        *provinces.entry(province).or_default().entry(figure.as_str()).or_default() += amount;
    }
    let of = |amounts: &BTreeMap<&str, i64>, figure: Figure| amounts.get(figure.as_str()).copied().unwrap_or(0);
    let persons: Vec<_> =
        provinces.values().map(|amounts| [of(amounts, Figure::Persons), of(amounts, Figure::Services)]).collect();
    let hide = hidden(&persons);
    let row = |((province, amounts), hide): ((String, BTreeMap<&'static str, i64>), bool)| ProvinceRow {
        needs: of(&amounts, Figure::Needs),
        projects: of(&amounts, Figure::Projects),
        reached: (!hide).then(|| (of(&amounts, Figure::Persons), of(&amounts, Figure::Services))),
        granted: of(&amounts, Figure::Granted),
        paid: of(&amounts, Figure::Paid),
        province,
    };
    provinces.into_iter().zip(hide).map(row).collect()
}

/// The numbers of the tiles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// By figure.
    pub amounts: BTreeMap<&'static str, i64>,
    /// Reports owed and received.
    pub reports: Punctuality,
}

impl Totals {
    /// Is there nothing at all to show?
    pub fn is_nothing(&self) -> bool {
        self.reports.expected == 0 && self.amounts.values().all(|amount| *amount == 0)
    }

    /// One of them.
    pub fn of(&self, figure: Figure) -> i64 {
        self.amounts.get(figure.as_str()).copied().unwrap_or(0)
    }

    /// As a tile shows it. Fewer than five persons are not shown; the tile says so by its sign.
    pub fn shown(&self, figure: Figure) -> String {
        self.text(figure).unwrap_or_else(|| "<5".to_owned())
    }

    /// As it is read: a count, baht, or that it is hidden (`None`).
    pub fn text(&self, figure: Figure) -> Option<String> {
        let amount = self.of(figure);
        match figure {
            Figure::Granted | Figure::Paid => Some(thai::Satang(amount).to_string()),
            Figure::Persons | Figure::Services if is_small(amount) => None,
            _ => Some(thai::digits::group(amount)),
        }
    }
}

/// A project behind the figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectRow {
    /// Its code.
    pub code: String,
    /// What it is called.
    pub name: kit::show::Bilingual,
    /// Persons and services; `None` where they are hidden.
    pub reached: Option<(i64, i64)>,
    /// Budget granted, in satang; nothing of a project that was given up.
    pub granted: i64,
    /// Paid out of it, in satang.
    pub paid: i64,
    /// It was given up: what was paid before stays counted.
    pub given_up: bool,
}

impl ProjectRow {
    /// The money in baht, as an office writes it.
    pub fn granted_text(&self) -> String {
        thai::Satang(self.granted).to_string()
    }

    /// What was paid of it.
    pub fn paid_text(&self) -> String {
        thai::Satang(self.paid).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_numbers_of_persons_are_hidden_with_one_beside_them() {
        let counted = [("92", 3, 4), ("20", 8, 9), ("46", 50, 70), ("65", 0, 0)].into_iter().flat_map(
            |(code, persons, services)| {
                [
                    (code.to_owned(), Figure::Persons, persons),
                    (code.to_owned(), Figure::Services, services),
                    (code.to_owned(), Figure::Projects, 1),
                ]
            },
        );
        let rows = by_province(counted);
        let seen: Vec<_> = rows.iter().map(|row| (row.province.as_str(), row.reached)).collect();
        assert_eq!(seen, [("20", None), ("46", Some((50, 70))), ("65", Some((0, 0))), ("92", None)]);
        assert!(rows.iter().all(|row| row.projects == 1));
    }
}
