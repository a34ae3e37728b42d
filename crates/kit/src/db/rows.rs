//! Report queries: a `.sql` file in, typed rows out. The files are written in the part of SQL that
//! both engines read, lower case, with `$1` for what is bound.

use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Statement, Value};

/// The rows `sql` selects.
///
/// # Errors
/// When the engine refuses the query or a column does not fit `T`.
pub async fn rows<T: FromQueryResult>(
    connection: &impl ConnectionTrait,
    sql: &'static str,
    binds: impl IntoIterator<Item = Value>,
) -> Result<Vec<T>, DbErr> {
    T::find_by_statement(Statement::from_sql_and_values(connection.get_database_backend(), sql, binds))
        .all(connection)
        .await
}
