//! `techclinic match`: which technologies help with a text, and why.

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use kit::Lang;

use super::{Ended, Outcome, open, say};
use brokerage::matching::{self, MatchList};
use house::understanding;

pub(super) fn command() -> Command {
    let text = Arg::new("text").value_name("TEXT").required(true).help("What is needed, in anybody's words");
    let province =
        Arg::new("province").long("province").value_name("CODE").help("Official code or name of the province");
    let limit = Arg::new("limit")
        .long("limit")
        .value_name("N")
        .value_parser(value_parser!(u16).range(1..=100))
        .default_value("10")
        .help("How many candidates at most");
    let json = Arg::new("json").long("json").action(ArgAction::SetTrue).help("Answer as the API does");
    Command::new("match").about("Which technologies help with a text, and why").args([text, province, limit, json])
}

pub(super) async fn run(matches: &ArgMatches) -> Outcome {
    let text = matches.get_one::<String>("text").map_or("", String::as_str);
    let typed = matches.get_one::<String>("province").map(String::as_str);
    let limit = matches.get_one::<u16>("limit").copied().unwrap_or(10);
    let app = open(matches).await?;
    // What no server has read yet is read now.
    understanding::settle(&app).await.map_err(kit::Error::into_anyhow)?;
    let province =
        matching::read_province(typed).map_err(|message| anyhow::anyhow!(app.words.say(Lang::Th, &message)))?;
    let found =
        matching::find(&app, text, province.as_deref(), usize::from(limit)).await.map_err(kit::Error::into_anyhow)?;
    let list = MatchList::new(&app, found, Lang::Th).await.map_err(kit::Error::into_anyhow)?;
    if matches.get_flag("json") {
        say(serde_json::to_string_pretty(&list)?);
        return Ok(Ended::Done);
    }
    for line in list.lines() {
        say(line);
    }
    if !list.is_confident() {
        say(app.words.plain(Lang::Th, "matching-none"));
    }
    Ok(Ended::Done)
}
