//! Who may enter figures that somebody printed; everyone reads them.

use kit::{Result, msg};

use crate::accounts::{Reader, Role};

/// The ministry enters them.
///
/// # Errors
/// [`kit::Error::Forbidden`] for everyone else.
pub fn may_import(reader: &Reader) -> Result<()> {
    reader.allow(reader.is(&[Role::MinistryOfficer]), msg("published-figures-forbidden-import"))
}
