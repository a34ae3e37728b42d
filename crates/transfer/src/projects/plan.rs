//! What a project sets out to do, as a document of thirteen sections (seed 000), with the line of work
//! it belongs to, the level of participation it reaches and the period it is carried out in.

use chrono::NaiveDate;
use kit::show::Bilingual;
use serde::{Deserialize, Serialize};
use thai::{FiscalYear, Quarter};

use super::area::Area;
use super::budget::Budget;
use super::indicator::ProjectIndicator;
use super::schedule::ScheduleItem;
use super::target_group::TargetGroup;
use crate::programmes::ParticipationLevel;

/// When a plan is carried out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub starts_on: Option<NaiveDate>,
    /// The last day.
    pub ends_on: Option<NaiveDate>,
    /// The source's own words, slips included (docs/requirements.md B-01).
    pub as_printed: Option<String>,
}

impl Period {
    /// Both days, when both are known and in order.
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        Some((self.starts_on?, self.ends_on?)).filter(|(from, to)| from <= to)
    }

    /// The months it touches: six for 1 April – 30 September.
    pub fn months(&self) -> usize {
        use chrono::Datelike;
        let Some((from, to)) = self.days() else { return 0 };
        let month = |day: NaiveDate| day.year() * 12 + day.month0().cast_signed();
        usize::try_from(month(to) - month(from) + 1).unwrap_or(0)
    }

    /// The fiscal quarters it touches: each expects one progress report from every area.
    pub fn quarters(&self) -> Vec<Quarter> {
        self.days().map_or_else(Vec::new, |(from, to)| thai::fiscal::quarters_between(from, to).collect())
    }
}

/// Everything a project sets out to do: the thirteen sections of a plan (seed 000).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// What it is called.
    pub name: Bilingual,
    /// The fiscal year it belongs to.
    pub fiscal_year: FiscalYear,
    /// The word of its line of work.
    pub programme: String,
    /// The topic chosen for the year.
    pub topic: String,
    /// Why it was chosen.
    pub selection_reasons: Vec<String>,
    /// §1 Principles and reasons.
    pub rationale: String,
    /// Why it takes up nobody's need, where it does not (docs/requirements.md A3-04).
    pub without_need: Option<String>,
    /// §2 Objectives.
    pub objectives: Vec<String>,
    /// §4 For whom.
    pub target_groups: Vec<TargetGroup>,
    /// §3 and §5 Targets, and how success is measured.
    pub indicators: Vec<ProjectIndicator>,
    /// §6 When.
    pub period: Period,
    /// §7 Method, step by step.
    pub method: Vec<String>,
    /// §8 The schedule by month.
    pub schedule: Vec<ScheduleItem>,
    /// §9 Where, and which clinic answers for it.
    pub areas: Vec<Area>,
    /// §10 Benefits.
    pub benefits: Vec<String>,
    /// §11 Tools of follow-up and evaluation.
    pub monitoring: Vec<String>,
    /// §12 What it costs.
    pub budget: Budget,
    /// §13 Who is responsible: the lead first, then those who share it.
    pub responsible: Vec<String>,
    /// §3.2 How far the public takes part.
    pub participation_level: Option<ParticipationLevel>,
    /// What proves that level.
    pub level_evidence: String,
    /// The document it was taken from.
    pub source: Option<String>,
    /// What the document calls its own version, where it does.
    pub edition: Option<String>,
}

impl Plan {
    /// An empty plan under a name.
    pub fn named(name: Bilingual, fiscal_year: FiscalYear, programme: impl Into<String>) -> Self {
        Self {
            name,
            fiscal_year,
            programme: programme.into(),
            topic: String::new(),
            selection_reasons: Vec::new(),
            rationale: String::new(),
            without_need: None,
            objectives: Vec::new(),
            target_groups: Vec::new(),
            indicators: Vec::new(),
            period: Period::default(),
            method: Vec::new(),
            schedule: Vec::new(),
            areas: Vec::new(),
            benefits: Vec::new(),
            monitoring: Vec::new(),
            budget: Budget::default(),
            responsible: Vec::new(),
            participation_level: None,
            level_evidence: String::new(),
            source: None,
            edition: None,
        }
    }
}
