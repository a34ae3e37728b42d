//! Sheets that were printed together: of one form, for one area and one day.

use chrono::NaiveDate;
use kit::{Subject, Timestamp};
use paper::Layout;
use uuid::Uuid;
use xlsform::Kind;

/// Sheets in one pack.
pub(super) const SHEETS_MOST: usize = 300;
/// Letters of the code of a pack and of a sheet.
pub(super) const CODE: usize = 10;

/// What a clinic asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct NewPack {
    /// Which of the three forms.
    pub kind: Kind,
    /// The day on which it will be answered.
    pub answered_on: NaiveDate,
    /// How many sheets without a name, of applications.
    pub blanks: usize,
}

/// A pack.
#[derive(Clone, Debug, PartialEq)]
pub struct Pack {
    /// Inside.
    pub id: Uuid,
    /// Its code.
    pub code: String,
    /// The area it is for.
    pub area: Uuid,
    /// The version that its sheets ask.
    pub questionnaire: Uuid,
    /// Which of the three.
    pub kind: Kind,
    /// The day on which it is answered.
    pub answered_on: NaiveDate,
    /// Where everything stands on its pages: a sheet is read by the places it was printed with.
    pub layout: Layout,
    /// Where the file to be printed lies.
    pub file: String,
    /// When it was made.
    pub made_at: Timestamp,
}

impl Subject for Pack {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

/// A sheet of a pack: the pages that one person fills in.
#[derive(Clone, Debug, PartialEq)]
pub struct PaperSheet {
    /// Inside.
    pub id: Uuid,
    /// The pack it belongs to.
    pub pack: Uuid,
    /// What its square code says.
    pub code: String,
    /// Whose it is; nobody's yet for an application.
    pub participant: Option<Uuid>,
    /// What was received of it, once it came back whole.
    pub receipt: Option<String>,
}

impl Subject for PaperSheet {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}
