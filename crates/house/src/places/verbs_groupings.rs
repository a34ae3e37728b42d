//! Taking over provincial groups and regional centres from files: they change with a decision of the
//! Cabinet, and no one writes them by hand.

use kit::{Act, Result};

use super::province_group::{GroupMember, NewGroupMember};
use super::regional_centre::{Centre, NewCentre};
use super::store_groupings as store;
use crate::exchange::{Change, Saved};

/// Takes over what a file says of the groups of provinces, inside the import's own act.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn bring_groups(act: &Act, rows: &[NewGroupMember]) -> Result<Vec<Saved>> {
    let known = store::list_group_members_for_change(act).await?;
    let mut saved = Vec::new();
    for told in rows {
        let same = |one: &&GroupMember| (one.told.definition, &one.told.province) == (told.definition, &told.province);
        let before = known.iter().find(same);
        let (id, change) = became(act, before.map(|one| (one.id, one.told == *told)));
        if change != Change::Unchanged {
            store::save_group_member(act, &GroupMember { id, told: told.clone() }).await?;
        }
        saved.push(Saved { id, change });
    }
    Ok(saved)
}

/// Takes over the regional centres of a file, inside the import's own act.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn bring_centres(act: &Act, rows: &[NewCentre]) -> Result<Vec<Saved>> {
    let known = store::list_centres_for_change(act).await?;
    let mut saved = Vec::new();
    for told in rows {
        let before = known.iter().find(|one| one.told.code == told.code);
        let (id, change) = became(act, before.map(|one| (one.id, one.told == *told)));
        if change != Change::Unchanged {
            store::save_centre(act, &Centre { id, told: told.clone() }).await?;
        }
        saved.push(Saved { id, change });
    }
    Ok(saved)
}

/// What becomes of a record that is known by an identifier, and perhaps just so.
fn became(act: &Act, known: Option<(uuid::Uuid, bool)>) -> (uuid::Uuid, Change) {
    match known {
        None => (act.new_id(), Change::Added),
        Some((id, true)) => (id, Change::Unchanged),
        Some((id, false)) => (id, Change::Changed),
    }
}
