//! By whom a plan came to be as it stands: a signature is of the version that its signer signed and of no later one;
//! what was changed since was handed in and approved as an amendment.

use std::collections::HashMap;

use chrono::NaiveDate;
use kit::Timestamp;
use kit::clock::thai_day;
use uuid::Uuid;

use super::amendment::{Amendment, AmendmentStatus};
use super::project::{Project, Signature};

/// Somebody did something on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// Who, as far as the reader may know.
    pub by: Option<String>,
    /// The day.
    pub on: NaiveDate,
}

/// A version of a plan that an amendment made.
#[derive(Clone, Debug, PartialEq)]
pub struct AmendedVersion {
    /// The version.
    pub plan_version: i32,
    /// The number of the amendment.
    pub number: i32,
    /// Handed in by the clinic.
    pub handed_in: Option<Done>,
    /// Approved by the ministry.
    pub approved: Option<Done>,
}

/// Who answers for a plan as it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signing {
    /// The version it is; nought where none was signed here.
    pub plan_version: i32,
    /// Who signed, and the version they signed.
    pub signed: Option<(i32, Signature)>,
    /// The versions since, in their order.
    pub amended: Vec<AmendedVersion>,
}

impl Signing {
    /// That of a project; `people` are the accounts whose names the reader may know.
    pub fn of(project: &Project, amendments: &[Amendment], people: &HashMap<Uuid, String>) -> Self {
        let done = |who: Option<Uuid>, at: Timestamp| Done {
            by: who.and_then(|who| people.get(&who).cloned()),
            on: thai_day(at),
        };
        let version = |one: &Amendment| {
            Some(AmendedVersion {
                plan_version: one.plan_version.filter(|made| *made <= project.plan_version)?,
                number: one.number,
                handed_in: one.submitted.map(|(who, at)| done(who, at)),
                approved: one.decision.as_ref().map(|decision| done(decision.by, decision.at)),
            })
        };
        let approved = amendments.iter().filter(|one| one.status == AmendmentStatus::Approved);
        let mut amended: Vec<AmendedVersion> = approved.filter_map(version).collect();
        amended.sort_by_key(|one| one.plan_version);
        let signed_version = amended.first().map_or(project.plan_version, |first| first.plan_version - 1);
        let signed = project.signature.clone().map(|signature| (signed_version, signature));
        Self { plan_version: project.plan_version, signed, amended }
    }

    /// Was the plan changed since it was signed?
    pub fn is_amended(&self) -> bool {
        !self.amended.is_empty()
    }
}
