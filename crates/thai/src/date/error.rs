//! Why a date could not be read: enough for a sentence beside the field and, where there is one,
//! the value to offer.

use chrono::NaiveDate;
use std::fmt;

/// A part of a date, as the three fields of a form have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// วัน
    Day,
    /// เดือน
    Month,
    /// ปี
    Year,
}

/// Why a date could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateError {
    /// Nothing was typed there.
    Missing(Part),
    /// Not a number where one belongs.
    NotANumber {
        /// Where.
        part: Part,
        /// What was typed.
        typed: String,
    },
    /// No month of that number or name.
    NoSuchMonth {
        /// What was typed.
        typed: String,
    },
    /// The month had no such day, as 29 February 2566.
    NoSuchDay {
        /// Day of the month as typed.
        day: u32,
        /// 1 to 12.
        month: u32,
        /// The year in the Buddhist era.
        year: i32,
        /// The last day the month had; 0 for January–March 2483, which never were.
        last: u32,
    },
    /// A day and a month without a year ("20 เม.ย.") and no year to place them in.
    NeedsYear {
        /// Day of the month.
        day: u32,
        /// 1 to 12.
        month: u32,
    },
    /// A year of two digits ("ปี53") and no year to place it by.
    ShortYear {
        /// What was typed, 0–99.
        typed: u32,
        /// The Buddhist year it most likely means.
        suggestion: i32,
    },
    /// A year outside 2400–2699 of the Buddhist and 1800–2399 of the common era, or of another era
    /// than the field asks for.
    YearOutOfRange {
        /// What was typed.
        typed: String,
        /// The year to offer, in the era that was asked for.
        suggestion: Option<i32>,
    },
    /// A period that ends before it begins.
    EndsBeforeStart {
        /// The first day as read.
        start: NaiveDate,
        /// The last day as read.
        end: NaiveDate,
    },
    /// Not a date in any form known here.
    Unrecognised {
        /// What was typed.
        typed: String,
    },
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(part) => write!(f, "missing {part:?}"),
            Self::NotANumber { part, typed } => write!(f, "{part:?} is not a number: {typed:?}"),
            Self::NoSuchMonth { typed } => write!(f, "no such month: {typed:?}"),
            Self::NoSuchDay { day, month, year, last } => {
                write!(f, "no day {day} in month {month} of B.E. {year}, which had {last} days")
            }
            Self::NeedsYear { day, month } => {
                write!(f, "day {day} of month {month} of which year?")
            }
            Self::ShortYear { typed, suggestion } => write!(f, "year {typed:02}: {suggestion}?"),
            Self::YearOutOfRange { typed, suggestion: Some(year) } => {
                write!(f, "year out of range: {typed:?}; {year}?")
            }
            Self::YearOutOfRange { typed, suggestion: None } => write!(f, "year out of range: {typed:?}"),
            Self::EndsBeforeStart { start, end } => {
                write!(f, "ends {end}, before it starts, {start}")
            }
            Self::Unrecognised { typed } => write!(f, "not a date: {typed:?}"),
        }
    }
}

impl std::error::Error for DateError {}
