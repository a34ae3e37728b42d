//! A throw-away PostgreSQL for the tests: its own folder, port and (when we are root, whom PostgreSQL
//! refuses) the system's `postgres` user. Nothing is synced to disk, so it is as quick as memory and
//! worth nothing after a crash, which is all that a test needs.

use std::ffi::OsStr;
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

/// Speed before safety, room for many tests at once, and a small log: it is never replayed.
const SETTINGS: &str = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal \
    -c max_wal_senders=0 -c max_wal_size=128MB -c max_connections=400 -c listen_addresses=127.0.0.1";

/// Starts the database of this checkout, or finds it running.
///
/// Returns its URL; the tests make databases of their own in it.
///
/// # Errors
/// When PostgreSQL is not installed, or does not start (its own log is quoted).
pub fn start(root: &Path) -> Result<String> {
    let folder = folder(root);
    let programs = programs()?;
    if let Ok(url) = fs::read_to_string(folder.join("url")) {
        if control(&programs, &folder, ["status"]).is_ok() {
            return Ok(url);
        }
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    give_away(&folder)?;
    let data = folder.join("data");
    let mut initdb = unprivileged(&programs.join("initdb"));
    initdb.args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "-D"]);
    run(initdb.arg(&data))?;
    let port = free_port()?;
    let options = format!("-p {port} -k {} {SETTINGS}", folder.display());
    let log = folder.join("log");
    let started = control(
        &programs,
        &folder,
        [OsStr::new("-o"), options.as_ref(), "-l".as_ref(), log.as_ref(), "start".as_ref()],
    );
    if let Err(error) = started {
        bail!("{error:#}\n{}", fs::read_to_string(&log).unwrap_or_default());
    }
    let url = format!("postgres://postgres@127.0.0.1:{port}/postgres");
    fs::write(folder.join("url"), &url)?;
    Ok(url)
}

/// Stops the database of this checkout and removes its files; none running is no error.
///
/// # Errors
/// When the files cannot be removed.
pub fn stop(root: &Path) -> Result<()> {
    let folder = folder(root);
    if !folder.exists() {
        return Ok(());
    }
    if folder.join("url").exists() {
        // One that has died meanwhile cannot be stopped, and need not be.
        control(&programs()?, &folder, ["-m", "immediate", "stop"]).ok();
    }
    fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))
}

/// One folder for each checkout, short enough for a Unix socket's path and open to another user.
fn folder(root: &Path) -> PathBuf {
    let inode = fs::metadata(root).map_or(0, |found| found.ino());
    Path::new("/tmp").join(format!("techclinic-test-database-{inode}"))
}

/// Where Debian keeps the newest installed server's programs.
fn programs() -> Result<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    versions
        .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok())
        .max()
        .map(|version| PathBuf::from(format!("/usr/lib/postgresql/{version}/bin")))
        .filter(|folder| folder.join("initdb").exists())
        .context("PostgreSQL is not installed (Debian package: postgresql)")
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

fn give_away(folder: &Path) -> Result<()> {
    if is_root() { run(Command::new("chown").arg("postgres:").arg(folder)) } else { Ok(()) }
}

/// The program, run by a user whom PostgreSQL accepts, from a folder which that user may enter.
fn unprivileged(program: &Path) -> Command {
    let mut command = if is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "--"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.current_dir("/tmp").stdin(Stdio::null());
    command
}

fn control<T: AsRef<OsStr>>(programs: &Path, folder: &Path, arguments: impl IntoIterator<Item = T>) -> Result<()> {
    run(unprivileged(&programs.join("pg_ctl")).arg("-s").arg("-w").arg("-D").arg(folder.join("data")).args(arguments))
}

/// Runs to the end. Output goes to a file that nobody holds open, not to a pipe: the server outlives
/// `pg_ctl`, and a pipe would be waited for until it ends.
fn run(command: &mut Command) -> Result<()> {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    let status = status.with_context(|| format!("cannot run {:?}", command.get_program()))?;
    ensure!(status.success(), "{command:?} ended with {status}");
    Ok(())
}
