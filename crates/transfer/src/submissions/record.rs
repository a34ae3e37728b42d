//! The tables `field_key`, `submission` and `submission_file`.
#![allow(missing_docs, reason = "columns are named by their meaning; the schema explains them")]

use kit::Error;
use xlsform::Kind;

use super::field_key::FieldKey;
use super::submission::{Standing, Submission, SubmissionFile};

macro_rules! table {
    ($name:ident, $table:literal, { $($(#[$mark:meta])* $column:ident: $kind:ty),* $(,)? }) => {
        pub mod $name {
            use sea_orm::entity::prelude::*;

            #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
            #[sea_orm(table_name = $table)]
            pub struct Model {
                $($(#[$mark])* pub $column: $kind),*
            }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}

table!(field_key, "field_key", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    area_id: Uuid,
    name: String,
    digest: Vec<u8>,
    made_by: Option<Uuid>,
    made_at: DateTimeUtc,
    expires_on: Date,
    ended_at: Option<DateTimeUtc>,
    used_at: Option<DateTimeUtc>,
});

table!(submission, "submission", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    receipt: String,
    instance_id: String,
    questionnaire_id: Uuid,
    kind: String,
    area_id: Uuid,
    field_key_id: Option<Uuid>,
    account_id: Option<Uuid>,
    xml: String,
    sha256: String,
    answered_on: Date,
    received_at: DateTimeUtc,
    standing: String,
    problems: Json,
    response_id: Option<Uuid>,
    participant_id: Option<Uuid>,
    replaces: Option<Uuid>,
    reason: Option<String>,
    judged_by: Option<Uuid>,
    judged_at: Option<DateTimeUtc>,
    version: i64,
});

table!(submission_file, "submission_file", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    submission_id: Uuid,
    name: String,
    file_key: String,
    bytes: i64,
    sha256: String,
    received_at: DateTimeUtc,
});

impl From<field_key::Model> for FieldKey {
    fn from(row: field_key::Model) -> Self {
        Self {
            id: row.id,
            area: row.area_id,
            name: row.name,
            made_at: row.made_at,
            expires_on: row.expires_on,
            ended_at: row.ended_at,
            used_at: row.used_at,
        }
    }
}

impl TryFrom<submission::Model> for Submission {
    type Error = Error;

    fn try_from(row: submission::Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            receipt: row.receipt,
            instance: row.instance_id,
            questionnaire: row.questionnaire_id,
            // The schema admits no other words.
            kind: Kind::from_code(&row.kind).unwrap_or(Kind::Application),
            standing: Standing::from_word(&row.standing).unwrap_or(Standing::HasIssues),
            area: row.area_id,
            field_key: row.field_key_id,
            account: row.account_id,
            xml: row.xml,
            sha256: row.sha256,
            answered_on: row.answered_on,
            received_at: row.received_at,
            issues: serde_json::from_value(row.problems)?,
            response: row.response_id,
            participant: row.participant_id,
            replaces: row.replaces,
            reason: row.reason,
            judged_by: row.judged_by,
            judged_at: row.judged_at,
            version: row.version,
        })
    }
}

impl From<submission_file::Model> for SubmissionFile {
    fn from(row: submission_file::Model) -> Self {
        Self { id: row.id, name: row.name, key: row.file_key, bytes: row.bytes, sha256: row.sha256 }
    }
}
