//! The noun: a project of a year before the system, known by its numbers alone. What no source says is
//! not known, which is not nought.

use kit::Subject;
use kit::show::Bilingual;
use thai::{FiscalYear, Satang};
use uuid::Uuid;

use house::register::Standing;

/// The first year of the network (docs/requirements.md B-02).
pub const FIRST_YEAR: FiscalYear = FiscalYear(2546);

/// A project of a year before the system, as its source tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastProject {
    /// Inside.
    pub id: Uuid,
    /// Its code for people and files.
    pub code: String,
    /// When.
    pub fiscal_year: FiscalYear,
    /// What it was called.
    pub name: Bilingual,
    /// Who ran it, by the name of that time.
    pub organiser: String,
    /// Whose memory it is, where that is known.
    pub clinic: Option<Uuid>,
    /// Official code of the province, where a source says it.
    pub province: Option<String>,
    /// The budget, where a source says it.
    pub budget: Option<Satang>,
    /// How many persons it reached, where a source says it.
    pub recipients: Option<i64>,
    /// What came of it.
    pub result: Option<String>,
    /// Where all this is known from.
    pub source: String,
    /// What a reader should know beside.
    pub note: Option<String>,
    /// Part of a demonstration.
    pub invented: bool,
    /// How often it was changed, and whether it stands.
    pub standing: Standing,
}

impl Subject for PastProject {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

/// What the sources say of one year, added up. `None` where no source of that year says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastYear {
    /// Which.
    pub fiscal_year: FiscalYear,
    /// How many projects.
    pub projects: i64,
    /// Their budgets, as far as they are known.
    pub budget: Option<Satang>,
    /// Whom they reached, as far as it is known.
    pub recipients: Option<i64>,
}
