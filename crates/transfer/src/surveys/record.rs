//! The tables `survey`, `survey_edition` and `survey_answer`.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use kit::Error;

use super::edition::Edition;
use super::mapping::{Becomes, Mapping};
use super::survey::{Answer, Survey};

pub mod survey {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "survey")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub code: String,
        pub clinic_id: Option<Uuid>,
        pub title: String,
        pub made_by: Option<Uuid>,
        pub made_at: DateTimeUtc,
        pub closed_at: Option<DateTimeUtc>,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod edition {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "survey_edition")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub survey_id: Uuid,
        pub number: i32,
        pub form_version: String,
        pub title: String,
        pub xlsx: Vec<u8>,
        pub xform: String,
        pub becomes: Option<String>,
        pub mapping: Json,
        pub notes: Option<String>,
        pub try_code: String,
        pub made_by: Option<Uuid>,
        pub made_at: DateTimeUtc,
        pub published_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod answer {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "survey_answer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub receipt: String,
        pub survey_id: Uuid,
        pub edition_id: Uuid,
        pub answers: Json,
        pub became: Json,
        pub given_at: DateTimeUtc,
        pub keyed_by: Option<Uuid>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<survey::Model> for Survey {
    fn from(row: survey::Model) -> Self {
        Self {
            id: row.id,
            code: row.code,
            clinic: row.clinic_id,
            title: row.title,
            made_at: row.made_at,
            closed_at: row.closed_at,
            version: row.version,
        }
    }
}

/// An edition without its file and without its form, which a list has no use for.
#[derive(sea_orm::FromQueryResult)]
pub struct EditionRow {
    pub id: sea_orm::prelude::Uuid,
    pub survey_id: sea_orm::prelude::Uuid,
    pub number: i32,
    pub form_version: String,
    pub title: String,
    pub becomes: Option<String>,
    pub mapping: sea_orm::prelude::Json,
    pub notes: Option<String>,
    pub try_code: String,
    pub made_at: kit::Timestamp,
    pub published_at: Option<kit::Timestamp>,
}

impl TryFrom<EditionRow> for Edition {
    type Error = Error;

    fn try_from(row: EditionRow) -> Result<Self, Error> {
        let mapping: Mapping = serde_json::from_value(row.mapping)?;
        Ok(Self {
            id: row.id,
            survey: row.survey_id,
            number: row.number,
            form_version: row.form_version,
            title: row.title,
            mapping: Mapping { becomes: row.becomes.as_deref().and_then(Becomes::from_word), ..mapping },
            notes: row.notes,
            try_code: row.try_code,
            made_at: row.made_at,
            published_at: row.published_at,
        })
    }
}

impl TryFrom<answer::Model> for Answer {
    type Error = Error;

    fn try_from(row: answer::Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            receipt: row.receipt,
            survey: row.survey_id,
            edition: row.edition_id,
            answers: serde_json::from_value(row.answers)?,
            became: serde_json::from_value(row.became)?,
            given_at: row.given_at,
            keyed_by: row.keyed_by,
        })
    }
}
