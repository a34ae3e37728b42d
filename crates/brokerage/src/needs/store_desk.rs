//! Needs as those who work on them look through them, in the database.

use chrono::NaiveDate;
use kit::db::listing::{self, Listing, Paging};
use kit::web::{Check, Narrows};
use kit::{Db, Result, words};
use sea_orm::{ColumnTrait, Condition, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use serde::Deserialize;
use uuid::Uuid;

use super::need::{Need, Shown, Status};
use super::record::{Column, Entity};
use super::store::{LISTED, Row};

/// Whose needs somebody works on.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    /// Everybody's.
    pub all: bool,
    /// Of these clinics.
    pub clinics: Vec<Uuid>,
    /// Of these provinces.
    pub provinces: Vec<String>,
    /// Rehearsals, or real ones.
    pub practice: bool,
}

impl Reach {
    fn condition(&self) -> Condition {
        let mut within = Condition::any()
            .add(Column::ClinicId.is_in(self.clinics.iter().copied()))
            .add(Column::Province.is_in(&self.provinces));
        if self.all {
            within = within.add(Column::Id.is_not_null());
        }
        Condition::all().add(within).add(Column::Practice.eq(self.practice)).add(Column::MergedInto.is_null())
    }
}

words! {
    /// Which of them alone are shown.
    DeskShow {
        /// What climbed, later than was promised.
        Late = "late",
        /// Those whose words nobody has looked at yet.
        Flagged = "flagged",
    }
}

/// Which of them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct DeskFilter {
    /// A [`DeskShow`]; all that are open where it says nothing.
    pub show: String,
    /// Where to begin.
    pub cursor: Option<String>,
}

impl Narrows for DeskFilter {
    const CHECKS: &'static [(&'static str, Check)] =
        &[("show", DeskShow::narrows), ("cursor", listing::narrows::<NaiveDate>)];
}

impl DeskFilter {
    /// The address of the same list, beginning at `cursor`.
    pub fn address(&self, cursor: &str) -> String {
        kit::web::address("/desk/needs", &[("show", self.show.as_str()), ("cursor", cursor)])
    }
}

/// One page of the needs somebody works on, oldest first.
pub(super) async fn list_desk(db: &Db, reach: &Reach, filter: &DeskFilter) -> Result<Listing<Row>> {
    let paging = Paging { cursor: filter.cursor.clone(), limit: None };
    let over = Status::ALL.iter().filter(|status| !status.is_open()).map(|status| status.as_str());
    let open = Condition::all().add(Column::Status.is_not_in(over));
    let wanted = match DeskShow::from_word(&filter.show) {
        Some(DeskShow::Late) => open.add(Column::Climbed.gt(0)),
        Some(DeskShow::Flagged) => Condition::all().add(Column::Shown.eq(Shown::Flagged.as_str())),
        None => open,
    };
    let rows = Entity::find()
        .select_only()
        .columns(LISTED)
        .filter(reach.condition())
        .filter(wanted)
        .filter(listing::after::<NaiveDate>(filter.cursor.as_deref(), Column::ReceivedOn, Column::Id, &Order::Asc))
        .order_by_asc(Column::ReceivedOn)
        .order_by_asc(Column::Id)
        .limit(paging.limit() + 1)
        .into_model::<Row>()
        .all(db.reader())
        .await?;
    Ok(Listing::cut(rows, paging.limit(), |row| listing::cursor(row.received_on, row.id)))
}

/// Needs among which one that tells the same is looked for: enough for a province of many years.
const NEAR: u64 = 500;

/// The newest open needs that came to the same clinic from the same province, but for this one.
pub(super) async fn list_near(db: &Db, need: &Need) -> Result<Vec<Row>> {
    let near = Entity::find().select_only().columns(LISTED).filter(near(need));
    let near = near.order_by_desc(Column::ReceivedOn).order_by_desc(Column::Id).limit(NEAR);
    Ok(near.into_model::<Row>().all(db.reader()).await?)
}

/// Those of them from the same subdistrict or village: their identifiers.
pub(super) async fn list_beside(db: &Db, need: &Need) -> Result<Vec<Uuid>> {
    let told = &need.told;
    if told.subdistrict.is_none() && told.village.is_none() {
        return Ok(Vec::new());
    }
    let mut place = Condition::any();
    if let Some(subdistrict) = &told.subdistrict {
        place = place.add(Column::Subdistrict.eq(subdistrict));
    }
    if let Some(village) = &told.village {
        // Villages of one name lie in many districts.
        let of_district = told.district.as_ref().map(|district| Column::District.eq(district));
        place = place.add(Condition::all().add(Column::Village.eq(village)).add_option(of_district));
    }
    let beside = Entity::find().select_only().column(Column::Id).filter(near(need)).filter(place);
    let beside = beside.order_by_desc(Column::ReceivedOn).order_by_desc(Column::Id).limit(NEAR);
    Ok(beside.into_tuple().all(db.reader()).await?)
}

fn near(need: &Need) -> Condition {
    let open = Status::ALL.iter().filter(|status| status.is_open()).map(|status| status.as_str());
    let of_clinic = match need.clinic {
        Some(clinic) => Column::ClinicId.eq(clinic),
        None => Column::ClinicId.is_null(),
    };
    Condition::all()
        .add(of_clinic)
        .add(Column::Province.eq(&need.told.province))
        .add(Column::Practice.eq(need.practice))
        .add(Column::MergedInto.is_null())
        .add(Column::Status.is_in(open))
        .add(Column::Id.ne(need.id))
}

/// A need of which somebody is reminded.
#[derive(Clone, Debug, sea_orm::FromQueryResult)]
pub struct Pressing {
    /// The public code.
    pub code: String,
    /// Its words.
    pub text_th: String,
    /// Official code of the province.
    pub province: String,
    /// Who answers for it.
    pub clinic_id: Option<Uuid>,
    /// The day that is promised.
    pub due_on: NaiveDate,
    /// How many levels it has climbed.
    pub climbed: i32,
}

/// Needs of which somebody is reminded in one look, at most: the lists hold the rest.
const PRESSING: u64 = 1_000;

/// Open needs due up to a day: what has climbed highest first, so that a flood below hides it from nobody, then
/// the longest due.
pub(super) async fn list_pressing(db: &Db, until: NaiveDate) -> Result<Vec<Pressing>> {
    let rows = Entity::find()
        .select_only()
        .columns([Column::Code, Column::TextTh, Column::Province, Column::ClinicId, Column::DueOn, Column::Climbed])
        .filter(Column::Practice.eq(false))
        .filter(Column::MergedInto.is_null())
        .filter(Column::DueOn.lte(until))
        .order_by_desc(Column::Climbed)
        .order_by_asc(Column::DueOn)
        .order_by_asc(Column::Id)
        .limit(PRESSING);
    Ok(rows.into_model::<Pressing>().all(db.reader()).await?)
}
