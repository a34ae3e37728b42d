//! Thai time, numbers, words and places: what every program written for Thailand needs and no
//! standard library has. Nothing here reads a file, a clock or a network; every answer depends
//! on the arguments alone.
//!
//! ```
//! use chrono::NaiveDate;
//! use thai::{FiscalYear, Satang};
//!
//! let day = thai::date::parse("๒๐ เม.ย. ๒๕๕๓").unwrap();
//! assert_eq!(day, NaiveDate::from_ymd_opt(2010, 4, 20).unwrap());
//! assert_eq!(thai::date::long(day), "20 เมษายน 2553");
//! assert_eq!(FiscalYear::of(day).to_string(), "ปีงบประมาณ พ.ศ. 2553");
//!
//! let budget: Satang = "1,750,000.00".parse().unwrap();
//! assert_eq!(budget.in_words(), "หนึ่งล้านเจ็ดแสนห้าหมื่นบาทถ้วน");
//! ```
//!
//! Text is kept in ASCII digits and ISO dates, and turned into what people read only when it is
//! shown; [`digits::to_thai`] makes the Thai-digit form of anything printed here.
//!
//! | module | what it knows |
//! |---|---|
//! | [`digits`] | ๐–๙ and 0–9, thousands separators |
//! | [`date`] | the Buddhist era, written and read |
//! | [`fiscal`] | the fiscal year (1 October – 30 September), its quarters, follow-up windows |
//! | [`money`] | baht and satang, and amounts in words |
//! | [`collate`] | dictionary order |
//! | [`repair`] | text damaged on its way out of a PDF or an old keyboard |
//! | [`readable`] | whether a text holds a word at all |
//! | [`words`] | words of a language written without spaces |
//! | [`sound`] | what people who type by ear confuse |
//! | [`names`] | titles before a name, and the letter it is known by |
//! | [`national_id`], [`passport`], [`phone`], [`bank_account`] | the numbers a person is known by |
//! | [`contacts`] | addresses of e-mail and names on LINE and elsewhere in a text |
//! | [`places`] | 77 provinces, 928 districts, 7,436 sub-districts, regions and groups |

pub mod bank_account;
pub mod collate;
pub mod contacts;
pub mod date;
mod dictionary;
mod digit_words;
pub mod digits;
pub mod fiscal;
pub mod latin;
pub mod money;
pub mod names;
pub mod national_id;
mod numbers;
pub mod passport;
pub mod phone;
pub mod places;
pub mod readable;
pub mod repair;
pub mod sound;
pub mod words;

pub use fiscal::{FiscalYear, Quarter};
pub use money::Satang;

/// The examples of the README, tried with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// Tries one of the finders: what it finds in each text must be what is listed, as it is written there.
#[cfg(test)]
#[track_caller]
fn must_find(find: impl Fn(&str) -> Vec<std::ops::Range<usize>>, cases: &[(&str, &[&str])]) {
    for (text, listed) in cases {
        let found: Vec<_> = find(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, *listed, "{text}");
    }
}
