//! Which days are worked, and how many working days lie between two: pure, over the fixed days that come
//! with the program and the days of the register.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;

use super::holiday::Kind;

/// A holiday that falls on one date every year, or whose date in one year is known from a public list: days of
/// the moon, and their substitutes, are announced year by year, and those that no list told us of stand in
/// the register alone.
#[derive(Clone, Debug, Deserialize)]
pub struct Fixed {
    /// Month, from 1.
    pub month: u32,
    /// Day of the month.
    pub day: u32,
    /// The first year of the common era in which it was kept.
    pub from: i32,
    /// The last one; open when `None`.
    pub to: Option<i32>,
    /// Its name.
    pub name_th: String,
    /// Its name in English.
    pub name_en: String,
    /// Where it is known from.
    pub source: String,
}

impl Fixed {
    /// Is its date known for one year alone?
    pub fn is_of_one_year(&self) -> bool {
        self.to == Some(self.from)
    }

    /// Does it stand for a holiday that fell on a weekend?
    pub fn is_substitute(&self) -> bool {
        self.name_en.starts_with("Substitution")
    }
}

static FIXED: LazyLock<Vec<Fixed>> = LazyLock::new(|| {
    let mut rows = csv::Reader::from_reader(include_str!("data/fixed.csv").as_bytes());
    rows.deserialize().collect::<Result<_, _>>().expect("the list ships with the program, and a test reads it")
});

/// The fixed holidays of a year of the common era, in its order.
pub fn fixed_of_year(year: i32) -> Vec<(NaiveDate, &'static Fixed)> {
    let kept = FIXED.iter().filter(|one| one.from <= year && one.to.is_none_or(|last| year <= last));
    let mut days: Vec<_> =
        kept.filter_map(|one| Some((NaiveDate::from_ymd_opt(year, one.month, one.day)?, one))).collect();
    days.sort_by_key(|(day, _)| *day);
    days
}

/// Is it a Saturday or a Sunday?
pub fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The days on which offices work.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// `true`: nobody works; `false`: worked, though the law has it as a holiday.
    register: BTreeMap<NaiveDate, bool>,
}

impl Calendar {
    /// With the days of the register.
    pub fn new(register: impl IntoIterator<Item = (NaiveDate, Kind)>) -> Self {
        Self { register: register.into_iter().map(|(day, kind)| (day, kind != Kind::Worked)).collect() }
    }

    /// Do offices work on this day?
    pub fn is_working(&self, day: NaiveDate) -> bool {
        let off = || fixed_of_year(day.year()).iter().any(|(fixed, _)| *fixed == day);
        !is_weekend(day) && !self.register.get(&day).copied().unwrap_or_else(off)
    }

    /// The day on which `days` working days have passed since `begin`, that day itself not counted, nor
    /// those of which `skipped` says that they do not count. With no days it is the first working day
    /// from `begin` on.
    pub fn after(&self, begin: NaiveDate, days: u16, skipped: impl Fn(NaiveDate) -> bool) -> NaiveDate {
        let counts = |day: &NaiveDate| self.is_working(*day) && !skipped(*day);
        let mut ahead = begin.iter_days();
        let last = match days {
            0 => ahead.find(|day| self.is_working(*day)),
            _ => ahead.skip(1).filter(counts).nth(usize::from(days) - 1),
        };
        // Only where the calendar itself ends is there none.
        last.unwrap_or(begin)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use kit::clock::day;

    #[test]
    fn the_list_of_fixed_days_is_read_and_each_names_its_source() {
        assert!(FIXED.len() > 15 && FIXED.iter().all(|one| !one.source.is_empty() && !one.name_en.is_empty()));
        let of_2010: Vec<_> = fixed_of_year(2010).into_iter().map(|(day, _)| day.to_string()).collect();
        let expected = [
            "2010-01-01",
            "2010-04-06",
            "2010-04-13",
            "2010-04-14",
            "2010-04-15",
            "2010-05-05",
            "2010-08-12",
            "2010-10-23",
            "2010-12-05",
            "2010-12-10",
            "2010-12-31",
        ];
        assert_eq!(of_2010, expected);
    }

    #[test]
    fn the_days_of_the_moon_of_2569_and_their_substitute_are_not_worked() {
        let calendar = Calendar::default();
        for off in ["2026-03-03", "2026-06-01", "2026-07-29", "2026-07-30"] {
            assert!(!calendar.is_working(day(off)), "{off}");
        }
        assert!(calendar.is_working(day("2026-06-02")) && calendar.is_working(day("2025-06-04")));
        // Friday, a weekend, the substitute, Tuesday.
        assert_eq!(calendar.after(day("2026-05-29"), 1, |_| false), day("2026-06-02"));
    }

    #[test]
    fn working_days_are_counted_past_weekends_and_holidays() {
        let register = [
            (day("2010-05-20"), Kind::Cabinet),
            (day("2010-05-21"), Kind::Cabinet),
            (day("2010-08-12"), Kind::Worked),
            (day("2010-05-28"), Kind::Religious),
        ];
        let calendar = Calendar::new(register);
        for (begin, days, last) in [
            ("2010-05-10", 0, "2010-05-10"), // a Monday
            ("2010-05-08", 0, "2010-05-10"), // a Saturday
            ("2010-05-10", 1, "2010-05-11"),
            ("2010-05-10", 5, "2010-05-17"), // over a weekend
            ("2010-05-18", 2, "2010-05-24"), // two days of the cabinet, and a weekend
            ("2010-04-09", 1, "2010-04-12"),
            ("2010-04-12", 1, "2010-04-16"), // Songkran
            ("2010-08-11", 1, "2010-08-12"), // worked in this year
            ("2011-08-11", 1, "2011-08-15"), // and a holiday, with a weekend, in the next
        ] {
            assert_eq!(calendar.after(day(begin), days, |_| false).to_string(), last, "{begin} + {days}");
        }
        let skipped = calendar.after(day("2010-05-10"), 5, |day| day.to_string() == "2010-05-12");
        assert_eq!(skipped, day("2010-05-18"), "one day that does not count is one day later");
    }

    proptest! {
        #[test]
        fn no_promise_ends_on_a_day_off_and_none_overtakes_another(
            begin in 0_u64..9_000, days in 0_u16..120, off in proptest::collection::vec(0_u64..9_400, 0..40)
        ) {
            let from = |days: u64| day("2005-01-01") + chrono::Days::new(days);
            let calendar = Calendar::new(off.iter().map(|days| (from(*days), Kind::Cabinet)));
            let last = calendar.after(from(begin), days, |_| false);
            prop_assert!(calendar.is_working(last) && last >= from(begin));
            prop_assert!(calendar.after(from(begin + 1), days, |_| false) >= last, "a later beginning ends no earlier");
            prop_assert!(calendar.after(from(begin), days + 1, |_| false) >= last, "more days end no earlier");
            prop_assert!(Calendar::default().after(from(begin), days, |_| false) <= last, "days off end nothing earlier");
        }
    }
}
