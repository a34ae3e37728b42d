//! The noun: an agreement of the network, who made it, and what state it is in on a day. The state is
//! never kept: it follows from what was signed and from the day (docs/requirements.md A2-04).

use chrono::{Days, NaiveDate};
use kit::message::msg;
use kit::show::Bilingual;
use kit::{FormErrors, Subject, Timestamp, words};
use uuid::Uuid;

use super::party::Party;
use super::rule::TermRule;
use super::term::{Period, Term, When};
use house::attachments::Scan;
use house::organisations::{NETWORK_BEGAN, Organisation};

words! {
    /// Between whom an agreement is.
    Kind {
        /// The ministry and the institutes of one clinic.
        Clinic = "clinic",
        /// The ministry and the institutes of the network together.
        Network = "network",
        /// Ministries.
        Ministries = "ministries",
    }
}

words! {
    /// Which wording of the duties of both sides it holds.
    Duties {
        /// As the news of the agreements of December 2552 gives them (seed 002).
        Of2552 = "2552",
    }
}

words! {
    /// What state it is in on a day.
    State {
        /// Not signed yet.
        Draft = "draft",
        /// Signed, and its first day is still to come.
        Upcoming = "upcoming",
        /// In force for longer than half a year.
        InForce = "in_force",
        /// In force, and ends within half a year without a renewal.
        Expiring = "expiring",
        /// Over, and nothing renewed it.
        Lapsed = "lapsed",
        /// Another one stands in its place.
        Renewed = "renewed",
        /// No source says whether it is in force.
        NotKnown = "not_known",
    }
}

impl State {
    /// How the page colours it.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Draft | Self::NotKnown | Self::Renewed => "neutral",
            Self::Upcoming => "info",
            Self::InForce => "good",
            Self::Expiring => "warn",
            Self::Lapsed => "bad",
        }
    }
}

/// Days before its end on which an agreement reminds of it (docs/requirements.md A2-04), the nearest
/// last.
pub const STAGES: [i64; 3] = [180, 90, 30];

/// Who signed. Officials' names are public (docs/requirements.md B-21).
#[derive(Clone, Debug, PartialEq)]
pub struct Signatory {
    /// Their name.
    pub name: String,
    /// What they were at the time; `None` where no source says.
    pub position: Option<String>,
}

/// An agreement as it is told: valid, not yet stored.
#[derive(Clone, Debug, PartialEq)]
pub struct NewAgreement {
    /// Between whom.
    pub kind: Kind,
    /// The clinic it is about.
    pub clinic: Option<Uuid>,
    /// What it is called.
    pub title: Bilingual,
    /// Who made it.
    pub parties: Vec<Party>,
    /// Who signed.
    pub signatories: Vec<Signatory>,
    /// When it was signed; `None` of a draft.
    pub signed: Option<When>,
    /// The first day in force, where it is not the day of signing.
    pub starts_on: Option<NaiveDate>,
    /// When work under it began: not the same fact as the signing (docs/requirements.md B-05).
    pub operates: Option<When>,
    /// How long it holds.
    pub term: Term,
    /// Where it was signed.
    pub place: Option<String>,
    /// Which edition this is.
    pub edition: Option<String>,
    /// Which duties it holds.
    pub duties: Option<Duties>,
    /// Where this is known from.
    pub source: Option<String>,
    /// What else is to be said.
    pub note: Option<String>,
    /// The agreement it renews.
    pub renews: Option<Uuid>,
}

impl NewAgreement {
    /// The rule by which it holds, where it does not say itself how long.
    pub fn rule(&self) -> Option<&'static TermRule> {
        let signed = self.signed.filter(|_| self.term == Term::Unsaid)?;
        TermRule::on(self.kind, signed.first())
    }

    /// Is an institute of its clinic among those who made it? Nothing is asked where it is of no clinic.
    pub fn names_one_of(&self, institutes: &[Organisation]) -> bool {
        self.clinic.is_none() || self.parties.iter().any(|party| party.is_among(institutes))
    }

    /// How long it holds: as it says, or by the rule.
    pub fn term_held(&self) -> Term {
        self.rule().map_or(self.term, |rule| Term::Years(rule.years))
    }

    /// The time in which it is in force.
    pub fn period(&self) -> Period {
        Period::of(self.signed, self.starts_on, self.term_held())
    }

    /// What can be wrong between its parts, beside the later of them.
    ///
    /// # Errors
    /// No party, one named twice, days before there was a network, an end before the first day, signed
    /// after its end.
    pub fn judged(self) -> Result<Self, FormErrors> {
        let mut errors = FormErrors::new();
        if self.parties.len() < 2 {
            errors.add("parties", msg("agreements-parties-few"));
        }
        if let Some(party) = Party::named_twice(&self.parties) {
            errors.add("parties", msg("agreements-parties-twice").with("name", party.name.clone()));
        }
        if self.kind == Kind::Clinic && self.clinic.is_none() {
            errors.add("clinic", msg("agreements-clinic-choose"));
        }
        if self.signed.is_some_and(|signed| signed.last() < NETWORK_BEGAN) {
            errors.add("signed", msg("agreements-before-network").with("day", NETWORK_BEGAN));
        }
        if self.starts_on.is_some_and(|day| day < NETWORK_BEGAN) {
            errors.add("starts_on", msg("agreements-before-network").with("day", NETWORK_BEGAN));
        }
        let first = self.starts_on.or(self.signed.map(When::first));
        if let (Term::Until(last), Some(first)) = (self.term, first)
            && last < first
        {
            errors.add("ends_on", msg("agreements-ends-before-start"));
        }
        if let (Some(signed), Some(over)) = (self.signed, self.period().over)
            && signed.first() > over
            && errors.is_empty()
        {
            errors.add("signed", msg("agreements-signed-after-end"));
        }
        errors.into_result().map(|()| self)
    }
}

/// What is added by signing.
#[derive(Clone, Debug, PartialEq)]
pub struct Signing {
    /// The day.
    pub signed_on: NaiveDate,
    /// The first day in force, where it is another.
    pub starts_on: Option<NaiveDate>,
    /// Where.
    pub place: Option<String>,
    /// Who.
    pub signatories: Vec<Signatory>,
}

/// An agreement.
#[derive(Clone, Debug)]
pub struct Agreement {
    /// Inside.
    pub id: Uuid,
    /// Its short code.
    pub code: String,
    /// What was told.
    pub told: NewAgreement,
    /// The signed paper.
    pub scan: Option<Scan>,
    /// The first day of the one that renews it.
    pub renewed_from: Option<NaiveDate>,
    /// Made up for the demonstration.
    pub invented: bool,
    /// When it was written down.
    pub created_at: Timestamp,
    /// Counts changes.
    pub version: i64,
}

impl Subject for Agreement {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

/// What the state of an agreement follows from.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// Is it signed?
    pub signed: Option<When>,
    /// When it is in force.
    pub period: Period,
    /// The first day of the one that renews it.
    pub renewed_from: Option<NaiveDate>,
}

impl Standing {
    /// Its state on `today`.
    pub fn state(self, today: NaiveDate) -> State {
        let Some(signed) = self.signed else { return State::Draft };
        let Period { from, to, over } = self.period;
        if self.renewed_from.is_some_and(|day| day <= today) {
            return State::Renewed;
        }
        match (from, to) {
            _ if over.is_some_and(|day| day < today) => State::Lapsed,
            (Some(from), _) if today < from && signed.day().is_some() => State::Upcoming,
            (Some(from), Some(to)) if from <= today && today <= to => match self.stage(today) {
                Some(_) => State::Expiring,
                None => State::InForce,
            },
            _ => State::NotKnown,
        }
    }

    /// The days on which it is surely in force, cut where another one takes its place.
    fn held(self) -> Period {
        let before = self.renewed_from.and_then(|day| day.checked_sub_days(Days::new(1)));
        Period { to: before.into_iter().chain(self.period.to).min(), ..self.period }
    }

    /// Are there days on which both are surely in force?
    pub fn overlaps(self, other: Self) -> bool {
        self.signed.is_some() && other.signed.is_some() && self.held().overlaps(other.held())
    }

    /// Days until its end, today not counted; at least so many where only years are known.
    pub fn days_left(self, today: NaiveDate) -> Option<i64> {
        self.period.to.map(|to| (to - today).num_days()).filter(|days| *days >= 0)
    }

    /// Days until its end, once that is near enough to warn of.
    pub fn warned(self, today: NaiveDate) -> Option<i64> {
        self.stage(today).and_then(|_| self.days_left(today))
    }

    /// The nearest of [`STAGES`] that it has come to, unless it is renewed or over.
    pub fn stage(self, today: NaiveDate) -> Option<i64> {
        let days = self.days_left(today).filter(|_| self.renewed_from.is_none())?;
        STAGES.into_iter().rev().find(|stage| days <= *stage)
    }
}

impl Agreement {
    /// What its state follows from.
    pub fn standing(&self) -> Standing {
        Standing { signed: self.told.signed, period: self.told.period(), renewed_from: self.renewed_from }
    }

    /// Its state on a day.
    pub fn state(&self, today: NaiveDate) -> State {
        self.standing().state(today)
    }

    /// Signed.
    ///
    /// # Errors
    /// [`kit::Error::Conflict`] when it was signed already; what is wrong with the days.
    pub fn signed(self, signing: Signing) -> kit::Result<Self> {
        if self.told.signed.is_some() {
            return Err(kit::Error::Conflict(msg("agreements-signed-already")));
        }
        let told = NewAgreement {
            signed: Some(When::Day(signing.signed_on)),
            starts_on: signing.starts_on.or(self.told.starts_on).filter(|day| *day != signing.signed_on),
            place: signing.place.or(self.told.place),
            signatories: signing.signatories,
            ..self.told
        };
        // The form has one day: what is wrong with any of them stands beside it.
        let told = told.judged().map_err(|errors| {
            let first = errors.iter().next().map(|(_, message)| message.clone());
            FormErrors::one("signed_on", first.unwrap_or_else(|| msg("agreements-signed-after-end")))
        })?;
        Ok(Self { told, ..self })
    }

    /// What a correction changed, by name, for the trail.
    pub fn changed_since(&self, before: &NewAgreement) -> Vec<&'static str> {
        let (now, was) = (&self.told, before);
        let parts = [
            ("kind", now.kind != was.kind),
            ("clinic", now.clinic != was.clinic),
            ("title", now.title != was.title),
            ("parties", now.parties != was.parties),
            ("signatories", now.signatories != was.signatories),
            ("signed", now.signed != was.signed),
            ("starts_on", now.starts_on != was.starts_on),
            ("operates", now.operates != was.operates),
            ("term", now.term != was.term),
            ("place", now.place != was.place),
            ("edition", now.edition != was.edition),
            ("duties", now.duties != was.duties),
            ("source", now.source != was.source),
            ("note", now.note != was.note),
            ("renews", now.renews != was.renews),
        ];
        parts.into_iter().filter(|(_, changed)| *changed).map(|(name, _)| name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::term::Counted;
    use super::*;
    use kit::clock::day;

    fn standing(signed: Option<When>, term: Term, renewed: Option<&str>) -> Standing {
        Standing { signed, period: Period::of(signed, None, term), renewed_from: renewed.map(day) }
    }

    #[test]
    fn the_state_follows_from_the_day() {
        let december = Some(When::Day(day("2009-12-21")));
        let year = Some(When::Year(2546, Counted::Calendar));
        for (signed, term, renewed, today, state) in [
            (None, Term::Years(2), None, "2010-05-10", State::Draft),
            (december, Term::Years(2), None, "2009-12-20", State::Upcoming),
            (december, Term::Years(2), None, "2011-06-22", State::InForce),
            (december, Term::Years(2), None, "2011-06-23", State::Expiring),
            (december, Term::Years(2), None, "2011-12-20", State::Expiring),
            (december, Term::Years(2), None, "2011-12-21", State::Lapsed),
            (december, Term::Years(2), Some("2011-12-21"), "2011-12-20", State::InForce),
            (december, Term::Years(2), Some("2011-12-21"), "2011-12-21", State::Renewed),
            (december, Term::Unsaid, None, "2020-01-01", State::NotKnown),
            (year, Term::Years(2), None, "2003-06-01", State::NotKnown),
            (year, Term::Years(2), None, "2004-01-01", State::InForce),
            (year, Term::Years(2), None, "2005-06-01", State::NotKnown),
            (year, Term::Years(2), None, "2006-01-01", State::Lapsed),
        ] {
            assert_eq!(standing(signed, term, renewed).state(day(today)), state, "{signed:?} {today}");
        }
    }

    #[test]
    fn it_warns_at_180_90_and_30_days() {
        let december = standing(Some(When::Day(day("2009-12-21"))), Term::Years(2), None);
        for (today, stage) in [
            ("2011-06-22", None),
            ("2011-06-23", Some(180)),
            ("2011-09-20", Some(180)),
            ("2011-09-21", Some(90)),
            ("2011-11-20", Some(30)),
            ("2011-12-20", Some(30)),
            ("2011-12-21", None),
        ] {
            assert_eq!(december.stage(day(today)), stage, "{today}");
        }
    }
}
