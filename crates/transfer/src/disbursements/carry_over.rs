//! Money carried over the year's end (กันเงินเหลื่อมปี): what was granted and not paid, by line, that the ministry lets
//! the lead spend in the next fiscal year up to a day.

use chrono::NaiveDate;
use kit::message::msg;
use kit::{Message, Subject, words};
use thai::Satang;
use uuid::Uuid;

use super::extension::Extension;

words! {
    /// How far it has come.
    CarryOverStatus {
        /// The ministry has yet to decide.
        Asked = "asked",
        /// It may be spent in the next fiscal year.
        Approved = "approved",
        /// It may not.
        Declined = "declined",
    }
}

impl CarryOverStatus {
    /// The tone of its mark on a page.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Asked => "info",
            Self::Approved => "good",
            Self::Declined => "bad",
        }
    }
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct NewCarryOver {
    /// By the number of the budget line, counted from one: more than nothing of each.
    pub amounts: Vec<(usize, Satang)>,
    /// Why it could not be paid in its year.
    pub reason: String,
    /// The last day on which it is to be spent.
    pub until: NaiveDate,
}

/// The name of the field of the amount of a line, counted from one.
pub fn amount_field(number: usize) -> String {
    format!("line.{}.amount", number.saturating_sub(1))
}

/// Money carried over, or asked to be.
#[derive(Clone, Debug, PartialEq)]
pub struct CarryOver {
    /// Inside.
    pub id: Uuid,
    /// The project.
    pub project: Uuid,
    /// Counted from one within the project, and never given twice.
    pub number: i32,
    /// By budget line.
    pub lines: Vec<(Uuid, Satang)>,
    /// Why it could not be paid in its year.
    pub reason: String,
    /// The last day on which it may be spent.
    pub until: NaiveDate,
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
    /// Later last days that were asked for, in the order of their numbers.
    pub extensions: Vec<Extension>,
    /// Counts changes.
    pub version: i64,
}

impl Subject for CarryOver {
    fn id(&self) -> Uuid {
        self.id
    }
}

impl CarryOver {
    /// The sum of its lines.
    pub fn amount(&self) -> Satang {
        Satang::sum(self.lines.iter().map(|(_, amount)| *amount)).unwrap_or(Satang(i64::MAX))
    }

    /// What it holds for a budget line.
    pub fn of(&self, line: Uuid) -> Satang {
        self.lines.iter().find(|(of, _)| *of == line).map_or(Satang::ZERO, |(_, amount)| *amount)
    }

    /// May it be spent?
    pub fn is_approved(&self) -> bool {
        self.status == CarryOverStatus::Approved
    }

    /// Is it decided, in favour, or yet to be?
    pub fn holds(&self) -> bool {
        self.status != CarryOverStatus::Declined
    }

    /// Let through on `on` by `person`; whoever rehearses plays both.
    ///
    /// # Errors
    /// `disbursements-carry-decided` once it is decided, `disbursements-carry-second` for whoever asked.
    pub fn approved(self, person: Option<Uuid>, rehearsed: bool, on: NaiveDate) -> Result<Self, Message> {
        self.open_to(person, rehearsed)?;
        Ok(Self { status: CarryOverStatus::Approved, decided_on: Some(on), ..self })
    }

    /// Not let through, and why.
    ///
    /// # Errors
    /// As [`CarryOver::approved`].
    pub fn declined(
        self,
        person: Option<Uuid>,
        rehearsed: bool,
        on: NaiveDate,
        because: String,
    ) -> Result<Self, Message> {
        self.open_to(person, rehearsed)?;
        let declined_because = Some(because);
        Ok(Self { status: CarryOverStatus::Declined, decided_on: Some(on), declined_because, ..self })
    }

    fn open_to(&self, person: Option<Uuid>, rehearsed: bool) -> Result<(), Message> {
        if self.status != CarryOverStatus::Asked {
            return Err(msg("disbursements-carry-decided"));
        }
        if !rehearsed && person.is_some() && person == self.asked_by {
            return Err(msg("disbursements-carry-second"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::clock::day;

    #[test]
    fn somebody_else_decides_and_once() {
        let (asking, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let asked = CarryOver {
            id: Uuid::nil(),
            project: Uuid::nil(),
            number: 1,
            lines: vec![(Uuid::from_u128(7), Satang(5)), (Uuid::from_u128(8), Satang(6))],
            reason: String::new(),
            until: day("2011-03-31"),
            status: CarryOverStatus::Asked,
            asked_on: day("2010-09-01"),
            asked_by: Some(asking),
            decided_on: None,
            declined_because: None,
            extensions: Vec::new(),
            version: 1,
        };
        let on = day("2010-09-20");
        assert_eq!((asked.amount(), asked.of(Uuid::from_u128(8))), (Satang(11), Satang(6)));
        assert_eq!(asked.clone().approved(Some(asking), false, on), Err(msg("disbursements-carry-second")));
        assert!(asked.clone().approved(Some(asking), true, on).expect("rehearsed").is_approved());
        let declined = asked.declined(Some(other), false, on, "ยังไม่มีแผนการจ่าย".to_owned()).expect("declined");
        assert!(!declined.holds());
        assert_eq!(declined.approved(Some(other), false, on), Err(msg("disbursements-carry-decided")));
    }
}
