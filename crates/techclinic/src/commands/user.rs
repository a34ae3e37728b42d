//! `techclinic user`: accounts from the command line, for whoever runs the server. What is made up
//! here, a password or a token, is printed once and kept nowhere in clear.

use std::io::BufRead;

use anyhow::{Context, anyhow, ensure};
use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Command, value_parser};
use uuid::Uuid;

use super::{Ended, Outcome, open, say};
use house::accounts::{
    self, AccountForm, Filter, GrantForm, NewPassword, NewToken, Reader, Role, TokenScope, check_password,
};
use house::app::App;

/// Accounts read at a time.
const PAGE: u64 = 100;
/// What a token is called when nobody says.
const TOKEN_NAME: &str = "command line";

/// The command line of accounts.
pub fn command() -> Command {
    Command::new("user").about("Accounts: add, list, disable, and tokens").subcommand_required(true).subcommands([
        add_command(),
        list_command(),
        disable_command(),
        token_command(),
    ])
}

fn value(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).help(help).value_name("VALUE")
}

fn add_command() -> Command {
    let roles = Role::words().collect::<Vec<_>>();
    Command::new("add")
        .about("Add an account with a role")
        .arg(value("email", "Address to sign in with").required(true))
        .arg(value("name", "How the person is called on pages").required(true))
        .arg(value("role", "What they may do").required(true).value_parser(roles))
        .arg(value("clinic", "Code of the clinic the role holds for"))
        .arg(value("province", "Official code of the province the role holds in"))
        .arg(value("region", "Region the role holds in, such as south"))
        .arg(
            Arg::new("password-stdin")
                .long("password-stdin")
                .action(ArgAction::SetTrue)
                .help("Read the password from the first line of the input; otherwise one is made up and printed"),
        )
        .group(ArgGroup::new("place").args(["clinic", "province", "region"]))
}

fn list_command() -> Command {
    Command::new("list").about("Every account with its roles today")
}

fn disable_command() -> Command {
    Command::new("disable")
        .about("Let nobody sign in with an account")
        .arg(Arg::new("email").required(true).value_name("EMAIL"))
}

fn token_command() -> Command {
    let scopes = TokenScope::words().collect::<Vec<_>>();
    Command::new("token")
        .about("Make a token for the API and print it once")
        .arg(value("scope", "Reading alone, or writing too").required(true).value_parser(scopes))
        .arg(value("for", "Address of the account it speaks for; a service without one"))
        .arg(value("days", "How long it holds").default_value("90").value_parser(value_parser!(u32).range(1..=366)))
        .arg(value("name", "What it is for").default_value(TOKEN_NAME))
}

pub(super) async fn run(matches: &ArgMatches) -> Outcome {
    let Some((name, own)) = matches.subcommand() else { return Ok(Ended::Done) };
    let app = open(own).await?;
    let lines = match name {
        "add" => add(&app, own).await?,
        "list" => list(&app).await?,
        "disable" => disable(&app, text(own, "email")).await?,
        _ => token(&app, own).await?,
    };
    print(&lines);
    Ok(Ended::Done)
}

fn print(lines: &[String]) {
    for line in lines {
        say(line);
    }
}

fn reader() -> Reader {
    Reader::system("command-line")
}

fn text<'a>(matches: &'a ArgMatches, name: &str) -> &'a str {
    matches.try_get_one::<String>(name).ok().flatten().map_or("", String::as_str)
}

/// Adds an account; the lines to print, its password among them when it was made up.
///
/// # Errors
/// When what is asked for cannot be, said in English.
pub async fn add(app: &App, matches: &ArgMatches) -> anyhow::Result<Vec<String>> {
    let owned = |name| text(matches, name).to_owned();
    let grant = GrantForm {
        role: owned("role"),
        region: owned("region"),
        province: owned("province"),
        clinic: owned("clinic"),
    };
    let form = AccountForm { email: owned("email"), name: owned("name"), grant };
    let given = if matches.get_flag("password-stdin") { Some(password_from_input()?) } else { None };
    let new = form.check().map_err(|errors| said(app, errors.into()))?;
    let account = accounts::add(app, &reader(), new).await.map_err(|error| said(app, error))?;
    let mut lines = vec![format!("added: {}", account.email)];
    let password = match given {
        Some(given) => NewPassword::Given(given),
        None => NewPassword::MadeUp,
    };
    let made_up = matches!(password, NewPassword::MadeUp);
    let set = accounts::set_password(app, &reader(), account.id, password).await.map_err(|error| said(app, error))?;
    if made_up {
        lines.push(format!("password, shown once: {set}"));
    }
    Ok(lines)
}

fn password_from_input() -> anyhow::Result<String> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).context("the password cannot be read from the input")?;
    let password = line.trim_end_matches(['\r', '\n']).to_owned();
    check_password(&password).map_err(|_| anyhow!("the password must have 12 to 256 characters"))?;
    Ok(password)
}

/// Every account, a line each.
///
/// # Errors
/// When what is asked for cannot be, said in English.
pub async fn list(app: &App) -> anyhow::Result<Vec<String>> {
    let mut filter = Filter { limit: Some(PAGE), ..Filter::default() };
    let mut lines = Vec::new();
    loop {
        let page = accounts::list(&app.db, &filter).await.map_err(kit::Error::into_anyhow)?;
        let ids: Vec<Uuid> = page.items.iter().map(|account| account.id).collect();
        let mut roles = accounts::roles_on(&app.db, ids, app.clock.today()).await.map_err(kit::Error::into_anyhow)?;
        for account in page.items {
            let roles: Vec<_> = roles.remove(&account.id).unwrap_or_default().into_iter().map(Role::as_str).collect();
            let state = if account.is_open() { "active" } else { "disabled" };
            lines.push(format!("{:<40} {:<8} {:<30} {}", account.email, state, roles.join(","), account.name));
        }
        let Some(cursor) = page.next_cursor else { return Ok(lines) };
        filter.cursor = Some(cursor);
    }
}

/// Lets nobody sign in to an account any more.
///
/// # Errors
/// When what is asked for cannot be, said in English.
pub async fn disable(app: &App, email: &str) -> anyhow::Result<Vec<String>> {
    let id = known(app, email).await?;
    accounts::disable(app, &reader(), id).await.map_err(|error| said(app, error))?;
    Ok(vec![format!("disabled: {email}")])
}

/// Issues a token; its secret is shown once.
///
/// # Errors
/// When what is asked for cannot be, said in English.
pub async fn token(app: &App, matches: &ArgMatches) -> anyhow::Result<Vec<String>> {
    let owner = match text(matches, "for") {
        "" => None,
        email => Some(known(app, email).await?),
    };
    let scope = TokenScope::from_word(text(matches, "scope")).context("the scope is read or write")?;
    let days = matches.get_one::<u32>("days").copied().unwrap_or_default();
    ensure!(days > 0, "a token must hold for a day at least");
    let new = NewToken { name: text(matches, "name").to_owned(), scope, days };
    let (_, secret) = accounts::issue_token(app, &reader(), owner, new).await.map_err(|error| said(app, error))?;
    // Alone on its line, so that a script can take it.
    Ok(vec![secret])
}

async fn known(app: &App, email: &str) -> anyhow::Result<Uuid> {
    let account = accounts::find_by_email(&app.db, email).await.map_err(kit::Error::into_anyhow)?;
    account.map(|account| account.id).with_context(|| format!("there is no account {email}"))
}

/// An error in English words, field by field.
fn said(app: &App, error: kit::Error) -> anyhow::Error {
    match &error {
        kit::Error::Invalid(errors) => {
            let fields: Vec<_> = errors
                .iter()
                .map(|(field, message)| format!("--{field}: {}", app.words.say(kit::Lang::En, message)))
                .collect();
            anyhow!("{}", fields.join("\n"))
        }
        kit::Error::Internal(_) => error.into_anyhow(),
        other => anyhow!("{}", app.words.say(kit::Lang::En, &other.message())),
    }
}
