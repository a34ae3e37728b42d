//! `techclinic backup`: the database and the files in one archive, while the program serves.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use clap::{Arg, ArgMatches, Command, value_parser};

use super::{Ended, Outcome, open, say};
use crate::app::App;
use crate::archive;

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

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use bytes::Bytes;

    use super::super::{restore, verify};
    use super::*;
    use crate::imports::{self, Way};
    use crate::testing::World;

    /// Backup while a writer writes, restored elsewhere; it says how long both took.
    #[tokio::test(flavor = "multi_thread")]
    async fn a_backup_made_while_others_write_is_whole_when_it_is_restored() {
        let world = World::on_sqlite().await;
        world.app.files.put("needs/1/photo.jpg", Bytes::from_static(b"photo")).await.expect("kept");
        let needs = imports::kind("needs").expect("a kind");
        let (app, reader) = (world.app.clone(), world.system());
        let writing = tokio::spawn(async move {
            for round in 0..40 {
                let text = format!("text_th,province\nต้องการเครื่องอบแห้งสมุนไพร รอบที่ {round},ตรัง\n");
                imports::apply(&app, &reader, needs, ("f", Bytes::from(text)), Way::AllOrNothing, &|_, _| ())
                    .await
                    .expect("written");
            }
        });
        tokio::time::sleep(Duration::from_millis(50)).await;
        let folder = tempfile::tempdir().expect("a folder");
        let archive = folder.path().join("backup.zip");
        let begun = Instant::now();
        let mut app = world.app.clone();
        std::sync::Arc::make_mut(&mut app.settings).database_url = "sqlite://used".to_owned();
        write(&app, &archive).await.expect("a backup");
        let backed_up = begun.elapsed();
        assert!(write(&app, &archive).await.is_err(), "a backup never overwrites another");
        writing.await.expect("the writer was not disturbed");

        let begun = Instant::now();
        let mut elsewhere = (*world.app.settings).clone();
        elsewhere.database_url = format!("sqlite://{}", folder.path().join("restored/techclinic.db").display());
        elsewhere.storage_url = format!("file://{}", folder.path().join("restored/files").display());
        assert_eq!(restore::read(&elsewhere, &archive, false).await.expect("restored"), 1);
        assert!(restore::read(&elsewhere, &archive, false).await.is_err(), "what is there is not overwritten");
        restore::read(&elsewhere, &archive, true).await.expect("restored by force");
        let restored = App::open(elsewhere).await.expect("it opens");
        for finding in verify::check(&restored).await.expect("verified") {
            assert!(finding.whole, "{}: {}", finding.about, finding.said);
        }
        assert_eq!(restored.files.get("needs/1/photo.jpg").await.expect("the file"), "photo");
        println!("backup {backed_up:?}, restore twice and verify {:?}", begun.elapsed());
    }
}
