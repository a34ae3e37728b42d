//! Writing down what was before the system: files bring it, and people enter, correct and withdraw it.

use kit::{Act, Facts, Result};
use uuid::Uuid;

use super::past_project::PastProject;
use super::policy::{self, Verb};
use super::store;
use crate::accounts::Reader;
use crate::app::App;
use crate::exchange::Saved;
use crate::told::{self, Brought, Standing, Told};

impl Told for PastProject {
    const LETTER: char = 'H';

    fn standing(&self) -> &Standing {
        &self.standing
    }

    fn given(&mut self) -> (&mut Uuid, &mut String, &mut Standing) {
        (&mut self.id, &mut self.code, &mut self.standing)
    }

    fn facts(&self, _: Option<&Self>) -> Facts {
        Facts::none()
            .with("fiscal_year", self.fiscal_year.0)
            .with("name", self.name.th.clone())
            .with("budget", self.budget.map(|budget| budget.to_string()))
            .with("recipients", self.recipients)
            .with("source", self.source.clone())
    }

    async fn find_for_change(act: &Act, code: &str) -> Result<Option<Self>> {
        store::find_for_change(act, code).await
    }

    async fn save_new(act: &Act, new: &[Self]) -> Result<()> {
        store::save_new(act, new).await
    }

    async fn save(act: &Act, project: &Self) -> Result<()> {
        store::save(act, project).await
    }
}

/// Takes over the rows of a file, inside the import's own act.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn bring(act: &Act, rows: &[Brought<PastProject>]) -> Result<Vec<Saved>> {
    told::bring(act, Verb::Bring.into(), rows).await
}

/// Enters a project of the past, once for each key.
///
/// # Errors
/// When the reader may not, it is there already, or the database cannot be written.
pub(super) async fn register(
    app: &App,
    reader: &Reader,
    project: Brought<PastProject>,
    once: Option<&str>,
) -> Result<PastProject> {
    policy::may_register(reader)?;
    told::register(app.act(&reader.actor(), Verb::Register).await?, project, once).await
}

/// Changes what is said of it, unless somebody else did since `version`.
///
/// # Errors
/// When the reader may not, somebody else changed it, or the database cannot be written.
pub(super) async fn correct(
    app: &App,
    reader: &Reader,
    project: Brought<PastProject>,
    version: i64,
) -> Result<PastProject> {
    policy::may_correct(reader)?;
    told::correct(app.act(&reader.actor(), Verb::Correct).await?, project, version).await
}

/// Withdraws it, unless somebody else changed it since `version`.
///
/// # Errors
/// When the reader may not, somebody else changed it, or the database cannot be written.
pub(super) async fn withdraw(
    app: &App,
    reader: &Reader,
    code: &str,
    because: String,
    version: Option<i64>,
) -> Result<PastProject> {
    policy::may_withdraw(reader)?;
    told::withdraw(app.act(&reader.actor(), Verb::Withdraw).await?, code, because, version).await
}
