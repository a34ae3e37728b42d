//! The noun: what was said to one question, counted.

use chrono::NaiveDate;
use kit::show::Bilingual;
use xlsform::{Question, QuestionType, Value, Wording};

use crate::responses::{self, Fraction, Scores};

/// What was said to one question.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionResult {
    /// Its name in the form.
    pub name: String,
    /// The question itself.
    pub label: Bilingual,
    /// The heading it stands under, where it has one.
    pub heading: Option<Bilingual>,
    /// How many answered it: n of the question.
    pub answered: i64,
    /// What they said.
    pub said: Said,
}

/// What was said, by the kind of the question.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// One of the choices, or several.
    Choices(Choices),
    /// Numbers.
    Numbers(Numbers),
    /// The first and the last day that was named.
    Days(Option<(NaiveDate, NaiveDate)>),
    /// In people's own words, to be read and searched.
    Words,
    /// What is neither counted nor read here: times, points, photographs.
    Others,
}

/// How often each choice was taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Choices {
    /// Could several be taken?
    pub several: bool,
    /// Each choice in the form's order.
    pub rows: Vec<ChoiceCount>,
}

/// One choice.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceCount {
    /// What is stored.
    pub value: String,
    /// What is shown.
    pub label: Bilingual,
    /// How many took it; `None` where that could point at somebody.
    pub count: Option<i64>,
}

impl ChoiceCount {
    /// Of a choice that a form names.
    fn of(choice: &xlsform::Choice) -> Self {
        Self { value: choice.value.clone(), label: bilingual(&choice.label), count: Some(0) }
    }

    /// How long its bar is, in percent of those who answered.
    pub fn length(&self, answered: &i64) -> String {
        self.count.map_or_else(|| "0".to_owned(), |count| Fraction::new(count, (*answered).max(1)).percent())
    }

    /// Its share of those who answered, as it is read.
    pub fn share(&self, answered: &i64) -> Option<String> {
        self.count.map(|count| Fraction::new(count, *answered).percent())
    }
}

/// Choices of a list that is read whole; of a longer one, as of all provinces, only what was taken is shown.
const READ_WHOLE: usize = 12;

impl Choices {
    /// The choices that a page lists.
    pub fn listed(&self) -> impl Iterator<Item = &ChoiceCount> {
        let whole = self.rows.len() <= READ_WHOLE;
        self.rows.iter().filter(move |row| whole || row.count != Some(0))
    }

    /// The marks, where the choices are marks from 1 to 5 and none of them is hidden.
    pub fn scores(&self) -> Option<Scores> {
        let is_scale = !self.several && self.rows.len() == 5;
        let mark = |mark: &str| self.rows.iter().find(|row| row.value == mark)?.count;
        let [one, two, three, four, five] = Scores::MARKS.map(mark);
        is_scale.then_some(Scores([one?, two?, three?, four?, five?]))
    }

    fn count(&mut self, value: &str) {
        let row = match self.rows.iter().position(|row| row.value == value) {
            Some(at) => &mut self.rows[at],
            None => {
                // Of an edition that nobody has any more: counted all the same, by the word that is stored.
                let label = Bilingual { th: value.to_owned(), en: None };
                self.rows.push(ChoiceCount { value: value.to_owned(), label, count: Some(0) });
                let last = self.rows.len() - 1;
                &mut self.rows[last]
            }
        };
        row.count = row.count.map(|count| count + 1);
    }

    /// As anybody may see it (docs/requirements.md B-21): no cell that could point at somebody, neither those who took
    /// a choice nor, where several could be taken, those who did not.
    fn hide(&mut self, answered: i64) {
        let row = |row: &ChoiceCount| {
            let count = row.count.unwrap_or_default();
            if self.several { vec![count, answered - count] } else { vec![count] }
        };
        let cells: Vec<Vec<i64>> = self.rows.iter().map(row).collect();
        for (row, hide) in self.rows.iter_mut().zip(responses::hidden(&cells)) {
            row.count = row.count.filter(|_| !hide);
        }
    }
}

/// Numbers that were said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers(Vec<f64>);

impl Numbers {
    /// The smallest and the greatest, as they are read.
    pub fn range(&self) -> Option<(String, String)> {
        let least = self.0.iter().copied().min_by(f64::total_cmp)?;
        let most = self.0.iter().copied().max_by(f64::total_cmp)?;
        Some((read(least), read(most)))
    }

    /// The mean, as it is read.
    pub fn mean(&self) -> Option<String> {
        let all: f64 = self.0.iter().sum();
        (!self.0.is_empty()).then(|| read(all / count(self.0.len())))
    }

    /// The number that as many are below as above, as it is read.
    pub fn median(&self) -> Option<String> {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let upper = *sorted.get(sorted.len() / 2)?;
        let lower = if sorted.len().is_multiple_of(2) { sorted[sorted.len() / 2 - 1] } else { upper };
        Some(read(f64::midpoint(lower, upper)))
    }
}

/// A number of answers to reckon with: there are never more than a number can hold exactly.
fn count(of: usize) -> f64 {
    u32::try_from(of).map_or(f64::from(u32::MAX), f64::from)
}

/// A number as an office writes it, with no more than two decimals.
fn read(number: f64) -> String {
    let text = format!("{number:.2}");
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let grouped = whole.parse().map_or_else(|_| whole.to_owned(), thai::digits::group);
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() { grouped } else { format!("{grouped}.{decimals}") }
}

/// Words of a form in both languages.
pub(super) fn bilingual(words: &Wording) -> Bilingual {
    let en = words.has("en").then(|| words.in_language("en").to_owned());
    Bilingual { th: words.in_language("th").to_owned(), en }
}

impl QuestionResult {
    /// What is shown of a choice of this value.
    pub fn label_of(&self, value: &str) -> Option<&Bilingual> {
        let Said::Choices(choices) = &self.said else { return None };
        choices.rows.iter().find(|row| row.value == value).map(|row| &row.label)
    }

    /// Of a question that nobody has answered yet; `None` of what takes no answer.
    pub(super) fn of(question: &Question, heading: Option<Bilingual>) -> Option<Self> {
        let choices =
            |several| Said::Choices(Choices { several, rows: question.choices.iter().map(ChoiceCount::of).collect() });
        let said = match question.kind {
            QuestionType::SelectOne => choices(false),
            QuestionType::SelectMultiple => choices(true),
            QuestionType::Integer | QuestionType::Decimal => Said::Numbers(Numbers::default()),
            QuestionType::Date => Said::Days(None),
            QuestionType::Text => Said::Words,
            QuestionType::Time | QuestionType::Point | QuestionType::Photograph | QuestionType::Acknowledgement => {
                Said::Others
            }
            QuestionType::Note | QuestionType::Calculated => return None,
        };
        Some(Self { name: question.name.clone(), label: bilingual(&question.label), heading, answered: 0, said })
    }

    /// Takes over the choices that another edition has besides.
    pub(super) fn also(&mut self, question: &Question) {
        let Said::Choices(choices) = &mut self.said else { return };
        let new = question.choices.iter().filter(|choice| choices.rows.iter().all(|row| row.value != choice.value));
        let new: Vec<_> = new.map(ChoiceCount::of).collect();
        choices.rows.extend(new);
    }

    /// Counts one answer.
    pub(super) fn count(&mut self, value: &Value) {
        let parts = value.parts();
        if parts.iter().all(String::is_empty) {
            return;
        }
        self.answered += 1;
        match &mut self.said {
            Said::Choices(choices) => parts.iter().for_each(|part| choices.count(part)),
            Said::Numbers(numbers) => numbers.0.extend(parts.iter().filter_map(|part| part.parse::<f64>().ok())),
            Said::Days(span) => {
                for day in parts.iter().filter_map(|part| part.parse::<NaiveDate>().ok()) {
                    let (first, last) = span.unwrap_or((day, day));
                    *span = Some((first.min(day), last.max(day)));
                }
            }
            Said::Words | Said::Others => {}
        }
    }

    /// As anybody may see it, where so many answered the form at all: `None` where it could point at somebody, be it
    /// one who answered or one who did not; nobody's own words, and no single number or day.
    pub(super) fn for_everybody(mut self, answers: i64) -> Option<Self> {
        let said_by_few = self.answered < responses::FEWEST || responses::is_small(answers - self.answered);
        match &mut self.said {
            _ if said_by_few => return None,
            Said::Choices(choices) => choices.hide(self.answered),
            Said::Numbers(_) => {}
            Said::Days(_) | Said::Words | Said::Others => return None,
        }
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn choices(counts: &[i64], several: bool) -> Choices {
        let row = |(at, count): (usize, &i64)| ChoiceCount {
            value: (at + 1).to_string(),
            label: Bilingual::default(),
            count: Some(*count),
        };
        Choices { several, rows: counts.iter().enumerate().map(row).collect() }
    }

    fn shown(mut of: Choices, answered: i64) -> Vec<Option<i64>> {
        of.hide(answered);
        of.rows.into_iter().map(|row| row.count).collect()
    }

    #[test]
    fn everybody_sees_no_cell_that_could_point_at_somebody() {
        assert_eq!(shown(choices(&[40, 3, 12], false), 55), [Some(40), None, None]);
        assert_eq!(shown(choices(&[40, 5, 0], false), 45), [Some(40), Some(5), Some(0)]);
        // All but two took the first: who did not can be told as well.
        assert_eq!(shown(choices(&[18, 9, 10], true), 20), [None, None, Some(10)]);
    }

    #[test]
    fn marks_are_marks_only_where_there_are_five_and_none_is_hidden() {
        assert_eq!(choices(&[1, 0, 2, 3, 4], false).scores(), Some(Scores([1, 0, 2, 3, 4])));
        assert_eq!(choices(&[1, 0, 2, 3], false).scores(), None);
        assert_eq!(choices(&[1, 0, 2, 3, 4], true).scores(), None);
        let mut hidden = choices(&[1, 0, 20, 30, 40], false);
        hidden.hide(91);
        assert_eq!(hidden.scores(), None);
    }

    #[test]
    fn numbers_are_read_as_an_office_writes_them() {
        let numbers = Numbers(vec![1_000.0, 2_501.0, 12_000.0, 0.0]);
        assert_eq!(numbers.mean().as_deref(), Some("3,875.25"));
        assert_eq!(numbers.median().as_deref(), Some("1,750.5"));
        assert_eq!(numbers.range(), Some(("0".to_owned(), "12,000".to_owned())));
        assert_eq!((Numbers::default().mean(), Numbers::default().median()), (None, None));
    }

    proptest! {
        /// What is shown never lets a hidden cell be reckoned from the rest.
        #[test]
        fn one_cell_is_never_hidden_alone(counts in proptest::collection::vec(0i64..40, 2..8)) {
            let answered = counts.iter().sum();
            let hidden = shown(choices(&counts, false), answered).iter().filter(|count| count.is_none()).count();
            let others = counts.iter().filter(|count| **count > 0).count() > 1;
            prop_assert!(hidden != 1 || !others, "{counts:?}");
        }
    }
}
