//! The noun: somebody in a post for a time. Nothing ends it but its last day, and the rights that follow
//! from it end with that day.

use chrono::{Days, NaiveDate};
use kit::message::msg;
use kit::show::Bilingual;
use kit::{FormErrors, Subject, Timestamp, words};
use thai::fiscal::add_months;
use thai::places::{Code, DEPUTY_GOVERNOR, find, province_since, provinces_named};
use uuid::Uuid;

use super::post::{Place, Post};
use house::accounts::{Grant, Reader, Scope};
use house::organisations::NETWORK_BEGAN;

/// The table whose changes others follow ([`kit::changes`]).
pub const INDEXED: &str = "appointment";

words! {
    /// How it stands on a day.
    State {
        /// They are in post.
        InPost = "in_post",
        /// Their first day is still to come.
        Upcoming = "upcoming",
        /// Their last day is over.
        Ended = "ended",
    }
}

impl State {
    /// How the page colours it.
    pub fn tone(self) -> &'static str {
        match self {
            Self::InPost => "good",
            Self::Upcoming => "info",
            Self::Ended => "neutral",
        }
    }

    /// Is their last day over?
    pub fn is_over(self) -> bool {
        self == Self::Ended
    }
}

/// How far ahead somebody is appointed, or their last day known, in months.
const MONTHS_AHEAD: u32 = 12;

/// An appointment as it is told: valid, not yet stored.
#[derive(Clone, Debug, PartialEq)]
pub struct NewAppointment {
    /// To what.
    pub post: Post,
    /// Where.
    pub place: Place,
    /// Who. Officials' names are public (docs/requirements.md B-21).
    pub name: String,
    /// The office they hold besides, such as deputy governor.
    pub position: Option<String>,
    /// How to reach the office; public while they are in post.
    pub contact: Option<String>,
    /// The account to which the rights go.
    pub account: Option<Uuid>,
    /// The first day.
    pub starts_on: NaiveDate,
    /// The last day, included; open when `None`.
    pub ends_on: Option<NaiveDate>,
    /// The document by which it was made.
    pub document: Option<String>,
}

impl NewAppointment {
    /// How to reach the office, for this reader: programs that gather addresses for unasked mail are
    /// strangers, so e-mail addresses are for whoever has signed in (docs/requirements.md A2-11).
    pub fn contact_for(&self, reader: &Reader) -> Option<String> {
        let contact = self.contact.as_deref()?;
        let shown = |word: &&str| reader.who().is_some() || !word.contains('@');
        let words: Vec<&str> = contact.split_whitespace().filter(shown).collect();
        (!words.is_empty()).then(|| words.join(" "))
    }

    /// Is an address in how to reach the office, which this reader is not shown?
    pub fn hides_contact_from(&self, reader: &Reader) -> bool {
        reader.who().is_none() && self.contact.as_ref().is_some_and(|contact| contact.contains('@'))
    }

    /// What can be wrong between its parts, told on `today`.
    ///
    /// # Errors
    /// A first day before the network or more than a year ahead; the last day before the first; a
    /// province that was not there yet; an office of another province; for Bangkok, which has no deputy
    /// governor of a province, an office that is none of its own or none at all.
    pub fn judged(self, today: NaiveDate) -> Result<Self, FormErrors> {
        let mut errors = FormErrors::new();
        if self.starts_on < NETWORK_BEGAN {
            errors.add("starts_on", msg("appointments-before-network").with("day", NETWORK_BEGAN));
        }
        let latest = add_months(today, MONTHS_AHEAD);
        if self.starts_on > latest {
            errors.add("starts_on", msg("appointments-too-far").with("day", latest));
        }
        if self.ends_on.is_some_and(|last| last < self.starts_on) {
            errors.add("ends_on", msg("appointments-ends-before-start"));
        }
        if let Place::Province(code) = &self.place {
            let since = Code::parse(code).and_then(province_since);
            if let Some(since) = since.filter(|since| self.starts_on < *since) {
                errors.add("province", msg("appointments-province-later").with("day", since));
            }
            let bangkok = find(code).is_some_and(thai::places::Place::in_bangkok);
            if bangkok && self.position.as_ref().is_none_or(|office| office.contains(DEPUTY_GOVERNOR)) {
                errors.add("position", msg("appointments-bangkok-position"));
            } else if let Some(other) = self.position.as_deref().and_then(|office| named_elsewhere(office, code)) {
                errors.add("position", msg("appointments-position-elsewhere").with("province", &other));
            }
            if bangkok && self.document.is_none() {
                errors.add("document", msg("appointments-bangkok-document"));
            }
        }
        errors.into_result().map(|()| self)
    }

    /// What was handed over stays handed over: it does not last into the days of whoever took it over,
    /// from `successor_from` on.
    ///
    /// # Errors
    /// An open last day, or one of theirs.
    pub fn judged_before(&self, successor_from: NaiveDate) -> Result<(), FormErrors> {
        match self.ends_on {
            Some(last) if last < successor_from => Ok(()),
            _ => Err(FormErrors::one("ends_on", msg("appointments-lasts-too-long").with("day", successor_from))),
        }
    }

    /// How it stands on a day.
    pub fn state(&self, today: NaiveDate) -> State {
        match self.ends_on {
            _ if today < self.starts_on => State::Upcoming,
            Some(last) if last < today => State::Ended,
            _ => State::InPost,
        }
    }

    /// The role that follows from it, where and for how long.
    pub fn grant(&self) -> Grant {
        let scope = match &self.place {
            Place::Clinic(id) => Scope::Clinic { id: *id, provinces: Vec::new() },
            Place::Province(code) => Scope::Province(code.clone()),
            Place::Region(region) => Scope::Region { region: region.clone(), provinces: Vec::new() },
            Place::Group => Scope::Network,
        };
        Grant { role: self.post.role(), scope, valid_from: self.starts_on, valid_to: self.ends_on }
    }

    /// What a correction changed, by name, for the trail.
    pub fn changed_since(&self, was: &Self) -> Vec<&'static str> {
        let parts = [
            ("post", self.post != was.post),
            ("place", self.place != was.place),
            ("name", self.name != was.name),
            ("position", self.position != was.position),
            ("contact", self.contact != was.contact),
            ("account", self.account != was.account),
            ("starts_on", self.starts_on != was.starts_on),
            ("ends_on", self.ends_on != was.ends_on),
            ("document", self.document != was.document),
        ];
        parts.into_iter().filter(|(_, changed)| *changed).map(|(name, _)| name).collect()
    }
}

/// The province that an office names, where it is not this one.
fn named_elsewhere(office: &str, own: &str) -> Option<Bilingual> {
    let named = provinces_named(office);
    let here = named.iter().any(|place| place.code.to_string() == own);
    let other = named.first().filter(|_| !here)?;
    Some(Bilingual::new(other.name_th, other.name_en))
}

/// An appointment.
#[derive(Clone, Debug)]
pub struct Appointment {
    /// Inside.
    pub id: Uuid,
    /// Its short code.
    pub code: String,
    /// What was told.
    pub told: NewAppointment,
    /// The appointment to which its work was handed over.
    pub successor: Option<Uuid>,
    /// Made up for the demonstration.
    pub invented: bool,
    /// When it was written down.
    pub created_at: Timestamp,
    /// Counts changes.
    pub version: i64,
}

impl Subject for Appointment {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

/// What is told when somebody leaves and another takes over.
#[derive(Clone, Debug, PartialEq)]
pub struct HandingOver {
    /// The last day of whoever leaves.
    pub last_day: NaiveDate,
    /// Who takes over.
    pub name: String,
    /// Their account.
    pub account: Uuid,
    /// The office they hold besides.
    pub position: Option<String>,
    /// How to reach the office.
    pub contact: Option<String>,
    /// The document by which they are appointed.
    pub document: Option<String>,
}

impl Appointment {
    /// It can be ended or handed over while it lasts, and once.
    ///
    /// # Errors
    /// [`kit::Error::Conflict`] when it was handed over, or is over.
    pub fn still_open(&self, today: NaiveDate) -> kit::Result<()> {
        if self.successor.is_some() {
            return Err(kit::Error::Conflict(msg("appointments-handed-over-already")));
        }
        if self.told.state(today).is_over() {
            return Err(kit::Error::Conflict(msg("appointments-ended-already")));
        }
        Ok(())
    }

    /// Ended with `last` day.
    ///
    /// # Errors
    /// As [`Appointment::still_open`]; a day before the first, after the last that is known, or more than
    /// a year ahead.
    pub fn ended(self, last: NaiveDate, today: NaiveDate) -> kit::Result<Self> {
        self.still_open(today)?;
        let latest = add_months(today, MONTHS_AHEAD);
        let wrong = match self.told.ends_on {
            _ if last < self.told.starts_on => Some(msg("appointments-ends-before-start")),
            Some(known) if last > known => Some(msg("appointments-last-day-later").with("day", known)),
            _ if last > latest => Some(msg("appointments-too-far").with("day", latest)),
            _ => None,
        };
        if let Some(message) = wrong {
            return Err(FormErrors::one("last_day", message).into());
        }
        let told = NewAppointment { ends_on: Some(last), ..self.told };
        Ok(Self { told, ..self })
    }

    /// The appointment of whoever takes over: the same post from the day after.
    pub fn succeeded(&self, by: HandingOver) -> NewAppointment {
        NewAppointment {
            name: by.name,
            position: by.position,
            contact: by.contact.or_else(|| self.told.contact.clone()),
            account: Some(by.account),
            starts_on: by.last_day.checked_add_days(Days::new(1)).unwrap_or(by.last_day),
            ends_on: None,
            document: by.document,
            ..self.told.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::clock::day;

    fn executive(province: &str, name: &str, starts: &str, ends: Option<&str>) -> NewAppointment {
        NewAppointment {
            post: Post::ProvincialExecutive,
            place: Place::Province(province.to_owned()),
            name: name.to_owned(),
            position: Some(DEPUTY_GOVERNOR.to_owned()),
            contact: None,
            account: None,
            starts_on: day(starts),
            ends_on: ends.map(day),
            document: None,
        }
    }

    #[test]
    fn it_holds_to_its_last_day() {
        let told = executive("92", "สมมติ ใจดี", "2009-10-01", Some("2010-09-30"));
        for (today, state) in [
            ("2009-09-30", State::Upcoming),
            ("2009-10-01", State::InPost),
            ("2010-09-30", State::InPost),
            ("2010-10-01", State::Ended),
        ] {
            assert_eq!(told.state(day(today)), state, "{today}");
            assert_eq!(told.grant().holds_on(day(today)), state == State::InPost, "{today}");
        }
    }

    #[test]
    fn nobody_is_appointed_before_the_network_or_long_ahead() {
        for (starts, fits) in [
            ("2002-12-31", false),
            ("2003-01-01", true),
            ("2011-05-10", true),
            ("2011-05-11", false),
            ("2057-01-01", false),
        ] {
            let told = executive("92", "ก", starts, None).judged(day("2010-05-10"));
            assert_eq!(told.is_ok(), fits, "{starts}");
        }
    }

    #[test]
    fn bangkok_has_no_deputy_governor_of_a_province() {
        let faults = |told: NewAppointment| match told.judged(day("2010-05-10")) {
            Ok(_) => Vec::new(),
            Err(errors) => errors.iter().map(|(field, _)| field.to_owned()).collect::<Vec<_>>(),
        };
        assert!(faults(executive("92", "ก", "2009-10-01", None)).is_empty());
        assert_eq!(faults(executive("10", "ก", "2009-10-01", None)), ["position", "document"]);
        let own = NewAppointment {
            position: Some("รองปลัดกรุงเทพมหานคร".to_owned()),
            document: Some("คำสั่งสมมติ".to_owned()),
            ..executive("10", "ก", "2009-10-01", None)
        };
        assert!(faults(own).is_empty());
        assert_eq!(
            faults(executive("38", "ก", "2010-10-01", None)),
            ["province"],
            "Bueng Kan is a province since 2554"
        );
    }
}
