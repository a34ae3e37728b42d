//! The index at a thousand, ten thousand and a hundred thousand technologies: how fast words go in, how
//! soon questions of villagers are answered, and what it holds. The records are the sentences of the
//! public test collection, put together anew; the questions are its needs. Prints figures; nothing here
//! passes or fails.
#![expect(clippy::print_stdout, reason = "a bench speaks on the terminal")]

use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use search::{Change, Document, Index, Question, Signal};
use uuid::Uuid;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// Records written in one piece.
const CHUNK: usize = 2_000;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    // `cargo test --all-targets` runs benches too: there is nothing to test here.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let titles = column("technologies", "name_th")?;
    let sentences: Vec<String> =
        column("technologies", "summary_th")?.iter().flat_map(|text| text.split(' ').map(str::to_owned)).collect();
    let needs = column("needs", "text")?;
    for size in SIZES {
        at(size, &titles, &sentences, &needs)?;
    }
    Ok(())
}

fn at(size: usize, titles: &[String], sentences: &[String], needs: &[String]) -> Outcome<()> {
    let folder = std::env::temp_dir().join(format!("techclinic-bench-search-{size}"));
    drop(fs::remove_dir_all(&folder));
    let index = Index::open(&folder)?;
    let mut dice = Dice(size as u64);
    let started = Instant::now();
    for from in (0..size).step_by(CHUNK) {
        let records = (from..size.min(from + CHUNK)).map(|at| Change::Put(record(at, titles, sentences, &mut dice)));
        let records: Vec<Change> = records.collect();
        index.apply(records, i64::try_from(from)?)?;
    }
    let took = started.elapsed();
    println!(
        "{size} technologies: {:.0} a second into the index, {} MiB of files, {} MiB resident",
        size as f64 / took.as_secs_f64(),
        bytes(&folder)? >> 20,
        resident() >> 10
    );

    let bare = timed(titles, |title| {
        let words = thai::words::words(title);
        let word = words.first().map_or("", String::as_str);
        Ok(index.rank(&Question { limit: 1, ..Question::of(word, ["public"]) }, Signal::Words).map(drop)?)
    })?;
    say("  one word looked up (the limit)", &bare, None);
    let asked = timed(titles, |title| {
        let two: Vec<String> = thai::words::words(title).into_iter().take(2).collect();
        Ok(index.search(&Question::of(&two.join(" "), ["public"])).map(drop)?)
    })?;
    say("  two words searched, with counts", &asked, Some(&bare));
    let misspelt: Vec<String> = titles.iter().filter_map(|title| misspelt(title)).collect();
    let asked = timed(&misspelt, |words| Ok(index.nearest(&Question::of(words, ["public"])).map(drop)?))?;
    say("  two words of which one is misspelt, the nearest found", &asked, Some(&bare));
    let asked = timed(needs, |need| {
        let question = Question { limit: 100, ..Question::of(need, ["public"]).narrowed("kind", "technology") };
        Ok(index.rank(&question, Signal::Words).map(drop)?)
    })?;
    say("  a need ranked by words", &asked, Some(&bare));
    let asked = timed(needs, |need| {
        let question = Question { limit: 100, ..Question::of(need, ["public"]).narrowed("kind", "technology") };
        Ok(index.rank(&question, Signal::Runs).map(drop)?)
    })?;
    say("  a need ranked by runs of letters", &asked, Some(&bare));
    drop(index);
    fs::remove_dir_all(&folder)?;
    Ok(())
}

fn record(at: usize, titles: &[String], sentences: &[String], dice: &mut Dice) -> Document {
    let kind = if at.is_multiple_of(10) { "need" } else { "technology" };
    let mut document = Document::new(kind, Uuid::from_u128(at as u128 + 1)).readers(["public"]);
    document = document.title(&titles[dice.below(titles.len())]).facet("province", format!("{}", 10 + at % 77));
    (0..8).fold(document, |document, _| document.text(&sentences[dice.below(sentences.len())]))
}

/// Two words of a title, a letter left out of the second.
fn misspelt(title: &str) -> Option<String> {
    let mut words = thai::words::words(title).into_iter().filter(|word| word.chars().count() > 3);
    let (first, mut second) = (words.next()?, words.next()?.chars().collect::<Vec<char>>());
    second.remove(second.len() / 2);
    Some(format!("{first} {}", second.iter().collect::<String>()))
}

/// How long each question took, sorted.
fn timed(questions: &[String], ask: impl Fn(&str) -> Outcome<()>) -> Outcome<Vec<Duration>> {
    let mut times = Vec::new();
    for question in questions {
        let started = Instant::now();
        ask(question)?;
        times.push(started.elapsed());
    }
    times.sort_unstable();
    Ok(times)
}

fn say(what: &str, times: &[Duration], limit: Option<&[Duration]>) {
    let at = |times: &[Duration], share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    let ratio =
        limit.map_or(String::new(), |limit| format!(", {:.0} times the limit", at(times, 0.5) / at(limit, 0.5)));
    println!("{what}: median {:.2} ms, p99 {:.2} ms{ratio}", at(times, 0.5), at(times, 0.99));
}

/// One column of the two halves of the test collection.
fn column(of: &str, name: &str) -> Outcome<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../techclinic/collection");
    let mut values = Vec::new();
    for half in ["a", "b"] {
        for line in fs::read_to_string(folder.join(format!("{of}_{half}.jsonl")))?.lines() {
            let record: serde_json::Value = serde_json::from_str(line)?;
            values.extend(record[name].as_str().map(str::to_owned));
        }
    }
    Ok(values)
}

fn bytes(folder: &Path) -> Outcome<u64> {
    fs::read_dir(folder)?.try_fold(0, |sum, entry| Ok(sum + entry?.metadata()?.len()))
}

/// KiB of this process in memory, where the system tells.
fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// The same throws every time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % most as u64) as usize
    }
}
