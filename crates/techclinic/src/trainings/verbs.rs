//! Writing down trainings: files bring them, and people enter, correct and withdraw them.

use kit::{Act, Facts, Result};
use uuid::Uuid;

use super::policy::{self, Verb};
use super::store;
use super::training::Training;
use crate::accounts::Reader;
use crate::app::App;
use crate::exchange::Saved;
use crate::told::{self, Brought, Standing, Told};

impl Told for Training {
    const LETTER: char = 'R';

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
            .with("participants", self.participants)
            .with("source", self.source.clone())
    }

    async fn find_for_change(act: &Act, code: &str) -> Result<Option<Self>> {
        store::find_for_change(act, code).await
    }

    async fn save_new(act: &Act, new: &[Self]) -> Result<()> {
        store::save_new(act, new).await
    }

    async fn save(act: &Act, training: &Self) -> Result<()> {
        store::save(act, training).await
    }
}

/// Takes over the rows of a file, inside the import's own act.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn bring(act: &Act, rows: &[Brought<Training>]) -> Result<Vec<Saved>> {
    told::bring(act, Verb::Bring.into(), rows).await
}

/// Enters a training, once for each key.
///
/// # Errors
/// When the reader may not, it is there already, or the database cannot be written.
pub(super) async fn register(
    app: &App,
    reader: &Reader,
    training: Brought<Training>,
    once: Option<&str>,
) -> Result<Training> {
    policy::may_register(reader)?;
    told::register(app.act(&reader.actor(), Verb::Register).await?, training, once).await
}

/// Changes what is said of it, unless somebody else did since `version`.
///
/// # Errors
/// When the reader may not, somebody else changed it, or the database cannot be written.
pub(super) async fn correct(app: &App, reader: &Reader, training: Brought<Training>, version: i64) -> Result<Training> {
    policy::may_correct(reader)?;
    told::correct(app.act(&reader.actor(), Verb::Correct).await?, training, version).await
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
) -> Result<Training> {
    policy::may_withdraw(reader)?;
    told::withdraw(app.act(&reader.actor(), Verb::Withdraw).await?, code, because, version).await
}
