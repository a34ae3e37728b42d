//! The history replayed with data: after every step its evidence goes in, and at the end everything
//! that went in is still there. On SQLite always, on PostgreSQL when `TEST_POSTGRES_URL` names one.

use std::collections::BTreeMap;

use kit::Db;
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use sea_orm_migration::MigratorTrait;
use sha2::Digest;

use crate::{EVIDENCE, Migrator};

#[tokio::test]
async fn every_step_keeps_what_was_there_on_sqlite() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = Db::connect(&format!("sqlite://{}/history.db", folder.path().display())).await.expect("a database");
    replay(db.writer()).await;
}

#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "where the tests' server is, is the machine's affair")]
async fn every_step_keeps_what_was_there_on_postgres() {
    let Ok(server) = std::env::var("TEST_POSTGRES_URL") else { return };
    let server = server.trim_end_matches("/postgres").to_owned();
    let admin = Db::connect(&format!("{server}/postgres")).await.expect("a server");
    let name = format!("history_{}", std::process::id());
    admin.writer().execute_unprepared(&format!("create database {name}")).await.expect("a database");
    let db = Db::connect(&format!("{server}/{name}")).await.expect("the database");
    replay(db.writer()).await;
    db.close().await.expect("closed");
    admin.writer().execute_unprepared(&format!("drop database {name}")).await.expect("gone");
}

/// A step that was released stands in databases that we never see: to edit it would leave them with
/// another schema than new ones. `released.sha256` is what `sha256sum sql/*.sql` said of each; a step
/// is added to it when it is released, and from then on a change is a new step.
#[test]
fn released_steps_are_never_edited() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let released = include_str!("../released.sha256");
    for line in released.lines() {
        let (digest, name) = line.split_once("  ").expect("a digest and a name");
        let text = std::fs::read(root.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let found: String = sha2::Sha256::digest(&text).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(found, digest, "{name} was released as it was: add a step");
    }
    let steps = EVIDENCE.iter().take(released.lines().count());
    let in_order = steps.zip(released.lines()).all(|((name, _), line)| line.ends_with(&format!("sql/{name}.sql")));
    assert!(in_order, "released steps come first");
}

/// Steps one by one, each followed by its evidence; then every row that went in is counted.
async fn replay(connection: &DatabaseConnection) {
    let mut expected: BTreeMap<&str, i64> = BTreeMap::new();
    for (name, evidence) in EVIDENCE {
        Migrator::up(connection, Some(1)).await.unwrap_or_else(|error| panic!("{name}: {error}"));
        for insert in statements(evidence) {
            // A step may fill a table from what was there before: such rows are expected too.
            let (table, before) = (table_of(insert), count(connection, table_of(insert)).await);
            assert!(before >= expected.get(table).copied().unwrap_or(0), "{name}: {table}");
            connection.execute_unprepared(insert).await.unwrap_or_else(|error| panic!("{name}: {error}\n{insert}"));
            expected.insert(table, before + 1);
        }
    }
    assert!(
        Migrator::get_pending_migrations(connection).await.expect("an answer").is_empty(),
        "every step has evidence"
    );
    for (table, rows) in expected {
        assert_eq!(count(connection, table).await, rows, "{table}");
    }
}

/// The statements of a file, one to each semicolon at a line's end.
fn statements(text: &str) -> impl Iterator<Item = &str> {
    text.split(";\n").map(str::trim).filter(|statement| statement.to_lowercase().contains("insert into"))
}

fn table_of(insert: &str) -> &str {
    let rest = insert.split_once("insert into ").expect("an insert in lower case").1;
    rest.split_whitespace().next().expect("a table")
}

async fn count(connection: &DatabaseConnection, table: &str) -> i64 {
    let ask =
        Statement::from_string(connection.get_database_backend(), format!("select count(*) as rows from {table}"));
    let row = connection.query_one_raw(ask).await.expect("an answer").expect("a row");
    row.try_get("", "rows").expect("a number")
}

#[test]
fn every_step_brings_evidence() {
    for (name, evidence) in EVIDENCE {
        assert!(statements(evidence).next().is_some(), "evidence/{name}.sql brings no row");
    }
}
