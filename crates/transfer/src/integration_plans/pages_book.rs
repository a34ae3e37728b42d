//! The book of a plan as PDF. It takes as long as it has pages: whoever asks first has it made and reads how far it
//! is, everybody after finds it made, for as long as the plan says the same, in this process and in others: it is kept
//! among the files, by the digest of all it says. Of each year, language and way of writing numbers the latest is kept.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use askama::Template;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;
use documents::{Document, Format, Step};
use kit::message::msg;
use kit::web::{Path, Query};
use kit::{Error, Timestamp, page};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tokio::sync::watch;
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::pages::Book;
use super::pages_paper::drawn;
use house::accounts::Reader;
use house::app::{App, Routes};
use house::layout::filters;

/// Rows of the longest book that is set: beyond it a spreadsheet is read, and pages would fill the memory.
const ROWS_MOST: i64 = 5_000;
/// Books that this process makes at once.
const AT_ONCE: usize = 6;
/// How long somebody waits for a book before they are told how far it is.
const PATIENCE: Duration = Duration::from_millis(2_500);
/// Seconds until whoever waits asks again.
const AGAIN: &str = "2";
/// How often a process tells the others how far a book is.
const TELLING: Duration = Duration::from_secs(1);
/// A process that has told nothing for so long makes no book any more.
const SILENCE: chrono::Duration = chrono::Duration::seconds(20);

/// How a book is asked for.
#[derive(Default, Deserialize, utoipa::IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Asked {
    /// `thai` for Thai digits, or `arabic`, as when nothing is said.
    digits: String,
}

/// How far a book is.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = BookProgress)]
struct Progress {
    /// Rows of its tables whose lines are broken.
    rows: usize,
    /// Rows there are.
    of: usize,
    /// Pages, once they are laid out.
    pages: usize,
    /// When this was told.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
}

/// A book that this process makes.
#[derive(Clone)]
struct Making {
    /// Where it will be kept: by this it is known.
    key: String,
    rows: Arc<AtomicUsize>,
    of: usize,
    pages: Arc<AtomicUsize>,
    /// The file once it is there, or why it could not be made.
    file: watch::Receiver<Option<Result<Bytes, String>>>,
}

impl Making {
    fn progress(&self, at: Timestamp) -> Progress {
        let (rows, pages) = (self.rows.load(Ordering::Relaxed), self.pages.load(Ordering::Relaxed));
        Progress { rows, of: self.of, pages, at }
    }
}

/// What this process makes.
static MAKING: Mutex<Vec<Making>> = Mutex::new(Vec::new());

/// The page that tells how far a book is.
#[derive(Template)]
#[template(path = "integration_plans/making.html")]
pub(super) struct Waiting {
    year: String,
    address: String,
    progress: Progress,
}
page!(Waiting, |page| msg("integration-plans-book-title").with("year", page.year.clone()));

/// A book that was asked for.
struct Ordered {
    year: String,
    thai: bool,
    /// What the file is called.
    name: String,
    book: Ready,
}

/// Whether it is there.
enum Ready {
    Yes(Bytes),
    NotYet(Progress),
}

pub(super) async fn book(
    State(app): State<App>,
    reader: Reader,
    Path(year): Path<String>,
    Query(asked): Query<Asked>,
) -> kit::Result<Response> {
    let Ordered { year, thai, name, book } = ordered(&app, &reader, &year, &asked).await?;
    match book {
        Ready::Yes(file) => Ok(answered(file, &name)),
        Ready::NotYet(progress) => {
            let address = format!("/integration-plans/{year}/book.pdf{}", if thai { "?digits=thai" } else { "" });
            let waiting = Waiting { year, address, progress };
            Ok((StatusCode::ACCEPTED, [(header::REFRESH, AGAIN)], waiting).into_response())
        }
    }
}

/// The same for programs: it stands beside the page, since both wait for the same book.
pub(super) fn api_routes() -> Routes {
    Routes::new().routes(routes!(book_pdf))
}

/// The book of a plan as PDF. Making it takes seconds: until then the answer is 202, and how far it is.
#[utoipa::path(get, path = "/api/v1/integration-plans/{year}/book.pdf", operation_id = "integration_plan.book_pdf",
    params(Asked), responses(
        (status = 200, description = "The file.", content_type = "application/pdf", body = Vec<u8>),
        (status = 202, description = "It is being made: ask again after `Retry-After` seconds.", body = Progress)))]
async fn book_pdf(
    State(app): State<App>,
    reader: Reader,
    Path(year): Path<String>,
    Query(asked): Query<Asked>,
) -> kit::Result<Response> {
    let ordered = ordered(&app, &reader, &year, &asked).await?;
    Ok(match ordered.book {
        Ready::Yes(file) => answered(file, &ordered.name),
        Ready::NotYet(progress) => {
            (StatusCode::ACCEPTED, [(header::RETRY_AFTER, AGAIN)], Json(progress)).into_response()
        }
    })
}

fn answered(file: Bytes, name: &str) -> Response {
    let disposition = (header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\""));
    ([(header::CONTENT_TYPE, Format::Pdf.media_type().to_owned()), disposition], file).into_response()
}

async fn ordered(app: &App, reader: &Reader, year: &str, asked: &Asked) -> kit::Result<Ordered> {
    let book = Book::of(app, reader, year).await?;
    let thai = match asked.digits.as_str() {
        "" | "arabic" => false,
        "thai" => true,
        _ => return Err(Error::BadRequest(msg("integration-plans-book-digits"))),
    };
    if book.account.total.rows > ROWS_MOST {
        return Err(Error::BadRequest(msg("integration-plans-book-long").with("most", ROWS_MOST)));
    }
    let year = book.plan.code.clone();
    let name = format!("integration-plan-{year}-{}.pdf", &book.account.figures.sha256[..12]);
    let drawn = drawn(&book, reader.lang);
    let drawn = if thai { drawn.in_thai_digits() } else { drawn };
    let shelf =
        format!("integration-plans/books/{year}/{}-{}", reader.lang.tag(), if thai { "thai" } else { "arabic" });
    let book = ready(app, &shelf, drawn).await?;
    Ok(Ordered { year, thai, name, book })
}

/// The book that says this: kept, or being made, here or elsewhere.
async fn ready(app: &App, shelf: &str, document: Document) -> kit::Result<Ready> {
    let digest = HEXLOWER.encode(&Sha256::digest(serde_json::to_vec(&document)?));
    let key = format!("{shelf}/{digest}.pdf");
    let making = match here(&key) {
        Some(making) => making,
        None => {
            if let Ok(file) = app.files.get(&key).await {
                return Ok(Ready::Yes(file));
            }
            if let Some(progress) = elsewhere(app, &key).await {
                return Ok(Ready::NotYet(progress));
            }
            begun(app, shelf, &key, document)?
        }
    };
    let mut file = making.file.clone();
    let file = match tokio::time::timeout(PATIENCE, file.wait_for(Option::is_some)).await {
        Err(_) => return Ok(Ready::NotYet(making.progress(app.clock.now()))),
        Ok(file) => file.ok().and_then(|file| file.clone()).unwrap_or_else(|| Err("it broke off".to_owned())),
    };
    file.map(Ready::Yes).map_err(|why| Error::Internal(Arc::new(anyhow::anyhow!(why))))
}

/// The one that this process makes.
fn here(key: &str) -> Option<Making> {
    MAKING.lock().unwrap_or_else(PoisonError::into_inner).iter().find(|one| one.key == key).cloned()
}

/// Where a process tells the others how far a book is.
fn told_at(key: &str) -> String {
    format!("{key}.making")
}

/// How far the one is that another process makes.
async fn elsewhere(app: &App, key: &str) -> Option<Progress> {
    let told = app.files.get(&told_at(key)).await.ok()?;
    let progress: Progress = serde_json::from_slice(&told).ok()?;
    Some(progress).filter(|progress| app.clock.now() - progress.at < SILENCE)
}

/// Begins to make a book. Whoever asked for it in the same moment joins.
fn begun(app: &App, shelf: &str, key: &str, document: Document) -> kit::Result<Making> {
    let mut all = MAKING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(one) = all.iter().find(|one| one.key == key) {
        return Ok(one.clone());
    }
    if all.len() >= AT_ONCE {
        return Err(Error::TooMany { retry_after: 10 });
    }
    let (done, file) = watch::channel(None);
    let (rows, pages, of) = (Arc::default(), Arc::default(), document.rows());
    let making = Making { key: key.to_owned(), rows, of, pages, file };
    all.push(making.clone());
    let (app, shelf, one) = (app.clone(), shelf.to_owned(), making.clone());
    tokio::spawn(async move {
        let made = made(&app, &one, document).await;
        if let Ok(file) = &made
            && let Err(error) = keep(&app, &shelf, &one.key, file.clone()).await
        {
            tracing::warn!(?error, key = one.key, "a book could not be kept; it is made anew when somebody asks");
        }
        done.send_replace(Some(made));
        MAKING.lock().unwrap_or_else(PoisonError::into_inner).retain(|other| other.key != one.key);
    });
    Ok(making)
}

/// Sets it, telling the other processes now and then how far it is.
async fn made(app: &App, making: &Making, document: Document) -> Result<Bytes, String> {
    let (rows, pages) = (Arc::clone(&making.rows), Arc::clone(&making.pages));
    let mut set = tokio::task::spawn_blocking(move || {
        documents::pdf_in_steps(&document, None, &|step| match step {
            Step::Rows(passed) => rows.store(passed, Ordering::Relaxed),
            Step::Pages(laid) => pages.store(laid, Ordering::Relaxed),
        })
    });
    loop {
        let told = serde_json::to_vec(&making.progress(app.clock.now())).map_err(|error| error.to_string())?;
        if let Err(error) = app.files.put(&told_at(&making.key), told.into()).await {
            tracing::warn!(?error, "how far a book is could not be told");
        }
        if let Ok(set) = tokio::time::timeout(TELLING, &mut set).await {
            let set = set.map_err(|error| error.to_string())?;
            return set.map(Bytes::from).map_err(|error| error.to_string());
        }
    }
}

/// Keeps a book, in the place of the one before.
async fn keep(app: &App, shelf: &str, key: &str, file: Bytes) -> anyhow::Result<()> {
    app.files.put(key, file).await?;
    for old in app.files.list_under(shelf).await?.iter().filter(|old| *old != key) {
        app.files.delete(old).await?;
    }
    Ok(())
}
