//! Records as a file to keep, from the desk: the same file that `techclinic export` writes, with what its
//! reader sees, so that it can be mended and brought in again.

use axum::extract::State;
use axum::response::Response;
use kit::table::Format;
use kit::web::{Path, sent_file};
use kit::{Error, Result};

use super::{kind, verbs_export};
use house::accounts::Reader;
use house::app::App;

pub(super) async fn download(State(app): State<App>, reader: Reader, Path(file): Path<String>) -> Result<Response> {
    reader.must_sign_in()?;
    let (name, format) = named(&file).ok_or(Error::NotFound)?;
    let kind = kind(name).ok_or(Error::NotFound)?;
    let content = verbs_export::export(&app, &reader, kind, format).await?;
    Ok(sent_file(content, format.media_type(), &format!("{name}-{}.{}", app.clock.today(), format.as_str())))
}

/// The name and the format that `clinics.csv` asks for.
pub(super) fn named(file: &str) -> Option<(&str, Format)> {
    let (name, ending) = file.rsplit_once('.')?;
    let format = Format::from_word(ending).filter(|format| matches!(format, Format::Csv | Format::Xlsx))?;
    Some((name, format))
}
