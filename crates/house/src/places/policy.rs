//! Who may do which verb with a local government: one function each, pure.

use kit::Result;
use kit::message::msg;

use crate::rights::{Reader, Role};

/// What can be done to a local government.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Creation: POST to the collection.
    Register,
}

impl From<Verb> for &'static str {
    fn from(verb: Verb) -> Self {
        match verb {
            Verb::Register => "local_government.register",
        }
    }
}

/// Those who meet local governments in their work, wherever these lie.
const ANYWHERE: [Role; 4] = [Role::ClinicCoordinator, Role::ClinicManager, Role::ClinicDirector, Role::MinistryOfficer];

/// May the reader enter local governments somewhere?
///
/// # Errors
/// [`kit::Error::Forbidden`] for those who may nowhere.
pub fn may_register_somewhere(reader: &Reader) -> Result<()> {
    let allowed = reader.is(&ANYWHERE) || reader.is(&[Role::ProvinceOfficer]);
    reader.allow(allowed, msg("places-forbidden-register"))
}

/// Staff of clinics and the ministry enter local governments, a province's officer those of the
/// province.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_register(reader: &Reader, province: &str) -> Result<()> {
    let allowed = reader.is(&ANYWHERE) || reader.is_over(&[Role::ProvinceOfficer], None, Some(province));
    reader.allow(allowed, msg("places-forbidden-register"))
}

/// The ministry brings over lists of local governments.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_import(reader: &Reader) -> Result<()> {
    reader.allow(reader.is(&[Role::MinistryOfficer]), msg("places-forbidden-import"))
}
