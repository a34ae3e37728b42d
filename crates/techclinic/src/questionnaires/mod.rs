//! The three questionnaires of a project (แบบใบสมัคร, แบบประเมินผล, แบบติดตามผล;
//! `docs/requirements.md A0-23`): their forms and versions, what they ask, and how an answer to
//! them is judged. A form is an XLSForm workbook, so a clinic can change it in a spreadsheet and
//! the same file serves the page here, ODK Collect in a village without signal, and paper. It is
//! read once per version; every submission, whichever way it came, then goes through [`judging`],
//! which trusts nothing the sender's device may or may not have checked.

mod control;
mod day;
mod expression;
mod fault;
pub mod judging;
mod question;
mod questionnaire;
mod reading;
mod submission;
mod trial;
mod value;
mod workbook;
mod xml;

pub use fault::{FormError, FormFault};
pub use judging::{Judged, Problem, ProblemKind};
pub use question::{Choice, Group, Item, Question, QuestionType, Wording};
pub use questionnaire::{Kind, Questionnaire, Version};
pub use submission::{Submission, SubmissionFault};
pub use value::{Given, Value};

#[cfg(test)]
mod tests;
