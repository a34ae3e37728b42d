//! Who may do which verb with a need: one function each, pure.

use kit::Result;
use kit::message::msg;

use super::need::Need;
use crate::accounts::{Reader, Role};

/// What can be done to a need. The word is the right, the trail's action and the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: POST to the collection.
    Register,
    /// Record a joint analysis.
    Analyse,
    /// Not take it up, with a public reason.
    Decline,
    /// Give the public reply.
    Answer,
    /// From below: a technology was confirmed.
    Matched,
    /// From below: a project was proposed for it.
    Proposed,
    /// From below: a project that took it up was approved.
    TakenIntoProject,
    /// From below: that project was given up.
    LeftByProject,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Register => "need.register",
            Verb::Analyse => "need.analyse",
            Verb::Decline => "need.decline",
            Verb::Answer => "need.answer",
            Verb::Matched => "need.matched",
            Verb::Proposed => "need.proposed",
            Verb::TakenIntoProject => "need.taken_into_project",
            Verb::LeftByProject => "need.left_by_project",
        }
    }
}

/// Those who work on a clinic's needs.
const CLINIC: [Role; 3] = [Role::ClinicCoordinator, Role::ClinicManager, Role::ClinicDirector];
/// Those who decide for a clinic.
const DECIDING: [Role; 2] = [Role::ClinicManager, Role::ClinicDirector];

fn at(reader: &Reader, need: &Need) -> Reader {
    reader.before(need.practice, need.clinic)
}

fn works_on(reader: &Reader, need: &Need, roles: &[Role]) -> bool {
    let reader = at(reader, need);
    let place = Some(need.told.province.as_str());
    // A need no clinic covers yet is the ministry's to place.
    let unplaced = need.clinic.is_none() && reader.is(&[Role::MinistryOfficer]);
    unplaced || reader.is_over(roles, need.clinic, place)
}

/// Anyone may tell a need; whoever practises, one to rehearse with.
///
/// # Errors
/// Only a token for reading is refused.
pub fn may_register(reader: &Reader) -> Result<()> {
    let writes = reader.who().is_none_or(|who| who.writes);
    reader.beginning(None).allow(writes, msg("accounts-token-reads-only"))
}

/// The ministry brings in needs of other registers.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_import(reader: &Reader) -> Result<()> {
    reader.allow(reader.is(&[Role::MinistryOfficer]), msg("needs-forbidden-import"))
}

/// Its clinic may analyse it.
///
/// # Errors
/// [`kit::Error::Forbidden`] for every other clinic.
pub fn may_analyse(reader: &Reader, need: &Need) -> Result<()> {
    at(reader, need).allow(works_on(reader, need, &CLINIC), msg("needs-forbidden-clinic"))
}

/// Its clinic's manager or director may decline it.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_decline(reader: &Reader, need: &Need) -> Result<()> {
    at(reader, need).allow(works_on(reader, need, &DECIDING), msg("needs-forbidden-decide"))
}

/// Its clinic may answer in public.
///
/// # Errors
/// [`kit::Error::Forbidden`] for every other clinic.
pub fn may_answer(reader: &Reader, need: &Need) -> Result<()> {
    at(reader, need).allow(works_on(reader, need, &CLINIC), msg("needs-forbidden-clinic"))
}

/// Who told it, and how to reach them: its clinic and the ministry's officers only.
pub fn may_see_person(reader: &Reader, need: &Need) -> bool {
    works_on(reader, need, &CLINIC) || at(reader, need).is(&[Role::MinistryOfficer, Role::DataProtectionOfficer])
}

/// Rehearsals are seen by those who work on them.
///
/// # Errors
/// [`kit::Error::NotFound`] for everyone else; for their own clinic outside of practice mode
/// [`kit::Error::Forbidden`], with the way in.
pub fn may_see(reader: &Reader, need: &Need) -> Result<()> {
    let seen = !need.practice || works_on(reader, need, &CLINIC);
    if seen { Ok(()) } else { Err(reader.unseen(need.practice, need.clinic)) }
}
