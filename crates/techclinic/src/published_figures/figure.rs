//! The noun: a number somebody printed (docs/requirements.md A5-04).

use chrono::NaiveDate;
use kit::{Message, Subject, msg};
use uuid::Uuid;

use crate::accounts::words;

words! {
    /// How exactly a number was meant.
    Qualifier {
        /// The number itself.
        Exactly = "exactly",
        /// ไม่น้อยกว่า
        AtLeast = "at_least",
        /// มากกว่า, กว่า
        MoreThan = "more_than",
    }
}

impl Qualifier {
    /// The sign before the number.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Exactly => "",
            Self::AtLeast => "≥",
            Self::MoreThan => ">",
        }
    }
}

/// A number somebody printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Inside.
    pub id: Uuid,
    /// What is counted, as a code word or as it was called.
    pub fact: String,
    /// The number.
    pub value: i64,
    /// How exactly it was meant.
    pub qualifier: Qualifier,
    /// What one of them is.
    pub unit: String,
    /// When it held, as it was printed.
    pub as_of: String,
    /// The same as a day, where one was printed.
    pub as_of_on: Option<NaiveDate>,
    /// Who printed it where.
    pub source: String,
    /// What a reader should know beside.
    pub note: Option<String>,
}

impl Subject for Figure {
    fn id(&self) -> Uuid {
        self.id
    }
}

impl Figure {
    /// The number as it is read: "≥8,000".
    pub fn shown(&self) -> String {
        format!("{}{}", self.qualifier.sign(), thai::digits::group(self.value))
    }
}

/// Signs that a file may put before a number, longer ones first.
const SIGNS: [(&str, Qualifier); 5] = [
    (">=", Qualifier::AtLeast),
    ("≥", Qualifier::AtLeast),
    (">", Qualifier::MoreThan),
    ("+", Qualifier::MoreThan),
    ("=", Qualifier::Exactly),
];

/// Reads a number with the sign before it; "9,000+" is more than 9,000.
///
/// # Errors
/// `published-figures-number` when there is no whole number.
pub fn read_value(typed: &str) -> Result<(Qualifier, i64), Message> {
    let typed = typed.trim();
    let sign = SIGNS.iter().find_map(|(sign, qualifier)| Some((*qualifier, typed.strip_prefix(sign)?)));
    let more = typed.strip_suffix('+').map(|rest| (Qualifier::MoreThan, rest));
    let (qualifier, rest) = sign.or(more).unwrap_or((Qualifier::Exactly, typed));
    let value = crate::exchange::number(rest).map_err(|_| msg("published-figures-number"))?;
    Ok((qualifier, value))
}
