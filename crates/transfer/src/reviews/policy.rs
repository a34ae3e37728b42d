//! Who may do which verb with a review: one function each, pure.

use kit::message::msg;
use kit::{Error, Result};
use uuid::Uuid;

use super::review::Review;
use crate::projects::Project;
use house::accounts::{Grant, Reader, Role};

/// What can be done about the judging of a proposal. The word is the right, the trail's action and the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: POST to the collection. The ministry asks somebody to judge.
    Ask,
    /// The reviewer says whether anything binds them to whoever proposes.
    Declare,
    /// The reviewer saves what they think so far.
    Score,
    /// The reviewer hands it in.
    Seal,
    /// The ministry asks no more.
    Withdraw,
    /// The ministry says whether the proposal may be judged.
    Screen,
    /// The ministry decides about the proposal.
    Decide,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Ask => "review.ask",
            Verb::Declare => "review.declare",
            Verb::Score => "review.score",
            Verb::Seal => "review.seal",
            Verb::Withdraw => "review.withdraw",
            Verb::Screen => "proposal.screen",
            Verb::Decide => "proposal.decide",
        }
    }
}

fn ministry(reader: &Reader) -> Result<()> {
    let writes = reader.who().is_some_and(|who| who.writes);
    reader.allow(writes && reader.is(&[Role::MinistryOfficer]), msg("reviews-forbidden-ministry"))
}

fn own(reader: &Reader, review: &Review) -> Result<()> {
    let own = reader.who().is_some_and(|who| who.writes && who.account == review.reviewer);
    reader.allow(own && !reader.practises(), msg("reviews-forbidden-own"))
}

/// The ministry says whether a proposal may be judged.
///
/// # Errors
/// [`Error::Forbidden`] for everyone else.
pub fn may_screen(reader: &Reader) -> Result<()> {
    ministry(reader)
}

/// The ministry asks.
///
/// # Errors
/// [`Error::Forbidden`] for everyone else.
pub fn may_ask(reader: &Reader) -> Result<()> {
    ministry(reader)
}

/// Whoever was asked declares.
///
/// # Errors
/// [`Error::Forbidden`] for everyone else.
pub fn may_declare(reader: &Reader, review: &Review) -> Result<()> {
    own(reader, review)
}

/// Whoever was asked scores.
///
/// # Errors
/// [`Error::Forbidden`] for everyone else.
pub fn may_score(reader: &Reader, review: &Review) -> Result<()> {
    own(reader, review)
}

/// Whoever was asked hands it in.
///
/// # Errors
/// [`Error::Forbidden`] for everyone else.
pub fn may_seal(reader: &Reader, review: &Review) -> Result<()> {
    own(reader, review)
}

/// Whoever asked takes it back.
///
/// # Errors
/// [`Error::Forbidden`] for everyone else.
pub fn may_withdraw(reader: &Reader) -> Result<()> {
    ministry(reader)
}

/// The ministry decides.
///
/// # Errors
/// [`Error::Forbidden`] for everyone else.
pub fn may_decide(reader: &Reader) -> Result<()> {
    ministry(reader)
}

/// Who reads all reviews of a proposal, and the order of a call: the ministry, and whoever audits it. From those who
/// judge there themselves the scores of others are kept where they are read (`verbs::seen`, `verbs::ranking`).
///
/// # Errors
/// [`Error::NotFound`] for everyone else.
pub fn may_see_all(reader: &Reader) -> Result<()> {
    if reader.is(&[Role::MinistryOfficer, Role::Auditor]) { Ok(()) } else { Err(Error::NotFound) }
}

/// Its reviewer reads it, and whoever reads all.
///
/// # Errors
/// [`Error::NotFound`] for everyone else.
pub fn may_see(reader: &Reader, review: &Review) -> Result<()> {
    let own = reader.who().is_some_and(|who| who.account == review.reviewer);
    if own { Ok(()) } else { may_see_all(reader) }
}

/// Is somebody who holds these roles bound to whoever proposes: do they work for the clinic that leads, or for one
/// that answers for an area?
pub fn is_bound(grants: &[Grant], project: &Project) -> bool {
    let areas = project.plan.areas.iter().filter_map(|area| area.clinic);
    let clinics: Vec<Uuid> = areas.chain(project.lead_clinic).collect();
    works_for_one_of(grants, &clinics)
}

/// Does somebody who holds these roles work for one of these clinics: for one that competes with the proposal, say?
pub fn works_for_one_of(grants: &[Grant], clinics: &[Uuid]) -> bool {
    let of_clinic = |grant: &Grant| match &grant.scope {
        house::accounts::Scope::Clinic { id, .. } => clinics.contains(id),
        _ => false,
    };
    grants.iter().any(of_clinic)
}
