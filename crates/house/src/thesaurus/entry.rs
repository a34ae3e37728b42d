//! The noun: a group of phrases that stand for each other.

use kit::message::msg;
use kit::{Message, Subject, Timestamp, words};
use uuid::Uuid;

/// The table whose changes others follow ([`kit::changes`]).
pub const FOLLOWED: &str = "thesaurus_entry";

/// The most phrases of one group.
pub const PHRASES_MOST: usize = 20;
/// The longest phrase, in characters.
pub const PHRASE_MOST: usize = 80;
/// The longest note or source.
pub const NOTE_MOST: usize = 500;

words! {
    /// Where a local word is spoken.
    Region {
        /// ถิ่นเหนือ
        North = "north",
        /// ถิ่นอีสาน
        Northeast = "northeast",
        /// ถิ่นกลาง
        Central = "central",
        /// ถิ่นใต้
        South = "south",
    }
}

/// A group as it is entered: valid, not yet stored.
#[derive(Clone, Debug, PartialEq)]
pub struct NewEntry {
    /// Two phrases at least, each once; the one that a catalogue uses first.
    pub phrases: Vec<String>,
    /// Where the local words are spoken; `None` for words that are used everywhere.
    pub region: Option<Region>,
    /// Where it is known from.
    pub source: String,
    /// Anything else worth knowing; public.
    pub note: Option<String>,
    /// Has somebody who speaks so looked at it?
    pub checked: bool,
}

/// A group.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Inside.
    pub id: Uuid,
    /// Short code for people.
    pub code: String,
    /// What was entered.
    pub told: NewEntry,
    /// The account that entered it; `None` where the program did.
    pub entered_by: Option<Uuid>,
    /// Made up for the demonstration.
    pub invented: bool,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// Counts changes.
    pub version: i64,
}

impl Subject for Entry {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

impl Entry {
    /// The phrase by which the group is called.
    pub fn name(&self) -> &str {
        self.told.phrases.first().map_or("", String::as_str)
    }

    /// The others.
    pub fn others(&self) -> String {
        self.told.phrases.iter().skip(1).cloned().collect::<Vec<_>>().join(", ")
    }

    /// With other words, unless somebody else changed it since `version`.
    ///
    /// # Errors
    /// `kit-error-conflict-version`.
    pub fn corrected(self, told: NewEntry, version: i64) -> Result<Self, Message> {
        if version == self.version { Ok(Self { told, ..self }) } else { Err(msg("kit-error-conflict-version")) }
    }

    /// The names of what differs, for the trail.
    pub fn changed_since(&self, before: &NewEntry) -> Vec<&'static str> {
        let now = &self.told;
        let differences = [
            ("phrases", now.phrases != before.phrases),
            ("region", now.region != before.region),
            ("source", now.source != before.source),
            ("note", now.note != before.note),
            ("checked", now.checked != before.checked),
        ];
        differences.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
    }
}

/// Phrases as somebody writes them: one a line, or set apart by commas or semicolons.
///
/// # Errors
/// `thesaurus-two` for fewer than two; `thesaurus-many`, `thesaurus-long` beyond the bounds;
/// `thesaurus-wordless` for one that holds no word.
pub fn read_phrases(typed: &str) -> Result<Vec<String>, Message> {
    let mut phrases: Vec<String> = Vec::new();
    for phrase in typed.split(['\n', ',', ';', '|']) {
        let phrase = thai::repair::clean(phrase).split_whitespace().collect::<Vec<_>>().join(" ");
        if phrase.is_empty() || phrases.contains(&phrase) {
            continue;
        }
        if phrase.chars().count() > PHRASE_MOST {
            return Err(msg("thesaurus-long").with("most", PHRASE_MOST));
        }
        if thai::words::words(&phrase).is_empty() {
            return Err(msg("thesaurus-wordless").with("phrase", phrase));
        }
        phrases.push(phrase);
    }
    match phrases.len() {
        0 | 1 => Err(msg("thesaurus-two")),
        many if many > PHRASES_MOST => Err(msg("thesaurus-many").with("most", PHRASES_MOST)),
        _ => Ok(phrases),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_read_as_people_set_them_apart() {
        assert_eq!(read_phrases("ปลาร้า, ปลาแดก\nปลาร้า"), Ok(vec!["ปลาร้า".to_owned(), "ปลาแดก".to_owned()]));
        for (typed, why) in [("ปลาร้า", "thesaurus-two"), ("", "thesaurus-two"), ("ปลา, และ", "thesaurus-wordless")]
        {
            assert_eq!(read_phrases(typed).map_err(|message| message.id().to_owned()), Err(why.to_owned()), "{typed}");
        }
    }
}
