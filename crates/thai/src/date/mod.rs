//! Dates of the Buddhist era over [`NaiveDate`]: written long and short, read from what people type.
//!
//! The Buddhist year is the common year + 543, except that until 1940 the year began on 1 April
//! (docs/requirements.md C-01): 15 February 2480 is a day of 1938. The year 2483 therefore had nine
//! months, April to December 1940. Dates before April 1889, when Siam left the lunar year, follow
//! the same rule backwards and are a convention, not history.

mod error;
mod read;

pub use error::{DateError, Part};
pub use read::{from_parts, from_parts_near, parse, parse_near, parse_period, parse_period_near, year, year_near};

use chrono::{Datelike, NaiveDate};

/// Thai month names, January first.
pub const MONTHS: [&str; 12] = [
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
];

/// Thai month abbreviations, January first.
pub const MONTHS_SHORT: [&str; 12] =
    ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."];

/// English month names, January first.
pub const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Thai weekday names without วัน, Monday first.
pub const WEEKDAYS: [&str; 7] = ["จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์"];

/// `21 พฤศจิกายน 2569`
///
/// ```
/// # use chrono::NaiveDate;
/// let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
/// assert_eq!(thai::date::long(day), "21 พฤศจิกายน 2569");
/// assert_eq!(thai::digits::to_thai(&thai::date::short(day)), "๒๑ พ.ย. ๒๕๖๙");
/// assert_eq!(thai::date::with_weekday(day), "วันเสาร์ที่ 21 พฤศจิกายน 2569");
/// assert_eq!(thai::date::long_en(day), "21 November 2026");
/// ```
pub fn long(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), MONTHS[day.month0() as usize], be_year(day))
}

/// `21 พ.ย. 2569`
pub fn short(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), MONTHS_SHORT[day.month0() as usize], be_year(day))
}

/// `วันเสาร์ที่ 21 พฤศจิกายน 2569`
pub fn with_weekday(day: NaiveDate) -> String {
    format!("วัน{}ที่ {}", WEEKDAYS[day.weekday().num_days_from_monday() as usize], long(day))
}

/// `21 November 2026`, in the common era for an English page.
pub fn long_en(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), MONTHS_EN[day.month0() as usize], day.year())
}

/// `21 Nov 2026`
pub fn short_en(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), &MONTHS_EN[day.month0() as usize][..3], day.year())
}

/// A month and its year, `พฤศจิกายน 2569`, for the head of a calendar.
pub fn month(day: NaiveDate) -> String {
    format!("{} {}", MONTHS[day.month0() as usize], be_year(day))
}

/// The Buddhist year a day lay in.
///
/// ```
/// # use chrono::NaiveDate; use thai::date::be_year;
/// assert_eq!(be_year(NaiveDate::from_ymd_opt(2024, 2, 29).unwrap()), 2567);
/// assert_eq!(be_year(NaiveDate::from_ymd_opt(1938, 2, 15).unwrap()), 2480);
/// ```
pub fn be_year(day: NaiveDate) -> i32 {
    let before_april_of_old = day.year() <= 1940 && day.month() < 4;
    day.year() + 543 - i32::from(before_april_of_old)
}

/// The day that a Buddhist year, month and day of month name; `None` where there was none.
///
/// ```
/// # use thai::date::{from_be, long_en};
/// assert_eq!(long_en(from_be(2480, 2, 15).unwrap()), "15 February 1938");
/// assert_eq!(from_be(2566, 2, 29), None);
/// assert_eq!(from_be(2483, 3, 31), None);
/// ```
pub fn from_be(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(common_year(year, month)?, month, day)
}

/// The common year in which a month of a Buddhist year lay; `None` for January to March of 2483,
/// which never were.
fn common_year(year: i32, month: u32) -> Option<i32> {
    match (year, month) {
        (2483, ..4) => None,
        (..2483, ..4) => Some(year - 542),
        _ => year.checked_sub(543),
    }
}

/// A time of day, as people write it: `16.30`, `16:30 น.`, `23:59:59`, in either digit set.
pub fn parse_time(typed: &str) -> Option<chrono::NaiveTime> {
    let ascii = crate::digits::to_ascii(typed).replace('.', ":");
    let plain = ascii.trim().trim_end_matches(':').trim_end_matches('น').trim();
    ["%H:%M", "%H:%M:%S"].iter().find_map(|form| chrono::NaiveTime::parse_from_str(plain, form).ok())
}

/// A time of day as offices write it.
///
/// ```
/// use chrono::NaiveTime;
///
/// let time = NaiveTime::from_hms_opt(14, 5, 0).unwrap();
/// assert_eq!(thai::date::time(time), "14:05 น.");
/// ```
pub fn time(time: chrono::NaiveTime) -> String {
    format!("{} น.", time.format("%H:%M"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_is_read_as_offices_write_it() {
        for (typed, read) in [
            ("16.30", Some("16:30:00")),
            ("๑๖.๓๐ น.", Some("16:30:00")),
            ("16:30 น.", Some("16:30:00")),
            ("23:59:59", Some("23:59:59")),
            ("0.05", Some("00:05:00")),
            ("24.00", None),
            ("16", None),
            ("เที่ยง", None),
        ] {
            assert_eq!(parse_time(typed).map(|time| time.to_string()).as_deref(), read, "{typed}");
        }
    }

    #[test]
    fn every_day_of_two_centuries_and_a_half_names_itself() {
        let first = NaiveDate::from_ymd_opt(1857, 4, 1).expect("a real day");
        let last = NaiveDate::from_ymd_opt(2100, 12, 31).expect("a real day");
        let mut before = 0;
        for day in first.iter_days().take_while(|day| *day <= last) {
            let year = be_year(day);
            assert!(year >= before, "years never run backwards: {day}");
            before = year;
            assert_eq!(from_be(year, day.month(), day.day()), Some(day));
        }
    }

    #[test]
    fn the_year_of_nine_months() {
        assert_eq!(from_be(2482, 3, 31), NaiveDate::from_ymd_opt(1940, 3, 31));
        assert_eq!(from_be(2483, 4, 1), NaiveDate::from_ymd_opt(1940, 4, 1));
        assert_eq!(from_be(2483, 12, 31), NaiveDate::from_ymd_opt(1940, 12, 31));
        assert_eq!(from_be(2484, 1, 1), NaiveDate::from_ymd_opt(1941, 1, 1));
    }
}
