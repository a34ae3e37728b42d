//! The table `data_request`.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use super::request::{DataRequest, NewRequest, Outcome, Settled, Wish};

use crate::consents::Way;

pub mod data_request {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "data_request")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub code: String,
        pub participant_id: Uuid,
        pub area_id: Uuid,
        pub wish: String,
        pub words: Option<String>,
        pub way: String,
        pub asked_on: Date,
        pub due_on: Date,
        pub made_by: Option<Uuid>,
        pub made_at: DateTimeUtc,
        pub outcome: Option<String>,
        pub reason: Option<String>,
        pub settled_by: Option<Uuid>,
        pub settled_at: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<data_request::Model> for DataRequest {
    type Error = anyhow::Error;

    /// The schema admits no other words than those that are known.
    fn try_from(row: data_request::Model) -> Result<Self, Self::Error> {
        let unknown = || anyhow::anyhow!("a request of an unknown kind");
        let told = NewRequest {
            wish: Wish::from_word(&row.wish).ok_or_else(unknown)?,
            words: row.words,
            way: Way::from_word(&row.way).ok_or_else(unknown)?,
            asked_on: row.asked_on,
        };
        let outcome = row.outcome.as_deref().and_then(Outcome::from_word);
        let settled = outcome.zip(row.settled_at).map(|(outcome, at)| Settled {
            outcome,
            reason: row.reason.unwrap_or_default(),
            by: row.settled_by,
            at,
        });
        Ok(Self {
            id: row.id,
            code: row.code,
            participant: row.participant_id,
            area: row.area_id,
            told,
            due_on: row.due_on,
            made_by: row.made_by,
            made_at: row.made_at,
            settled,
        })
    }
}
