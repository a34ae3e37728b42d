//! Fresh databases. SQLite: a file in the story's own folder. PostgreSQL: a copy of a migrated
//! template, which the first test of a run makes and the others find.

use std::path::Path;

use kit::Db;
use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use uuid::Uuid;

/// Names the lock under which the template is made: test processes run side by side.
const TEMPLATE_LOCK: i64 = 2_553;

pub(super) async fn sqlite(folder: &Path) -> Db {
    let db = Db::connect(&format!("sqlite://{}/test.db", folder.display())).await.expect("a database");
    Migrator::up(db.writer(), None).await.expect("the schema");
    db
}

/// A database on the server that goes when its story has been told, whether it ended well or not: some
/// hundreds of them, kept, fill a disk.
pub(super) struct Throwaway {
    server: String,
    name: String,
}

pub(super) async fn postgres() -> Option<(Db, Throwaway)> {
    let server = server_url()?;
    let admin = Database::connect(format!("{server}/postgres")).await.expect("a PostgreSQL server");
    let template = template_name();
    ensure_template(&admin, &server, &template).await;
    let name = format!("story_{}", unique());
    admin.execute_unprepared(&format!("create database {name} template {template}")).await.expect("a copy");
    admin.close().await.expect("closed");
    let db = Db::connect(&format!("{server}/{name}")).await.expect("the copy");
    Some((db, Throwaway { server, name }))
}

impl Drop for Throwaway {
    /// On a thread of its own: the story's runtime may be ending, and a drop cannot wait for it.
    fn drop(&mut self) {
        let (server, name) = (std::mem::take(&mut self.server), std::mem::take(&mut self.name));
        std::thread::spawn(move || remove(&server, &name)).join().ok();
    }
}

/// Never panics: it also runs while a failed story is being taken down.
fn remove(server: &str, name: &str) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
    runtime.block_on(async {
        if let Ok(admin) = Database::connect(format!("{server}/postgres")).await {
            admin.execute_unprepared(&format!("drop database if exists {name} with (force)")).await.ok();
            admin.close().await.ok();
        }
    });
}

async fn ensure_template(admin: &DatabaseConnection, server: &str, template: &str) {
    use sea_orm::TransactionTrait;
    let lock = admin.begin().await.expect("a transaction");
    lock.execute_unprepared(&format!("select pg_advisory_xact_lock({TEMPLATE_LOCK})")).await.expect("the lock");
    let found = lock
        .query_one_raw(sea_orm::Statement::from_string(
            lock.get_database_backend(),
            format!("select 1 from pg_database where datname = '{template}'"),
        ))
        .await
        .expect("an answer");
    if found.is_none() {
        let making = format!("{template}_making");
        admin.execute_unprepared(&format!("drop database if exists {making}")).await.expect("gone");
        admin.execute_unprepared(&format!("create database {making}")).await.expect("made");
        let db = Db::connect(&format!("{server}/{making}")).await.expect("the template");
        Migrator::up(db.writer(), None).await.expect("the schema");
        db.close().await.expect("closed");
        admin.execute_unprepared(&format!("alter database {making} rename to {template}")).await.expect("named");
    }
    lock.commit().await.expect("unlocked");
}

/// Changes with the schema's history, so that an old template is never used.
fn template_name() -> String {
    use sha2::Digest;
    let names: Vec<String> = Migrator::migrations().iter().map(|step| step.name().to_owned()).collect();
    let digest = sha2::Sha256::digest(format!("{} {}", names.join(" "), migration::fingerprint()));
    format!("template_{}", &data_encoding::HEXLOWER.encode(&digest)[..12])
}

#[expect(clippy::disallowed_methods, reason = "a name no other test process has; nothing is replayed from it")]
fn unique() -> String {
    Uuid::new_v4().simple().to_string()
}

#[expect(clippy::disallowed_methods, reason = "where the tests' server is, is the machine's affair")]
fn server_url() -> Option<String> {
    std::env::var("TEST_POSTGRES_URL")
        .ok()
        .map(|url| url.trim_end_matches('/').trim_end_matches("/postgres").to_owned())
}
