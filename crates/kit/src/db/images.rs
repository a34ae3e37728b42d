//! Rows of any table as text, so that they can be put back as they stood. Names of tables and columns
//! are the program's own, never what somebody typed; values are bound.

use sea_orm::{ConnectionTrait, DbErr, Statement, Value};
use uuid::Uuid;

use super::dialect;

/// Identifiers in one query.
const AT_ONCE: usize = 5_000;

/// One row as it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// What its naming column held.
    pub key: Uuid,
    /// The whole row.
    pub text: String,
}

fn listed(count: usize) -> String {
    (1..=count).map(|number| format!("${number}")).collect::<Vec<_>>().join(", ")
}

fn binds(ids: &[Uuid]) -> Vec<Value> {
    ids.iter().map(|id| Value::from(*id)).collect()
}

/// A table with its columns, which are asked for once.
#[derive(Clone, Debug)]
pub struct Shape {
    table: &'static str,
    columns: Vec<String>,
}

impl Shape {
    /// A table as the database has it.
    ///
    /// # Errors
    /// When the engine reports one.
    pub async fn of(connection: &impl ConnectionTrait, table: &'static str) -> Result<Self, DbErr> {
        Ok(Self { table, columns: dialect::columns(connection, table).await? })
    }

    /// Puts a row that is still there back as it stood; a column `version` counts on, so that nobody
    /// takes it for the one they read.
    ///
    /// # Errors
    /// When the engine reports one.
    pub async fn put_back(&self, connection: &impl ConnectionTrait, id: Uuid, image: &str) -> Result<(), DbErr> {
        let (table, mut columns) = (self.table, self.columns.clone());
        let counts = columns.iter().any(|name| name == "version");
        columns.retain(|name| name != "id" && name != "version");
        let values = dialect::from_image(connection, table, &columns);
        let version = if counts { ", \"version\" = \"version\" + 1" } else { "" };
        let names = quoted(&columns);
        let put = format!("update \"{table}\" set ({names}) = (select {values}){version} where \"id\" = $2");
        run(connection, put, vec![image.into(), id.into()]).await
    }

    /// Writes a row that is no longer there as it stood.
    ///
    /// # Errors
    /// When the engine reports one.
    pub async fn write_again(&self, connection: &impl ConnectionTrait, image: &str) -> Result<(), DbErr> {
        let (table, names) = (self.table, quoted(&self.columns));
        let values = dialect::from_image(connection, table, &self.columns);
        run(connection, format!("insert into \"{table}\" ({names}) select {values}"), vec![image.into()]).await
    }
}

fn quoted(columns: &[String]) -> String {
    columns.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}

/// The rows whose `column` is one of `ids`.
///
/// # Errors
/// When the engine reports one.
pub async fn take(
    connection: &impl ConnectionTrait,
    table: &str,
    column: &str,
    ids: &[Uuid],
) -> Result<Vec<Image>, DbErr> {
    let image = dialect::image(connection, table, &dialect::columns(connection, table).await?);
    let mut found = Vec::new();
    for some in ids.chunks(AT_ONCE) {
        let ask = format!(
            "select \"{column}\" as image_key, {image} as image_text from \"{table}\" where \"{column}\" in ({})",
            listed(some.len())
        );
        let backend = connection.get_database_backend();
        for row in connection.query_all_raw(Statement::from_sql_and_values(backend, ask, binds(some))).await? {
            found.push(Image { key: row.try_get("", "image_key")?, text: row.try_get("", "image_text")? });
        }
    }
    Ok(found)
}

/// Deletes the rows whose `column` is one of `ids`.
///
/// # Errors
/// When the engine reports one; when other rows refer to them.
pub async fn delete(connection: &impl ConnectionTrait, table: &str, column: &str, ids: &[Uuid]) -> Result<(), DbErr> {
    for some in ids.chunks(AT_ONCE) {
        let put = format!("delete from \"{table}\" where \"{column}\" in ({})", listed(some.len()));
        run(connection, put, binds(some)).await?;
    }
    Ok(())
}

/// Lets the rows whose `column` is one of `ids` name nothing there.
///
/// # Errors
/// When the engine reports one.
pub async fn let_go(connection: &impl ConnectionTrait, table: &str, column: &str, ids: &[Uuid]) -> Result<(), DbErr> {
    for some in ids.chunks(AT_ONCE) {
        let put = format!("update \"{table}\" set \"{column}\" = null where \"{column}\" in ({})", listed(some.len()));
        run(connection, put, binds(some)).await?;
    }
    Ok(())
}

/// Rows of other tables, or of their own, that refer to these rows of `table`: each with what it refers
/// to, and its own identifier where it stands in `table` itself.
///
/// # Errors
/// When the engine reports one.
pub async fn referring(
    connection: &impl ConnectionTrait,
    table: &str,
    ids: &[Uuid],
    but: &[&str],
) -> Result<Vec<Reference>, DbErr> {
    let mut found = Vec::new();
    let backend = connection.get_database_backend();
    for (child, column) in dialect::references_to(connection, table).await? {
        let own = child == table;
        if but.contains(&child.as_str()) && !own {
            continue;
        }
        let row = if own { "\"id\"" } else { "null" };
        for some in ids.chunks(AT_ONCE) {
            let ask = format!(
                "select \"{column}\" as referred, {row} as referring from \"{child}\" where \"{column}\" in ({})",
                listed(some.len())
            );
            for row in connection.query_all_raw(Statement::from_sql_and_values(backend, ask, binds(some))).await? {
                let from = if own { row.try_get("", "referring")? } else { None };
                found.push(Reference { to: row.try_get("", "referred")?, from, column: column.clone() });
            }
        }
    }
    Ok(found)
}

/// One row that refers to another.
#[derive(Clone, Debug)]
pub struct Reference {
    /// The row it refers to.
    pub to: Uuid,
    /// The row that refers, where it stands in the same table.
    pub from: Option<Uuid>,
    /// By which of its columns.
    pub column: String,
}

async fn run(connection: &impl ConnectionTrait, put: String, values: Vec<Value>) -> Result<(), DbErr> {
    let backend = connection.get_database_backend();
    connection.execute_raw(Statement::from_sql_and_values(backend, put, values)).await?;
    Ok(())
}
