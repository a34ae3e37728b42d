//! The tables of what is attached: one for each kind of record, in the same columns.

use sea_orm::EntityTrait;
use uuid::Uuid;

use super::attachment::{Attachment, Purpose};

/// What has a table in which files for it stand.
pub trait Stored: Purpose + Sized {
    /// The table.
    type Table: EntityTrait;
    /// Which file it is; files are listed in the order in which they came.
    const ID: <Self::Table as EntityTrait>::Column;
    /// Beside which record.
    const OWNER: <Self::Table as EntityTrait>::Column;
    /// Where the file is kept.
    const KEY: <Self::Table as EntityTrait>::Column;

    /// What a row says.
    fn read(row: <Self::Table as EntityTrait>::Model) -> Attachment<Self>;
    /// What a row is to say.
    fn row(owner: Uuid, one: &Attachment<Self>) -> <Self::Table as EntityTrait>::ActiveModel;
}

/// The module of a table: its name, the column of the record beside which a file stands, what a file is for, and the
/// columns in which that is said. The record says how, by `From<&Model>` for the purpose and `From<&Purpose>` for the
/// `ActiveModel`.
#[macro_export]
macro_rules! attached_table {
    ($module:ident, $name:literal, $owner:ident as $column:ident, $purpose:ty, { $($field:ident: $kind:ty),* $(,)? }) => {
        pub mod $module {
            use sea_orm::Set;
            use sea_orm::entity::prelude::*;

            use $crate::attachments::{Attachment, Kept, Stored};

            #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
            #[sea_orm(table_name = $name)]
            pub struct Model {
                #[sea_orm(primary_key, auto_increment = false)]
                pub id: Uuid,
                pub $owner: Uuid,
                $(pub $field: $kind,)*
                pub title_th: String,
                pub title_en: Option<String>,
                pub file_key: String,
                pub media_type: String,
                pub bytes: i64,
                pub width: Option<i32>,
                pub height: Option<i32>,
                pub sha256: Option<String>,
                pub added_at: DateTimeUtc,
            }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}

            impl Stored for $purpose {
                type Table = Entity;
                const ID: Column = Column::Id;
                const OWNER: Column = Column::$column;
                const KEY: Column = Column::FileKey;

                fn read(row: Model) -> Attachment<$purpose> {
                    Attachment {
                        id: row.id,
                        purpose: (&row).into(),
                        title: kit::show::Bilingual { th: row.title_th, en: row.title_en },
                        file: Kept {
                            key: row.file_key,
                            media_type: row.media_type,
                            bytes: row.bytes,
                            size: row.width.zip(row.height),
                            sha256: row.sha256,
                        },
                        added_at: row.added_at,
                    }
                }

                fn row(owner: Uuid, one: &Attachment<$purpose>) -> ActiveModel {
                    ActiveModel {
                        id: Set(one.id),
                        $owner: Set(owner),
                        title_th: Set(one.title.th.clone()),
                        title_en: Set(one.title.en.clone()),
                        file_key: Set(one.file.key.clone()),
                        media_type: Set(one.file.media_type.clone()),
                        bytes: Set(one.file.bytes),
                        width: Set(one.file.size.map(|(width, _)| width)),
                        height: Set(one.file.size.map(|(_, height)| height)),
                        sha256: Set(one.file.sha256.clone()),
                        added_at: Set(one.added_at),
                        ..ActiveModel::from(&one.purpose)
                    }
                }
            }
        }
    };
}
