//! The table `call_attempt`.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use super::attempt::{Attempt, NewAttempt, Outcome};

pub mod call_attempt {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "call_attempt")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub participant_id: Uuid,
        pub outcome: String,
        pub call_on: Option<Date>,
        pub call_time: Option<String>,
        pub note: Option<String>,
        pub made_by: Option<Uuid>,
        pub made_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl From<call_attempt::Model> for Attempt {
    fn from(row: call_attempt::Model) -> Self {
        let told = NewAttempt {
            // The schema admits no other word.
            outcome: Outcome::from_word(&row.outcome).unwrap_or(Outcome::NoAnswer),
            call_on: row.call_on,
            call_time: row.call_time,
            note: row.note,
        };
        Self { id: row.id, participant: row.participant_id, told, made_by: row.made_by, made_at: row.made_at }
    }
}
