//! `techclinic serve`: the web server, with its sealer of the trail and its workers.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use clap::{ArgMatches, Command};
use kit::jobs::{self, Workers};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::{Ended, Outcome, demo, open};
use crate::demo::Plan;
use crate::imports;
use crate::reminders;
use crate::router::router;
use brokerage::needs;
use brokerage::technologies;
use house::app::App;
use house::attachments;
use house::{indexing, understanding};
use transfer::participant_reminders;

/// How often committed rows of the trail are chained.
const SEAL_EVERY: Duration = Duration::from_secs(1);

/// How often it is made sure that the jobs of today are in the queue.
const QUEUE_EVERY: Duration = Duration::from_secs(60 * 60);

/// How often the search looks for what changed.
const FOLLOW_EVERY: Duration = Duration::from_millis(500);

/// How long the understanding of texts rests when it failed: longer than a database stumbles.
const UNDERSTAND_AGAIN: Duration = Duration::from_secs(60);

/// How often counters are tidied up.
const TIDY_EVERY: Duration = Duration::from_secs(10);

pub(super) fn command() -> Command {
    Command::new("serve").about("Serve the web site and the API")
}

pub(super) async fn run(matches: &ArgMatches) -> Outcome {
    let figures = kit::telemetry::start_metrics()?;
    let upkeep = figures.clone();
    let mut app = open(matches).await?;
    app.figures = Some(Arc::new(move || figures.render()));
    if app.settings.demo {
        // Before anybody is listened to: `/readyz` answers once it is all there.
        demo::load(&app, Plan::default()).await?;
    }
    let listener = TcpListener::bind(&app.settings.listen)
        .await
        .with_context(|| format!("cannot listen on {}", app.settings.listen))?;
    tracing::info!(address = %listener.local_addr()?, "serving");
    tokio::spawn(seal(app.clone()));
    tokio::spawn(tidy_up(app.clone(), move || upkeep.run_upkeep()));
    tokio::spawn(queue_daily(app.clone()));
    tokio::spawn(follow(app.clone()));
    tokio::spawn(read(app.clone()));
    tokio::spawn(understand(app.clone()));
    tokio::spawn(workers(&app).run(app.ground().clone()));
    serve(app, listener).await?;
    Ok(Ended::Done)
}

/// Who does which work of the queue. A letter that was posted while there was a mail server waits for
/// one to come back.
pub(crate) fn workers(app: &App) -> Workers {
    let workers = imports::jobs(Workers::new(), app);
    let workers = attachments::jobs(workers, app);
    let workers = participant_reminders::jobs(workers, app);
    let workers = technologies::jobs(reminders::jobs(needs::jobs(workers, app), app), app);
    match &app.mailer {
        Some(mailer) => mailer.clone().jobs(workers),
        None => workers,
    }
}

/// Serves until the process is asked to end; requests under way are answered first.
///
/// # Errors
/// When the socket fails.
pub async fn serve(app: App, listener: TcpListener) -> anyhow::Result<()> {
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(asked_to_end()).await?;
    Ok(())
}

/// How long what is sent again is answered like the first time, in hours.
const ONCE_HOLDS: i64 = 24;

/// How long what was typed and never saved waits for its writer, in days.
const DRAFTS_HOLD: i64 = 30;

/// Keeps what is counted in memory, and the keys of what was sent, from growing.
async fn tidy_up(app: App, upkeep: impl Fn() + Send) {
    loop {
        tokio::time::sleep(TIDY_EVERY).await;
        upkeep();
        let gone = app.clock.now() - chrono::Duration::hours(ONCE_HOLDS);
        if let Err(error) = kit::forget_before(&app.db, gone).await {
            tracing::warn!(%error, "old keys could not be forgotten; trying again");
        }
        let old = app.clock.now() - chrono::Duration::days(DRAFTS_HOLD);
        if let Err(error) = house::drafts::forget_before(&app.db, old).await {
            tracing::warn!(?error, "old drafts could not be forgotten; trying again");
        }
        app.sign_in_throttle.sweep();
        app.public_throttle.sweep();
        app.proof_throttle.sweep();
        app.match_throttle.sweep();
        app.told_throttle.sweep();
    }
}

async fn seal(app: App) {
    loop {
        if let Err(error) = kit::audit::seal(&app.db).await {
            tracing::warn!(?error, "the trail could not be sealed; trying again");
        }
        tokio::time::sleep(SEAL_EVERY).await;
    }
}

/// Keeps the index of the search beside the records.
async fn follow(app: App) {
    loop {
        if let Err(error) = indexing::follow(&app).await {
            tracing::warn!(?error, "the search index could not follow; trying again");
        }
        tokio::time::sleep(FOLLOW_EVERY).await;
    }
}

/// Reads what changed of needs and technologies, so that the next question finds it.
async fn read(app: App) {
    loop {
        if let Err(error) = understanding::follow(&app).await {
            tracing::warn!(?error, "texts could not be read; trying again");
        }
        tokio::time::sleep(FOLLOW_EVERY).await;
    }
}

/// Understands texts that wait, while matching goes on by what is known.
async fn understand(app: App) {
    loop {
        match understanding::understand(&app).await {
            Ok(true) => {}
            Ok(false) => tokio::time::sleep(FOLLOW_EVERY).await,
            Err(error) => {
                tracing::warn!(?error, "texts could not be understood; trying again");
                tokio::time::sleep(UNDERSTAND_AGAIN).await;
            }
        }
    }
}

/// Puts each day's look at what is due, what to lay aside because nobody renewed it, and the look for reminders
/// into the queue. What is late climbs once, each stage is posted once, and a day on which the program rested
/// is caught up with.
async fn queue_daily(app: App) {
    loop {
        for kind in [needs::WATCH, technologies::LAPSE, reminders::LOOK] {
            if let Err(error) = jobs::enqueue_daily(app.ground(), kind).await {
                tracing::warn!(?error, kind, "the job of a day could not be queued; trying again");
            }
        }
        tokio::time::sleep(QUEUE_EVERY).await;
    }
}

async fn asked_to_end() {
    let mut terminate = signal(SignalKind::terminate()).expect("signals can be heard");
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
