//! `techclinic verify`: is what is kept whole? Exit status 1 when it is not.

use clap::{ArgMatches, Command};
use kit::audit::{self, Verdict};
use kit::db::dialect;

use super::{Ended, Outcome, open, say, settings};
use crate::imports;
use house::app::App;
use transfer::integration_plans;

pub(super) fn command() -> Command {
    Command::new("verify")
        .about("Check the chain of the trail, the totals, the seals of plans and the references between records")
}

pub(super) async fn run(matches: &ArgMatches) -> Outcome {
    let database = settings(matches)?.database_url;
    // What is not there is not whole: opening it would make an empty one, and praise that.
    anyhow::ensure!(kit::Db::is_there(&database), "there is no database at {database}");
    let app = open(matches).await?;
    let findings = check(&app).await.map_err(kit::Error::into_anyhow)?;
    for finding in &findings {
        say(format_args!("{:<12} {}", finding.about, finding.said));
    }
    Ok(if findings.iter().all(|finding| finding.whole) { Ended::Done } else { Ended::FoundWrong })
}

/// What was looked at, and whether it is whole.
pub struct Finding {
    /// What was looked at.
    pub about: &'static str,
    /// Is it whole?
    pub whole: bool,
    /// What was found.
    pub said: String,
}

/// Looks at everything.
///
/// # Errors
/// When the database cannot be read.
pub async fn check(app: &App) -> kit::Result<Vec<Finding>> {
    Ok(vec![trail(app).await?, references(app).await?, storage(app).await?, totals(app).await?, seals(app).await?])
}

async fn trail(app: &App) -> kit::Result<Finding> {
    while audit::seal(&app.db).await? > 0 {}
    Ok(match audit::verify(&app.db).await? {
        Verdict::Whole { rows } => Finding { about: "trail", whole: true, said: format!("{rows} rows, whole") },
        Verdict::Broken { position } => {
            Finding { about: "trail", whole: false, said: format!("broken at row {position}") }
        }
    })
}

async fn references(app: &App) -> kit::Result<Finding> {
    let broken = dialect::broken_references(app.db.reader()).await?;
    let said = if broken.is_empty() { "whole".to_owned() } else { format!("broken: {}", broken.join("; ")) };
    Ok(Finding { about: "references", whole: broken.is_empty(), said })
}

async fn storage(app: &App) -> kit::Result<Finding> {
    let damage = dialect::damage(app.db.reader()).await?;
    let said = damage.clone().unwrap_or_else(|| "whole".to_owned());
    Ok(Finding { about: "storage", whole: damage.is_none(), said })
}

/// Totals kept for speed, compared with what they count.
async fn totals(app: &App) -> kit::Result<Finding> {
    let wrong = imports::miscounted(&app.db).await?;
    let said =
        if wrong.is_empty() { "whole".to_owned() } else { format!("imports that count wrongly: {}", wrong.join(", ")) };
    Ok(Finding { about: "totals", whole: wrong.is_empty(), said })
}

/// Integration plans that were frozen, compared with their seals.
async fn seals(app: &App) -> kit::Result<Finding> {
    let broken = integration_plans::broken_seals(&app.db).await?;
    let years: Vec<String> = broken.iter().map(i32::to_string).collect();
    let said = if years.is_empty() {
        "whole".to_owned()
    } else {
        format!("plans that say something else: {}", years.join(", "))
    };
    Ok(Finding { about: "seals", whole: years.is_empty(), said })
}
