//! What is typed to propose a project, and to take a step in its life.

use chrono::NaiveDate;
use kit::clock::thai_day;
use kit::form::{fiscal_year, optional, text_within};
use kit::message::msg;
use kit::show::Bilingual;
use kit::{FormErrors, Timestamp};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::forms::{LINE_MOST, programme};
use super::plan::Plan;
use super::project::Signature;
use crate::calls::Call;
use crate::programmes;
use house::layout::date_field::DateField;

house::date_names!(SignedOn, "on");

/// The choice of a lead that is no clinic.
pub const MINISTRY: &str = "ministry";

/// Characters of a reason.
pub const REASON_MOST: usize = LINE_MOST * 4;

/// What is typed to propose a project.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ProposalForm {
    /// Thai name.
    #[schema(required)]
    pub name_th: String,
    /// English name.
    pub name_en: String,
    /// Buddhist era.
    #[schema(required)]
    pub fiscal_year: String,
    /// The word of its line of work.
    #[schema(required)]
    pub programme: String,
    /// The code of a clinic, or `ministry`.
    #[schema(required)]
    pub lead: String,
    /// The code of a matched need it takes up.
    pub need: String,
    /// The code of the call it answers; then its fiscal year and line of work are the call's.
    pub call: String,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
}

/// A plan in a file, from which a project is proposed.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct PlanFileForm {
    /// The code of a clinic, or `ministry`.
    #[schema(required)]
    pub lead: String,
    /// The code of a matched need it takes up.
    pub need: String,
    /// The code of the call it answers.
    pub call: String,
    /// The file in base64: PDF or DOCX, as it was taken away; a page sends a file instead.
    #[schema(required)]
    pub file: String,
}

impl PlanFileForm {
    /// The bytes a program sends.
    ///
    /// # Errors
    /// When it is no base64.
    pub fn bytes(&self) -> Result<Vec<u8>, FormErrors> {
        let bytes = data_encoding::BASE64.decode(self.file.trim().as_bytes());
        bytes.map_err(|_| FormErrors::one("file", msg("attachments-base64")))
    }
}

/// A project as it is proposed.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// What it sets out to do.
    pub plan: Plan,
    /// The clinic that leads; `None` for the ministry's own.
    pub lead_clinic: Option<Uuid>,
    /// The codes of matched needs it takes up.
    pub needs: Vec<String>,
    /// The call it answers.
    pub call: Option<Uuid>,
}

impl ProposalForm {
    /// Reads the form at a moment; `lead` is the clinic of that code, `known` the lines of work, `call` the call it
    /// names.
    ///
    /// # Errors
    /// What is missing, beside its field.
    pub fn check(
        &self,
        lead: Option<Uuid>,
        known: &programmes::Names,
        call: Option<&Call>,
        now: Timestamp,
    ) -> Result<Proposal, FormErrors> {
        let mut errors = FormErrors::new();
        let name = errors.take("name_th", text_within(&self.name_th, LINE_MOST));
        let (year, programme) = match call {
            Some(call) => {
                errors.take("call", call.may_be_answered(now));
                (Some(call.told.fiscal_year), Some(call.told.programme.clone()))
            }
            None => {
                let year = errors.take("fiscal_year", fiscal_year(&self.fiscal_year, thai_day(now)));
                (year, errors.take("programme", programme(&self.programme, known)))
            }
        };
        if call.is_none() && !self.call.trim().is_empty() {
            errors.add("call", msg("projects-call-unknown").with("typed", self.call.trim()));
        }
        errors.clone().into_result()?;
        let known = lead.is_some() || self.lead == MINISTRY;
        let known = errors.take("lead", if known { Ok(()) } else { Err(msg("projects-lead-choose")) });
        match (name, year, programme, known) {
            (Some(th), Some(year), Some(programme), Some(())) => {
                let name = Bilingual { th, en: optional(&self.name_en) };
                Ok(Proposal {
                    plan: Plan::named(name, year, programme),
                    lead_clinic: lead,
                    needs: optional(&self.need).into_iter().collect(),
                    call: call.map(|call| call.id),
                })
            }
            _ => Err(errors),
        }
    }
}

/// What is typed where a project is signed, returned, closed or given up.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct DeedForm {
    /// `return` and `cancel`: the reason.
    pub reason: String,
    /// `sign`: the signer's name.
    pub name: String,
    /// `sign`: the signer's position.
    pub position: String,
    /// The day of the signature.
    #[serde(flatten)]
    #[schema(value_type = SignedOn)]
    pub on: DateField<SignedOn>,
    /// `close`: `yes` when answers are still due.
    pub pending: String,
    /// The code of a clinic.
    #[schema(ignore)]
    pub clinic: String,
}

impl DeedForm {
    /// The reason.
    ///
    /// # Errors
    /// When there is none.
    pub fn reason(&self) -> Result<String, FormErrors> {
        text_within(&self.reason, REASON_MOST).map_err(|message| FormErrors::one("reason", message))
    }

    /// The signature, of a day up to `today`.
    ///
    /// # Errors
    /// What is missing, beside its field.
    pub fn signature(&self, today: NaiveDate) -> Result<Signature, FormErrors> {
        let mut errors = FormErrors::new();
        let by = errors.take("name", text_within(&self.name, LINE_MOST));
        let position = errors.take("position", text_within(&self.position, LINE_MOST));
        let on = errors.take("on", self.on.past(today));
        match (by, position, on) {
            (Some(by), Some(position), Some(on)) => Ok(Signature { by, position, on }),
            _ => Err(errors),
        }
    }
}
