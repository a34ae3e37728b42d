//! The Thai fiscal year: 1 October to 30 September, named by the Buddhist year in which it ends
//! (docs/requirements.md C-03). Quarter 1 is October to December.

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Words before a year that only say that it is one.
const SAYS_YEAR: [&str; 6] = ["ปี", "งบประมาณ", "ปีงบประมาณ", "งบ", "fiscal", "year"];

/// Does a word before a year only say that it is one?
///
/// ```
/// assert!(thai::fiscal::says_year("ปีงบประมาณ") && !thai::fiscal::says_year("กล้วย"));
/// ```
pub fn says_year(word: &str) -> bool {
    SAYS_YEAR.contains(&word)
}

/// A fiscal year, by the Buddhist year of its last day: 2553 is 1 October 2009 – 30 September 2010.
///
/// The rule is that of today's calendar (Buddhist year = common year + 543) and is not meant for
/// budgets before 1941, when the year itself began elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FiscalYear(pub i32);

impl FiscalYear {
    /// The fiscal year a day lies in.
    ///
    /// ```
    /// # use chrono::NaiveDate; use thai::FiscalYear;
    /// let signing = NaiveDate::from_ymd_opt(2009, 12, 21).unwrap();
    /// assert_eq!(FiscalYear::of(signing), FiscalYear(2553));
    /// ```
    pub fn of(day: NaiveDate) -> Self {
        Self(day.year() + 543 + i32::from(day.month() >= 10))
    }

    /// The first day, 1 October.
    pub fn start(self) -> NaiveDate {
        first_of(self.0 - 544, 10)
    }

    /// The last day, 30 September.
    pub fn end(self) -> NaiveDate {
        Self(self.0.saturating_add(1)).start().pred_opt().unwrap_or(NaiveDate::MAX)
    }

    /// Whether the day lies in this fiscal year.
    pub fn contains(self, day: NaiveDate) -> bool {
        Self::of(day) == self
    }

    /// The four quarters, in order.
    pub fn quarters(self) -> [Quarter; 4] {
        [1, 2, 3, 4].map(|number| Quarter { year: self, number })
    }

    /// One quarter by its number, `None` outside 1–4.
    pub fn quarter(self, number: u8) -> Option<Quarter> {
        (1..=4).contains(&number).then_some(Quarter { year: self, number })
    }

    /// The English name, with the common-era months that a foreign reader needs.
    ///
    /// ```
    /// assert_eq!(thai::FiscalYear(2553).in_english(), "fiscal year 2553 (Oct 2009 – Sep 2010)");
    /// ```
    pub fn in_english(self) -> String {
        format!("fiscal year {} (Oct {} – Sep {})", self.0, self.0 - 544, self.0 - 543)
    }
}

impl fmt::Display for FiscalYear {
    /// `ปีงบประมาณ พ.ศ. 2553`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ปีงบประมาณ พ.ศ. {}", self.0)
    }
}

/// A quarter of a fiscal year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    year: FiscalYear,
    number: u8,
}

impl Quarter {
    /// The quarter a day lies in.
    ///
    /// ```
    /// # use chrono::NaiveDate; use thai::Quarter;
    /// let meeting = NaiveDate::from_ymd_opt(2010, 4, 20).unwrap();
    /// assert_eq!(Quarter::of(meeting).to_string(), "ไตรมาสที่ 3 ปีงบประมาณ พ.ศ. 2553");
    /// ```
    pub fn of(day: NaiveDate) -> Self {
        let number = match day.month() {
            10..=12 => 1,
            1..=3 => 2,
            4..=6 => 3,
            _ => 4,
        };
        Self { year: FiscalYear::of(day), number }
    }

    /// The fiscal year it belongs to.
    pub fn year(self) -> FiscalYear {
        self.year
    }

    /// 1 to 4.
    pub fn number(self) -> u8 {
        self.number
    }

    /// Its first day.
    pub fn start(self) -> NaiveDate {
        add_months(self.year.start(), 3 * (u32::from(self.number) - 1))
    }

    /// Its last day.
    pub fn end(self) -> NaiveDate {
        self.next().start().pred_opt().unwrap_or(NaiveDate::MAX)
    }

    /// The first day of each of its three months.
    pub fn months(self) -> [NaiveDate; 3] {
        [0, 1, 2].map(|month| add_months(self.start(), month))
    }

    /// The quarter after this one.
    #[must_use]
    pub fn next(self) -> Self {
        match self.number {
            4 => Self { year: FiscalYear(self.year.0 + 1), number: 1 },
            number => Self { year: self.year, number: number + 1 },
        }
    }

    /// The English name: `Q3, fiscal year 2553`.
    pub fn in_english(self) -> String {
        format!("Q{}, fiscal year {}", self.number, self.year.0)
    }
}

impl fmt::Display for Quarter {
    /// `ไตรมาสที่ 3 ปีงบประมาณ พ.ศ. 2553`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ไตรมาสที่ {} {}", self.number, self.year)
    }
}

/// Every quarter that a period touches, in order; empty when it ends before it begins. A project
/// of April to September owes two quarterly reports.
///
/// ```
/// # use thai::fiscal::quarters_between;
/// let (from, to) = thai::date::parse_period("1 เมษายน - 30 กันยายน 2553").unwrap();
/// let numbers: Vec<u8> = quarters_between(from, to).map(|q| q.number()).collect();
/// assert_eq!(numbers, [3, 4]);
/// ```
pub fn quarters_between(from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = Quarter> {
    let last = Quarter::of(to);
    std::iter::successors((from <= to).then(|| Quarter::of(from)), |quarter| Some(quarter.next()))
        .take_while(move |quarter| *quarter <= last)
}

/// The same day `months` later, or the last day of that month where it has no such day
/// (30 November + 3 months is 28 February).
pub fn add_months(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

/// The first and last day on which a transfer may be followed up, `from` to `to` months after it
/// (docs/requirements.md A0-18): 15 September gives 15 October – 15 December.
///
/// ```
/// # use chrono::NaiveDate;
/// let transfer = NaiveDate::from_ymd_opt(2010, 9, 15).unwrap();
/// let (opens, closes) = thai::fiscal::window_after(transfer, 1, 3);
/// assert_eq!(thai::date::short(opens), "15 ต.ค. 2553");
/// assert_eq!(thai::date::short(closes), "15 ธ.ค. 2553");
/// ```
pub fn window_after(day: NaiveDate, from: u32, to: u32) -> (NaiveDate, NaiveDate) {
    (add_months(day, from), add_months(day, to))
}

fn first_of(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a real day")
    }

    #[test]
    fn vectors_of_the_requirements() {
        for (date, year, quarter) in [
            (day(2009, 10, 1), 2553, 1),
            (day(2009, 12, 21), 2553, 1),
            (day(2010, 3, 31), 2553, 2),
            (day(2010, 4, 20), 2553, 3),
            (day(2010, 9, 30), 2553, 4),
            (day(2010, 10, 1), 2554, 1),
            (day(2015, 8, 10), 2558, 4),
        ] {
            assert_eq!(FiscalYear::of(date), FiscalYear(year), "{date}");
            assert_eq!(Quarter::of(date).number(), quarter, "{date}");
        }
        assert_eq!(FiscalYear(2553).start(), day(2009, 10, 1));
        assert_eq!(FiscalYear(2553).end(), day(2010, 9, 30));
    }

    #[test]
    fn a_month_without_the_day_gives_its_last() {
        assert_eq!(add_months(day(2010, 11, 30), 3), day(2011, 2, 28));
        assert_eq!(add_months(day(2024, 1, 31), 1), day(2024, 2, 29));
        assert_eq!(window_after(day(2010, 9, 15), 1, 3), (day(2010, 10, 15), day(2010, 12, 15)));
    }

    #[test]
    fn periods_that_run_backwards_touch_nothing() {
        assert_eq!(quarters_between(day(2010, 9, 30), day(2010, 4, 1)).count(), 0);
    }

    proptest! {
        #[test]
        fn quarters_partition_the_year(year in 2400i32..2700) {
            let year = FiscalYear(year);
            let mut next = year.start();
            for quarter in year.quarters() {
                prop_assert_eq!(quarter.start(), next);
                prop_assert_eq!(quarter.year(), year);
                for first in quarter.months() {
                    prop_assert_eq!(Quarter::of(first), quarter);
                }
                prop_assert_eq!(Quarter::of(quarter.end()), quarter);
                next = quarter.end().succ_opt().expect("not the end of time");
            }
            prop_assert_eq!(next, FiscalYear(year.0 + 1).start());
        }

        #[test]
        fn every_day_lies_in_its_quarter(offset in 0i64..100_000) {
            let date = day(1900, 1, 1) + chrono::Duration::days(offset);
            let quarter = Quarter::of(date);
            prop_assert!(quarter.start() <= date && date <= quarter.end());
            prop_assert!(FiscalYear::of(date).contains(date));
        }
    }
}
