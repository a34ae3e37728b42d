//! The answers behind a figure, one by one: who chose this, who said what in their own words; searched by words.

use askama::Template;
use axum::extract::State;
use kit::db::listing::{self, Turns};
use kit::show::Bilingual;
use kit::web::{Check, Narrowed, Narrows, Path};
use kit::{Error, Lang, Result, page};
use serde::Deserialize;
use uuid::Uuid;
use xlsform::{Kind, Value};

use super::counting::Scope;
use super::pages::area_of;
use super::question_result::{QuestionResult, Said};
use super::tally::asked;
use crate::questionnaires::{self, Asked};
use crate::responses::{self, Area, Participant, Response};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;

/// Answers on one page.
const SHOWN: usize = 50;

/// Which answers.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Those that say just this.
    value: String,
    /// Those that say these words.
    q: String,
    /// Where to begin.
    cursor: Option<Uuid>,
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] = &[("cursor", listing::narrows_by::<Uuid>)];
}

impl Filter {
    /// Does an answer say what is looked for? Letters of either case and digits of either kind are the same.
    fn finds(&self, answer: &Response, question: &str, said: &str) -> bool {
        let mut parts = given(answer, question).flat_map(|(_, value)| value.parts());
        let says_it = self.value.is_empty() || parts.any(|part| part == self.value);
        says_it && plain(said).contains(&plain(self.q.trim()))
    }

    fn address(&self, at: &str, cursor: &str) -> String {
        kit::web::address(at, &[("value", &self.value), ("q", &self.q), ("cursor", cursor)])
    }
}

/// What an answer says to a question, in each of its rows; nothing where it was left empty.
fn given<'a>(answer: &'a Response, question: &'a str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    let is_said = |value: &Value| value.parts().iter().any(|part| !part.is_empty());
    answer.answers.iter().filter(move |(name, value)| asked(name) == question && is_said(value))
}

/// A text without what does not tell it from another.
fn plain(text: &str) -> String {
    thai::digits::to_ascii(text).to_lowercase()
}

/// The answers behind a figure.
#[derive(Template)]
#[template(path = "results/answers.html")]
pub(super) struct Answers {
    area: Area,
    kind: Kind,
    question: QuestionResult,
    /// What those who are listed chose.
    chosen: Option<Bilingual>,
    filter: Filter,
    rows: Vec<(Participant, Response, String)>,
    turns: Turns,
}
page!(Answers, "results-answers-title");

impl Answers {
    fn at(&self) -> String {
        self.area.at(&format!("results/{}/{}", self.kind.code(), self.question.name))
    }

    fn back(&self) -> String {
        kit::web::address(&self.area.at("results"), &[("form", self.kind.code())])
    }
}

pub(super) async fn index(
    State(app): State<App>,
    reader: Reader,
    Path((code, number, form, question)): Path<(String, i32, String, String)>,
    Narrowed(filter): Narrowed<Filter>,
) -> Result<Answers> {
    let area = area_of(&app, &reader, &code, number).await?;
    let kind = Kind::from_code(&form).ok_or(Error::NotFound)?;
    let scope = Scope { of: area.id, practice: area.practice };
    let question = scope.tally(&app.db, kind).await?.find(&question).cloned().ok_or(Error::NotFound)?;
    let choices = if let Said::Choices(choices) = &question.said { choices.rows.as_slice() } else { &[] };
    let chosen = choices.iter().find(|row| row.value == filter.value).map(|row| row.label.clone());
    let (rows, next) = found(&app, (scope, kind, &question.name), &filter, reader.lang).await?;
    let page = Answers { area, kind, question, chosen, filter, rows, turns: Turns::default() };
    let next = next.map(|id| page.filter.address(&page.at(), &id.to_string()));
    let turns = Turns { next, first: page.filter.cursor.map(|_| page.filter.address(&page.at(), "")) };
    Ok(Answers { turns, ..page })
}

type Found = (Vec<(Participant, Response, String)>, Option<Uuid>);

/// A page of the answers that are looked for, and after which one the next begins.
async fn found(app: &App, (scope, kind, question): (Scope, Kind, &str), filter: &Filter, lang: Lang) -> Result<Found> {
    let mut rows: Vec<(Participant, Response, String)> = Vec::new();
    let mut forms: Vec<Asked> = Vec::new();
    let mut after = filter.cursor;
    loop {
        let batch = scope.list(&app.db, kind, after).await?;
        let Some((last, _)) = batch.last() else { return Ok((rows, None)) };
        after = Some(last.id);
        for (answer, person) in batch {
            if forms.iter().all(|asked| asked.edition.id != answer.questionnaire) {
                forms.extend(questionnaires::find_edition(&app.db, answer.questionnaire).await?);
            }
            let form = forms.iter().find(|asked| asked.edition.id == answer.questionnaire);
            let Some(said) = form.and_then(|asked| said(asked, &answer, question, lang)) else { continue };
            if !filter.finds(&answer, question, &said) {
                continue;
            }
            if rows.len() == SHOWN {
                let last = rows.last().map(|(_, answer, _)| answer.id);
                return Ok((rows, last));
            }
            rows.push((person, answer, said));
        }
    }
}

/// What somebody said to a question, in words; `None` where they did not.
fn said(form: &Asked, answer: &Response, question: &str, lang: Lang) -> Option<String> {
    let given = given(answer, question).map(|(name, value)| (name.clone(), value.clone())).collect();
    let laid_out = form.form.with_rows(&form.form.rows_given(&answer.given()));
    let said: Vec<String> = responses::said(&laid_out, &given, lang).into_iter().map(|(_, said)| said).collect();
    (!said.is_empty()).then(|| said.join(", "))
}
