//! Rows written straight into the tables, where a story needs what no way of its own leads to.

use kit::Db;
use sea_orm::{ConnectionTrait, Statement, Value};
use uuid::Uuid;

/// A column and its value.
pub(crate) type Cell = (&'static str, Value);

/// Writes one row of a table.
pub(crate) async fn put(db: &Db, table: &str, row: impl IntoIterator<Item = Cell>) {
    let (sql, values) = insertion(table, row);
    run(db, sql, values).await;
}

/// Writes one row unless it is there already.
pub(crate) async fn put_once(db: &Db, table: &str, row: impl IntoIterator<Item = Cell>) {
    let (sql, values) = insertion(table, row);
    run(db, format!("{sql} on conflict do nothing"), values).await;
}

/// Changes one column of one row.
pub(crate) async fn change(db: &Db, table: &str, column: &str, value: Value, id: Uuid) {
    run(db, format!("update {table} set {column} = $1 where id = $2"), vec![value, id.into()]).await;
}

/// How many rows of a table have this in a column.
pub(crate) async fn count(db: &Db, table: &str, column: &str, value: Value) -> i64 {
    let reader = db.reader();
    let sql = format!("select count(*) as n from {table} where {column} = $1");
    let asked = Statement::from_sql_and_values(reader.get_database_backend(), sql, [value]);
    reader.query_one_raw(asked).await.expect("read").expect("a row").try_get("", "n").expect("a number")
}

fn insertion(table: &str, row: impl IntoIterator<Item = Cell>) -> (String, Vec<Value>) {
    let (columns, values): (Vec<_>, Vec<_>) = row.into_iter().unzip();
    let places = (1..=columns.len()).map(|at| format!("${at}")).collect::<Vec<_>>().join(", ");
    (format!("insert into {table} ({}) values ({places})", columns.join(", ")), values)
}

async fn run(db: &Db, sql: String, values: Vec<Value>) {
    let writer = db.writer();
    let statement = Statement::from_sql_and_values(writer.get_database_backend(), sql, values);
    writer.execute_raw(statement).await.expect("written");
}

/// Turns a project into a rehearsal that `lead` leads.
pub(crate) async fn rehearse(db: &Db, project: Uuid, lead: Uuid) {
    let sql = "update project set practice = true, lead_clinic_id = $2 where id = $1";
    run(db, sql.to_owned(), vec![project.into(), lead.into()]).await;
}
