//! The table of what is attached to plans.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use super::record::table;

table!(attachment, "project_attachment", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    project_id: Uuid,
    kind: String,
    asked_id: Option<Uuid>,
    title_th: String,
    title_en: Option<String>,
    may_publish: bool,
    file_key: String,
    media_type: String,
    bytes: i64,
    width: Option<i32>,
    height: Option<i32>,
    sha256: String,
    added_at: DateTimeUtc,
});
