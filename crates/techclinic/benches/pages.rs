//! How fast ordinary pages are, beside the least this server can do: a bare handler that reads the
//! same record or rows and answers JSON, in the same process, under the same load (wrk, 64
//! connections), several rounds in turn. Prints ratios; nothing here passes or fails.
#![expect(clippy::print_stdout, reason = "a bench speaks on the terminal")]

use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::body::Body;
use axum::extract::{Path as Code, State};
use axum::http::Request;
use axum::response::Json;
use axum::routing::get;
use kit::files::Files;
use kit::{Chance, Clock, Db};
use migration::{Migrator, MigratorTrait};
use techclinic::accounts;
use techclinic::app::{App, Circumstances};
use techclinic::config::Settings;
use techclinic::needs::{self, Channel, GroupKind, NewNeed};
use techclinic::{demo, projects};
use thai::FiscalYear;
use tokio::net::TcpListener;
use tower::ServiceExt;

/// Needs in the list that is measured.
const NEEDS: usize = 10_000;
/// Rounds of every figure; the median is quoted.
const ROUNDS: usize = 3;
/// Seconds of one round.
const SECONDS: u64 = 5;
/// Where the child serves.
const ADDRESS: &str = "127.0.0.1:18099";

/// What is written in every need; a file, as Thai text is.
const TOLD: &str = include_str!("told.txt");

fn main() -> Result<()> {
    techclinic::router::furnish();
    let folder = std::env::temp_dir().join("techclinic-bench");
    if std::env::args().any(|argument| argument == "--serve") {
        return runtime()?.block_on(serve(&folder));
    }
    // `cargo test --all-targets` runs benches too: there is nothing to test here.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    ensure!(Command::new("wrk").arg("-v").output().is_ok(), "the load generator is missing: apt-get install wrk");
    let project = runtime()?.block_on(fill(&folder))?;
    idle(&folder)?;
    let server = Server::start(Command::new(std::env::current_exe()?).arg("--serve"))?;
    measure(&folder, &server, &project)?;
    while_writing(&folder)
}

fn runtime() -> Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

/// The program itself, as it is installed: how soon it is ready, and what it holds while nobody asks.
fn idle(folder: &Path) -> Result<()> {
    let started = Instant::now();
    let mut program = Command::new(env!("CARGO_BIN_EXE_techclinic"));
    program.args(["serve", "--listen", ADDRESS, "--database-url", &database(folder), "--data-dir"]).arg(folder);
    let server = Server::start(&mut program)?;
    let ready = started.elapsed().as_millis();
    std::thread::sleep(Duration::from_secs(3));
    println!("ready in {ready} ms (limit 300), {} MiB idle (limit 80)", server.memory()?);
    Ok(())
}

/// The figures: of each pair, a bare handler and the page beside it in the same round.
fn measure(folder: &Path, server: &Server, project: &str) -> Result<()> {
    let (bare, page, api) =
        (format!("/bare/projects/{project}"), format!("/projects/{project}"), format!("/api/v1/projects/{project}"));
    use Drawn::{Afresh, Shared};
    let asked = [
        ("/bare/needs", Shared, 0),
        ("/needs", Shared, 0),
        ("/needs", Afresh, 0),
        ("/api/v1/needs", Shared, 0),
        (&*bare, Shared, 4),
        (&*page, Shared, 4),
        (&*page, Afresh, 4),
        (&*api, Shared, 4),
        ("/", Shared, 0),
        ("/", Afresh, 0),
    ];
    let queries = runtime()?.block_on(queries(folder, &asked.map(|(path, ..)| path)))?;
    let mut rounds = vec![Vec::new(); asked.len()];
    for _ in 0..ROUNDS {
        for ((path, drawn, _), figures) in asked.iter().zip(&mut rounds) {
            figures.push(load(path, *drawn)?);
        }
    }
    println!("an empty handler: {:.0} requests/s", load("/bare/empty", Shared)?.0);
    println!("{:<36} {:>8} {:>12} {:>10} {:>16}", "path", "queries", "requests/s", "p99 ms", "of the bare one");
    for (((path, drawn, beside), queries), figures) in asked.iter().zip(queries).zip(&rounds) {
        let ((rate, p99), (bare, _)) = (median(figures), median(&rounds[*beside]));
        let path = format!("{path}{}", drawn.said());
        println!("{path:<36} {queries:>8} {rate:>12.0} {p99:>10.2} {:>15.0}%", rate / bare * 100.0);
    }
    println!("{} MiB under load", server.memory()?);
    Ok(())
}

/// The list again while another process tells needs, as fast as it can and then no faster than one
/// every tenth of a second: what strangers share is drawn anew after each.
fn while_writing(folder: &Path) -> Result<()> {
    for pause in [Duration::ZERO, Duration::from_millis(100)] {
        let ends = Instant::now() + Duration::from_secs(SECONDS);
        let (told, (rate, p99)) = std::thread::scope(|threads| {
            let writer = threads.spawn(|| runtime()?.block_on(keep_telling(folder, pause, ends)));
            let figures = load("/needs", Drawn::Shared)?;
            anyhow::Ok((writer.join().expect("no panic")?, figures))
        })?;
        let per_second = told / SECONDS;
        println!("/needs while {per_second} needs a second are told: {rate:.0} requests/s, p99 {p99:.2} ms");
    }
    Ok(())
}

/// Tells needs until `ends`; answers how many.
async fn keep_telling(folder: &Path, pause: Duration, ends: Instant) -> Result<u64> {
    let app = open(folder).await?;
    let mut told_so_far = 0;
    while Instant::now() < ends {
        tell(&app, usize::try_from(told_so_far)?).await?;
        told_so_far += 1;
        tokio::time::sleep(pause).await;
    }
    Ok(told_so_far)
}

/// What a stranger gets: what was drawn for the last one or, if they ask for that, a page of their own.
#[derive(Clone, Copy)]
enum Drawn {
    Shared,
    Afresh,
}

impl Drawn {
    fn said(self) -> &'static str {
        match self {
            Self::Shared => "",
            Self::Afresh => ", drawn afresh",
        }
    }
}

fn median(figures: &[(f64, f64)]) -> (f64, f64) {
    let mut sorted = figures.to_vec();
    sorted.sort_by(|one, other| one.0.total_cmp(&other.0));
    sorted[sorted.len() / 2]
}

/// Requests per second and the 99th percentile in milliseconds, as wrk saw them.
fn load(path: &str, drawn: Drawn) -> Result<(f64, f64)> {
    let mut wrk = Command::new("wrk");
    wrk.args(["-t1", "-c64", "--latency", &format!("-d{SECONDS}s")]);
    if matches!(drawn, Drawn::Afresh) {
        wrk.args(["-H", "Cache-Control: no-cache"]);
    }
    let output = wrk.arg(format!("http://{ADDRESS}{path}")).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    ensure!(!text.contains("Non-2xx"), "{path} answers errors:\n{text}");
    let after = |label: &str| {
        let line = text.lines().find(|line| line.trim_start().starts_with(label));
        line.and_then(|line| line.split_whitespace().last()).with_context(|| format!("no {label} in:\n{text}"))
    };
    Ok((after("Requests/sec:")?.parse()?, milliseconds(after("99%")?)?))
}

fn milliseconds(text: &str) -> Result<f64> {
    let number = text.trim_end_matches(|letter: char| letter.is_alphabetic());
    let unit = match &text[number.len()..] {
        "us" => 0.001,
        "ms" => 1.0,
        _ => 1000.0,
    };
    Ok(number.parse::<f64>()? * unit)
}

/// Does somebody answer `/readyz` with 200?
fn is_ready() -> Result<bool> {
    use std::io::{Read, Write};
    let mut stream = std::net::TcpStream::connect(ADDRESS)?;
    stream.write_all(b"GET /readyz HTTP/1.0\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer.split_whitespace().nth(1) == Some("200"))
}

/// A program that serves, until it is dropped.
struct Server(Child);

impl Server {
    /// Starts `program` and waits until it says that it is ready.
    fn start(program: &mut Command) -> Result<Self> {
        let server = Self(program.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?);
        for _ in 0..10_000 {
            if is_ready().unwrap_or(false) {
                return Ok(server);
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        anyhow::bail!("the server does not start")
    }

    /// Resident memory, MiB.
    fn memory(&self) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id()))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).context("no VmRSS")?;
        Ok(line.split_whitespace().nth(1).context("no number")?.parse::<u64>()? / 1024)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

fn database(folder: &Path) -> String {
    format!("sqlite://{}/bench.db", folder.display())
}

async fn open(folder: &Path) -> Result<App> {
    let db = Db::connect(&database(folder)).await?;
    Migrator::up(db.writer(), None).await?;
    let files = Files::open(&format!("file://{}/files", folder.display()), [])?;
    Ok(App::new(db, files, Clock::system(), Chance::system(), Settings::default()))
}

/// Loads the demonstration and tells the needs once; a second run finds them. Answers the project
/// whose page is measured: the fullest of this fiscal year.
async fn fill(folder: &Path) -> Result<String> {
    let app = open(folder).await?;
    if !demo::is_loaded(&app).await? {
        let started = Instant::now();
        demo::load(&app, demo::Plan::default(), &|_, _| {}).await?;
        for number in 0..NEEDS {
            tell(&app, number).await?;
        }
        println!("the demonstration and {NEEDS} needs, one by one, in {:.1} s", started.elapsed().as_secs_f64());
    }
    let projects = projects::list_of_year(&app.db, FiscalYear::of(app.clock.today())).await;
    let mut projects = projects.map_err(kit::Error::into_anyhow)?;
    projects.sort_by_key(|project| project.plan.areas.len() + project.plan.schedule.len());
    Ok(projects.pop().context("no public project")?.code)
}

async fn tell(app: &App, number: usize) -> Result<()> {
    let system = accounts::Reader::system("bench");
    let registered = needs::register(app, &system, told(app, number), Circumstances::default()).await;
    registered.map(drop).map_err(kit::Error::into_anyhow)
}

fn told(app: &App, number: usize) -> NewNeed {
    NewNeed {
        text: format!("Need {number}: {}", TOLD.trim()),
        submitted_by: None,
        contact: None,
        group_kind: GroupKind::Housewives,
        province: ["92", "46", "20", "76", "65"][number % 5].to_owned(),
        district: None,
        subdistrict: None,
        village: None,
        channel: Channel::Web,
        received_on: app.clock.today() - chrono::Duration::days(i64::try_from(number % 700).unwrap_or(0)),
    }
}

/// Queries that a stranger's request for each of these takes.
async fn queries(folder: &Path, paths: &[&str]) -> Result<Vec<u64>> {
    let app = open(folder).await?;
    let site = site(&app);
    let mut counts = Vec::new();
    for path in paths {
        let before = app.db.queries();
        let answer = site.clone().oneshot(Request::get(*path).body(Body::empty())?).await?;
        ensure!(answer.status().is_success(), "{path} answers {}", answer.status());
        counts.push(app.db.queries() - before);
    }
    Ok(counts)
}

async fn serve(folder: &Path) -> Result<()> {
    // As it runs in earnest: every request is logged.
    kit::telemetry::start_log("info", false);
    let service = site(&open(folder).await?).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(TcpListener::bind(ADDRESS).await?, service).await?;
    Ok(())
}

/// The whole site, and the bare handlers beside it.
fn site(app: &App) -> Router {
    let bare = Router::new()
        .route("/bare/empty", get(|| async { "" }))
        .route("/bare/needs", get(bare_needs))
        .route("/bare/projects/{code}", get(bare_project));
    bare.with_state(app.clone()).merge(techclinic::router::router(app.clone()))
}

async fn bare_needs(State(app): State<App>) -> Json<serde_json::Value> {
    let list = needs::list(&app.db, &needs::Filter::default(), None).await.expect("a list");
    let items: Vec<_> = list.items.iter().map(|row| serde_json::json!({"code": row.code, "text_th": row.text_th, "province": row.province, "status": row.status, "received_on": row.received_on})).collect();
    Json(serde_json::json!({"items": items, "next_cursor": list.next_cursor}))
}

/// The same project, its whole plan read and the least of it answered.
async fn bare_project(State(app): State<App>, Code(code): Code<String>) -> Json<serde_json::Value> {
    let project = projects::find_by_code(&app.db, &code).await.expect("a read").expect("a project");
    let areas: Vec<_> = project.plan.areas.iter().map(|area| &area.province).collect();
    Json(serde_json::json!({"code": project.code, "status": project.status.as_str(), "areas": areas}))
}
