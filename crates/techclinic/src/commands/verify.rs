//! `techclinic verify`: is what is kept whole? Exit status 1 when it is not.

use clap::{ArgMatches, Command};
use kit::audit::{self, Verdict};

use super::{Ended, Outcome, open};

pub(super) fn command() -> Command {
    Command::new("verify").about("Check the chain of the trail, the totals and the references between records")
}

#[expect(clippy::print_stdout, reason = "the command line speaks on the terminal")]
pub(super) async fn run(matches: &ArgMatches) -> Outcome {
    let app = open(matches).await?;
    while audit::seal(&app.db).await.map_err(kit::Error::into_anyhow)? > 0 {}
    match audit::verify(&app.db).await.map_err(kit::Error::into_anyhow)? {
        Verdict::Whole { rows } => {
            println!("trail: {rows} rows, whole");
            Ok(Ended::Done)
        }
        Verdict::Broken { position } => {
            println!("trail: broken at row {position}");
            Ok(Ended::FoundWrong)
        }
    }
}
