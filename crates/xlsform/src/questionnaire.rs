//! The noun: a questionnaire is one version of one form, read once and shared by everyone who
//! shows it or judges an answer to it. No input or output happens here.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use rxeval::Instance;
use serde::{Deserialize, Serialize};

use super::fault::{FormError, FormFault};
use super::question::{Item, Question, QuestionType};
use super::reading::{self, Found, Read};
use super::table::Tables;
use super::workbook;

/// The three questionnaires every project has (`docs/requirements.md A0-23`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// แบบใบสมัคร, before the transfer.
    Application,
    /// แบบประเมินผล, on the day.
    Evaluation,
    /// แบบติดตามผล, one to three months after.
    FollowUp,
}

impl Kind {
    /// All three, in the order a participant meets them.
    pub const ALL: [Kind; 3] = [Kind::Application, Kind::Evaluation, Kind::FollowUp];

    /// The word in addresses, columns and form ids.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Application => "application",
            Kind::Evaluation => "evaluation",
            Kind::FollowUp => "follow_up",
        }
    }

    /// The kind of this code.
    pub fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The workbook the program ships, which a clinic may download, change and upload.
    pub fn shipped(self) -> &'static [u8] {
        match self {
            Kind::Application => include_bytes!("standard/application.xlsx"),
            Kind::Evaluation => include_bytes!("standard/evaluation.xlsx"),
            Kind::FollowUp => include_bytes!("standard/follow_up.xlsx"),
        }
    }

    /// Questions the indicators read, with the choices they count (`docs/requirements.md A0-18`):
    /// a version without them could never be reported on.
    fn read_by_indicators(self) -> &'static [(&'static str, &'static [&'static str])] {
        const SCALE: &[&str] = &["1", "2", "3", "4", "5"];
        match self {
            Kind::Application => &[],
            Kind::Evaluation => &[("overall", SCALE)],
            Kind::FollowUp => &[("satisfaction_benefit", SCALE), ("applied", &["no", "partly", "fully"])],
        }
    }
}

/// A form's version as its author wrote it, e.g. `2026112101`: the day and a number within it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Version(pub String);

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// One version of one form. Cloning shares it.
#[derive(Clone)]
pub struct Questionnaire(Arc<Inner>);

struct Inner {
    read: Read,
    version: Version,
    xform: String,
    by_name: BTreeMap<String, usize>,
    /// Are its repeated groups laid out?
    laid_out: bool,
}

impl fmt::Debug for Questionnaire {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Questionnaire({} {})", self.form_id(), self.version())
    }
}

impl Questionnaire {
    /// Reads an uploaded XLSForm workbook (.xlsx).
    ///
    /// # Errors
    /// Everything found wrong, each with its sheet, row and column where it has one.
    pub fn from_xlsx(bytes: &[u8]) -> Result<Self, Vec<FormError>> {
        Self::from_xlsx_with(bytes, &Tables::new())
    }

    /// As [`Self::from_xlsx`], with the files of choices that stand beside the form.
    ///
    /// # Errors
    /// As [`Self::from_xlsx`], and files that it names and that are not there.
    pub fn from_xlsx_with(bytes: &[u8], files: &Tables) -> Result<Self, Vec<FormError>> {
        let converted = workbook::convert(bytes)?;
        let locate = |found: Found| {
            let row = found.name.as_deref().and_then(|name| converted.row_of(name));
            FormError {
                sheet: row.map(|_| "survey".to_owned()),
                row,
                column: found.column.filter(|_| row.is_some()).map(str::to_owned),
                fault: found.fault,
            }
        };
        Self::read(&converted.xform, files).map_err(|found| found.into_iter().map(locate).collect())
    }

    /// Reads a form already converted to XForm XML, as it is kept per version.
    ///
    /// # Errors
    /// Everything found wrong; no row is known, as there is no workbook.
    pub fn from_xform(xml: &str) -> Result<Self, Vec<FormError>> {
        Self::from_xform_with(xml, &Tables::new())
    }

    /// As [`Self::from_xform`], with the files of choices that stand beside the form.
    ///
    /// # Errors
    /// As [`Self::from_xform`], and files that it names and that are not there.
    pub fn from_xform_with(xml: &str, files: &Tables) -> Result<Self, Vec<FormError>> {
        Self::read(xml, files).map_err(|found| found.into_iter().map(|found| found.fault.anywhere()).collect())
    }

    /// The form the program ships for this kind.
    ///
    /// # Errors
    /// None in a program whose tests pass; the type says so to spare a panic.
    pub fn shipped(kind: Kind) -> Result<Self, Vec<FormError>> {
        Self::from_xlsx(kind.shipped())
    }

    fn read(xform: &str, files: &Tables) -> Result<Self, Vec<Found>> {
        let read = reading::read(xform, files)?;
        Ok(Self::of(read, xform.to_owned(), false))
    }

    fn of(read: Read, xform: String, laid_out: bool) -> Self {
        let mut by_name = BTreeMap::new();
        for (at, item) in read.items.iter().enumerate() {
            let Item::Question(question) = item else { continue };
            // By its own name alone a question of a row is that of the first, whose words are the same.
            if let Some((_, own)) = question.name.rsplit_once('.') {
                by_name.entry(own.to_owned()).or_insert(at);
            }
            by_name.insert(question.name.clone(), at);
        }
        let version = Version(read.version.clone());
        Self(Arc::new(Inner { read, version, xform, by_name, laid_out }))
    }

    /// The same form with other items on another blank sheet: with its repeated groups laid out.
    pub(crate) fn laid_out(&self, items: Vec<Item>, blank: Instance) -> Self {
        let Read { form_id, version, title, languages, .. } = &self.0.read;
        let read = Read {
            form_id: form_id.clone(),
            version: version.clone(),
            title: title.clone(),
            languages: languages.clone(),
            items,
            blank,
        };
        Self::of(read, self.0.xform.clone(), true)
    }

    /// Whether a page can ask all of it: a page sends texts, and no photographs.
    ///
    /// # Errors
    /// The questions that only a telephone can ask.
    pub fn fits_a_page(&self) -> Result<(), Vec<FormError>> {
        let pictured = self.questions().filter(|question| question.kind == QuestionType::Photograph);
        let beyond: Vec<FormError> =
            pictured.map(|question| FormFault::Unsupported(format!("image {}", question.name)).anywhere()).collect();
        if beyond.is_empty() { Ok(()) } else { Err(beyond) }
    }

    /// Whether this form can serve as that kind: it has a version, by which answers are told
    /// apart, every answer of it is one person's, and the indicators find what they read.
    ///
    /// # Errors
    /// The settings, questions and choices that are missing.
    pub fn serves(&self, kind: Kind) -> Result<(), Vec<FormError>> {
        let mut missing = self.fits_a_page().err().unwrap_or_default();
        missing.extend(
            self.repeats().map(|(group, _)| FormFault::Unsupported(format!("repeat {}", group.name)).anywhere()),
        );
        if self.version().0.is_empty() {
            missing.push(FormFault::Missing("version".to_owned()).anywhere());
        }
        for (name, choices) in kind.read_by_indicators() {
            let Some(question) = self.question(name) else {
                missing.push(FormFault::Missing((*name).to_owned()).anywhere());
                continue;
            };
            let absent = choices.iter().filter(|choice| question.choice(choice).is_none());
            missing.extend(absent.map(|choice| FormFault::Missing(format!("{name} = {choice}")).anywhere()));
        }
        if missing.is_empty() { Ok(()) } else { Err(missing) }
    }

    /// The form id of its settings sheet.
    pub fn form_id(&self) -> &str {
        &self.0.read.form_id
    }

    /// Its version.
    pub fn version(&self) -> &Version {
        &self.0.version
    }

    /// Its title; XLSForm holds it in one language only.
    pub fn title(&self) -> &str {
        &self.0.read.title
    }

    /// Codes of the languages it is written in, the default first.
    pub fn languages(&self) -> &[String] {
        &self.0.read.languages
    }

    /// What it asks, from top to bottom.
    pub fn items(&self) -> &[Item] {
        &self.0.read.items
    }

    /// Its questions, notes and calculations, from top to bottom.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.items().iter().filter_map(|item| match item {
            Item::Question(question) => Some(&**question),
            _ => None,
        })
    }

    /// The question of this name.
    pub fn question(&self, name: &str) -> Option<&Question> {
        match self.0.by_name.get(name).map(|&at| &self.0.read.items[at]) {
            Some(Item::Question(question)) => Some(question),
            _ => None,
        }
    }

    /// The XForm, as it is kept per version.
    pub fn xform(&self) -> &str {
        &self.0.xform
    }

    pub(crate) fn is_laid_out(&self) -> bool {
        self.0.laid_out
    }

    pub(crate) fn blank(&self) -> &Instance {
        &self.0.read.blank
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{COMPLETE, accepted, answering, form, november};
    use super::*;

    #[test]
    fn each_form_is_the_one_its_kind_names_and_serves_it() {
        for kind in Kind::ALL {
            let form = form(kind);
            assert_eq!(form.form_id(), kind.code());
            assert_eq!(form.version().to_string(), "2026112101");
            assert_eq!(form.languages(), ["th", "en"]);
            assert!(form.title().starts_with("แบบ"));
            assert_eq!(form.serves(kind), Ok(()));
            assert_eq!(Kind::from_code(kind.code()), Some(kind));
        }
    }

    #[test]
    fn every_question_choice_and_message_is_written_in_thai_and_english() {
        for kind in Kind::ALL {
            let form = form(kind);
            for question in form.questions() {
                let choices = question.choices.iter().map(|choice| &choice.label);
                let words = [&question.label, &question.hint, &question.constraint_message];
                for wording in words.into_iter().chain(choices) {
                    let both = wording.has("th") && wording.has("en");
                    assert!(both || wording.is_empty(), "{}: {wording:?}", question.name);
                    assert!(wording.is_empty() || !wording.in_language("th").is_ascii());
                    assert!(wording.is_empty() || wording.in_language("en").chars().all(|c| !('ก'..='๛').contains(&c)));
                }
                assert!(!question.label.is_empty(), "{} has no label", question.name);
                let ruled = question.constraint.is_some();
                assert_eq!(ruled, !question.constraint_message.is_empty(), "{}", question.name);
            }
            for item in form.items() {
                if let Item::GroupStart(group) = item {
                    assert!(group.label.has("th") && group.label.has("en"), "{}", group.name);
                }
            }
        }
    }

    #[test]
    fn no_form_asks_for_the_national_id_and_choosing_always_offers_something() {
        for kind in Kind::ALL {
            for question in form(kind).questions() {
                assert!(
                    !question.name.contains("national") && !question.label.in_language("th").contains("ประจำตัวประชาชน")
                );
                let selects = matches!(question.kind, QuestionType::SelectOne | QuestionType::SelectMultiple);
                assert_eq!(selects, !question.choices.is_empty(), "{}", question.name);
            }
        }
    }

    #[test]
    fn benefits_are_the_ten_of_the_plan_in_each_form() {
        let ten = |kind, name: &str| -> Vec<String> {
            let form = form(kind);
            let question = form.question(name).expect("asked");
            question.choices.iter().map(|choice| choice.value.clone()).collect()
        };
        let application = ten(Kind::Application, "expected_benefits");
        assert_eq!(application.len(), 10);
        assert_eq!(ten(Kind::Evaluation, "expected_benefits"), application);
        let follow_up = ten(Kind::FollowUp, "benefits");
        assert_eq!(follow_up[..10], application[..]);
        assert_eq!(follow_up[10..], ["none"]);
    }

    #[test]
    fn groups_open_and_close_around_their_questions() {
        for kind in Kind::ALL {
            let mut open = Vec::new();
            for item in form(kind).items() {
                match item {
                    Item::GroupStart(group) => open.push(group.name.clone()),
                    Item::GroupEnd(name) => assert_eq!(open.pop().as_ref(), Some(name)),
                    Item::Question(question) => assert_eq!(question.within, open),
                }
            }
            assert!(open.is_empty());
        }
    }

    #[test]
    fn the_kept_xform_reads_back_to_the_same_form() {
        for (kind, answers) in COMPLETE {
            let form = form(kind);
            let again = Questionnaire::from_xform(form.xform()).expect("its own XForm");
            assert_eq!(again.judge(&answering(answers), november()), form.judge(&answering(answers), november()));
        }
    }
    #[test]
    fn a_follow_up_without_what_the_indicators_read_does_not_serve() {
        let form = accepted(&[&["select_one yn", "applied", "ใช้หรือไม่"]]);
        let missing = form.serves(Kind::FollowUp).expect_err("not enough");
        let missing: Vec<&FormFault> = missing.iter().map(|error| &error.fault).collect();
        assert!(missing.contains(&&FormFault::Missing("satisfaction_benefit".to_owned())));
        assert!(missing.contains(&&FormFault::Missing("applied = fully".to_owned())));
    }
}
