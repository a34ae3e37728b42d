//! An integration plan of twenty thousand projects: how long the program takes to compile it from its own records
//! and to tell what it comes to, beside the same again with nothing to write, its seal, and the same rows brought in
//! by a file. Prints figures; nothing here passes or fails.
#![expect(clippy::print_stdout, reason = "a bench speaks on the terminal")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use kit::files::Files;
use kit::show::Bilingual;
use kit::{Chance, Clock, Db};
use techclinic::accounts::{self, NewAccount, NewGrant, NewToken, Reader, Role, TokenScope};
use techclinic::app::App;
use techclinic::config::Settings;
use techclinic::integration_plans::{self, Description};
use thai::FiscalYear;
use tower::ServiceExt;

/// Projects of one year.
const ROWS: usize = 20_000;
/// Times each is measured; the median is quoted.
const TIMES: usize = 3;
/// What compiling and telling may take.
const LIMIT: Duration = Duration::from_secs(1);
/// The first of the years; each time has its own.
const FIRST: i32 = 2555;

fn main() -> Result<()> {
    techclinic::router::furnish();
    // `cargo test --all-targets` runs benches too: there is nothing to test here.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let folder = std::env::temp_dir().join("techclinic-bench-plans");
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder)?;
    for year in (FIRST..).take(TIMES) {
        import(&folder, "projects", &projects(year))?;
    }
    tokio::runtime::Runtime::new()?.block_on(measure(&folder))?;
    let year = FIRST + i32::try_from(TIMES)?;
    let took = import(&folder, "integration-plan-rows", &rows(year))?;
    println!(
        "{ROWS} rows brought in by a file, with all checks and a line of the trail each: {:.2} s",
        took.as_secs_f64()
    );
    Ok(())
}

/// Approved projects of a year, in all provinces; each fifth in two.
fn projects(year: i32) -> String {
    let provinces = thai::places::provinces();
    let mut text =
        "code,name_th,fiscal_year,programme,status,signed_by,signed_position,signed_on,responsible,total_baht,areas\n"
            .to_owned();
    for at in 0..ROWS {
        let (one, two) = (provinces[at % provinces.len()].name_th, provinces[(at + 7) % provinces.len()].name_th);
        let areas = if at % 5 == 0 { format!("\"{one}:\n{two}:\"") } else { format!("{one}:") };
        let baht = 100_000 + at * 37 % 900_000;
        let _ = writeln!(
            text,
            "P{year}-{at},Project {at},{year},transfer,approved,Somebody,Director,2011-10-01,Institute {},{baht},{areas}",
            at % 40
        );
    }
    text
}

/// The same as rows of a plan.
fn rows(year: i32) -> String {
    let provinces = thai::places::provinces();
    let mut text = "code,fiscal_year,name_th,agency_as_printed,provinces,amount_baht\n".to_owned();
    for at in 0..ROWS {
        let province = provinces[at % provinces.len()].name_th;
        let baht = 100_000 + at * 37 % 900_000;
        let _ = writeln!(text, "R-{at},{year},Project {at},Institute {},{province},{baht}", at % 40);
    }
    text
}

/// `techclinic import`, as it is installed.
fn import(folder: &Path, kind: &str, text: &str) -> Result<Duration> {
    let file = folder.join(format!("{kind}.csv"));
    std::fs::write(&file, text)?;
    let started = Instant::now();
    let mut program = Command::new(env!("CARGO_BIN_EXE_techclinic"));
    program.args(["import", kind]).arg(&file).args(["--database-url", &database(folder), "--data-dir"]).arg(folder);
    let done = program.stdout(Stdio::null()).stderr(Stdio::inherit()).status()?;
    ensure!(done.success(), "the import of {kind} failed");
    Ok(started.elapsed())
}

fn database(folder: &Path) -> String {
    format!("sqlite://{}", folder.join("bench.db").display())
}

/// One plan after the other: compiled, told, compiled again, frozen.
async fn measure(folder: &Path) -> Result<()> {
    let db = Db::connect(&database(folder)).await?;
    let files = Files::open(&format!("file://{}", folder.join("files").display()), [])?;
    let app = App::new(db, files, Clock::system(), Chance::system(), Settings::default());
    let (system, secret) = (Reader::system("bench"), officer(&app).await?);
    let site = techclinic::router::router(app.clone());
    let mut took: [Vec<Duration>; 4] = Default::default();
    for year in (FIRST..).take(TIMES + 1) {
        open(&app, &system, year).await?;
        if year == FIRST + i32::try_from(TIMES)? {
            break;
        }
        let started = Instant::now();
        let (_, did) = integration_plans::compile(&app, &system, year).await.map_err(kit::Error::into_anyhow)?;
        took[0].push(started.elapsed());
        ensure!(did.added == ROWS, "all projects become rows");
        let started = Instant::now();
        let told = ask(&site, &secret, &format!("/api/v1/integration-plans/{year}")).await?;
        took[1].push(started.elapsed());
        ensure!(told["figures"]["count"] == ROWS, "all rows are counted");
        let started = Instant::now();
        let (_, did) = integration_plans::compile(&app, &system, year).await.map_err(kit::Error::into_anyhow)?;
        took[2].push(started.elapsed());
        ensure!(did.unchanged == ROWS, "nothing is left to write");
        let started = Instant::now();
        integration_plans::freeze(&app, &system, year).await.map_err(kit::Error::into_anyhow)?;
        took[3].push(started.elapsed());
    }
    let [compiled, told, again, frozen] = took.map(|mut took| {
        took.sort_unstable();
        took[took.len() / 2]
    });
    let percent = |part: Duration, whole: Duration| part.as_secs_f64() / whole.as_secs_f64() * 100.0;
    let both = compiled + told;
    println!("{ROWS} projects compiled into a plan: {:.0} ms", compiled.as_secs_f64() * 1000.0);
    println!(
        "what they come to, by group, province, agency and need, with the digest: {:.0} ms",
        told.as_secs_f64() * 1000.0
    );
    println!("both: {:.0} ms, {:.0}% of the limit", both.as_secs_f64() * 1000.0, percent(both, LIMIT));
    println!(
        "compiled again, nothing to write: {:.0} ms, {:.0}% of the first time",
        again.as_secs_f64() * 1000.0,
        percent(again, compiled)
    );
    println!("frozen: {:.0} ms", frozen.as_secs_f64() * 1000.0);
    Ok(())
}

async fn open(app: &App, reader: &Reader, year: i32) -> Result<()> {
    let told = Description {
        name: Bilingual { th: format!("Plan {year}"), en: None },
        goal: None,
        source: None,
        note: None,
        stated_count: None,
        stated_sum: None,
    };
    let opened = integration_plans::open(app, reader, FiscalYear(year), told, None).await;
    opened.map(drop).map_err(kit::Error::into_anyhow)
}

async fn officer(app: &App) -> Result<String> {
    let system = Reader::system("bench");
    let grant = NewGrant { role: Role::MinistryOfficer, place: String::new() };
    let new = NewAccount { email: "bench@example.org".to_owned(), name: "Bench".to_owned(), grant: Some(grant) };
    let account = accounts::add(app, &system, new).await.map_err(kit::Error::into_anyhow)?;
    let token = NewToken { name: "bench".to_owned(), scope: TokenScope::Read, days: 1 };
    let issued = accounts::issue_token(app, &system, Some(account.id), token).await;
    Ok(issued.map_err(kit::Error::into_anyhow)?.1)
}

async fn ask(site: &Router, secret: &str, address: &str) -> Result<serde_json::Value> {
    let request = Request::get(address).header(header::AUTHORIZATION, format!("Bearer {secret}"));
    let answer = site.clone().oneshot(request.body(Body::empty())?).await?;
    ensure!(answer.status().is_success(), "{address} answers {}", answer.status());
    serde_json::from_slice(&to_bytes(answer.into_body(), usize::MAX).await?).context("no JSON")
}
