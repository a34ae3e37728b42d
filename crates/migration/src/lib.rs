//! One history of the schema for both engines. A step is a plain SQL file: SQLite takes any name
//! for a column's type, so PostgreSQL's names serve both. Steps only add (tables, and columns that
//! may be null or have a default), are never edited once released (`released.sha256`), and each comes with rows that
//! must survive all later steps (`evidence/`).

use sea_orm_migration::prelude::*;

/// The steps, oldest first.
pub struct Migrator;

pub use sea_orm_migration::MigratorTrait;

macro_rules! steps {
    ($($name:literal),* $(,)?) => {
        #[async_trait::async_trait]
        impl MigratorTrait for Migrator {
            fn migrations() -> Vec<Box<dyn MigrationTrait>> {
                vec![$(Box::new(Step { name: $name, sql: include_str!(concat!("../sql/", $name, ".sql")) })),*]
            }
        }

        /// The whole history as text: changes whenever a step does.
        pub fn fingerprint() -> &'static str {
            concat!($(include_str!(concat!("../sql/", $name, ".sql"))),*)
        }

        /// Rows each step brings in the tests, by the step's name.
        #[cfg(test)]
        const EVIDENCE: &[(&str, &str)] = &[$(($name, include_str!(concat!("../evidence/", $name, ".sql")))),*];
    };
}

steps![
    "0001_ground",
    "0002_organisations",
    "0003_accounts",
    "0004_technologies",
    "0005_needs",
    "0006_places",
    "0007_projects",
    "0008_matching",
    "0009_questionnaires",
    "0010_responses",
    "0011_participation",
    "0012_monitoring",
    "0013_published_figures",
    "0014_imports",
    "0015_agreements",
    "0016_villages_and_volunteers",
    "0017_register",
    "0018_memory",
    "0019_lists_by_status",
    "0020_told",
    "0021_catalogue",
    "0022_needs_in_time",
    "0023_search",
    "0024_matching",
    "0025_network_calls",
    "0026_technologies_of_a_field",
    "0027_next_year",
    "0028_programmes",
    "0029_calls",
    "0030_reviews",
    "0031_integration_plans",
    "0032_disbursements",
    "0033_project_days",
    "0034_amendments",
    "0035_form_drafts",
    "0036_project_files",
    "0037_signed_copies",
    "0038_project_items",
    "0039_terms_of_calls",
    "0040_screenings",
    "0041_plan_days",
    "0042_digests_of_files",
    "0043_sources_of_lines",
    "0044_given_up_in_public",
    "0045_submissions",
    "0046_screeners",
    "0047_extensions",
    "0048_repayments",
    "0049_surveys",
    "0050_call_attempts",
    "0051_paper_packs",
    "0052_consents",
    "0053_participant_reminders",
    "0054_data_requests",
];

struct Step {
    name: &'static str,
    sql: &'static str,
}

impl MigrationName for Step {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.get_connection().execute_unprepared(self.sql).await?;
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

#[cfg(test)]
mod tests;
