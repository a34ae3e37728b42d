//! When an agreement was signed, and how long it holds. A day is a day; where only a year is known
//! it says how it counts, so that nobody takes the one year for the other (docs/requirements.md B-04).

use chrono::{Days, NaiveDate};
use kit::show::day;
use kit::{Lang, Message, msg, words};
use thai::FiscalYear;

use house::exchange;
use house::messages::catalogue;

words! {
    /// How a year counts.
    Counted {
        /// From January to December.
        Calendar = "calendar",
        /// From October before it to September.
        Fiscal = "fiscal",
    }
}

/// A day, or the year of a day that is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// The day.
    Day(NaiveDate),
    /// A year of the Buddhist era.
    Year(i32, Counted),
}

impl When {
    /// The first day it can have been.
    pub fn first(self) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Year(year, Counted::Fiscal) => FiscalYear(year).start(),
            Self::Year(year, Counted::Calendar) => thai::date::from_be(year, 1, 1).unwrap_or(NaiveDate::MIN),
        }
    }

    /// The last day it can have been.
    pub fn last(self) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Year(year, Counted::Fiscal) => FiscalYear(year).end(),
            Self::Year(year, Counted::Calendar) => thai::date::from_be(year, 12, 31).unwrap_or(NaiveDate::MAX),
        }
    }

    /// The day, when it is known.
    pub fn day(self) -> Option<NaiveDate> {
        if let Self::Day(day) = self { Some(day) } else { None }
    }

    /// The year as pages say it, when no day is known.
    pub fn year(self) -> Option<Message> {
        match self {
            Self::Day(_) => None,
            Self::Year(year, Counted::Calendar) => Some(msg("agreements-year-calendar").with("year", year.to_string())),
            Self::Year(year, Counted::Fiscal) => Some(msg("agreements-year-fiscal").with("year", year.to_string())),
        }
    }

    /// As somebody would type it.
    pub fn typed(self, lang: Lang) -> String {
        match self {
            Self::Day(date) => day(date, lang),
            Self::Year(year, counted) => format!("{} {year}", counted.said(lang)),
        }
    }

    /// Reads a day however it was written, or a year that says how it counts.
    ///
    /// # Errors
    /// What is wrong; `agreements-year-uncounted` for a year alone.
    pub fn read(typed: &str) -> Result<Self, Message> {
        let text = thai::digits::to_ascii(typed.trim());
        for counted in Counted::ALL {
            let words = [counted.said(Lang::Th), counted.said(Lang::En), counted.as_str().to_owned()];
            if let Some(rest) = words.iter().find_map(|word| text.strip_prefix(word.as_str())) {
                let year = thai::date::year(rest).map_err(kit::form::explain)?;
                return Ok(Self::Year(year, *counted));
            }
        }
        if text.chars().all(|letter| letter.is_ascii_digit()) && !text.is_empty() {
            return Err(msg("agreements-year-uncounted"));
        }
        exchange::day(&text).map(Self::Day)
    }
}

impl Counted {
    fn said(self, lang: Lang) -> String {
        catalogue().plain(lang, &["agreements-counted-", self.as_str()].concat()).into_owned()
    }
}

/// How long an agreement holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// Whole years from its first day; the last day is the one before the anniversary.
    Years(u32),
    /// To the day it names.
    Until(NaiveDate),
    /// It does not say: then the rule of its day holds ([`super::rule::TermRule`]), where there is one.
    Unsaid,
}

/// The most years.
pub const YEARS_MOST: u32 = 20;

/// The last day of so many years from `first` on.
pub fn last_day(first: NaiveDate, years: u32) -> NaiveDate {
    thai::fiscal::add_months(first, 12 * years).checked_sub_days(Days::new(1)).unwrap_or(first)
}

/// What follows for the time in which it is in force; where only years are known there are days of
/// which nobody can tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// Surely in force from this day.
    pub from: Option<NaiveDate>,
    /// Surely in force to this day, included.
    pub to: Option<NaiveDate>,
    /// Surely over after this day.
    pub over: Option<NaiveDate>,
}

impl Period {
    /// Of an agreement signed then, or in force from `starts_on` where that is another day.
    pub fn of(signed: Option<When>, starts_on: Option<NaiveDate>, term: Term) -> Self {
        let Some(begins) = starts_on.map(When::Day).or(signed) else { return Self::default() };
        let (to, over) = match term {
            Term::Years(years) => (Some(last_day(begins.first(), years)), Some(last_day(begins.last(), years))),
            Term::Until(day) => (Some(day), Some(day)),
            Term::Unsaid => (None, None),
        };
        Self { from: Some(begins.last()), to, over }
    }

    /// Are there days on which both are surely in force?
    pub fn overlaps(self, other: Self) -> bool {
        let (Some(from), Some(to)) = (self.from.zip(other.from), self.to.zip(other.to)) else { return false };
        from.0.max(from.1) <= to.0.min(to.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use house::layout::feature::furnish;
    use kit::clock::day;
    use kit::message::Catalogue;

    #[test]
    fn two_years_end_on_the_day_before() {
        for (first, years, last) in
            [("2009-12-21", 2, "2011-12-20"), ("2012-02-29", 2, "2014-02-27"), ("2009-10-01", 1, "2010-09-30")]
        {
            assert_eq!(last_day(day(first), years), day(last), "{first}");
        }
    }

    #[test]
    fn a_year_says_how_it_counts() {
        furnish(&[], || {
            let own = [(Lang::Th, include_str!("th.ftl").into()), (Lang::En, include_str!("en.ftl").into())];
            Catalogue::new(own).expect("sentences")
        });
        let december = When::Day(day("2009-12-21"));
        for (typed, read) in [
            ("21 ธันวาคม 2552", Ok(december)),
            ("๒๑ ธ.ค. ๒๕๕๒", Ok(december)),
            ("2009-12-21", Ok(december)),
            ("พ.ศ. ๒๕๔๖", Ok(When::Year(2546, Counted::Calendar))),
            ("ปีงบประมาณ 2553", Ok(When::Year(2553, Counted::Fiscal))),
            ("fiscal 2553", Ok(When::Year(2553, Counted::Fiscal))),
            ("2546", Err(msg("agreements-year-uncounted"))),
        ] {
            assert_eq!(When::read(typed), read, "{typed}");
        }
        for when in [december, When::Year(2546, Counted::Calendar), When::Year(2553, Counted::Fiscal)] {
            for lang in Lang::ALL {
                assert_eq!(When::read(&when.typed(lang)), Ok(when), "{lang:?}");
            }
        }
        let fiscal = When::Year(2553, Counted::Fiscal);
        assert_eq!((fiscal.first(), fiscal.last()), (day("2009-10-01"), day("2010-09-30")));
    }

    #[test]
    fn two_overlap_when_both_are_in_force_on_a_day() {
        let period = |from: &str, to: &str| Period { from: Some(day(from)), to: Some(day(to)), over: Some(day(to)) };
        let own = period("2009-12-21", "2011-12-20");
        for (other, both) in [
            (period("2011-12-20", "2013-12-19"), true),
            (period("2011-12-21", "2013-12-20"), false),
            // Another one took its place before its first day.
            (period("2010-03-01", "2010-02-28"), false),
            (Period::default(), false),
        ] {
            assert_eq!((own.overlaps(other), other.overlaps(own)), (both, both), "{other:?}");
        }
    }

    #[test]
    fn of_an_agreement_of_a_year_some_days_are_not_known() {
        let period = Period::of(Some(When::Year(2546, Counted::Calendar)), None, Term::Years(2));
        let days = [period.from, period.to, period.over].map(|day| day.map(|day| day.to_string()).unwrap_or_default());
        assert_eq!(days, ["2003-12-31", "2004-12-31", "2005-12-30"]);
    }
}
