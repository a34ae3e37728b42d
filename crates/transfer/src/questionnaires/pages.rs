//! The pages of questionnaires: which versions are published, their files, and publishing one.

use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::message::msg;
use kit::web::{Path, Upload, see, shown_again};
use kit::{Error, FormErrors, Result, page};

use super::edition::Edition;
use super::{policy, store, verbs};
use house::accounts::Reader;
use house::app::App;
use house::layout::{Choice, choices, filters};
use xlsform::Kind;

/// The type of an .xlsx file.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Every published version, and for those who may, the form to publish another.
#[derive(Template)]
#[template(path = "questionnaires/index.html")]
pub(super) struct Index {
    editions: Vec<Edition>,
    may_publish: bool,
    kind: String,
    kinds: Vec<Choice>,
    errors: FormErrors,
}
page!(Index, "questionnaires-title");

impl Index {
    async fn of(app: &App, reader: &Reader, kind: String, errors: FormErrors) -> Result<Self> {
        Ok(Self {
            editions: store::list_editions(&app.db).await?,
            may_publish: policy::may_publish(reader).is_ok(),
            kind,
            kinds: choices(Kind::ALL.map(Kind::code), "questionnaires-kind-"),
            errors,
        })
    }

    /// Is it the version people are asked today?
    fn is_current(&self, edition: &Edition) -> bool {
        self.editions.iter().find(|other| other.kind == edition.kind).is_some_and(|newest| newest.id == edition.id)
    }
}

pub(super) async fn index(State(app): State<App>, reader: Reader) -> Result<Index> {
    Index::of(&app, &reader, String::new(), FormErrors::new()).await
}

pub(super) async fn download(
    State(app): State<App>,
    Path((kind, version)): Path<(String, String)>,
) -> Result<Response> {
    let kind = Kind::from_code(&kind).ok_or(Error::NotFound)?;
    let (edition, xlsx) = store::find_file(&app.db, kind, &version).await?.ok_or(Error::NotFound)?;
    let name = format!("attachment; filename=\"{}\"", edition.file_name());
    Ok(([(header::CONTENT_TYPE, XLSX.to_owned()), (header::CONTENT_DISPOSITION, name)], xlsx).into_response())
}

pub(super) async fn publish(State(app): State<App>, reader: Reader, upload: Upload) -> Result<Response> {
    policy::may_publish(&reader)?;
    let (sent, whole) = upload.read().await;
    let kind = sent.text("kind");
    let published = match (whole, Kind::from_code(&kind)) {
        (Err(error), _) => Err(error),
        (Ok(()), None) => Err(FormErrors::one("kind", msg("questionnaires-kind-choose")).into()),
        (Ok(()), Some(_)) if sent.file.is_empty() => {
            Err(FormErrors::one("file", msg("questionnaires-file-choose")).into())
        }
        (Ok(()), Some(kind)) => verbs::publish(&app, &reader, kind, sent.file.into()).await,
    };
    match published {
        Ok(edition) => {
            let said = msg("questionnaires-published").with("version", edition.version);
            Ok(see("/questionnaires").saying(said).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "file")?;
            Ok((status, Index::of(&app, &reader, kind, errors).await?).into_response())
        }
    }
}
