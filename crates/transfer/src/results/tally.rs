//! The results of a form: what was said to each of its questions, whichever edition asked it.

use std::collections::{BTreeMap, HashMap};

use kit::show::Bilingual;
use xlsform::{Item, Questionnaire, Value};

use super::question_result::{QuestionResult, bilingual};

/// The results of one form.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// How many answered the form: n.
    pub answers: i64,
    /// Each question, in the order of the latest edition, those of earlier ones last.
    pub questions: Vec<QuestionResult>,
    places: HashMap<String, usize>,
    /// How many of them the latest edition asks.
    asked_now: usize,
}

impl Tally {
    /// Nothing counted yet; of these editions, the latest first.
    pub fn of<'a>(editions: impl IntoIterator<Item = &'a Questionnaire>) -> Self {
        let mut tally = Self::default();
        for edition in editions {
            tally.lay_out(edition);
            if tally.asked_now == 0 {
                tally.asked_now = tally.questions.len();
            }
        }
        tally
    }

    fn lay_out(&mut self, edition: &Questionnaire) {
        let mut headings: Vec<Bilingual> = Vec::new();
        for item in edition.items() {
            match item {
                Item::GroupStart(group) => headings.push(bilingual(&group.label)),
                Item::GroupEnd(_) => drop(headings.pop()),
                Item::Question(question) => {
                    let name = asked(&question.name).to_owned();
                    if let Some(at) = self.places.get(&name) {
                        self.questions[*at].also(question);
                        continue;
                    }
                    let heading = headings.iter().rev().find(|heading| !heading.th.is_empty()).cloned();
                    if let Some(result) = QuestionResult::of(question, heading) {
                        self.places.insert(name.clone(), self.questions.len());
                        self.questions.push(QuestionResult { name, ..result });
                    }
                }
            }
        }
    }

    /// Counts one answer to the form. In a repeated group each row counts.
    pub fn count(&mut self, answers: &BTreeMap<String, Value>) {
        self.answers += 1;
        for (name, value) in answers {
            if let Some(at) = self.places.get(asked(name)) {
                self.questions[*at].count(value);
            }
        }
    }

    /// Without the questions that are asked no more and that nobody has answered.
    pub fn settled(mut self) -> Self {
        let earlier = self.questions.split_off(self.asked_now.min(self.questions.len()));
        self.questions.extend(earlier.into_iter().filter(|question| question.answered > 0));
        self.places = self.questions.iter().enumerate().map(|(at, one)| (one.name.clone(), at)).collect();
        self
    }

    /// The results of one question.
    pub fn find(&self, name: &str) -> Option<&QuestionResult> {
        self.places.get(name).map(|at| &self.questions[*at])
    }

    /// As anybody may see them: small cells hidden, and nobody's own words.
    pub fn for_everybody(self) -> Self {
        let answers = self.answers;
        let questions: Vec<_> = self.questions.into_iter().filter_map(|one| one.for_everybody(answers)).collect();
        Self { answers, questions, ..Self::default() }
    }
}

/// A question by its name in the form, which is unique, whatever row it was answered in: `members.2.age` is `age`.
pub(super) fn asked(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::question_result::Said;
    use xlsform::Kind;

    fn evaluation() -> Questionnaire {
        Questionnaire::from_xlsx(Kind::Evaluation.shipped()).expect("the form that is shipped")
    }

    #[test]
    fn each_question_is_counted_under_its_heading_by_those_who_answered_it() {
        let mut tally = Tally::of([&evaluation()]);
        for (overall, suggestion) in [("5", "ขออีก"), ("4", ""), ("4", "จัดใกล้บ้าน")] {
            let given = [("overall", overall), ("suggestions", suggestion)];
            tally.count(&given.map(|(name, said)| (name.to_owned(), Value::Text(said.to_owned()))).into());
        }
        let overall = tally.find("overall").expect("asked");
        assert_eq!((tally.answers, overall.answered), (3, 3));
        assert_eq!(overall.heading.as_ref().map(|heading| heading.th.as_str()), Some("ความพึงพอใจ"));
        let Said::Choices(choices) = &overall.said else { panic!("a choice") };
        assert_eq!(choices.scores().expect("marks").0, [0, 0, 0, 2, 1]);
        assert_eq!(tally.find("suggestions").expect("asked").answered, 2, "an empty text is no answer");
        assert!(tally.find("notice").is_none(), "words to read are no question");
    }

    #[test]
    fn an_answer_of_an_earlier_edition_is_counted_by_the_word_that_is_stored() {
        let mut tally = Tally::of([&evaluation()]);
        tally.count(&[("overall".to_owned(), Value::Text("6".to_owned()))].into());
        let Said::Choices(choices) = &tally.find("overall").expect("asked").said else { panic!("a choice") };
        assert_eq!(choices.rows.last().map(|row| (row.value.as_str(), row.count)), Some(("6", Some(1))));
        assert_eq!(choices.scores(), None, "six values are no marks from one to five");
    }

    #[test]
    fn rows_of_a_repeated_group_are_one_question() {
        assert_eq!((asked("members.12.age"), asked("age")), ("age", "age"));
    }
}
