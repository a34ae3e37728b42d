//! What a form asks, in the order it asks it: a flat list of groups and questions that a page can
//! walk, with every label in every language the form was written in.

use rxeval::NodeId;
use serde::Serialize;

use super::expression::Expression;

/// One text in each language of the form, by language code (`th`, `en`), the form's default first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Wording(pub(crate) Vec<(String, String)>);

impl Wording {
    /// The text in this language, or in the form's default language when it was not translated.
    pub fn in_language(&self, code: &str) -> &str {
        let exact = self.0.iter().find(|(language, _)| language == code);
        exact.or_else(|| self.0.first()).map_or("", |(_, text)| text)
    }

    /// Whether it was written in this language.
    pub fn has(&self, code: &str) -> bool {
        self.0.iter().any(|(language, text)| language == code && !text.is_empty())
    }

    /// Whether there is no text in any language.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|(_, text)| text.is_empty())
    }
}

/// One step of walking a form from top to bottom.
#[derive(Debug, Clone)]
pub enum Item {
    /// A group opens.
    GroupStart(Group),
    /// The group of this name closes.
    GroupEnd(String),
    /// A question, a note, or a calculation (which no page shows).
    Question(Box<Question>),
}

/// A group of questions, with its heading.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its name, unique in the form.
    pub name: String,
    /// Its heading; may be empty.
    pub label: Wording,
    /// The author's wish about its look, e.g. `field-list`.
    pub appearance: String,
    /// Asked once, or once for each of several.
    pub rows: Rows,
    pub(crate) node: NodeId,
    pub(crate) within: Vec<String>,
    pub(crate) relevant: Option<Expression>,
}

/// How often a group is asked.
#[derive(Debug, Clone)]
pub enum Rows {
    /// Once.
    Once,
    /// Once for each of several (`begin repeat`), of which this many are laid out.
    Repeated(Repeat),
    /// As the row of this number, from 1, of the repeated group around it.
    Row(usize),
}

/// A group that is asked once for each of several.
#[derive(Debug, Clone)]
pub struct Repeat {
    /// Rows laid out.
    pub rows: usize,
    pub(crate) count: Option<Expression>,
}

impl Repeat {
    /// Does the form itself say how many there are?
    pub fn is_counted(&self) -> bool {
        self.count.is_some()
    }
}

/// What kind of answer a question takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionType {
    /// Free text.
    Text,
    /// A whole number.
    Integer,
    /// A number, kept to the precision it was typed in.
    Decimal,
    /// A day, ISO inside.
    Date,
    /// A time of the day, `14:30` inside.
    Time,
    /// A place on the earth, as OpenRosa writes it: latitude, longitude, altitude and accuracy in metres.
    Point,
    /// A photograph; its answer is the name of the file that came with it.
    Photograph,
    /// A statement to be agreed to; its answer is `OK`.
    Acknowledgement,
    /// Exactly one of the choices.
    SelectOne,
    /// Any of the choices.
    SelectMultiple,
    /// Words to read; takes no answer.
    Note,
    /// Worked out by the form; takes no answer and is never shown.
    Calculated,
}

/// One question of a form.
#[derive(Debug, Clone)]
pub struct Question {
    /// Its name, unique in the form; answers are kept by it.
    pub name: String,
    /// Where its answer lies in the XForm, e.g. `/data/outcome/passed_on`.
    pub path: String,
    /// What kind of answer it takes.
    pub kind: QuestionType,
    /// The question itself.
    pub label: Wording,
    /// A word of help under it; may be empty.
    pub hint: Wording,
    /// What to say when the constraint refuses an answer; may be empty.
    pub constraint_message: Wording,
    /// The author's wish about its look, e.g. `multiline` or `numbers`.
    pub appearance: String,
    /// The answer the form proposes, if any.
    pub default: Option<String>,
    /// All its choices, in order; which of them are offered may depend on other answers.
    pub choices: Vec<Choice>,
    pub(crate) node: NodeId,
    pub(crate) within: Vec<String>,
    pub(crate) relevant: Option<Expression>,
    pub(crate) required: Option<Expression>,
    pub(crate) constraint: Option<Expression>,
    pub(crate) calculate: Option<Expression>,
    pub(crate) choice_filter: Option<ChoiceFilter>,
}

impl Question {
    /// Whether a person answers it.
    pub fn takes_answer(&self) -> bool {
        !matches!(self.kind, QuestionType::Note | QuestionType::Calculated)
    }

    /// Whether the author asked for this look, among others.
    pub fn looks(&self, appearance: &str) -> bool {
        self.appearance.split_whitespace().any(|word| word == appearance)
    }

    /// The choice of this value.
    pub fn choice(&self, value: &str) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.value == value)
    }
}

/// One choice of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is stored.
    pub value: String,
    /// What is shown.
    pub label: Wording,
}

/// Which choices are offered now: an expression over the form's table of choices.
#[derive(Debug, Clone)]
pub(crate) struct ChoiceFilter {
    pub rows: Expression,
    pub value: String,
}
