//! The tables `activity`, `participant`, `attendance`, `response` and `response_value`; and of
//! projects, of lower rank, the few columns that say whose an area is.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use kit::Error;

use super::activity::{Activity, ActivityKind, NewActivity};
use super::participant::{NewParticipant, Participant};
use super::response::{Mode, Response};
use xlsform::Kind;

macro_rules! table {
    ($name:ident, $table:literal, { $($(#[$mark:meta])* $column:ident: $kind:ty),* $(,)? }) => {
        pub mod $name {
            use sea_orm::entity::prelude::*;

            #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
            #[sea_orm(table_name = $table)]
            pub struct Model {
                $($(#[$mark])* pub $column: $kind),*
            }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}

table!(activity, "activity", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    project_id: Uuid,
    area_id: Uuid,
    kind: String,
    title: String,
    held_on: Date,
    place: String,
    note: Option<String>,
    recorded_at: DateTimeUtc,
    version: i64,
});

table!(participant, "participant", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    code: String,
    project_id: Uuid,
    area_id: Uuid,
    name: String,
    phone: Option<String>,
    sex: Option<String>,
    age_band: Option<String>,
    group_kind: String,
    village: Option<String>,
    consented: bool,
    contact_said: bool,
    registered_on: Date,
    transferred_on: Option<Date>,
    withdrawn_at: Option<DateTimeUtc>,
    practice: bool,
    recorded_at: DateTimeUtc,
    version: i64,
});

table!(attendance, "attendance", {
    #[sea_orm(primary_key, auto_increment = false)]
    activity_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    participant_id: Uuid,
});

table!(response, "response", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    instance_id: String,
    questionnaire_id: Uuid,
    kind: String,
    participant_id: Uuid,
    project_id: Uuid,
    area_id: Uuid,
    mode: String,
    answered_on: Date,
    keyed_by: Option<Uuid>,
    answers: Json,
    revision: i32,
    superseded: bool,
    recorded_at: DateTimeUtc,
});

table!(response_value, "response_value", {
    #[sea_orm(primary_key, auto_increment = false)]
    response_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    name: String,
    #[sea_orm(primary_key, auto_increment = false)]
    value: String,
});

table!(project, "project", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    code: String,
    name_th: String,
    name_en: Option<String>,
    lead_clinic_id: Option<Uuid>,
    status: String,
    practice: bool,
    fiscal_year: i32,
    starts_on: Option<Date>,
    ends_on: Option<Date>,
});

table!(area, "area", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    project_id: Uuid,
    position: i32,
    province: String,
    clinic_id: Option<Uuid>,
});

table!(project_technology, "project_technology", {
    #[sea_orm(primary_key, auto_increment = false)]
    project_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    technology_id: Uuid,
});

impl From<activity::Model> for Activity {
    fn from(row: activity::Model) -> Self {
        Self {
            id: row.id,
            project: row.project_id,
            area: row.area_id,
            told: NewActivity {
                // The schema admits no other word.
                kind: ActivityKind::from_word(&row.kind).unwrap_or(ActivityKind::Other),
                title: row.title,
                held_on: row.held_on,
                place: row.place,
                note: row.note,
            },
            version: row.version,
        }
    }
}

impl From<participant::Model> for Participant {
    fn from(row: participant::Model) -> Self {
        Self {
            id: row.id,
            code: row.code,
            project: row.project_id,
            area: row.area_id,
            told: NewParticipant {
                name: row.name,
                phone: row.phone,
                sex: row.sex,
                age_band: row.age_band,
                group_kind: row.group_kind,
                village: row.village,
                consented: row.consented,
                registered_on: row.registered_on,
            },
            transferred_on: row.transferred_on,
            practice: row.practice,
            version: row.version,
        }
    }
}

impl TryFrom<response::Model> for Response {
    type Error = Error;

    fn try_from(row: response::Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            instance: row.instance_id,
            questionnaire: row.questionnaire_id,
            kind: Kind::from_code(&row.kind).unwrap_or(Kind::Application),
            participant: row.participant_id,
            project: row.project_id,
            area: row.area_id,
            mode: Mode::from_word(&row.mode).unwrap_or(Mode::Import),
            answered_on: row.answered_on,
            keyed_by: row.keyed_by,
            answers: serde_json::from_value(row.answers)?,
            revision: row.revision,
            superseded: row.superseded,
            recorded_at: row.recorded_at,
        })
    }
}
