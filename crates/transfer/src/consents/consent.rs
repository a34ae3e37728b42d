//! What somebody said of one purpose, and what stands of it.

use chrono::NaiveDate;
use kit::words;
use kit::{Subject, Timestamp};
use uuid::Uuid;

use crate::responses::{Mode, Participant, Response};

words! {
    /// What personal data of a participant is used for beyond the project itself, each agreed to on its own.
    Purpose {
        /// They are contacted to follow up.
        Contact = "contact",
        /// Their name and contact are passed to another clinic whose technology fits.
        Network = "network",
        /// Photographs and stories of them are published.
        Photo = "photo",
    }
}

impl Purpose {
    /// The question of the application that asks about it.
    fn question(self) -> &'static str {
        match self {
            Self::Contact => "consent_contact",
            Self::Network => "consent_network",
            Self::Photo => "consent_photo",
        }
    }
}

words! {
    /// How somebody said it after they applied.
    Way {
        /// Face to face.
        InPerson = "in_person",
        /// Over the telephone.
        Phone = "phone",
        /// On paper.
        Paper = "paper",
        /// By their slip.
        Slip = "slip",
    }
}

impl Way {
    /// Those that a clinic writes down.
    pub const AT_DESK: [Self; 3] = [Self::InPerson, Self::Phone, Self::Paper];
}

words! {
    /// Who the guardian of somebody under twenty is to them.
    Relation {
        /// Their mother.
        Mother = "mother",
        /// Their father.
        Father = "father",
        /// A guardian by law.
        LegalGuardian = "legal_guardian",
    }
}

/// The band of those who are minors: below the age of majority, twenty years (Civil and Commercial Code, section 19).
const MINOR: &str = "under_20";

/// Is somebody known to be a minor? An age that nobody wrote down stays not known.
pub fn is_minor(person: &Participant) -> bool {
    person.told.age_band.as_deref() == Some(MINOR)
}

/// What somebody says of one purpose, not yet stored.
#[derive(Clone, Debug, PartialEq)]
pub struct NewConsent {
    /// Of what.
    pub purpose: Purpose,
    /// Do they agree?
    pub agreed: bool,
    /// When they said so.
    pub said_on: NaiveDate,
    /// And how.
    pub way: Way,
    /// Who spoke for a minor, and who that is to them.
    pub guardian: Option<(String, Relation)>,
    /// What is worth knowing.
    pub note: Option<String>,
}

/// What somebody said of one purpose.
#[derive(Clone, Debug, PartialEq)]
pub struct Consent {
    /// Inside.
    pub id: Uuid,
    /// Who.
    pub participant: Uuid,
    /// What they said.
    pub told: NewConsent,
    /// Who wrote it down; nobody where they said it by their slip.
    pub made_by: Option<Uuid>,
    /// When.
    pub made_at: Timestamp,
}

impl Subject for Consent {
    fn id(&self) -> Uuid {
        self.id
    }
}

/// How the word that stands was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// With the application, which came in this way.
    Application(Mode),
    /// Afterwards.
    Afterwards(Way),
}

impl How {
    /// Its word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Application(mode) => mode.as_str(),
            Self::Afterwards(way) => way.as_str(),
        }
    }
}

/// What stands of one purpose.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// Of what.
    pub purpose: Purpose,
    /// Do they agree? Not known where nobody wrote it down.
    pub agreed: Option<bool>,
    /// The day they said so.
    pub on: Option<NaiveDate>,
    /// And how.
    pub how: Option<How>,
}

impl Standing {
    /// Did they agree once, and take it back? Then what was published or passed on is to be taken back too.
    pub fn is_taken_back(&self) -> bool {
        self.agreed == Some(false) && matches!(self.how, Some(How::Afterwards(_)))
    }
}

/// What stands of each purpose: the last that was said, or before anything was, what the application that stands says.
/// Of somebody brought over from another register without one, only the word on being contacted is known.
pub fn standing(person: &Participant, application: Option<&Response>, said: &[Consent]) -> [Standing; 3] {
    [Purpose::Contact, Purpose::Network, Purpose::Photo].map(|purpose| {
        let of_purpose = said.iter().filter(|one| one.told.purpose == purpose);
        match of_purpose.max_by_key(|one| (one.told.said_on, one.made_at, one.id)) {
            Some(last) => Standing {
                purpose,
                agreed: Some(last.told.agreed),
                on: Some(last.told.said_on),
                how: Some(How::Afterwards(last.told.way)),
            },
            None => at_first(purpose, person, application),
        }
    })
}

/// What the application says of a purpose.
fn at_first(purpose: Purpose, person: &Participant, application: Option<&Response>) -> Standing {
    let said = application.and_then(|one| Some((one, one.parts(purpose.question()).into_iter().next()?)));
    let (agreed, on, how) = match said {
        // What is kept of being contacted decides, as whoever calls sees it.
        Some((one, _)) if purpose == Purpose::Contact => {
            (Some(person.told.consented), Some(one.answered_on), Some(How::Application(one.mode)))
        }
        Some((one, word)) => (Some(word == "yes"), Some(one.answered_on), Some(How::Application(one.mode))),
        None if purpose == Purpose::Contact => (Some(person.told.consented), Some(person.told.registered_on), None),
        None => (None, None, None),
    };
    Standing { purpose, agreed, on, how }
}

/// The parent or guardian who knows of the application, where it names one.
pub fn guardian_of(application: Option<&Response>) -> Option<String> {
    application.and_then(|one| one.parts("guardian_name").into_iter().next())
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::clock::day;

    #[test]
    fn the_last_word_of_each_purpose_stands() {
        let person = Participant {
            id: Uuid::nil(),
            code: String::new(),
            project: Uuid::nil(),
            area: Uuid::nil(),
            told: crate::responses::NewParticipant { consented: true, ..Default::default() },
            transferred_on: None,
            practice: false,
            version: 1,
        };
        let said = |purpose, agreed, on: &str| Consent {
            id: Uuid::nil(),
            participant: Uuid::nil(),
            told: NewConsent { purpose, agreed, said_on: day(on), way: Way::Phone, guardian: None, note: None },
            made_by: None,
            made_at: Timestamp::default(),
        };
        let of = |said: &[Consent]| standing(&person, None, said).map(|one| one.agreed);
        assert_eq!(of(&[]), [Some(true), None, None], "what nobody wrote down is not known");
        let (early, late) = (said(Purpose::Photo, true, "2010-09-01"), said(Purpose::Photo, false, "2010-09-02"));
        for order in [[early.clone(), late.clone()], [late.clone(), early]] {
            assert_eq!(of(&order), [Some(true), None, Some(false)], "in whichever order they were written down");
        }
        assert!(standing(&person, None, &[late])[2].is_taken_back());
        assert_eq!(of(&[said(Purpose::Contact, false, "2010-09-02")])[0], Some(false));
    }
}
