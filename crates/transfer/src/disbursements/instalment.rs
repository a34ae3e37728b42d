//! Instalments (งวดเงิน): in which parts the money of an approved project is released, what must be there before each,
//! and by which day.

use chrono::NaiveDate;
use kit::message::msg;
use kit::{Message, Subject, words};
use thai::Satang;
use uuid::Uuid;

words! {
    /// How far an instalment has come.
    InstalmentStatus {
        /// To be released once its terms are met.
        Planned = "planned",
        /// The clinic has it.
        Released = "released",
        /// It is not released, or was called back.
        Withdrawn = "withdrawn",
    }
}

impl InstalmentStatus {
    /// The tone of its mark on a page.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Planned => "info",
            Self::Released => "good",
            Self::Withdrawn => "neutral",
        }
    }
}

/// An instalment as it is planned.
#[derive(Clone, Debug, PartialEq)]
pub struct NewInstalment {
    /// How much: more than nothing.
    pub amount: Satang,
    /// What must be there before it is released, such as an accepted report.
    pub terms: String,
    /// The day by which it is due.
    pub due_on: NaiveDate,
}

/// By what an instalment was released.
#[derive(Clone, Debug, PartialEq)]
pub struct Release {
    /// The day.
    pub on: NaiveDate,
    /// The number of the letter.
    pub document_number: String,
}

/// An instalment.
#[derive(Clone, Debug, PartialEq)]
pub struct Instalment {
    /// Inside.
    pub id: Uuid,
    /// The project.
    pub project: Uuid,
    /// Counted from one within the project, and never given twice.
    pub number: i32,
    /// As it was planned.
    pub told: NewInstalment,
    /// How far it has come.
    pub status: InstalmentStatus,
    /// By what it was released; kept where it was called back.
    pub release: Option<Release>,
    /// Why it was withdrawn.
    pub reason: Option<String>,
    /// Counts changes.
    pub version: i64,
}

impl Subject for Instalment {
    fn id(&self) -> Uuid {
        self.id
    }
}

impl Instalment {
    /// Is it in the plan of instalments: released, or to be?
    pub fn counts(&self) -> bool {
        self.status != InstalmentStatus::Withdrawn
    }

    /// Has the clinic got it?
    pub fn is_released(&self) -> bool {
        self.status == InstalmentStatus::Released
    }

    /// Should it have been released before `today`?
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.status == InstalmentStatus::Planned && self.told.due_on < today
    }

    /// Given to the clinic.
    ///
    /// # Errors
    /// `disbursements-instalment-not-planned` once it was released or withdrawn.
    pub fn released(self, release: Release) -> Result<Self, Message> {
        match self.status {
            InstalmentStatus::Planned => {
                Ok(Self { status: InstalmentStatus::Released, release: Some(release), ..self })
            }
            _ => Err(msg("disbursements-instalment-not-planned")),
        }
    }

    /// Not to be released, or called back, and why.
    ///
    /// # Errors
    /// `disbursements-instalment-withdrawn` once it is.
    pub fn withdrawn(self, reason: String) -> Result<Self, Message> {
        match self.status {
            InstalmentStatus::Withdrawn => Err(msg("disbursements-instalment-withdrawn")),
            _ => Ok(Self { status: InstalmentStatus::Withdrawn, reason: Some(reason), ..self }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::clock::day;

    #[test]
    fn an_instalment_is_released_once_and_withdrawn_once() {
        let planned = Instalment {
            id: Uuid::nil(),
            project: Uuid::nil(),
            number: 1,
            told: NewInstalment { amount: Satang(1), terms: String::new(), due_on: day("2010-05-10") },
            status: InstalmentStatus::Planned,
            release: None,
            reason: None,
            version: 1,
        };
        assert!(planned.is_late(day("2010-05-11")) && !planned.is_late(day("2010-05-10")));
        let by = || Release { on: day("2010-05-09"), document_number: "1/2553".to_owned() };
        let released = planned.released(by()).expect("released");
        assert!(released.is_released() && !released.is_late(day("2011-01-01")));
        assert_eq!(released.clone().released(by()), Err(msg("disbursements-instalment-not-planned")));
        let back = released.withdrawn("เรียกคืน".to_owned()).expect("called back");
        assert!(!back.counts() && back.release.is_some(), "what it was released by is still to be read");
        assert_eq!(back.clone().released(by()), Err(msg("disbursements-instalment-not-planned")));
        assert_eq!(back.withdrawn(String::new()), Err(msg("disbursements-instalment-withdrawn")));
    }
}
