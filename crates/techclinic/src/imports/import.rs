//! The noun: an import, what was wrong with its file, and what came of it.

use std::collections::BTreeMap;

use kit::message::msg;
use kit::table::Row;
use kit::{FormErrors, Message, Subject, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use house::exchange::Taken;

/// One thing wrong with a file: a row, a column, what stands there, and why it will not do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    /// The number of the row as a spreadsheet shows it.
    pub row: usize,
    /// The column, by its code name.
    pub column: String,
    /// What was written there.
    pub value: String,
    /// Why it will not do, and what would.
    pub reason: Message,
}

/// A row whose record may be there once more, written otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Double {
    /// The number of the row as a spreadsheet shows it.
    pub row: usize,
    /// The row above that says the same, by its number.
    pub above: Option<usize>,
    /// The code of the record it may be.
    pub of: Option<String>,
    /// Why.
    pub reasons: Vec<Message>,
}

impl Double {
    /// What it is like, and why.
    pub fn likes(&self) -> Vec<Message> {
        let above = self.above.map(|row| msg("imports-double-above").with("row", row.to_string()));
        let of = self.of.as_deref().map(|code| msg("imports-double-of").with("code", code));
        above.into_iter().chain(of).chain(self.reasons.iter().cloned()).collect()
    }
}

/// A row that was taken for somebody or something the register has, though it does not name it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Guess {
    /// The number of the row as a spreadsheet shows it.
    pub row: usize,
    /// The code of the record.
    pub code: String,
    /// How it is called.
    pub name: String,
    /// What speaks for it.
    pub reasons: Vec<Message>,
}

/// A record of the register that a row would change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alteration {
    /// The number of the row as a spreadsheet shows it.
    pub row: usize,
    /// What the record is told apart by, such as its code.
    pub called: String,
    /// What would be otherwise.
    pub cells: Vec<Altered>,
}

/// One cell of a record, before and after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Altered {
    /// The column, by its code name.
    pub column: String,
    /// As the register has it.
    pub old: String,
    /// As the file says.
    pub new: String,
}

/// What stood in the register when a file was checked: by what each record is told apart by, a digest of it.
pub type Seen = BTreeMap<String, u64>;

/// Rows of this sort that are listed; the rest is counted.
pub const DOUBLES_MOST: usize = 1_000;

/// How far bringing a file in has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Rows are checked.
    Checking,
    /// Rows are written.
    Writing,
}

/// What checking a file found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Checked {
    /// Rows that hold anything.
    pub rows: usize,
    /// Rows in which nothing is wrong.
    pub good: usize,
    /// Everything that is wrong, in the order of the file.
    pub faults: Vec<Fault>,
    /// Headings that the kind does not know.
    pub unknown: Vec<String>,
    /// Rows that may be there once more: for people to look at, and nothing wrong with the file.
    pub doubles: Vec<Double>,
    /// How many of them there are, listed or not.
    pub doubled: usize,
    /// Rows that were taken for a record they do not name.
    pub guesses: Vec<Guess>,
    /// Records that would be changed, which a rehearsal lists.
    pub alterations: Vec<Alteration>,
    /// The records it compared the rows with, as they stood.
    #[serde(default)]
    pub seen: Seen,
}

impl Checked {
    /// Is nothing wrong at all?
    pub fn is_clean(&self) -> bool {
        self.faults.is_empty() && self.unknown.is_empty()
    }

    /// Rows in which something is wrong.
    pub fn bad(&self) -> usize {
        self.rows - self.good
    }

    /// Notes a row that was judged.
    pub(super) fn judged(&mut self, row: &Row, errors: &FormErrors) {
        self.rows += 1;
        self.good += usize::from(errors.is_empty());
        self.faults.extend(errors.iter().map(|(column, reason)| Fault {
            row: row.number,
            column: column.to_owned(),
            value: row.text(column).to_owned(),
            reason: reason.clone(),
        }));
    }

    /// Notes what a good row was taken for.
    pub(super) fn guessed(&mut self, row: usize, Taken { code, name, reasons }: Taken) {
        self.guesses.push(Guess { row, code, name, reasons });
    }

    /// Notes what a good row is like.
    pub(super) fn likened(&mut self, double: Double) {
        self.doubled += 1;
        if self.doubles.len() < DOUBLES_MOST {
            self.doubles.push(double);
        }
    }
}

/// How much of a file is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// All of it, or nothing.
    AllOrNothing,
    /// Its good rows, leaving out bad rows and unknown columns.
    KeepGoodRows,
}

/// An import that was done.
#[derive(Clone, Debug)]
pub struct Import {
    /// Inside.
    pub id: Uuid,
    /// Its short code.
    pub code: String,
    /// The kind of record.
    pub kind: String,
    /// The file's name.
    pub file: String,
    /// SHA-256 of the file, in hexadecimal digits.
    pub digest: String,
    /// Rows of the file that hold anything.
    pub rows: i32,
    /// Records that are new.
    pub added: i32,
    /// Records that were there and are now as the file says.
    pub changed: i32,
    /// Records that were there just so.
    pub unchanged: i32,
    /// Rows left out as bad.
    pub left_out: i32,
    /// When.
    pub at: Timestamp,
    /// When it was undone.
    pub undone_at: Option<Timestamp>,
}

impl Import {
    /// Undone now.
    ///
    /// # Errors
    /// `imports-undone-before` when it was.
    pub fn undone(self, at: Timestamp) -> Result<Self, Message> {
        if self.undone_at.is_some() {
            Err(msg("imports-undone-before"))
        } else {
            Ok(Self { undone_at: Some(at), ..self })
        }
    }
}

impl Subject for Import {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

/// How an import ended.
#[derive(Clone, Debug)]
pub enum Finished {
    /// Nothing was changed, because of this.
    Refused(Checked),
    /// It is done, with what was left out.
    Done(Box<Import>, Checked),
}
