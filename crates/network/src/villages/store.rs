//! Villages in the database: one by one, and as they are written.

use std::collections::HashMap;

use kit::db::dialect::locked;
use kit::show::Bilingual;
use kit::{Act, Db, Message, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use uuid::Uuid;

use super::record::{self, Column, Entity, progress, technology, word, year};
use super::village::{INDEXED, Kind, NewVillage, Progress, Status, Village};

/// Rows written by one statement: below what both engines bind.
const CHUNK: usize = 500;
/// Rows of words, years and technologies in one statement.
const PAIRS: usize = 10_000;

/// A village by its code.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_by_code(db: &Db, code: &str) -> Result<Option<Village>> {
    let Some(row) = Entity::find().filter(Column::Code.eq(code)).one(db.reader()).await? else { return Ok(None) };
    Ok(whole(db.reader(), vec![row]).await?.pop())
}

/// A village, inside an act, to be changed.
pub(super) async fn find_for_change(act: &Act, code: &str) -> Result<Option<Village>> {
    Ok(list_for_change(act, std::slice::from_ref(&code.to_owned())).await?.remove(code))
}

/// Villages of these codes, inside an act, to be changed.
pub(super) async fn list_for_change(act: &Act, codes: &[String]) -> Result<HashMap<String, Village>> {
    let mut found = HashMap::with_capacity(codes.len());
    for some in codes.chunks(PAIRS) {
        let rows = Entity::find().filter(Column::Code.is_in(some)).order_by_asc(Column::Code);
        let rows = locked(rows, act.db()).all(act.db()).await?;
        found.extend(whole(act.db(), rows).await?.into_iter().map(|village| (village.code.clone(), village)));
    }
    Ok(found)
}

/// The next villages after a code, in the order of codes: for export.
pub(super) async fn list_whole(db: &Db, after_code: &str, limit: u64) -> Result<Vec<Village>> {
    let rows = Entity::find().filter(Column::Code.gt(after_code)).order_by_asc(Column::Code).limit(limit);
    whole(db.reader(), rows.all(db.reader()).await?).await
}

/// The villages of these districts, without years and technologies: what a name is compared with.
pub(super) async fn list_of_districts(
    connection: &impl sea_orm::ConnectionTrait,
    districts: Vec<String>,
) -> Result<Vec<Village>> {
    let rows = Entity::find().filter(Column::District.is_in(districts)).order_by_asc(Column::Code);
    let bare = |row| village_of(row, Vec::new(), Vec::new());
    Ok(rows.all(connection).await?.into_iter().map(bare).collect())
}

/// Rows with the years and technologies that belong to them.
pub(super) async fn whole(
    connection: &impl sea_orm::ConnectionTrait,
    rows: Vec<record::Model>,
) -> Result<Vec<Village>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let (mut years, mut technologies) = (HashMap::<Uuid, Vec<i32>>::new(), HashMap::<Uuid, Vec<Uuid>>::new());
    for some in ids.chunks(PAIRS) {
        let of = year::Entity::find().filter(year::Column::VillageId.is_in(some.to_vec())).all(connection).await?;
        of.into_iter().for_each(|one| years.entry(one.village_id).or_default().push(one.fiscal_year));
        let of = technology::Entity::find().filter(technology::Column::VillageId.is_in(some.to_vec()));
        let of = of.all(connection).await?;
        of.into_iter().for_each(|one| technologies.entry(one.village_id).or_default().push(one.technology_id));
    }
    let mut take = |row: record::Model| {
        let (years, technologies) = (years.remove(&row.id), technologies.remove(&row.id));
        village_of(row, years.unwrap_or_default(), technologies.unwrap_or_default())
    };
    Ok(rows.into_iter().map(&mut take).collect())
}

fn village_of(row: record::Model, years: Vec<i32>, technologies: Vec<Uuid>) -> Village {
    Village {
        id: row.id,
        code: row.code,
        told: NewVillage {
            // The schema admits no other words.
            kind: Kind::from_word(&row.kind).unwrap_or(Kind::Host),
            name: Bilingual { th: row.name_th, en: row.name_en },
            province: row.province,
            district: row.district,
            subdistrict: row.subdistrict,
            clinic: row.clinic_id,
            years,
            occupation: row.occupation,
            technologies,
            mother: row.mother_id,
            status: Status::from_word(&row.status).unwrap_or(Status::Unknown),
            source: row.source,
            note: row.note,
        }
        .tidied(),
        invented: row.invented,
        updated_at: row.updated_at,
        version: row.version,
    }
}

/// Code, identifier and mother of every village: the chains are checked against them.
pub(super) async fn list_mothers(db: &Db) -> Result<Vec<(String, Uuid, Option<Uuid>)>> {
    let all = Entity::find().select_only().columns([Column::Code, Column::Id, Column::MotherId]);
    Ok(all.into_tuple().all(db.reader()).await?)
}

/// The same inside an act.
pub(super) async fn list_mothers_now(act: &Act) -> Result<Vec<(Uuid, Option<Uuid>)>> {
    let all = Entity::find().select_only().columns([Column::Id, Column::MotherId]);
    Ok(all.into_tuple().all(act.db()).await?)
}

/// Codes of these villages.
pub(super) async fn list_codes(db: &Db, ids: Vec<Uuid>) -> Result<HashMap<Uuid, String>> {
    let mut codes = HashMap::new();
    for some in ids.chunks(PAIRS) {
        let found = Entity::find().select_only().columns([Column::Id, Column::Code]);
        let found: Vec<(Uuid, String)> =
            found.filter(Column::Id.is_in(some.to_vec())).into_tuple().all(db.reader()).await?;
        codes.extend(found);
    }
    Ok(codes)
}

/// Writes new villages, and the words they are found by.
pub(super) async fn save_new(act: &Act, new: &[Village]) -> Result<()> {
    for some in new.chunks(CHUNK) {
        Entity::insert_many(some.iter().map(row_of)).exec_without_returning(act.db()).await?;
    }
    save_parts(act, new).await?;
    act.changed(INDEXED, new.iter().map(|one| one.id)).await
}

/// Writes what was changed, unless somebody else changed it since.
pub(super) async fn save(act: &Act, village: &Village) -> Result<()> {
    let row = record::ActiveModel { updated_at: Set(act.now()), version: Set(village.version + 1), ..row_of(village) };
    let changed = Entity::update_many().set(row).filter(Column::Id.eq(village.id));
    let changed = changed.filter(Column::Version.eq(village.version)).exec(act.db()).await?;
    if changed.rows_affected == 0 {
        return Err(kit::Error::Conflict(Message::new("kit-error-conflict-version")));
    }
    year::Entity::delete_many().filter(year::Column::VillageId.eq(village.id)).exec(act.db()).await?;
    technology::Entity::delete_many().filter(technology::Column::VillageId.eq(village.id)).exec(act.db()).await?;
    word::Entity::delete_many().filter(word::Column::VillageId.eq(village.id)).exec(act.db()).await?;
    save_parts(act, std::slice::from_ref(village)).await?;
    act.changed(INDEXED, [village.id]).await
}

/// Says which village each learned from.
pub(super) async fn save_mothers(act: &Act, pairs: &[(Uuid, Option<Uuid>)]) -> Result<()> {
    for (village, mother) in pairs {
        let row = record::ActiveModel { mother_id: Set(*mother), ..Default::default() };
        Entity::update_many().set(row).filter(Column::Id.eq(*village)).exec(act.db()).await?;
    }
    Ok(())
}

async fn save_parts(act: &Act, villages: &[Village]) -> Result<()> {
    let years: Vec<_> = villages
        .iter()
        .flat_map(|one| {
            one.told.years.iter().map(|of| year::ActiveModel { village_id: Set(one.id), fiscal_year: Set(*of) })
        })
        .collect();
    for some in years.chunks(PAIRS) {
        year::Entity::insert_many(some.iter().cloned()).exec_without_returning(act.db()).await?;
    }
    let applied: Vec<_> = villages
        .iter()
        .flat_map(|one| {
            let row = |of: &Uuid| technology::ActiveModel { village_id: Set(one.id), technology_id: Set(*of) };
            one.told.technologies.iter().map(row)
        })
        .collect();
    for some in applied.chunks(PAIRS) {
        technology::Entity::insert_many(some.iter().cloned()).exec_without_returning(act.db()).await?;
    }
    let words: Vec<_> = villages.iter().flat_map(words_of).collect();
    for some in words.chunks(PAIRS) {
        word::Entity::insert_many(some.iter().cloned()).exec_without_returning(act.db()).await?;
    }
    Ok(())
}

fn words_of(village: &Village) -> impl Iterator<Item = word::ActiveModel> {
    let told = &village.told;
    let texts = [Some(&told.name.th), told.name.en.as_ref(), told.occupation.as_ref()];
    let words: std::collections::BTreeSet<_> =
        texts.into_iter().flatten().flat_map(|text| thai::words::words(text)).collect();
    let id = village.id;
    words.into_iter().map(move |text| word::ActiveModel { word: Set(text), village_id: Set(id) })
}

fn row_of(village: &Village) -> record::ActiveModel {
    let told = &village.told;
    record::ActiveModel {
        id: Set(village.id),
        code: Set(village.code.clone()),
        kind: Set(told.kind.as_str().to_owned()),
        name_sort: Set(thai::collate::sort_key(&told.name.th)),
        name_th: Set(told.name.th.clone()),
        name_en: Set(told.name.en.clone()),
        province: Set(told.province.clone()),
        district: Set(told.district.clone()),
        subdistrict: Set(told.subdistrict.clone()),
        clinic_id: Set(told.clinic),
        occupation: Set(told.occupation.clone()),
        status: Set(told.status.as_str().to_owned()),
        mother_id: Set(told.mother),
        source: Set(told.source.clone()),
        note: Set(told.note.clone()),
        invented: Set(village.invented),
        updated_at: Set(village.updated_at),
        version: Set(village.version),
    }
}

/// What the years brought a village, the latest year first.
pub(super) async fn list_progress(db: &Db, village: Uuid) -> Result<Vec<Progress>> {
    let rows = progress::Entity::find()
        .filter(progress::Column::VillageId.eq(village))
        .order_by_desc(progress::Column::FiscalYear)
        .order_by_asc(progress::Column::Id);
    Ok(rows.all(db.reader()).await?.into_iter().map(Progress::from).collect())
}

/// What was told of these villages, inside an act: a file brought in twice tells nothing twice.
pub(super) async fn list_told(act: &Act, villages: Vec<Uuid>) -> Result<Vec<(Uuid, Uuid, Progress)>> {
    let rows = progress::Entity::find().filter(progress::Column::VillageId.is_in(villages)).all(act.db()).await?;
    Ok(rows.into_iter().map(|row| (row.village_id, row.id, Progress::from(row))).collect())
}

/// The next entries after one, in the order they were written down: for export.
pub(super) async fn list_all_progress(db: &Db, after: Option<Uuid>, limit: u64) -> Result<Vec<(Uuid, Uuid, Progress)>> {
    let mut rows = progress::Entity::find().order_by_asc(progress::Column::Id).limit(limit);
    if let Some(after) = after {
        rows = rows.filter(progress::Column::Id.gt(after));
    }
    let rows = rows.all(db.reader()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.village_id, Progress::from(row))).collect())
}

/// Writes what years brought, under these identifiers.
pub(super) async fn save_progress(act: &Act, entries: &[(Uuid, Uuid, Progress)]) -> Result<()> {
    for some in entries.chunks(CHUNK) {
        let rows = some.iter().map(|(id, village, told)| progress::ActiveModel {
            id: Set(*id),
            village_id: Set(*village),
            fiscal_year: Set(told.fiscal_year),
            told: Set(told.told.clone()),
            value_chain: Set(told.value_chain.clone()),
            recorded_at: Set(act.now()),
        });
        progress::Entity::insert_many(rows).exec_without_returning(act.db()).await?;
    }
    Ok(())
}

impl From<progress::Model> for Progress {
    fn from(row: progress::Model) -> Self {
        Self { fiscal_year: row.fiscal_year, told: row.told, value_chain: row.value_chain }
    }
}
