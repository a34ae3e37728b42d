//! A plan as open data, for everybody: every row as the seal has it, as CSV, as a workbook, or as JSON with the
//! figures and the seal.

use std::fs::File;
use std::io::{BufWriter, Read, Seek};

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::table::{Cell, Format, Sheet};
use kit::web::{Path, Query};
use kit::{Error, Result};
use serde_json::{Map, Value, json};

use super::integration_plan::{Figures, IntegrationPlan};
use super::pages_days::When;
use super::seal::{self, AMOUNT, COLUMNS, Line, NUMBER};
use super::store_days::Stood;
use super::store_lines;
use super::verbs_past::{self, Given};
use house::accounts::Reader;
use house::app::App;

pub(super) async fn download(
    State(app): State<App>,
    reader: Reader,
    Path((year, file)): Path<(String, String)>,
    Query(when): Query<When>,
) -> Result<Response> {
    let format = file.strip_prefix("projects.").and_then(Format::from_word).ok_or(Error::NotFound)?;
    let Stood { plan, lines } = meant(&app, &reader, &year, &when).await?;
    let figures = seal::figures(&lines).ok_or(Error::NotFound)?;
    // The name says which state of the plan it is: whoever holds two files sees whether they are one.
    let name = format!("integration-plan-{}-{}.{}", plan.code, &figures.sha256[..12], format.as_str());
    let disposition = (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""));
    if format == Format::Json {
        return Ok(([disposition], Json(said(&plan, &figures, &lines))).into_response());
    }
    let bytes = tokio::task::spawn_blocking(move || written(format, &figures, &lines)).await??;
    Ok(([(header::CONTENT_TYPE, format.media_type().to_owned()), disposition], bytes).into_response())
}

/// The plan as it is now, or as it stood when the address says.
async fn meant(app: &App, reader: &Reader, year: &str, when: &When) -> Result<Stood> {
    if when.is_now() {
        let Given { now: plan, published } = verbs_past::read(app, reader, year).await?;
        return Ok(match published {
            Some(stood) => stood,
            None => Stood { lines: store_lines::list_lines(app.db.reader(), plan.id).await?, plan },
        });
    }
    let now = verbs_past::known(app, reader, year).await?;
    let at = when.at(app.clock.today()).map_err(Error::BadRequest)?;
    verbs_past::find(app, reader, &now, at).await?.ok_or(Error::NotFound)
}

/// The plan with its figures and its seal.
fn said(plan: &IntegrationPlan, figures: &Figures, lines: &[Line]) -> Value {
    let item = |line: &Line| {
        let cells = COLUMNS.iter().zip(&line.cells);
        Value::Object(cells.map(|(name, cell)| ((*name).to_owned(), cell.as_str().into())).collect::<Map<_, _>>())
    };
    let said =
        |figures: &Figures| json!({"count": figures.count, "sum_satang": figures.sum.0, "sha256": figures.sha256});
    json!({
        "fiscal_year": plan.year.0,
        "name_th": plan.told.name.th,
        "name_en": plan.told.name.en,
        "status": plan.status.as_str(),
        "edition": plan.edition,
        "invented": plan.invented,
        "figures": said(figures),
        "seal": plan.seal.as_ref().map(|seal| json!({"at": seal.at, "figures": said(&seal.figures)})),
        "items": lines.iter().map(item).collect::<Vec<_>>(),
    })
}

/// The rows as a file; under those of a workbook, which people read, stand count, sum and digest.
fn written(format: Format, figures: &Figures, lines: &[Line]) -> Result<Vec<u8>> {
    let mut file: File = tempfile::tempfile()?;
    let titles = COLUMNS.map(str::to_owned).to_vec();
    let mut sheet = Sheet::titled(format, titles, Box::new(BufWriter::new(file.try_clone()?)))?;
    for line in lines {
        sheet.row(&cells(format, line))?;
    }
    if format == Format::Xlsx {
        let foot = |at: usize, first: Cell, second: Cell| {
            let mut cells = vec![Cell::Empty; COLUMNS.len()];
            (cells[NUMBER], cells[at]) = (first, second);
            cells
        };
        sheet.row(&foot(AMOUNT, figures.count.into(), figures.sum.0.into()))?;
        sheet.row(&foot(2, "SHA-256".into(), figures.sha256.as_str().into()))?;
    }
    sheet.finish()?;
    file.rewind()?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The columns of numbers, in a workbook: years, numbers and amounts.
const NUMBERS: [usize; 3] = [0, NUMBER, AMOUNT];

/// A row of a workbook counts with its numbers; a text file has every cell as the seal has it.
fn cells(format: Format, line: &Line) -> Vec<Cell> {
    let cell = |(at, cell): (usize, &String)| match cell.parse::<i64>() {
        Ok(number) if format == Format::Xlsx && NUMBERS.contains(&at) => Cell::Whole(number),
        _ => cell.as_str().into(),
    };
    line.cells.iter().enumerate().map(cell).collect()
}
