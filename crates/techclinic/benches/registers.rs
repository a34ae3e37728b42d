//! A register of a hundred thousand volunteers: how long the program takes to bring it in with all its
//! checks, what it holds meanwhile beside a tenth of it, and whether the last page of the list, and one
//! that is narrowed, come as soon as the first. Prints figures; nothing here passes or fails.
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
use kit::{Chance, Clock, Db};
use techclinic::accounts::{self, NewAccount, NewGrant, NewToken, Reader, Role, TokenScope};
use techclinic::app::App;
use techclinic::config::Settings;
use tower::ServiceExt;

/// Rows of the two files.
const ROWS: [usize; 2] = [10_000, 100_000];
/// Requests of which the median is quoted.
const ASKED: usize = 50;
/// Given names, family names and networks, from which the rows are made.
const NAMES: &str = include_str!("names.txt");

fn main() -> Result<()> {
    techclinic::router::furnish();
    // `cargo test --all-targets` runs benches too: there is nothing to test here.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let folder = std::env::temp_dir().join("techclinic-bench-registers");
    for rows in ROWS {
        drop(std::fs::remove_dir_all(&folder));
        std::fs::create_dir_all(&folder)?;
        import(&folder, "volunteer-networks", &networks())?;
        let (took, most) = import(&folder, "volunteers", &volunteers(rows))?;
        println!("{rows} volunteers brought in: {:.1} s, {most} MiB at most", took.as_secs_f64());
    }
    tokio::runtime::Runtime::new()?.block_on(pages(&folder))
}

fn networks() -> String {
    let row = |(at, place): (usize, &thai::places::Place)| format!("VN-{at},Network {at},{}\n", place.code);
    let provinces = thai::places::provinces().iter().take(51).enumerate();
    format!("code,name_th,province\n{}", provinces.map(row).collect::<String>())
}

/// Rows as an office would send them: places by name, Thai digits, telephones.
fn volunteers(rows: usize) -> String {
    let (given, family) = NAMES.split_once("--").unwrap_or((NAMES, NAMES));
    let (given, family): (Vec<&str>, Vec<&str>) = (given.lines().collect(), family.trim().lines().collect());
    let districts: Vec<_> = thai::places::provinces().iter().take(51).flat_map(|one| one.children()).collect();
    let mut text = "name,network,province,district,phone,joined_on,status\n".to_owned();
    for at in 0..rows {
        let district = districts[at * 7 % districts.len()];
        let place = (district.code.province(), district.name_th);
        let network = thai::places::provinces().iter().position(|one| one.code == place.0).unwrap_or(0);
        let province = thai::places::provinces()[network].name_th;
        let phone = thai::digits::to_thai(&format!("08{at:08}"));
        let (given, family) = (given[at % given.len()], family[at / given.len() % family.len()]);
        let _ = writeln!(text, "{given} {family},VN-{network},{province},{},{phone},2010-05-01,active", place.1);
    }
    text
}

/// `techclinic import`, as it is installed: how long it takes, and the most memory it held, in MiB.
fn import(folder: &Path, kind: &str, text: &str) -> Result<(Duration, u64)> {
    let file = folder.join(format!("{kind}.csv"));
    std::fs::write(&file, text)?;
    let started = Instant::now();
    let mut program = Command::new(env!("CARGO_BIN_EXE_techclinic"));
    program.args(["import", kind]).arg(&file).args(["--database-url", &database(folder), "--data-dir"]).arg(folder);
    let mut child = program.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let mut most = 0;
    let ended = loop {
        if let Some(ended) = child.try_wait()? {
            break ended;
        }
        most = most.max(memory(child.id()).unwrap_or(0));
        std::thread::sleep(Duration::from_millis(20));
    };
    ensure!(ended.success(), "the import of {kind} failed");
    Ok((started.elapsed(), most / 1024))
}

/// The most a process has held so far, in KiB.
fn memory(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().split(' ').next()?.parse().ok()
}

fn database(folder: &Path) -> String {
    format!("sqlite://{}", folder.join("bench.db").display())
}

/// Pages of the register, as an officer of the ministry asks for them.
async fn pages(folder: &Path) -> Result<()> {
    let db = Db::connect(&database(folder)).await?;
    let files = Files::open(&format!("file://{}", folder.join("files").display()), [])?;
    let app = App::new(db, files, Clock::system(), Chance::system(), Settings::default());
    let secret = officer(&app).await?;
    let site = techclinic::router::router(app);
    let list = "/api/v1/volunteers?limit=20";
    let last = last_page(&site, &secret).await?;
    for (what, address) in [
        ("first page", list.to_owned()),
        ("last page", format!("{list}&cursor={last}")),
        ("of a province", format!("{list}&province=10")),
        ("of a network, at work", format!("{list}&network=VN-7&status=active")),
        ("those who left (none)", format!("{list}&status=left")),
        ("looked for by name", format!("{list}&q=%E0%B8%AA%E0%B8%A1")),
    ] {
        let mut took = Vec::with_capacity(ASKED);
        for _ in 0..ASKED {
            let started = Instant::now();
            ask(&site, &secret, &address).await?;
            took.push(started.elapsed());
        }
        took.sort_unstable();
        println!("register of {}, {what:<24} {:>8.2} ms", ROWS[1], took[ASKED / 2].as_secs_f64() * 1000.0);
    }
    Ok(())
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

/// The cursor of the last page, found by walking through all of them.
async fn last_page(site: &Router, secret: &str) -> Result<String> {
    let mut cursor = String::new();
    loop {
        let page = ask(site, secret, &format!("/api/v1/volunteers?limit=100&cursor={cursor}")).await?;
        match page["next_cursor"].as_str() {
            Some(next) => next.clone_into(&mut cursor),
            None => return Ok(cursor),
        }
    }
}

async fn ask(site: &Router, secret: &str, address: &str) -> Result<serde_json::Value> {
    let request = Request::get(address).header(header::AUTHORIZATION, format!("Bearer {secret}"));
    let answer = site.clone().oneshot(request.body(Body::empty())?).await?;
    ensure!(answer.status().is_success(), "{address} answers {}", answer.status());
    serde_json::from_slice(&to_bytes(answer.into_body(), usize::MAX).await?).context("no JSON")
}
