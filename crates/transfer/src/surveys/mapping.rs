//! What answers become: which question says what of a need or of an opinion, or what is the same for all answers.

use std::collections::BTreeMap;

use brokerage::needs::GroupKind;
use kit::message::msg;
use kit::{FormErrors, Message, words};
use serde::{Deserialize, Serialize};
use thai::places;
use xlsform::{Question, QuestionType, Questionnaire};

words! {
    /// What an answer becomes.
    Becomes {
        /// A need of a community, with the clinic of its province.
        Need = "need",
        /// An opinion on the network's work, with whoever made the survey.
        Opinion = "opinion",
    }
}

/// What is said of a need or of an opinion. An opinion has no place and no group.
pub const FIELDS: [&str; 8] =
    ["text", "name", "contact", "group_kind", "province", "district", "subdistrict", "village"];
/// Those of an opinion.
const OF_OPINION: usize = 3;
/// Before a value that is the same for all answers, and no question.
pub const SAME: char = '=';

/// Which question says what.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mapping {
    /// What answers become; nothing where they are only read.
    #[serde(skip)]
    pub becomes: Option<Becomes>,
    /// By what is said ([`FIELDS`]): the name of a question, or `=` and a value.
    #[serde(flatten)]
    pub from: BTreeMap<String, String>,
}

impl Mapping {
    /// What stands to reason: a question that is called like what it says.
    pub fn guessed(form: &Questionnaire) -> Self {
        let same = |field: &str| {
            let aliases: &[&str] = match field {
                "text" => &["text", "need", "opinion"],
                "name" => &["name", "submitted_by"],
                "contact" => &["contact", "phone"],
                "group_kind" => &["group_kind"],
                "province" => &["province"],
                "district" => &["district"],
                "subdistrict" => &["subdistrict"],
                _ => &["village"],
            };
            let found = aliases.iter().find(|alias| form.question(alias).is_some_and(Question::takes_answer))?;
            Some((field.to_owned(), (*found).to_owned()))
        };
        Self { becomes: None, from: FIELDS.into_iter().filter_map(same).collect() }
    }

    /// The fields that what it becomes has.
    pub fn fields(&self) -> &'static [&'static str] {
        match self.becomes {
            None => &[],
            Some(Becomes::Need) => &FIELDS,
            Some(Becomes::Opinion) => &FIELDS[..OF_OPINION],
        }
    }

    /// The question that says this.
    pub fn question(&self, field: &str) -> Option<&str> {
        self.from.get(field).map(String::as_str).filter(|from| !from.starts_with(SAME))
    }

    /// What is the same for all answers.
    pub fn same(&self, field: &str) -> Option<&str> {
        self.from.get(field).and_then(|from| from.strip_prefix(SAME))
    }

    /// Does it lead from this form to records that the registers take?
    ///
    /// # Errors
    /// What is wrong, beside its field.
    pub fn check(&self, form: &Questionnaire) -> Result<(), FormErrors> {
        let mut errors = FormErrors::new();
        for field in self.fields() {
            if let Err(message) = self.check_field(field, form) {
                errors.add(*field, message);
            }
        }
        errors.into_result()
    }

    fn check_field(&self, field: &str, form: &Questionnaire) -> Result<(), Message> {
        let must = matches!(field, "text" | "group_kind" | "province");
        let asked = match (self.question(field), self.same(field)) {
            (Some(name), _) => form.question(name).filter(|question| question.takes_answer()),
            (None, Some(value)) => return if is_known(field, value) { Ok(()) } else { Err(msg("surveys-map-value")) },
            (None, None) if must => return Err(msg("surveys-map-choose")),
            (None, None) => return Ok(()),
        };
        let question = asked.ok_or_else(|| msg("surveys-map-question"))?;
        let row_of = |name: Option<&str>| name.and_then(|name| form.repeat_of(name));
        let around = row_of(Some(&question.name));
        if around.is_some() && around != row_of(self.question("text")) {
            return Err(msg("surveys-map-repeat"));
        }
        if must && field != "text" && !question.asked_when().is_empty() {
            return Err(msg("surveys-map-conditional"));
        }
        let is_text = matches!(question.kind, QuestionType::Text | QuestionType::Integer);
        match field {
            "text" if question.kind != QuestionType::Text => Err(msg("surveys-map-text")),
            "group_kind" | "province" | "district" | "subdistrict" => {
                let odd = question.choices.iter().find(|choice| !is_known(field, &choice.value));
                match odd {
                    _ if question.kind != QuestionType::SelectOne => Err(msg("surveys-map-one")),
                    Some(choice) => Err(msg("surveys-map-choice").with("choice", choice.value.clone())),
                    None => Ok(()),
                }
            }
            _ if !is_text && question.kind != QuestionType::SelectOne => Err(msg("surveys-map-line")),
            _ => Ok(()),
        }
    }
}

/// Is this one of the words of the registers?
fn is_known(field: &str, value: &str) -> bool {
    let is_place =
        |level| places::Code::parse(value).is_some_and(|code| code.level() == level && places::get(code).is_some());
    match field {
        "group_kind" => GroupKind::from_word(value).is_some(),
        "province" => is_place(places::Level::Province),
        "district" => is_place(places::Level::District),
        "subdistrict" => is_place(places::Level::Subdistrict),
        _ => true,
    }
}
