//! A review: somebody of another clinic reads a technology before the public does, and lets it pass or
//! sends it back, saying beside which field what is to be mended.

use kit::message::msg;
use kit::{FormErrors, Timestamp, words};
use uuid::Uuid;

words! {
    /// What came of a review.
    Verdict {
        /// It may be shown.
        Approved = "approved",
        /// Something is to be mended first.
        Returned = "returned",
    }
}

words! {
    /// What a remark stands beside: the field of the form in which it is mended.
    Part {
        /// Its name.
        Name = "name_th",
        /// What it does.
        Summary = "summary_th",
        /// Where it comes from.
        Kind = "kind",
        /// Whose it is, and their credit.
        Credit = "credit_th",
        /// How far it is.
        Readiness = "readiness",
        /// What it is good for.
        Benefits = "benefits",
        /// What it needs.
        Requirements = "requirements_th",
        /// What it costs.
        Cost = "cost_th",
        /// Intellectual property.
        Property = "property",
        /// Conditions of use.
        Conditions = "conditions_th",
        /// Papers and tests.
        Evidence = "evidence_th",
        /// Pictures, papers and experts.
        Files = "files",
        /// All of it.
        Whole = "",
    }
}

/// One thing to be mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Beside what.
    pub part: Part,
    /// In the reviewer's words.
    pub text: String,
}

/// A review.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// Inside.
    pub id: Uuid,
    /// The clinic of whoever reviewed; `None`: the program, as it sets up.
    pub clinic: Option<Uuid>,
    /// What came of it.
    pub verdict: Verdict,
    /// When.
    pub at: Timestamp,
    /// What is to be mended.
    pub remarks: Vec<Remark>,
}

impl Review {
    /// Its remarks as they stand beside the fields of the author's form.
    pub fn beside_fields(&self) -> FormErrors {
        let mut errors = FormErrors::new();
        for remark in &self.remarks {
            let field = if remark.part == Part::Files { "" } else { remark.part.as_str() };
            errors.add(field, msg("technologies-remark").with("text", remark.text.clone()));
        }
        errors
    }
}
