//! What a person typed about a day, or on the sheet of a questionnaire -> a valid value, or errors
//! beside the fields.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use kit::form::{optional, text_within};
use kit::message::msg;
use kit::{Error, FormErrors, Message};
use serde::Deserialize;
use uuid::Uuid;

use super::activity::{ActivityKind, NewActivity};
use super::response::{Filled, Mode};
use super::sheet::Typed;
use house::layout::date_field::DateField;
use xlsform::Questionnaire;

/// The longest name of a day, or of a place, in characters.
const TITLE_MOST: usize = 200;
/// The longest note.
const NOTE_MOST: usize = 2_000;
/// The longest key of a form sent twice.
const INSTANCE_MOST: usize = 100;

/// The form by which a clinic records a day.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ActivityForm {
    /// Transfer, meeting or other.
    pub kind: String,
    /// What it was called.
    pub title: String,
    /// When.
    #[serde(flatten)]
    pub held_on: DateField<HeldOn>,
    /// Where.
    pub place: String,
    /// Anything worth keeping.
    pub note: String,
    /// The same in a form sent twice.
    pub once: String,
}

house::date_names!(HeldOn, "held_on");

impl ActivityForm {
    /// Reads the form; a day that is recorded has come.
    ///
    /// # Errors
    /// What is wrong, beside the fields.
    pub fn check(&self, today: NaiveDate) -> Result<NewActivity, FormErrors> {
        let mut errors = FormErrors::new();
        let kind = errors
            .take("kind", ActivityKind::from_word(&self.kind).ok_or_else(|| msg("responses-activity-kind-choose")));
        let title = errors.take("title", text_within(&self.title, TITLE_MOST));
        let held_on = errors.take("held_on", self.held_on.past(today));
        let place = errors.take("place", text_within(&self.place, TITLE_MOST));
        let note = errors.take("note", optional(&self.note).map(|note| text_within(&note, NOTE_MOST)).transpose());
        match (kind, title, held_on, place, note) {
            (Some(kind), Some(title), Some(held_on), Some(place), Some(note)) => {
                Ok(NewActivity { kind, title, held_on, place, note })
            }
            _ => Err(errors),
        }
    }
}

/// The form by which a clinic says who attended a day.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AttendanceForm {
    /// Those ticked.
    pub attending: Vec<String>,
    /// The version of the day that was shown.
    pub version: String,
}

impl AttendanceForm {
    /// Who is ticked, and the version that was shown. What is no identifier is nobody's.
    ///
    /// # Errors
    /// [`Error::Conflict`] when the version cannot be read.
    pub fn check(&self) -> Result<(BTreeSet<Uuid>, i64), Error> {
        let version = self.version.parse().map_err(|_| Error::changed_meanwhile())?;
        Ok((self.attending.iter().filter_map(|id| id.parse().ok()).collect(), version))
    }
}

/// Reads a sheet keyed at the desk: how the answer came, and when it was given.
pub fn keyed(typed: &Typed, form: &Questionnaire, today: NaiveDate) -> Filled {
    let mut filled = answered_here(typed, form, today);
    match Mode::from_word(typed.one("sheet.mode")).filter(|mode| Mode::KEYED.contains(mode)) {
        Some(mode) => filled.mode = mode,
        None => drop(filled.unread.insert("sheet.mode".to_owned(), msg("responses-mode-choose"))),
    }
    match typed.day("sheet.answered_on", today) {
        Ok(day) => filled.answered_on = day.unwrap_or(today),
        Err(message) => drop(filled.unread.insert("sheet.answered_on".to_owned(), message)),
    }
    filled
}

/// Reads a sheet that the person fills in now.
pub fn answered_here(typed: &Typed, form: &Questionnaire, today: NaiveDate) -> Filled {
    let (given, unread) = typed.given(form, today);
    let instance = typed.one("sheet.once").chars().take(INSTANCE_MOST).collect();
    Filled { given, unread, mode: Mode::Web, answered_on: today, instance }
}

/// The revision a correction was shown.
///
/// # Errors
/// The message of a conflict when it cannot be read.
pub fn revision(typed: &Typed) -> Result<i32, Message> {
    typed.one("sheet.revision").parse().map_err(|_| msg("kit-error-conflict-version"))
}
