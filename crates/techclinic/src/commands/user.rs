//! `techclinic user`: accounts from the command line, for whoever runs the server.

use clap::{ArgMatches, Command};

use super::{Ended, Outcome, open};

pub(super) fn command() -> Command {
    Command::new("user").about("Accounts: add, list, disable, and tokens").subcommand_required(true)
}

pub(super) async fn run(matches: &ArgMatches) -> Outcome {
    let _app = open(matches).await?;
    Ok(Ended::Done)
}
