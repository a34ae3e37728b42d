//! How fast texts become vectors on one core, and how soon the nearest of many are found, beside what the
//! memory could give at best. Prints figures; nothing here passes or fails.
#![expect(clippy::print_stdout, reason = "a bench speaks on the terminal")]

use meaning::words::{Words, count, terms};
use meaning::{
    Catalogue, Encoder, Entry, Question, Reader, Side, Small, Spelling, Troubles, Understood, Vectors, troubles,
};
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

/// A search, a need and a description, as they are typed.
const TEXTS: [(&str, &str); 3] = [
    ("a search", include_str!("texts/search.txt")),
    ("a need", include_str!("texts/need.txt")),
    ("a description", include_str!("texts/description.txt")),
];
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    // `cargo test --all-targets` runs benches too: there is nothing to test here.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/model/e5.safetensors"));
    let started = Instant::now();
    let encoder = Encoder::open(path).expect("the encoder's file");
    println!("encoder opened in {:.0} ms", millis(started.elapsed()));
    for (name, text) in TEXTS {
        let times = times(60, || drop(black_box(encoder.encode(text, Side::Need))));
        let (half, most) = (times[30], times[59]);
        println!(
            "{name} of {} letters: {:.1} ms at the median, {:.1} at most, {:.0} texts/s",
            text.chars().count(),
            millis(half),
            millis(most),
            half.as_secs_f64().recip()
        );
    }
    let reader = Reader::new(encoder);
    let times_of_need = times(20, || drop(black_box(reader.need(TEXTS[1].1))));
    println!("a need with its sentences: {:.1} ms at the median", millis(times_of_need[10]));
    nearest();
    index();
    matching(&reader);
}

/// The nearest twenty of many, and the bare reading of as many bytes.
fn nearest() {
    let mut draw = drawn();
    let mut next = || 2.0 * draw() - 1.0;
    for size in SIZES {
        let mut vectors = Vectors::new(384);
        for key in 0..size {
            vectors.put(key as u128, &Small::of(&(0..384).map(|_| next()).collect::<Vec<f32>>()));
        }
        let asked = Small::of(&(0..384).map(|_| next()).collect::<Vec<f32>>());
        let found = times(100, || drop(black_box(vectors.nearest(&asked, 20))));
        let bytes = vec![1_u8; size * 388];
        let read = times(100, || {
            black_box(
                bytes.as_chunks::<8>().0.iter().map(|eight| u64::from_le_bytes(*eight)).fold(0, u64::wrapping_add),
            );
        });
        println!(
            "{size} vectors: the nearest twenty in {:.2} ms at the median, {:.2} at the 99th; bare reading {:.2} ms, {:.1} times that",
            millis(found[50]),
            millis(found[98]),
            millis(read[50]),
            found[50].as_secs_f64() / read[50].as_secs_f64()
        );
    }
}

/// How many descriptions a second are indexed by their words.
fn index() {
    let (mut words, started) = (Words::default(), Instant::now());
    let many = 4_000;
    for at in 0..many {
        words.add(&count(&terms(&format!("{} {at}", TEXTS[2].1))));
    }
    println!("{:.0} descriptions a second indexed by their words", f64::from(many) / started.elapsed().as_secs_f64());
}

/// How soon a need understood before is matched in a catalogue of each size, and what the process holds:
/// invented technologies of a hundred words, of which common ones are in most and rare ones in a few.
fn matching(reader: &Reader) {
    let troubles = Troubles::read(reader, troubles::known(), &mut Vectors::new(384));
    let need = reader.need(TEXTS[1].1);
    let kept = Entry::new([TEXTS[0].1, TEXTS[2].1], ["", ""], reader, &troubles);
    let (spelling, understood) = (kept.spelling.to_bytes(), kept.understood.to_bytes());
    let read = |name: &u128| {
        let spelling = Spelling::from_bytes(&spelling).expect("what was just written");
        let understood = Understood::from_bytes(&understood).expect("what was just written");
        (*name, Entry { spelling, understood })
    };
    let mut draw = drawn();
    let mut catalogue = Catalogue::new(384);
    let asked = terms(TEXTS[1].1);
    for size in SIZES {
        let started = Instant::now();
        let before = catalogue.len();
        while catalogue.len() < size {
            let rank = |share: f32| (share * share * share * 20_000.0) as usize;
            let invented = (0..100).map(|_| rank(draw())).map(|rank| match asked.get(rank) {
                Some(term) => term.clone(),
                None => format!("w{rank}"),
            });
            let text = invented.collect::<Vec<String>>().join(" ");
            let vector: Vec<f32> = (0..384).map(|_| draw() - 0.5).collect();
            catalogue.put(catalogue.len() as u128, &Spelling::of(&text), Some(&Small::of(&vector)));
        }
        let second = (size - before) as f64 / started.elapsed().as_secs_f64();
        let ordinary: Vec<(u128, Entry)> = catalogue.ordinary().map(|name| read(&name)).collect();
        let times = times(200, || {
            let question = Question::new(TEXTS[1].1, need.clone(), reader, &troubles);
            let found = catalogue.candidates(&question);
            let entries: Vec<(u128, Entry)> = found.names.iter().map(read).collect();
            black_box(catalogue.rank(&question, &found, &entries, &ordinary));
        });
        println!(
            "{size} technologies: read {second:.0} a second; matched in {:.1} ms at the median, {:.1} at the 99th of a \
             hundred; {} MiB held",
            millis(times[100]),
            millis(times[197]),
            held()
        );
    }
    println!("an entry as it is kept: {} bytes", spelling.len() + understood.len());
}

/// Memory that this process holds, in MiB.
fn held() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    pages.split(' ').nth(1).and_then(|pages| pages.parse::<usize>().ok()).unwrap_or(0) * 4 / 1024
}

/// Numbers between zero and one, the same ones each time.
fn drawn() -> impl FnMut() -> f32 {
    let mut state = 1_u64;
    move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f32 / (1 << 24) as f32
    }
}

/// How long each of so many runs took, the shortest first.
fn times(runs: usize, run: impl Fn()) -> Vec<Duration> {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let started = Instant::now();
            run();
            started.elapsed()
        })
        .collect();
    times.sort_unstable();
    times
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
