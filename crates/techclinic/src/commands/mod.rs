//! The command line: one file per command, and what all of them share.

pub mod backup;
mod demo;
mod export;
mod import;
mod match_text;
mod migrate;
mod progress;
pub mod restore;
mod search;
pub mod serve;
mod show_config;
pub mod user;
pub mod verify;

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::Write;
use std::process::ExitCode;

use clap::{Arg, ArgMatches, Command};

use crate::router;
use house::app::App;
use house::config::{SETTINGS, Settings};
use transfer::questionnaires;

/// How a command ended.
pub type Outcome = anyhow::Result<Ended>;

/// The exit statuses of the program: 0, 1 and 2; the parser of the command line also ends with 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Done.
    Done,
    /// It found something wrong.
    FoundWrong,
    /// It was asked for something that cannot be.
    WrongUse,
}

/// Runs the program: parses the command line and hands over to one command.
pub fn main() -> ExitCode {
    // One crypto provider for everything that speaks TLS; a second call changes nothing.
    drop(rustls::crypto::ring::default_provider().install_default());
    router::furnish();
    let matches = program().get_matches();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return tell(&error.into()),
    };
    match runtime.block_on(run(&matches)) {
        Ok(Ended::Done) => ExitCode::SUCCESS,
        Ok(Ended::FoundWrong) => ExitCode::from(1),
        Ok(Ended::WrongUse) => ExitCode::from(2),
        Err(error) if nobody_listens(&error) => ExitCode::SUCCESS,
        Err(error) => tell(&error),
    }
}

/// Writes a line for whoever called the program. Where nobody listens any more, as behind `| head`,
/// the work goes on in silence.
fn say(line: impl Display) {
    drop(writeln!(std::io::stdout(), "{line}"));
}

/// Did whoever read the output go away?
fn nobody_listens(error: &anyhow::Error) -> bool {
    let broken = |error: &std::io::Error| error.kind() == std::io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref().is_some_and(broken))
}

#[expect(clippy::print_stderr, reason = "the command line speaks on the terminal")]
fn tell(error: &anyhow::Error) -> ExitCode {
    eprintln!("techclinic: {error:#}");
    ExitCode::from(1)
}

/// The command line as a tree of commands.
pub fn program() -> Command {
    Command::new("techclinic")
        .about("The online system of Thailand's Technology Clinic network")
        .version(env!("CARGO_PKG_VERSION"))
        .subcommand_required(true)
        .args(setting_flags())
        .subcommands([
            serve::command(),
            migrate::command(),
            match_text::command(),
            search::command(),
            import::command(),
            export::command(),
            demo::command(),
            backup::command(),
            restore::command(),
            verify::command(),
            user::command(),
            show_config::command(),
        ])
}

/// Every setting is a flag of every command; `--demo` stands alone.
fn setting_flags() -> impl Iterator<Item = Arg> {
    SETTINGS.iter().map(|setting| {
        let flag = Arg::new(setting.name).long(setting.name).global(true).help(setting.meaning).value_name("VALUE");
        if setting.default == "false" {
            flag.num_args(0).default_missing_value("true").require_equals(false)
        } else {
            flag
        }
    })
}

async fn run(matches: &ArgMatches) -> Outcome {
    let Some((name, own)) = matches.subcommand() else { return Ok(Ended::Done) };
    match name {
        "serve" => serve::run(own).await,
        "match" => match_text::run(own).await,
        "search" => search::run(own).await,
        "migrate" => migrate::run(own).await,
        "import" => import::run(own).await,
        "export" => export::run(own).await,
        "demo" => demo::run(own).await,
        "backup" => backup::run(own).await,
        "restore" => restore::run(own).await,
        "user" => user::run(own).await,
        "verify" => verify::run(own).await,
        _ => show_config::run(own),
    }
}

/// What was given on the command line, by the setting's name.
fn flags(matches: &ArgMatches) -> BTreeMap<String, String> {
    SETTINGS
        .iter()
        .filter_map(|setting| {
            // A flag that stands alone holds no text.
            let value = match matches.try_get_one::<String>(setting.name) {
                Ok(value) => value.cloned()?,
                Err(_) => matches.get_flag(setting.name).then(|| "true".to_owned())?,
            };
            Some((setting.name.to_owned(), value))
        })
        .collect()
}

/// The settings of this call, with the log started.
fn settings(matches: &ArgMatches) -> anyhow::Result<Settings> {
    let settings = Settings::read(&flags(matches))?;
    kit::telemetry::start_log(&settings.log, std::io::IsTerminal::is_terminal(&std::io::stderr()));
    Ok(settings)
}

/// The application on an up-to-date schema. SQLite is brought up to date here; PostgreSQL only by
/// `migrate`, so that several processes may start at once.
async fn open(matches: &ArgMatches) -> anyhow::Result<App> {
    let settings = settings(matches)?;
    let app = App::open(settings).await?;
    migrate::bring_up_to_date_or_refuse(&app).await?;
    questionnaires::publish_shipped(&app).await.map_err(kit::Error::into_anyhow)?;
    Ok(app)
}
