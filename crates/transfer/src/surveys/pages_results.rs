//! What the answers to a survey say in figures, for whoever made it, and the answers behind each figure.

use askama::Template;
use axum::extract::State;
use kit::db::listing::Turns;
use kit::show::Bilingual;
use kit::web::{Narrowed, Path};
use kit::{Error, Lang, Result, page};
use uuid::Uuid;

use super::edition::Asked;
use super::pages::seen;
use super::survey::{Answer, Survey};
use super::{store, store_answers};
use crate::results::{LookedFor, QuestionResult, SHOWN, Said, Shown, Tally};
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;

/// The results of a survey.
#[derive(Template)]
#[template(path = "surveys/results.html")]
pub(super) struct Results {
    survey: Survey,
    shown: Shown,
}
page!(Results, "surveys-results-title");

/// Every published edition, the latest first.
async fn editions(app: &App, survey: &Survey) -> Result<Vec<Asked>> {
    let mut asked = Vec::new();
    for edition in store::list_editions(&app.db, survey.id).await?.into_iter().filter(|edition| !edition.is_draft()) {
        asked.push(store::asked(&app.db, edition).await?);
    }
    asked.sort_by_key(|asked| std::cmp::Reverse(asked.edition.number));
    Ok(asked)
}

async fn tally(app: &App, survey: &Survey, editions: &[Asked]) -> Result<Tally> {
    let mut tally = Tally::of(editions.iter().map(|asked| &asked.form));
    let mut after = None;
    loop {
        let batch = store_answers::list_after(&app.db, survey.id, after).await?;
        let Some(last) = batch.last() else { return Ok(tally.settled()) };
        after = Some(last.id);
        batch.iter().for_each(|answer| tally.count(&answer.answers));
    }
}

fn at(survey: &Survey) -> String {
    format!("/desk/surveys/{}/results", survey.code)
}

pub(super) async fn index(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Results> {
    let survey = seen(&app, &reader, &code).await?;
    let tally = tally(&app, &survey, &editions(&app, &survey).await?).await?;
    Ok(Results { shown: Shown { tally, behind: Some(at(&survey)), promised: None }, survey })
}

/// The answers behind a figure.
#[derive(Template)]
#[template(path = "surveys/behind.html")]
pub(super) struct Behind {
    survey: Survey,
    question: QuestionResult,
    /// What those that are listed chose.
    chosen: Option<Bilingual>,
    filter: LookedFor,
    rows: Vec<(Answer, String)>,
    turns: Turns,
}
page!(Behind, "surveys-answers-title");

impl Behind {
    fn at(&self) -> String {
        format!("{}/{}", at(&self.survey), self.question.name)
    }
}

pub(super) async fn behind(
    State(app): State<App>,
    reader: Reader,
    Path((code, question)): Path<(String, String)>,
    Narrowed(filter): Narrowed<LookedFor>,
) -> Result<Behind> {
    let survey = seen(&app, &reader, &code).await?;
    let editions = editions(&app, &survey).await?;
    let question = tally(&app, &survey, &editions).await?.find(&question).cloned().ok_or(Error::NotFound)?;
    let chosen = question.label_of(&filter.value).cloned();
    let (rows, next) = found(&app, (&survey, &editions), &question.name, &filter, reader.lang).await?;
    let page = Behind { survey, question, chosen, filter, rows, turns: Turns::default() };
    let next = next.map(|id| page.filter.address(&page.at(), &id.to_string()));
    let turns = Turns { next, first: page.filter.cursor.map(|_| page.filter.address(&page.at(), "")) };
    Ok(Behind { turns, ..page })
}

/// A page of the answers that are looked for, and after which one the next begins.
async fn found(
    app: &App,
    (survey, editions): (&Survey, &[Asked]),
    question: &str,
    filter: &LookedFor,
    lang: Lang,
) -> Result<(Vec<(Answer, String)>, Option<Uuid>)> {
    let mut rows: Vec<(Answer, String)> = Vec::new();
    let mut after = filter.cursor;
    loop {
        let batch = store_answers::list_after(&app.db, survey.id, after).await?;
        let Some(last) = batch.last() else { return Ok((rows, None)) };
        after = Some(last.id);
        for answer in batch {
            let form = editions.iter().find(|asked| asked.edition.id == answer.edition);
            let said = form.and_then(|asked| filter.said(&asked.form, &answer.answers, question, lang));
            let Some(said) = said else { continue };
            if rows.len() == SHOWN {
                let last = rows.last().map(|(answer, _)| answer.id);
                return Ok((rows, last));
            }
            rows.push((answer, said));
        }
    }
}
