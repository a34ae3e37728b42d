//! Everything in which the engines differ. No other file asks which engine it is.

use sea_orm::sea_query::{LockBehavior, LockType, SelectStatement};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, Statement};

/// Locks the rows a claim selects, passing over those another worker holds. SQLite has one writer
/// and needs no lock.
pub fn lock_skipping_locked(select: &mut SelectStatement, connection: &impl ConnectionTrait) {
    if connection.get_database_backend() == DbBackend::Postgres {
        select.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    }
}

/// Locks the rows a transaction is about to change. SQLite's immediate transaction holds them
/// already.
pub fn lock_for_update(select: &mut SelectStatement, connection: &impl ConnectionTrait) {
    if connection.get_database_backend() == DbBackend::Postgres {
        select.lock(LockType::Update);
    }
}

/// Makes this transaction the only one of all processes that holds `name`, until it ends.
/// `false` when another holds it. On SQLite the write transaction itself is the lock.
///
/// # Errors
/// When the engine does.
pub async fn try_hold(transaction: &DatabaseTransaction, name: &str) -> Result<bool, DbErr> {
    let backend = transaction.get_database_backend();
    if backend != DbBackend::Postgres {
        return Ok(true);
    }
    let ask = Statement::from_sql_and_values(backend, "select pg_try_advisory_xact_lock(hashtext($1)) as held", [name.into()]);
    match transaction.query_one_raw(ask).await? {
        Some(row) => row.try_get("", "held"),
        None => Ok(false),
    }
}

/// A consistent copy of the whole database into one new file, while others read and write.
/// Only SQLite does this inside the program; PostgreSQL has `pg_dump`.
///
/// # Errors
/// [`DbErr::Custom`] on PostgreSQL; the engine's own otherwise.
pub async fn copy_into(connection: &impl ConnectionTrait, file: &str) -> Result<(), DbErr> {
    let backend = connection.get_database_backend();
    if backend != DbBackend::Sqlite {
        return Err(DbErr::Custom("kit-backup-postgres".to_owned()));
    }
    connection.execute_raw(Statement::from_sql_and_values(backend, "vacuum into $1", [file.into()])).await?;
    Ok(())
}
