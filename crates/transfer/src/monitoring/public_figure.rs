//! What the public may read of a report's figures: totals, never texts, and no number of persons
//! so small that it points at somebody.

use chrono::NaiveDate;

use super::figure::{Amount, Figures, IndicatorFigure, Kind, Money, sex_word};
use super::indicator::Measure;
use crate::responses::{group_word, hidden, is_small};

/// A number of each kind, hidden where it is small.
#[derive(Clone, Debug, PartialEq)]
pub struct PublicKind {
    /// Its word.
    pub word: String,
    /// How many; `None` where it is hidden.
    pub amount: Option<Amount>,
}

impl PublicKind {
    /// Its word, when it is a sex.
    pub fn sex(&self) -> &'static str {
        sex_word(&self.word)
    }

    /// Its word, when it is a kind of group.
    pub fn group(&self) -> &'static str {
        group_word(&self.word)
    }
}

/// One indicator as a reader may see it.
#[derive(Clone, Debug, PartialEq)]
pub struct IndicatorRow {
    /// The indicator; without measures where they are hidden.
    pub figure: IndicatorFigure,
    /// Are its numbers too small to be shown?
    pub hidden: bool,
    /// The numbers behind it, by area.
    pub href: String,
}

impl IndicatorRow {
    /// The row as those inside see it.
    pub fn inside(figure: IndicatorFigure, project: &str) -> Self {
        let href = format!("/projects/{project}/indicators/{}", figure.indicator);
        Self { figure, hidden: false, href }
    }

    /// The row as the public sees it.
    pub fn public(figure: IndicatorFigure, project: &str) -> Self {
        let mut row = Self::inside(figure, project);
        row.hidden = row.figure.total.is_some_and(|total| is_hidden(&total));
        if row.hidden {
            row.figure.total = None;
        }
        row.figure.quarter = row.figure.quarter.filter(|quarter| !row.hidden && !is_hidden(quarter));
        row
    }
}

/// Do its numbers of persons point at somebody?
pub fn is_hidden(measure: &Measure) -> bool {
    is_small(measure.persons) || is_small(measure.answered)
}

/// The public part of a report's figures.
#[derive(Clone, Debug, PartialEq)]
pub struct PublicFigures {
    /// The last day whose answers were counted.
    pub as_of: NaiveDate,
    /// Transfers, meetings and others.
    pub activities: Vec<Kind>,
    /// Attendances; `None` where they are few.
    pub services: Option<Amount>,
    /// Persons; `None` where they are few.
    pub recipients: Option<Amount>,
    /// The same by sex.
    pub by_sex: Vec<PublicKind>,
    /// The same by kind of group.
    pub by_group: Vec<PublicKind>,
    /// The sum of the budget lines.
    pub money: Money,
    /// Opinions received.
    pub opinions: Amount,
    /// … and answered.
    pub opinions_answered: Amount,
    /// The indicators.
    pub indicators: Vec<IndicatorRow>,
}

impl PublicFigures {
    /// Nothing counted.
    pub fn none(as_of: NaiveDate) -> Self {
        Self {
            as_of,
            activities: Vec::new(),
            services: None,
            recipients: None,
            by_sex: Vec::new(),
            by_group: Vec::new(),
            money: Money::default(),
            opinions: Amount::default(),
            opinions_answered: Amount::default(),
            indicators: Vec::new(),
        }
    }

    /// The indicators, for a page.
    pub fn rows(&self) -> &[IndicatorRow] {
        &self.indicators
    }

    /// The public part of `figures` of a project.
    pub fn of(figures: &Figures, project: &str) -> Self {
        Self {
            as_of: figures.as_of,
            activities: figures.activities.clone(),
            services: safe(figures.services),
            recipients: safe(figures.recipients),
            by_sex: kinds(&figures.by_sex),
            by_group: kinds(&figures.by_group),
            money: figures.money_sum(),
            opinions: figures.opinions,
            opinions_answered: figures.opinions_answered,
            indicators: figures.indicators.iter().cloned().map(|one| IndicatorRow::public(one, project)).collect(),
        }
    }
}

fn safe(amount: Amount) -> Option<Amount> {
    (!is_small(amount.quarter) && !is_small(amount.total)).then_some(amount)
}

fn kinds(kinds: &[Kind]) -> Vec<PublicKind> {
    let numbers: Vec<_> = kinds.iter().map(|kind| [kind.amount.total, kind.amount.quarter]).collect();
    let hide = hidden(&numbers);
    let shown =
        |(kind, hide): (&Kind, bool)| PublicKind { word: kind.word.clone(), amount: (!hide).then_some(kind.amount) };
    kinds.iter().zip(hide).map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_men_among_forty_are_hidden_and_cannot_be_reckoned_back() {
        let kind = |word: &str, total| Kind { word: word.to_owned(), amount: Amount { quarter: 0, total } };
        let shown = kinds(&[kind("female", 30), kind("male", 3), kind("unstated", 7)]);
        let seen: Vec<_> = shown.iter().map(|kind| kind.amount.map(|amount| amount.total)).collect();
        assert_eq!(seen, [Some(30), None, None]);
    }

    #[test]
    fn an_indicator_of_four_answers_waits() {
        let measure = |answered| Measure { numerator: 3, denominator: Some(answered), answered, persons: 40 };
        assert!(is_hidden(&measure(4)));
        assert!(!is_hidden(&measure(5)) && !is_hidden(&measure(0)));
    }
}
