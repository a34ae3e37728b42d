//! Sheets: how many pages of paper are read in a minute on one core, how many boxes of 500 pages were read wrongly
//! with nobody told, and how many a person has to look at, though the hand was clear. Prints figures with their ratio
//! to the limit; nothing here passes or fails.
#![expect(clippy::print_stdout, reason = "a bench speaks on the terminal")]
#![allow(missing_docs, dead_code, reason = "the pile is shared with the tests")]

#[path = "../tests/pile/mod.rs"]
mod pile;

use std::time::{Duration, Instant};

use paper::Verdict;
use pile::{Dice, Printed, Shot, answer, printed, shoot};
use xlsform::Kind;

/// Pages that are read.
const SHEETS: usize = 500;
/// Pages a minute on one core, at least.
const LEAST: f64 = 30.0;
/// The share of boxes that a person has to look at, at most.
const DOUBTFUL: f64 = 2.0;

fn main() {
    // `cargo test --all-targets` runs benches too: there is nothing to test here.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let pages: Vec<Printed> = Kind::ALL
        .into_iter()
        .zip(["APPL7K3M9Q", "EVAL7K3M9Q", "FLLW7K3M9Q"])
        .flat_map(|(kind, code)| printed(kind, code))
        .collect();
    let (mut spent, mut slowest) = (Duration::ZERO, Duration::ZERO);
    let (mut boxes, mut wrong, mut doubtful, mut lost) = (0, 0, 0, 0);
    for seed in 0..SHEETS as u64 {
        let mut dice = Dice(seed * 7_919 + 1);
        let from = &pages[dice.below(pages.len())];
        let fields = &from.layout.pages[from.page];
        let mut picture = from.picture.clone();
        let truth = answer(&mut picture, &fields.fields, &mut dice);
        let shot = Shot::any(&mut dice);
        let photograph = shoot(&picture, &shot, &mut dice);
        let begun = Instant::now();
        let seen = paper::find(&photograph);
        let read = seen.as_ref().map(|seen| seen.read(fields));
        let took = begun.elapsed();
        spent += took;
        slowest = slowest.max(took);
        boxes += truth.len();
        let (Ok(seen), Ok(read)) = (&seen, read) else {
            lost += 1;
            println!("  page {seed} not recognised: {:?} {shot:?}", seen.err());
            continue;
        };
        assert_eq!(seen.code, from.code);
        for (reading, (values, written)) in read.iter().zip(&truth) {
            match reading.verdict {
                Verdict::Sure if reading.values == *values && !written => {}
                Verdict::Written if *written => {}
                Verdict::Sure => {
                    wrong += 1;
                    println!(
                        "  page {seed} {}: read {:?}, was {values:?} {written} {shot:?}",
                        reading.name, reading.values
                    );
                }
                verdict => {
                    doubtful += 1;
                    if doubtful < 40 {
                        println!(
                            "  page {seed} {}: {verdict:?} {:?}, was {values:?} {written} {shot:?}",
                            reading.name, reading.values
                        );
                    }
                }
            }
        }
    }
    let minute = SHEETS as f64 * 60.0 / spent.as_secs_f64();
    let share = f64::from(doubtful) * 100.0 / boxes as f64;
    println!(
        "paper: {minute:.0} pages a minute on one core (at least {LEAST:.0}: {:.1} times), slowest {slowest:?}",
        minute / LEAST
    );
    println!("paper: {boxes} boxes on {SHEETS} pages, {wrong} read wrongly with nobody told (limit 0)");
    println!(
        "paper: {doubtful} doubtful, {share:.2} % (limit {DOUBTFUL:.0} %: {:.2}); {lost} pages not recognised",
        share / DOUBTFUL
    );
}
