//! The days on which the money of a project can be paid: from its grant to the end of its fiscal year, and beyond that
//! as far as money was carried over.

use chrono::NaiveDate;
use kit::Message;
use kit::message::msg;
use thai::FiscalYear;
use uuid::Uuid;

use super::carry_over::CarryOver;

/// The days of one project.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Availability {
    /// The fiscal year of its money.
    year: FiscalYear,
    /// The day it was granted; `None` where that is not known.
    granted_on: Option<NaiveDate>,
    /// What was carried over, and its last day.
    carried: Option<(Uuid, NaiveDate)>,
}

impl Availability {
    /// Those of money of `year` granted on a day, with what was carried over of it.
    pub fn of(year: FiscalYear, granted_on: Option<NaiveDate>, carried: Option<&CarryOver>) -> Self {
        let carried = carried.filter(|one| one.is_approved()).map(|one| (one.id, one.until));
        Self { year, granted_on, carried }
    }

    /// The first day on which something is paid under a line: that of the grant, and where money was granted before
    /// this plan (docs/requirements.md A0-29) that of the fiscal year, since which day that was nobody says.
    fn first(&self, granted_before: bool) -> NaiveDate {
        let start = self.year.start();
        self.granted_on.filter(|_| !granted_before).map_or(start, |on| on.max(start))
    }

    /// Out of what is paid on `day` under a line: `None` out of the year's own money, else out of what was carried
    /// over.
    ///
    /// # Errors
    /// `disbursements-day-early`, `disbursements-day-past-year`, `disbursements-day-past-carried`.
    pub fn hold(&self, day: NaiveDate, granted_before: bool) -> Result<Option<Uuid>, Message> {
        let first = self.first(granted_before);
        if day < first {
            return Err(msg("disbursements-day-early").with("day", first));
        }
        if day <= self.year.end() {
            return Ok(None);
        }
        match self.carried {
            None => Err(msg("disbursements-day-past-year").with("day", self.year.end())),
            Some((_, until)) if day > until => Err(msg("disbursements-day-past-carried").with("day", until)),
            Some((carried, _)) => Ok(Some(carried)),
        }
    }

    /// The last day on which it is to be spent, where more of it is carried over.
    ///
    /// # Errors
    /// `disbursements-carry-until` unless the day lies in the next fiscal year.
    pub fn may_carry_until(year: FiscalYear, until: NaiveDate) -> Result<NaiveDate, Message> {
        let next = FiscalYear(year.0 + 1);
        if next.contains(until) {
            Ok(until)
        } else {
            Err(msg("disbursements-carry-until").with("first", next.start()).with("last", next.end()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disbursements::carry_over::CarryOverStatus;
    use kit::clock::day;

    #[test]
    fn money_is_paid_from_its_grant_to_the_end_of_its_year_and_on_as_far_as_it_was_carried_over() {
        let carried = CarryOver {
            id: Uuid::from_u128(7),
            project: Uuid::nil(),
            number: 1,
            lines: Vec::new(),
            reason: String::new(),
            until: day("2011-03-31"),
            status: CarryOverStatus::Approved,
            asked_on: day("2010-09-01"),
            asked_by: None,
            decided_on: None,
            declined_because: None,
            extensions: Vec::new(),
            version: 1,
        };
        let asked = CarryOver { status: CarryOverStatus::Asked, ..carried.clone() };
        let with = |carried| Availability::of(FiscalYear(2553), Some(day("2010-03-31")), carried);
        let past_year = || Err(msg("disbursements-day-past-year").with("day", day("2010-09-30")));
        for (days, on, before, held) in [
            (with(None), "2010-03-31", false, Ok(None)),
            (with(None), "2010-03-30", false, Err(msg("disbursements-day-early").with("day", day("2010-03-31")))),
            (with(None), "2009-10-01", true, Ok(None)),
            (with(None), "2009-09-30", true, Err(msg("disbursements-day-early").with("day", day("2009-10-01")))),
            (with(None), "2010-09-30", false, Ok(None)),
            (with(None), "2010-10-01", false, past_year()),
            (with(Some(&asked)), "2010-10-01", false, past_year()),
            (with(Some(&carried)), "2010-09-30", false, Ok(None)),
            (with(Some(&carried)), "2010-10-01", false, Ok(Some(Uuid::from_u128(7)))),
            (with(Some(&carried)), "2011-03-31", false, Ok(Some(Uuid::from_u128(7)))),
            (
                with(Some(&carried)),
                "2011-04-01",
                false,
                Err(msg("disbursements-day-past-carried").with("day", day("2011-03-31"))),
            ),
        ] {
            assert_eq!(days.hold(day(on), before), held, "{on}");
        }
        // A plan that is approved in September is paid from October on.
        let early = Availability::of(FiscalYear(2554), Some(day("2010-09-15")), None);
        assert!(early.hold(day("2010-09-20"), false).is_err() && early.hold(day("2010-10-01"), false).is_ok());
        for (until, held) in [("2010-09-30", false), ("2010-10-01", true), ("2011-09-30", true), ("2011-10-01", false)]
        {
            assert_eq!(Availability::may_carry_until(FiscalYear(2553), day(until)).is_ok(), held, "{until}");
        }
    }
}
