//! What of the money stands on the lines of a plan.

use kit::{Act, Result};
use thai::Satang;
use uuid::Uuid;

use super::{store, store_standing};
use crate::projects::{self, Found, Standing};

/// For projects: the lines under which something was paid or carried over, and how much of the grant is given. Part of
/// the act that amends the plan.
pub fn stand_on(act: &Act, project: Uuid) -> Found<'_> {
    Box::pin(lines(act, project))
}

async fn lines(act: &Act, id: Uuid) -> Result<Vec<Standing>> {
    let project = projects::held_by_id(act, id).await?;
    let money = store::find_money(act.db(), &project).await?;
    let named = store_standing::list_lines_in(act, id).await?;
    let paid = |line: Uuid| money.lines.iter().find(|one| one.line.id == line).map_or(Satang::ZERO, |one| one.paid);
    let mut standing: Vec<Standing> = named.into_iter().map(|line| Standing::Line(line, paid(line))).collect();
    standing.push(Standing::Whole(money.released().max(money.paid())));
    Ok(standing)
}
