//! How values look to a reader: dates in the Buddhist era for Thai and in the common era for
//! English, money and counts as an office writes them. Pages format nothing by hand.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thai::FiscalYear;

use crate::clock::{Timestamp, thai_day};
use crate::message::Lang;

/// The same thing named in both languages; at least the Thai is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bilingual {
    /// In Thai.
    pub th: String,
    /// In English, when somebody has written it.
    pub en: Option<String>,
}

impl Bilingual {
    /// In both languages.
    pub fn new(th: impl Into<String>, en: impl Into<String>) -> Self {
        Self { th: th.into(), en: Some(en.into()) }
    }

    /// In `lang`, falling back to Thai.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Th => &self.th,
            Lang::En => self.en.as_deref().filter(|text| !text.is_empty()).unwrap_or(&self.th),
        }
    }
}

/// Hundredths of a percent as a number of percents, no longer than it must be: "85", "12.5".
pub fn hundredths(hundredths: i64) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A fiscal year: "2570", "2570 (2026/27)". Documents name it by the Buddhist era alone; beside dates
/// of the common era an English reader is told which years it spans.
pub fn fiscal_year(year: FiscalYear, lang: Lang) -> String {
    match lang {
        Lang::Th => year.0.to_string(),
        Lang::En => format!("{} ({}/{:02})", year.0, year.0 - 544, (year.0 - 543).rem_euclid(100)),
    }
}

/// A whole date: "21 พฤศจิกายน 2569", "21 November 2026".
pub fn day(date: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Th => thai::date::long(date),
        Lang::En => thai::date::long_en(date),
    }
}

/// A whole date with its day of the week: "วันเสาร์ที่ 21 พฤศจิกายน 2569", "Saturday, 21 November 2026".
pub fn day_full(date: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Th => thai::date::with_weekday(date),
        Lang::En => format!("{}, {}", date.format("%A"), thai::date::long_en(date)),
    }
}

/// A short date: "21 พ.ย. 2569", "21 Nov 2026".
pub fn day_short(date: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Th => thai::date::short(date),
        Lang::En => thai::date::short_en(date),
    }
}

/// A moment in Thai time, to the minute: "21 พ.ย. 2569 14:05 น.".
pub fn moment(at: Timestamp, lang: Lang) -> String {
    let (day, time) = (day_short(thai_day(at), lang), (at + chrono::Duration::hours(7)).time());
    match lang {
        Lang::Th => format!("{day} {}", thai::date::time(time)),
        Lang::En => format!("{day}, {}", time.format("%H:%M")),
    }
}
