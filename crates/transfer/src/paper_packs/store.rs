//! Packs, their sheets and the pages that came back, in the database.

use chrono::NaiveDate;
use kit::db::dialect::locked;
use kit::db::rows;
use kit::{Act, Db, Error, Result, Timestamp};
use paper::Reading;
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, Set};
use uuid::Uuid;

use super::pack::{Pack, PaperSheet};
use super::record::{paper_pack, paper_page, paper_sheet};

/// Sheets written at once.
const AT_ONCE: usize = 100;

/// A pack in the list of an area's.
#[derive(Clone, Debug, FromQueryResult)]
pub struct PackRow {
    /// Its code.
    pub code: String,
    /// Which of the three forms.
    pub kind: String,
    /// The day it is answered on.
    pub answered_on: NaiveDate,
    /// When it was made.
    pub made_at: Timestamp,
    /// How many sheets it has.
    pub sheets: i64,
    /// How many came back.
    pub back: i64,
}

/// A sheet in the list of a pack's.
#[derive(Clone, Debug, FromQueryResult)]
pub struct SheetRow {
    /// What stands on it.
    pub code: String,
    /// Whose it is.
    pub name: Option<String>,
    /// What it was received as.
    pub receipt: Option<String>,
    /// How many of its pages came, before it was whole.
    pub pages: i64,
}

/// A page that came and waits for the others of its sheet.
#[derive(Clone, Debug)]
pub struct KeptPage {
    /// Its number, from one.
    pub page: usize,
    /// Where its picture lies.
    pub file: String,
    /// What was read on it.
    pub readings: Vec<Reading>,
}

/// The packs of an area, the newest first.
pub(super) async fn list_packs(db: &Db, area: Uuid) -> Result<Vec<PackRow>> {
    Ok(rows::rows(db.reader(), include_str!("packs.sql"), [area.into()]).await?)
}

/// The sheets of a pack, as they were printed.
pub(super) async fn list_sheets(db: &Db, pack: Uuid) -> Result<Vec<SheetRow>> {
    Ok(rows::rows(db.reader(), include_str!("sheets.sql"), [pack.into()]).await?)
}

/// A pack by its code.
pub(super) async fn find_pack(db: &Db, code: &str) -> Result<Option<Pack>> {
    let found = paper_pack::Entity::find().filter(paper_pack::Column::Code.eq(code));
    found.one(db.reader()).await?.map(Pack::try_from).transpose()
}

/// A sheet by its code, with its pack.
pub(super) async fn find_sheet(db: &Db, code: &str) -> Result<Option<(PaperSheet, Pack)>> {
    let found = paper_sheet::Entity::find().filter(paper_sheet::Column::Code.eq(code));
    let Some(sheet) = found.one(db.reader()).await?.map(PaperSheet::from) else { return Ok(None) };
    let pack = paper_pack::Entity::find_by_id(sheet.pack).one(db.reader()).await?;
    pack.map(|pack| Ok((sheet, Pack::try_from(pack)?))).transpose()
}

/// A sheet inside an act: nobody else brings it meanwhile.
pub(super) async fn find_sheet_for_change(act: &Act, id: Uuid) -> Result<PaperSheet> {
    let found = locked(paper_sheet::Entity::find_by_id(id), act.db()).one(act.db()).await?;
    found.map(PaperSheet::from).ok_or(Error::NotFound)
}

/// Writes a new pack with its sheets.
pub(super) async fn save_new(act: &Act, pack: &Pack, sheets: &[PaperSheet]) -> Result<()> {
    let row = paper_pack::ActiveModel {
        id: Set(pack.id),
        code: Set(pack.code.clone()),
        area_id: Set(pack.area),
        questionnaire_id: Set(pack.questionnaire),
        kind: Set(pack.kind.code().to_owned()),
        answered_on: Set(pack.answered_on),
        layout: Set(serde_json::to_value(&pack.layout)?),
        file_key: Set(pack.file.clone()),
        made_by: Set(act.actor().person()),
        made_at: Set(pack.made_at),
    };
    paper_pack::Entity::insert(row).exec_without_returning(act.db()).await?;
    let row = |(position, sheet): (usize, &PaperSheet)| paper_sheet::ActiveModel {
        id: Set(sheet.id),
        pack_id: Set(sheet.pack),
        position: Set(i32::try_from(position).unwrap_or(i32::MAX)),
        code: Set(sheet.code.clone()),
        participant_id: Set(sheet.participant),
        receipt: Set(None),
    };
    let rows: Vec<_> = sheets.iter().enumerate().map(row).collect();
    for some in rows.chunks(AT_ONCE) {
        paper_sheet::Entity::insert_many(some.to_vec()).exec_without_returning(act.db()).await?;
    }
    Ok(())
}

/// The pages of a sheet that came, inside an act.
pub(super) async fn list_pages(act: &Act, sheet: Uuid) -> Result<Vec<KeptPage>> {
    let rows = paper_page::Entity::find().filter(paper_page::Column::SheetId.eq(sheet));
    let rows = rows.order_by_asc(paper_page::Column::Page).all(act.db()).await?;
    let kept = |row: paper_page::Model| {
        let page = usize::try_from(row.page).unwrap_or_default();
        Ok(KeptPage { page, file: row.file_key, readings: serde_json::from_value(row.readings)? })
    };
    rows.into_iter().map(kept).collect()
}

/// Writes that a page came.
pub(super) async fn save_page(act: &Act, sheet: Uuid, page: &KeptPage) -> Result<()> {
    let row = paper_page::ActiveModel {
        sheet_id: Set(sheet),
        page: Set(i32::try_from(page.page).unwrap_or(i32::MAX)),
        file_key: Set(page.file.clone()),
        readings: Set(serde_json::to_value(&page.readings)?),
        brought_at: Set(act.now()),
    };
    paper_page::Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Lets go of one page of a sheet, or of all.
pub(super) async fn delete_pages(act: &Act, sheet: Uuid, page: Option<usize>) -> Result<()> {
    let mut those = paper_page::Entity::delete_many().filter(paper_page::Column::SheetId.eq(sheet));
    if let Some(page) = page {
        those = those.filter(paper_page::Column::Page.eq(i32::try_from(page).unwrap_or(i32::MAX)));
    }
    those.exec(act.db()).await?;
    Ok(())
}

/// Writes what a sheet was received as.
pub(super) async fn save_received(act: &Act, sheet: Uuid, receipt: &str) -> Result<()> {
    let change = paper_sheet::ActiveModel { receipt: Set(Some(receipt.to_owned())), ..Default::default() };
    paper_sheet::Entity::update_many().set(change).filter(paper_sheet::Column::Id.eq(sheet)).exec(act.db()).await?;
    Ok(())
}
