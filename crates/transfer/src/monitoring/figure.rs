//! The figures of a report: drawn from the records of one area, for the quarter and since the
//! project began, and kept as they were when the report was handed in, with the formulas they were
//! reckoned by. Those of several areas add up to those of the project.

use std::iter::Sum;
use std::ops::Add;

use chrono::NaiveDate;
use kit::show::Bilingual;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::indicator::{Measure, Tally, Target};
use crate::projects::{Formula, Unit};
use crate::responses::group_word;

/// A number for the quarter and since the beginning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Amount {
    /// In the quarter.
    pub quarter: i64,
    /// Up to the end of the quarter.
    pub total: i64,
}

impl Add for Amount {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { quarter: self.quarter + other.quarter, total: self.total + other.total }
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), Self::add)
    }
}

/// A number of each kind of something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = KindAmount)]
pub struct Kind {
    /// Its word.
    pub word: String,
    /// How many.
    #[serde(flatten)]
    pub amount: Amount,
}

/// A participant's sex as the application asks it; what nobody asked is not stated.
pub fn sex_word(word: &str) -> &'static str {
    ["female", "male"].into_iter().find(|known| *known == word).unwrap_or("unstated")
}

impl Kind {
    /// Its word, when it is a sex.
    pub fn sex(&self) -> &'static str {
        sex_word(&self.word)
    }

    /// Its word, when it is a kind of group.
    pub fn group(&self) -> &'static str {
        group_word(&self.word)
    }
}

/// One line of the budget, in satang.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Money {
    /// What it pays for.
    pub label: String,
    /// Planned.
    pub planned: i64,
    /// Granted, before and now.
    pub granted: i64,
    /// Paid.
    pub paid: Amount,
}

impl Money {
    /// Planned, in baht as an office writes them.
    pub fn planned_text(&self) -> String {
        thai::Satang(self.planned).to_string()
    }

    /// Granted.
    pub fn granted_text(&self) -> String {
        thai::Satang(self.granted).to_string()
    }

    /// Is any payment recorded? Where none is, nobody knows what was paid, and nothing is shown as
    /// nought.
    pub fn is_paid_known(&self) -> bool {
        self.paid.total != 0
    }

    /// Paid in the quarter; `None` where no payment is recorded.
    pub fn paid_in_quarter_text(&self) -> Option<String> {
        self.is_paid_known().then(|| thai::Satang(self.paid.quarter).to_string())
    }

    /// Paid in all; `None` where no payment is recorded.
    pub fn paid_text(&self) -> Option<String> {
        self.is_paid_known().then(|| thai::Satang(self.paid.total).to_string())
    }
}

/// One indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorFigure {
    /// Short name within the project.
    pub indicator: String,
    /// What it was called.
    pub name: Bilingual,
    /// Persons, or hundredths of a percent.
    pub unit: String,
    /// What was promised; of persons, for this area. `None` where the plan does not say.
    pub target: Option<i64>,
    /// Is that the whole project's promise, because its plan names no persons for this area?
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub of_project: bool,
    /// The formula and its version; `None` where nobody has written one.
    pub formula: Option<String>,
    /// Of those who received a transfer in the quarter.
    pub quarter: Option<Measure>,
    /// Of all who received one by the end of the quarter.
    pub total: Option<Measure>,
}

impl IndicatorFigure {
    /// The target as it is read.
    pub fn target_text(&self) -> Option<String> {
        let unit = Unit::from_word(&self.unit)?;
        self.target.map(|target| unit.text(target))
    }

    /// Is the target given as a share?
    pub fn is_share(&self) -> bool {
        self.unit == Unit::Percent.as_str()
    }

    /// Is it reached? `None` while that cannot be known.
    pub fn is_reached(&self) -> Option<bool> {
        let total = self.total.filter(Measure::is_known)?;
        // One area is not measured by what all of them promised.
        self.target.filter(|_| !self.of_project).map(|target| total.meets(target))
    }

    /// The formula's version.
    pub fn formula_version(&self) -> &str {
        self.formula.as_deref().and_then(|formula| formula.rsplit_once('.')).map_or("", |(_, version)| version)
    }

    /// The formula's name as the end of a message's id.
    pub fn formula_word(&self) -> Option<String> {
        self.formula.as_deref().and_then(Formula::from_word).map(Formula::message_word)
    }
}

/// Everything a report counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// The last day whose answers were counted.
    pub as_of: NaiveDate,
    /// Transfers, meetings and others.
    pub activities: Vec<Kind>,
    /// Attendances (ราย): a person who came twice is two services.
    pub services: Amount,
    /// Persons who received a transfer (คน).
    pub recipients: Amount,
    /// The same by sex.
    pub by_sex: Vec<Kind>,
    /// The same by the kind of group they came for.
    pub by_group: Vec<Kind>,
    /// The budget lines of the area.
    pub money: Vec<Money>,
    /// Opinions of citizens received.
    pub opinions: Amount,
    /// Of these, answered by now.
    pub opinions_answered: Amount,
    /// What the indicators were reckoned from: quarter.
    pub tally_of_quarter: Tally,
    /// What the indicators were reckoned from: since the beginning.
    pub tally: Tally,
    /// The indicators.
    pub indicators: Vec<IndicatorFigure>,
}

impl Figures {
    /// Reckons the indicators of `targets`; `persons` is the plan for this area, if it says.
    #[must_use]
    pub fn with_indicators(mut self, targets: &[Target], persons: Option<i64>) -> Self {
        let figure = |target: &Target| IndicatorFigure {
            indicator: target.indicator.clone(),
            name: target.name.clone(),
            unit: target.unit.as_str().to_owned(),
            target: persons.filter(|_| target.unit == Unit::Persons).or(Some(target.target)),
            of_project: target.unit == Unit::Persons && persons.is_none(),
            formula: target.formula.map(|formula| formula.as_str().to_owned()),
            quarter: target.formula.map(|formula| formula.measure(&self.tally_of_quarter)),
            total: target.formula.map(|formula| formula.measure(&self.tally)),
        };
        self.indicators = targets.iter().map(figure).collect();
        self
    }

    /// Do both count the same, whatever the day they were drawn?
    pub fn agrees_with(&self, other: &Self) -> bool {
        Self { as_of: other.as_of, ..self.clone() } == *other
    }

    /// Has something counted since the beginning become less than `before` had it? Then the report
    /// must say why (docs/requirements.md F2).
    pub fn falls_below(&self, before: &Self) -> bool {
        let paid = |figures: &Self| figures.money.iter().map(|line| line.paid.total).sum::<i64>();
        self.recipients.total < before.recipients.total
            || self.services.total < before.services.total
            || paid(self) < paid(before)
    }

    /// Sums of the money lines: planned, granted, paid in the quarter, paid in all.
    pub fn money_sum(&self) -> Money {
        let sum = |part: fn(&Money) -> i64| self.money.iter().map(part).sum();
        Money {
            label: String::new(),
            planned: sum(|line| line.planned),
            granted: sum(|line| line.granted),
            paid: Amount { quarter: sum(|line| line.paid.quarter), total: sum(|line| line.paid.total) },
        }
    }

    /// The figures of several areas together.
    pub fn together(areas: impl IntoIterator<Item = Self>) -> Option<Self> {
        areas.into_iter().reduce(Self::add)
    }
}

impl Add for Figures {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        self.money.extend(other.money);
        Self {
            as_of: self.as_of.max(other.as_of),
            activities: merged(self.activities, other.activities),
            services: self.services + other.services,
            recipients: self.recipients + other.recipients,
            by_sex: merged(self.by_sex, other.by_sex),
            by_group: merged(self.by_group, other.by_group),
            money: self.money,
            opinions: self.opinions + other.opinions,
            opinions_answered: self.opinions_answered + other.opinions_answered,
            tally_of_quarter: self.tally_of_quarter + other.tally_of_quarter,
            tally: self.tally + other.tally,
            indicators: merged_indicators(self.indicators, other.indicators),
        }
    }
}

fn merged(mut own: Vec<Kind>, theirs: Vec<Kind>) -> Vec<Kind> {
    for other in theirs {
        match own.iter_mut().find(|kind| kind.word == other.word) {
            Some(kind) => kind.amount = kind.amount + other.amount,
            None => own.push(other),
        }
    }
    own.sort_by(|one, two| one.word.cmp(&two.word));
    own
}

/// Only what was reckoned by the same formula adds up; another version stands on its own.
fn merged_indicators(mut own: Vec<IndicatorFigure>, theirs: Vec<IndicatorFigure>) -> Vec<IndicatorFigure> {
    for other in theirs {
        let same =
            |figure: &&mut IndicatorFigure| figure.indicator == other.indicator && figure.formula == other.formula;
        match own.iter_mut().find(same) {
            Some(figure) => {
                figure.quarter = figure.quarter.zip(other.quarter).map(|(one, two)| one + two);
                figure.total = figure.total.zip(other.total).map(|(one, two)| one + two);
                if figure.unit == Unit::Persons.as_str() && !figure.of_project && !other.of_project {
                    figure.target = figure.target.zip(other.target).map(|(one, two)| one + two);
                } else if other.of_project {
                    (figure.target, figure.of_project) = (other.target, true);
                }
            }
            None => own.push(other),
        }
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::clock::day;
    use proptest::prelude::*;

    fn figures(persons: i64, scores: [i64; 5], paid: i64) -> Figures {
        let tally = Tally { persons, scores, ..Tally::default() };
        let target = |indicator: &str, unit, target, formula| Target {
            indicator: indicator.to_owned(),
            name: Bilingual::default(),
            unit,
            target,
            formula: Some(formula),
        };
        let amount = Amount { quarter: 1, total: persons };
        let empty = Figures {
            as_of: day("2010-07-01"),
            activities: vec![Kind { word: "transfer".to_owned(), amount }],
            services: amount,
            recipients: amount,
            by_sex: vec![Kind { word: "female".to_owned(), amount }],
            by_group: Vec::new(),
            money: vec![Money {
                label: "a".to_owned(),
                planned: 10,
                granted: 5,
                paid: Amount { quarter: 0, total: paid },
            }],
            opinions: Amount::default(),
            opinions_answered: Amount::default(),
            tally_of_quarter: tally,
            tally,
            indicators: Vec::new(),
        };
        let targets = [
            target("recipients", Unit::Persons, 330, Formula::Recipients1),
            target("satisfaction_benefit", Unit::Percent, 8_500, Formula::SatisfiedShare1),
        ];
        empty.with_indicators(&targets, Some(persons))
    }

    #[test]
    fn what_is_frozen_is_read_back_as_it_was() {
        let frozen = figures(120, [0, 1, 2, 3, 4], 50);
        let text = serde_json::to_string(&frozen).expect("JSON");
        assert!(text.contains("satisfied_share.1"), "the formula's version is kept: {text}");
        assert_eq!(serde_json::from_str::<Figures>(&text).expect("figures"), frozen);
    }

    #[test]
    fn what_was_paid_is_not_known_while_no_payment_is_recorded() {
        let known = figures(120, [0; 5], 5_000).money_sum();
        assert_eq!(
            (known.paid_in_quarter_text(), known.paid_text()),
            (Some("0.00".to_owned()), Some("50.00".to_owned()))
        );
        let unknown = figures(120, [0; 5], 0).money_sum();
        assert_eq!((unknown.paid_in_quarter_text(), unknown.paid_text()), (None, None));
    }

    #[test]
    fn less_than_before_must_be_explained() {
        let before = figures(120, [0; 5], 50);
        assert!(!figures(120, [0; 5], 50).falls_below(&before));
        assert!(figures(119, [0; 5], 50).falls_below(&before));
        assert!(figures(130, [0; 5], 49).falls_below(&before));
    }

    proptest! {
        /// The project's figures are the sum of its areas', in whatever order they come.
        #[test]
        fn areas_add_up(areas in prop::collection::vec((1i64..200, prop::array::uniform5(0i64..40), 0i64..1000), 1..6)) {
            let each: Vec<_> = areas.iter().map(|(persons, scores, paid)| figures(*persons, *scores, *paid)).collect();
            let whole = Figures::together(each.clone()).expect("areas");
            let turned = Figures::together(each.into_iter().rev()).expect("areas");
            prop_assert_eq!(whole.recipients.total, areas.iter().map(|area| area.0).sum::<i64>());
            prop_assert_eq!(&whole.indicators, &turned.indicators);
            let share = whole.indicators[1].total.and_then(|total| total.share()).expect("a share");
            prop_assert_eq!(share.numerator, areas.iter().map(|area| area.1[3] + area.1[4]).sum::<i64>());
            prop_assert_eq!(share.denominator, areas.iter().map(|area| area.1.iter().sum::<i64>()).sum::<i64>());
            prop_assert_eq!(whole.indicators[0].target, Some(whole.recipients.total));
        }
    }
}
