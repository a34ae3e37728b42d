//! A questionnaire as a page shows it: headings, notes and fields in the order of the form, in the
//! reader's language, with everything as it was typed. Without script every question is there; one
//! that hangs on another says so, and the server judges what was to be answered.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kit::message::msg;
use kit::{Lang, Message, show};
use serde::Deserialize;

use house::layout::{Asked, Choice, Label};
use xlsform::{
    AGREED, Condition, Counts, Given, Group, Item, Question, QuestionType, Questionnaire, ROWS_MOST, Repeat, Rows,
    Value, Wording,
};

/// What was typed, as a form posts it: names, some of them repeated, with their texts.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Typed(pub Vec<(String, String)>);

impl Typed {
    /// Everything typed or ticked under a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, text)| text.as_str())
    }

    /// The first thing typed under a name; empty when nothing was.
    pub fn one(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, text)| text)
    }

    /// Sets a name to one text.
    pub fn set(&mut self, name: &str, text: impl Into<String>) {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), text.into()));
    }

    /// Sets the three parts of a day.
    pub fn set_day(&mut self, name: &str, day: NaiveDate) {
        let [d, m, y] = parts_of(day);
        self.set(&format!("{name}_day"), d);
        self.set(&format!("{name}_month"), m);
        self.set(&format!("{name}_year"), y);
    }

    /// The day typed in three parts; `None` when nothing was.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn day(&self, name: &str, near: NaiveDate) -> Result<Option<NaiveDate>, Message> {
        let [day, month, year] = self.day_parts(name);
        if [&day, &month, &year].iter().all(|part| part.trim().is_empty()) {
            return Ok(None);
        }
        let found = thai::date::from_parts_near(&day, &month, &year, thai::date::be_year(near));
        found.map(Some).map_err(kit::form::explain)
    }

    /// The three parts of a day as they were typed.
    pub fn day_parts(&self, name: &str) -> [String; 3] {
        ["day", "month", "year"].map(|part| self.one(&format!("{name}_{part}")).to_owned())
    }

    /// The sheet of what was answered before, to be put right.
    pub fn of(form: &Questionnaire, given: Given) -> Self {
        let mut typed = Self::default();
        for (name, values) in given {
            let is_day = form.question(&name).is_some_and(|question| question.kind == QuestionType::Date);
            match values.first().and_then(|value| value.parse().ok()).filter(|_| is_day) {
                Some(day) => typed.set_day(&name, day),
                None => typed.0.extend(values.into_iter().map(|value| (name.clone(), value))),
            }
        }
        typed
    }

    /// How many rows of each repeated group are shown: as the page had them, one at least, and one more or less as
    /// its buttons say. Answers move up where a row is taken away.
    pub fn rows(&mut self, form: &Questionnaire) -> Counts {
        let mut counts: Counts = form
            .repeats()
            .map(|(group, _)| {
                let shown = self.one(&format!("sheet.rows.{}", group.name)).parse().unwrap_or(1usize);
                (group.name.clone(), shown.clamp(1, ROWS_MOST))
            })
            .collect();
        let step = self.one("step").to_owned();
        let (what, of) = step.split_once('.').unwrap_or_default();
        match (what, of.split_once('.')) {
            ("add", _) => counts.entry(of.to_owned()).and_modify(|rows| *rows = (*rows + 1).min(ROWS_MOST)),
            ("remove", Some((group, row))) => {
                self.take_row_away(group, row.parse().unwrap_or(ROWS_MOST + 1));
                counts.entry(group.to_owned()).and_modify(|rows| *rows = rows.saturating_sub(1).max(1))
            }
            _ => return counts,
        };
        counts.retain(|name, _| form.repeats().any(|(group, _)| group.name == *name));
        counts
    }

    fn take_row_away(&mut self, group: &str, away: usize) {
        let row_of = |name: &str| {
            let (row, question) = name.strip_prefix(group)?.strip_prefix('.')?.split_once('.')?;
            Some((row.parse::<usize>().ok()?, question.to_owned()))
        };
        self.0.retain(|(name, _)| row_of(name).is_none_or(|(row, _)| row != away));
        for (name, _) in &mut self.0 {
            if let Some((row, question)) = row_of(name).filter(|(row, _)| *row > away) {
                *name = xlsform::row_name(group, row - 1, Some(&question));
            }
        }
    }

    /// The answers to the questions of `form`, and what is wrong with days that cannot be read.
    pub fn given(&self, form: &Questionnaire, near: NaiveDate) -> (Given, BTreeMap<String, Message>) {
        let (mut given, mut unread) = (Given::new(), BTreeMap::new());
        for question in form.questions().filter(|question| question.takes_answer()) {
            let name = &question.name;
            let values: Vec<String> = match question.kind {
                QuestionType::Date => match self.day(name, near) {
                    Ok(day) => day.map(|day| day.to_string()).into_iter().collect(),
                    Err(message) => {
                        unread.insert(name.clone(), message);
                        vec![self.day_parts(name).join(" ")]
                    }
                },
                _ => self.all(name).map(str::to_owned).collect(),
            };
            given.insert(name.clone(), values);
        }
        (given, unread)
    }
}

fn parts_of(day: NaiveDate) -> [String; 3] {
    use chrono::Datelike;
    [day.day().to_string(), day.month().to_string(), thai::date::be_year(day).to_string()]
}

/// A questionnaire on a page.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// From top to bottom.
    pub lines: Vec<Line>,
}

/// One line of it.
#[derive(Clone, Debug)]
pub enum Line {
    /// A heading, and when what stands under it is asked.
    Group(String, Vec<Label>),
    /// Words to read.
    Note(String),
    /// A question, with its field.
    Question(Asked, Field),
    /// A picture of what stands on paper where the next question is answered, by its address.
    Picture(String),
    /// One of several that the same is asked of: its number, and what takes it away where that is free.
    Row(usize, Option<String>),
    /// The end of them: the group, how many there are, and whether one more may be added.
    Rows(String, usize, bool),
}

/// A field with what was typed in it.
#[derive(Clone, Debug)]
pub enum Field {
    /// One line of text.
    Short(String),
    /// Several lines of text.
    Long(String),
    /// Digits.
    Number(String),
    /// Day, month and year as typed.
    Day([String; 3]),
    /// One of the choices, and the one taken.
    One(Vec<Choice>, String),
    /// One of many choices, from a list that unfolds; and whether they hang on earlier answers.
    Pick(Vec<Choice>, String, bool),
    /// Any of the choices, and those taken.
    Many(Vec<Choice>, Vec<String>),
}

/// More choices than these unfold from a list.
const RADIOS_MOST: usize = 12;

impl Sheet {
    /// The sheet of `form` with what was typed.
    pub fn new(form: &Questionnaire, typed: &Typed, lang: Lang) -> Self {
        let start = form.judge(&Given::new(), chrono::NaiveDateTime::default());
        // Of lists that hang on earlier answers, what these leave.
        let (given, _) = typed.given(form, NaiveDate::default());
        let offered = form.judge(&given, chrono::NaiveDateTime::default()).offered;
        let say = |wording: &Wording| wording.in_language(lang.tag()).to_owned();
        let repeats: BTreeMap<&str, &Repeat> =
            form.repeats().map(|(group, repeat)| (group.name.as_str(), repeat)).collect();
        let mut lines = Vec::new();
        for item in form.items() {
            match item {
                Item::GroupStart(Group { rows: Rows::Row(number), name, .. }) => {
                    let group = name.rsplit_once('.').and_then(|(group, _)| repeats.get(group));
                    let free = group.is_some_and(|repeat| !repeat.is_counted());
                    lines.push(Line::Row(*number, free.then(|| name.clone())));
                }
                Item::GroupStart(group) => {
                    lines.push(Line::Group(say(&group.label), hints(form, group.asked_when(), lang)));
                }
                Item::Question(question) if question.takes_answer() => {
                    let required = start.required.contains(&question.name);
                    let help = Some(say(&question.hint)).filter(|help| !help.is_empty()).map(Label::Text);
                    let help = help.into_iter().chain(shape(question.kind).map(Label::Message));
                    let asked = Asked {
                        name: question.name.clone(),
                        label: Label::Text(say(&question.label)),
                        hints: hints(form, question.asked_when(), lang).into_iter().chain(help).collect(),
                        optional: start.asked.contains(&question.name) && !required,
                    };
                    lines.push(Line::Question(asked, field(question, typed, offered.get(&question.name), lang)));
                }
                Item::Question(question) if question.kind == QuestionType::Note => {
                    lines.push(Line::Note(say(&question.label)));
                }
                Item::GroupEnd(name) => {
                    let rows = repeats
                        .get(name.as_str())
                        .map(|repeat| (repeat.rows, !repeat.is_counted() && repeat.rows < ROWS_MOST));
                    lines.extend(rows.map(|(rows, free)| Line::Rows(name.clone(), rows, free)));
                }
                Item::Question(_) => {}
            }
        }
        Self { lines }
    }

    /// The same with pictures of the paper above the questions they show, by the questions' names.
    #[must_use]
    pub fn beside(mut self, pictures: &BTreeMap<String, String>) -> Self {
        let picture = |line: &Line| match line {
            Line::Question(asked, _) => pictures.get(&asked.name).cloned().map(Line::Picture),
            _ => None,
        };
        self.lines = self.lines.into_iter().flat_map(|line| picture(&line).into_iter().chain([line])).collect();
        self
    }

    /// The question a field's name stands for, for the summary of errors; `None` for the fields of
    /// the sheet itself, whose messages say it.
    pub fn label_of(&self, name: &str) -> Option<&Label> {
        self.lines.iter().rev().find_map(|line| match line {
            Line::Question(asked, _) if asked.name == name => Some(&asked.label),
            _ => None,
        })
    }
}

fn field(question: &Question, typed: &Typed, offered: Option<&Vec<String>>, lang: Lang) -> Field {
    let name = question.name.as_str();
    let one = || typed.one(name).to_owned();
    let choices = || {
        let choice = |choice: &xlsform::Choice| Choice::new(&choice.value, choice.label.in_language(lang.tag()));
        question.choices.iter().map(choice).collect()
    };
    match question.kind {
        QuestionType::SelectOne if question.choices.len() > RADIOS_MOST => {
            let mut choices: Vec<Choice> = choices();
            choices.retain(|choice| offered.is_none_or(|offered| offered.contains(&choice.value)));
            Field::Pick(choices, one(), offered.is_some())
        }
        QuestionType::SelectOne => Field::One(choices(), one()),
        QuestionType::SelectMultiple => Field::Many(choices(), typed.all(name).map(str::to_owned).collect()),
        QuestionType::Date => Field::Day(typed.day_parts(name)),
        QuestionType::Integer | QuestionType::Decimal => Field::Number(one()),
        QuestionType::Acknowledgement => {
            Field::Many(vec![Choice::new(AGREED, msg("responses-agree"))], typed.all(name).map(str::to_owned).collect())
        }
        _ if question.looks("numbers") => Field::Number(one()),
        _ if question.looks("multiline") => Field::Long(one()),
        _ => Field::Short(one()),
    }
}

/// How an answer is to be written, where that does not go without saying.
fn shape(kind: QuestionType) -> Option<Message> {
    match kind {
        QuestionType::Time => Some(msg("responses-hint-time")),
        QuestionType::Point => Some(msg("responses-hint-point")),
        _ => None,
    }
}

/// Says when something is asked: "answer when this question is answered so".
fn hints(form: &Questionnaire, conditions: Vec<Condition>, lang: Lang) -> Vec<Label> {
    let label =
        |name: &str| form.question(name).map_or("", |question| question.label.in_language(lang.tag())).to_owned();
    let choice = |question: &str, value: &str| {
        let known = form.question(question).and_then(|question| question.choice(value));
        known.map_or(value.to_owned(), |choice| choice.label.in_language(lang.tag()).to_owned())
    };
    let hint = |condition: Condition| match condition {
        Condition::AnyOf { question, values } => {
            let values = values.iter().map(|value| choice(&question, value)).collect::<Vec<_>>().join(" / ");
            msg("responses-asked-when").with("question", label(&question)).with("values", values)
        }
        Condition::NotSo { question, value } => {
            msg("responses-asked-unless").with("question", label(&question)).with("value", choice(&question, &value))
        }
        Condition::Answered(question) => msg("responses-asked-answered").with("question", label(&question)),
        Condition::Other => msg("responses-asked-otherwise"),
    };
    conditions.into_iter().map(hint).map(Label::Message).collect()
}

/// What somebody answered, as questions and answers to read.
pub fn said(form: &Questionnaire, answers: &BTreeMap<String, Value>, lang: Lang) -> Vec<(String, String)> {
    let words = |question: &Question, value: &str| {
        if let Some(choice) = question.choice(value) {
            return choice.label.in_language(lang.tag()).to_owned();
        }
        let day = (question.kind == QuestionType::Date).then(|| value.parse().ok()).flatten();
        day.map_or_else(|| value.to_owned(), |day| show::day(day, lang))
    };
    let pair = |question: &Question| {
        let parts = answers.get(&question.name)?.parts();
        let answer: Vec<String> = parts.iter().map(|part| words(question, part)).collect();
        Some((question.label.in_language(lang.tag()).to_owned(), answer.join(", ")))
    };
    form.questions().filter(|question| question.takes_answer()).filter_map(pair).collect()
}
