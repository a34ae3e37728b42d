//! Judges answers: which questions were to be asked, which answers stand, and what is wrong with
//! the rest. The sender may be a browser without script, a telephone with an old form, or somebody
//! with a grudge; the outcome depends on the form, the answers and the moment alone.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;
use rxeval::Instance;
use serde::Serialize;

use super::expression::{Clock, Expression};
use super::question::{Item, Question, Wording};
use super::questionnaire::Questionnaire;
use super::repeat::{Counts, ROWS_MOST};
use super::value::{self, Given, Value};

/// The outcome of judging one set of answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The answers that stand, by question name: well-formed, and to questions that were asked.
    /// One that breaks a constraint is here too, so that nothing given is lost.
    pub answers: BTreeMap<String, Value>,
    /// What is wrong, in the order of the form; empty when the answers are accepted.
    pub problems: Vec<Problem>,
    /// Names of the groups and questions that are asked, given these answers.
    pub asked: BTreeSet<String>,
    /// Names of the questions among them that must be answered.
    pub required: BTreeSet<String>,
    /// For questions whose choices depend on other answers: the values offered now.
    pub offered: BTreeMap<String, Vec<String>>,
}

impl Judged {
    /// Whether the answers are accepted as they are.
    pub fn accepted(&self) -> bool {
        self.problems.is_empty()
    }

    /// What is wrong with this question's answer.
    pub fn problem(&self, name: &str) -> Option<&ProblemKind> {
        self.problems.iter().find(|problem| problem.name == name).map(|problem| &problem.kind)
    }
}

/// One thing wrong with one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The question's name.
    pub name: String,
    /// What is wrong.
    #[serde(flatten)]
    pub kind: ProblemKind,
}

/// What can be wrong with an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ProblemKind {
    /// Asked, required and not answered.
    Required,
    /// The form's own rule refuses it, in the form's own words (which may be empty).
    Constraint {
        /// The form's message in each of its languages.
        message: Wording,
    },
    /// Not among the choices offered.
    NotAChoice,
    /// Not a number, or not a whole one where a whole one is asked.
    NotANumber,
    /// Not a day of the calendar written as year-month-day.
    NotADate,
    /// Not a time of the day written as hour:minute.
    NotATime,
    /// Not a place on the earth written as latitude and longitude.
    NotAPoint,
    /// Longer than any answer may be.
    TooLong {
        /// Characters allowed.
        limit: usize,
    },
    /// The form's rule could not be run on this answer: the form is wrong, not the person. A rule
    /// that did not run has not passed.
    Unjudged {
        /// The engine's own words.
        why: String,
    },
}

/// Bytes of what a calculation works out; what is longer is nothing.
const CALCULATED_MOST: usize = 16 * 1024;

impl Questionnaire {
    /// Judges answers at a moment of Thai time. Names the form does not know are ignored; answers
    /// to questions that are not asked are dropped, as they would be on the page.
    pub fn judge(&self, given: &Given, moment: NaiveDateTime) -> Judged {
        let clock = Clock::at(moment);
        if self.is_to_lay_out() {
            return self.with_rows(&self.rows_at(given, &clock)).judge_as_laid_out(given, &clock);
        }
        self.judge_as_laid_out(given, &clock)
    }

    /// As many rows as were answered, and where the form says itself how many there are, as many as it says.
    pub fn rows_wanted(&self, given: &Given, moment: NaiveDateTime) -> Counts {
        self.rows_at(given, &Clock::at(moment))
    }

    fn rows_at(&self, given: &Given, clock: &Clock) -> Counts {
        let answered = self.rows_given(given);
        let mut counts = answered.clone();
        let laid_out = self.with_rows(&answered);
        let (instance, _) = laid_out.settle(&laid_out.read_all(given), clock);
        for (group, repeat) in laid_out.repeats() {
            if let Some(count) = &repeat.count {
                let said = count.text(&instance, group.node, clock).ok().and_then(|text| text.parse::<f64>().ok());
                counts.insert(group.name.clone(), said.map_or(0, |said| said.max(0.0) as usize).min(ROWS_MOST));
            }
        }
        counts
    }

    fn judge_as_laid_out(&self, given: &Given, clock: &Clock) -> Judged {
        let read = self.read_all(given);
        let (instance, asked) = self.settle(&read, clock);
        let mut judged = Judged {
            answers: BTreeMap::new(),
            problems: Vec::new(),
            asked,
            required: BTreeSet::new(),
            offered: BTreeMap::new(),
        };
        for (question, outcome) in self.questions().zip(read) {
            if judged.asked.contains(&question.name) {
                judged.weigh(question, outcome, &instance, clock);
            }
        }
        judged
    }

    /// Digits of the longest whole number that this question takes by its own rule, so that paper has room for them;
    /// `None` where the rule sets no bound below five digits, or hangs on other answers alone.
    pub fn digits(&self, question: &Question) -> Option<usize> {
        let rule = question.constraint.as_ref()?;
        let clock = Clock::at(NaiveDateTime::default());
        let takes = |number: i32| {
            let mut instance = self.blank().clone();
            instance.node_mut(question.node).value = number.to_string();
            rule.holds(&instance, question.node, &clock).unwrap_or(false)
        };
        let most = (1..=5).rev().find(|digits| takes(10_i32.pow(digits - 1)))?;
        (most < 5).then_some(most as usize)
    }

    fn read_all(&self, given: &Given) -> Vec<Result<Option<Value>, ProblemKind>> {
        let answer =
            |question: &Question| given.get(&question.name).map_or(Ok(None), |given| value::read(question, given));
        self.questions().map(answer).collect()
    }

    /// Fills the sheet and lets relevance and calculations settle. An answer to a question that is
    /// not asked counts as empty for the others, so hiding one question may hide or show the next;
    /// each round can only be started by a change in the last one, and their number is bounded.
    fn settle(&self, read: &[Result<Option<Value>, ProblemKind>], clock: &Clock) -> (Instance, BTreeSet<String>) {
        let mut instance = self.blank().clone();
        let text = |outcome: &Result<Option<Value>, ProblemKind>| {
            outcome.as_ref().ok().and_then(Option::as_ref).map(Value::as_xform).unwrap_or_default()
        };
        let given: Vec<String> = read.iter().map(text).collect();
        for (question, text) in self.questions().zip(&given) {
            instance.node_mut(question.node).value.clone_from(text);
        }
        let mut asked = self.asked(&instance, clock);
        for _ in 0..=self.items().len() {
            if !self.apply(&mut instance, &asked, &given, clock) {
                break;
            }
            asked = self.asked(&instance, clock);
        }
        (instance, asked)
    }

    /// Empties what is not asked, restores what is, recalculates; says whether anything changed.
    fn apply(&self, instance: &mut Instance, asked: &BTreeSet<String>, given: &[String], clock: &Clock) -> bool {
        let mut changed = false;
        for (question, text) in self.questions().zip(given) {
            // Calculations that join one another would else double at each step until no memory is left.
            let bounded = |text: String| if text.len() <= CALCULATED_MOST { text } else { String::new() };
            let calculated = question
                .calculate
                .as_ref()
                .map(|rule| bounded(rule.text(instance, question.node, clock).unwrap_or_default()));
            let due = if asked.contains(&question.name) { calculated.as_deref().unwrap_or(text) } else { "" };
            let held = &mut instance.node_mut(question.node).value;
            if held != due {
                due.clone_into(held);
                changed = true;
            }
        }
        changed
    }

    fn asked(&self, instance: &Instance, clock: &Clock) -> BTreeSet<String> {
        let mut asked = BTreeSet::new();
        for item in self.items() {
            let (name, node, within, relevant) = match item {
                Item::GroupStart(group) => (&group.name, group.node, &group.within, &group.relevant),
                Item::Question(question) => (&question.name, question.node, &question.within, &question.relevant),
                Item::GroupEnd(_) => continue,
            };
            let group_asked = within.last().is_none_or(|group| asked.contains(group));
            // A rule that cannot be run must not hide the question and lose its answer.
            let holds = |rule: &Expression| rule.holds(instance, node, clock).unwrap_or(true);
            if group_asked && relevant.as_ref().is_none_or(holds) {
                asked.insert(name.clone());
            }
        }
        asked
    }
}

impl Judged {
    fn weigh(
        &mut self,
        question: &Question,
        outcome: Result<Option<Value>, ProblemKind>,
        instance: &Instance,
        clock: &Clock,
    ) {
        let required = question.required.as_ref().map_or(Ok(false), |rule| rule.holds(instance, question.node, clock));
        if required == Ok(true) {
            self.required.insert(question.name.clone());
        }
        let offered = offered(question, instance, clock);
        let problem = match &outcome {
            Err(problem) => Some(problem.clone()),
            Ok(None) if question.calculate.is_some() => None,
            Ok(None) => required.map_or_else(
                |why| Some(ProblemKind::Unjudged { why }),
                |required| required.then_some(ProblemKind::Required),
            ),
            Ok(Some(value)) => refused(question, value, offered.as_deref(), instance, clock),
        };
        self.problems.extend(problem.map(|kind| Problem { name: question.name.clone(), kind }));
        if let Some(offered) = offered {
            self.offered.insert(question.name.clone(), offered);
        }
        let worked_out = question.calculate.as_ref().map(|_| instance.node(question.node).value.clone());
        let worked_out = worked_out.filter(|text| !text.is_empty()).map(Value::Text);
        if let Some(value) = outcome.ok().flatten().or(worked_out) {
            self.answers.insert(question.name.clone(), value);
        }
    }
}

/// The values offered now, where that depends on other answers.
fn offered(question: &Question, instance: &Instance, clock: &Clock) -> Option<Vec<String>> {
    let filter = question.choice_filter.as_ref()?;
    let rows = filter.rows.nodes(instance, clock).unwrap_or_default();
    let cells = rows.into_iter().flat_map(|row| instance.children(row));
    Some(
        cells
            .filter(|cell| instance.node(*cell).name == filter.value)
            .map(|cell| instance.string_value(cell))
            .collect(),
    )
}

fn refused(
    question: &Question,
    value: &Value,
    offered: Option<&[String]>,
    instance: &Instance,
    clock: &Clock,
) -> Option<ProblemKind> {
    if offered.is_some_and(|offered| value.parts().iter().any(|part| !offered.contains(part))) {
        return Some(ProblemKind::NotAChoice);
    }
    match question.constraint.as_ref()?.holds(instance, question.node, clock) {
        Ok(true) => None,
        Ok(false) => Some(ProblemKind::Constraint { message: question.constraint_message.clone() }),
        Err(why) => Some(ProblemKind::Unjudged { why }),
    }
}
