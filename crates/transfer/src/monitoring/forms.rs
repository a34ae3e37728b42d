//! What a person typed in a report -> valid words, or errors beside the fields.

use chrono::NaiveDate;
use kit::db::listing;
use kit::form::{optional, text_within, version_seen};
use kit::message::msg;
use kit::web::narrow::{self, unknown};
use kit::web::{Check, Narrows};
use kit::{FormErrors, Message};
use serde::{Deserialize, Serialize};
use thai::Quarter;
use utoipa::ToSchema;

use super::expectation::{Expectation, Standing};
use super::progress_report::{Narrative, TEXT_MOST};
use super::report_key::{ReportKey, quarter_of, quarter_word};
use house::layout::Choice;

/// The words of a report. A draft may be saved with any of them empty.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct NarrativeForm {
    /// What helped (ปัจจัยสนับสนุน).
    pub support: String,
    /// What stood in the way (ปัญหาและอุปสรรค).
    pub problems: String,
    /// What to do next (ข้อเสนอแนะ).
    pub suggestions: String,
    /// Why figures differ from the plan or from an earlier report.
    pub explanation: String,
    /// The version the writer read, where `If-Match` does not say it.
    pub version: String,
}
kit::versioned!(NarrativeForm);

impl NarrativeForm {
    /// The form as it stands in the database.
    pub fn saved(narrative: &Narrative, version: i64) -> Self {
        Self {
            support: narrative.support.clone(),
            problems: narrative.problems.clone(),
            suggestions: narrative.suggestions.clone(),
            explanation: narrative.explanation.clone(),
            version: version.to_string(),
        }
    }

    /// Reads the form; a version that cannot be read is none that anybody wrote.
    pub fn check(&self) -> Result<(Narrative, i64), FormErrors> {
        let mut errors = FormErrors::new();
        let support = errors.take("support", within(&self.support));
        let problems = errors.take("problems", within(&self.problems));
        let suggestions = errors.take("suggestions", within(&self.suggestions));
        let explanation = errors.take("explanation", within(&self.explanation));
        match (support, problems, suggestions, explanation) {
            (Some(support), Some(problems), Some(suggestions), Some(explanation)) => Ok((
                Narrative { support, problems, suggestions, explanation },
                version_seen(&self.version).unwrap_or(0),
            )),
            _ => Err(errors),
        }
    }
}

fn within(typed: &str) -> Result<String, Message> {
    optional(typed).map_or_else(|| Ok(String::new()), |text| text_within(&text, TEXT_MOST))
}

/// What must be written before a report is handed in (seed 000 §8 no. 8), and, when a figure has
/// become less than in an earlier report, why.
///
/// # Errors
/// Beside each text that is missing.
pub fn missing(narrative: &Narrative, falls: bool) -> Result<(), FormErrors> {
    let mut errors = FormErrors::new();
    for (field, text) in
        [("support", &narrative.support), ("problems", &narrative.problems), ("suggestions", &narrative.suggestions)]
    {
        if text.is_empty() {
            errors.add(field, msg("monitoring-write-none"));
        }
    }
    if falls && narrative.explanation.is_empty() {
        errors.add("explanation", msg("monitoring-explain-less"));
    }
    errors.into_result()
}

/// Why a report is handed back.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ReasonForm {
    /// What the clinic is to mend; it reads this.
    #[schema(required)]
    pub reason: String,
}

impl ReasonForm {
    /// Reads the form.
    pub fn check(&self) -> Result<String, FormErrors> {
        text_within(&self.reason, TEXT_MOST).map_err(|message| FormErrors::one("reason", message))
    }
}

/// Which report to begin.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct DraftForm {
    /// Project, area and quarter, as `P53-1-A2-2553Q3`.
    #[schema(required)]
    pub report: String,
}

/// What the list on the desk is narrowed by.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DeskFilter {
    /// Words of the project's name or code.
    pub q: String,
    /// "2553Q3"; the last quarter that is over when empty.
    pub quarter: String,
    /// A [`Standing`], as its word.
    pub standing: String,
    /// Where to begin.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

/// A quarter of a fiscal year, as `2553Q3`.
fn narrows_quarter(typed: &str, _: NaiveDate) -> Result<String, Message> {
    quarter_read(typed).map(quarter_word).ok_or_else(|| unknown("monitoring-quarter-unknown", typed))
}

fn quarter_read(word: &str) -> Option<Quarter> {
    let (year, number) = word.split_once('Q')?;
    quarter_of(year.parse().ok()?, number.parse().ok()?)
}

impl Narrows for DeskFilter {
    const CHECKS: &'static [(&'static str, Check)] = &[
        ("quarter", narrows_quarter),
        ("standing", Standing::narrows),
        ("cursor", listing::narrows_by::<ReportKey>),
        ("limit", narrow::limit),
    ];
}

impl DeskFilter {
    /// The quarter asked for, or the last one that is over.
    pub fn quarter(&self, today: NaiveDate) -> Quarter {
        quarter_read(&self.quarter)
            .unwrap_or_else(|| Quarter::of(Quarter::of(today).start() - chrono::Duration::days(1)))
    }

    /// Does a report pass?
    pub fn admits(&self, one: &Expectation, today: NaiveDate) -> bool {
        let words = thai::words::search_key(&self.q);
        let text =
            thai::words::search_key(&format!("{} {} {}", one.key(), one.area.project_name.th, one.area.as_printed));
        (self.standing.is_empty() || one.standing(today).as_str() == self.standing) && text.contains(&words)
    }

    /// The address of the same list, beginning at `cursor`.
    pub fn address(&self, cursor: &str) -> String {
        let fields =
            [("q", self.q.as_str()), ("quarter", &self.quarter), ("standing", &self.standing), ("cursor", cursor)];
        kit::web::address("/desk/progress-reports", &fields)
    }
}

/// Which revision is asked for; the latest when none.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RevisionQuery {
    /// From 1.
    pub revision: Option<i32>,
}

/// How many quarters back the desk offers.
const QUARTERS_BACK: usize = 12;

/// The quarters the desk offers, the latest first.
pub fn quarters_back(today: NaiveDate) -> Vec<Choice> {
    let before = |quarter: &Quarter| Some(Quarter::of(quarter.start() - chrono::Duration::days(1)));
    let all = std::iter::successors(Some(Quarter::of(today)), before).take(QUARTERS_BACK);
    let short = |quarter: Quarter| {
        msg("layout-quarter").with("quarter", u32::from(quarter.number())).with("year", quarter.year())
    };
    all.map(|quarter| Choice::new(quarter_word(quarter), short(quarter))).collect()
}
