//! Work that happens after a commit: mail, reminders, documents, upkeep. A job is a row, claimed
//! with a lease by one worker of any process; a worker that dies gives its jobs back when the lease
//! ends. Tries grow apart, and what never succeeds stays visible.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Set};
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::Ground;
use crate::clock::Timestamp;
use crate::db::dialect;
use crate::error::Result;

/// How long a worker may hold a job before another may take it.
const LEASE: chrono::Duration = chrono::Duration::minutes(5);
/// Jobs claimed at once.
const CLAIM: u64 = 10;
/// After so many tries a job is left for a person to look at.
const TRIES: i32 = 8;
/// How often an idle worker looks.
const IDLE: Duration = Duration::from_secs(1);

mod record {
    //! The table `job`.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "job")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub kind: String,
        pub payload: Json,
        pub run_at: DateTimeUtc,
        pub tries: i32,
        pub leased_until: Option<DateTimeUtc>,
        pub done_at: Option<DateTimeUtc>,
        pub error: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Adds a job to the queue, inside whatever transaction `connection` is.
///
/// # Errors
/// When the database cannot be written.
pub async fn enqueue(
    connection: &impl ConnectionTrait,
    id: Uuid,
    kind: &'static str,
    payload: Value,
    run_at: Timestamp,
) -> Result<()> {
    record::Entity::insert(row(id, kind, payload, run_at)).exec_without_returning(connection).await?;
    Ok(())
}

/// Puts the job of today into the queue: once, however many programs ask for it and however often.
///
/// # Errors
/// When the database cannot be written.
pub async fn enqueue_daily(ground: &Ground, kind: &'static str) -> Result<()> {
    let today = ground.clock.today();
    // One identifier for each kind and day: the queue takes it once.
    let digest = Sha256::digest(format!("{kind} {today}"));
    let id = Uuid::from_bytes(std::array::from_fn(|at| digest[at]));
    let there = OnConflict::column(record::Column::Id).do_nothing().to_owned();
    let job = row(id, kind, serde_json::json!({ "day": today }), ground.clock.now());
    let insert = record::Entity::insert(job).on_conflict(there);
    match insert.exec_without_returning(ground.db.writer()).await {
        Ok(_) | Err(DbErr::RecordNotInserted) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn row(id: Uuid, kind: &'static str, payload: Value, run_at: Timestamp) -> record::ActiveModel {
    record::ActiveModel {
        id: Set(id),
        kind: Set(kind.to_owned()),
        payload: Set(payload),
        run_at: Set(run_at),
        tries: Set(0),
        leased_until: Set(None),
        done_at: Set(None),
        error: Set(None),
    }
}

type Doing = Pin<Box<dyn Future<Output = Result<()>> + Send>>;
type Handler = Arc<dyn Fn(Value) -> Doing + Send + Sync>;

/// Which code does which kind of job.
#[derive(Clone, Default)]
pub struct Workers {
    handlers: HashMap<&'static str, Handler>,
}

impl Workers {
    /// Nobody yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// `kind` is done by `handler`. A job may be done more than once: handlers are idempotent.
    #[must_use]
    pub fn on<F, D>(mut self, kind: &'static str, handler: F) -> Self
    where
        F: Fn(Value) -> D + Send + Sync + 'static,
        D: Future<Output = Result<()>> + Send + 'static,
    {
        self.handlers.insert(kind, Arc::new(move |payload| Box::pin(handler(payload))));
        self
    }

    /// Works until the process ends.
    pub async fn run(self, ground: Ground) {
        loop {
            match self.work(&ground).await {
                Ok(0) => tokio::time::sleep(IDLE).await,
                Ok(_) => {}
                Err(error) => {
                    tracing::warn!(?error, "the job queue cannot be read");
                    tokio::time::sleep(IDLE).await;
                }
            }
        }
    }

    /// Claims the jobs that are due and does them. Answers how many it claimed.
    ///
    /// # Errors
    /// When the queue cannot be read or written. A job's own failure is noted with the job.
    pub async fn work(&self, ground: &Ground) -> Result<usize> {
        let claimed = claim(ground).await?;
        let count = claimed.len();
        for job in claimed {
            let outcome = match self.handlers.get(job.kind.as_str()) {
                Some(handler) => handler(job.payload.clone()).await,
                None => Err(anyhow::anyhow!("nobody does jobs of this kind").into()),
            };
            finish(ground, job, outcome).await?;
        }
        Ok(count)
    }
}

fn due(now: Timestamp) -> Select<record::Entity> {
    record::Entity::find()
        .filter(record::Column::DoneAt.is_null())
        .filter(record::Column::RunAt.lte(now))
        .filter(record::Column::Tries.lt(TRIES))
        .filter(record::Column::LeasedUntil.is_null().or(record::Column::LeasedUntil.lt(now)))
        .order_by_asc(record::Column::RunAt)
        .limit(CLAIM)
}

async fn claim(ground: &Ground) -> Result<Vec<record::Model>> {
    let now = ground.clock.now();
    if due(now).one(ground.db.reader()).await?.is_none() {
        return Ok(Vec::new());
    }
    let transaction = ground.db.begin().await?;
    let mut select = due(now);
    dialect::lock_skipping_locked(QueryTrait::query(&mut select), &transaction);
    let jobs = select.all(&transaction).await?;
    record::Entity::update_many()
        .col_expr(record::Column::LeasedUntil, Expr::value(now + LEASE))
        .filter(record::Column::Id.is_in(jobs.iter().map(|job| job.id)))
        .exec(&transaction)
        .await?;
    transaction.commit().await?;
    Ok(jobs)
}

async fn finish(ground: &Ground, job: record::Model, outcome: Result<()>) -> Result<()> {
    let now = ground.clock.now();
    let mut change = record::ActiveModel { id: Set(job.id), leased_until: Set(None), ..Default::default() };
    match outcome {
        // What it was about may be somebody's: nothing of it outlives the work.
        Ok(()) => {
            change.done_at = Set(Some(now));
            change.payload = Set(serde_json::json!({}));
        }
        Err(error) => {
            let cause = error.into_anyhow();
            tracing::warn!(kind = job.kind, tries = job.tries + 1, cause = format!("{cause:#}"), "a job failed");
            change.tries = Set(job.tries + 1);
            change.run_at = Set(now + chrono::Duration::seconds(10 << Ord::min(job.tries, 10)));
            change.error = Set(Some(format!("{cause:#}")));
        }
    }
    change.update(ground.db.writer()).await?;
    Ok(())
}
