//! The tables of what is attached to plans, and of the papers of their signed versions.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use sea_orm::Set;

use super::attachment::{AttachedKind, OfPlan};
use super::record::table;

house::attached_table!(attachment, "project_attachment", project_id as ProjectId, super::OfPlan, {
    kind: String,
    asked_id: Option<Uuid>,
    may_publish: bool,
});

impl From<&attachment::Model> for OfPlan {
    fn from(row: &attachment::Model) -> Self {
        // The schema admits no other word.
        let kind = AttachedKind::from_word(&row.kind).unwrap_or(AttachedKind::Paper);
        Self { kind, asked: row.asked_id, may_publish: row.may_publish }
    }
}

impl From<&OfPlan> for attachment::ActiveModel {
    fn from(purpose: &OfPlan) -> Self {
        Self {
            kind: Set(purpose.kind.to_string()),
            asked_id: Set(purpose.asked),
            may_publish: Set(purpose.may_publish),
            ..Default::default()
        }
    }
}

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
