//! What waits at a clinic when somebody there hands their work over. A feature of which something may wait
//! says so in its `FEATURE`, and answers what.

use std::future::Future;
use std::pin::Pin;
use std::sync::LazyLock;

use kit::Result;
use uuid::Uuid;

use crate::app::App;
use crate::layout::feature::gathered;

/// One thing that waits.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// What it is about, as people know it.
    pub title: String,
    /// The page on which it goes on.
    pub address: String,
}

/// What of a feature waits.
pub type Finding<'a> = Pin<Box<dyn Future<Output = Result<Vec<Waiting>>> + Send + 'a>>;
/// A feature of which something may wait at a clinic.
#[derive(Clone, Copy)]
pub struct Source {
    /// Where what waits stands among that of other features, smallest first.
    pub place: u8,
    /// Finds what of it waits at a clinic.
    pub find: fn(&App, Uuid) -> Finding<'_>,
}

/// Everything that waits at a clinic, by every feature that has something there.
///
/// # Errors
/// When a feature cannot tell.
pub async fn waiting_at(app: &App, clinic: Uuid) -> Result<Vec<Waiting>> {
    static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| gathered(|feature| feature.handed_over, |one| one.place));
    let mut waiting = Vec::new();
    for source in SOURCES.iter() {
        waiting.extend((source.find)(app, clinic).await?);
    }
    Ok(waiting)
}
