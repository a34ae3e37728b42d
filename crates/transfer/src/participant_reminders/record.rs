//! The tables `participant_reminder` and `participant_line`.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use kit::message_port::Way;
use xlsform::Kind;

use super::reminder::{Reminder, State};

pub mod participant_reminder {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "participant_reminder")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub participant_id: Uuid,
        pub area_id: Uuid,
        pub kind: String,
        pub way: String,
        pub state: String,
        pub asked_by: Option<Uuid>,
        pub asked_at: DateTimeUtc,
        pub settled_at: Option<DateTimeUtc>,
        pub answered: Option<i32>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod participant_line {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "participant_line")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub participant_id: Uuid,
        pub line_user: String,
        pub linked_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<participant_reminder::Model> for Reminder {
    type Error = anyhow::Error;

    /// The schema admits no other words than those that are known.
    fn try_from(row: participant_reminder::Model) -> Result<Self, Self::Error> {
        let unknown = || anyhow::anyhow!("a reminder of an unknown kind");
        Ok(Self {
            id: row.id,
            participant: row.participant_id,
            area: row.area_id,
            kind: Kind::from_code(&row.kind).ok_or_else(unknown)?,
            way: Way::from_word(&row.way).ok_or_else(unknown)?,
            state: State::from_word(&row.state).ok_or_else(unknown)?,
            asked_by: row.asked_by,
            asked_at: row.asked_at,
            settled_at: row.settled_at,
            answered: row.answered,
        })
    }
}
