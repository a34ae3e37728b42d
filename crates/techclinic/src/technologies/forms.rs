//! What a person typed about a technology -> a valid value, or errors beside the fields.

use kit::form::{optional, text_within};
use kit::message::msg;
use kit::show::Bilingual;
use kit::{FormErrors, Message};
use serde::{Deserialize, Serialize};
use thai::places::{Level, find};
use utoipa::ToSchema;

use super::benefit::Benefit;
use super::technology::{Kind, NAME_MOST, NewTechnology, TEXT_MOST, Technology};
use crate::organisations::Clinic;

/// The form by which a clinic enters or changes a technology. Every field is kept as it was typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct TechnologyForm {
    /// Code of the clinic that offers it.
    #[schema(required)]
    pub clinic: String,
    /// Its name in Thai.
    #[schema(required)]
    pub name_th: String,
    /// The same in English.
    pub name_en: String,
    /// What it does, in Thai.
    #[schema(required)]
    pub summary_th: String,
    /// The same in English.
    pub summary_en: String,
    /// The field of knowledge.
    #[schema(required)]
    pub field: String,
    /// What it is.
    #[schema(required, value_type = Kind)]
    pub kind: String,
    /// Whose it is.
    pub holder: String,
    /// Of local wisdom: the credit its holder chose.
    pub credit: String,
    /// Of local wisdom: how its holder agreed.
    pub consent: String,
    /// Official code of its province.
    #[schema(required)]
    pub province: String,
    /// Technology readiness level, 1 to 9.
    pub readiness: String,
    /// Under which conditions it may be used.
    pub conditions: String,
    /// Papers, certificates, tests.
    pub evidence: String,
    /// What it is good for.
    #[schema(value_type = Vec<Benefit>)]
    pub benefits: Vec<String>,
    /// The same in a form sent twice.
    #[schema(ignore)]
    pub once: String,
    /// The version that is changed, where `If-Match` does not say it.
    pub version: String,
}
kit::versioned!(TechnologyForm);

impl TechnologyForm {
    /// The form as it would be typed for what is there.
    pub fn of(technology: &Technology, clinic: &str) -> Self {
        let told = &technology.told;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            clinic: clinic.to_owned(),
            name_th: told.name.th.clone(),
            name_en: text(&told.name.en),
            summary_th: told.summary.th.clone(),
            summary_en: text(&told.summary.en),
            field: told.field.clone(),
            kind: told.kind.as_str().to_owned(),
            holder: text(&told.holder),
            credit: text(&told.credit),
            consent: text(&told.consent),
            province: told.province.clone(),
            readiness: told.readiness.map(|level| level.to_string()).unwrap_or_default(),
            conditions: text(&told.conditions),
            evidence: text(&told.evidence),
            benefits: told.benefits.iter().map(|benefit| benefit.as_str().to_owned()).collect(),
            once: String::new(),
            version: technology.version.to_string(),
        }
    }

    /// The version that was changed; 0, which no record has, when it cannot be read.
    pub fn version(&self) -> i64 {
        self.version.trim_matches('"').parse().unwrap_or(0)
    }

    /// Reads the form together with the clinic it names, which somebody has looked up.
    ///
    /// # Errors
    /// As [`TechnologyForm::check`], and `technologies-clinic-choose` where there is no such clinic.
    pub fn check_for(&self, clinic: Option<Clinic>) -> Result<(Clinic, NewTechnology), FormErrors> {
        match (clinic, self.check()) {
            (Some(clinic), told) => Ok((clinic, told?)),
            (None, told) => {
                let mut errors = told.err().unwrap_or_default();
                errors.add("clinic", msg("technologies-clinic-choose"));
                Err(errors)
            }
        }
    }

    /// Reads the form.
    pub fn check(&self) -> Result<NewTechnology, FormErrors> {
        let mut errors = FormErrors::new();
        let name = errors.take("name_th", text_within(&self.name_th, NAME_MOST));
        let name_en = errors.take("name_en", within(&self.name_en, NAME_MOST));
        let summary = errors.take("summary_th", text_within(&self.summary_th, TEXT_MOST));
        let summary_en = errors.take("summary_en", within(&self.summary_en, TEXT_MOST));
        let field = errors.take("field", text_within(&self.field, NAME_MOST));
        let kind = errors.take("kind", Kind::from_word(&self.kind).ok_or_else(|| msg("technologies-kind-choose")));
        let holder = errors.take("holder", within(&self.holder, NAME_MOST));
        let credit = errors.take("credit", within(&self.credit, NAME_MOST));
        let consent = errors.take("consent", within(&self.consent, TEXT_MOST));
        let province = errors.take("province", province(&self.province));
        let readiness = errors.take("readiness", readiness(&self.readiness));
        let conditions = errors.take("conditions", within(&self.conditions, TEXT_MOST));
        let evidence = errors.take("evidence", within(&self.evidence, TEXT_MOST));
        errors.into_result()?;
        // Nothing is missing now: every `take` that failed has left an error.
        Ok(NewTechnology {
            name: Bilingual { th: name.unwrap_or_default(), en: name_en.flatten() },
            summary: Bilingual { th: summary.unwrap_or_default(), en: summary_en.flatten() },
            field: field.unwrap_or_default(),
            kind: kind.unwrap_or(Kind::Research),
            holder: holder.flatten(),
            credit: credit.flatten(),
            consent: consent.flatten(),
            province: province.unwrap_or_default(),
            readiness: readiness.flatten(),
            conditions: conditions.flatten(),
            evidence: evidence.flatten(),
            benefits: Benefit::ALL
                .iter()
                .copied()
                .filter(|one| self.benefits.iter().any(|word| word == one.as_str()))
                .collect(),
        })
    }
}

fn within(typed: &str, most: usize) -> Result<Option<String>, Message> {
    optional(typed).map(|text| text_within(&text, most)).transpose()
}

fn province(typed: &str) -> Result<String, Message> {
    let known = find(typed.trim()).filter(|place| place.level() == Level::Province);
    known.map(|place| place.code.to_string()).ok_or_else(|| msg("technologies-province-choose"))
}

/// A readiness level in either kind of digits, or nothing.
pub fn readiness(typed: &str) -> Result<Option<i32>, Message> {
    let Some(typed) = optional(typed) else { return Ok(None) };
    match thai::digits::to_ascii(&typed).parse() {
        Ok(level @ 1..=9) => Ok(Some(level)),
        _ => Err(msg("technologies-readiness-range")),
    }
}
