//! What waits at a clinic when somebody there hands their work over. A feature answers what of its own
//! waits; `router.rs` lists the features that do, as it lists what fills slots.

use std::future::Future;
use std::pin::Pin;

use kit::Result;
use uuid::Uuid;

use crate::app::App;

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
pub type Source = fn(&App, Uuid) -> Finding<'_>;

/// Everything that waits at a clinic, by every feature that has something there.
///
/// # Errors
/// When a feature cannot tell.
pub async fn waiting_at(app: &App, clinic: Uuid) -> Result<Vec<Waiting>> {
    let mut waiting = Vec::new();
    for source in crate::router::HANDED_OVER {
        waiting.extend(source(app, clinic).await?);
    }
    Ok(waiting)
}
