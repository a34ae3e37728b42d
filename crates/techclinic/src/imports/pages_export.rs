//! Records as a file to keep, from the desk: the same file that `techclinic export` writes, with what its
//! reader sees, so that it can be mended and brought in again.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kit::table::{Format, Sheet};
use kit::web::Path;
use kit::{Error, Result};

use super::{kind, policy};
use crate::accounts::Reader;
use crate::app::App;
use crate::exchange::AnyKind;

pub(super) async fn download(State(app): State<App>, reader: Reader, Path(file): Path<String>) -> Result<Response> {
    reader.must_sign_in()?;
    let (kind, format) = named(&file).ok_or(Error::NotFound)?;
    policy::may_export(&reader, kind)?;
    let content = write(&app, &reader, kind, format).await?;
    let name = format!("{}-{}.{}", kind.name(), app.clock.today(), format.as_str());
    let headers = [
        (header::CONTENT_TYPE, format.media_type().to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, content).into_response())
}

/// The kind and the format that a name such as `clinics.csv` asks for.
fn named(file: &str) -> Option<(&'static dyn AnyKind, Format)> {
    let (name, ending) = file.rsplit_once('.')?;
    let format = Format::from_word(ending).filter(|format| matches!(format, Format::Csv | Format::Xlsx))?;
    Some((kind(name)?, format))
}

/// The file.
pub(super) async fn write(app: &App, reader: &Reader, kind: &dyn AnyKind, format: Format) -> Result<Vec<u8>> {
    let memory = Memory::default();
    let mut sheet = Sheet::begin(format, kind.columns(), Box::new(memory.clone()))?;
    kind.export(app, reader, &mut sheet).await?;
    sheet.finish()?;
    Ok(memory.into_bytes())
}

/// A file in memory, to be read once it is written.
#[derive(Clone, Default)]
struct Memory(Arc<Mutex<Vec<u8>>>);

impl Memory {
    fn into_bytes(self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
