//! `techclinic search rebuild`: the index of the search, built anew from the records.

use clap::{ArgMatches, Command};

use super::{Ended, Outcome, open, say};
use crate::search;
use house::accounts::Reader;
use house::indexing;

pub(super) fn command() -> Command {
    let rebuild = Command::new("rebuild").about("Build the index of the search anew from the records");
    Command::new("search").about("The index of the search").subcommand_required(true).subcommand(rebuild)
}

pub(super) async fn run(matches: &ArgMatches) -> Outcome {
    let own = matches.subcommand().map_or(matches, |(_, own)| own);
    let app = open(own).await?;
    search::rebuild(&app, &Reader::system("command line")).await.map_err(kit::Error::into_anyhow)?;
    let standing = indexing::follow(&app).await.map_err(kit::Error::into_anyhow)?;
    if standing.writes {
        say(format_args!("built: {} records", standing.documents));
    } else {
        say("the server that is running builds it now");
    }
    Ok(Ended::Done)
}
