//! Dates as the sources print them and as people mistype them.

use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;
use thai::date::{self, DateError, Part};
use thai::digits::to_thai;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a real day")
}

#[test]
fn forms_people_use() {
    for typed in [
        "20 เมษายน 2553",
        "20 เม.ย. 2553",
        "20 เม.ย.2553",
        "20เม.ย 2553",
        "20 เมย. 2553",
        "20 เมย 2553",
        "20/4/2553",
        "20/04/2010",
        "20-4-2553",
        "20.4.2553",
        "2010-04-20",
        "2553-04-20",
        "๒๐/๔/๒๕๕๓",
        "วันอังคารที่ ๒๐ เมษายน พ.ศ. ๒๕๕๓",
        "วันที่ 20 เมษายน พ.ศ.2553",
        "เมื่อวันที่ 20 เมษายน 2553",
        "20 เมษายน ค.ศ. 2010",
        "20 April 2010",
        "20 apr. 2010",
        "20\u{a0}เมษายน\u{a0}\u{a0}2553",
    ] {
        assert_eq!(date::parse(typed), Ok(day(2010, 4, 20)), "{typed}");
    }
    assert_eq!(date::parse("13 ธันวาคม ๒๕๕๕"), Ok(day(2012, 12, 13)));
    assert_eq!(date::parse("15 ก.พ. 2480"), Ok(day(1938, 2, 15)));
}

#[test]
fn the_five_digit_year_is_refused_and_2553_offered() {
    let refused = DateError::YearOutOfRange { typed: "25523".into(), suggestion: Some(2553) };
    assert_eq!(date::parse_period("1 เมษายน    – 30 กันยายน 25523 (6 เดือน)"), Err(refused.clone()));
    assert_eq!(date::parse_period_near("1 เมษายน - 30 กันยายน 25523", 2553), Err(refused.clone()));
    assert_eq!(date::from_parts("30", "9", "25523"), Err(refused));
    let older = DateError::YearOutOfRange { typed: "25523".into(), suggestion: Some(2523) };
    assert_eq!(date::from_parts_near("30", "9", "25523", 2520), Err(older));
    // Two digits are the end of a year near by; one is the beginning of any.
    assert_eq!(date::from_parts_near("30", "9", "53", 2553), date::from_parts("30", "9", "2553"));
    let beginning = DateError::YearOutOfRange { typed: "2".into(), suggestion: None };
    assert_eq!(date::from_parts_near("30", "9", "2", 2553), Err(beginning));
}

#[test]
fn years_that_need_a_person() {
    assert_eq!(date::parse("20 เม.ย."), Err(DateError::NeedsYear { day: 20, month: 4 }));
    assert_eq!(date::parse("20 เม.ย. 53"), Err(DateError::ShortYear { typed: 53, suggestion: 2553 }));
    assert_eq!(date::year("ปี53"), Err(DateError::ShortYear { typed: 53, suggestion: 2553 }));
    assert_eq!(date::year_near("ปี53", 2569), Ok(2553));
    assert_eq!(date::year("ปีงบประมาณ พ.ศ.2553"), Ok(2553));
    assert_eq!(date::year("ค.ศ. 2010"), Ok(2553));
    assert_eq!(date::year("ปี"), Err(DateError::Missing(Part::Year)));
    let refused = |typed: &str, year| Err(DateError::YearOutOfRange { typed: typed.into(), suggestion: year });
    assert_eq!(date::parse("1 ม.ค. ค.ศ. 2553"), refused("2553", Some(2010)));
    assert_eq!(date::parse("1 ม.ค. พ.ศ. 2010"), refused("2010", Some(2553)));
    assert_eq!(date::from_parts("1", "1", "2010"), refused("2010", Some(2553)));
    assert_eq!(date::from_parts("1", "1", "255"), refused("255", None));
    assert_eq!(date::from_parts("1", "1", "99999999999999"), refused("99999999999999", None));
}

#[test]
fn days_that_never_were() {
    let no_day = |day, month, year, last| Err(DateError::NoSuchDay { day, month, year, last });
    assert_eq!(date::from_parts("29", "2", "2567"), Ok(day(2024, 2, 29)));
    assert_eq!(date::from_parts("29", "2", "2566"), no_day(29, 2, 2566, 28));
    assert_eq!(date::parse("31 เมษายน 2553"), no_day(31, 4, 2553, 30));
    assert_eq!(date::parse("1 ม.ค. 2483"), no_day(1, 1, 2483, 0));
    assert_eq!(date::from_parts("1", "13", "2553"), Err(DateError::NoSuchMonth { typed: "13".into() }));
}

#[test]
fn fields_of_a_form() {
    assert_eq!(date::from_parts(" ๓๐ ", "ก.ย.", "๒๕๕๓"), Ok(day(2010, 9, 30)));
    assert_eq!(date::from_parts("", "9", "2553"), Err(DateError::Missing(Part::Day)));
    assert_eq!(date::from_parts("30", "9", " "), Err(DateError::Missing(Part::Year)));
    let not_a_number = |part, typed: &str| Err(DateError::NotANumber { part, typed: typed.into() });
    assert_eq!(date::from_parts("x", "9", "2553"), not_a_number(Part::Day, "x"));
    assert_eq!(date::from_parts("1", "เมษา", "2553"), not_a_number(Part::Month, "เมษา"));
    assert_eq!(date::from_parts("1", "9", "ปีนี้"), not_a_number(Part::Year, "ปีนี้"));
}

#[test]
fn periods() {
    assert_eq!(date::parse_period("9 – 11 สิงหาคม ๒๕๕๘"), Ok((day(2015, 8, 9), day(2015, 8, 11))));
    assert_eq!(date::parse_period("1 เมษายน - 30 กันยายน 2553"), Ok((day(2010, 4, 1), day(2010, 9, 30))));
    assert_eq!(date::parse_period("1/10/2552 - 30/9/2553"), Ok((day(2009, 10, 1), day(2010, 9, 30))));
    assert_eq!(date::parse_period("1 ต.ค. ถึง 30 ก.ย. 2553"), Ok((day(2009, 10, 1), day(2010, 9, 30))));
    assert!(matches!(date::parse_period("1 ม.ค. 2554 - 30 ก.ย. 2553"), Err(DateError::EndsBeforeStart { .. })));
    assert!(matches!(date::parse_period("ทั้งปี"), Err(DateError::Unrecognised { .. })));
}

#[test]
fn every_day_is_read_back() {
    for date in day(1941, 1, 1).iter_days().take_while(|date| date.year() <= 2100).step_by(3) {
        assert_eq!(date::parse(&date::long(date)), Ok(date));
        assert_eq!(date::parse(&to_thai(&date::short(date))), Ok(date));
        assert_eq!(date::parse(&date::long_en(date)), Ok(date));
        assert_eq!(date::parse(&date.to_string()), Ok(date));
    }
}

proptest! {
    #[test]
    fn old_days_are_read_back(offset in 0i64..100_000) {
        let date = day(1860, 1, 1) + chrono::Duration::days(offset);
        prop_assert_eq!(date::parse(&to_thai(&date::with_weekday(date))), Ok(date));
        let year = date::be_year(date).to_string();
        prop_assert_eq!(date::from_parts(&date.day().to_string(), &date.month().to_string(), &year), Ok(date));
    }

    #[test]
    fn any_text_is_answered(text in "[0-9๐-๙ /.\\-–กขมยศพคเม.ถึงปี]{0,24}|\\PC{0,30}", near in 2400i32..2700) {
        let _ = (date::parse(&text), date::parse_near(&text, near), date::parse_period(&text));
        let _ = (date::from_parts(&text, &text, &text), date::year(&text));
    }
}
