//! The tables of what is attached to plans, and of the papers of their signed versions.
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

table!(signed_copy, "signed_copy", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    project_id: Uuid,
    plan_version: i32,
    file_key: String,
    file_name: String,
    file_type: String,
    sha256: String,
    because: Option<String>,
    added_at: DateTimeUtc,
});
