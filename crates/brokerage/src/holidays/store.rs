//! Holidays in the database.

use chrono::NaiveDate;
use kit::db::dialect::locked;
use kit::show::Bilingual;
use kit::{Act, Db, Result};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use super::calendar::Calendar;
use super::holiday::{Holiday, Kind, NewHoliday};
use super::record::{ActiveModel, Column, Entity, Model};

/// The days on which offices work, by the register as it stands; inside an act, as that act sees it.
///
/// # Errors
/// When the database cannot be read.
pub async fn calendar(connection: &impl ConnectionTrait) -> Result<Calendar> {
    let rows: Vec<(NaiveDate, String)> =
        Entity::find().select_only().columns([Column::Day, Column::Kind]).into_tuple().all(connection).await?;
    // The schema admits no other word.
    Ok(Calendar::new(rows.into_iter().filter_map(|(day, kind)| Some((day, Kind::from_word(&kind)?)))))
}

/// Every day of the register, in its order: some twenty for each year.
pub(super) async fn list(db: &Db) -> Result<Vec<Holiday>> {
    Ok(Entity::find().order_by_asc(Column::Day).all(db.reader()).await?.into_iter().map(Holiday::from).collect())
}

/// Those of these days that there are.
pub(super) async fn list_on(db: &Db, days: Vec<NaiveDate>) -> Result<Vec<Holiday>> {
    let rows = Entity::find().filter(Column::Day.is_in(days)).all(db.reader()).await?;
    Ok(rows.into_iter().map(Holiday::from).collect())
}

/// A day, inside an act.
pub(super) async fn find_for_change(act: &Act, day: NaiveDate) -> Result<Option<Holiday>> {
    let found = locked(Entity::find().filter(Column::Day.eq(day)), act.db());
    Ok(found.one(act.db()).await?.map(Holiday::from))
}

/// Writes a new one.
pub(super) async fn save_new(act: &Act, holiday: &Holiday) -> Result<()> {
    let row = ActiveModel { id: Set(holiday.id), created_at: Set(act.now()), ..row_of(&holiday.entered) };
    Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Writes what is said of it now.
pub(super) async fn save(act: &Act, holiday: &Holiday) -> Result<()> {
    let change = Entity::update_many().set(row_of(&holiday.entered)).filter(Column::Id.eq(holiday.id));
    change.exec(act.db()).await?;
    Ok(())
}

/// Takes it out.
pub(super) async fn delete(act: &Act, holiday: &Holiday) -> Result<()> {
    Entity::delete_by_id(holiday.id).exec(act.db()).await?;
    Ok(())
}

fn row_of(entered: &NewHoliday) -> ActiveModel {
    ActiveModel {
        day: Set(entered.day),
        kind: Set(entered.kind.as_str().to_owned()),
        name_th: Set(entered.name.th.clone()),
        name_en: Set(entered.name.en.clone()),
        source: Set(entered.source.clone()),
        ..Default::default()
    }
}

impl From<Model> for Holiday {
    fn from(row: Model) -> Self {
        let entered = NewHoliday {
            day: row.day,
            // The schema admits no other word.
            kind: Kind::from_word(&row.kind).unwrap_or(Kind::Cabinet),
            name: Bilingual { th: row.name_th, en: row.name_en },
            source: row.source,
        };
        Self { id: row.id, entered }
    }
}
