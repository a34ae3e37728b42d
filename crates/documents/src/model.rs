//! An official document, as whoever draws it up sees it: title, numbered headings, paragraphs, lists, tables with
//! columns of numbers and totals, tables of months, a block of signatures, pictures with alternative text.

use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;

/// What a document is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Thai.
    #[default]
    Th,
    /// English.
    En,
}

/// As what it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// To be read and printed.
    Pdf,
    /// To be worked on.
    Docx,
}

impl Format {
    /// What a file's name ends in.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
        }
    }

    /// What the network calls it.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document {
    /// What the file calls itself.
    pub title: String,
    /// The lines of its title, as they stand above the text.
    pub head: Vec<String>,
    /// What it is written in.
    pub language: Language,
    /// What stands above every page, beside its number.
    pub running: String,
    /// The word before the number of a page: "หน้า".
    pub page: String,
    /// What stands below every page.
    pub foot: String,
    /// The day it was drawn up: the only day that the file knows.
    pub made_on: NaiveDate,
    /// Numbers of pages in Thai digits ([`Document::in_thai_digits`]).
    pub thai_digits: bool,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A part of the text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "is", rename_all = "lowercase")]
pub enum Block {
    /// A heading, with its number in its text.
    Heading {
        /// From one, the highest.
        level: u8,
        /// Its text.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// Its text, without line breaks.
        text: String,
    },
    /// A remark in small letters.
    Note {
        /// Its text.
        text: String,
    },
    /// A list: a mark and a text each.
    List {
        /// "1)", "•" and the text.
        items: Vec<(String, String)>,
    },
    /// A table.
    Table(Table),
    /// Who signs.
    Signatures {
        /// Beside each other, two in a row.
        signatories: Vec<Signatory>,
    },
    /// A picture.
    Picture(Picture),
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Text, which takes the room there is.
    Text,
    /// Numbers, under each other.
    Number,
    /// A narrow cell that is empty or marked, as of a month.
    Mark,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// What it shares with the columns beside it: the quarter of a month.
    pub group: Option<String>,
    /// What stands in it.
    pub kind: Kind,
    /// How much room it takes, of the sum of all.
    pub share: u16,
}

impl Column {
    /// A column with a head of its own.
    pub fn new(head: impl Into<String>, kind: Kind, share: u16) -> Self {
        Self { head: head.into(), group: None, kind, share }
    }

    /// Under a head that it shares.
    #[must_use]
    pub fn under(mut self, group: impl Into<String>) -> Self {
        self.group = Some(group.into());
        self
    }
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RowKind {
    /// One of many.
    Plain,
    /// A heading within the table: one cell across all columns.
    Group,
    /// A sum.
    Total,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// As many as there are columns; one in a [`RowKind::Group`].
    pub cells: Vec<String>,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    /// What it is called, above it; empty for none.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
}

impl Table {
    /// A table without rows.
    pub fn new(caption: impl Into<String>, columns: Vec<Column>) -> Self {
        Self { caption: caption.into(), columns, rows: Vec::new() }
    }

    /// One more row.
    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(Row { kind: RowKind::Plain, cells });
    }

    /// A heading across all columns.
    pub fn group(&mut self, text: impl Into<String>) {
        self.rows.push(Row { kind: RowKind::Group, cells: vec![text.into()] });
    }

    /// The sum of what stands above.
    pub fn total(&mut self, cells: Vec<String>) {
        self.rows.push(Row { kind: RowKind::Total, cells });
    }

    /// The heads that columns share: each with the columns it spans, `None` where a column has its own alone.
    pub(crate) fn groups(&self) -> Vec<(Option<&str>, usize)> {
        let mut groups: Vec<(Option<&str>, usize)> = Vec::new();
        for column in &self.columns {
            let group = column.group.as_deref();
            match groups.last_mut() {
                Some((last, span)) if group.is_some() && *last == group => *span += 1,
                _ => groups.push((group, 1)),
            }
        }
        groups
    }
}

/// Who signs: the lines under the line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Signatory {
    /// The lines: a dotted line, the name in brackets, the post, the day.
    pub lines: Vec<String>,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Picture {
    /// What it shows, for whoever does not see it; without it there is no picture.
    pub alt: String,
    /// PNG or JPEG.
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// Width and height, in pixels.
    pub pixels: (u32, u32),
    /// Width on paper, in millimetres.
    pub width: u16,
}

impl Picture {
    /// What its file's name ends in.
    pub(crate) fn ending(&self) -> &'static str {
        if self.bytes.starts_with(b"\x89PNG") { "png" } else { "jpeg" }
    }
}

impl Document {
    /// The same with every number in Thai digits. A word with Latin letters in it, such as a code or an address of
    /// the network, keeps its own: nobody could type it otherwise.
    #[must_use]
    pub fn in_thai_digits(mut self) -> Self {
        self.each_text(&mut thai_digits);
        self.thai_digits = true;
        self
    }

    /// The rows of all its tables.
    pub fn rows(&self) -> usize {
        let of = |block: &Block| if let Block::Table(table) = block { table.rows.len() } else { 0 };
        self.blocks.iter().map(of).sum()
    }

    /// Passes every text of the document, in its order.
    pub(crate) fn each_text(&mut self, with: &mut impl FnMut(&mut String)) {
        self.each_text_and_row(with, &mut || {});
    }

    /// The same, telling when a row of a table was passed.
    pub(crate) fn each_text_and_row(&mut self, with: &mut impl FnMut(&mut String), row: &mut impl FnMut()) {
        [&mut self.title, &mut self.running, &mut self.page, &mut self.foot].into_iter().for_each(&mut *with);
        self.head.iter_mut().for_each(&mut *with);
        for block in &mut self.blocks {
            match block {
                Block::Heading { text, .. } | Block::Paragraph { text } | Block::Note { text } => with(text),
                Block::List { items } => items.iter_mut().for_each(|(mark, text)| {
                    with(mark);
                    with(text);
                }),
                Block::Table(table) => table.each_text(with, row),
                Block::Signatures { signatories } => {
                    signatories.iter_mut().flat_map(|one| &mut one.lines).for_each(&mut *with);
                }
                Block::Picture(picture) => with(&mut picture.alt),
            }
        }
    }
}

impl Table {
    fn each_text(&mut self, with: &mut impl FnMut(&mut String), passed: &mut impl FnMut()) {
        with(&mut self.caption);
        for column in &mut self.columns {
            with(&mut column.head);
            column.group.iter_mut().for_each(&mut *with);
        }
        for row in &mut self.rows {
            row.cells.iter_mut().for_each(&mut *with);
            passed();
        }
    }
}

fn thai_digits(text: &mut String) {
    let foreign = |word: &str| word.chars().any(|letter| letter.is_ascii_alphabetic());
    let word = |word: &str| if foreign(word) { word.to_owned() } else { thai::digits::to_thai(word) };
    // Spaces stay with what stands before them, whatever kind they are.
    *text = text.split_inclusive(char::is_whitespace).map(word).collect();
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A document with one of everything.
    pub fn sample() -> Document {
        let mut months = Table::new(
            "แผนการดำเนินงาน",
            vec![
                Column::new("กิจกรรม", Kind::Text, 50),
                Column::new("ม.ค.", Kind::Mark, 8).under("ไตรมาสที่ 2"),
                Column::new("ก.พ.", Kind::Mark, 8).under("ไตรมาสที่ 2"),
                Column::new("หมายเหตุ", Kind::Text, 20),
            ],
        );
        months.row(vec!["1. ประชุมคณะทำงาน".into(), "•".into(), "20".into(), String::new()]);
        let mut money =
            Table::new("", vec![Column::new("รายการ", Kind::Text, 60), Column::new("เป็นเงิน (บาท)", Kind::Number, 30)]);
        money.group("จังหวัดตรัง");
        money.row(vec!["ค่าใช้จ่ายในการจัดกิจกรรม".into(), "607,200.00".into()]);
        money.total(vec!["รวม".into(), "607,200.00".into()]);
        let line =
            |text: &str| Signatory { lines: vec!["ลงชื่อ ........................".into(), text.into()] };
        Document {
            title: "แผนปฏิบัติการ ปีงบประมาณ พ.ศ. 2553".into(),
            head: vec!["แผนปฏิบัติการ".into(), "ปีงบประมาณ พ.ศ. 2553".into()],
            language: Language::Th,
            running: "P53-7K3M9-QRT".into(),
            page: "หน้า".into(),
            foot: "พิมพ์เมื่อ 1 เมษายน 2553".into(),
            made_on: NaiveDate::from_ymd_opt(2010, 4, 1).expect("a day"),
            thai_digits: false,
            blocks: vec![
                Block::Heading { level: 1, text: "1. หลักการและเหตุผล".into() },
                Block::Paragraph {
                    text: "จำนวน 330 คน #strong[เข้าร่วม] <w:p/> & \"อื่น ๆ\"".into()
                },
                Block::List {
                    items: vec![("1)".into(), "ข้อแรก 85 %".into()), ("2)".into(), "ISO 9001:2015".into())]
                },
                Block::Heading { level: 1, text: "8. แผนการดำเนินงาน".into() },
                Block::Table(months),
                Block::Table(money),
                Block::Note {
                    text: "หมายเหตุ: ขอถัวจ่ายทุกรายการ".into()
                },
                Block::Picture(Picture {
                    alt: "จุดสีเดียว".into(), bytes: pixel(), pixels: (1, 1), width: 10
                }),
                Block::Signatures {
                    signatories: vec![line("(ผู้เสนอ)"), line("(ผู้อนุมัติ)")]
                },
            ],
        }
    }

    /// A picture of one pixel, as PNG.
    pub fn pixel() -> Vec<u8> {
        vec![
            137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 58,
            126, 155, 85, 0, 0, 0, 10, 73, 68, 65, 84, 120, 156, 99, 104, 0, 0, 0, 130, 0, 129, 119, 205, 114, 182, 0,
            0, 0, 0, 73, 69, 78, 68, 174, 66, 96, 130,
        ]
    }

    #[test]
    fn numbers_turn_thai_and_codes_stay_what_they_are() {
        let thai = sample().in_thai_digits();
        let text = |at: usize| match &thai.blocks[at] {
            Block::Paragraph { text } | Block::Heading { text, .. } => text.as_str(),
            _ => "",
        };
        assert_eq!(text(0), "๑. หลักการและเหตุผล");
        assert!(text(1).starts_with("จำนวน ๓๓๐ คน"));
        assert_eq!(thai.running, "P53-7K3M9-QRT");
        let Block::List { items } = &thai.blocks[2] else { panic!("a list") };
        assert_eq!(
            (items[0].0.as_str(), items[0].1.as_str(), items[1].1.as_str()),
            ("๑)", "ข้อแรก ๘๕ %", "ISO ๙๐๐๑:๒๐๑๕")
        );
    }

    #[test]
    fn columns_beside_each_other_share_a_head() {
        let Block::Table(months) = &sample().blocks[4] else { panic!("a table") };
        assert_eq!(months.groups(), [(None, 1), (Some("ไตรมาสที่ 2"), 2), (None, 1)]);
    }
}
