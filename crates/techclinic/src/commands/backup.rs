//! `techclinic backup`: the database and the files in one archive, while the program serves.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use clap::{Arg, ArgMatches, Command, value_parser};

use super::{Ended, Outcome, open, say};
use crate::archive;
use house::app::App;

pub(super) fn command() -> Command {
    Command::new("backup")
        .about("Copy the database and all files into one archive, while others read and write (SQLite; PostgreSQL has pg_dump)")
        .arg(Arg::new("FILE").required(true).value_parser(value_parser!(PathBuf)).help("The archive, a .zip; must not exist yet"))
}

pub(super) async fn run(matches: &ArgMatches) -> Outcome {
    let Some(path) = matches.get_one::<PathBuf>("FILE") else { return Ok(Ended::WrongUse) };
    let app = open(matches).await?;
    let size = write(&app, path).await?;
    tell(path, size);
    Ok(Ended::Done)
}

/// Writes the archive; answers its size in bytes. A backup that fails leaves no file of that name.
///
/// # Errors
/// On PostgreSQL; when the file exists already; when it cannot be written.
pub async fn write(app: &App, path: &Path) -> anyhow::Result<u64> {
    let sqlite = app.settings.database_url.starts_with("sqlite");
    ensure!(
        sqlite,
        "PostgreSQL is backed up by its own tool: run `pg_dump --format=custom`, and copy the files of STORAGE_URL beside it"
    );
    ensure!(!path.exists(), "{} exists already: a backup never overwrites another", path.display());
    let part = path.with_extension("part");
    let folder = part.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let file = File::create(&part).with_context(|| format!("cannot write {}", part.display()))?;
    let written = archive::write(app, file, folder).await;
    if let Err(error) = written {
        drop(std::fs::remove_file(&part));
        return Err(error);
    }
    std::fs::rename(&part, path).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(std::fs::metadata(path)?.len())
}

fn tell(path: &Path, size: u64) {
    say(format_args!("{}: {size} bytes", path.display()));
}
