//! What was answered, for whoever made the survey: the latest, one by one, and all of it as a file.

use std::io::{Seek, SeekFrom};

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kit::message::msg;
use kit::table::{Cell, Format, Sheet};
use kit::web::{Path, sent_file};
use kit::{Error, Result, page};
use xlsform::Counts;

use super::edition::{Asked, Edition};
use super::pages::seen;
use super::survey::{Answer, Survey};
use super::{store, store_answers};
use crate::responses;
use house::accounts::Reader;
use house::app::App;
use house::layout::filters;

/// The latest answers.
#[derive(Template)]
#[template(path = "surveys/answers.html")]
pub(super) struct Answers {
    survey: Survey,
    answers: Vec<Answer>,
    of: u64,
}
page!(Answers, "surveys-answers-title");

impl Answers {
    /// Are there more than are listed?
    fn has_more(&self) -> bool {
        self.of > store_answers::LISTED
    }
}

pub(super) async fn index(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Answers> {
    let survey = seen(&app, &reader, &code).await?;
    let answers = store_answers::list(&app.db, survey.id).await?;
    Ok(Answers { of: store_answers::count(&app.db, survey.id).await?, answers, survey })
}

/// One answer.
#[derive(Template)]
#[template(path = "surveys/answer.html")]
pub(super) struct AnswerPage {
    survey: Survey,
    answer: Answer,
    edition: Edition,
    said: Vec<(String, String)>,
}
page!(AnswerPage, |page| msg("surveys-answer-title").with("receipt", page.answer.receipt.clone()));

pub(super) async fn show(
    State(app): State<App>,
    reader: Reader,
    Path((code, receipt)): Path<(String, String)>,
) -> Result<AnswerPage> {
    let survey = seen(&app, &reader, &code).await?;
    let answer = store_answers::find(&app.db, survey.id, &receipt).await?.ok_or(Error::NotFound)?;
    let editions = store::list_editions(&app.db, survey.id).await?;
    let edition = editions.into_iter().find(|edition| edition.id == answer.edition).ok_or(Error::NotFound)?;
    let asked = store::asked(&app.db, edition).await?;
    let form = asked.form.with_rows(&asked.form.rows_given(&answer.given()));
    Ok(AnswerPage {
        said: responses::said(&form, &answer.answers, reader.lang),
        survey,
        answer,
        edition: asked.edition,
    })
}

pub(super) async fn csv(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    all(&app, &reader, &code, Format::Csv).await
}

pub(super) async fn xlsx(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Response> {
    all(&app, &reader, &code, Format::Xlsx).await
}

/// All answers as a file: a column for each question of any edition, rows of repeated groups as far as the longest
/// answer has them. Written to a file first, so that no answer is held longer than its row.
async fn all(app: &App, reader: &Reader, code: &str, format: Format) -> Result<Response> {
    let survey = seen(app, reader, code).await?;
    let columns = columns(app, &survey).await?;
    let mut file = tempfile::tempfile().map_err(anyhow::Error::from)?;
    let titles = ["receipt", "given_at", "edition", "became"].into_iter().map(str::to_owned);
    let editions = store::list_editions(&app.db, survey.id).await?;
    let out = Box::new(file.try_clone().map_err(anyhow::Error::from)?);
    let mut sheet = Sheet::titled(format, titles.chain(columns.iter().cloned()).collect(), out)?;
    let mut after = None;
    loop {
        let batch = store_answers::list_after(&app.db, survey.id, after).await?;
        let Some(last) = batch.last() else { break };
        after = Some(last.id);
        for answer in &batch {
            sheet.row(&row(answer, &editions, &columns))?;
        }
    }
    sheet.finish()?;
    file.seek(SeekFrom::Start(0)).map_err(anyhow::Error::from)?;
    Ok(sent_file(file, format.media_type(), &format!("{}.{}", survey.code, format.as_str())))
}

/// The names of all questions that any edition asks, in its order.
async fn columns(app: &App, survey: &Survey) -> Result<Vec<String>> {
    let mut counts = Counts::new();
    let mut after = None;
    let mut forms: Vec<Asked> = Vec::new();
    for edition in store::list_editions(&app.db, survey.id).await?.into_iter().filter(|edition| !edition.is_draft()) {
        forms.push(store::asked(&app.db, edition).await?);
    }
    if forms.iter().any(|asked| asked.form.repeats().next().is_some()) {
        loop {
            let batch = store_answers::list_after(&app.db, survey.id, after).await?;
            let Some(last) = batch.last() else { break };
            after = Some(last.id);
            for answer in &batch {
                let given = answer.given();
                for (group, rows) in forms.iter().flat_map(|asked| asked.form.rows_given(&given)) {
                    counts.entry(group).and_modify(|most| *most = rows.max(*most)).or_insert(rows);
                }
            }
        }
    }
    let mut columns: Vec<String> = Vec::new();
    for asked in &forms {
        let form = asked.form.with_rows(&counts);
        for question in form.questions().filter(|question| question.kind != xlsform::QuestionType::Note) {
            if !columns.contains(&question.name) {
                columns.push(question.name.clone());
            }
        }
    }
    Ok(columns)
}

fn row(answer: &Answer, editions: &[Edition], columns: &[String]) -> Vec<Cell> {
    let edition = editions.iter().find(|edition| edition.id == answer.edition).map(|edition| edition.number);
    let became: Vec<&str> = answer.became.iter().map(|one| one.code.as_str()).collect();
    let head = [
        Cell::from(answer.receipt.clone()),
        Cell::from(responses::moment(answer.given_at).format("%Y-%m-%d %H:%M").to_string()),
        Cell::from(edition),
        Cell::from(became.join(" ")),
    ];
    let cell = |name: &String| match answer.answers.get(name) {
        None => Cell::Empty,
        Some(xlsform::Value::Integer(number)) => Cell::Whole(*number),
        Some(xlsform::Value::Decimal(number)) => Cell::Number(*number),
        Some(other) => Cell::from(other.parts().join(" ")),
    };
    head.into_iter().chain(columns.iter().map(cell)).collect()
}
