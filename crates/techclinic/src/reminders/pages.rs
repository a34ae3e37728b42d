//! What is due, on the desk of whoever must act.

use askama::Template;
use uuid::Uuid;

use house::accounts::Reader;
use house::app::App;
use house::layout::filters;
use house::layout::reminder::{Due, due_on};
use house::layout::slots::{Filling, Piece};

/// As many as a desk shows at once; the rest opens below them.
const SHOWN: usize = 20;

#[derive(Template)]
#[template(path = "reminders/on_desk.html")]
struct OnDesk {
    due: Vec<Due>,
    later: Vec<Due>,
}

/// Fills the slot of the desk of an account.
pub(super) fn on_desk<'a>(app: &'a App, reader: &'a Reader, account: Uuid) -> Filling<'a> {
    Box::pin(async move {
        // Whoever rehearses may do none of it, and reads above the page that it holds rehearsals only.
        if reader.practises() {
            return Ok(None);
        }
        let mut due = due_on(app, app.clock.today()).await?;
        due.retain(|one| one.concerns(account, reader.grants()));
        due.dedup_by(|one, other| one.key == other.key);
        let later = due.split_off(due.len().min(SHOWN));
        Ok((!due.is_empty()).then(|| Box::new(OnDesk { due, later }) as Piece))
    })
}
