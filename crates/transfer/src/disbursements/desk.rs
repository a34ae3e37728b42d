//! What of the money of projects waits for somebody: instalments to be released and carry-overs to be decided by the
//! ministry, money that came and money that is left at the year's end with a clinic.

use chrono::{Days, NaiveDate};
use kit::show::Bilingual;
use kit::words;
use thai::{FiscalYear, Satang};
use uuid::Uuid;

words! {
    /// Why something stands on a desk.
    Why {
        /// An instalment is due, or soon.
        ToRelease = "to_release",
        /// Somebody asks to carry money over.
        ToDecide = "to_decide",
        /// Somebody asks for more days for what was carried over.
        ToExtend = "to_extend",
        /// An instalment came.
        Released = "released",
        /// The year ends, or has ended, and money is left.
        YearEnds = "year_ends",
    }
}

/// Whose money waits for the reader.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Whose {
    /// The reader releases and decides.
    pub ministry: bool,
    /// Clinics whose money the reader pays out.
    pub clinics: Vec<Uuid>,
    /// Instead of all that, everything of the rehearsals that these clinics lead.
    pub rehearsing: Option<Vec<Uuid>>,
}

impl Whose {
    /// The clinics whose money it is; `None` for all, with the ministry's own.
    pub fn leading(&self) -> Vec<Uuid> {
        self.rehearsing.clone().unwrap_or_else(|| self.clinics.clone())
    }

    /// Does the reader release and decide?
    pub fn decides(&self) -> bool {
        self.ministry || self.rehearsing.is_some()
    }

    /// Does the reader pay out?
    pub fn pays(&self) -> bool {
        !self.leading().is_empty()
    }
}

/// One thing that waits.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// Why.
    pub why: Why,
    /// The project's code.
    pub project: String,
    /// And its name.
    pub name: Bilingual,
    /// How much it is about.
    pub amount: Satang,
    /// The day it is about.
    pub on: NaiveDate,
}

/// Days before the day of an instalment on which the ministry is told.
const SOON: u64 = 14;
/// Days for which a clinic is told that an instalment came.
const NEWS: u64 = 30;
/// Days before and after the year's end on which a clinic is told of what is left.
const AROUND_THE_END: (u64, u64) = (60, 90);

/// Up to which day instalments are told of as due.
pub fn due_until(today: NaiveDate) -> NaiveDate {
    today + Days::new(SOON)
}

/// Since which day a release is news.
pub fn news_since(today: NaiveDate) -> NaiveDate {
    today - Days::new(NEWS)
}

/// The fiscal year near whose end `today` lies.
pub fn ending_year(today: NaiveDate) -> Option<FiscalYear> {
    let year = FiscalYear::of(today);
    let (before, after) = AROUND_THE_END;
    if today + Days::new(before) > year.end() {
        Some(year)
    } else if today - Days::new(after) < year.start() {
        Some(FiscalYear(year.0 - 1))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::clock::day;

    #[test]
    fn the_year_s_end_is_near_from_august_to_december() {
        for (today, year) in [
            ("2010-07-31", None),
            ("2010-08-02", Some(2553)),
            ("2010-09-30", Some(2553)),
            ("2010-10-01", Some(2553)),
            ("2010-12-29", Some(2553)),
            ("2010-12-31", None),
        ] {
            assert_eq!(ending_year(day(today)).map(|year| year.0), year, "{today}");
        }
    }
}
