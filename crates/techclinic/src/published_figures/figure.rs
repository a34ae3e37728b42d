//! The noun: a number somebody printed (docs/requirements.md A5-04).

use chrono::NaiveDate;
use kit::show::Bilingual;
use kit::{Lang, Message, Subject, msg};
use thai::FiscalYear;
use uuid::Uuid;

use crate::accounts::words;
use crate::messages;

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
    /// The same in English, where somebody has written it.
    pub note_en: Option<String>,
}

impl Subject for Figure {
    fn id(&self) -> Uuid {
        self.id
    }
}

/// When a figure held, as exactly as its source says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// On a day.
    Day(NaiveDate),
    /// In the month of this first day.
    Month(NaiveDate),
    /// In a year of the common era.
    Year(i32),
    /// In a fiscal year, Buddhist era.
    FiscalYear(FiscalYear),
    /// As it was printed: nothing of the above.
    Printed(String),
}

impl AsOf {
    /// Its first day, by which figures stand in order.
    pub fn begins(&self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) | Self::Month(day) => Some(*day),
            Self::Year(year) => NaiveDate::from_ymd_opt(*year, 1, 1),
            Self::FiscalYear(year) => Some(year.start()),
            Self::Printed(_) => None,
        }
    }

    /// Reads what was printed, whose words are those of this site's own Thai.
    pub fn read(printed: &str) -> Self {
        let year = printed.split_whitespace().last().and_then(|year| thai::digits::to_ascii(year).parse::<i32>().ok());
        let says = |id: &'static str, year: i32| {
            messages::catalogue().say(Lang::Th, &msg(id).with("year", year.to_string())) == printed.trim()
        };
        match (thai::date::parse(printed), thai::date::parse(&format!("1 {}", printed.trim())), year) {
            (Ok(day), ..) => Self::Day(day),
            (_, Ok(first), _) => Self::Month(first),
            (.., Some(year)) if says("published-figures-year", year) => Self::Year(year - 543),
            (.., Some(year)) if says("published-figures-fiscal-year", year) => Self::FiscalYear(FiscalYear(year)),
            _ => Self::Printed(printed.to_owned()),
        }
    }
}

impl Figure {
    /// When it held.
    pub fn held(&self) -> AsOf {
        AsOf::read(&self.as_of)
    }

    /// What a reader should know beside.
    pub fn notes(&self) -> Option<Bilingual> {
        Some(Bilingual { th: self.note.clone()?, en: self.note_en.clone() })
    }

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::day;

    #[test]
    fn what_was_printed_of_time_is_read_as_exactly_as_it_was_meant() {
        let cases = [
            ("30 กันยายน 2552", AsOf::Day(day("2009-09-30"))),
            ("มกราคม 2546", AsOf::Month(day("2003-01-01"))),
            ("พ.ศ. 2558", AsOf::Year(2015)),
            ("ปีงบประมาณ 2553", AsOf::FiscalYear(FiscalYear(2553))),
            ("ตั้งแต่เริ่มโครงการ", AsOf::Printed("ตั้งแต่เริ่มโครงการ".to_owned())),
        ];
        for (printed, held) in cases {
            assert_eq!(AsOf::read(printed), held, "{printed}");
        }
    }
}
