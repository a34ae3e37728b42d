//! What the search finds. A feature whose records are found says so in its `FEATURE`: how they are put into
//! the index, and how those that were found are shown.

use std::future::Future;
use std::pin::Pin;
use std::sync::LazyLock;

use ::search::Document;
use kit::show::Bilingual;
use kit::{Message, Result};
use meaning::{Entry, Mind, Question, Small, Spelling};
use uuid::Uuid;

use crate::accounts::Reader;
use crate::app::App;
use crate::layout::Label;
use crate::layout::feature::gathered;

/// Records put into the index at once.
pub const BATCH: u64 = 500;

/// What a feature answers.
pub type Reading<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// A kind of record that is found.
#[derive(Clone, Copy)]
pub struct Searched {
    /// Its word in addresses and in the index: the table its records stand in, as their changes name it.
    pub kind: &'static str,
    /// Message id of what such records are called, such as "เทคโนโลยี".
    pub title: &'static str,
    /// Where its tab stands among those of other kinds, smallest first.
    pub place: u8,
    /// These records as they are found today; one that nobody finds is left out.
    pub documents: for<'a> fn(&'a App, &'a [Uuid]) -> Reading<'a, Vec<Document>>,
    /// The next [`BATCH`] records after one, in the order of identifiers.
    pub ids: for<'a> fn(&'a App, Option<Uuid>) -> Reading<'a, Vec<Uuid>>,
    /// Those of these records that this reader may see, by the policy of their own page.
    pub shown: for<'a> fn(&'a App, &'a Reader, &'a [Uuid]) -> Reading<'a, Vec<Shown>>,
    /// Records of another table whose change shows here, and which records of this kind it concerns.
    pub after: &'static [After],
    /// Does it depend on the day who finds them?
    pub by_day: bool,
    /// The texts of these records that are to be understood, where this kind is matched with another; one
    /// that is not offered is left out.
    pub texts: Option<Texts>,
}

/// Reads the texts of records.
pub type Texts = for<'a> fn(&'a App, &'a [Uuid]) -> Reading<'a, Vec<Text>>;

/// What is read of a record to understand it.
#[derive(Clone, Debug)]
pub struct Text {
    /// The record.
    pub record: Uuid,
    /// Its version, of which this is the text.
    pub version: i64,
    /// What is written there.
    pub said: Said,
}

/// What is written in a record.
#[derive(Clone, Debug)]
pub enum Said {
    /// A need, in somebody's own words.
    Need(String),
    /// A technology: name and description in Thai, and in English where there are such.
    Technology {
        /// In Thai.
        thai: [String; 2],
        /// In English.
        english: [String; 2],
    },
}

impl Text {
    /// All of it, as its words and letters are counted.
    pub fn spelling(&self) -> Spelling {
        match &self.said {
            Said::Need(text) => Question::of_words(text).spelling,
            Said::Technology { thai, english } => Entry::of_words(borrowed(thai), borrowed(english)).spelling,
        }
    }

    /// The vector it is found by, and what was understood of it, in the form in which it is kept.
    pub fn understood(&self, mind: &Mind) -> (Option<Small>, Vec<u8>) {
        match &self.said {
            Said::Need(text) => {
                let need = mind.need(text);
                (Some(need.whole.clone()), need.to_bytes())
            }
            Said::Technology { thai, english } => {
                let understood = mind.technology(borrowed(thai), borrowed(english));
                (understood.sheet.middle(), understood.to_bytes())
            }
        }
    }
}

fn borrowed(texts: &[String; 2]) -> [&str; 2] {
    texts.each_ref().map(String::as_str)
}

/// A table whose changes concern records of another, and which those are.
pub type After = (&'static str, for<'a> fn(&'a App, &'a [Uuid]) -> Reading<'a, Vec<Uuid>>);

/// A record that was found, as one line of the list.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The record.
    pub id: Uuid,
    /// Its short code.
    pub code: String,
    /// Its page.
    pub address: String,
    /// What it is called.
    pub name: Bilingual,
    /// What else of it can be read by this reader, and may hold what was looked for; the first is shown
    /// where none does.
    pub texts: Vec<Bilingual>,
    /// Its kind's own short line: where, when, whose.
    pub line: Vec<Label>,
    /// How it stands: a tone and a word.
    pub mark: Option<(&'static str, Message)>,
}

/// Every kind, in the order of their places.
pub fn searched() -> &'static [Searched] {
    static KINDS: LazyLock<Vec<Searched>> = LazyLock::new(|| gathered(|feature| feature.searched, |kind| kind.place));
    &KINDS
}

/// The kind of that word.
pub fn searched_kind(kind: &str) -> Option<&'static Searched> {
    searched().iter().find(|one| one.kind == kind)
}

/// A text as strangers read it: nothing else goes into the index.
pub fn open(text: &str) -> String {
    kit::masked(text).into_owned()
}

/// The names of a place and of what it lies in, in both languages.
pub fn place_names(code: &str) -> String {
    let Some(place) = thai::places::find(code) else { return String::new() };
    let names: Vec<String> = place.path().map(|one| format!("{} {}", one.name_th, one.name_en)).collect();
    names.join(" ")
}
