//! The tables `paper_pack`, `paper_sheet` and `paper_page`.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use kit::Error;
use xlsform::Kind;

use super::pack::{Pack, PaperSheet};

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

table!(paper_pack, "paper_pack", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    code: String,
    area_id: Uuid,
    questionnaire_id: Uuid,
    kind: String,
    answered_on: Date,
    layout: Json,
    file_key: String,
    made_by: Option<Uuid>,
    made_at: DateTimeUtc,
});

table!(paper_sheet, "paper_sheet", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    pack_id: Uuid,
    position: i32,
    code: String,
    participant_id: Option<Uuid>,
    receipt: Option<String>,
});

table!(paper_page, "paper_page", {
    #[sea_orm(primary_key, auto_increment = false)]
    sheet_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    page: i32,
    file_key: String,
    readings: Json,
    brought_at: DateTimeUtc,
});

impl TryFrom<paper_pack::Model> for Pack {
    type Error = Error;

    fn try_from(row: paper_pack::Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            code: row.code,
            area: row.area_id,
            questionnaire: row.questionnaire_id,
            // The schema admits no other word.
            kind: Kind::from_code(&row.kind).unwrap_or(Kind::Application),
            answered_on: row.answered_on,
            layout: serde_json::from_value(row.layout)?,
            file: row.file_key,
            made_at: row.made_at,
        })
    }
}

impl From<paper_sheet::Model> for PaperSheet {
    fn from(row: paper_sheet::Model) -> Self {
        Self { id: row.id, pack: row.pack_id, code: row.code, participant: row.participant_id, receipt: row.receipt }
    }
}
