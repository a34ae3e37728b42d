//! The noun: an amendment (การปรับแผน), by which a plan that was signed and approved is changed: what is to change,
//! why, and what was decided about it. The plan stays as it is until then.

use kit::message::msg;
use kit::{Message, Timestamp, words};
use uuid::Uuid;

use super::plan::Plan;
use super::project::Project;

words! {
    /// How far an amendment has come.
    AmendmentStatus {
        /// Being written.
        Draft = "draft",
        /// With the ministry.
        Submitted = "submitted",
        /// Handed back with a reason, to be mended.
        Returned = "returned",
        /// The plan is changed.
        Approved = "approved",
        /// Given up: the plan stays as it is.
        Withdrawn = "withdrawn",
    }
}

impl AmendmentStatus {
    /// May it still be written, decided or given up?
    pub fn is_going_on(self) -> bool {
        matches!(self, Self::Draft | Self::Submitted | Self::Returned)
    }

    /// May what is to change still be written?
    pub fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }

    /// The tone of its mark on a page.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Draft | Self::Withdrawn => "neutral",
            Self::Submitted => "info",
            Self::Returned => "warn",
            Self::Approved => "good",
        }
    }
}

/// What was decided about an amendment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decision {
    /// The account that decided.
    pub by: Option<Uuid>,
    /// When.
    pub at: Timestamp,
    /// Why it was handed back, or what goes with the approval.
    pub text: Option<String>,
}

/// An amendment of the plan of a project.
#[derive(Clone, Debug, PartialEq)]
pub struct Amendment {
    /// Inside.
    pub id: Uuid,
    /// The project.
    pub project: Uuid,
    /// Counted from one within the project, never given twice.
    pub number: i32,
    /// Why the plan must change.
    pub reason: String,
    /// The plan when it was begun.
    pub before: Plan,
    /// The plan as it is to be.
    pub after: Plan,
    /// How far it has come.
    pub status: AmendmentStatus,
    /// The account that began it.
    pub begun_by: Option<Uuid>,
    /// The account that handed it in, and when.
    pub submitted: Option<(Option<Uuid>, Timestamp)>,
    /// What was decided last.
    pub decision: Option<Decision>,
    /// The version of the plan that its approval made.
    pub plan_version: Option<i32>,
    /// When it was begun.
    pub created_at: Timestamp,
    /// Counts changes.
    pub version: i64,
}

impl Amendment {
    /// With another plan to come of it.
    ///
    /// # Errors
    /// `projects-amendment-not-open` once it is with the ministry or decided.
    pub fn edited(self, after: Plan) -> Result<Self, Message> {
        self.open()?;
        Ok(Self { after, ..self })
    }

    /// May what is to change still be written?
    ///
    /// # Errors
    /// `projects-amendment-not-open`.
    pub fn open(&self) -> Result<(), Message> {
        if self.status.is_open() { Ok(()) } else { Err(msg("projects-amendment-not-open")) }
    }

    /// Handed to the ministry by `person`.
    ///
    /// # Errors
    /// `projects-amendment-not-open`, and `projects-amendment-same` where nothing would change.
    pub fn submitted(self, person: Option<Uuid>, at: Timestamp) -> Result<Self, Message> {
        self.open()?;
        if self.after == self.before {
            return Err(msg("projects-amendment-same"));
        }
        Ok(Self { status: AmendmentStatus::Submitted, submitted: Some((person, at)), ..self })
    }

    /// Handed back, and why.
    ///
    /// # Errors
    /// `projects-amendment-not-submitted` unless the ministry has it.
    pub fn returned(self, decision: Decision) -> Result<Self, Message> {
        self.with_ministry()?;
        Ok(Self { status: AmendmentStatus::Returned, decision: Some(decision), ..self })
    }

    /// Approved by a second person: it made this version of the plan. Whoever rehearses plays both.
    ///
    /// # Errors
    /// `projects-amendment-not-submitted`, `projects-amendment-second`.
    pub fn approved(self, decision: Decision, plan_version: i32, practice: bool) -> Result<Self, Message> {
        self.with_ministry()?;
        let submitter = self.submitted.as_ref().and_then(|(person, _)| *person);
        if !practice && decision.by.is_some() && decision.by == submitter {
            return Err(msg("projects-amendment-second"));
        }
        let (decision, plan_version) = (Some(decision), Some(plan_version));
        Ok(Self { status: AmendmentStatus::Approved, decision, plan_version, ..self })
    }

    /// Given up.
    ///
    /// # Errors
    /// `projects-amendment-over` once it is decided or given up.
    pub fn withdrawn(self) -> Result<Self, Message> {
        if !self.status.is_going_on() {
            return Err(msg("projects-amendment-over"));
        }
        Ok(Self { status: AmendmentStatus::Withdrawn, ..self })
    }

    fn with_ministry(&self) -> Result<(), Message> {
        let there = self.status == AmendmentStatus::Submitted;
        if there { Ok(()) } else { Err(msg("projects-amendment-not-submitted")) }
    }

    /// What becomes of the plan as it stands now. What may have changed in it since the amendment was begun is which
    /// clinic answers for an area, which stays as the ministry said unless this says otherwise, and what was done when.
    pub fn applied_to(&self, now: &Plan) -> Plan {
        let mut plan = self.after.clone();
        for area in &mut plan.areas {
            let at_first = self.before.areas.iter().find(|old| old.id == area.id).map(|old| old.clinic);
            if let Some(current) = now.areas.iter().find(|current| current.id == area.id)
                && at_first == Some(area.clinic)
            {
                area.clinic = current.clinic;
            }
        }
        for item in &mut plan.schedule {
            if let Some(current) = now.schedule.iter().find(|current| current.id == item.id) {
                item.marks.retain(|mark| !mark.done);
                item.marks.extend(current.done().cloned());
                item.marks.sort_unstable();
            }
        }
        plan
    }
}

impl Project {
    /// May its plan be amended?
    ///
    /// # Errors
    /// `projects-amendment-not-now` before it is approved and after it is over.
    pub fn may_be_amended(&self) -> Result<(), Message> {
        use super::project::Status;
        match self.status {
            Status::Approved | Status::Transferred | Status::FollowingUp => Ok(()),
            _ => Err(msg("projects-amendment-not-now")),
        }
    }

    /// With the plan that an amendment makes: a new version of it.
    ///
    /// # Errors
    /// As [`Project::may_be_amended`].
    pub fn amended(self, plan: Plan) -> Result<Self, Message> {
        self.may_be_amended()?;
        Ok(Self { plan, plan_version: self.plan_version + 1, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::projects::Area;
    use kit::show::Bilingual;
    use thai::FiscalYear;

    fn plan(clinics: &[(u128, Option<u128>)]) -> Plan {
        let area = |(id, clinic): &(u128, Option<u128>)| Area {
            id: Uuid::from_u128(*id),
            clinic: clinic.map(Uuid::from_u128),
            ..Area::default()
        };
        let name = Bilingual { th: "แผน".to_owned(), en: None };
        Plan { areas: clinics.iter().map(area).collect(), ..Plan::named(name, FiscalYear(2553), "transfer") }
    }

    fn amendment(before: Plan, after: Plan) -> Amendment {
        Amendment {
            id: Uuid::nil(),
            project: Uuid::nil(),
            number: 1,
            reason: "น้ำท่วม".to_owned(),
            before,
            after,
            status: AmendmentStatus::Draft,
            begun_by: None,
            submitted: None,
            decision: None,
            plan_version: None,
            created_at: Timestamp::default(),
            version: 1,
        }
    }

    #[test]
    fn the_clinic_that_the_ministry_named_meanwhile_stays_unless_the_amendment_names_another() {
        for (before, after, now, becomes) in [
            (Some(1), Some(1), Some(2), Some(2)),
            (Some(1), Some(3), Some(2), Some(3)),
            (None, None, Some(2), Some(2)),
            (Some(1), Some(1), Some(1), Some(1)),
        ] {
            let one = amendment(plan(&[(7, before)]), plan(&[(7, after), (8, Some(9))]));
            assert_eq!(one.applied_to(&plan(&[(7, now)])), plan(&[(7, becomes), (8, Some(9))]));
        }
    }

    #[test]
    fn nobody_hands_in_nothing_or_approves_what_they_handed_in() {
        let (one, other) = (Some(Uuid::from_u128(1)), Some(Uuid::from_u128(2)));
        let at = Timestamp::default();
        let same = amendment(plan(&[]), plan(&[])).submitted(one, at);
        assert_eq!(same.map(|_| ()), Err(msg("projects-amendment-same")));
        let there = amendment(plan(&[]), plan(&[(7, None)])).submitted(one, at).expect("handed in");
        let by = |by| Decision { by, at, text: None };
        assert_eq!(there.clone().approved(by(one), 2, false).map(|_| ()), Err(msg("projects-amendment-second")));
        assert!(there.clone().approved(by(one), 2, true).is_ok(), "whoever rehearses plays both");
        let done = there.clone().approved(by(other), 2, false).expect("approved");
        assert_eq!((done.status, done.plan_version), (AmendmentStatus::Approved, Some(2)));
        assert!(done.clone().withdrawn().is_err() && done.clone().edited(plan(&[])).is_err());
        assert!(done.returned(by(other)).is_err());
        assert!(there.edited(plan(&[])).is_err(), "what the ministry reads stands still");
    }
}
