//! `techclinic restore`: the database and the files as an archive has them. Nothing that is there is
//! overwritten unless asked for.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use kit::files::Files;

use super::{Ended, Outcome, say, settings};
use crate::archive;
use house::config::Settings;

pub(super) fn command() -> Command {
    Command::new("restore")
        .about("Put the database and the files of a backup in place (SQLite)")
        .arg(Arg::new("FILE").required(true).value_parser(value_parser!(PathBuf)).help("An archive that backup wrote"))
        .arg(Arg::new("force").long("force").action(ArgAction::SetTrue).help("Overwrite the database that is there"))
}

pub(super) async fn run(matches: &ArgMatches) -> Outcome {
    let Some(path) = matches.get_one::<PathBuf>("FILE") else { return Ok(Ended::WrongUse) };
    let settings = settings(matches)?;
    let files = read(&settings, path, matches.get_flag("force")).await?;
    say(format_args!("restored with {files} files; now run `techclinic verify`"));
    Ok(Ended::Done)
}

/// Puts everything in place; answers how many files there were. Nothing else may have the database
/// open.
///
/// # Errors
/// On PostgreSQL; when there is a database already and `force` was not said; when the archive is no
/// backup or cannot be read.
pub async fn read(settings: &Settings, path: &Path, force: bool) -> anyhow::Result<usize> {
    let Some(database) = settings.database_url.strip_prefix("sqlite://").map(PathBuf::from) else {
        bail!("PostgreSQL is restored by its own tool: run `pg_restore`, and copy the files of STORAGE_URL back")
    };
    ensure!(
        force || !database.exists(),
        "{} exists already: move it away, or say --force to overwrite it",
        database.display()
    );
    let archive = std::fs::File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    if let Some(folder) = database.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let part = database.with_extension("restoring");
    let files = Files::open(&settings.storage_url, settings.storage_options())?;
    let restored = archive::read(archive, &part, &files).await;
    if let Err(error) = restored {
        drop(std::fs::remove_file(&part));
        return Err(error);
    }
    // What the log of the old database still holds must not be played into the new one.
    for ending in ["-wal", "-shm"] {
        let beside = PathBuf::from(format!("{}{ending}", database.display()));
        if beside.exists() {
            std::fs::remove_file(beside)?;
        }
    }
    std::fs::rename(&part, &database)?;
    restored
}
