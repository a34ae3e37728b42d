//! The noun: a plan in a file that somebody took away and brings again: what it says, from which project it was
//! taken and when, and why a file is not taken.

use chrono::NaiveDate;
use documents::{Difference, Place, Unreadable};
use kit::message::msg;
use kit::{FormErrors, Message};
use serde::{Deserialize, Serialize};

use super::document::PlanDocument;

/// What the data part of a plan is called.
pub const KIND: &str = "participation-plan";
/// The version of its form: [`PlanFile`] as it is now.
pub const SCHEMA: u32 = 1;

/// What a file carries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanFile {
    /// The plan.
    #[serde(flatten)]
    pub told: PlanDocument,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
}

/// Where a file comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// The code of the project.
    pub project: String,
    /// The change of the project that it was taken after.
    pub version: i64,
    /// The day it was taken away.
    pub taken_on: NaiveDate,
    /// Was something hidden from whoever took it?
    #[serde(default)]
    pub masked: bool,
}

impl PlanFile {
    /// Its digest, by which it is known again.
    ///
    /// # Errors
    /// None: it is text.
    pub fn sha256(&self) -> kit::Result<String> {
        Ok(documents::data::digest(&serde_json::to_vec(self)?))
    }
}

/// What is wrong with a file, beside the field in which it was chosen.
pub fn refused(message: Message) -> FormErrors {
    FormErrors::one("file", message)
}

/// Why a file cannot be read.
pub fn explained(why: &Unreadable) -> Message {
    match why {
        Unreadable::TooLarge => msg("projects-file-too-large").with("most", documents::MOST_BYTES / (1024 * 1024)),
        Unreadable::Neither => msg("projects-file-neither"),
        Unreadable::Damaged => msg("projects-file-damaged"),
        Unreadable::Swollen => msg("projects-file-swollen"),
        Unreadable::Foreign => msg("projects-file-foreign"),
        Unreadable::Altered => msg("projects-file-altered"),
        Unreadable::OtherKind(_) => msg("projects-file-other-kind"),
        Unreadable::OtherSchema(found) => msg("projects-file-other-schema").with("found", *found).with("known", SCHEMA),
    }
}

/// As many as a person reads at once.
const TOLD_MOST: usize = 30;
/// As much of a text as shows which one is meant.
const SHOWN_MOST: usize = 160;

/// Every text that was changed by hand, with what the data says.
pub fn differing(differences: &[Difference]) -> FormErrors {
    let mut errors = refused(msg("projects-file-differs").with("count", differences.len()));
    for one in differences.iter().take(TOLD_MOST) {
        let place = match one.place {
            Place::Page(page) => msg("projects-file-page").with("page", page),
            Place::Paragraph(_) | Place::Row(_) => {
                let (kind, number) = match one.place {
                    Place::Row(row) => ("row", row),
                    Place::Paragraph(number) | Place::Page(number) => ("paragraph", number),
                };
                let section = one.section.clone().unwrap_or_default();
                let said = |text: &Option<String>| text.as_deref().map_or_else(|| "–".to_owned(), cut);
                msg("projects-file-line")
                    .with("section", section)
                    .with("kind", kind)
                    .with("number", number)
                    .with("before", said(&one.before))
                    .with("after", said(&one.after))
            }
        };
        errors.add("file", place);
    }
    if differences.len() > TOLD_MOST {
        errors.add("file", msg("projects-file-more").with("count", differences.len() - TOLD_MOST));
    }
    errors
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(SHOWN_MOST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
