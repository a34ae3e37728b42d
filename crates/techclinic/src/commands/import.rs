//! `techclinic import`: records from a file. Each kind is a command of its own, whose help lists the
//! columns from the definition that checks them.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use bytes::Bytes;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use kit::{Error, Lang, Message, msg};

use super::progress::Progress;
use super::{Ended, Outcome, open, say};
use crate::imports::{self, Checked, Finished, Stage, Way};
use house::accounts::Reader;
use house::app::App;
use house::exchange::AnyKind;
use house::messages;

pub(super) fn command() -> Command {
    Command::new("import")
        .about("Bring records in from an Excel or CSV file")
        .subcommand_required(true)
        .subcommand_value_name("KIND")
        .subcommand_help_heading("Kinds")
        // A kind that is not there is told with those that are.
        .allow_external_subcommands(true)
        .subcommands(imports::kinds().iter().map(|kind| of_kind(*kind)))
}

fn of_kind(kind: &dyn AnyKind) -> Command {
    let switch = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
    Command::new(kind.name())
        .about(messages::catalogue().plain(Lang::En, kind.title()).into_owned())
        .arg(Arg::new("FILE").required(true).value_parser(value_parser!(PathBuf)).help("Excel (.xlsx) or CSV"))
        .arg(switch("dry-run").help("List everything that is wrong, and change nothing"))
        .arg(switch("keep-good-rows").help("Leave out bad rows and unknown columns instead of refusing the file"))
        .arg(language())
        .after_help(columns(kind))
}

/// The language in which a command reports.
pub(super) fn language() -> Arg {
    Arg::new("lang").long("lang").value_parser(["th", "en"]).default_value("th").help("The language of the report")
}

/// Reads [`language`].
pub(super) fn language_of(matches: &ArgMatches) -> Lang {
    matches.get_one::<String>("lang").and_then(|tag| Lang::from_tag(tag)).unwrap_or_default()
}

fn columns(kind: &dyn AnyKind) -> String {
    let mut text = "Columns, by code name or by Thai name, in any order (* must be there):\n".to_owned();
    for column in kind.columns() {
        let star = if column.required { '*' } else { ' ' };
        let meaning = messages::catalogue().plain(Lang::En, column.meaning);
        let meaning_th = messages::catalogue().plain(Lang::Th, column.meaning);
        text.push_str(&format!(
            "{star} {:<20} {}\n{:24}{}\n{:24}{}\n",
            column.name, column.thai, "", meaning_th, "", meaning
        ));
    }
    text
}

pub(super) async fn run(matches: &ArgMatches) -> Outcome {
    let Some((name, own)) = matches.subcommand() else { return Ok(Ended::WrongUse) };
    let Some(kind) = imports::kind(name) else { return Ok(no_such_kind(name)) };
    let Some(path) = own.get_one::<PathBuf>("FILE") else { return Ok(Ended::WrongUse) };
    let report = Report { lang: language_of(own) };
    let Some(file) = read(path) else { return Ok(Ended::WrongUse) };
    let app = open(own).await?;
    let reader = Reader::system("import");
    let done = if own.get_flag("dry-run") {
        rehearse(&app, &reader, kind, file, &report).await
    } else {
        let way = if own.get_flag("keep-good-rows") { Way::KeepGoodRows } else { Way::AllOrNothing };
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        apply(&app, &reader, kind, (&name, file), way, &report).await
    };
    match done {
        Ok(ended) => Ok(ended),
        Err(Error::Invalid(errors)) => {
            errors.iter().for_each(|(_, message)| report.say(message));
            Ok(Ended::FoundWrong)
        }
        Err(other) => Err(other.into_anyhow()),
    }
}

#[expect(clippy::print_stderr, reason = "the command line speaks on the terminal")]
fn no_such_kind(name: &str) -> Ended {
    let kinds: Vec<_> = imports::kinds().iter().map(|kind| kind.name()).collect();
    eprintln!("techclinic: there is no kind of record called '{name}'; there are: {}", kinds.join(", "));
    Ended::WrongUse
}

#[expect(clippy::print_stderr, reason = "the command line speaks on the terminal")]
fn read(path: &Path) -> Option<Bytes> {
    match std::fs::read(path) {
        Ok(bytes) => Some(Bytes::from(bytes)),
        Err(error) => {
            eprintln!("techclinic: cannot read {}: {error}", path.display());
            None
        }
    }
}

async fn rehearse(
    app: &App,
    reader: &Reader,
    kind: &'static dyn AnyKind,
    file: Bytes,
    report: &Report,
) -> kit::Result<Ended> {
    let progress = Progress::of("checking");
    let checked = imports::rehearse(app, reader, kind, file, &|_, rows| progress.at(rows)).await?;
    drop(progress);
    report.checked(&checked);
    report.say(&msg("imports-told-dry-run"));
    Ok(if checked.is_clean() { Ended::Done } else { Ended::FoundWrong })
}

async fn apply(
    app: &App,
    reader: &Reader,
    kind: &'static dyn AnyKind,
    file: (&str, Bytes),
    way: Way,
    report: &Report,
) -> kit::Result<Ended> {
    let (checking, writing) = (Progress::of("checking"), OnceLock::new());
    let tell = |stage, rows| match stage {
        Stage::Checking => checking.at(rows),
        Stage::Writing => writing.get_or_init(|| Progress::of("writing")).at(rows),
    };
    let finished = imports::apply(app, reader, kind, file, way, &tell).await?;
    drop((writing, checking));
    match finished {
        Finished::Refused(checked) => {
            report.checked(&checked);
            let empty = checked.good == 0;
            report.say(&msg(if empty { "imports-told-empty" } else { "imports-told-refused" }));
            Ok(if empty && checked.is_clean() { Ended::Done } else { Ended::FoundWrong })
        }
        Finished::Done(import, checked) => {
            report.checked(&checked);
            let said = msg("imports-done").with("added", import.added).with("changed", import.changed);
            report.say(&said.with("unchanged", import.unchanged).with("left_out", import.left_out));
            Ok(if checked.is_clean() { Ended::Done } else { Ended::FoundWrong })
        }
    }
}

/// Rows listed of a sort in which nothing is wrong.
const DOUBLES: usize = 50;

/// What is told on the terminal, in one language.
struct Report {
    lang: Lang,
}

impl Report {
    fn say(&self, message: &Message) {
        say(messages::catalogue().say(self.lang, message));
    }

    /// What becomes of records the register has: the first of each sort, and how many there are.
    fn known(&self, checked: &Checked) {
        let words = messages::catalogue();
        for guess in checked.guesses.iter().take(DOUBLES) {
            let reasons: Vec<_> = guess.reasons.iter().map(|reason| words.say(self.lang, reason)).collect();
            let line = msg("imports-told-guess").with("row", guess.row.to_string()).with("name", guess.name.as_str());
            self.say(&line.with("code", guess.code.as_str()).with("reasons", reasons.join(" · ")));
        }
        if !checked.guesses.is_empty() {
            self.say(&msg("imports-told-guesses").with("count", checked.guesses.len()));
        }
        for one in checked.alterations.iter().take(DOUBLES) {
            for cell in &one.cells {
                let line = msg("imports-told-alteration").with("row", one.row.to_string());
                let line = line.with("called", one.called.as_str()).with("column", cell.column.as_str());
                self.say(&line.with("old", cell.old.as_str()).with("new", cell.new.as_str()));
            }
        }
        if !checked.alterations.is_empty() {
            self.say(&msg("imports-told-alterations").with("count", checked.alterations.len()));
        }
    }

    fn checked(&self, checked: &Checked) {
        for fault in &checked.faults {
            let reason = messages::catalogue().say(self.lang, &fault.reason);
            let line =
                msg("imports-told-fault").with("row", fault.row.to_string()).with("column", fault.column.as_str());
            self.say(&line.with("value", fault.value.as_str()).with("reason", reason));
        }
        for double in checked.doubles.iter().take(DOUBLES) {
            let likes = double.likes();
            let said: Vec<_> = likes.iter().map(|like| messages::catalogue().say(self.lang, like)).collect();
            let line = msg("imports-told-double").with("row", double.row.to_string());
            self.say(&line.with("likes", said.join(" · ")));
        }
        if checked.doubled > 0 {
            self.say(&msg("imports-told-doubles").with("count", checked.doubled));
        }
        self.known(checked);
        if !checked.unknown.is_empty() {
            self.say(&msg("imports-unknown").with("columns", checked.unknown.join(", ")));
        }
        let counts = msg("imports-told-checked").with("rows", checked.rows).with("good", checked.good);
        self.say(&counts.with("bad", checked.bad()));
    }
}
