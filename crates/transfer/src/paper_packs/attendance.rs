//! The list that people sign when they come (ใบลงทะเบียน): everyone registered in the area by name, and empty lines for
//! who comes beside them.

use documents::{Align, Language, Mark, Placed};
use kit::message::msg;
use kit::{Lang, Message};

use house::messages::catalogue;

use crate::responses::{Area, Participant};

/// Lines of one page.
const LINES: usize = 20;
/// Height of a line, in millimetres.
const LINE: f32 = 10.0;
/// Where the table begins.
const TOP: f32 = 62.0;
/// Left edges of the columns, and the right edge of the last: number, name, village, signature, remark.
const EDGES: [f32; 6] = [16.0, 28.0, 92.0, 132.0, 172.0, 194.0];
/// What stands above each column.
const HEADS: [&str; 5] = [
    "paper-packs-list-number",
    "paper-packs-list-name",
    "paper-packs-list-village",
    "paper-packs-list-signature",
    "paper-packs-list-remark",
];

/// A list to sign.
pub(super) struct AttendanceList<'a> {
    pub area: &'a Area,
    pub people: &'a [Participant],
    pub lang: Lang,
    pub made_on: chrono::NaiveDate,
}

impl AttendanceList<'_> {
    /// The list as it is printed; the last page has empty lines, and there is one more where it has none left.
    pub(super) fn drawn(&self) -> Placed {
        let count = self.people.len() / LINES + 1;
        let page = |at: usize| {
            let from = (at * LINES).min(self.people.len());
            let to = (from + LINES).min(self.people.len());
            self.page(at, count, &self.people[from..to])
        };
        Placed {
            title: self.say(&msg("paper-packs-list")),
            language: match self.lang {
                Lang::Th => Language::Th,
                Lang::En => Language::En,
            },
            made_on: self.made_on,
            pages: (0..count).map(page).collect(),
        }
    }

    fn say(&self, message: &Message) -> String {
        catalogue().say(self.lang, message)
    }

    fn page(&self, at: usize, count: usize, people: &[Participant]) -> Vec<Mark> {
        let (left, right) = (EDGES[0], EDGES[5]);
        let mut marks = self.head(at, count);
        for line in 0..=LINES + 1 {
            let y = TOP + line as f32 * LINE;
            marks.push(Mark::rule(left, y, right, y));
        }
        let bottom = TOP + (LINES + 1) as f32 * LINE;
        marks.extend(EDGES.map(|x| Mark::rule(x, TOP, x, bottom)));
        for (column, head) in HEADS.into_iter().enumerate() {
            let text = catalogue().plain(self.lang, head).into_owned();
            marks.push(self.cell(column, 0, text).heavy().aligned(Align::Center));
        }
        for line in 0..LINES {
            let number = self.say(&msg("paper-packs-list-line").with("number", at * LINES + line + 1));
            marks.push(self.cell(0, line + 1, number).aligned(Align::Center));
            if let Some(person) = people.get(line) {
                marks.push(self.cell(1, line + 1, person.told.name.clone()));
                marks.push(self.cell(2, line + 1, person.told.village.clone().unwrap_or_default()));
            }
        }
        marks
    }

    /// Whose list it is, and what is written by hand on the day.
    fn head(&self, at: usize, count: usize) -> Vec<Mark> {
        let (left, right) = (EDGES[0], EDGES[5]);
        let text = |y: f32, size: f32, text: String| Mark::text((left, y), (right - left, 7.0), size, text);
        let place = msg("paper-packs-sheet-place")
            .with("code", self.area.project_code.as_str())
            .with("place", house::places::full_name(&self.area.province, self.lang));
        let page = msg("paper-packs-sheet-page").with("page", at + 1).with("pages", count);
        let label = |y: f32, x: f32, to: f32, word: &'static str| {
            let words = catalogue().plain(self.lang, word).into_owned();
            [Mark::text((x, y), (20.0, 6.0), 11.0, words), Mark::dotted(x + 20.0, y + 5.0, to)]
        };
        let mut marks = vec![
            text(12.0, 16.0, self.say(&msg("paper-packs-list"))).heavy().aligned(Align::Center),
            text(22.0, 11.0, self.area.project_name.in_lang(self.lang).to_owned()).aligned(Align::Center),
            text(28.5, 11.0, self.say(&place)).aligned(Align::Center),
            text(284.0, 9.0, self.say(&page)).aligned(Align::Center),
        ];
        marks.extend(label(38.0, left, right, "paper-packs-list-activity"));
        marks.extend(label(47.0, left, 90.0, "paper-packs-list-day"));
        marks.extend(label(47.0, 94.0, right, "paper-packs-list-place"));
        marks
    }

    fn cell(&self, column: usize, line: usize, text: String) -> Mark {
        let (x, width) = (EDGES[column] + 1.0, EDGES[column + 1] - EDGES[column] - 2.0);
        Mark::text((x, TOP + line as f32 * LINE + 2.4), (width, LINE - 3.0), 10.5, text)
    }
}
