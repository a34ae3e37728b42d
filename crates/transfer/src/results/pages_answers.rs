//! The answers behind a figure, one by one: who chose this, who said what in their own words; searched by words.

use askama::Template;
use axum::extract::State;
use kit::db::listing::Turns;
use kit::show::Bilingual;
use kit::web::{Narrowed, Path};
use kit::{Error, Lang, Result, page};
use uuid::Uuid;
use xlsform::Kind;

use super::counting::Scope;
use super::looked_for::{LookedFor, SHOWN};
use super::pages::area_of;
use super::question_result::QuestionResult;
use crate::questionnaires::{self, Asked};
use crate::responses::{Area, Participant, Response};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;

/// The answers behind a figure.
#[derive(Template)]
#[template(path = "results/answers.html")]
pub(super) struct Answers {
    area: Area,
    kind: Kind,
    question: QuestionResult,
    /// What those who are listed chose.
    chosen: Option<Bilingual>,
    filter: LookedFor,
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
    Narrowed(filter): Narrowed<LookedFor>,
) -> Result<Answers> {
    let area = area_of(&app, &reader, &code, number).await?;
    let kind = Kind::from_code(&form).ok_or(Error::NotFound)?;
    let scope = Scope { of: area.id, practice: area.practice };
    let question = scope.tally(&app.db, kind).await?.find(&question).cloned().ok_or(Error::NotFound)?;
    let chosen = question.label_of(&filter.value).cloned();
    let (rows, next) = found(&app, (scope, kind, &question.name), &filter, reader.lang).await?;
    let page = Answers { area, kind, question, chosen, filter, rows, turns: Turns::default() };
    let next = next.map(|id| page.filter.address(&page.at(), &id.to_string()));
    let turns = Turns { next, first: page.filter.cursor.map(|_| page.filter.address(&page.at(), "")) };
    Ok(Answers { turns, ..page })
}

type Found = (Vec<(Participant, Response, String)>, Option<Uuid>);

/// A page of the answers that are looked for, and after which one the next begins.
async fn found(
    app: &App,
    (scope, kind, question): (Scope, Kind, &str),
    filter: &LookedFor,
    lang: Lang,
) -> Result<Found> {
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
            let said = form.and_then(|asked| filter.said(&asked.form, &answer.answers, question, lang));
            let Some(said) = said else { continue };
            if rows.len() == SHOWN {
                let last = rows.last().map(|(_, answer, _)| answer.id);
                return Ok((rows, last));
            }
            rows.push((person, answer, said));
        }
    }
}
