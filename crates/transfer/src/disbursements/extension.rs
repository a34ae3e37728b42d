//! A later last day for money that was carried over already: the lead asks for it with a reason, the ministry decides,
//! and the day before it stays to be read.

use chrono::NaiveDate;
use kit::message::msg;
use kit::{FormErrors, Message};
use thai::FiscalYear;
use uuid::Uuid;

use super::availability::Availability;
use super::carry_over::{CarryOver, CarryOverStatus};

/// What is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct NewExtension {
    /// The last day on which it is to be spent from then on.
    pub until: NaiveDate,
    /// Why it could not be paid by then.
    pub reason: String,
}

/// A later last day, asked for or decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Extension {
    /// Inside.
    pub id: Uuid,
    /// Counted from one within what is carried over.
    pub number: i32,
    /// The last day until then.
    pub before: NaiveDate,
    /// The last day from then on.
    pub until: NaiveDate,
    /// Why.
    pub reason: String,
    /// How far it has come.
    pub status: CarryOverStatus,
    /// The day it was asked for.
    pub asked_on: NaiveDate,
    /// Who asked; somebody else decides.
    pub asked_by: Option<Uuid>,
    /// The day it was decided.
    pub decided_on: Option<NaiveDate>,
    /// Why it was declined.
    pub declined_because: Option<String>,
}

impl CarryOver {
    /// The later day that waits for the ministry.
    pub fn extending(&self) -> Option<&Extension> {
        self.extensions.last().filter(|one| one.status == CarryOverStatus::Asked)
    }

    /// May a later day be asked for as it stands?
    ///
    /// # Errors
    /// `disbursements-extend-not-approved`, or `disbursements-extend-there` while one waits.
    pub fn may_be_extended(&self) -> Result<(), Message> {
        if !self.is_approved() {
            return Err(msg("disbursements-extend-not-approved"));
        }
        if self.extending().is_some() { Err(msg("disbursements-extend-there")) } else { Ok(()) }
    }

    /// Does this later day hold, for money of `year`?
    ///
    /// # Errors
    /// `disbursements-extend-later`, or `disbursements-carry-until` beyond the next fiscal year, beside the day.
    pub fn judge_extension(&self, year: FiscalYear, until: NaiveDate) -> Result<(), FormErrors> {
        let later = if until > self.until {
            Availability::may_carry_until(year, until).map(|_| ())
        } else {
            Err(msg("disbursements-extend-later").with("day", self.until))
        };
        later.map_err(|message| FormErrors::one("until", message))
    }

    /// The extension that waits, decided on `on` by `person`; with `because` it is declined. Whoever rehearses plays
    /// both.
    ///
    /// # Errors
    /// `disbursements-extend-none` where none waits, `disbursements-carry-second` for whoever asked.
    pub fn extension_decided(
        mut self,
        person: Option<Uuid>,
        rehearsed: bool,
        on: NaiveDate,
        because: Option<String>,
    ) -> Result<Self, Message> {
        let waiting = self.extensions.last_mut().filter(|one| one.status == CarryOverStatus::Asked);
        let one = waiting.ok_or_else(|| msg("disbursements-extend-none"))?;
        if !rehearsed && person.is_some() && person == one.asked_by {
            return Err(msg("disbursements-carry-second"));
        }
        one.decided_on = Some(on);
        one.status = if because.is_some() { CarryOverStatus::Declined } else { CarryOverStatus::Approved };
        one.declined_because = because;
        if one.status == CarryOverStatus::Approved {
            self.until = one.until;
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::clock::day;
    use thai::Satang;

    fn carried(extensions: Vec<Extension>) -> CarryOver {
        CarryOver {
            id: Uuid::nil(),
            project: Uuid::nil(),
            number: 1,
            lines: vec![(Uuid::nil(), Satang(5))],
            reason: String::new(),
            until: day("2011-03-31"),
            status: CarryOverStatus::Approved,
            asked_on: day("2010-09-01"),
            asked_by: None,
            decided_on: None,
            declined_because: None,
            extensions,
            version: 1,
        }
    }

    fn asked(by: u128) -> Extension {
        Extension {
            id: Uuid::nil(),
            number: 1,
            before: day("2011-03-31"),
            until: day("2011-06-30"),
            reason: String::new(),
            status: CarryOverStatus::Asked,
            asked_on: day("2011-03-01"),
            asked_by: Some(Uuid::from_u128(by)),
            decided_on: None,
            declined_because: None,
        }
    }

    #[test]
    fn a_later_day_lies_after_the_old_one_and_within_the_next_year() {
        for (until, wrong) in [
            ("2011-03-31", Some("disbursements-extend-later")),
            ("2011-01-01", Some("disbursements-extend-later")),
            ("2011-04-01", None),
            ("2011-09-30", None),
            ("2011-10-01", Some("disbursements-carry-until")),
        ] {
            let judged = carried(Vec::new()).judge_extension(FiscalYear(2553), day(until));
            let said = judged.err().and_then(|errors| errors.of("until").map(|message| message.id().to_owned()));
            assert_eq!(said.as_deref(), wrong, "{until}");
        }
    }

    #[test]
    fn somebody_else_decides_once_and_the_old_day_stays_to_be_read() {
        let (one, on) = (carried(vec![asked(1)]), day("2011-03-05"));
        assert_eq!(one.may_be_extended(), Err(msg("disbursements-extend-there")));
        let own = one.clone().extension_decided(Some(Uuid::from_u128(1)), false, on, None);
        assert_eq!(own, Err(msg("disbursements-carry-second")));
        let other = Some(Uuid::from_u128(2));
        let declined = one.clone().extension_decided(other, false, on, Some("ช้าเกินไป".to_owned())).expect("decided");
        assert_eq!((declined.until, declined.may_be_extended()), (day("2011-03-31"), Ok(())));
        let approved = one.extension_decided(other, false, on, None).expect("decided");
        assert_eq!((approved.until, approved.extensions[0].before), (day("2011-06-30"), day("2011-03-31")));
        assert_eq!(approved.extension_decided(other, false, on, None), Err(msg("disbursements-extend-none")));
        let waiting = CarryOver { status: CarryOverStatus::Asked, ..carried(Vec::new()) };
        assert_eq!(waiting.may_be_extended(), Err(msg("disbursements-extend-not-approved")));
    }
}
