//! A backup: one zip archive with a copy of the database and every file, as they were when it
//! began. The database is copied first: a file is always kept before the record that names it, so
//! no record in the copy names a file that is missing.

use std::io::{Read, Seek, Write};
use std::path::Path;

use anyhow::Context;
use bytes::Bytes;
use kit::db::dialect;
use kit::files::Files;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use house::app::App;

/// The database in the archive.
const DATABASE: &str = "techclinic.db";
/// The folder of the files in the archive.
const FILES: &str = "files/";
/// What says that the archive is a backup, and of which version.
const ABOUT: &str = "backup.txt";

/// Writes the archive into `out`; the copy of the database passes through `folder`, which must have
/// room for it.
///
/// # Errors
/// When the database or a file cannot be read, or the archive cannot be written.
pub async fn write(app: &App, out: std::fs::File, folder: &Path) -> anyhow::Result<()> {
    let copy = tempfile::Builder::new().prefix("techclinic-backup-").tempdir_in(folder)?;
    let database = copy.path().join(DATABASE);
    dialect::copy_into(app.db.reader(), &database.to_string_lossy()).await.context("the database cannot be copied")?;
    let keys = app.files.list().await?;
    let mut zip = ZipWriter::new(std::io::BufWriter::new(out));
    zip.start_file(ABOUT, options())?;
    writeln!(zip, "techclinic {}\n{}", env!("CARGO_PKG_VERSION"), app.clock.now().to_rfc3339())?;
    let mut zip = tokio::task::spawn_blocking(move || -> anyhow::Result<_> {
        zip.start_file(DATABASE, options())?;
        std::io::copy(&mut std::fs::File::open(&database)?, &mut zip)?;
        Ok(zip)
    })
    .await??;
    for key in keys {
        // A draft may be gone since the list was made; records keep their files.
        let Ok(content) = app.files.get(&key).await else { continue };
        zip.start_file(format!("{FILES}{key}"), options())?;
        zip.write_all(&content)?;
    }
    let file = zip.finish()?.into_inner().map_err(|error| error.into_error())?;
    file.sync_all()?;
    Ok(())
}

/// Fast deflation; a file may be larger than 4 GiB.
fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(3))
        .large_file(true)
}

/// Reads an archive: the database into `database`, the files into `files`. Answers how many files
/// there were.
///
/// # Errors
/// When it is no backup, or is damaged.
pub async fn read(archive: impl Read + Seek, database: &Path, files: &Files) -> anyhow::Result<usize> {
    let mut zip = ZipArchive::new(archive).context("this is no backup")?;
    zip.by_name(ABOUT).context("this is no backup of techclinic")?;
    let mut out = std::fs::File::create(database)?;
    std::io::copy(&mut zip.by_name(DATABASE).context("the backup holds no database")?, &mut out)?;
    out.sync_all()?;
    let names: Vec<String> =
        zip.file_names().map(|name| Ok(name?.into_owned())).collect::<Result<_, zip::result::ZipError>>()?;
    let names: Vec<&String> = names.iter().filter(|name| name.starts_with(FILES)).collect();
    for name in &names {
        let mut content = Vec::new();
        zip.by_name(name)?.read_to_end(&mut content).context("the backup is damaged")?;
        files.put(&name[FILES.len()..], Bytes::from(content)).await?;
    }
    Ok(names.len())
}
