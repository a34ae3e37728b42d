//! The closing hour of a call: five hundred people write their plans at once, and what each types is kept while they
//! type. Prints how long keeping takes, beside the limit and beside drawing the page it is typed into, and counts what
//! was lost. Nothing here passes or fails.
#![expect(clippy::print_stdout, reason = "a bench speaks on the terminal")]

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use kit::files::Files;
use kit::{Chance, Clock, Db};
use migration::{Migrator, MigratorTrait};
use techclinic::accounts::{self, NewAccount, Reader};
use techclinic::app::App;
use techclinic::config::Settings;
use techclinic::drafts;
use tower::ServiceExt;
use uuid::Uuid;

/// People who write at once.
const WRITERS: usize = 500;
/// How often what each typed is kept.
const KEPT: usize = 20;
/// The pause between two of them: one second after the last letter, and a sentence takes another.
const PAUSE: Duration = Duration::from_millis(2_000);
/// What keeping may take, for all but one in a hundred.
const LIMIT: Duration = Duration::from_millis(50);
/// Characters in the fields: a section of a long plan.
const TYPED: usize = 4_000;
/// What is typed; a file, as Thai text is.
const TOLD: &str = include_str!("told.txt");

fn main() -> Result<()> {
    techclinic::router::furnish();
    // `cargo test --all-targets` runs benches too: there is nothing to test here.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let folder = std::env::temp_dir().join("techclinic-bench-drafts");
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder)?;
    let database = format!("sqlite://{}", folder.join("bench.db").display());
    tokio::runtime::Runtime::new()?.block_on(async {
        let db = Db::connect(&database).await?;
        Migrator::up(db.writer(), None).await?;
        let files = Files::open(&format!("file://{}", folder.join("files").display()), [])?;
        measure(App::new(db, files, Clock::system(), Chance::system(), Settings::default())).await
    })
}

async fn measure(app: App) -> Result<()> {
    let site = techclinic::router::router(app.clone());
    let mut writers = Vec::with_capacity(WRITERS);
    for at in 0..WRITERS {
        writers.push(writer(&app, at).await?);
    }
    let started = Instant::now();
    let writing = writers.iter().enumerate().map(|(at, (_, session))| {
        let (site, session) = (site.clone(), session.clone());
        tokio::spawn(async move { write(&site, &session, at).await })
    });
    let mut took = Vec::with_capacity(WRITERS * KEPT);
    for one in writing.collect::<Vec<_>>() {
        took.extend(one.await??);
    }
    let all = started.elapsed();
    let mut lost = 0;
    for (at, (account, _)) in writers.iter().enumerate() {
        let kept = drafts::find(&app.db, *account, &key(at)).await.map_err(kit::Error::into_anyhow)?;
        let last = kept.context("nothing was kept")?.fields;
        lost += usize::from(!last.iter().any(|(_, text)| text.ends_with(&format!(" {}", KEPT - 1))));
    }
    took.sort_unstable();
    let at = |share: usize| took[(took.len() * share / 1000).min(took.len() - 1)].as_secs_f64() * 1000.0;
    println!(
        "{WRITERS} writers, {} times kept in {:.1} s: median {:.1} ms, 99% {:.1} ms ({:.0}% of the limit of {} ms), longest {:.1} ms; lost: {lost}",
        took.len(),
        all.as_secs_f64(),
        at(500),
        at(990),
        at(990) / (LIMIT.as_secs_f64() * 1000.0) * 100.0,
        LIMIT.as_millis(),
        at(1000),
    );
    Ok(())
}

fn key(at: usize) -> String {
    format!("project-P70-{at:05}-about")
}

/// An account with a session.
async fn writer(app: &App, at: usize) -> Result<(Uuid, String)> {
    let new = NewAccount { email: format!("writer{at}@example.org"), name: format!("Writer {at}"), grant: None };
    let account = accounts::add(app, &Reader::system("bench"), new).await.map_err(kit::Error::into_anyhow)?;
    let session = accounts::begin_session(app, account.id, "bench").await.map_err(kit::Error::into_anyhow)?;
    // The draft is begun, which asks once whether its writer may: what is measured is how it is kept from then on.
    let begun = vec![("rationale".to_owned(), "-".to_owned())];
    let kept = drafts::keep_brought(&app.db, account.id, &key(at), begun, app.clock.now()).await;
    kept.map_err(kit::Error::into_anyhow)?;
    Ok((account.id, session))
}

/// Types on and on; answers how long keeping it took each time.
async fn write(site: &Router, session: &str, at: usize) -> Result<Vec<Duration>> {
    let text: String = TOLD.chars().cycle().take(TYPED).collect();
    let mut took = Vec::with_capacity(KEPT);
    // They do not all begin in the same moment.
    tokio::time::sleep(PAUSE.mul_f64(at as f64 / WRITERS as f64)).await;
    for time in 0..KEPT {
        let body = kit::web::address("", &[("rationale", &format!("{text} {time}"))]).split_off(1);
        let request = Request::post(format!("/drafts/{}", key(at)))
            .header(header::COOKIE, format!("session={session}"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let started = Instant::now();
        let answer = site.clone().oneshot(request.body(Body::from(body))?).await?;
        took.push(started.elapsed());
        ensure!(answer.status() == 204, "keeping answers {}", answer.status());
        tokio::time::sleep(PAUSE).await;
    }
    Ok(took)
}
