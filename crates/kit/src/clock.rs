//! Time as an argument. Nothing else in the workspace asks the machine what time it is, so a test
//! or a demonstration can stand on any day of any fiscal year.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, SubsecRound, Utc};

/// A moment in UTC, to the microsecond (what both engines can keep).
pub type Timestamp = DateTime<Utc>;

/// Thailand keeps one offset all year: UTC+7.
const THAI_OFFSET_HOURS: i64 = 7;

/// Tells the time, possibly shifted: the machine's clock plus an offset that tests and the
/// demonstration set.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    offset_micros: Arc<AtomicI64>,
}

impl Clock {
    /// The machine's own time.
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that reads noon in Bangkok on `day` now, and runs on from there.
    pub fn starting_on(day: NaiveDate) -> Self {
        let clock = Self::system();
        clock.set(day);
        clock
    }

    /// Moves this clock, and every clone of it, to noon in Bangkok on `day`.
    pub fn set(&self, day: NaiveDate) {
        self.stand_at(day.and_hms_opt(12, 0, 0).expect("noon exists").and_utc() - Duration::hours(THAI_OFFSET_HOURS));
    }

    /// Moves this clock, and every clone of it, to a moment, from which it goes on.
    pub fn stand_at(&self, moment: Timestamp) {
        let offset = moment - machine_time();
        self.offset_micros.store(offset.num_microseconds().unwrap_or(0), Ordering::Relaxed);
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        let offset = Duration::microseconds(self.offset_micros.load(Ordering::Relaxed));
        (machine_time() + offset).trunc_subsecs(6)
    }

    /// Today's date in Thailand.
    pub fn today(&self) -> NaiveDate {
        thai_day(self.now())
    }
}

/// The date it is in Thailand at `moment`.
pub fn thai_day(moment: Timestamp) -> NaiveDate {
    (moment + Duration::hours(THAI_OFFSET_HOURS)).date_naive()
}

/// A date written down in the program, as `2010-05-10`.
///
/// # Panics
/// When it is none: never for what somebody typed.
pub fn day(iso: &str) -> NaiveDate {
    iso.parse().expect("a date as 2010-05-10")
}

/// The moment `day` begins in Thailand.
pub fn start_of_thai_day(day: NaiveDate) -> Timestamp {
    thai_moment(day, NaiveTime::MIN)
}

/// The moment it is `time` on `day` in Thailand.
pub fn thai_moment(day: NaiveDate, time: NaiveTime) -> Timestamp {
    day.and_time(time).and_utc() - Duration::hours(THAI_OFFSET_HOURS)
}

/// The time of day it is in Thailand at `moment`.
pub fn thai_time(moment: Timestamp) -> NaiveTime {
    (moment + Duration::hours(THAI_OFFSET_HOURS)).time()
}

#[expect(clippy::disallowed_methods, reason = "the one place where the machine is asked")]
fn machine_time() -> Timestamp {
    Utc::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_clock_stands_on_its_day_for_every_clone() {
        let clock = Clock::system();
        let other = clock.clone();
        let day = NaiveDate::from_ymd_opt(2010, 7, 1).expect("a date");
        clock.set(day);
        assert_eq!(other.today(), day);
    }

    #[test]
    fn the_thai_day_begins_at_seventeen_utc() {
        let before = DateTime::parse_from_rfc3339("2026-11-20T16:59:59Z").expect("a moment").to_utc();
        assert_eq!(thai_day(before).to_string(), "2026-11-20");
        let day = thai_day(before + Duration::seconds(1));
        assert_eq!(day.to_string(), "2026-11-21");
        assert_eq!(start_of_thai_day(day), before + Duration::seconds(1));
    }
}
