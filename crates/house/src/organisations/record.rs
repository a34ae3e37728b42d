//! The tables `organisation`, `organisation_name`, `organisation_succession`, `clinic`,
//! `clinic_province` and `clinic_institute`.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use kit::show::Bilingual;
use sea_orm::FromQueryResult;
use thai::phone::Phone;
use uuid::Uuid;

use super::contact::Contacts;

/// A clinic in a list.
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
    /// The province it stands in.
    pub province: String,
    /// How to reach its office, in words.
    pub contact: Option<String>,
    /// Its telephone, as it is kept.
    pub phone: Option<String>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// Its postal address.
    pub address: Option<String>,
    /// Its page.
    pub web: Option<String>,
    /// Its place in Thai order.
    pub name_sort: Vec<u8>,
}

impl Row {
    /// Its name in both languages.
    pub fn name(&self) -> Bilingual {
        Bilingual { th: self.name_th.clone(), en: self.name_en.clone() }
    }

    /// How to reach its office.
    pub fn contacts(&self) -> Contacts {
        let phone = self.phone.as_deref().and_then(|kept| Phone::parse(kept).ok());
        let (email, address, web) = (self.email.clone(), self.address.clone(), self.web.clone());
        Contacts { phone, email, address, web, other: None }.with_words(self.contact.as_deref())
    }
}

pub mod organisation {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "organisation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub code: String,
        pub kind: String,
        pub name_th: String,
        pub name_en: Option<String>,
        pub name_sort: Vec<u8>,
        pub province: Option<String>,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod clinic {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "clinic")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub code: String,
        pub organisation_id: Uuid,
        pub name_th: String,
        pub name_en: Option<String>,
        pub name_sort: Vec<u8>,
        pub province: String,
        pub contact: Option<String>,
        pub version: i64,
        pub phone: Option<String>,
        pub email: Option<String>,
        pub address: Option<String>,
        pub web: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod clinic_province {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "clinic_province")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub clinic_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub province: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod clinic_institute {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "clinic_institute")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub clinic_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub organisation_id: Uuid,
        pub joined_on: Option<Date>,
        pub left_on: Option<Date>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod organisation_name {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "organisation_name")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub organisation_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i32,
        pub name_th: String,
        pub name_en: Option<String>,
        pub short: Option<String>,
        pub valid_from: Option<Date>,
        pub valid_to: Option<Date>,
        pub source: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod organisation_succession {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "organisation_succession")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub predecessor_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub successor_id: Uuid,
        pub succeeded_on: Option<Date>,
        pub source: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
