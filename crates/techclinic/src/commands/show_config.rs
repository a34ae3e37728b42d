//! `techclinic config --print`: every setting with its value, its source and its meaning.

use std::path::Path;

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Ended, Outcome, flags, say};
use house::config::Found;

pub(super) fn command() -> Command {
    let print = Arg::new("print").long("print").action(ArgAction::SetTrue).required(true).help("Print them");
    Command::new("config").about("Every setting with its value, source and meaning").arg(print)
}

pub(super) fn run(matches: &ArgMatches) -> Outcome {
    let found = Found::gather(&flags(matches), Path::new("techclinic.toml"))?;
    for (setting, value, source) in found.lines() {
        let source = format!("{source:?}").to_lowercase();
        say(format_args!("{:<20} {:<36} {:<12} {}", setting.name, value, source, setting.meaning));
    }
    Ok(Ended::Done)
}
