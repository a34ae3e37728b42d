//! The table `consent`.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use super::consent::{Consent, NewConsent, Purpose, Relation, Way};

pub mod consent {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "consent")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub participant_id: Uuid,
        pub purpose: String,
        pub agreed: bool,
        pub said_on: Date,
        pub way: String,
        pub guardian: Option<String>,
        pub relation: Option<String>,
        pub note: Option<String>,
        pub made_by: Option<Uuid>,
        pub made_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

impl TryFrom<consent::Model> for Consent {
    type Error = anyhow::Error;

    /// The schema admits no other words than those that are known.
    fn try_from(row: consent::Model) -> Result<Self, Self::Error> {
        let unknown = || anyhow::anyhow!("a consent of an unknown kind");
        let relation = row.relation.as_deref().and_then(Relation::from_word);
        let told = NewConsent {
            purpose: Purpose::from_word(&row.purpose).ok_or_else(unknown)?,
            agreed: row.agreed,
            said_on: row.said_on,
            way: Way::from_word(&row.way).ok_or_else(unknown)?,
            guardian: row.guardian.zip(relation),
            note: row.note,
        };
        Ok(Self { id: row.id, participant: row.participant_id, told, made_by: row.made_by, made_at: row.made_at })
    }
}
