//! Taking records out as a file, which the trail notes: who took what away, and how much of it.

use std::fs::File;
use std::io::{BufWriter, Seek};

use kit::table::{Format, Sheet};
use kit::{Facts, Result, Subject};
use uuid::Uuid;

use super::policy::{self, Verb};
use house::accounts::{Grant, Reader, Scope};
use house::app::App;
use house::exchange::AnyKind;

/// A file that was taken away.
struct Taken {
    id: Uuid,
    kind: &'static str,
}

impl Subject for Taken {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(self.kind)
    }
}

/// Writes the records of a kind that the reader may see, and notes that they were taken. The file stands on
/// the disk and not in memory, however long it is, and is gone when it is closed.
///
/// # Errors
/// When the reader may not, or the database or the disk cannot be read or written.
pub(super) async fn export(app: &App, reader: &Reader, kind: &'static dyn AnyKind, format: Format) -> Result<File> {
    policy::may_export(reader, kind)?;
    let (file, rows) = written(app, reader, kind, format).await?;
    let act = app.act(&reader.actor(), Verb::Export).await?;
    let taken = Taken { id: act.new_id(), kind: kind.name() };
    let seen_as: Vec<String> = reader.who().map(|who| who.grants.iter().map(named).collect()).unwrap_or_default();
    let facts = Facts::none()
        .with("kind", kind.name())
        .with("format", format.as_str())
        .with("rows", rows)
        .with("filter", seen_as);
    act.commit(&taken, facts).await?;
    Ok(file)
}

/// A role and where it holds: the file has what may be seen in it.
fn named(grant: &Grant) -> String {
    let place = match &grant.scope {
        Scope::Network => "network".to_owned(),
        Scope::Region { region, .. } => region.clone(),
        Scope::Province(province) => province.clone(),
        Scope::Clinic { id, .. } => id.to_string(),
    };
    format!("{}: {place}", grant.role.as_str())
}

/// The file, at its beginning, and how many records it has.
///
/// # Errors
/// When the database or the disk cannot be read or written.
pub async fn written(app: &App, reader: &Reader, kind: &dyn AnyKind, format: Format) -> Result<(File, usize)> {
    let mut file = tempfile::tempfile()?;
    let mut sheet = Sheet::begin(format, kind.columns(), Box::new(BufWriter::new(file.try_clone()?)))?;
    kind.export(app, reader, &mut sheet).await?;
    let rows = sheet.finish()?;
    file.rewind()?;
    Ok((file, rows))
}
