//! Who may do which verb with a network call: one function each, pure.

use kit::message::msg;
use kit::{Error, Result};
use uuid::Uuid;

use super::answer::CallAnswer;
use super::call::NetworkCall;
use super::sight::Sight;
use crate::needs::{self, Need};
use house::accounts::{Reader, Role};

/// What can be done to one. The word is the right, the trail's action and the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: POST to the collection.
    Open,
    /// Another clinic says how it can help.
    Answer,
    /// It takes its answer back.
    Withdraw,
    /// Whoever asked says how it ended.
    Close,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Open => "network_call.open",
            Verb::Answer => "network_call.answer",
            Verb::Withdraw => "network_call.withdraw",
            Verb::Close => "network_call.close",
        }
    }
}

/// Those who ask and answer for a clinic.
pub const CLINIC: [Role; 3] = [Role::ClinicCoordinator, Role::ClinicManager, Role::ClinicDirector];

fn acts_for(reader: &Reader, clinic: Uuid) -> bool {
    reader.who().is_some_and(|who| who.writes) && reader.is_over(&CLINIC, Some(clinic), None)
}

/// Is somebody of the clinic that asks reading?
pub fn asks(reader: &Reader, call: &NetworkCall) -> bool {
    reader.is_over(&CLINIC, Some(call.clinic), None)
}

/// Those who decide what fits a need ask the network about it. A rehearsal stays in its clinic.
///
/// # Errors
/// [`Error::Forbidden`] for every other clinic, and for a rehearsal; [`Error::NotFound`] for those who may
/// not know of the need.
pub fn may_open(reader: &Reader, need: &Need) -> Result<()> {
    needs::may_see(reader, need)?;
    needs::may_analyse(reader, need)?;
    if need.practice { Err(Error::Forbidden(msg("network-calls-rehearsal"))) } else { Ok(()) }
}

/// The clinics for which this reader may answer: their own, but for the one that asks.
pub fn answering(reader: &Reader, call: &NetworkCall) -> Vec<Uuid> {
    reader.clinics().filter(|clinic| *clinic != call.clinic && acts_for(reader, *clinic)).collect()
}

/// Whoever works for another clinic answers.
///
/// # Errors
/// [`Error::Forbidden`] for the clinic that asks, and for whoever works for none.
pub fn may_answer(reader: &Reader, call: &NetworkCall) -> Result<()> {
    let own = asks(reader, call);
    let why = if own { msg("network-calls-own") } else { msg("network-calls-forbidden-answer") };
    reader.allow(!answering(reader, call).is_empty(), why)
}

/// The clinic that answered takes its answer back.
///
/// # Errors
/// [`Error::Forbidden`] for every other clinic.
pub fn may_withdraw(reader: &Reader, answer: &CallAnswer) -> Result<()> {
    reader.allow(acts_for(reader, answer.clinic), msg("network-calls-forbidden-withdraw"))
}

/// The clinic that asked ends it.
///
/// # Errors
/// [`Error::Forbidden`] for every other clinic.
pub fn may_close(reader: &Reader, call: &NetworkCall) -> Result<()> {
    reader.allow(acts_for(reader, call.clinic), msg("network-calls-forbidden-close"))
}

/// Are they of the network, so that they read what is asked about needs that strangers may not read?
pub fn is_of_network(reader: &Reader) -> bool {
    reader.clinics().next().is_some()
}

/// Does their list hold the calls about such needs as well?
pub fn sees_all(reader: &Reader) -> bool {
    is_of_network(reader) || reader.is(&[Role::MinistryOfficer])
}

/// Whoever may read a need reads what is asked about it. Of one that is kept from strangers every clinic reads
/// the problem and the province: without that nobody could help.
///
/// # Errors
/// [`Error::NotFound`] for everyone else.
pub fn may_see(reader: &Reader, need: &Need) -> Result<Sight> {
    if needs::may_see(reader, need).is_ok() {
        return Ok(Sight::Whole);
    }
    if !need.practice && is_of_network(reader) { Ok(Sight::Problem) } else { Err(Error::NotFound) }
}
