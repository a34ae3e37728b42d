//! The results of a form as a page shows them: under their headings, each figure with the way to the answers behind it.
//! The pages of every form that is asked show them by `results/questions.html`.

use kit::show::Bilingual;

use super::question_result::QuestionResult;
use super::tally::Tally;
use crate::projects::Formula;
use crate::responses::{Fraction, Scores};

/// What a page shows of results.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The results.
    pub tally: Tally,
    /// Where the answers behind a figure are read, without the question's name; nowhere for everybody.
    pub behind: Option<String>,
    /// What a plan promises by one of the questions.
    pub promised: Option<Promised>,
}

/// Satisfaction as the plan of a project promises it.
#[derive(Clone, Copy, Debug)]
pub struct Promised {
    /// By which question it is measured.
    pub question: &'static str,
    /// By which of the two ways; `None` where the plan says neither.
    pub official: Option<Formula>,
}

/// Questions that stand under one heading.
pub struct Group<'a> {
    /// Which.
    pub heading: Option<&'a Bilingual>,
    /// In the order they are asked.
    pub questions: Vec<&'a QuestionResult>,
}

impl Shown {
    /// The questions under their headings.
    pub fn groups(&self) -> Vec<Group<'_>> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        for question in &self.tally.questions {
            let heading = question.heading.as_ref();
            match groups.last_mut().filter(|group| group.heading == heading) {
                Some(group) => group.questions.push(question),
                None => groups.push(Group { heading, questions: vec![question] }),
            }
        }
        groups
    }

    /// The answers behind a figure of a question, where they are the reader's to see.
    pub fn behind(&self, question: &QuestionResult, value: &str) -> Option<String> {
        let address = format!("{}/{}", self.behind.as_ref()?, question.name);
        Some(kit::web::address(&address, &[("value", value)]))
    }

    /// Both ways to say satisfaction.
    pub fn both(&self, scores: &Scores) -> [(Formula, Fraction); 2] {
        [(Formula::SatisfiedShare1, scores.satisfied()), (Formula::SatisfactionMean1, scores.mean())]
    }

    /// Is it the formula by which the plan promises this question's satisfaction?
    pub fn is_official(&self, question: &QuestionResult, formula: &Formula) -> bool {
        self.promise(question).is_some_and(|promised| promised.official == Some(*formula))
    }

    /// Is satisfaction measured by this question, and no formula named?
    pub fn lacks_official(&self, question: &QuestionResult) -> bool {
        self.promise(question).is_some_and(|promised| promised.official.is_none())
    }

    fn promise(&self, question: &QuestionResult) -> Option<&Promised> {
        self.promised.as_ref().filter(|promised| promised.question == question.name)
    }
}
