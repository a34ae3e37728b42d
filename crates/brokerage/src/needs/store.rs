//! Needs in the database.

use chrono::NaiveDate;
use kit::db::dialect::locked;
use kit::db::listing::{self, Listing, Paging};
use kit::{Act, Db, Result};
use sea_orm::sea_query::Query;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Set,
};
use thai::FiscalYear;
use uuid::Uuid;

use super::filter::Filter;
use super::need::{Channel, GroupKind, INDEXED, Need, NewNeed, Shown, Status, summary};
use super::record::{self, Column, Entity, word};

/// A need in a list.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    /// Inside.
    pub id: Uuid,
    /// The public code.
    pub code: String,
    /// The person's own words.
    pub text_th: String,
    /// Whose need it is.
    pub group_kind: String,
    /// Official code of the province.
    pub province: String,
    /// How far it has come.
    pub status: String,
    /// When it was told.
    pub received_on: NaiveDate,
    /// The day promised for its stage.
    pub due_on: Option<NaiveDate>,
    /// How many levels it has climbed since it is late.
    pub climbed: i32,
    /// Who may read it.
    pub shown: String,
}

impl Row {
    /// Is it later than was promised?
    pub fn is_late(&self, today: &NaiveDate) -> bool {
        let open = Status::from_word(&self.status).is_some_and(Status::is_open);
        open && self.due_on.is_some_and(|due| due < *today)
    }

    /// Must somebody look at its words before strangers do?
    pub fn is_flagged(&self) -> bool {
        self.shown == Shown::Flagged.as_str()
    }

    /// The beginning of it, as strangers read it.
    pub fn summary(&self) -> String {
        summary(&kit::masked(&self.text_th))
    }

    /// How the page colours its state.
    pub fn tone(&self) -> &'static str {
        Status::from_word(&self.status).map_or("neutral", Status::tone)
    }
}

/// Real needs that everybody may read, each once, or the rehearsals of these clinics.
pub(super) fn on_stage(rehearsing: Option<Vec<Uuid>>) -> Condition {
    match rehearsing {
        None => Condition::all()
            .add(Column::Practice.eq(false))
            .add(Column::Shown.eq(Shown::ToAll.as_str()))
            .add(Column::MergedInto.is_null()),
        Some(clinics) => Condition::all().add(Column::Practice.eq(true)).add(Column::ClinicId.is_in(clinics)),
    }
}

pub(super) const LISTED: [Column; 10] = [
    Column::Id,
    Column::Code,
    Column::TextTh,
    Column::GroupKind,
    Column::Province,
    Column::Status,
    Column::ReceivedOn,
    Column::DueOn,
    Column::Climbed,
    Column::Shown,
];

/// The newest needs that came to a clinic, at most `limit`.
pub(super) async fn list_newest_of_clinic(db: &Db, clinic: Uuid, limit: u64) -> Result<Vec<Row>> {
    let rows = Entity::find().select_only().columns(LISTED).filter(on_stage(None)).filter(Column::ClinicId.eq(clinic));
    let rows = rows.order_by_desc(Column::ReceivedOn).order_by_desc(Column::Id).limit(limit);
    Ok(rows.into_model::<Row>().all(db.reader()).await?)
}

/// One page of the public list, newest first; of the clinics' rehearsals where somebody is
/// `rehearsing` for them.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(db: &Db, filter: &Filter, rehearsing: Option<Vec<Uuid>>) -> Result<Listing<Row>> {
    let paging = Paging { cursor: filter.cursor.clone(), limit: filter.limit };
    let rows = Entity::find()
        .select_only()
        .columns(LISTED)
        .filter(on_stage(rehearsing))
        .filter(narrowed(filter))
        .filter(listing::after::<NaiveDate>(filter.cursor.as_deref(), Column::ReceivedOn, Column::Id, &Order::Desc))
        .order_by_desc(Column::ReceivedOn)
        .order_by_desc(Column::Id)
        .limit(paging.limit() + 1)
        .into_model::<Row>()
        .all(db.reader())
        .await?;
    Ok(Listing::cut(rows, paging.limit(), |row| listing::cursor(row.received_on, row.id)))
}

pub(super) fn narrowed(filter: &Filter) -> Condition {
    let mut condition = Condition::all();
    if !filter.province.is_empty() {
        condition = condition.add(Column::Province.eq(&filter.province));
    }
    if !filter.status.is_empty() {
        condition = condition.add(Column::Status.eq(&filter.status));
    }
    if let Ok(year) = filter.fiscal_year.parse().map(FiscalYear) {
        condition = condition.add(Column::ReceivedOn.between(year.start(), year.end()));
    }
    // `Need::is_answered_for`.
    if !filter.answered.is_empty() {
        let ways = Status::ANSWERED_FOR.map(Status::as_str);
        condition = condition.add(Condition::any().add(Column::Answer.is_not_null()).add(Column::Status.is_in(ways)));
    }
    // What the clock has seen to be late.
    if !filter.late.is_empty() {
        condition = condition.add(Column::Climbed.gt(0));
    }
    for wanted in thai::words::words(&filter.q) {
        let having = Query::select()
            .column(word::Column::NeedId)
            .from(word::Entity)
            .and_where(word::Column::Word.eq(wanted))
            .to_owned();
        condition = condition.add(Column::Id.in_subquery(having));
    }
    condition
}

/// The needs these clinics still have to decide, oldest first: their desk.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_to_decide(db: &Db, clinics: Vec<Uuid>, practice: bool, limit: u64) -> Result<Vec<Row>> {
    Ok(Entity::find()
        .filter(Column::ClinicId.is_in(clinics))
        .filter(Column::Practice.eq(practice))
        .filter(Column::Status.is_in(Status::TO_DECIDE.map(Status::as_str)))
        .filter(Column::MergedInto.is_null())
        .order_by_asc(Column::ReceivedOn)
        .order_by_asc(Column::Id)
        .limit(limit)
        .into_model::<Row>()
        .all(db.reader())
        .await?)
}

/// The needs of a clinic for which a technology was confirmed and that no project works on yet, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn list_matched(db: &Db, clinic: Uuid, practice: bool, limit: u64) -> Result<Vec<Row>> {
    let rows = Entity::find().select_only().columns(LISTED).filter(Column::ClinicId.eq(clinic));
    let rows = rows.filter(Column::Practice.eq(practice)).filter(Column::MergedInto.is_null());
    let rows = rows.filter(Column::Status.eq(Status::Matched.as_str()));
    let rows = rows.order_by_asc(Column::ReceivedOn).order_by_asc(Column::Id).limit(limit);
    Ok(rows.into_model::<Row>().all(db.reader()).await?)
}

/// How many needs wait for these clinics to decide.
///
/// # Errors
/// When the database cannot be read.
pub async fn count_to_decide(db: &Db, clinics: Vec<Uuid>, practice: bool) -> Result<u64> {
    Ok(Entity::find()
        .filter(Column::ClinicId.is_in(clinics))
        .filter(Column::Practice.eq(practice))
        .filter(Column::Status.is_in(Status::TO_DECIDE.map(Status::as_str)))
        .filter(Column::MergedInto.is_null())
        .count(db.reader())
        .await?)
}

/// A need by its public code.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_by_code(db: &Db, code: &str) -> Result<Option<Need>> {
    Ok(Entity::find().filter(Column::Code.eq(code)).one(db.reader()).await?.map(Need::from))
}

/// A need by the code its teller follows it by.
pub(super) async fn find_by_tracking_code(db: &Db, code: &str) -> Result<Option<Need>> {
    Ok(Entity::find().filter(Column::TrackingCode.eq(code)).one(db.reader()).await?.map(Need::from))
}

/// A need, inside an act, to be changed.
pub(super) async fn find_for_change(act: &Act, code: &str) -> Result<Option<Need>> {
    let found = locked(Entity::find().filter(Column::Code.eq(code)), act.db());
    Ok(found.one(act.db()).await?.map(Need::from))
}

/// The same by its identifier.
pub(super) async fn find_by_id_for_change(act: &Act, id: Uuid) -> Result<Option<Need>> {
    Ok(locked(Entity::find_by_id(id), act.db()).one(act.db()).await?.map(Need::from))
}

/// Two needs by their codes, as far as there are such. They are locked in the order in which a project locks
/// what it takes up, so that nobody waits for each other.
pub(super) async fn find_two_for_change(act: &Act, codes: [&str; 2]) -> Result<[Option<Need>; 2]> {
    let found = Entity::find().filter(Column::Code.is_in(codes)).order_by_asc(Column::Id);
    let found: Vec<Need> = locked(found, act.db()).all(act.db()).await?.into_iter().map(Need::from).collect();
    Ok(codes.map(|code| found.iter().find(|need| need.code == code).cloned()))
}

/// A need by its identifier.
///
/// # Errors
/// When the database cannot be read.
pub async fn find(db: &Db, id: Uuid) -> Result<Option<Need>> {
    Ok(Entity::find_by_id(id).one(db.reader()).await?.map(Need::from))
}

/// Needs by their identifiers, oldest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn find_many(db: &Db, ids: Vec<Uuid>) -> Result<Vec<Need>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = Entity::find().filter(Column::Id.is_in(ids)).order_by_asc(Column::ReceivedOn).order_by_asc(Column::Id);
    Ok(rows.all(db.reader()).await?.into_iter().map(Need::from).collect())
}

/// Writes a new need and the words it is found by.
pub(super) async fn save_new(act: &Act, need: &Need) -> Result<()> {
    save_all(act, std::slice::from_ref(need)).await
}

/// Rows of words in one statement: an engine binds no more than 32,766 values at once.
const WORDS_AT_ONCE: usize = 10_000;

/// Writes new needs, at most a thousand, and the words they are found by.
pub(super) async fn save_all(act: &Act, needs: &[Need]) -> Result<()> {
    if needs.is_empty() {
        return Ok(());
    }
    Entity::insert_many(needs.iter().map(|need| row_of(act, need))).exec_without_returning(act.db()).await?;
    let words: Vec<_> = needs.iter().flat_map(words_of).collect();
    for chunk in words.chunks(WORDS_AT_ONCE) {
        word::Entity::insert_many(chunk.iter().cloned()).exec_without_returning(act.db()).await?;
    }
    act.changed(INDEXED, needs.iter().map(|need| need.id)).await
}

fn words_of(need: &Need) -> impl Iterator<Item = word::ActiveModel> {
    // Whoever guesses a number must not be told by a search that it stands in a need.
    let words: std::collections::BTreeSet<_> = thai::words::words(&kit::masked(&need.told.text)).into_iter().collect();
    let id = need.id;
    words.into_iter().map(move |text| word::ActiveModel { word: Set(text), need_id: Set(id) })
}

fn row_of(act: &Act, need: &Need) -> record::ActiveModel {
    let told = &need.told;
    record::ActiveModel {
        id: Set(need.id),
        code: Set(need.code.clone()),
        tracking_code: Set(need.tracking_code.clone()),
        text_th: Set(told.text.clone()),
        submitted_by: Set(told.submitted_by.clone()),
        contact: Set(told.contact.clone()),
        group_kind: Set(told.group_kind.as_str().to_owned()),
        province: Set(told.province.clone()),
        district: Set(told.district.clone()),
        subdistrict: Set(told.subdistrict.clone()),
        village: Set(told.village.clone()),
        channel: Set(told.channel.as_str().to_owned()),
        received_on: Set(told.received_on),
        clinic_id: Set(need.clinic),
        status: Set(need.status.as_str().to_owned()),
        reason: Set(None),
        answer: Set(None),
        practice: Set(need.practice),
        invented: Set(need.invented),
        created_at: Set(need.created_at),
        updated_at: Set(act.now()),
        version: Set(need.version),
        shown: Set(need.shown.as_str().to_owned()),
        shown_reason: Set(None),
        hidden_numbers: Set(need.hidden_numbers),
        since: Set(need.since),
        due_on: Set(need.due),
        climbed: Set(need.climbed),
        merged_into: Set(None),
    }
}

/// Writes what changed, unless somebody else has changed it since.
pub(super) async fn save(act: &Act, need: &Need) -> Result<()> {
    let change = record::ActiveModel {
        clinic_id: Set(need.clinic),
        status: Set(need.status.as_str().to_owned()),
        reason: Set(need.reason.clone()),
        answer: Set(need.answer.clone()),
        shown: Set(need.shown.as_str().to_owned()),
        shown_reason: Set(need.shown_reason.clone()),
        since: Set(need.since),
        due_on: Set(need.due),
        climbed: Set(need.climbed),
        merged_into: Set(need.merged_into),
        updated_at: Set(act.now()),
        version: Set(need.version + 1),
        ..Default::default()
    };
    let changed = Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(need.id))
        .filter(Column::Version.eq(need.version))
        .exec(act.db())
        .await?;
    if changed.rows_affected == 0 {
        return Err(kit::Error::changed_meanwhile());
    }
    act.changed(INDEXED, [need.id]).await
}

impl From<record::Model> for Need {
    fn from(row: record::Model) -> Self {
        Self {
            id: row.id,
            code: row.code,
            tracking_code: row.tracking_code,
            told: NewNeed {
                text: row.text_th,
                submitted_by: row.submitted_by,
                contact: row.contact,
                group_kind: GroupKind::from_word(&row.group_kind).unwrap_or(GroupKind::Other),
                province: row.province,
                district: row.district,
                subdistrict: row.subdistrict,
                village: row.village,
                channel: Channel::from_word(&row.channel).unwrap_or(Channel::Import),
                received_on: row.received_on,
            },
            clinic: row.clinic_id,
            // The schema admits no other word.
            status: Status::from_word(&row.status).unwrap_or(Status::Received),
            reason: row.reason,
            answer: row.answer,
            // What no word says is kept from strangers.
            shown: Shown::from_word(&row.shown).unwrap_or(Shown::Withheld),
            shown_reason: row.shown_reason,
            hidden_numbers: row.hidden_numbers,
            since: row.since,
            due: row.due_on,
            climbed: row.climbed,
            merged_into: row.merged_into,
            practice: row.practice,
            invented: row.invented,
            created_at: row.created_at,
            version: row.version,
        }
    }
}
