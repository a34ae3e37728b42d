//! Sheets: how many pages of paper are read in a minute on one core, how many boxes of 500 pages were read wrongly
//! with nobody told, and how many a person has to look at, though the hand was clear. Prints figures with their ratio
//! to the limit; nothing here passes or fails.
#![expect(clippy::print_stdout, reason = "a bench speaks on the terminal")]
#![allow(missing_docs, dead_code, reason = "the pile is shared with the tests")]

#[path = "../tests/pile/mod.rs"]
mod pile;

use std::time::{Duration, Instant};

use paper::{Reading, Verdict};
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
    let mut told = Told::default();
    for seed in 0..SHEETS as u64 {
        told.take(&pages, seed);
    }
    told.say();
}

/// What came of all pages.
#[derive(Default)]
struct Told {
    spent: Duration,
    slowest: Duration,
    boxes: usize,
    wrong: usize,
    doubtful: usize,
    lost: usize,
}

impl Told {
    /// One page more: filled in, photographed and read.
    fn take(&mut self, pages: &[Printed], seed: u64) {
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
        self.spent += took;
        self.slowest = self.slowest.max(took);
        self.boxes += truth.len();
        let (Ok(seen), Ok(read)) = (&seen, read) else {
            self.lost += 1;
            println!("  page {seed} not recognised: {:?} {shot:?}", seen.err());
            return;
        };
        assert_eq!(seen.code, from.code);
        for (reading, truth) in read.iter().zip(&truth) {
            self.compare(seed, reading, truth);
        }
    }

    fn compare(&mut self, seed: u64, reading: &Reading, (values, written): &(Vec<String>, bool)) {
        match reading.verdict {
            Verdict::Sure if reading.values == *values && !written => return,
            Verdict::Written if *written => return,
            Verdict::Sure => self.wrong += 1,
            _ => self.doubtful += 1,
        }
        println!("  page {seed}: {reading:?}, was {values:?}, by hand: {written}");
    }

    fn say(&self) {
        let minute = SHEETS as f64 * 60.0 / self.spent.as_secs_f64();
        let share = self.doubtful as f64 * 100.0 / self.boxes as f64;
        let (boxes, slowest, lost) = (self.boxes, self.slowest, self.lost);
        println!("paper: {minute:.0} pages a minute on one core (at least {LEAST:.0}), slowest {slowest:?}");
        println!("paper: {boxes} boxes on {SHEETS} pages, {} read wrongly with nobody told (limit 0)", self.wrong);
        println!(
            "paper: {} doubtful, {share:.2} % (limit {DOUBTFUL:.0} %); {lost} pages not recognised",
            self.doubtful
        );
    }
}
