//! Posting what is due. The queue delivers it, and tries again where the mail server does not take it.

use kit::jobs::Workers;
use kit::{Facts, Lang, Result};
use uuid::Uuid;

use super::letter;
use super::policy::Verb;
use super::store;
use house::accounts::{self, Account, Grant, Reader, Role};
use house::app::App;
use house::layout::reminder::{Due, Whom, due_on};

/// The language of letters: nobody has told us another.
const LANG: Lang = Lang::Th;

/// The job of a day: to look for what is due, and to post it.
pub const LOOK: &str = "reminders.look";

/// The jobs of this feature, done for this program. Posting is idempotent: each stage leaves once.
pub fn jobs(workers: Workers, app: &App) -> Workers {
    let app = app.clone();
    workers.on(LOOK, move |_| {
        let app = app.clone();
        async move { post(&app).await.map(drop) }
    })
}

/// Posts to everybody concerned what is due today and new to them, in one letter each; answers how
/// many letters it posted. Without a mail server there are none.
///
/// # Errors
/// When the database cannot be read or written.
pub async fn post(app: &App) -> Result<usize> {
    if app.mailer.is_none() {
        return Ok(0);
    }
    let due = due_on(app, app.clock.today()).await?;
    let people = concerned(app, &due).await?;
    let ids = people.iter().map(|(account, _)| account.id).collect();
    let posted = store::list_posted(&app.db, ids).await?;
    let mut letters = 0;
    for (account, grants) in &people {
        let theirs: Vec<&Due> = due.iter().filter(|one| one.concerns(account.id, grants)).collect();
        let before = posted.get(&account.id).cloned().unwrap_or_default();
        let fresh = before.fresh(&theirs, app.clock.today());
        if !fresh.is_empty() {
            post_to(app, account, &fresh).await?;
            letters += 1;
        }
    }
    Ok(letters)
}

/// Whoever something is due for.
async fn concerned(app: &App, due: &[Due]) -> Result<Vec<(Account, Vec<Grant>)>> {
    let (mut roles, mut accounts): (Vec<Role>, Vec<Uuid>) = (Vec::new(), Vec::new());
    for one in due {
        match &one.whom {
            Whom::Holding(holding, _) | Whom::Within(holding, _) => roles.extend(holding),
            Whom::Account(account) => accounts.push(*account),
        }
    }
    accounts::list_concerned(app, &roles, accounts).await
}

async fn post_to(app: &App, account: &Account, due: &[&Due]) -> Result<()> {
    let act = app.act(&Reader::system("reminders").actor(), Verb::Post).await?;
    let whom = (account.name.as_str(), account.email.as_str());
    store::save_posted(&act, account.id, due, act.today()).await?;
    act.post(letter::write(app.words, LANG, whom, due, &app.settings.public_url)).await?;
    act.commit(account, Facts::none().with("reminders", due.len())).await
}
