//! The tables `technology`, `technology_benefit`, `technology_outcome`, `technology_word` and
//! `technology_term`.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use kit::show::Bilingual;
use sea_orm::FromQueryResult;
use sea_orm::entity::prelude::*;

use super::technology::{Status, brief};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "technology")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    pub name_th: String,
    pub name_en: Option<String>,
    pub summary_th: String,
    pub summary_en: Option<String>,
    pub field: String,
    pub kind: String,
    pub holder: Option<String>,
    pub credit: Option<String>,
    pub consent: Option<String>,
    pub clinic_id: Uuid,
    pub province: String,
    pub readiness: Option<i32>,
    pub conditions: Option<String>,
    pub evidence: Option<String>,
    pub status: String,
    pub invented: bool,
    pub name_sort: Vec<u8>,
    pub updated_at: DateTimeUtc,
    pub version: i64,
    pub requirements_th: Option<String>,
    pub requirements_en: Option<String>,
    pub conditions_en: Option<String>,
    pub evidence_en: Option<String>,
    pub cost_least: Option<i64>,
    pub cost_most: Option<i64>,
    pub cost_th: Option<String>,
    pub cost_en: Option<String>,
    pub property: Option<String>,
    pub property_note: Option<String>,
    pub holder_kind: Option<String>,
    pub credit_en: Option<String>,
    pub consented_on: Option<Date>,
    pub disclosure: Option<String>,
    pub commercial: Option<String>,
    pub builds_on: Option<Uuid>,
    pub waiting_since: Option<DateTimeUtc>,
    pub published_on: Option<Date>,
    pub reviewed_on: Option<Date>,
    pub reviewed_by: Option<Uuid>,
    pub renew_by: Option<Date>,
    pub hidden: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A technology in a list.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    /// Inside.
    pub id: Uuid,
    /// Short code.
    pub code: String,
    /// Its name in Thai.
    pub name_th: String,
    /// Its name in English.
    pub name_en: Option<String>,
    /// What it does.
    pub summary_th: String,
    /// The same in English.
    pub summary_en: Option<String>,
    /// The field of knowledge.
    pub field: String,
    /// A [`Kind`], as its word.
    pub kind: String,
    /// The clinic that offers it.
    pub clinic_id: Uuid,
    /// Official code of its province.
    pub province: String,
    /// Readiness level.
    pub readiness: Option<i32>,
    /// A [`Status`], as the word it is kept by: read it by [`Row::status`].
    pub status: String,
    /// Since when it waits for a reviewer.
    pub waiting_since: Option<DateTimeUtc>,
    /// Laid aside as a draft.
    pub hidden: bool,
    /// Its place in Thai order.
    pub name_sort: Vec<u8>,
}

impl Row {
    /// How far it has come.
    pub fn status(&self) -> Status {
        Status::of_stored(&self.status, self.waiting_since.is_some())
    }

    /// Is its page everybody's?
    pub fn is_public(&self) -> bool {
        self.status().is_shown(self.hidden)
    }

    /// Its name in both languages.
    pub fn name(&self) -> Bilingual {
        Bilingual { th: self.name_th.clone(), en: self.name_en.clone() }
    }

    /// The beginning of what it does, in both languages.
    pub fn lead(&self) -> Bilingual {
        Bilingual { th: brief(&self.summary_th), en: self.summary_en.as_deref().map(brief) }
    }

    /// What it does, in both languages.
    pub fn summary(&self) -> Bilingual {
        Bilingual { th: self.summary_th.clone(), en: self.summary_en.clone() }
    }
}

pub mod benefit {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "technology_benefit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub technology_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub benefit: String,
        pub claimed: bool,
        pub reported: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod outcome {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "technology_outcome")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub technology_id: Uuid,
        pub answers: i32,
        pub applied: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod told {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "technology_told")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub technology_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub about: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub word: String,
        pub answers: i32,
        pub applied: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod word {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "technology_word")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub word: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub technology_id: Uuid,
        pub weight: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod term {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "technology_term")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub word: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
