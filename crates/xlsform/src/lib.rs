//! Forms as the field writes them: an XLSForm workbook is read into an XForm and into the list of what it asks, once
//! per version; every answer, whichever way it came, then goes through [`judging`], which trusts nothing the sender's
//! device may or may not have checked. A clinic can change a form in a spreadsheet, and the same file serves the page
//! here, ODK Collect in a village without signal, and paper. Knows no database and no page.

mod collect;
mod condition;
mod control;
mod day;
mod expression;
mod fault;
mod field;
pub mod judging;
mod question;
mod questionnaire;
mod reading;
mod repeat;
mod submission;
mod table;
mod trial;
mod value;
mod workbook;
mod xml;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_twins;

pub use collect::Words;
pub use condition::Condition;
pub use fault::{FormError, FormFault};
pub use field::Beyond;
pub use judging::{Judged, Problem, ProblemKind};
pub use question::{Choice, Group, Item, Question, QuestionType, Repeat, Rows, Wording};
pub use questionnaire::{Kind, Questionnaire, Version};
pub use repeat::{Counts, ROWS_MOST, row_name};
pub use submission::{SUBMISSION_MOST, Submission, Unreadable};
pub use table::{Table, Tables};
pub use value::{AGREED, Given, Value};
pub use xml::escaped;
