//! A questionnaire asked over the telephone, one question after the other: which comes next follows from what was
//! answered so far, by the same engine that judges the whole.

use chrono::NaiveDateTime;
use xlsform::{Given, Questionnaire};

/// The questions that are asked of somebody who has answered this much, in their order.
pub fn asked(form: &Questionnaire, given: &Given, now: NaiveDateTime) -> Vec<String> {
    let asked = form.judge(given, now).asked;
    let questions = form.questions().filter(|question| question.takes_answer() && asked.contains(&question.name));
    questions.map(|question| question.name.clone()).collect()
}

/// The question after this one; the first where none is named, and none after the last.
pub fn after<'a>(asked: &'a [String], at: &str) -> Option<&'a str> {
    let next = asked.iter().position(|name| name == at).map_or(0, |place| place + 1);
    asked.get(next).map(String::as_str)
}

/// The question before this one; the last where none is named.
pub fn before<'a>(asked: &'a [String], at: &str) -> Option<&'a str> {
    let place = asked.iter().position(|name| name == at).unwrap_or(asked.len());
    asked.get(place.saturating_sub(1)).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use xlsform::Kind;

    fn of(answers: &[(&str, &str)]) -> Vec<String> {
        let form = Questionnaire::shipped(Kind::FollowUp).expect("shipped");
        let given = answers.iter().map(|(name, value)| ((*name).to_owned(), vec![(*value).to_owned()])).collect();
        asked(&form, &given, NaiveDateTime::default())
    }

    #[test]
    fn the_next_question_follows_from_the_answers() {
        let start = of(&[]);
        assert_eq!(after(&start, ""), Some("applied"));
        assert_eq!(after(&start, "applied"), Some("satisfaction_benefit"), "nothing hangs on no answer");
        assert_eq!(after(&of(&[("applied", "no")]), "applied"), Some("not_applied_reason"));
        assert_eq!(after(&of(&[("applied", "fully")]), "applied"), Some("applied_what"));
    }

    #[test]
    fn one_can_go_back_and_reach_an_end() {
        let asked = of(&[("applied", "no")]);
        assert_eq!(before(&asked, "not_applied_reason"), Some("applied"));
        assert_eq!(before(&asked, "applied"), Some("applied"), "nothing stands before the first");
        let last = asked.last().expect("a question");
        assert_eq!((after(&asked, last), before(&asked, "")), (None, Some(last.as_str())));
    }
}
