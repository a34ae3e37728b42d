//! `techclinic migrate`: brings the schema up to date.

use anyhow::{Context, ensure};
use clap::{ArgMatches, Command};
use migration::{Migrator, MigratorTrait};

use super::{Ended, Outcome, settings};
use house::app::App;

pub(super) fn command() -> Command {
    Command::new("migrate").about("Bring the database schema up to date")
}

pub(super) async fn run(matches: &ArgMatches) -> Outcome {
    let app = App::open(settings(matches)?).await?;
    bring_up_to_date(&app).await?;
    Ok(Ended::Done)
}

/// Applies the steps that are missing, and says so in the log where there are any.
///
/// # Errors
/// When a step cannot be applied; then none of it is.
pub async fn bring_up_to_date(app: &App) -> anyhow::Result<()> {
    let missing = Migrator::get_pending_migrations(app.db.writer()).await?.len();
    if missing > 0 {
        Migrator::up(app.db.writer(), None).await.context("the schema could not be brought up to date")?;
        tracing::info!(steps = missing, "the schema is up to date");
    }
    Ok(())
}

/// SQLite: brings it up to date. PostgreSQL: refuses to go on with an old schema.
pub(super) async fn bring_up_to_date_or_refuse(app: &App) -> anyhow::Result<()> {
    if app.settings.database_url.starts_with("sqlite") {
        return bring_up_to_date(app).await;
    }
    let pending = Migrator::get_pending_migrations(app.db.reader()).await?;
    ensure!(pending.is_empty(), "the schema is {} steps behind: run `techclinic migrate` first", pending.len());
    Ok(())
}
