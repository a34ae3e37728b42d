//! The noun: that somebody was asked to judge a proposal, and what they said.

use std::collections::BTreeMap;

use kit::message::msg;
use kit::{Message, Subject, Timestamp, words};
use uuid::Uuid;

use crate::calls::Call;

words! {
    /// How far a review has come.
    Status {
        /// The reviewer has not answered yet.
        Asked = "asked",
        /// Nothing binds the reviewer to whoever proposes: they read and score.
        Reading = "reading",
        /// It is handed in, and stands.
        Sealed = "sealed",
        /// Something binds the reviewer: they do not judge.
        Conflicted = "conflicted",
        /// The ministry asks no more.
        Withdrawn = "withdrawn",
    }
}

impl Status {
    /// The tone of its mark on a page.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Asked | Self::Reading => "info",
            Self::Sealed => "good",
            Self::Conflicted => "warn",
            Self::Withdrawn => "neutral",
        }
    }
}

/// What a reviewer says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judgement {
    /// Scores by criterion; one that is not there is not given yet.
    pub scores: BTreeMap<Uuid, i64>,
    /// What the proposer reads once it is decided.
    pub to_proposer: String,
    /// What the ministry alone reads.
    pub to_ministry: String,
}

/// A review.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// Inside.
    pub id: Uuid,
    /// Short code for people.
    pub code: String,
    /// The proposal.
    pub project: Uuid,
    /// The account that judges.
    pub reviewer: Uuid,
    /// How far it has come.
    pub status: Status,
    /// What binds the reviewer to whoever proposes.
    pub conflict: Option<String>,
    /// What is said.
    pub judgement: Judgement,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// When it was handed in.
    pub sealed_at: Option<Timestamp>,
    /// The version of the plan that was judged, once it is sealed.
    pub plan_version: Option<i32>,
    /// Counts changes.
    pub version: i64,
}

impl Subject for Review {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

impl Review {
    /// Where it is written.
    pub fn address(&self) -> String {
        format!("/reviews/{}", self.code)
    }

    /// Declared: free to judge, or bound by what `conflict` says.
    ///
    /// # Errors
    /// `reviews-declared-already` once it was answered.
    pub fn declared(self, conflict: Option<String>) -> Result<Self, Message> {
        // What binds somebody may be seen while reading.
        let late = self.status == Status::Reading && conflict.is_some();
        if self.status != Status::Asked && !late {
            return Err(msg("reviews-declared-already"));
        }
        let status = if conflict.is_some() { Status::Conflicted } else { Status::Reading };
        Ok(Self { status, conflict, ..self })
    }

    /// With what is said so far.
    ///
    /// # Errors
    /// `reviews-declare-first`, or `reviews-over` once it is handed in or was taken back.
    pub fn scored(self, judgement: Judgement) -> Result<Self, Message> {
        self.may_be_written()?;
        Ok(Self { judgement, ..self })
    }

    fn may_be_written(&self) -> Result<(), Message> {
        match self.status {
            Status::Reading => Ok(()),
            Status::Asked => Err(msg("reviews-declare-first")),
            Status::Sealed | Status::Conflicted | Status::Withdrawn => Err(msg("reviews-over")),
        }
    }

    /// What is missing before it can be handed in: the criteria without a score.
    pub fn missing<'a>(&'a self, call: &'a Call) -> impl Iterator<Item = &'a crate::calls::Criterion> {
        call.told.criteria.iter().filter(|criterion| !self.judgement.scores.contains_key(&criterion.id))
    }

    /// Handed in: it stands from now on.
    ///
    /// # Errors
    /// As [`Review::scored`]; `reviews-incomplete` where a criterion has no score or the proposer would read nothing.
    pub fn sealed(self, call: &Call, plan_version: i32, now: Timestamp) -> Result<Self, Message> {
        self.may_be_written()?;
        if self.missing(call).next().is_some() || self.judgement.to_proposer.is_empty() {
            return Err(msg("reviews-incomplete"));
        }
        Ok(Self { status: Status::Sealed, sealed_at: Some(now), plan_version: Some(plan_version), ..self })
    }

    /// Asked for no more.
    ///
    /// # Errors
    /// `reviews-over` once it is handed in or was taken back.
    pub fn withdrawn(self) -> Result<Self, Message> {
        match self.status {
            Status::Sealed | Status::Withdrawn => Err(msg("reviews-over")),
            Status::Asked | Status::Reading | Status::Conflicted => Ok(Self { status: Status::Withdrawn, ..self }),
        }
    }

    /// Does it count for a plan of this version: was just this one judged? What is written anew is judged anew.
    pub fn counts(&self, plan_version: i32) -> bool {
        self.status == Status::Sealed && self.plan_version == Some(plan_version)
    }

    /// Asked for once more: what was taken back, or was said of an earlier version of the plan.
    ///
    /// # Errors
    /// `reviews-over` where it waits, or stands.
    pub fn asked_again(self, plan_version: i32) -> Result<Self, Message> {
        let earlier = self.status == Status::Sealed && !self.counts(plan_version);
        match self.status {
            Status::Withdrawn => Ok(Self { status: Status::Asked, ..self }),
            Status::Sealed if earlier => Ok(Self { status: Status::Reading, sealed_at: None, ..self }),
            _ => Err(msg("reviews-over")),
        }
    }

    /// Does it wait for its reviewer?
    pub fn waits(&self) -> bool {
        matches!(self.status, Status::Asked | Status::Reading)
    }
}
