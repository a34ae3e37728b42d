//! One query code on two engines. SQLite: write-ahead log, one writer, a pool of readers.
//! PostgreSQL: one pool. Which it is follows from the URL alone, and only `dialect` knows.

pub mod dialect;
pub mod images;
pub mod listing;
pub mod rows;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::{Context, bail};
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};

/// How long a writer waits for another before it gives up.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// Readers of an SQLite file: more than this only wait for each other on few cores.
const SQLITE_READERS: u32 = 4;
/// Connections a process holds to PostgreSQL.
const POSTGRES_CONNECTIONS: u32 = 16;

/// The database, whichever engine it is.
#[derive(Clone)]
pub struct Db {
    reader: DatabaseConnection,
    writer: DatabaseConnection,
    queries: Arc<AtomicU64>,
}

impl Db {
    /// Connects to `sqlite://path` (made when missing) or `postgres://…`.
    ///
    /// # Errors
    /// When the URL names another engine, or the database cannot be reached. The text carries no
    /// password.
    pub async fn connect(url: &str) -> anyhow::Result<Self> {
        if url.starts_with("sqlite:") {
            Self::connect_sqlite(url).await
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            Self::connect_postgres(url).await
        } else {
            bail!("the database URL must begin with sqlite:// or postgres://")
        }
    }

    /// Is there such a database already? A file is looked for; a server is taken at its word, and says
    /// itself when there is none.
    pub fn is_there(url: &str) -> bool {
        !url.starts_with("sqlite:") || std::path::Path::new(sqlite_path(url)).exists()
    }

    async fn connect_sqlite(url: &str) -> anyhow::Result<Self> {
        let path = sqlite_path(url);
        if let Some(folder) = std::path::Path::new(path).parent() {
            std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder of {path}"))?;
        }
        let writer = Database::connect(sqlite_options(format!("sqlite://{path}?mode=rwc"), 1)).await?;
        let reader = Database::connect(sqlite_options(format!("sqlite://{path}?mode=ro"), SQLITE_READERS)).await?;
        Ok(Self::counting(reader, writer))
    }

    async fn connect_postgres(url: &str) -> anyhow::Result<Self> {
        let mut options = ConnectOptions::new(url);
        options.max_connections(POSTGRES_CONNECTIONS).acquire_timeout(BUSY_TIMEOUT).sqlx_logging(false);
        let pool = Database::connect(options).await.context("cannot reach PostgreSQL")?;
        Ok(Self::counting(pool.clone(), pool))
    }

    fn counting(mut reader: DatabaseConnection, mut writer: DatabaseConnection) -> Self {
        let queries = Arc::new(AtomicU64::new(0));
        for connection in [&mut reader, &mut writer] {
            let queries = queries.clone();
            connection.set_metric_callback(move |query| {
                queries.fetch_add(1, Ordering::Relaxed);
                metrics::histogram!("database_query_seconds").record(query.elapsed.as_secs_f64());
            });
        }
        Self { reader, writer, queries }
    }

    /// Queries sent since this was opened: a test of a list counts them.
    pub fn queries(&self) -> u64 {
        self.queries.load(Ordering::Relaxed)
    }

    /// For reading, outside a transaction.
    pub fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// For writing what is not a record: sessions, drafts, jobs, projections.
    pub fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// A word that changes whenever a record is written, by whichever process.
    ///
    /// # Errors
    /// When the engine reports one.
    pub async fn state(&self) -> Result<String, sea_orm::DbErr> {
        dialect::state(&self.reader).await
    }

    /// Begins a write transaction. On SQLite it is immediate: it waits for its turn at once instead
    /// of failing when it first writes.
    ///
    /// # Errors
    /// When no connection came free in time.
    pub async fn begin(&self) -> Result<DatabaseTransaction, sea_orm::DbErr> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        self.writer.begin_with_options(options).await
    }

    /// Closes every connection.
    ///
    /// # Errors
    /// When the engine reports one while closing.
    pub async fn close(self) -> Result<(), sea_orm::DbErr> {
        self.reader.close().await?;
        self.writer.close().await
    }
}

fn sqlite_path(url: &str) -> &str {
    url.trim_start_matches("sqlite:").trim_start_matches("//")
}

fn sqlite_options(url: String, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(BUSY_TIMEOUT)
        .sqlx_logging(false)
        .test_before_acquire(false)
        .map_sqlx_sqlite_opts(|options| {
            options
                .foreign_keys(true)
                .busy_timeout(BUSY_TIMEOUT)
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", "FULL")
                .pragma("cache_size", "-16000")
                .pragma("mmap_size", "268435456")
                .statement_cache_capacity(256)
        });
    options
}
