//! What a reviewer, and whoever attaches a file or names an expert, typed.

use kit::FormErrors;
use kit::form::{optional, text_within, version_seen};
use kit::message::msg;
use kit::show::Bilingual;
use serde::Deserialize;
use utoipa::ToSchema;

use super::attachment::{AttachmentKind, NewAttachment};
use super::expert::NewExpert;
use super::review::{Part, Remark};
use house::attachments::{decoded, titles};

/// The longest remark of a reviewer, in characters.
const REMARK_MOST: usize = 2_000;
/// The longest name or word about somebody's work.
const LINE_MOST: usize = 300;

/// What a reviewer says of a technology: beside each part what is to be mended.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ReviewForm {
    /// Of its name.
    pub name_th: String,
    /// Of what it does.
    pub summary_th: String,
    /// Of where it comes from.
    pub kind: String,
    /// Of whose it is.
    pub credit_th: String,
    /// Of how far it is.
    pub readiness: String,
    /// Of what it is good for.
    pub benefits: String,
    /// Of what it needs.
    pub requirements_th: String,
    /// Of what it costs.
    pub cost_th: String,
    /// Of intellectual property.
    pub property: String,
    /// Of the conditions of use.
    pub conditions_th: String,
    /// Of papers and tests.
    pub evidence_th: String,
    /// Of pictures, papers and experts.
    pub files: String,
    /// Of the whole.
    pub whole: String,
    /// The version the reviewer read.
    pub version: String,
}

impl ReviewForm {
    /// The version the reviewer read.
    pub fn seen(&self) -> Option<i64> {
        version_seen(&self.version)
    }

    /// What was typed beside a part.
    pub fn of(&self, part: Part) -> &str {
        match part {
            Part::Name => &self.name_th,
            Part::Summary => &self.summary_th,
            Part::Kind => &self.kind,
            Part::Credit => &self.credit_th,
            Part::Readiness => &self.readiness,
            Part::Benefits => &self.benefits,
            Part::Requirements => &self.requirements_th,
            Part::Cost => &self.cost_th,
            Part::Property => &self.property,
            Part::Conditions => &self.conditions_th,
            Part::Evidence => &self.evidence_th,
            Part::Files => &self.files,
            Part::Whole => &self.whole,
        }
    }

    /// What is to be mended.
    ///
    /// # Errors
    /// `technologies-remark-needed` where nothing is said: whoever sends back says why.
    pub fn check(&self) -> Result<Vec<Remark>, FormErrors> {
        let mut errors = FormErrors::new();
        let mut remarks = Vec::new();
        for part in Part::ALL {
            let Some(typed) = optional(self.of(*part)) else { continue };
            let field = if *part == Part::Whole { "whole" } else { part.as_str() };
            let text = errors.take(field, text_within(&typed, REMARK_MOST));
            remarks.extend(text.map(|text| Remark { part: *part, text }));
        }
        if remarks.is_empty() && errors.is_empty() {
            errors.add("whole", msg("technologies-remark-needed"));
        }
        errors.into_result()?;
        Ok(remarks)
    }
}

/// What is said of a file that is attached.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct AttachForm {
    /// What it is.
    #[schema(required, value_type = AttachmentKind)]
    pub kind: String,
    /// What it is called; of a picture what it shows, for those who do not see it.
    #[schema(required)]
    pub title_th: String,
    /// The same in English.
    pub title_en: String,
    /// Its bytes in base64; a page sends a file instead.
    pub content: String,
}

impl AttachForm {
    /// Reads the form.
    ///
    /// # Errors
    /// What is wrong, beside the fields; a picture without words for those who do not see it.
    pub fn check(&self) -> Result<NewAttachment, FormErrors> {
        let mut errors = FormErrors::new();
        let kind = AttachmentKind::from_word(&self.kind).ok_or_else(|| msg("technologies-attach-kind-choose"));
        let kind = errors.take("kind", kind);
        let picture = kind == Some(AttachmentKind::Picture);
        let title = titles(&mut errors, (&self.title_th, &self.title_en), picture, None);
        match (kind, title) {
            (Some(kind), Some(title)) => Ok(NewAttachment { kind, title }),
            _ => Err(errors),
        }
    }

    /// The bytes a program sends.
    ///
    /// # Errors
    /// When it is no base64.
    pub fn bytes(&self) -> Result<Vec<u8>, FormErrors> {
        decoded(&self.content)
    }
}

/// Which file is taken away.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct DetachForm {
    /// Its number.
    #[schema(required)]
    pub number: String,
}

impl DetachForm {
    /// Its number; 0, which none has, when it cannot be read.
    pub fn number(&self) -> i32 {
        self.number.trim().parse().unwrap_or(0)
    }
}

/// Who knows a technology.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct ExpertForm {
    /// Their name.
    #[schema(required)]
    pub name: String,
    /// What they know.
    #[schema(required)]
    pub expertise_th: String,
    /// The same in English.
    pub expertise_en: String,
    /// Where they work.
    pub workplace: String,
    /// "yes" when they agreed to stand on public pages by name.
    pub named: String,
    /// "yes" when they take on further work.
    pub free: String,
}

impl ExpertForm {
    /// Did they agree to be named in public?
    pub fn is_named(&self) -> bool {
        self.named == "yes"
    }

    /// Do they take on further work?
    pub fn is_free(&self) -> bool {
        self.free == "yes"
    }

    /// Reads the form.
    ///
    /// # Errors
    /// What is wrong, beside the fields.
    pub fn check(&self) -> Result<NewExpert, FormErrors> {
        let mut errors = FormErrors::new();
        let within = |typed: &str| optional(typed).map(|text| text_within(&text, LINE_MOST)).transpose();
        let name = errors.take("name", text_within(&self.name, LINE_MOST));
        let th = errors.take("expertise_th", text_within(&self.expertise_th, LINE_MOST));
        let en = errors.take("expertise_en", within(&self.expertise_en)).flatten();
        let workplace = errors.take("workplace", within(&self.workplace)).flatten();
        match (name, th) {
            (Some(name), Some(th)) if errors.is_empty() => Ok(NewExpert {
                name,
                expertise: Bilingual { th, en },
                workplace,
                named: self.is_named(),
                free: self.is_free(),
            }),
            _ => Err(errors),
        }
    }
}

/// Which expert is named no longer.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct DismissForm {
    /// Their identifier.
    #[schema(required)]
    pub expert: String,
}

impl DismissForm {
    /// Their identifier; one that nobody has when it cannot be read.
    pub fn id(&self) -> uuid::Uuid {
        self.expert.trim().parse().unwrap_or_default()
    }
}

/// The version that is let pass.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub struct SeenForm {
    /// The version the reviewer read.
    pub version: String,
}

impl SeenForm {
    /// The version the reviewer read.
    pub fn seen(&self) -> Option<i64> {
        version_seen(&self.version)
    }
}
