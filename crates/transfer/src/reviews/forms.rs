//! What people typed about reviews -> valid values, or errors beside the fields.

use std::collections::BTreeMap;

use house::layout::typed::Typed;
use kit::FormErrors;
use kit::form::{optional, reason_text, text_or_list, text_within, version_seen};
use kit::message::msg;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::review::{Judgement, Review};
use crate::calls::Call;
use crate::projects::Outcome;

/// The longest comment or reason, in characters.
const TEXT_MOST: usize = 4_000;

/// The form by which the ministry asks reviewers. Every field is kept as it was typed.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct AskForm {
    /// Code of the proposal.
    #[schema(required)]
    pub proposal: String,
    /// Addresses of their accounts, one a line.
    #[schema(required)]
    #[serde(deserialize_with = "text_or_list")]
    pub reviewers: String,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
}

impl AskForm {
    /// The addresses.
    ///
    /// # Errors
    /// When there is none.
    pub fn check(&self) -> Result<Vec<String>, FormErrors> {
        let words = self.reviewers.split(|letter: char| letter.is_whitespace() || letter == ',');
        let mut found: Vec<String> = words.filter_map(optional).map(|email| email.to_lowercase()).collect();
        found.sort();
        found.dedup();
        if found.is_empty() { Err(FormErrors::one("reviewers", msg("kit-field-required"))) } else { Ok(found) }
    }
}

/// The form by which the ministry says whether a proposal may be judged. Every field is kept as it was typed.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct ScreenForm {
    /// `yes` or `no`.
    #[schema(required)]
    pub eligible: String,
    /// Why not, or why now otherwise; the proposer reads it.
    pub reason: String,
}

impl ScreenForm {
    /// What is said, and why.
    ///
    /// # Errors
    /// When neither is chosen, or the reason is a word or two.
    pub fn check(&self) -> Result<(bool, Option<String>), FormErrors> {
        let mut errors = FormErrors::new();
        let eligible = match self.eligible.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => {
                errors.add("eligible", msg("reviews-screen-choose"));
                None
            }
        };
        let reason = optional(&self.reason).map(|text| reason_text(&text, TEXT_MOST)).transpose();
        let reason = errors.take("reason", reason);
        match (eligible, reason) {
            (Some(eligible), Some(reason)) if errors.is_empty() => Ok((eligible, reason)),
            _ => Err(errors),
        }
    }
}

/// The form by which a reviewer declares. Every field is kept as it was typed.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct DeclareForm {
    /// `yes`: nothing binds me to whoever proposes; `no`: something does.
    #[schema(required)]
    pub free: String,
    /// What does.
    pub conflict: String,
}

impl DeclareForm {
    /// What binds the reviewer, if anything.
    ///
    /// # Errors
    /// When neither is chosen, or it is not said what binds them.
    pub fn check(&self) -> Result<Option<String>, FormErrors> {
        match self.free.as_str() {
            "yes" => Ok(None),
            "no" => {
                text_within(&self.conflict, TEXT_MOST).map(Some).map_err(|message| FormErrors::one("conflict", message))
            }
            _ => Err(FormErrors::one("free", msg("reviews-declare-choose"))),
        }
    }
}

/// The name of a criterion's field: `score.{id}`.
pub fn field_of(criterion: &uuid::Uuid) -> String {
    format!("score.{criterion}")
}

/// Reads what a reviewer thinks so far: a score may still be missing.
///
/// # Errors
/// What is no score, beside its field.
pub fn judgement(typed: &Typed, call: &Call) -> Result<Judgement, FormErrors> {
    let (mut errors, mut scores) = (FormErrors::new(), BTreeMap::new());
    let most = i64::from(call.told.score_most);
    for (at, criterion) in call.told.criteria.iter().enumerate() {
        let field = field_of(&criterion.id);
        let text = thai::digits::to_ascii(typed.text(&field));
        if text.is_empty() {
            continue;
        }
        let read = text.parse().ok().filter(|score| (0..=most).contains(score));
        let read =
            errors.take(&field, read.ok_or_else(|| msg("reviews-score").with("most", most).with("number", at + 1)));
        scores.extend(read.map(|score| (criterion.id, score)));
    }
    let mut comment = |field: &str| {
        let read = optional(typed.text(field)).map(|text| text_within(&text, TEXT_MOST)).transpose();
        errors.take(field, read).flatten().unwrap_or_default()
    };
    let (to_proposer, to_ministry) = (comment("to_proposer"), comment("to_ministry"));
    errors.into_result()?;
    Ok(Judgement { scores, to_proposer, to_ministry })
}

/// A review as it would be typed.
pub fn filled(review: &Review) -> Typed {
    let mut typed = Typed::default();
    for (criterion, score) in &review.judgement.scores {
        typed.set(field_of(criterion), score.to_string());
    }
    typed.set("to_proposer", &review.judgement.to_proposer);
    typed.set("to_ministry", &review.judgement.to_ministry);
    typed.set("version", review.version.to_string());
    typed
}

/// What is sent to hand a review in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct SealForm {
    /// The version that was read.
    pub version: String,
}

/// The form by which the ministry decides. Every field is kept as it was typed.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct DecideForm {
    /// What.
    #[schema(required, value_type = Outcome)]
    pub outcome: String,
    /// Why; the proposer reads this.
    #[schema(required)]
    pub reason: String,
    /// The version of the proposal that was read.
    pub version: String,
}

impl DecideForm {
    /// What is decided, and why.
    ///
    /// # Errors
    /// What is missing, beside its field.
    pub fn check(&self) -> Result<(Outcome, String), FormErrors> {
        let mut errors = FormErrors::new();
        let outcome = Outcome::from_word(&self.outcome).ok_or_else(|| msg("reviews-outcome-choose"));
        let outcome = errors.take("outcome", outcome);
        let reason = errors.take("reason", reason_text(&self.reason, TEXT_MOST));
        match (outcome, reason) {
            (Some(outcome), Some(reason)) => Ok((outcome, reason)),
            _ => Err(errors),
        }
    }

    /// The version that was read.
    pub fn seen(&self) -> Option<i64> {
        version_seen(&self.version)
    }
}
