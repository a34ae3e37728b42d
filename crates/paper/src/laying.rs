//! A questionnaire laid out on pages: a pure reckoning, so that the same questionnaire always has the same places.
//! How much room words need is guessed generously; the typesetter makes smaller what does not fit all the same.

use chrono::NaiveDateTime;
use xlsform::{Choice, Given, Item, Question, QuestionType, Questionnaire};

use crate::layout::{BUBBLE, Bubble, Field, Layout, Page, Room, Way, Words};

/// Left edge of what is written on a page.
pub const LEFT: f32 = 16.0;
/// How wide it is.
pub const WIDTH: f32 = 178.0;
/// Where the questions begin, below the head of the sheet.
const TOP: f32 = 52.0;
/// Where they end.
const BOTTOM: f32 = 272.0;
/// One millimetre in points.
const POINT: f32 = 0.3528;
/// Height of a line of words, in times of its letters.
const LINE: f32 = 1.55;
/// Height of a row of choices, in millimetres.
const ROW: f32 = 6.6;
/// Height of the digits above their columns, in millimetres.
const DIGITS: f32 = 3.4;
/// Letters of a question.
const ASKED: f32 = 10.5;
/// Letters of a choice and of a hint.
const SAID: f32 = 9.5;

/// What the sheet says of its own, in the language of the sheet.
#[derive(Clone, Debug)]
pub struct Sayings {
    /// Beside a question with several answers.
    pub several: String,
    /// Beside a question that is asked of some only.
    pub some: String,
}

struct Laying<'a> {
    lang: &'a str,
    sayings: &'a Sayings,
    asked: std::collections::BTreeSet<String>,
    form: &'a Questionnaire,
    pages: Vec<Page>,
    y: f32,
    number: usize,
}

/// The pages of a questionnaire in one of its languages.
pub fn lay(form: &Questionnaire, lang: &str, sayings: &Sayings) -> Layout {
    // What an empty sheet is not asked hangs on other answers.
    let asked = form.judge(&Given::new(), NaiveDateTime::default()).asked;
    let mut laying = Laying { lang, sayings, asked, form, pages: vec![Page::default()], y: TOP, number: 0 };
    for item in form.items() {
        match item {
            Item::GroupStart(group) => laying.heading(group.label.in_language(lang)),
            Item::GroupEnd(_) => {}
            Item::Question(question) => laying.question(question),
        }
    }
    Layout { pages: laying.pages }
}

impl Laying<'_> {
    fn heading(&mut self, text: &str) {
        if !text.is_empty() {
            // A heading does not stand alone at the foot of a page.
            self.room_for(50.0);
            self.y += 1.5;
            let height = self.words(LEFT, self.y, WIDTH, 11.5, true, text);
            self.y += height + 1.0;
        }
    }

    fn question(&mut self, question: &Question) {
        match question.kind {
            QuestionType::Calculated => {}
            QuestionType::Note => {
                let text = question.label.in_language(self.lang).to_owned();
                self.room_for(height_of(&text, SAID, WIDTH) + 2.0);
                let height = self.words(LEFT, self.y, WIDTH, SAID, false, &text);
                self.y += height + 2.0;
            }
            _ => self.asks(question),
        }
    }

    fn asks(&mut self, question: &Question) {
        self.number += 1;
        let mut label = format!("{}. {}", self.number, question.label.in_language(self.lang));
        if question.kind == QuestionType::SelectMultiple {
            label.push_str(&format!(" ({})", self.sayings.several));
        }
        if !self.asked.contains(&question.name) {
            label.push_str(&format!(" – {}", self.sayings.some));
        }
        let hint = question.hint.in_language(self.lang).to_owned();
        let digits = (question.kind == QuestionType::Integer).then(|| self.form.digits(question)).flatten();
        // Digits stand beside their question, everything else below it.
        let wide = if digits.is_some() { WIDTH - 78.0 } else { WIDTH };
        let words = height_of(&label, ASKED, wide) + if hint.is_empty() { 0.0 } else { height_of(&hint, 8.5, wide) };
        let needed = match (question.kind, digits) {
            (_, Some(digits)) => words.max(digits as f32 * ROW + DIGITS),
            (QuestionType::SelectOne | QuestionType::SelectMultiple, _) => words + choices_height(question, self.lang),
            _ => words + written_height(question),
        };
        self.room_for(needed + 3.0);
        let top = self.y;
        let mut below = top + self.words(LEFT, top, wide, ASKED, false, &label);
        if !hint.is_empty() {
            below += self.words(LEFT + 5.0, below, wide - 5.0, 8.5, false, &hint);
        }
        let (way, answer) = match (question.kind, digits) {
            (_, Some(digits)) => self.digits(top, digits),
            (QuestionType::SelectOne | QuestionType::SelectMultiple, _) => self.choices(question, below),
            _ => (
                Way::Written,
                Room { x: LEFT + 5.0, y: below + 0.5, w: written_width(question), h: written_height(question) - 1.5 },
            ),
        };
        self.y = top + needed + 3.0;
        let room = Room { x: LEFT - 2.0, y: top - 1.0, w: WIDTH + 4.0, h: needed + 2.5 };
        self.page().fields.push(Field { name: question.name.clone(), room, answer, way });
    }

    fn choices(&mut self, question: &Question, top: f32) -> (Way, Room) {
        let columns = columns_of(&question.choices, self.lang);
        let wide = (WIDTH - 5.0) / columns as f32;
        let rows = question.choices.len().div_ceil(columns);
        let mut bubbles = Vec::new();
        for (at, choice) in question.choices.iter().enumerate() {
            // Down the first column, then down the next; scales and whatever fits into a row go across.
            let (column, row) = if rows == 1 { (at, 0) } else { (at / rows, at % rows) };
            let x = LEFT + 5.0 + column as f32 * wide + BUBBLE + 0.5;
            let y = top + row as f32 * ROW + ROW / 2.0;
            bubbles.push(Bubble { value: choice.value.clone(), x, y });
            let label = choice.label.in_language(self.lang).to_owned();
            self.words(x + BUBBLE + 2.4, y - 2.3, wide - 2.0 * BUBBLE - 4.5, SAID, false, &label);
        }
        let answer = Room { x: LEFT + 4.0, y: top, w: WIDTH - 4.0, h: rows as f32 * ROW };
        let way = if question.kind == QuestionType::SelectOne { Way::One { bubbles } } else { Way::Many { bubbles } };
        (way, answer)
    }

    fn digits(&mut self, top: f32, digits: usize) -> (Way, Room) {
        let left = LEFT + WIDTH - 75.0;
        let row = |at: usize| {
            let y = top + DIGITS + at as f32 * ROW + ROW / 2.0;
            let bubble = |digit: usize| Bubble { value: digit.to_string(), x: left + 14.0 + digit as f32 * 6.2, y };
            (0..10).map(bubble).collect::<Vec<_>>()
        };
        let rows: Vec<_> = (0..digits).map(row).collect();
        // Each column's digit stands once above it: between bubbles nobody knew to which it belongs.
        for bubble in rows.iter().take(1).flatten() {
            self.words(bubble.x - 0.8, top - 0.6, 4.0, 8.0, false, &bubble.value);
        }
        let height = digits as f32 * ROW;
        let written = Room { x: left, y: top + DIGITS, w: 7.5, h: height };
        (Way::Digits { rows, written }, Room { x: left - 1.0, y: top, w: 76.0, h: height + DIGITS })
    }

    /// Writes words at a place and says how high they are.
    fn words(&mut self, x: f32, y: f32, w: f32, size: f32, bold: bool, text: &str) -> f32 {
        let h = height_of(text, size, w);
        self.page().words.push(Words { room: Room { x, y, w, h }, size, bold, text: text.to_owned() });
        h
    }

    /// Goes to the next page where so much room is not left on this.
    fn room_for(&mut self, height: f32) {
        if self.y + height > BOTTOM && !(self.page().fields.is_empty() && self.page().words.is_empty()) {
            self.pages.push(Page::default());
            self.y = TOP;
        }
    }

    fn page(&mut self) -> &mut Page {
        if self.pages.is_empty() {
            self.pages.push(Page::default());
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }
}

/// How wide a text is in one line: vowels and marks above and below take no room of their own.
fn width_of(text: &str, size: f32) -> f32 {
    let over = |letter: &char| matches!(letter, '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}');
    let wide = |letter: char| if letter == ' ' { 0.28 } else { 0.58 };
    text.chars().filter(|letter| !over(letter)).map(wide).sum::<f32>() * size * POINT
}

fn height_of(text: &str, size: f32, within: f32) -> f32 {
    // Lines end at words, and so not everywhere at the edge.
    let lines = (width_of(text, size) * 1.06 / within).ceil().max(1.0);
    lines * size * POINT * LINE
}

fn columns_of(choices: &[Choice], lang: &str) -> usize {
    let longest = choices.iter().map(|choice| width_of(choice.label.in_language(lang), SAID)).fold(0.0, f32::max);
    let fits = |columns: &usize| longest + 2.0 * BUBBLE + 5.0 <= (WIDTH - 5.0) / *columns as f32;
    let most = [5, 4, 3, 2].into_iter().find(fits).unwrap_or(1);
    most.min(choices.len().max(1))
}

fn choices_height(question: &Question, lang: &str) -> f32 {
    let columns = columns_of(&question.choices, lang);
    question.choices.len().div_ceil(columns) as f32 * ROW
}

fn written_height(question: &Question) -> f32 {
    if question.looks("multiline") { 21.0 } else { 10.5 }
}

fn written_width(question: &Question) -> f32 {
    match question.kind {
        QuestionType::Integer | QuestionType::Decimal | QuestionType::Date => 60.0,
        _ => WIDTH - 5.0,
    }
}
