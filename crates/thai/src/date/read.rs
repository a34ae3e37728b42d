//! Reading dates as people type them: long and short month names, slashes, ISO, both eras, both
//! digit sets, and the three fields of a form. Nothing is guessed in silence: a year that could be
//! two things is an error that carries the likely one.

use super::{DateError, MONTHS, MONTHS_EN, MONTHS_SHORT, Part, WEEKDAYS, be_year, common_year, from_be};
use crate::digits;
use chrono::{Datelike, NaiveDate};
use std::ops::RangeInclusive;

const BUDDHIST: RangeInclusive<i32> = 2400..=2699;
const COMMON: RangeInclusive<i32> = 1800..=2399;

/// Reads one date.
///
/// A year stands in the era that is written before it (พ.ศ. or ค.ศ., B.E. or A.D.), or else in the
/// one whose range it falls in: 2400–2699 Buddhist, 1800–2399 common.
///
/// ```
/// # use thai::date::{parse, long, DateError};
/// for typed in ["20 เมษายน 2553", "20 เม.ย. ๒๕๕๓", "20/4/2553", "2010-04-20", "วันอังคารที่ 20 เมษายน พ.ศ. 2553"] {
///     assert_eq!(long(parse(typed).unwrap()), "20 เมษายน 2553");
/// }
/// assert_eq!(parse("20 เม.ย."), Err(DateError::NeedsYear { day: 20, month: 4 }));
/// ```
///
/// # Errors
/// [`DateError`] names the part that is wrong and offers a year where there is a likely one.
pub fn parse(text: &str) -> Result<NaiveDate, DateError> {
    Scan::of(text)?.date(None)
}

/// Like [`parse`], for text whose year is known: `near` (Buddhist) completes a missing or
/// two-digit year and picks among corrections.
///
/// ```
/// # use thai::date::{parse_near, long};
/// assert_eq!(long(parse_near("20 เม.ย.", 2553).unwrap()), "20 เมษายน 2553");
/// assert_eq!(long(parse_near("20 เม.ย. 53", 2569).unwrap()), "20 เมษายน 2553");
/// ```
///
/// # Errors
/// As [`parse`].
pub fn parse_near(text: &str, near: i32) -> Result<NaiveDate, DateError> {
    Scan::of(text)?.date(Some(near))
}

/// Reads the three fields of a form, whose year is Buddhist. The month is a number or a name.
///
/// ```
/// # use thai::date::{from_parts, DateError, Part};
/// assert!(from_parts("30", "9", "๒๕๕๓").is_ok());
/// assert_eq!(
///     from_parts("30", "กันยายน", "25523"),
///     Err(DateError::YearOutOfRange { typed: "25523".into(), suggestion: Some(2553) }),
/// );
/// assert_eq!(from_parts("30", "", "2553"), Err(DateError::Missing(Part::Month)));
/// ```
///
/// # Errors
/// As [`parse`]; a common-era year is refused and its Buddhist year offered.
pub fn from_parts(day: &str, month: &str, year: &str) -> Result<NaiveDate, DateError> {
    parts(day, month, year, None)
}

/// Like [`from_parts`], with the Buddhist year that corrections should lie near.
///
/// # Errors
/// As [`from_parts`].
pub fn from_parts_near(day: &str, month: &str, year: &str, near: i32) -> Result<NaiveDate, DateError> {
    parts(day, month, year, Some(near))
}

fn parts(day: &str, month: &str, year: &str, near: Option<i32>) -> Result<NaiveDate, DateError> {
    let [day, month, year] = [day, month, year].map(tidy);
    for (text, part) in [(&day, Part::Day), (&month, Part::Month), (&year, Part::Year)] {
        if text.is_empty() {
            return Err(DateError::Missing(part));
        }
    }
    let number = |text: &str, part| text.parse().map_err(|_| DateError::NotANumber { part, typed: text.to_owned() });
    let month = match month_name(&month) {
        Some((month, "")) => month,
        _ => number(&month, Part::Month)?,
    };
    if !year.bytes().all(|b| b.is_ascii_digit()) {
        return Err(DateError::NotANumber { part: Part::Year, typed: year });
    }
    let year = read_year(&year, Era::Buddhist, near)?;
    day_of(year, month, number(&day, Part::Day)?)
}

/// Reads a period: "1 เมษายน - 30 กันยายน 2553", "9 – 11 สิงหาคม 2558", "… ถึง …". What the first
/// date leaves out is taken from the last.
///
/// ```
/// # use thai::date::{parse_period, short};
/// let (from, to) = parse_period("1 ต.ค. - 30 ก.ย. 2553").unwrap();
/// assert_eq!((short(from), short(to)), ("1 ต.ค. 2552".into(), "30 ก.ย. 2553".into()));
/// ```
///
/// # Errors
/// As [`parse`], and [`DateError::EndsBeforeStart`].
pub fn parse_period(text: &str) -> Result<(NaiveDate, NaiveDate), DateError> {
    period(text, None)
}

/// Like [`parse_period`], for text whose (Buddhist) year is known.
///
/// # Errors
/// As [`parse_period`].
pub fn parse_period_near(text: &str, near: i32) -> Result<(NaiveDate, NaiveDate), DateError> {
    period(text, Some(near))
}

fn period(text: &str, near: Option<i32>) -> Result<(NaiveDate, NaiveDate), DateError> {
    let bare = text.split('(').next().unwrap_or(text);
    let (first, last) = ["ถึง", " to ", "–", "—", " - ", "-"]
        .iter()
        .find_map(|mark| bare.split_once(mark))
        .ok_or_else(|| DateError::Unrecognised { typed: text.to_owned() })?;
    let end = Scan::of(last)?.date(near)?;
    let mut scan = Scan::of(first)?;
    scan.month = scan.month.or(Some(end.month()));
    let yearless = scan.year.is_none();
    let mut start = scan.date(Some(be_year(end)))?;
    if yearless && start > end {
        start = scan.date(Some(be_year(end) - 1))?;
    }
    if start > end {
        return Err(DateError::EndsBeforeStart { start, end });
    }
    Ok((start, end))
}

/// Reads a year alone as a Buddhist one: "2553", "พ.ศ. ๒๕๕๓", "ปีงบประมาณ พ.ศ.2553", "ค.ศ. 2010".
///
/// # Errors
/// As [`parse`]; "ปี53" is [`DateError::ShortYear`].
pub fn year(text: &str) -> Result<i32, DateError> {
    year_alone(text, None)
}

/// Like [`year`], with the Buddhist year near which a two-digit year or a correction lies.
///
/// ```
/// # use thai::date::year_near;
/// assert_eq!(year_near("ประจำปี 52", 2553), Ok(2552));
/// ```
///
/// # Errors
/// As [`parse`].
pub fn year_near(text: &str, near: i32) -> Result<i32, DateError> {
    year_alone(text, Some(near))
}

fn year_alone(text: &str, near: Option<i32>) -> Result<i32, DateError> {
    let tidy = tidy(text);
    let mut rest = tidy.as_str();
    for word in ["ประจำ", "ปีงบประมาณ", "ปี", "fiscal year", "FY"] {
        rest = rest.strip_prefix(word).unwrap_or(rest).trim_start();
    }
    if rest.is_empty() {
        return Err(DateError::Missing(Part::Year));
    }
    let (era, rest) = era(rest);
    if !rest.bytes().all(|b| b.is_ascii_digit()) || rest.is_empty() {
        return Err(DateError::NotANumber { part: Part::Year, typed: text.trim().to_owned() });
    }
    match read_year(rest, era, near)? {
        Year::Buddhist(year) => Ok(year),
        Year::Common(year) => Ok(year + 543),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Era {
    Buddhist,
    Common,
    Unsaid,
}

#[derive(Clone, Copy)]
enum Year {
    Buddhist(i32),
    Common(i32),
}

/// What one look over the text found; judged in [`Scan::date`].
struct Scan {
    typed: String,
    day: u32,
    month: Option<u32>,
    year: Option<(String, Era)>,
}

impl Scan {
    fn of(text: &str) -> Result<Self, DateError> {
        let typed = text.trim().to_owned();
        let tidy = tidy(text);
        let rest = after_weekday(&tidy);
        if rest.is_empty() {
            return Err(DateError::Missing(Part::Day));
        }
        Self::numeric(rest, &typed).or_else(|| Self::worded(rest, &typed)).ok_or(DateError::Unrecognised { typed })
    }

    /// `20/4/2553`, `20-4-2553`, `20.4.2553`, `2010-04-20`, `2010-04-20T…` is not a date.
    fn numeric(text: &str, typed: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split(['/', '-', '.']).map(str::trim).collect();
        let &[first, middle, last] = parts.as_slice() else {
            return None;
        };
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let (era, last) = era(last);
        if ![first, middle, last].into_iter().all(digits) {
            return None;
        }
        let (day, year) = if first.len() > 2 { (last, first) } else { (first, last) };
        Some(Self {
            typed: typed.to_owned(),
            day: day.parse().ok()?,
            month: Some(middle.parse().ok()?),
            year: Some((year.to_owned(), era)),
        })
    }

    /// `20 เมษายน พ.ศ. 2553`, `20เม.ย.53`, `20 April 2010`, `20 เม.ย.`, `20`.
    fn worded(text: &str, typed: &str) -> Option<Self> {
        let (day, rest) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
        let mut scan = Self { typed: typed.to_owned(), day: day.parse().ok()?, month: None, year: None };
        let rest = rest.trim_start();
        if rest.is_empty() {
            return Some(scan);
        }
        let (month, rest) = month_name(rest)?;
        scan.month = Some(month);
        let rest = rest.trim_start_matches([',', ' ']);
        let rest = rest.strip_prefix("ปี").unwrap_or(rest).trim_start();
        if !rest.is_empty() {
            let (era, year) = era(rest);
            if year.is_empty() || !year.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            scan.year = Some((year.to_owned(), era));
        }
        Some(scan)
    }

    fn date(&self, near: Option<i32>) -> Result<NaiveDate, DateError> {
        let month = self.month.ok_or(DateError::Missing(Part::Month))?;
        let year = match (&self.year, near) {
            (Some((text, era)), _) => read_year(text, *era, near)?,
            (None, Some(near)) => Year::Buddhist(near),
            (None, None) if (1..=12).contains(&month) && (1..=31).contains(&self.day) => {
                return Err(DateError::NeedsYear { day: self.day, month });
            }
            (None, None) => {
                return Err(DateError::Unrecognised { typed: self.typed.clone() });
            }
        };
        day_of(year, month, self.day)
    }
}

fn day_of(year: Year, month: u32, day: u32) -> Result<NaiveDate, DateError> {
    if !(1..=12).contains(&month) {
        return Err(DateError::NoSuchMonth { typed: month.to_string() });
    }
    let (date, buddhist) = match year {
        Year::Buddhist(year) => (from_be(year, month, day), year),
        Year::Common(year) => {
            let old = year <= 1940 && month < 4;
            (NaiveDate::from_ymd_opt(year, month, day), year + 543 - i32::from(old))
        }
    };
    date.ok_or_else(|| {
        let last = common_year(buddhist, month)
            .and_then(|year| NaiveDate::from_ymd_opt(year, month, 1))
            .map_or(0, |first| u32::from(first.num_days_in_month()));
        DateError::NoSuchDay { day, month, year: buddhist, last }
    })
}

fn read_year(text: &str, era: Era, near: Option<i32>) -> Result<Year, DateError> {
    let out_of_range = |suggestion| DateError::YearOutOfRange { typed: text.to_owned(), suggestion };
    let number: i32 = text.parse().map_err(|_| out_of_range(None))?;
    if text.len() <= 2 && era != Era::Common {
        return match near {
            Some(near) if text.len() == 2 => Ok(Year::Buddhist(nearest_ending_in(number, near))),
            // One digit is the beginning of a year, and says nothing of its end.
            Some(_) => Err(out_of_range(None)),
            None => Err(DateError::ShortYear { typed: number.unsigned_abs(), suggestion: 2500 + number }),
        };
    }
    match era {
        Era::Buddhist | Era::Unsaid if BUDDHIST.contains(&number) => Ok(Year::Buddhist(number)),
        Era::Common | Era::Unsaid if COMMON.contains(&number) => Ok(Year::Common(number)),
        Era::Buddhist if COMMON.contains(&number) => Err(out_of_range(Some(number + 543))),
        Era::Common if BUDDHIST.contains(&number) => Err(out_of_range(Some(number - 543))),
        Era::Common => Err(out_of_range(one_digit_less(text, &COMMON, near.map(|year| year - 543)))),
        _ => Err(out_of_range(one_digit_less(text, &BUDDHIST, near))),
    }
}

/// The year ending in these two digits that lies nearest.
fn nearest_ending_in(two_digits: i32, near: i32) -> i32 {
    let same_century = near.div_euclid(100) * 100 + two_digits;
    [same_century - 100, same_century, same_century + 100]
        .into_iter()
        .min_by_key(|year| (year - near).abs())
        .unwrap_or(same_century)
}

/// The likeliest year when one digit too many was typed ("25523"): of those that deleting a digit
/// leaves in range, the nearest to a known year, or the latest without one.
fn one_digit_less(text: &str, range: &RangeInclusive<i32>, near: Option<i32>) -> Option<i32> {
    (0..text.len())
        .filter_map(|index| format!("{}{}", &text[..index], &text[index + 1..]).parse().ok())
        .filter(|year| range.contains(year))
        .min_by_key(|year| near.map_or(-year, |near| (year - near).abs()))
}

/// ASCII digits, ordinary single spaces.
fn tidy(text: &str) -> String {
    let ascii = digits::to_ascii(text);
    ascii
        .split(|c: char| c.is_whitespace() || c == '\u{200b}')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn after_weekday(text: &str) -> &str {
    let text = text.strip_prefix("เมื่อ").unwrap_or(text);
    let Some(rest) = text.strip_prefix("วัน") else {
        return text;
    };
    let rest = WEEKDAYS.iter().find_map(|name| rest.strip_prefix(name)).unwrap_or(rest);
    rest.strip_prefix("ที่").unwrap_or(rest).trim_start()
}

fn era(text: &str) -> (Era, &str) {
    let eras = [
        ("พ.ศ.", Era::Buddhist),
        ("พศ.", Era::Buddhist),
        ("พ.ศ", Era::Buddhist),
        ("พศ", Era::Buddhist),
        ("B.E.", Era::Buddhist),
        ("BE", Era::Buddhist),
        ("ค.ศ.", Era::Common),
        ("คศ.", Era::Common),
        ("ค.ศ", Era::Common),
        ("คศ", Era::Common),
        ("A.D.", Era::Common),
        ("AD", Era::Common),
        ("CE", Era::Common),
    ];
    eras.into_iter()
        .find_map(|(mark, era)| Some((era, text.strip_prefix(mark)?.trim_start())))
        .unwrap_or((Era::Unsaid, text))
}

/// The month a text begins with, and what follows its name.
fn month_name(text: &str) -> Option<(u32, &str)> {
    (0..12).find_map(|index| {
        let short = MONTHS_SHORT[index];
        let undotted = short.replace('.', "");
        let thai = [MONTHS[index], short, short.trim_end_matches('.')];
        let rest = thai.into_iter().find_map(|name| text.strip_prefix(name));
        let rest = rest.or_else(|| {
            text.strip_prefix(undotted.as_str())?.strip_prefix('.').or(text.strip_prefix(undotted.as_str()))
        });
        let rest = rest.or_else(|| english_month(text, MONTHS_EN[index]));
        Some((index as u32 + 1, rest?))
    })
}

fn english_month<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    [name, &name[..3]].into_iter().find_map(|name| {
        let head = text.get(..name.len())?;
        let rest = &text[name.len()..];
        let ends = !rest.starts_with(|c: char| c.is_ascii_alphabetic());
        (head.eq_ignore_ascii_case(name) && ends).then(|| rest.strip_prefix('.').unwrap_or(rest))
    })
}
