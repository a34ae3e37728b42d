//! A technology clinic: one node of the network, of one or more institutes.

use chrono::NaiveDate;
use kit::show::Bilingual;
use kit::{Message, Subject, msg};
use uuid::Uuid;

use super::contact::Contacts;

/// The table whose changes others follow ([`kit::changes`]).
pub const INDEXED: &str = "clinic";

/// A technology clinic.
#[derive(Clone, Debug, PartialEq)]
pub struct Clinic {
    /// Inside.
    pub id: Uuid,
    /// Short code for people, in files and addresses.
    pub code: String,
    /// The organisation that runs it.
    pub organisation: Uuid,
    /// Its name.
    pub name: Bilingual,
    /// The province it stands in, by official code.
    pub province: String,
    /// The provinces it answers for.
    pub answers_for: Vec<String>,
    /// How to reach its office; public.
    pub contacts: Contacts,
    /// Counts changes.
    pub version: i64,
}

impl Subject for Clinic {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

/// A clinic as other pages name it.
#[derive(Clone, Debug)]
pub struct ClinicName {
    /// Inside.
    pub id: Uuid,
    /// Short code.
    pub code: String,
    /// Its name.
    pub name: Bilingual,
}

/// A clinic as it is entered: valid, not yet stored.
#[derive(Clone, Debug, PartialEq)]
pub struct NewClinic {
    /// Short code for people.
    pub code: String,
    /// The organisation that runs it.
    pub organisation: Uuid,
    /// Its name.
    pub name: Bilingual,
    /// The province it stands in, by official code.
    pub province: String,
    /// The provinces it answers for.
    pub answers_for: Vec<String>,
    /// How to reach its office; public.
    pub contacts: Contacts,
}

impl NewClinic {
    /// The clinic, stored under this identifier.
    pub fn with_id(self, id: Uuid, version: i64) -> Clinic {
        Clinic {
            id,
            code: self.code,
            organisation: self.organisation,
            name: self.name,
            province: self.province,
            answers_for: self.answers_for,
            contacts: self.contacts,
            version,
        }
    }
}

/// The first day of the network's first year (docs/requirements.md B-02): nothing of it was signed, and
/// nobody held a post in it, before.
pub const NETWORK_BEGAN: NaiveDate = NaiveDate::from_ymd_opt(2003, 1, 1).expect("a day");

/// How large the network is: clinics (เครือข่าย) and the institutes (แห่ง) that form them, which are
/// two numbers (docs/requirements.md A2-02).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NetworkSize {
    /// Clinics.
    pub clinics: u64,
    /// Institutes; one that belongs to two clinics is one.
    pub institutes: u64,
}

/// That an institute belongs, or belonged, to a clinic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The clinic.
    pub clinic: Uuid,
    /// The institute.
    pub institute: Uuid,
    /// Since when; `None` where nobody wrote it down.
    pub joined_on: Option<NaiveDate>,
    /// The day it left; `None` for a member.
    pub left_on: Option<NaiveDate>,
}

impl Membership {
    /// Does it belong to the clinic today?
    pub fn is_current(&self) -> bool {
        self.left_on.is_none()
    }

    /// Do the days come one after the other?
    ///
    /// # Errors
    /// `organisations-left-before`.
    pub fn checked(self) -> Result<Self, Message> {
        let backwards = self.joined_on.zip(self.left_on).is_some_and(|(joined, left)| left < joined);
        if backwards { Err(msg("organisations-left-before")) } else { Ok(self) }
    }

    /// After the institute left on a day. A clinic is never without an institute, and whoever runs it
    /// belongs to it (docs/requirements.md A2-02).
    ///
    /// # Errors
    /// The rule that stands against it.
    pub fn ended(self, on: NaiveDate, members: usize, runs_it: bool) -> Result<Self, Message> {
        if members <= 1 {
            return Err(msg("organisations-last-institute"));
        }
        if runs_it {
            return Err(msg("organisations-runs-clinic"));
        }
        Self { left_on: Some(on), ..self }.checked()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_institute_and_the_one_that_runs_it_stay() {
        let day = |iso: &str| -> NaiveDate { iso.parse().expect("a day") };
        let member = Membership {
            clinic: Uuid::nil(),
            institute: Uuid::nil(),
            joined_on: Some(day("2010-01-01")),
            left_on: None,
        };
        let cases = [("2010-05-01", 1, false), ("2010-05-01", 2, true), ("2009-12-31", 2, false)];
        for (on, members, runs_it) in cases {
            assert!(member.clone().ended(day(on), members, runs_it).is_err(), "{on} {members} {runs_it}");
        }
        assert!(!member.ended(day("2010-05-01"), 2, false).expect("left").is_current());
    }
}
