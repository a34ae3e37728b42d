//! From the register to the answer at a thousand, ten thousand and a hundred thousand technologies: how fast
//! their words are read, how soon somebody who searches or tells a need is answered, and what the process
//! holds. The technologies are brought in as a file of those of the public test collection, put together
//! anew; the questions are its needs. Prints figures; nothing here passes or fails.
//!
//! `cargo bench -p techclinic --bench finding -- [SIZE…]`
#![expect(clippy::print_stdout, reason = "a bench speaks on the terminal")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use kit::files::Files;
use kit::sheets::{self, Sheet};
use kit::{Chance, Clock, Db};
use serde_json::Value;
use techclinic::app::App;
use techclinic::config::Settings;
use techclinic::{indexing, matching, needs, understanding};
use tower::ServiceExt;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// Texts that are really understood; the others share what was understood of these, for a hundred thousand
/// would take hours and cost the same to look at.
const UNDERSTOOD: u64 = 200;
/// How many one turn understands, as `understanding.rs` has it.
const TURN: u64 = 8;
/// Needs of the register that are matched.
const TOLD: usize = 100;
/// What is brought in first, so that technologies have a clinic.
const NETWORK: [(&str, &str); 2] =
    [("organisations", "code,kind,name_th,province\nbench,institute,Bench,90\n"), ("clinics", CLINICS)];
const CLINICS: &str = "code,organisation,name_th,province,answers_for\nbench,bench,Bench,90,90\n";

fn main() -> Result<()> {
    techclinic::router::furnish();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --all-targets` runs benches too: there is nothing to test here.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let given: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    let catalogue = Catalogue::read()?;
    for size in if given.is_empty() { SIZES.to_vec() } else { given } {
        let folder = std::env::temp_dir().join(format!("techclinic-bench-finding-{size}"));
        drop(std::fs::remove_dir_all(&folder));
        std::fs::create_dir_all(&folder)?;
        for (kind, text) in NETWORK {
            import(&folder, kind, text)?;
        }
        import(&folder, "technologies", &catalogue.technologies(size))?;
        tokio::runtime::Runtime::new()?.block_on(at(size, &folder, &catalogue))?;
        std::fs::remove_dir_all(&folder)?;
    }
    Ok(())
}

async fn at(size: usize, folder: &Path, catalogue: &Catalogue) -> Result<()> {
    let app = open(folder).await?;
    let before = held();
    let started = Instant::now();
    done(understanding::follow(&app).await)?;
    println!("{size} technologies: words read for matching, {:.0} a second", per_second(size, started));
    say("  matched while no text is understood yet", &asked(&app, &catalogue.needs[..40]).await?);
    let started = Instant::now();
    done(indexing::follow(&app).await)?;
    println!("  words written into the index of the search: {:.0} a second", per_second(size, started));
    share_what_is_understood(&app).await?;
    import(folder, "needs", &catalogue.told())?;
    done(understanding::settle(&app).await)?;
    drop(app);

    let app = open(folder).await?;
    let started = Instant::now();
    done(understanding::follow(&app).await)?;
    println!("  a process that begins has read all of it in {} ms", started.elapsed().as_millis());
    say("  a need of the register matched", &matched(&app).await?);
    say("  words matched that nobody read before", &asked(&app, &catalogue.needs).await?);
    let site = techclinic::router::router(app);
    say("  a page of the search for two words of a name", &searched(&site, catalogue.two_words()).await?);
    let beginnings = catalogue.needs.iter().map(|need| need.chars().take(20).collect::<String>());
    say("  a page of the search for the beginning of a need", &searched(&site, beginnings).await?);
    println!("  {} MiB held ({before} before anything was read)", held());
    Ok(())
}

async fn open(folder: &Path) -> Result<App> {
    let db = Db::connect(&database(folder)).await?;
    let files = Files::open(&format!("file://{}", folder.join("files").display()), [])?;
    let mut settings = Settings::default();
    folder.clone_into(&mut settings.data_dir);
    Ok(App::new(db, files, Clock::system(), Chance::system(), settings))
}

fn done<T>(outcome: kit::Result<T>) -> Result<T> {
    outcome.map_err(kit::Error::into_anyhow)
}

/// How long each of these needs took to be matched, its text read and all.
async fn asked(app: &App, needs: &[String]) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    for need in needs {
        let started = Instant::now();
        let found = done(matching::find(app, need, Some("90"), 10).await)?;
        times.push(started.elapsed());
        ensure!(found.matches.len() <= 10, "more than was asked for");
    }
    Ok(times)
}

/// How long each need of the register took, which was read when it was told.
async fn matched(app: &App) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    for at in 0..TOLD {
        let need = done(needs::find_by_code(&app.db, &format!("B-{at}")).await)?.context("a need")?;
        let started = Instant::now();
        done(matching::find_for(app, &need, "", 10).await)?;
        times.push(started.elapsed());
    }
    Ok(times)
}

/// How long a page took for each of these words.
async fn searched(site: &Router, asked: impl Iterator<Item = String>) -> Result<Vec<Duration>> {
    let mut times = Vec::new();
    for words in asked {
        let address = kit::web::address("/search", &[("q", &words)]);
        let started = Instant::now();
        let answer = site.clone().oneshot(Request::get(&address).body(Body::empty())?).await?;
        ensure!(answer.status().is_success(), "{address} answers {}", answer.status());
        to_bytes(answer.into_body(), usize::MAX).await?;
        times.push(started.elapsed());
    }
    Ok(times)
}

/// Lets the encoder read some, and gives the sheet of every other what was read of one of these.
async fn share_what_is_understood(app: &App) -> Result<()> {
    let waiting = |most| sheets::waiting(&app.db, "technology", understanding::FORM, most);
    let first = done(waiting(UNDERSTOOD).await)?;
    let started = Instant::now();
    for _ in 0..UNDERSTOOD / TURN {
        ensure!(done(understanding::understand(app).await)?, "nothing waits any more");
    }
    println!("  texts understood in the background: {:.1} a second", per_second(first.len(), started));
    let known = done(sheets::of(&app.db, understanding::FORM, &first).await)?;
    loop {
        let ids = done(waiting(500).await)?;
        if ids.is_empty() {
            return Ok(());
        }
        let rows = done(sheets::of(&app.db, understanding::FORM, &ids).await)?.into_iter().zip(known.iter().cycle());
        let shared = |(sheet, known): (Sheet, &Sheet)| Sheet {
            middle: known.middle.clone(),
            understood: known.understood.clone(),
            ..sheet
        };
        done(sheets::put(&app.db, rows.map(shared).collect()).await)?;
    }
}

/// What the test collection says.
struct Catalogue {
    names: Vec<String>,
    sentences: Vec<String>,
    needs: Vec<String>,
}

impl Catalogue {
    fn read() -> Result<Self> {
        let summaries = column("technologies", "summary_th")?;
        let sentences = summaries.iter().flat_map(|text| text.split(' ').map(str::to_owned)).collect();
        Ok(Self { names: column("technologies", "name_th")?, sentences, needs: column("needs", "text")? })
    }

    /// A file of some needs.
    fn told(&self) -> String {
        let line = |(at, need): (usize, &String)| format!("B-{at},{},90\n", need.replace(['"', ',', '\n'], " "));
        let lines = self.needs.iter().cycle().take(TOLD).enumerate().map(line);
        std::iter::once("code,text_th,province\n".to_owned()).chain(lines).collect()
    }

    /// Two words of each name, as people search.
    fn two_words(&self) -> impl Iterator<Item = String> {
        self.names.iter().map(|name| thai::words::words(name).into_iter().take(2).collect::<Vec<_>>().join(" "))
    }

    /// A file of so many technologies: each a name and five sentences, drawn anew.
    fn technologies(&self, many: usize) -> String {
        let mut state = many as u64;
        let mut draw = |from: &'_ [String]| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            from[(state >> 33) as usize % from.len()].replace(['"', ','], " ")
        };
        let mut text = "code,name_th,summary_th,field,kind,clinic,province\n".to_owned();
        for at in 0..many {
            let summary: Vec<String> = (0..5).map(|_| draw(&self.sentences)).collect();
            let _ = writeln!(text, "B-{at},{} {at},{},Bench,research,bench,90", draw(&self.names), summary.join(" "));
        }
        text
    }
}

/// One column of the two halves of the test collection.
fn column(of: &str, name: &str) -> Result<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("collection");
    let mut values = Vec::new();
    for half in ["a", "b"] {
        for line in std::fs::read_to_string(folder.join(format!("{of}_{half}.jsonl")))?.lines() {
            let record: Value = serde_json::from_str(line)?;
            values.extend(record[name].as_str().map(str::to_owned));
        }
    }
    Ok(values)
}

/// `techclinic import`, as it is installed.
fn import(folder: &Path, kind: &str, text: &str) -> Result<()> {
    let file = folder.join(format!("{kind}.csv"));
    std::fs::write(&file, text)?;
    let started = Instant::now();
    let mut program = Command::new(env!("CARGO_BIN_EXE_techclinic"));
    program.args(["import", kind]).arg(&file).args(["--database-url", &database(folder), "--data-dir"]).arg(folder);
    let ended = program.stdout(Stdio::null()).status().context("techclinic import")?;
    ensure!(ended.success(), "the import of {kind} failed");
    println!("{kind} brought in: {:.1} s", started.elapsed().as_secs_f64());
    Ok(())
}

fn database(folder: &Path) -> String {
    format!("sqlite://{}", folder.join("bench.db").display())
}

fn per_second(many: usize, started: Instant) -> f64 {
    many as f64 / started.elapsed().as_secs_f64()
}

fn say(what: &str, times: &[Duration]) {
    let mut times = times.to_vec();
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    println!("{what}: median {:.1} ms, p99 {:.1} ms (limit 30)", at(0.5), at(0.99));
}

/// MiB that this process holds for itself. What it sees of the files of database and index is not counted: the
/// machine takes it back as soon as anybody wants memory.
fn held() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
