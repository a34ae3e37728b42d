//! The noun: a training that the ministry held for staff of clinics.

use chrono::NaiveDate;
use kit::Subject;
use kit::show::Bilingual;
use thai::FiscalYear;
use uuid::Uuid;

use house::register::Standing;
use kit::words;

words! {
    /// The dimension of the network's goals that a training serves (docs/requirements.md A2-05).
    Aim {
        /// ประสิทธิผล
        Effectiveness = "effectiveness",
        /// ประสิทธิภาพ
        Efficiency = "efficiency",
        /// คุณภาพการให้บริการ
        ServiceQuality = "service_quality",
        /// การพัฒนาองค์กร
        Organisation = "organisation",
    }
}

/// A training. What no source says is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Training {
    /// Inside.
    pub id: Uuid,
    /// Its code for people and files.
    pub code: String,
    /// In which year.
    pub fiscal_year: FiscalYear,
    /// What it was about.
    pub name: Bilingual,
    /// First and last day.
    pub days: (Option<NaiveDate>, Option<NaiveDate>),
    /// Where.
    pub place: Option<String>,
    /// What it serves; empty where no source says it.
    pub aims: Vec<Aim>,
    /// How many persons came.
    pub participants: Option<i64>,
    /// How many of each clinic came.
    pub clinics: Vec<(Uuid, i64)>,
    /// Where it is known from.
    pub source: Option<String>,
    /// What a reader should know beside.
    pub note: Option<String>,
    /// Part of a demonstration.
    pub invented: bool,
    /// How often it was changed, and whether it stands.
    pub standing: Standing,
}

impl Subject for Training {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

/// The years from the first told of to the last in which none was held, or none is known.
pub fn years_without(trainings: &[Training], last: FiscalYear) -> Vec<FiscalYear> {
    let held = |year: i32| trainings.iter().any(|training| training.fiscal_year.0 == year);
    let first = trainings.iter().map(|training| training.fiscal_year.0).min();
    first.into_iter().flat_map(|first| first..=last.0).filter(|year| !held(*year)).map(FiscalYear).collect()
}
