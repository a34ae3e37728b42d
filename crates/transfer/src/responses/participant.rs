//! Somebody who takes part: a person in a project, known by what the application says and by the
//! code on their slip of paper. Names and telephones never leave the clinic and the ministry
//! (docs/requirements.md G-21); people are told apart by telephone, not by name (C-13).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use kit::message::msg;
use kit::{Message, Subject};
use uuid::Uuid;

use super::area::Area;
use xlsform::{Questionnaire, Value};

/// Letters of a slip's code: 50 bits, so that guessing one at the throttle's pace takes longer than
/// anyone lives.
pub const SLIP_CODE: usize = 10;

/// A participant as the application tells: valid, not yet stored.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewParticipant {
    /// Title, given and family name; never public.
    pub name: String,
    /// Digits only; never public.
    pub phone: Option<String>,
    /// As the application's word.
    pub sex: Option<String>,
    /// As the application's word.
    pub age_band: Option<String>,
    /// On whose behalf, as the application's word.
    pub group_kind: String,
    /// As people call it.
    pub village: Option<String>,
    /// May they be called for the follow-up?
    pub consented: bool,
    /// The day they applied.
    pub registered_on: NaiveDate,
}

/// A participant.
#[derive(Clone, Debug, PartialEq)]
pub struct Participant {
    /// Inside.
    pub id: Uuid,
    /// On the slip.
    pub code: String,
    /// The project.
    pub project: Uuid,
    /// The area.
    pub area: Uuid,
    /// What the application told.
    pub told: NewParticipant,
    /// The first day of transfer they attended.
    pub transferred_on: Option<NaiveDate>,
    /// A rehearsal.
    pub practice: bool,
    /// Counts changes.
    pub version: i64,
}

/// Whoever holds a slip: the page that it opens is theirs.
#[derive(Clone, Debug)]
pub struct Holder(pub Participant);

/// A participant as another register has them, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct BroughtParticipant {
    /// Where they take part.
    pub area: Area,
    /// The code on the slip, where they have one already.
    pub code: Option<String>,
    /// Who it is.
    pub told: NewParticipant,
    /// The first day of transfer they attended.
    pub transferred_on: Option<NaiveDate>,
    /// As they are registered here under this code.
    pub before: Option<Participant>,
}

impl Subject for Participant {
    fn id(&self) -> Uuid {
        self.id
    }

    fn is_rehearsal(&self) -> bool {
        self.practice
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

/// The kinds of group that have a name of ours; forms may bring others (seed 000 §4).
const GROUPS: [&str; 7] =
    ["housewives", "farmers", "community", "community_enterprise", "network_institute", "local_government", "person"];

/// A kind of group as pages can name it: one of [`GROUPS`], or "other".
pub fn group_word(word: &str) -> &'static str {
    GROUPS.into_iter().find(|group| *group == word).unwrap_or("other")
}

impl NewParticipant {
    /// The kind of group as pages can name it.
    pub fn group(&self) -> &'static str {
        group_word(&self.group_kind)
    }

    /// What an accepted application tells about the person.
    ///
    /// # Errors
    /// `responses-application-nameless` when this version of the form asks for no name.
    pub fn from_application(
        form: &Questionnaire,
        answers: &BTreeMap<String, Value>,
        registered_on: NaiveDate,
    ) -> Result<Self, Message> {
        let text = |name: &str| answers.get(name).map(Value::as_xform).filter(|text| !text.is_empty());
        let prefix = match text("prefix").as_deref() {
            Some("other") => text("prefix_other").map(|rank| format!("{rank} ")),
            Some(value) => form
                .question("prefix")
                .and_then(|question| question.choice(value))
                .map(|choice| choice.label.in_language("th").to_owned()),
            None => None,
        };
        let given = text("given_name").ok_or_else(|| msg("responses-application-nameless"))?;
        let names = [format!("{}{given}", prefix.unwrap_or_default()), text("family_name").unwrap_or_default()];
        Ok(Self {
            name: names.join(" ").trim().to_owned(),
            phone: text("phone"),
            sex: text("sex"),
            age_band: text("age_band"),
            group_kind: text("group_kind").unwrap_or_else(|| "other".to_owned()),
            village: text("village"),
            consented: text("consent_contact").as_deref() == Some("yes"),
            registered_on,
        })
    }
}

/// The first consonant of a given name, "ส.": all that a page opened by a slip says about a person.
pub fn initial(name: &str) -> String {
    thai::names::initial(name).map_or_else(|| "–".to_owned(), |letter| format!("{letter}."))
}

/// A telephone number as lists show it: "xxx xxx 5678".
pub fn masked(phone: &str) -> String {
    thai::phone::Phone::parse(phone).map_or_else(|_| "xxx".to_owned(), |phone| phone.masked())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_shows_one_letter_of_a_name() {
        let cases = [
            ("นางสมหญิง ใจดี", "ส."),
            ("นางสาวเสาวนีย์ ดี", "ส."),
            ("ผศ. ดร. ไพลิน ม", "พ."),
            ("นายก ข", "ก."),
            ("Somchai D", "S."),
            ("", "–"),
        ];
        for (name, shown) in cases {
            assert_eq!(initial(name), shown, "{name}");
        }
    }

    #[test]
    fn a_telephone_is_masked() {
        assert_eq!(masked("0812345678"), "xxx xxx 5678");
        assert_eq!(masked("?"), "xxx");
    }
}
