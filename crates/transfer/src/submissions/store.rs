//! What telephones sent, in the database.

use chrono::NaiveDate;
use kit::db::dialect::locked;
use kit::db::listing::{self, Listing, Paging};
use kit::db::rows;
use kit::show::Bilingual;
use kit::web::{Check, Narrows, narrow};
use kit::{Act, Db, Error, Result, Timestamp};
use sea_orm::sea_query::Order;
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Set};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::record::submission::{ActiveModel, Column, Entity};
use super::record::submission_file;
use super::submission::{Standing, Submission, SubmissionFile};

/// What a list may be narrowed by.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// What became of it.
    pub standing: String,
    /// Where to begin.
    pub cursor: Option<String>,
    /// How many at most.
    pub limit: Option<u64>,
}

impl Narrows for Filter {
    const CHECKS: &'static [(&'static str, Check)] =
        &[("standing", Standing::narrows), ("cursor", listing::narrows::<Timestamp>), ("limit", narrow::limit)];
}

/// One in a list: its text is left where it is.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    /// Inside.
    pub id: Uuid,
    /// What its sender was told.
    pub receipt: String,
    /// Which of the three.
    pub kind: String,
    /// The day it was answered.
    pub answered_on: NaiveDate,
    /// When it came.
    pub received_at: Timestamp,
    /// What became of it.
    pub standing: String,
}

/// One page of what came to an area, the newest first.
pub(super) async fn list_of_area(db: &Db, area: Uuid, filter: &Filter) -> Result<Listing<Row>> {
    let paging = Paging { cursor: filter.cursor.clone(), limit: filter.limit };
    let mut rows = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Receipt, Column::Kind, Column::AnsweredOn, Column::ReceivedAt, Column::Standing])
        .filter(Column::AreaId.eq(area));
    if !filter.standing.is_empty() {
        rows = rows.filter(Column::Standing.eq(&filter.standing));
    }
    let rows = rows
        .filter(listing::after::<Timestamp>(filter.cursor.as_deref(), Column::ReceivedAt, Column::Id, &Order::Desc))
        .order_by_desc(Column::ReceivedAt)
        .order_by_desc(Column::Id)
        .limit(paging.limit() + 1)
        .into_model::<Row>()
        .all(db.reader())
        .await?;
    Ok(Listing::cut(rows, paging.limit(), |row| listing::cursor(row.received_at, row.id)))
}

/// That something came, and what its sender was told of it.
#[derive(Clone, Debug, FromQueryResult, Serialize)]
pub struct Receipt {
    /// What its sender was told.
    pub receipt: String,
    /// Which of the three.
    pub kind: String,
    /// When it came.
    pub received_at: Timestamp,
    /// What became of it.
    pub standing: String,
}

/// What telephones sent of a person, the newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_receipts(db: &Db, participant: Uuid) -> Result<Vec<Receipt>> {
    let sent = Entity::find()
        .select_only()
        .columns([Column::Receipt, Column::Kind, Column::ReceivedAt, Column::Standing])
        .filter(Column::ParticipantId.eq(participant))
        .order_by_desc(Column::ReceivedAt)
        .limit(100);
    Ok(sent.into_model::<Receipt>().all(db.reader()).await?)
}

/// What became of these receipts, as far as they are of this area.
pub async fn list_standings(db: &Db, area: Uuid, receipts: &[&str]) -> Result<Vec<(String, String)>> {
    let of_area = Entity::find().filter(Column::AreaId.eq(area)).filter(Column::Receipt.is_in(receipts.to_vec()));
    let columns = of_area.select_only().columns([Column::Receipt, Column::Standing]);
    Ok(columns.into_tuple().all(db.reader()).await?)
}

/// One by its receipt.
pub(super) async fn find(db: &Db, receipt: &str) -> Result<Option<Submission>> {
    Entity::find().filter(Column::Receipt.eq(receipt)).one(db.reader()).await?.map(Submission::try_from).transpose()
}

/// The same, inside an act.
pub(super) async fn find_for_change(act: &Act, receipt: &str) -> Result<Option<Submission>> {
    let found = locked(Entity::find().filter(Column::Receipt.eq(receipt)), act.db());
    found.one(act.db()).await?.map(Submission::try_from).transpose()
}

/// One by its own name, inside an act.
pub(super) async fn find_instance(act: &Act, instance: &str) -> Result<Option<Submission>> {
    Entity::find().filter(Column::InstanceId.eq(instance)).one(act.db()).await?.map(Submission::try_from).transpose()
}

/// Writes a new one.
pub(super) async fn save_new(act: &Act, one: &Submission) -> Result<()> {
    let row = ActiveModel {
        id: Set(one.id),
        receipt: Set(one.receipt.clone()),
        instance_id: Set(one.instance.clone()),
        questionnaire_id: Set(one.questionnaire),
        kind: Set(one.kind.code().to_owned()),
        area_id: Set(one.area),
        field_key_id: Set(one.field_key),
        account_id: Set(one.account),
        xml: Set(one.xml.clone()),
        sha256: Set(one.sha256.clone()),
        answered_on: Set(one.answered_on),
        received_at: Set(one.received_at),
        standing: Set(one.standing.as_str().to_owned()),
        problems: Set(serde_json::to_value(&one.issues)?),
        response_id: Set(one.response),
        participant_id: Set(one.participant),
        replaces: Set(one.replaces),
        reason: Set(one.reason.clone()),
        judged_by: Set(one.judged_by),
        judged_at: Set(one.judged_at),
        version: Set(one.version),
    };
    Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

/// Writes what became of one.
///
/// # Errors
/// When somebody else decided meanwhile.
pub(super) async fn save(act: &Act, one: &Submission) -> Result<()> {
    let change = ActiveModel {
        standing: Set(one.standing.as_str().to_owned()),
        response_id: Set(one.response),
        participant_id: Set(one.participant),
        reason: Set(one.reason.clone()),
        judged_by: Set(one.judged_by),
        judged_at: Set(one.judged_at),
        version: Set(one.version + 1),
        ..Default::default()
    };
    let standing =
        Entity::update_many().set(change).filter(Column::Id.eq(one.id)).filter(Column::Version.eq(one.version));
    if standing.exec(act.db()).await?.rows_affected == 0 {
        return Err(Error::changed_meanwhile());
    }
    Ok(())
}

/// The files that came with one, by name.
pub(super) async fn list_files(db: &Db, submission: Uuid) -> Result<Vec<SubmissionFile>> {
    let rows = submission_file::Entity::find().filter(submission_file::Column::SubmissionId.eq(submission));
    let rows = rows.order_by_asc(submission_file::Column::Name);
    Ok(rows.all(db.reader()).await?.into_iter().map(SubmissionFile::from).collect())
}

/// The same, inside an act.
pub(super) async fn list_files_in(act: &Act, submission: Uuid) -> Result<Vec<SubmissionFile>> {
    let rows = submission_file::Entity::find().filter(submission_file::Column::SubmissionId.eq(submission));
    Ok(rows.all(act.db()).await?.into_iter().map(SubmissionFile::from).collect())
}

/// Writes that a file came with one.
pub(super) async fn save_file(act: &Act, submission: Uuid, file: &SubmissionFile) -> Result<()> {
    let row = submission_file::ActiveModel {
        id: Set(file.id),
        submission_id: Set(submission),
        name: Set(file.name.clone()),
        file_key: Set(file.key.clone()),
        bytes: Set(file.bytes),
        sha256: Set(file.sha256.clone()),
        received_at: Set(act.now()),
    };
    submission_file::Entity::insert(row).exec_without_returning(act.db()).await?;
    Ok(())
}

/// What waits in one area.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Waiting {
    /// The project's code.
    pub project_code: String,
    name_th: String,
    name_en: Option<String>,
    position: i32,
    /// Official code of the province.
    pub province: String,
    /// How many.
    pub waiting: i64,
    /// Since when the oldest waits.
    pub since: Timestamp,
}

impl Waiting {
    /// The project's name.
    pub fn name(&self) -> Bilingual {
        Bilingual { th: self.name_th.clone(), en: self.name_en.clone() }
    }

    /// Where they are looked at.
    pub fn address(&self) -> String {
        let area = self.position + 1;
        format!(
            "/desk/projects/{}/areas/{area}/submissions?standing={}",
            self.project_code,
            Standing::HasIssues.as_str()
        )
    }
}

/// What waits in the areas of a clinic.
pub(super) async fn list_waiting(db: &Db, clinic: Uuid) -> Result<Vec<Waiting>> {
    Ok(rows::rows(db.reader(), include_str!("waiting.sql"), [clinic.into()]).await?)
}
