//! What people are to be reminded of. A feature that reminds says so in its `FEATURE`, and answers, for a day,
//! what is due for whom.

use std::future::Future;
use std::pin::Pin;
use std::sync::LazyLock;

use chrono::NaiveDate;
use kit::{Message, Result};
use uuid::Uuid;

use crate::accounts::{Grant, Role};
use crate::app::App;
use crate::layout::feature::gathered;

/// Whom it concerns.
#[derive(Clone, Debug, PartialEq)]
pub enum Whom {
    /// Whoever holds one of these roles, over this clinic where one is named.
    Holding(Vec<Role>, Option<Uuid>),
    /// Whoever holds one of these roles over this province, by official code.
    Within(Vec<Role>, String),
    /// One account.
    Account(Uuid),
}

/// One thing that somebody is to be reminded of.
#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    /// What it is about: the same on every day.
    pub key: String,
    /// How near it has come. Each stage is posted once to each person.
    pub stage: String,
    /// Whom it concerns.
    pub whom: Whom,
    /// What is said.
    pub message: Message,
    /// The page on which to act.
    pub address: String,
    /// The day it is about.
    pub on: NaiveDate,
}

/// What a feature reminds of.
pub type Reminding<'a> = Pin<Box<dyn Future<Output = Result<Vec<Due>>> + Send + 'a>>;
/// A feature that reminds.
#[derive(Clone, Copy)]
pub struct Source {
    /// Where what is due on one day stands among that of other features, smallest first.
    pub place: u8,
    /// Tells what is due on a day.
    pub due: fn(&App, NaiveDate) -> Reminding<'_>,
}

impl Due {
    /// Does it concern an account that holds these grants today?
    pub fn concerns(&self, account: Uuid, grants: &[Grant]) -> bool {
        match &self.whom {
            Whom::Holding(roles, clinic) => grants.iter().any(|grant| {
                roles.contains(&grant.role) && clinic.is_none_or(|clinic| grant.covers(Some(clinic), None))
            }),
            Whom::Within(roles, province) => {
                grants.iter().any(|grant| roles.contains(&grant.role) && grant.covers(None, Some(province)))
            }
            Whom::Account(theirs) => account == *theirs,
        }
    }
}

/// Everything that is due on a day, by every feature that reminds, the nearest first.
///
/// # Errors
/// When a feature cannot tell.
pub async fn due_on(app: &App, day: NaiveDate) -> Result<Vec<Due>> {
    static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| gathered(|feature| feature.reminders, |one| one.place));
    let mut due = Vec::new();
    for source in SOURCES.iter() {
        due.extend((source.due)(app, day).await?);
    }
    due.sort_by_key(|one| one.on);
    Ok(due)
}
