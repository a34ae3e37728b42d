//! Everything in which the engines differ. No other file asks which engine it is.

use sea_orm::sea_query::{LockBehavior, LockType, SelectStatement};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, EntityTrait, QuerySelect, Select, Statement};

/// Locks the rows a claim selects, passing over those another worker holds. SQLite has one writer
/// and needs no lock.
pub fn lock_skipping_locked(select: &mut SelectStatement, connection: &impl ConnectionTrait) {
    if connection.get_database_backend() == DbBackend::Postgres {
        select.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    }
}

/// The same question, which locks the rows it finds until the transaction ends: nobody else changes them
/// or finds them so meanwhile. SQLite's immediate transaction holds them already.
///
/// Rows that name a locked one may still be written (`for no key update`): two who each write such a row
/// and then lock what it names would otherwise wait for each other.
pub fn locked<E: EntityTrait>(select: Select<E>, connection: &impl ConnectionTrait) -> Select<E> {
    match connection.get_database_backend() {
        DbBackend::Postgres => select.lock(LockType::NoKeyUpdate),
        _ => select,
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
    let ask = Statement::from_sql_and_values(
        backend,
        "select pg_try_advisory_xact_lock(hashtext($1)) as held",
        [name.into()],
    );
    match transaction.query_one_raw(ask).await? {
        Some(row) => row.try_get("", "held"),
        None => Ok(false),
    }
}

/// A word that is another one after any record was written: what was read at one word still holds
/// while the word is the same, whichever process wrote.
///
/// SQLite has one writer and a line of the trail commits with every record, so the newest line is
/// the word. On PostgreSQL a line may commit before an older one: there the word is the snapshot
/// itself, which changes with every transaction that writes anything at all.
///
/// # Errors
/// When the engine does.
pub async fn state(connection: &impl ConnectionTrait) -> Result<String, DbErr> {
    let backend = connection.get_database_backend();
    let ask = match backend {
        DbBackend::Postgres => "select pg_current_snapshot()::text as state",
        _ => "select cast(coalesce(max(rowid), 0) as text) as state from audit",
    };
    match connection.query_one_raw(Statement::from_string(backend, ask)).await? {
        Some(row) => row.try_get("", "state"),
        None => Ok(String::new()),
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

/// References to rows that are not there, each described for a person. SQLite checks a whole file
/// by itself; PostgreSQL keeps its constraints, so there it is asked whether a row slipped past them
/// (as a restore with triggers disabled lets it).
///
/// # Errors
/// When the engine does.
pub async fn broken_references(connection: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    let backend = connection.get_database_backend();
    if backend == DbBackend::Sqlite {
        let rows = connection.query_all_raw(Statement::from_string(backend, "pragma foreign_key_check")).await?;
        return rows
            .iter()
            .map(|row| {
                Ok(format!("{} -> {}", row.try_get::<String>("", "table")?, row.try_get::<String>("", "parent")?))
            })
            .collect();
    }
    let constraints = connection.query_all_raw(Statement::from_string(backend, POSTGRES_REFERENCES)).await?;
    let mut broken = Vec::new();
    for constraint in constraints {
        let text = |name: &str| constraint.try_get::<String>("", name);
        let (child, column, parent, key) =
            (text("child")?, text("child_column")?, text("parent")?, text("parent_column")?);
        let ask = format!(
            "select 1 as one from {child} c where c.{column} is not null and not exists (select 1 from {parent} p where p.{key} = c.{column}) limit 1"
        );
        if connection.query_one_raw(Statement::from_string(backend, ask)).await?.is_some() {
            broken.push(format!("{child}.{column} -> {parent}"));
        }
    }
    Ok(broken)
}

/// The columns of a table, in its own order.
///
/// # Errors
/// When the engine does.
pub async fn columns(connection: &impl ConnectionTrait, table: &str) -> Result<Vec<String>, DbErr> {
    let backend = connection.get_database_backend();
    let ask = match backend {
        DbBackend::Postgres => {
            "select attname::text as name from pg_attribute \
             where attrelid = to_regclass($1) and attnum > 0 and not attisdropped order by attnum"
        }
        _ => "select name from pragma_table_info($1) order by cid",
    };
    let rows = connection.query_all_raw(Statement::from_sql_and_values(backend, ask, [table.into()])).await?;
    rows.iter().map(|row| row.try_get("", "name")).collect()
}

/// A row as text that [`from_image`] reads: JSON, with bytes that SQLite has no notation for as
/// hexadecimal digits.
pub fn image(connection: &impl ConnectionTrait, table: &str, columns: &[String]) -> String {
    if connection.get_database_backend() == DbBackend::Postgres {
        return format!("to_json(\"{table}\")::text");
    }
    let value = |name: &String| {
        format!(
            "'{name}', json(case typeof(\"{name}\") when 'blob' then json_object('hex', hex(\"{name}\")) else json_quote(\"{name}\") end)"
        )
    };
    format!("json_object({})", columns.iter().map(value).collect::<Vec<_>>().join(", "))
}

/// The values of these columns in the image that is bound as `$1`, to stand after `select`, with what
/// they are selected from.
pub fn from_image(connection: &impl ConnectionTrait, table: &str, columns: &[String]) -> String {
    if connection.get_database_backend() == DbBackend::Postgres {
        let names: Vec<_> = columns.iter().map(|name| format!("\"{name}\"")).collect();
        return format!("{} from json_populate_record(null::\"{table}\", $1::json)", names.join(", "));
    }
    let value = |name: &String| {
        format!(
            "case json_type($1, '$.{name}') when 'object' then unhex(json_extract($1, '$.{name}.hex')) else json_extract($1, '$.{name}') end"
        )
    };
    columns.iter().map(value).collect::<Vec<_>>().join(", ")
}

/// Which columns of which tables refer to a table.
///
/// # Errors
/// When the engine does.
pub async fn references_to(connection: &impl ConnectionTrait, table: &str) -> Result<Vec<(String, String)>, DbErr> {
    let backend = connection.get_database_backend();
    let ask = match backend {
        DbBackend::Postgres => {
            "select con.conrelid::regclass::text as child, a.attname::text as child_column from pg_constraint con \
             join pg_attribute a on a.attrelid = con.conrelid and a.attnum = con.conkey[1] \
             where con.contype = 'f' and con.confrelid = to_regclass($1) order by 1, 2"
        }
        _ => {
            "select m.name as child, f.\"from\" as child_column from sqlite_master m \
             join pragma_foreign_key_list(m.name) f where m.type = 'table' and f.\"table\" = $1 order by 1, 2"
        }
    };
    let rows = connection.query_all_raw(Statement::from_sql_and_values(backend, ask, [table.into()])).await?;
    rows.iter().map(|row| Ok((row.try_get("", "child")?, row.try_get("", "child_column")?))).collect()
}

/// Every reference of one column to another, quoted.
const POSTGRES_REFERENCES: &str = "select con.conrelid::regclass::text as child, con.confrelid::regclass::text as parent, \
    quote_ident(a.attname) as child_column, quote_ident(f.attname) as parent_column \
    from pg_constraint con \
    join pg_attribute a on a.attrelid = con.conrelid and a.attnum = con.conkey[1] \
    join pg_attribute f on f.attrelid = con.confrelid and f.attnum = con.confkey[1] \
    where con.contype = 'f' and array_length(con.conkey, 1) = 1 order by 1, 3";

/// What is damaged in the file itself, if anything. PostgreSQL finds that by its own checksums.
///
/// # Errors
/// When the engine does.
pub async fn damage(connection: &impl ConnectionTrait) -> Result<Option<String>, DbErr> {
    let backend = connection.get_database_backend();
    if backend != DbBackend::Sqlite {
        return Ok(None);
    }
    let found = connection.query_one_raw(Statement::from_string(backend, "pragma integrity_check(1)")).await?;
    let said: String = found.map_or_else(|| Ok(String::new()), |row| row.try_get_by_index(0))?;
    Ok((said != "ok").then_some(said))
}

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectOptions, Database, QueryTrait};

    use super::*;

    mod row {
        use sea_orm::entity::prelude::*;

        #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
        #[sea_orm(table_name = "row")]
        pub struct Model {
            #[sea_orm(primary_key)]
            pub id: i64,
        }

        #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}

        impl ActiveModelBehavior for ActiveModel {}
    }

    /// How the question is put to an engine, which is not spoken to.
    async fn asked(url: &str) -> String {
        let connection = Database::connect(ConnectOptions::new(url).connect_lazy(true).clone()).await.unwrap();
        locked(row::Entity::find(), &connection).build(connection.get_database_backend()).sql
    }

    #[tokio::test]
    async fn what_is_to_be_changed_is_locked_where_others_may_write() {
        let postgres = asked("postgres://nobody@localhost/nothing").await;
        assert!(postgres.ends_with(" FOR NO KEY UPDATE"), "{postgres}");
        let sqlite = asked("sqlite::memory:").await;
        assert!(!sqlite.contains(" FOR "), "{sqlite}");
    }
}
