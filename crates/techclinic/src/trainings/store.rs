//! Trainings in the database.

use std::collections::HashMap;

use kit::db::dialect::locked;
use kit::show::Bilingual;
use kit::{Act, Db, Result};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Set};
use thai::FiscalYear;
use uuid::Uuid;

use super::record::{ActiveModel, Column, Entity, Model, clinic};
use super::training::{Aim, Training};
use house::register::Standing;

/// All of them, newest first, and those that were withdrawn, in two queries: there are a few each year.
pub(super) async fn list_all(db: &Db) -> Result<Vec<Training>> {
    let rows = Entity::find().order_by_desc(Column::FiscalYear).order_by_desc(Column::Id).all(db.reader()).await?;
    let came = clinic::Entity::find().all(db.reader()).await?;
    Ok(with_clinics(rows, came))
}

/// Those that stand, newest first.
pub async fn list(db: &Db) -> Result<Vec<Training>> {
    Ok(list_all(db).await?.into_iter().filter(|training| training.standing.withdrawn.is_none()).collect())
}

/// A training by its code.
pub(super) async fn find_by_code(db: &Db, code: &str) -> Result<Option<Training>> {
    Ok(list_by_codes(db, vec![code.to_owned()]).await?.pop())
}

/// A training, inside an act, to be changed.
pub(super) async fn find_for_change(act: &Act, code: &str) -> Result<Option<Training>> {
    let rows = locked(Entity::find().filter(Column::Code.eq(code)), act.db()).all(act.db()).await?;
    let of = clinic::Column::TrainingId.is_in(rows.iter().map(|row| row.id));
    let came = clinic::Entity::find().filter(of).all(act.db()).await?;
    Ok(with_clinics(rows, came).pop())
}

/// Those with these codes.
pub async fn list_by_codes(db: &Db, codes: Vec<String>) -> Result<Vec<Training>> {
    let rows = Entity::find().filter(Column::Code.is_in(codes)).all(db.reader()).await?;
    let of = clinic::Column::TrainingId.is_in(rows.iter().map(|row| row.id));
    let came = clinic::Entity::find().filter(of).all(db.reader()).await?;
    Ok(with_clinics(rows, came))
}

/// The newest that staff of this clinic came to, with how many came.
pub(super) async fn list_of_clinic(db: &Db, of: Uuid, most: u64) -> Result<Vec<Training>> {
    let came = clinic::Entity::find().filter(clinic::Column::ClinicId.eq(of));
    let ids = came.clone().select_only().column(clinic::Column::TrainingId).into_query();
    let held = Entity::find().filter(Column::Id.in_subquery(ids)).filter(Column::WithdrawnAt.is_null());
    let rows = held.order_by_desc(Column::FiscalYear).order_by_desc(Column::Id).limit(most).all(db.reader()).await?;
    Ok(with_clinics(rows, came.all(db.reader()).await?))
}

fn with_clinics(rows: Vec<Model>, came: Vec<clinic::Model>) -> Vec<Training> {
    let mut by_training: HashMap<Uuid, Vec<(Uuid, i64)>> = HashMap::new();
    for one in came {
        by_training.entry(one.training_id).or_default().push((one.clinic_id, one.persons));
    }
    let with = |row: Model| {
        let mut clinics = by_training.remove(&row.id).unwrap_or_default();
        clinics.sort_unstable();
        Training { clinics, ..Training::from(row) }
    };
    rows.into_iter().map(with).collect()
}

/// Writes new ones.
pub(super) async fn save_new(act: &Act, new: &[Training]) -> Result<()> {
    for training in new {
        Entity::insert(ActiveModel { created_at: Set(act.now()), ..row_of(training) })
            .exec_without_returning(act.db())
            .await?;
        save_clinics(act, training).await?;
    }
    Ok(())
}

/// Writes what one that was there says now.
pub(super) async fn save(act: &Act, training: &Training) -> Result<()> {
    row_of(training).update(act.db()).await?;
    clinic::Entity::delete_many().filter(clinic::Column::TrainingId.eq(training.id)).exec(act.db()).await?;
    save_clinics(act, training).await
}

async fn save_clinics(act: &Act, training: &Training) -> Result<()> {
    if training.clinics.is_empty() {
        return Ok(());
    }
    let rows = training.clinics.iter().map(|(clinic, persons)| clinic::ActiveModel {
        training_id: Set(training.id),
        clinic_id: Set(*clinic),
        persons: Set(*persons),
    });
    clinic::Entity::insert_many(rows).exec_without_returning(act.db()).await?;
    Ok(())
}

fn row_of(training: &Training) -> ActiveModel {
    let (withdrawn_at, withdrawn_because) = training.standing.columns();
    let aims: Vec<_> = training.aims.iter().map(|aim| aim.as_str()).collect();
    ActiveModel {
        id: Set(training.id),
        code: Set(training.code.clone()),
        fiscal_year: Set(training.fiscal_year.0),
        name_th: Set(training.name.th.clone()),
        name_en: Set(training.name.en.clone()),
        starts_on: Set(training.days.0),
        ends_on: Set(training.days.1),
        place: Set(training.place.clone()),
        aims: Set(aims.join("\n")),
        participants: Set(training.participants),
        source: Set(training.source.clone()),
        note: Set(training.note.clone()),
        invented: Set(training.invented),
        version: Set(training.standing.version),
        withdrawn_at: Set(withdrawn_at),
        withdrawn_because: Set(withdrawn_because),
        ..Default::default()
    }
}

impl From<Model> for Training {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            code: row.code,
            fiscal_year: FiscalYear(row.fiscal_year),
            name: Bilingual { th: row.name_th, en: row.name_en },
            days: (row.starts_on, row.ends_on),
            place: row.place,
            aims: row.aims.lines().filter_map(Aim::from_word).collect(),
            participants: row.participants,
            clinics: Vec::new(),
            source: row.source,
            note: row.note,
            invented: row.invented,
            standing: Standing::kept(row.version, row.withdrawn_at, row.withdrawn_because),
        }
    }
}
