//! `techclinic demo`: loads the demonstration, which `serve --demo` does by itself.

use clap::{Arg, ArgMatches, Command, value_parser};

use super::progress::Progress;
use super::{Ended, Outcome, open, say};
use crate::demo::{self, Plan, SEED};
use house::app::App;

pub(super) fn command() -> Command {
    Command::new("demo")
        .about("Load the demonstration: what documents printed, and an invented network alive today")
        .arg(
            Arg::new("scale")
                .long("scale")
                .value_name("N")
                .value_parser(value_parser!(u32).range(1..=1_000))
                .default_value("1")
                .help("1 is the demonstration, 100 the country over ten years"),
        )
        .arg(
            Arg::new("seed")
                .long("seed")
                .value_name("N")
                .value_parser(value_parser!(u64))
                .help(format!("The same seed makes the same network; {SEED} when left out")),
        )
}

pub(super) async fn run(matches: &ArgMatches) -> Outcome {
    let app = open(matches).await?;
    let seed = matches.get_one::<u64>("seed").copied().unwrap_or(SEED);
    let scale = matches.get_one::<u32>("scale").copied().unwrap_or(1);
    load(&app, Plan { scale, seed }).await?;
    Ok(Ended::Done)
}

/// Loads the demonstration where it is not loaded, and prints how to sign in.
///
/// # Errors
/// As [`demo::load`].
pub(super) async fn load(app: &App, plan: Plan) -> anyhow::Result<()> {
    let progress = Progress::of("demonstration");
    let sign_ins = demo::load(app, plan, &|_, done| progress.at(done)).await?;
    drop(progress);
    say(format_args!("{:<26} {:<42} password", "role", "sign in as"));
    for one in sign_ins {
        say(format_args!("{:<26} {:<42} {}", one.role.as_str(), one.email, one.password));
    }
    Ok(())
}
