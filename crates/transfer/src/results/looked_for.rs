//! Which of the answers behind a figure are looked for: those that chose this, those that say these words.

use std::collections::BTreeMap;

use kit::Lang;
use kit::db::listing;
use kit::web::{Check, Narrows};
use serde::Deserialize;
use uuid::Uuid;
use xlsform::{Questionnaire, Value};

use super::tally::asked;
use crate::responses;

/// Answers on one page.
pub const SHOWN: usize = 50;

/// What is looked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LookedFor {
    /// Those that say just this.
    pub value: String,
    /// Those that say these words.
    pub q: String,
    /// Those after this one.
    pub cursor: Option<Uuid>,
}

impl Narrows for LookedFor {
    const CHECKS: &'static [(&'static str, Check)] = &[("cursor", listing::narrows_by::<Uuid>)];
}

impl LookedFor {
    /// What an answer says to a question, in words, where it is looked for. Letters of either case and digits of either
    /// kind are the same.
    pub fn said(
        &self,
        form: &Questionnaire,
        answers: &BTreeMap<String, Value>,
        question: &str,
        lang: Lang,
    ) -> Option<String> {
        let given: BTreeMap<String, Value> = answers
            .iter()
            .filter(|(name, value)| asked(name) == question && value.parts().iter().any(|part| !part.is_empty()))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        let mut parts = given.values().flat_map(Value::parts);
        if given.is_empty() || !(self.value.is_empty() || parts.any(|part| part == self.value)) {
            return None;
        }
        let all = answers.iter().map(|(name, value)| (name.clone(), value.parts())).collect();
        let laid_out = form.with_rows(&form.rows_given(&all));
        let said: Vec<String> = responses::said(&laid_out, &given, lang).into_iter().map(|(_, said)| said).collect();
        let said = said.join(", ");
        plain(&said).contains(&plain(self.q.trim())).then_some(said)
    }

    /// The address of the same list from another place on.
    pub fn address(&self, at: &str, cursor: &str) -> String {
        kit::web::address(at, &[("value", &self.value), ("q", &self.q), ("cursor", cursor)])
    }
}

/// A text without what does not tell it from another.
fn plain(text: &str) -> String {
    thai::digits::to_ascii(text).to_lowercase()
}
