//! A sheet on which somebody keys what several people told at one forum, or one at the telephone: what all
//! have in common once, and a row for each. Every field is kept as it was typed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kit::form::{optional, visible};
use kit::message::msg;
use kit::{FormErrors, Message};

use super::forms::{contact, named, told};
use super::need::{Channel, GroupKind, NewNeed};
use super::wording::holds_phone;
use house::layout::date_field::DateField;
use house::places::{self, ChosenPlace};

/// Rows of an empty sheet: the needs of one village forum.
const ROWS: usize = 10;
/// The first rows, which are open from the beginning: on a telephone ten are nine screens.
pub const OPEN: usize = 3;
/// Rows that a press of the button adds.
const MORE: usize = 5;
/// The most rows of one sheet.
const ROWS_MOST: usize = 60;
/// What of a row is typed; the group is chosen before.
const TYPED: [&str; 3] = ["text", "submitted_by", "contact"];

/// Channels by which somebody hears needs in their work.
pub const HEARD: [Channel; 4] = [Channel::Forum, Channel::Hotline, Channel::Survey, Channel::Workshop];

/// The fields of the sheet.
#[derive(Clone, Debug, Default)]
pub struct Sheet(BTreeMap<String, String>);

house::date_names!(HeardOn, "received_on");

impl From<Vec<(String, String)>> for Sheet {
    fn from(fields: Vec<(String, String)>) -> Self {
        Self(fields.into_iter().map(|(name, text)| (name, visible(&text).into_owned())).collect())
    }
}

impl Sheet {
    /// An empty one for a day.
    pub fn new(today: NaiveDate, once: String) -> Self {
        let on = DateField::<HeardOn>::from(today);
        let fields = [
            ("channel", Channel::Forum.as_str().to_owned()),
            ("received_on_day", on.day),
            ("received_on_month", on.month),
            ("received_on_year", on.year),
            ("once", once),
        ];
        Self(fields.into_iter().map(|(name, text)| (name.to_owned(), text)).collect())
    }

    /// The text of a field.
    pub fn text(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Fills a field.
    pub fn set(&mut self, name: &str, text: String) {
        self.0.insert(name.to_owned(), text);
    }

    /// The name of a row's field.
    pub fn at(&self, row: &usize, part: &str) -> String {
        format!("row.{row}.{part}")
    }

    /// The text of a row's field.
    pub fn of(&self, row: &usize, part: &str) -> &str {
        self.text(&self.at(row, part))
    }

    /// The group of a row; a community until somebody says otherwise.
    pub fn group(&self, row: &usize) -> &str {
        match self.of(row, "group_kind") {
            "" => GroupKind::Community.as_str(),
            chosen => chosen,
        }
    }

    /// The rows it shows.
    pub fn rows(&self) -> Vec<usize> {
        let number = |name: &String| name.strip_prefix("row.")?.split('.').next()?.parse::<usize>().ok();
        let typed = self.0.keys().filter_map(number).max().map_or(ROWS, |last| last + 1);
        let asked = self.text("rows").parse().unwrap_or(ROWS);
        (0..typed.max(asked).min(ROWS_MOST)).collect()
    }

    /// Adds empty rows.
    pub fn add_rows(&mut self) {
        self.set("rows", (self.rows().len() + MORE).to_string());
    }

    /// The day as it was typed.
    pub fn day(&self) -> [&str; 3] {
        ["received_on_day", "received_on_month", "received_on_year"].map(|name| self.text(name))
    }

    /// Reads the sheet: every row into which anything was typed.
    ///
    /// # Errors
    /// What is wrong, beside its field and row; then nothing of it is written down.
    pub fn check(&self, today: NaiveDate) -> Result<Vec<NewNeed>, FormErrors> {
        let mut errors = FormErrors::new();
        let channel = errors.take("channel", channel(self.text("channel")));
        let received_on = errors.take("received_on", self.received_on(today));
        let place = places::check(&mut errors, self.text("province"), self.text("district"), self.text("subdistrict"));
        let filled: Vec<usize> = self.rows().into_iter().filter(|row| self.is_filled(row)).collect();
        if filled.is_empty() {
            errors.add("row.0.text", msg("needs-sheet-empty"));
        }
        self.refuse_equal(&mut errors, &filled);
        let rows: Vec<_> = filled.iter().map(|row| self.row(&mut errors, row)).collect();
        let village = errors.take("village", named(self.text("village"))).flatten();
        let (Some(channel), Some(received_on), Some(place), true) = (channel, received_on, place, errors.is_empty())
        else {
            return Err(errors);
        };
        let whole = |row: Row| whole(row, &place, village.clone(), channel, received_on);
        Ok(rows.into_iter().flatten().map(whole).collect())
    }

    /// Asks once of each row in whose words a telephone number stands, and none in its field: it will be masked, and
    /// may be the only way to the teller. Sent again as it is, the sheet goes through.
    ///
    /// # Errors
    /// The question, beside each of these rows.
    pub fn ask_first(&mut self) -> Result<(), FormErrors> {
        let unreached = |row: &usize| optional(self.of(row, "contact")).is_none() && holds_phone(self.of(row, "text"));
        let rows: Vec<usize> = self.rows().into_iter().filter(unreached).collect();
        if rows.is_empty() || !self.text("asked").is_empty() {
            return Ok(());
        }
        self.set("asked", "yes".to_owned());
        let mut errors = FormErrors::new();
        rows.iter().for_each(|row| errors.add(self.at(row, "contact"), msg("needs-sheet-contact-in-words")));
        Err(errors)
    }

    /// Was anything typed there?
    pub fn is_filled(&self, row: &usize) -> bool {
        TYPED.iter().any(|part| !self.of(row, part).trim().is_empty())
    }

    /// The same person and words a second time are a slip of whoever keys; the same words of two persons are
    /// two needs.
    fn refuse_equal(&self, errors: &mut FormErrors, filled: &[usize]) {
        let said = |row: &usize| TYPED.map(|part| thai::words::search_key(self.of(row, part)));
        for (at, row) in filled.iter().enumerate() {
            if let Some(first) = filled[..at].iter().find(|first| said(first) == said(row)) {
                errors.add(self.at(row, "text"), msg("needs-sheet-equal").with("number", first + 1));
            }
        }
    }

    fn received_on(&self, today: NaiveDate) -> Result<NaiveDate, Message> {
        let [day, month, year] = self.day();
        let near = thai::date::be_year(today);
        let on = thai::date::from_parts_near(day, month, year, near).map_err(kit::form::explain)?;
        if on > today { Err(msg("layout-date-future")) } else { Ok(on) }
    }

    fn row(&self, errors: &mut FormErrors, row: &usize) -> Option<Row> {
        let text = errors.take(&self.at(row, "text"), told(self.of(row, "text")));
        let group_kind = GroupKind::from_word(self.group(row)).ok_or_else(|| msg("needs-group-kind-choose"));
        let group_kind = errors.take(&self.at(row, "group_kind"), group_kind);
        let contact = errors.take(&self.at(row, "contact"), contact(self.of(row, "contact")));
        let submitted_by = errors.take(&self.at(row, "submitted_by"), named(self.of(row, "submitted_by")));
        Some(Row { text: text?, group_kind: group_kind?, contact: contact?, submitted_by: submitted_by? })
    }
}

/// What is told in one row.
struct Row {
    text: String,
    group_kind: GroupKind,
    contact: Option<String>,
    submitted_by: Option<String>,
}

fn whole(row: Row, place: &ChosenPlace, village: Option<String>, channel: Channel, received_on: NaiveDate) -> NewNeed {
    NewNeed {
        text: row.text,
        submitted_by: row.submitted_by,
        contact: row.contact,
        group_kind: row.group_kind,
        province: place.province.clone(),
        district: place.district.clone(),
        subdistrict: place.subdistrict.clone(),
        village,
        channel,
        received_on,
    }
}

fn channel(typed: &str) -> Result<Channel, Message> {
    Channel::from_word(typed).filter(|channel| HEARD.contains(channel)).ok_or_else(|| msg("needs-channel-choose"))
}
