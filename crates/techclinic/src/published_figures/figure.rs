//! The noun: a number somebody printed (docs/requirements.md A5-04).

use chrono::{Months, NaiveDate};
use kit::show::Bilingual;
use kit::{Lang, Message, Subject, msg};
use thai::FiscalYear;
use uuid::Uuid;

use house::messages;
use house::register::Standing;
use kit::words;

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

/// What the records can count too, or has a name in both languages; a document may print anything else.
pub const FACTS: [&str; 12] = [
    "networks",
    "institutes",
    "provinces_covered",
    "projects_a_year",
    "recipients_a_year",
    "recipients_total",
    "villages",
    "village_districts",
    "volunteers",
    "volunteer_networks",
    "volunteer_provinces",
    "budget_a_year",
];

/// A number somebody printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Inside.
    pub id: Uuid,
    /// Its code for people.
    pub code: String,
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
    /// How often it was changed, and whether it stands.
    pub standing: Standing,
}

impl Subject for Figure {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
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

    /// Its last day, on which the records are asked for the same.
    pub fn ends(&self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(*day),
            Self::Month(first) => (*first + Months::new(1)).pred_opt(),
            Self::Year(year) => NaiveDate::from_ymd_opt(*year, 12, 31),
            Self::FiscalYear(year) => Some(year.end()),
            Self::Printed(_) => None,
        }
    }

    /// First and last day.
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        Some((self.begins()?, self.ends()?))
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

    /// Can this and another printed number of the same fact not both be true? They tell of a common day,
    /// and no number fits both. Which of them is right is for no program to say.
    pub fn contradicts(&self, other: &Self) -> bool {
        let common = || {
            let ((from, to), (other_from, other_to)) = (self.held().days()?, other.held().days()?);
            Some(from <= other_to && other_from <= to)
        };
        self.fact == other.fact && !self.fits(other) && common().unwrap_or(false)
    }

    /// Is there a number that fits both?
    fn fits(&self, other: &Self) -> bool {
        let least = |figure: &Self| figure.value + i64::from(figure.qualifier == Qualifier::MoreThan);
        match (self.qualifier, other.qualifier) {
            (Qualifier::Exactly, Qualifier::Exactly) => self.value == other.value,
            (Qualifier::Exactly, _) => self.value >= least(other),
            (_, Qualifier::Exactly) => other.value >= least(self),
            _ => true,
        }
    }

    /// The number as a file or a form has it: "≥8000".
    pub fn typed(&self) -> String {
        format!("{}{}", self.qualifier.sign(), self.value)
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
    let value = house::exchange::number(rest).map_err(|_| msg("published-figures-number"))?;
    Ok((qualifier, value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::clock::day;

    #[test]
    fn what_was_printed_of_time_is_read_as_exactly_as_it_was_meant() {
        house::layout::feature::furnish(&[], crate::sentences::catalogue);
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

    #[test]
    fn what_was_meant_for_a_time_holds_to_its_last_day() {
        house::layout::feature::furnish(&[], crate::sentences::catalogue);
        for (printed, first, last) in [
            ("30 กันยายน 2552", "2009-09-30", "2009-09-30"),
            ("มกราคม 2546", "2003-01-01", "2003-01-31"),
            ("พ.ศ. 2558", "2015-01-01", "2015-12-31"),
            ("ปีงบประมาณ 2553", "2009-10-01", "2010-09-30"),
        ] {
            assert_eq!(AsOf::read(printed).days(), Some((day(first), day(last))), "{printed}");
        }
        assert_eq!(AsOf::read("ตั้งแต่เริ่มโครงการ").days(), None);
    }

    fn figure(value: &str, as_of: &str) -> Figure {
        let (qualifier, value) = read_value(value).expect("a number");
        Figure {
            id: Uuid::nil(),
            code: String::new(),
            fact: "networks".into(),
            value,
            qualifier,
            unit: "เครือข่าย".into(),
            as_of: as_of.into(),
            as_of_on: None,
            source: "a".into(),
            note: None,
            note_en: None,
            standing: Standing::NEW,
        }
    }

    #[test]
    fn two_sources_contradict_each_other_where_no_number_fits_both_on_a_common_day() {
        house::layout::feature::furnish(&[], crate::sentences::catalogue);
        for (one, other, contradict) in [
            (("55", "ปีงบประมาณ 2553"), ("64", "21 ธันวาคม 2552"), true),
            (("55", "30 กันยายน 2552"), ("64", "21 ธันวาคม 2552"), false),
            (("55", "30 กันยายน 2552"), ("55", "กันยายน 2552"), false),
            (("≥8000", "ปีงบประมาณ 2553"), (">10000", "ปีงบประมาณ 2553"), false),
            (("70", "พ.ศ. 2556"), (">70", "พ.ศ. 2556"), true),
            (("71", "พ.ศ. 2556"), (">70", "พ.ศ. 2556"), false),
            (("70", "พ.ศ. 2556"), ("≥70", "พ.ศ. 2556"), false),
            (("55", "ตั้งแต่เริ่มโครงการ"), ("64", "21 ธันวาคม 2552"), false),
        ] {
            let (one, other) = (figure(one.0, one.1), figure(other.0, other.1));
            assert_eq!(
                (one.contradicts(&other), other.contradicts(&one)),
                (contradict, contradict),
                "{one:?} {other:?}"
            );
        }
    }
}
