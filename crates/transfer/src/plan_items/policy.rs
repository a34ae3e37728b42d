//! Who may write down what plans say.

use kit::Result;
use kit::message::msg;

use super::plan_item::PlanItem;
use house::accounts::{Reader, Role};

/// What can be done to an item of a plan. The word is the right, the trail's action and the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: POST to the collection.
    Register,
    /// Change what is said of it; one that was withdrawn stands again.
    Correct,
    /// It was wrong: say why, and offer it no more.
    Withdraw,
    /// Inside: a file brings it, inside the import's own act.
    Bring,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Register => "plan_item.register",
            Verb::Correct => "plan_item.correct",
            Verb::Withdraw => "plan_item.withdraw",
            Verb::Bring => "plan_item.bring",
        }
    }
}

/// Those who enter what the plans of their provinces say: the office of the province, and the regional centre that
/// makes plans with it (docs/requirements.md A1-07).
const OF_PROVINCES: [Role; 2] = [Role::ProvinceOfficer, Role::RegionalOfficer];

/// The ministry enters items of every plan, offices and centres those of their provinces (docs/requirements.md
/// A3-06); asked with no item, whether they may enter any.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_register(reader: &Reader, item: Option<&PlanItem>) -> Result<()> {
    let own = match item {
        None => reader.is(&OF_PROVINCES),
        Some(item) => match &item.province {
            Some(province) => reader.is_over(&OF_PROVINCES, None, Some(province)),
            None => false,
        },
    };
    let writes = reader.who().is_some_and(|who| who.writes);
    reader.allow(writes && (own || reader.is(&[Role::MinistryOfficer])), msg("plan-items-forbidden"))
}

/// Whoever enters them corrects them.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_correct(reader: &Reader, item: Option<&PlanItem>) -> Result<()> {
    may_register(reader, item)
}

/// Whoever enters them withdraws them.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_withdraw(reader: &Reader, item: Option<&PlanItem>) -> Result<()> {
    may_register(reader, item)
}

/// The ministry brings in those of the whole country from files.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_import(reader: &Reader) -> Result<()> {
    let writes = reader.who().is_some_and(|who| who.writes);
    reader.allow(writes && reader.is(&[Role::MinistryOfficer]), msg("plan-items-forbidden"))
}
