//! The course of a number over the years: what was printed of it, each as long as it was meant to
//! hold, and what the records count on the same days. Places are in the units of the drawing; the
//! template draws, and a table beside it says the same in words.

use chrono::{Datelike, NaiveDate};

use crate::layout::Label;
use crate::layout::gantt::Stretch;

/// Width of the drawing.
pub const WIDTH: i64 = 720;
/// Height of the drawing, with the years below.
pub const HEIGHT: i64 = 250;
/// Where the highest and the lowest number lie, from the top.
const TOP: i64 = 34;
const GROUND: i64 = HEIGHT - 30;
/// Room for the numbers at the left, and for the last number at the right.
const LEFT: i64 = 64;
const RIGHT: i64 = 30;
/// The narrowest that is still seen.
const NARROWEST: i64 = 10;
/// So near to another, a number would be written over it.
const NEAR: (i64, i64) = (44, 22);

/// What somebody printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// First and last day it was meant for.
    pub held: (NaiveDate, NaiveDate),
    /// The number.
    pub value: i64,
    /// The number as it is read: "≥8,000".
    pub shown: String,
    /// Does another reading contradict it?
    pub disputed: bool,
}

/// The whole course.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// What is counted.
    pub title: Label,
    /// What was printed, in the order of time.
    pub printed: Vec<Reading>,
    /// What the records count on a day, in the order of time.
    pub recorded: Vec<(NaiveDate, i64)>,
    years: (i32, i32),
    most: i64,
}

/// A line of the ground: where it lies and what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Left of a year, or height of a number.
    pub at: i64,
    /// A year of the common era, or a number.
    pub value: i64,
}

impl Tick {
    /// Its year, of a tick below.
    pub fn year(&self) -> i32 {
        i32::try_from(self.value).unwrap_or(0)
    }
}

impl Course {
    /// Draws whole years around what was printed; `None` where there is nothing to compare.
    pub fn new(
        title: impl Into<Label>,
        mut printed: Vec<Reading>,
        mut recorded: Vec<(NaiveDate, i64)>,
    ) -> Option<Self> {
        if printed.len() + recorded.len() < 2 || printed.is_empty() {
            return None;
        }
        printed.sort_by_key(|reading| reading.held);
        recorded.sort_unstable();
        recorded.dedup();
        let days = || printed.iter().flat_map(|it| [it.held.0, it.held.1]).chain(recorded.iter().map(|it| it.0));
        let years = (days().min()?.year(), days().max()?.year() + 1);
        let values = printed.iter().map(|it| it.value).chain(recorded.iter().map(|it| it.1));
        let most = rounded_up(values.max()?.max(1));
        Some(Self { title: title.into(), printed, recorded, years, most })
    }

    /// Is there a reading that another contradicts?
    pub fn is_disputed(&self) -> bool {
        self.printed.iter().any(|reading| reading.disputed)
    }

    /// Where a reading lies.
    pub fn stretch(&self, reading: &Reading) -> Stretch {
        let x = self.x(&reading.held.0);
        Stretch { x, width: (self.x(&reading.held.1) - x).max(NARROWEST) }
    }

    /// How high a number lies.
    pub fn y(&self, value: &i64) -> i64 {
        GROUND - (GROUND - TOP) * (*value).clamp(0, self.most) / self.most
    }

    /// Where a day lies.
    pub fn x(&self, day: &NaiveDate) -> i64 {
        let first = first_day(self.years.0);
        let whole = (first_day(self.years.1) - first).num_days().max(1);
        LEFT + (WIDTH - LEFT - RIGHT) * (*day - first).num_days() / whole
    }

    /// The years below, at most eight.
    pub fn ticks(&self) -> Vec<Tick> {
        let step = usize::try_from((self.years.1 - self.years.0 + 7) / 8).unwrap_or(1).max(1);
        let years = (self.years.0..=self.years.1).step_by(step);
        years.map(|year| Tick { at: self.x(&first_day(year)), value: year.into() }).collect()
    }

    /// The numbers at the left: nought, half and all.
    pub fn levels(&self) -> [Tick; 3] {
        [0, self.most / 2, self.most].map(|value| Tick { at: self.y(&value), value })
    }

    /// Is there room to write the number of this reading beside it?
    pub fn has_room(&self, index: &usize) -> bool {
        let at = |reading: &Reading| (self.stretch(reading).x, self.y(&reading.value));
        let Some((before, [here, ..])) = self.printed.split_at_checked(*index) else { return false };
        let here = at(here);
        before.iter().map(at).all(|other| (here.0 - other.0).abs() > NEAR.0 || (here.1 - other.1).abs() > NEAR.1)
    }

    /// The line through what the records count.
    pub fn path(&self) -> String {
        let points: Vec<_> =
            self.recorded.iter().map(|(day, value)| format!("{} {}", self.x(day), self.y(value))).collect();
        points.first().map_or_else(String::new, |_| format!("M{}", points.join("L")))
    }
}

fn first_day(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MIN)
}

/// The next number that begins with one digit or two and can be halved: 64 to 70, 310 to 320.
fn rounded_up(value: i64) -> i64 {
    let unit =
        std::iter::successors(Some(2_i64), |unit| unit.checked_mul(10)).take_while(|unit| unit * 10 <= value).last();
    let unit = unit.unwrap_or(2);
    (value + unit - 1) / unit * unit
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::clock::day;

    fn reading(from: &str, to: &str, value: i64) -> Reading {
        Reading { held: (day(from), day(to)), value, shown: value.to_string(), disputed: false }
    }

    fn networks() -> Course {
        let printed = vec![
            reading("2009-12-21", "2009-12-21", 64),
            reading("2003-01-01", "2003-01-31", 18),
            reading("2009-09-30", "2009-09-30", 55),
        ];
        Course::new("n", printed, vec![(day("2009-09-30"), 55), (day("2009-12-21"), 64)]).expect("a course")
    }

    #[test]
    fn a_later_number_stands_to_the_right_and_a_greater_one_higher() {
        let course = networks();
        let places: Vec<_> = course.printed.iter().map(|it| (course.stretch(it).x, course.y(&it.value))).collect();
        assert!(places.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 > pair[1].1), "{places:?}");
        let inside = |&(x, y): &(i64, i64)| (LEFT..=WIDTH - RIGHT).contains(&x) && (TOP..=GROUND).contains(&y);
        assert!(places.iter().all(inside), "{places:?}");
    }

    #[test]
    fn a_number_with_no_room_beside_another_is_left_to_the_table() {
        let course = networks();
        assert_eq!([0, 1, 2].map(|index| course.has_room(&index)), [true, true, true]);
        let close = vec![reading("2009-01-01", "2009-12-31", 55), reading("2009-01-15", "2009-01-15", 56)];
        let close = Course::new("n", close, vec![]).expect("a course");
        assert_eq!([0, 1].map(|index| close.has_room(&index)), [true, false]);
    }

    #[test]
    fn one_number_alone_has_no_course() {
        assert_eq!(Course::new("n", vec![reading("2009-09-30", "2009-09-30", 55)], vec![]), None);
        assert_eq!(Course::new("n", vec![], vec![(day("2009-09-30"), 1), (day("2010-09-30"), 2)]), None);
    }

    #[test]
    fn the_highest_line_is_a_round_number() {
        let cases = [(1, 2), (7, 8), (64, 80), (310, 320), (13_000, 14_000), (70_000_000, 80_000_000)];
        for (value, line) in cases {
            assert!(rounded_up(value) >= value && rounded_up(value) % 2 == 0, "{value}");
            assert!(rounded_up(value) <= line, "{value}: {}", rounded_up(value));
        }
    }

    #[test]
    fn the_years_below_are_few() {
        let long = vec![reading("2003-01-01", "2003-01-31", 18), reading("2026-01-01", "2026-12-31", 70)];
        let ticks = Course::new("n", long, vec![]).expect("a course").ticks();
        assert!(ticks.len() <= 9 && ticks[0].value == 2003, "{ticks:?}");
    }
}
