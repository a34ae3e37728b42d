//! Who may do which verb with a need: one function each, pure.

use kit::Result;
use kit::message::msg;

use super::need::{Need, Shown};
use house::accounts::{Reader, Role};
use house::rights::{EVERYBODY, borne_over, rehearsing};

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
    /// The clinic asks something back; the clock stands meanwhile.
    Ask,
    /// Whoever told it replies, or tells more: by its code, or through the clinic.
    Reply,
    /// The same need came twice: it goes on with another.
    Merge,
    /// It was another after all: it is on its own way again.
    Unmerge,
    /// A photograph or a voice is put beside it.
    Attach,
    /// Strangers may see or hear it.
    PublishFile,
    /// It is taken away for good.
    RemoveFile,
    /// Strangers may not read it, and why.
    Withhold,
    /// Strangers may read it: somebody has looked at its words.
    Publish,
    /// The desk gives somebody who lost the code a word to fetch it with.
    Recover,
    /// They fetch it.
    Reclaim,
    /// Inside: it is late, and climbs a level.
    Escalate,
    /// Inside: working days have changed, and with them the day that is promised.
    Redate,
    /// From below: a technology was confirmed.
    Matched,
    /// From below: its clinic asked the whole network for help.
    NetworkCalled,
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
            Verb::Ask => "need.ask",
            Verb::Reply => "need.reply",
            Verb::Merge => "need.merge",
            Verb::Unmerge => "need.unmerge",
            Verb::Attach => "need.attach",
            Verb::PublishFile => "need.publish_file",
            Verb::RemoveFile => "need.remove_file",
            Verb::Withhold => "need.withhold",
            Verb::Publish => "need.publish",
            Verb::Recover => "need.recover",
            Verb::Reclaim => "need.reclaim",
            Verb::Escalate => "need.escalate",
            Verb::Redate => "need.redate",
            Verb::Matched => "need.matched",
            Verb::NetworkCalled => "need.network_called",
            Verb::Proposed => "need.proposed",
            Verb::TakenIntoProject => "need.taken_into_project",
            Verb::LeftByProject => "need.left_by_project",
        }
    }
}

/// Those who work on a clinic's needs.
pub(super) const CLINIC: [Role; 3] = [Role::ClinicCoordinator, Role::ClinicManager, Role::ClinicDirector];
/// Those who decide for a clinic, and head it.
pub(super) const DECIDING: [Role; 2] = [Role::ClinicManager, Role::ClinicDirector];
/// Those who write down what others tell them: at the telephone, at a forum, at a workshop.
const WRITING: [Role; 6] = [
    Role::ClinicCoordinator,
    Role::ClinicManager,
    Role::ClinicDirector,
    Role::ProvinceOfficer,
    Role::RegionalOfficer,
    Role::MinistryOfficer,
];
/// Those who see what is late where they are.
const WATCHING: [Role; 5] =
    [Role::ClinicCoordinator, Role::ClinicManager, Role::ClinicDirector, Role::RegionalOfficer, Role::MinistryOfficer];

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

/// Rehearsals are seen by those who work on them, and so is what strangers may not read; the ministry sees
/// that too.
///
/// # Errors
/// [`kit::Error::NotFound`] for everyone else; for their own clinic outside of practice mode
/// [`kit::Error::Forbidden`], with the way in.
pub fn may_see(reader: &Reader, need: &Need) -> Result<()> {
    let open = !need.practice && need.shown == Shown::ToAll;
    let seen = open || works_on(reader, need, &CLINIC) || (!need.practice && reader.is(&[Role::MinistryOfficer]));
    if seen { Ok(()) } else { Err(reader.unseen(need.practice, need.clinic)) }
}

/// Whoever holds the code follows the need, whatever strangers may read of it.
///
/// # Errors
/// [`kit::Error::NotFound`] for a rehearsal of others.
pub fn may_follow(reader: &Reader, need: &Need) -> Result<()> {
    if need.practice { may_see(reader, need) } else { Ok(()) }
}

/// Whoever hears needs in their work writes them down for others.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_write_down(reader: &Reader) -> Result<()> {
    reader.beginning(None).allow(reader.is(&WRITING), msg("needs-forbidden-write-down"))
}

/// Who has a list of needs to work on.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_watch(reader: &Reader) -> Result<()> {
    reader.beginning(None).allow(reader.is(&WATCHING), msg("needs-forbidden-desk"))
}

/// Its clinic may ask something back.
///
/// # Errors
/// [`kit::Error::Forbidden`] for every other clinic.
pub fn may_ask(reader: &Reader, need: &Need) -> Result<()> {
    may_analyse(reader, need)
}

/// Its clinic writes down what it was told by telephone; whoever holds the code needs nobody for that.
///
/// # Errors
/// [`kit::Error::Forbidden`] for every other clinic.
pub fn may_reply(reader: &Reader, need: &Need) -> Result<()> {
    may_analyse(reader, need)
}

/// Who works on both needs may say that they are one.
///
/// # Errors
/// [`kit::Error::Forbidden`] for every other clinic.
pub fn may_merge(reader: &Reader, need: &Need) -> Result<()> {
    may_analyse(reader, need)
}

/// And that they are not.
///
/// # Errors
/// [`kit::Error::Forbidden`] for every other clinic.
pub fn may_unmerge(reader: &Reader, need: &Need) -> Result<()> {
    may_analyse(reader, need)
}

/// Its clinic puts files beside it; whoever holds the code needs nobody for that.
///
/// # Errors
/// [`kit::Error::Forbidden`] for every other clinic.
pub fn may_attach(reader: &Reader, need: &Need) -> Result<()> {
    may_analyse(reader, need)
}

/// Only those who work on the need see and hear its files, unless they are published.
pub fn may_open_files(reader: &Reader, need: &Need) -> bool {
    works_on(reader, need, &CLINIC)
}

/// Its clinic publishes a file that was given for it.
///
/// # Errors
/// [`kit::Error::Forbidden`] for every other clinic.
pub fn may_publish_file(reader: &Reader, need: &Need) -> Result<()> {
    may_analyse(reader, need)
}

/// Its clinic takes a file away; so may whoever holds the code.
///
/// # Errors
/// [`kit::Error::Forbidden`] for every other clinic.
pub fn may_remove_file(reader: &Reader, need: &Need) -> Result<()> {
    may_analyse(reader, need)
}

/// Its clinic and the ministry judge its words.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_publish(reader: &Reader, need: &Need) -> Result<()> {
    let reader = at(reader, need);
    let judges = works_on(&reader, need, &CLINIC) || reader.is(&[Role::MinistryOfficer]);
    reader.allow(judges, msg("needs-forbidden-clinic"))
}

/// Its clinic and the ministry judge its words.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_withhold(reader: &Reader, need: &Need) -> Result<()> {
    may_publish(reader, need)
}

/// Its clinic and the ministry's hotline help somebody who lost the code: those who may know the person.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_recover(reader: &Reader, need: &Need) -> Result<()> {
    may_publish(reader, need)
}

/// Anyone tries who was given a word; the throttle and the word's own tries hold them.
///
/// # Errors
/// Only a token for reading is refused.
pub fn may_reclaim(reader: &Reader) -> Result<()> {
    may_register(reader)
}

/// Who finds it by searching: [`may_see`] in the words of the index.
pub fn readers(need: &Need) -> Vec<String> {
    let over = |roles: &[Role]| borne_over(roles, need.clinic, Some(&need.told.province));
    match (need.practice, need.shown) {
        (true, _) => need.clinic.map(rehearsing).into_iter().collect(),
        (false, Shown::ToAll) => vec![EVERYBODY.to_owned()],
        (false, Shown::Flagged | Shown::Withheld) => [over(&CLINIC), vec![Role::MinistryOfficer.to_string()]].concat(),
    }
}
