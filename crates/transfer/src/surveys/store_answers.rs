//! Answers in the database.

use kit::{Act, Db, Result};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use super::record::answer::{ActiveModel, Column, Entity};
use super::survey::Answer;

/// Answers on one page; all of them are in the file.
pub(super) const LISTED: u64 = 100;
/// Answers read at once for a file.
const BATCH: u64 = 500;

/// Writes a new one.
pub(super) async fn save_new(act: &Act, new: &Answer) -> Result<()> {
    let row = ActiveModel {
        id: Set(new.id),
        receipt: Set(new.receipt.clone()),
        survey_id: Set(new.survey),
        edition_id: Set(new.edition),
        answers: Set(serde_json::to_value(&new.answers)?),
        became: Set(serde_json::to_value(&new.became)?),
        given_at: Set(new.given_at),
        keyed_by: Set(new.keyed_by),
    };
    Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

/// One by its receipt.
pub(super) async fn find(db: &Db, survey: Uuid, receipt: &str) -> Result<Option<Answer>> {
    let found = Entity::find().filter(Column::SurveyId.eq(survey)).filter(Column::Receipt.eq(receipt));
    found.one(db.reader()).await?.map(Answer::try_from).transpose()
}

/// The same inside an act.
pub(super) async fn find_in(act: &Act, receipt: &str) -> Result<Option<Answer>> {
    let found = Entity::find().filter(Column::Receipt.eq(receipt));
    found.one(act.db()).await?.map(Answer::try_from).transpose()
}

/// How many there are.
pub(super) async fn count(db: &Db, survey: Uuid) -> Result<u64> {
    Ok(Entity::find().filter(Column::SurveyId.eq(survey)).count(db.reader()).await?)
}

/// The latest, newest first.
pub(super) async fn list(db: &Db, survey: Uuid) -> Result<Vec<Answer>> {
    let rows = Entity::find().filter(Column::SurveyId.eq(survey));
    let rows = rows.order_by_desc(Column::GivenAt).order_by_desc(Column::Id).limit(LISTED);
    rows.all(db.reader()).await?.into_iter().map(Answer::try_from).collect()
}

/// Those that follow this one in the order in which they came.
pub(super) async fn list_after(db: &Db, survey: Uuid, after: Option<Uuid>) -> Result<Vec<Answer>> {
    let mut rows = Entity::find().filter(Column::SurveyId.eq(survey)).order_by_asc(Column::Id).limit(BATCH);
    if let Some(after) = after {
        rows = rows.filter(Column::Id.gt(after));
    }
    rows.all(db.reader()).await?.into_iter().map(Answer::try_from).collect()
}
