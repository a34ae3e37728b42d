//! The tables of what stands with a technology: `technology_review` with `technology_remark`,
//! `technology_expert` and `technology_attachment`.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use sea_orm::Set;

use super::attachment::{AttachmentKind, OfTechnology};

pub mod review {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "technology_review")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub technology_id: Uuid,
        pub clinic_id: Option<Uuid>,
        pub verdict: String,
        pub reviewed_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod remark {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "technology_remark")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub review_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub part: String,
        pub remark: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod expert {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "technology_expert")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub technology_id: Uuid,
        pub name: String,
        pub expertise_th: String,
        pub expertise_en: Option<String>,
        pub workplace: Option<String>,
        pub named: bool,
        pub free: bool,
        pub added_at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

house::attached_table!(attachment, "technology_attachment", technology_id as TechnologyId, super::OfTechnology, {
    number: i32,
    kind: String,
});

impl From<&attachment::Model> for OfTechnology {
    fn from(row: &attachment::Model) -> Self {
        // Only what was recognised is written.
        let kind = AttachmentKind::from_word(&row.kind).unwrap_or(AttachmentKind::Paper);
        Self { kind, number: row.number }
    }
}

impl From<&OfTechnology> for attachment::ActiveModel {
    fn from(purpose: &OfTechnology) -> Self {
        Self { number: Set(purpose.number), kind: Set(purpose.kind.to_string()), ..Default::default() }
    }
}
