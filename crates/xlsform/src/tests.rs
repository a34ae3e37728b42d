//! Answers to the three shipped forms, accepted and refused question by question; the answers here
//! and the little workbooks serve the tests of the other files too.

use chrono::{NaiveDate, NaiveDateTime};

use rust_xlsxwriter::Workbook;

use super::*;

pub(crate) fn form(kind: Kind) -> Questionnaire {
    Questionnaire::shipped(kind).expect("a shipped form reads")
}

/// 21 November 2026, ten in the morning.
pub(crate) fn november() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 21).and_then(|day| day.and_hms_opt(10, 0, 0)).expect("a day of the calendar")
}

pub(crate) fn answering(pairs: &[(&str, &str)]) -> Given {
    let mut given = Given::new();
    for (name, value) in pairs {
        given.entry((*name).to_owned()).or_default().push((*value).to_owned());
    }
    given
}

pub(crate) fn a_text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

pub(crate) const APPLICATION: &[(&str, &str)] = &[
    ("prefix", "mrs"),
    ("given_name", "สมหญิง"),
    ("family_name", "ใจดี"),
    ("sex", "female"),
    ("age_band", "40_49"),
    ("phone", "๐๘๑-๒๓๔ ๕๖๗๘"),
    ("village", "บ้านพรุจูด หมู่ ๓"),
    ("group_kind", "housewives"),
    ("group_name", "กลุ่มแม่บ้านพรุจูด"),
    ("occupation", "craft"),
    ("skill", "sometimes"),
    ("need", "ผ้าย้อมสีธรรมชาติสีตก"),
    ("expected_benefits", "raise_income"),
    ("expected_benefits", "add_value"),
    ("already_doing", "yes"),
    ("income_month", "๔,๕๐๐"),
    ("cost_month", "1200.50"),
    ("heard_from", "leader"),
    ("volunteer_member", "no"),
    ("notice_read", "acknowledged"),
    ("consent_contact", "yes"),
    ("consent_network", "no"),
    ("consent_photo", "no"),
];

pub(crate) const EVALUATION: &[(&str, &str)] = &[
    ("test_taken", "yes"),
    ("test_total", "10"),
    ("pre_test", "4"),
    ("post_test", "๘"),
    ("content", "5"),
    ("speaker", "5"),
    ("materials", "4"),
    ("place_time", "4"),
    ("staff", "5"),
    ("overall", "5"),
    ("intention", "yes"),
    ("expected_benefits", "cut_cost"),
];

pub(crate) const FOLLOW_UP: &[(&str, &str)] = &[
    ("applied", "fully"),
    ("applied_what", "ย้อมผ้าขายในตลาดนัด"),
    ("applied_since", "2026-10-01"),
    ("benefits", "raise_income"),
    ("income_before", "4500"),
    ("income_after", "6000"),
    ("months_active", "12"),
    ("share_percent", "80"),
    ("satisfaction_benefit", "4"),
    ("passed_on", "3"),
    ("further_need", "no"),
];

pub(crate) const COMPLETE: [(Kind, &[(&str, &str)]); 3] =
    [(Kind::Application, APPLICATION), (Kind::Evaluation, EVALUATION), (Kind::FollowUp, FOLLOW_UP)];

/// The pairs with one question answered otherwise; an empty value leaves it out.
pub(crate) fn but(pairs: &[(&str, &str)], name: &str, value: &str) -> Given {
    let mut given = answering(pairs);
    given.remove(name);
    if !value.is_empty() {
        given.insert(name.to_owned(), vec![value.to_owned()]);
    }
    given
}

/// A workbook with this survey sheet; a `choices` sheet holds one list `yn`.
pub(crate) fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let survey = book.add_worksheet();
    survey.set_name("survey").expect("a name");
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            survey.write_string(row as u32, column as u16, *cell).expect("a cell");
        }
    }
    let choices = book.add_worksheet();
    choices.set_name("choices").expect("a name");
    for (row, cells) in
        [["list_name", "name", "label", "only"], ["yn", "yes", "ใช่", "a"], ["yn", "no", "ไม่", "b"]].iter().enumerate()
    {
        for (column, cell) in cells.iter().enumerate() {
            choices.write_string(row as u32, column as u16, *cell).expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}

const HEADER: &[&str] =
    &["type", "name", "label", "relevant", "constraint", "calculation", "choice_filter", "required", "repeat_count"];

pub(crate) fn faults(rows: &[&[&str]]) -> Vec<FormError> {
    let rows: Vec<&[&str]> = std::iter::once(HEADER).chain(rows.iter().copied()).collect();
    Questionnaire::from_xlsx(&workbook(&rows)).expect_err("refused")
}

pub(crate) fn accepted(rows: &[&[&str]]) -> Questionnaire {
    let rows: Vec<&[&str]> = std::iter::once(HEADER).chain(rows.iter().copied()).collect();
    Questionnaire::from_xlsx(&workbook(&rows)).expect("accepted")
}

pub(crate) fn constraint(expression: &str) -> Vec<FormError> {
    faults(&[&["integer", "age", "อายุ", "", expression]])
}

#[test]
fn complete_answers_are_accepted_and_kept_plainly() {
    for (kind, answers) in COMPLETE {
        let judged = form(kind).judge(&answering(answers), november());
        assert_eq!(judged.problems, []);
        assert!(judged.accepted());
    }
    let answers = form(Kind::Application).judge(&answering(APPLICATION), november()).answers;
    assert_eq!(answers["phone"], a_text("0812345678"));
    assert_eq!(answers["income_month"], Value::Decimal(4500.0));
    assert_eq!(answers["cost_month"], Value::Decimal(1200.5));
    let benefits = ["add_value", "raise_income"].map(str::to_owned).to_vec();
    assert_eq!(answers["expected_benefits"], Value::Choices(benefits));
    let json = serde_json::to_value(&answers).expect("plain values");
    assert_eq!(json["expected_benefits"], serde_json::json!(["add_value", "raise_income"]));
    let back: std::collections::BTreeMap<String, Value> = serde_json::from_value(json).expect("the same values");
    assert_eq!(back, answers);
}

#[test]
fn what_must_be_answered_must_be_answered() {
    for (kind, answers) in COMPLETE {
        let form = form(kind);
        let judged = form.judge(&answering(answers), november());
        for name in &judged.required {
            let without = form.judge(&but(answers, name, ""), november());
            assert_eq!(without.problem(name), Some(&ProblemKind::Required), "{name}");
        }
        let empty = form.judge(&Given::new(), november());
        assert!(!empty.accepted() && empty.answers.is_empty());
        let spaces = form.judge(&but(answers, judged.required.first().expect("some"), "  \u{a0}"), november());
        assert!(!spaces.accepted());
    }
}

#[test]
fn a_foreign_choice_is_refused() {
    let refused = [
        (Kind::Application, APPLICATION, "sex", "zzz"),
        (Kind::Application, APPLICATION, "expected_benefits", "raise_income zzz"),
        (Kind::FollowUp, FOLLOW_UP, "satisfaction_benefit", "6"),
        (Kind::FollowUp, FOLLOW_UP, "applied", "FULLY"),
    ];
    for (kind, answers, name, value) in refused {
        let judged = form(kind).judge(&but(answers, name, value), november());
        assert_eq!(judged.problem(name), Some(&ProblemKind::NotAChoice), "{name}={value}");
        assert!(!judged.answers.contains_key(name));
    }
    let mut twice = answering(APPLICATION);
    twice.insert("sex".to_owned(), vec!["male".to_owned(), "female".to_owned()]);
    assert_eq!(form(Kind::Application).judge(&twice, november()).problem("sex"), Some(&ProblemKind::NotAChoice));
}

#[test]
fn out_of_range_is_refused_in_the_forms_own_words() {
    let cases = [
        (Kind::FollowUp, FOLLOW_UP, "passed_on", "-1"),
        (Kind::FollowUp, FOLLOW_UP, "passed_on", "1001"),
        (Kind::FollowUp, FOLLOW_UP, "months_active", "13"),
        (Kind::FollowUp, FOLLOW_UP, "income_before", "10000001"),
        (Kind::FollowUp, FOLLOW_UP, "applied_since", "2026-11-22"),
        (Kind::FollowUp, FOLLOW_UP, "applied_since", "2002-12-31"),
        (Kind::FollowUp, FOLLOW_UP, "benefits", "none raise_income"),
        (Kind::Evaluation, EVALUATION, "post_test", "11"),
        (Kind::Evaluation, EVALUATION, "test_total", "0"),
        (Kind::Application, APPLICATION, "phone", "812345678"),
        (Kind::Application, APPLICATION, "phone", "08123456789"),
        (Kind::Application, APPLICATION, "phone", "08x2345678"),
    ];
    for (kind, answers, name, value) in cases {
        let form = form(kind);
        let judged = form.judge(&but(answers, name, value), november());
        let expected = form.question(name).expect("asked").constraint_message.clone();
        assert_eq!(judged.problem(name), Some(&ProblemKind::Constraint { message: expected }), "{name}={value}");
        assert!(judged.answers.contains_key(name), "what was given is not lost");
    }
}

#[test]
fn what_lies_on_the_border_is_accepted() {
    for (name, value) in [
        ("passed_on", "0"),
        ("passed_on", "1,000"),
        ("months_active", "1"),
        ("applied_since", "2026-11-21"),
        ("applied_since", "2003-01-01"),
        ("benefits", "none"),
    ] {
        let judged = form(Kind::FollowUp).judge(&but(FOLLOW_UP, name, value), november());
        assert_eq!(judged.problems, [], "{name}={value}");
    }
}

#[test]
fn the_reason_for_not_applying_is_asked_only_of_those_who_did_not() {
    let form = form(Kind::FollowUp);
    let no = form.judge(&but(FOLLOW_UP, "applied", "no"), november());
    assert_eq!(no.problem("not_applied_reason"), Some(&ProblemKind::Required));
    assert_eq!(no.problems.len(), 1);
    // A whole group and single questions are skipped, and their answers dropped.
    for name in ["applied_what", "applied_since", "benefits", "economy", "income_before", "months_active"] {
        assert!(!no.asked.contains(name) && !no.answers.contains_key(name), "{name}");
    }
    for (applied, value) in [("fully", "no_time"), ("partly", "zzz")] {
        let mut answers = but(FOLLOW_UP, "applied", applied);
        answers.insert("not_applied_reason".to_owned(), vec![value.to_owned()]);
        let judged = form.judge(&answers, november());
        assert!(judged.accepted() && !judged.asked.contains("not_applied_reason"));
        assert!(!judged.answers.contains_key("not_applied_reason"));
    }
}

#[test]
fn hiding_one_question_hides_what_hangs_on_it() {
    let mut answers = but(FOLLOW_UP, "applied", "no");
    answers.insert("not_applied_reason".to_owned(), vec!["other".to_owned()]);
    let form = form(Kind::FollowUp);
    assert_eq!(form.judge(&answers, november()).problem("not_applied_other"), Some(&ProblemKind::Required));
    answers.insert("applied".to_owned(), vec!["fully".to_owned()]);
    let judged = form.judge(&answers, november());
    assert!(judged.accepted() && !judged.asked.contains("not_applied_other"));
}

#[test]
fn an_income_before_asks_for_the_income_after() {
    let form = form(Kind::FollowUp);
    let before_only = form.judge(&but(FOLLOW_UP, "income_after", ""), november());
    assert_eq!(before_only.problem("income_after"), Some(&ProblemKind::Required));
    let mut neither = but(FOLLOW_UP, "income_after", "");
    for name in ["income_before", "months_active", "share_percent"] {
        neither.remove(name);
    }
    assert!(form.judge(&neither, november()).accepted());
}

#[test]
fn the_outcome_depends_on_form_answers_and_moment_alone() {
    for (kind, answers) in COMPLETE {
        let judged = form(kind).judge(&answering(answers), november());
        assert_eq!(judged, form(kind).judge(&answering(answers), november()));
    }
    let earlier = november() - chrono::Duration::days(60);
    let judged = form(Kind::FollowUp).judge(&answering(FOLLOW_UP), earlier);
    assert!(matches!(judged.problem("applied_since"), Some(ProblemKind::Constraint { .. })));
}
