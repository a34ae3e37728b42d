//! What one answer becomes: the needs or the opinions it says, each checked as if it had been told on its own page. What
//! stands against one is said beside the question that it comes from.

use brokerage::needs::{self, NeedForm, NewNeed};
use chrono::NaiveDate;
use kit::FormErrors;
use xlsform::{Judged, Questionnaire, row_name};

use super::mapping::{Becomes, FIELDS, Mapping};
use crate::participation::{self, NewOpinion, OpinionForm};

/// What is to be written down.
#[derive(Clone, Debug, PartialEq)]
pub enum Becoming {
    /// Needs.
    Needs(Vec<NewNeed>),
    /// Opinions.
    Opinions(Vec<NewOpinion>),
}

/// What an answer becomes; nothing where it is only read.
///
/// # Errors
/// What a register would not take, beside its question.
pub fn becoming(
    mapping: &Mapping,
    form: &Questionnaire,
    judged: &Judged,
    today: NaiveDate,
) -> Result<Option<Becoming>, FormErrors> {
    let said = Said { mapping, judged, group: mapping.question("text").and_then(|name| form.repeat_of(name)) };
    Ok(match mapping.becomes {
        None => None,
        Some(Becomes::Need) => Some(Becoming::Needs(said.each(|row| said.need(row, today))?)),
        Some(Becomes::Opinion) => Some(Becoming::Opinions(said.each(|row| said.opinion(row, today))?)),
    })
}

/// An answer on its way.
struct Said<'a> {
    mapping: &'a Mapping,
    judged: &'a Judged,
    /// The repeated group whose rows each say one.
    group: Option<&'a str>,
}

impl Said<'_> {
    /// One for each row that has a text, or the one that the whole answer says.
    fn each<T>(&self, read: impl Fn(Option<usize>) -> Result<T, FormErrors>) -> Result<Vec<T>, FormErrors> {
        let rows: Vec<Option<usize>> = match self.group {
            None => vec![None],
            Some(_) => (1..=xlsform::ROWS_MOST).map(Some).collect(),
        };
        let (mut all, mut errors) = (Vec::new(), FormErrors::new());
        for row in rows.into_iter().filter(|row| !self.text("text", *row).is_empty()) {
            match read(row) {
                Ok(one) => all.push(one),
                Err(found) => {
                    found.iter().for_each(|(field, message)| errors.add(self.asked(field, row), message.clone()));
                }
            }
        }
        errors.into_result().map(|()| all)
    }

    /// What the answer says of this: in its row, or for all rows.
    fn text(&self, field: &str, row: Option<usize>) -> String {
        if let Some(value) = self.mapping.same(field) {
            return value.to_owned();
        }
        let name = self.asked(field, row);
        self.judged.answers.get(&name).map(|value| value.parts().join(" ")).unwrap_or_default()
    }

    /// The question that says this, by the name it has in this row.
    fn asked(&self, field: &str, row: Option<usize>) -> String {
        let field = if field == "submitted_by" { "name" } else { field };
        let Some(name) = self.mapping.question(field) else { return String::new() };
        let in_row = self.group.zip(row).map(|(group, row)| row_name(group, row, Some(name)));
        in_row.filter(|name| self.judged.asked.contains(name)).unwrap_or_else(|| name.to_owned())
    }

    fn need(&self, row: Option<usize>, today: NaiveDate) -> Result<NewNeed, FormErrors> {
        let [text, submitted_by, contact, group_kind, province, district, subdistrict, village] =
            FIELDS.map(|field| self.text(field, row));
        let form = NeedForm {
            text,
            submitted_by,
            contact,
            group_kind,
            province,
            district,
            subdistrict,
            village,
            ..NeedForm::default()
        };
        form.check(today).map(|told| NewNeed { channel: needs::Channel::Survey, ..told })
    }

    fn opinion(&self, row: Option<usize>, today: NaiveDate) -> Result<NewOpinion, FormErrors> {
        let form = OpinionForm {
            text: self.text("text", row),
            name: self.text("name", row),
            contact: self.text("contact", row),
            ..OpinionForm::default()
        };
        form.check(today).map(|said| NewOpinion { channel: participation::Channel::Survey, ..said })
    }
}
