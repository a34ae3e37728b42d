//! Which reminders were posted to whom, in the database.

use std::collections::HashMap;

use chrono::NaiveDate;
use kit::{Act, Db, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use uuid::Uuid;

use super::letter::Posted;
use super::record::{ActiveModel, Column, Entity};
use house::layout::reminder::Due;

/// What was posted to these accounts so far.
pub(super) async fn list_posted(db: &Db, accounts: Vec<Uuid>) -> Result<HashMap<Uuid, Posted>> {
    let mut posted: HashMap<Uuid, Posted> = HashMap::new();
    for row in Entity::find().filter(Column::AccountId.is_in(accounts)).all(db.reader()).await? {
        let of = posted.entry(row.account_id).or_default();
        of.last = of.last.max(Some(row.sent_on));
        of.stages.insert((row.reminder, row.stage));
    }
    Ok(posted)
}

/// Notes what is posted to an account today.
pub(super) async fn save_posted(act: &Act, account: Uuid, due: &[&Due], today: NaiveDate) -> Result<()> {
    let rows = due.iter().map(|one| ActiveModel {
        account_id: Set(account),
        reminder: Set(one.key.clone()),
        stage: Set(one.stage.clone()),
        sent_on: Set(today),
    });
    Entity::insert_many(rows).exec_without_returning(act.db()).await?;
    Ok(())
}
