//! How fast ordinary pages are, beside the least this server can do: a bare handler that runs the
//! same one query and answers JSON, in the same process, under the same load (wrk, 64 connections),
//! several rounds in turn. Prints ratios; nothing here passes or fails.
#![expect(clippy::print_stdout, reason = "a bench speaks on the terminal")]

use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::extract::State;
use axum::response::Json;
use axum::routing::get;
use kit::files::Files;
use kit::{Chance, Clock, Db};
use migration::{Migrator, MigratorTrait};
use techclinic::accounts::Reader;
use techclinic::app::App;
use techclinic::config::Settings;
use techclinic::needs::{self, Channel, Circumstances, GroupKind, NewNeed};
use tokio::net::TcpListener;

/// Needs in the list that is measured.
const NEEDS: usize = 10_000;
/// Rounds of every figure; the median is quoted.
const ROUNDS: usize = 3;
/// Seconds of one round.
const SECONDS: u64 = 5;
/// Where the child serves.
const ADDRESS: &str = "127.0.0.1:18099";

fn main() -> Result<()> {
    let folder = std::env::temp_dir().join("techclinic-bench");
    if std::env::args().any(|argument| argument == "--serve") {
        return runtime()?.block_on(serve(&folder));
    }
    // `cargo test --all-targets` runs benches too: there is nothing to test here.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    ensure!(Command::new("wrk").arg("-v").output().is_ok(), "the load generator is missing: apt-get install wrk");
    runtime()?.block_on(fill(&folder))?;
    let started = Instant::now();
    let server = Server::start()?;
    println!("ready in {} ms, {} MiB idle", started.elapsed().as_millis(), server.memory()?);
    measure(&server)
}

fn runtime() -> Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

/// The figures, each beside the bare list of the same round.
fn measure(server: &Server) -> Result<()> {
    let paths = ["/bare/empty", "/bare/needs", "/needs", "/api/v1/needs", "/needs/new"];
    let mut rounds = vec![Vec::new(); paths.len()];
    for _ in 0..ROUNDS {
        for (path, figures) in paths.iter().zip(&mut rounds) {
            figures.push(load(path)?);
        }
    }
    let bare = median(&rounds[1]).0;
    println!("{:<16} {:>12} {:>10} {:>18}", "path", "requests/s", "p99 ms", "of the bare list");
    for (path, figures) in paths.iter().zip(&rounds) {
        let (rate, p99) = median(figures);
        println!("{path:<16} {rate:>12.0} {p99:>10.2} {:>17.0}%", rate / bare * 100.0);
    }
    println!("{} MiB under load", server.memory()?);
    Ok(())
}

fn median(figures: &[(f64, f64)]) -> (f64, f64) {
    let mut sorted = figures.to_vec();
    sorted.sort_by(|one, other| one.0.total_cmp(&other.0));
    sorted[sorted.len() / 2]
}

/// Requests per second and the 99th percentile in milliseconds, as wrk saw them.
fn load(path: &str) -> Result<(f64, f64)> {
    let output = Command::new("wrk")
        .args(["-t1", "-c64", "--latency", &format!("-d{SECONDS}s"), &format!("http://{ADDRESS}{path}")])
        .output()?;
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

/// This program again, serving.
struct Server(Child);

impl Server {
    fn start() -> Result<Self> {
        let child = Command::new(std::env::current_exe()?)
            .arg("--serve")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let server = Self(child);
        for _ in 0..2_000 {
            if std::net::TcpStream::connect(ADDRESS).is_ok() {
                return Ok(server);
            }
            std::thread::sleep(Duration::from_millis(5));
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

async fn open(folder: &std::path::Path) -> Result<App> {
    let db = Db::connect(&format!("sqlite://{}/bench.db", folder.display())).await?;
    Migrator::up(db.writer(), None).await?;
    let files = Files::open(&format!("file://{}/files", folder.display()), [])?;
    Ok(App::new(db, files, Clock::system(), Chance::system(), Settings::default()))
}

/// Tells the needs once; a second run finds them.
async fn fill(folder: &std::path::Path) -> Result<()> {
    let app = open(folder).await?;
    if !needs::list(&app.db, &needs::Filter::default()).await.map_err(kit::Error::into_anyhow)?.is_empty() {
        return Ok(());
    }
    let started = Instant::now();
    for number in 0..NEEDS {
        needs::register(&app, &Reader::system("bench"), told(&app, number), Circumstances::default())
            .await
            .map_err(kit::Error::into_anyhow)?;
    }
    println!("{NEEDS} needs told one by one in {:.1} s", started.elapsed().as_secs_f64());
    Ok(())
}

fn told(app: &App, number: usize) -> NewNeed {
    NewNeed {
        text: format!("Need {number}: {}", "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นราในหน้าฝน อยากได้วิธีตากที่ไม่ต้องพึ่งแดด"),
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

async fn serve(folder: &std::path::Path) -> Result<()> {
    // As it runs in earnest: every request is logged.
    kit::telemetry::start_log("info", false);
    let app = open(folder).await?;
    let bare = Router::new()
        .route("/bare/empty", get(|| async { "" }))
        .route("/bare/needs", get(bare_list))
        .with_state(app.clone());
    let service = bare.merge(techclinic::router::router(app)).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(TcpListener::bind(ADDRESS).await?, service).await?;
    Ok(())
}

async fn bare_list(State(app): State<App>) -> Json<serde_json::Value> {
    let list = needs::list(&app.db, &needs::Filter::default()).await.expect("a list");
    let items: Vec<_> = list.items.iter().map(|row| serde_json::json!({"code": row.code, "text_th": row.text_th, "province": row.province, "status": row.status, "received_on": row.received_on})).collect();
    Json(serde_json::json!({"items": items, "next_cursor": list.next_cursor}))
}
