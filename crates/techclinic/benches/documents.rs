//! Documents: how long the program takes to set the plan of 2553 as PDF and as DOCX, to read both back, and to set the
//! book of an integration plan of 637 projects. Prints figures with their ratio to the limit; nothing here passes or
//! fails.
#![expect(clippy::print_stdout, reason = "a bench speaks on the terminal")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{Request, StatusCode};
use kit::files::Files;
use kit::show::Bilingual;
use kit::{Chance, Clock, Db};
use techclinic::accounts::Reader;
use techclinic::app::App;
use techclinic::config::Settings;
use techclinic::integration_plans::{self, Description};
use thai::{FiscalYear, Satang};
use tower::ServiceExt;

/// Projects in the book, and what they come to (docs/requirements.md A4-01).
const ROWS: usize = 637;
const BAHT: usize = 567_359_000;
/// What setting the book may take.
const LIMIT: Duration = Duration::from_secs(3);
/// Times each plan is set; the median is quoted.
const TIMES: usize = 15;

fn main() -> Result<()> {
    techclinic::router::furnish();
    // `cargo test --all-targets` runs benches too: there is nothing to test here.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let folder = std::env::temp_dir().join("techclinic-bench-documents");
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder)?;
    for (kind, text) in [
        ("projects", include_str!("../demo/fy2553/projects.csv")),
        ("budget-lines", include_str!("../demo/fy2553/budget-lines.csv")),
        ("activities", include_str!("../demo/fy2553/activities.csv")),
        ("indicators", include_str!("../demo/fy2553/indicators.csv")),
    ] {
        import(&folder, kind, text)?;
    }
    tokio::runtime::Runtime::new()?.block_on(measure(&folder))
}

/// `techclinic import`, as it is installed.
fn import(folder: &Path, kind: &str, text: &str) -> Result<()> {
    let file = folder.join(format!("{kind}.csv"));
    std::fs::write(&file, text)?;
    let mut program = Command::new(env!("CARGO_BIN_EXE_techclinic"));
    program.args(["import", kind]).arg(&file).args(["--database-url", &database(folder), "--data-dir"]).arg(folder);
    let done = program.stdout(Stdio::null()).stderr(Stdio::inherit()).status()?;
    ensure!(done.success(), "the import of {kind} failed");
    Ok(())
}

fn database(folder: &Path) -> String {
    format!("sqlite://{}", folder.join("bench.db").display())
}

/// 637 projects with names as long as those people write, in all provinces, of eight agencies.
fn rows(year: i32) -> String {
    let provinces = thai::places::provinces();
    let labels: Vec<&str> =
        include_str!("../demo/fy2553/activities.csv").lines().skip(1).filter_map(|row| row.split(',').nth(1)).collect();
    let mut text = "code,fiscal_year,name_th,agency_as_printed,provinces,amount_baht\n".to_owned();
    for (at, place) in provinces.iter().cycle().take(ROWS).enumerate() {
        let baht = if at == ROWS - 1 { BAHT - (ROWS - 1) * (BAHT / ROWS) } else { BAHT / ROWS };
        let (label, name) = (labels[at % labels.len()], place.name_th);
        let _ = writeln!(text, "R-{at},{year},{label} {name} {at},{name} {},{name},{baht}", at % 8);
    }
    text
}

async fn measure(folder: &Path) -> Result<()> {
    let db = Db::connect(&database(folder)).await?;
    let files = Files::open(&format!("file://{}", folder.join("files").display()), [])?;
    let app = App::new(db, files, Clock::system(), Chance::system(), Settings::default());
    let site = techclinic::router::router(app.clone());
    for (format, limit) in [("pdf", 1_000), ("docx", 200)] {
        let mut took = Vec::with_capacity(TIMES);
        let mut file = Bytes::new();
        for _ in 0..TIMES {
            let started = Instant::now();
            file = get(&site, &format!("/projects/P53-PLAN/plan.{format}")).await?.1;
            took.push(started.elapsed());
        }
        quote(
            &format!("the plan of 2553 as {format} ({} KB)", file.len() / 1024),
            &mut took,
            Duration::from_millis(limit),
        );
        let mut took = Vec::with_capacity(TIMES);
        for _ in 0..TIMES {
            let started = Instant::now();
            let read = documents::read(&file, "participation-plan", 1);
            ensure!(read.is_ok_and(|read| read.differences.is_empty()), "it reads back");
            took.push(started.elapsed());
        }
        quote(&format!("the same read back from its {format}"), &mut took, Duration::from_millis(limit));
    }
    let year = 2555;
    let told = Description {
        name: Bilingual { th: "Plan 2555".to_owned(), en: None },
        goal: None,
        source: None,
        note: None,
        stated_count: Some(i64::try_from(ROWS)?),
        stated_sum: Satang::from_baht(i64::try_from(BAHT)?),
    };
    let system = Reader::system("bench");
    let opened = integration_plans::open(&app, &system, FiscalYear(year), told, None).await;
    opened.map_err(kit::Error::into_anyhow)?;
    import(folder, "integration-plan-rows", &rows(year))?;
    integration_plans::freeze(&app, &system, year).await.map_err(kit::Error::into_anyhow)?;
    integration_plans::publish(&app, &system, year).await.map_err(kit::Error::into_anyhow)?;
    for (what, query) in [("made", ""), ("made with Thai digits", "?digits=thai"), ("taken again", "")] {
        let started = Instant::now();
        let (waited, file) = get(&site, &format!("/integration-plans/{year}/book.pdf{query}")).await?;
        let what =
            format!("the book of {ROWS} projects, {what} ({} KB, {waited} pages of progress)", file.len() / 1024);
        quote(&what, &mut [started.elapsed()], LIMIT);
    }
    Ok(())
}

/// The file, however often its progress is asked for.
async fn get(site: &Router, path: &str) -> Result<(usize, Bytes)> {
    for waited in 0.. {
        let request = Request::get(path).body(Body::empty())?;
        let answer = site.clone().oneshot(request).await?;
        let status = answer.status();
        let bytes = to_bytes(answer.into_body(), usize::MAX).await?;
        match status {
            StatusCode::OK => return Ok((waited, bytes)),
            StatusCode::ACCEPTED => continue,
            _ => anyhow::bail!("{path}: {status}"),
        }
    }
    None.context("asked for ever")
}

fn quote(what: &str, took: &mut [Duration], limit: Duration) {
    took.sort_unstable();
    let median = took[took.len() / 2];
    let ratio = median.as_secs_f64() / limit.as_secs_f64();
    println!("{what}: {:.0} ms, {ratio:.2} of the limit of {} ms", median.as_secs_f64() * 1000.0, limit.as_millis());
}
