//! The noun: an import, what was wrong with its file, and what came of it.

use kit::table::Row;
use kit::{FormErrors, Message, Subject, Timestamp};
use uuid::Uuid;

/// One thing wrong with a file: a row, a column, what stands there, and why it will not do.
#[derive(Clone, Debug, PartialEq)]
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

/// What checking a file found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checked {
    /// Rows that hold anything.
    pub rows: usize,
    /// Rows in which nothing is wrong.
    pub good: usize,
    /// Everything that is wrong, in the order of the file.
    pub faults: Vec<Fault>,
    /// Headings that the kind does not know.
    pub unknown: Vec<String>,
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
