//! Judges the ranking on the public test collection, beside the ways it must surpass: BM25 over dictionary
//! words, runs of letters, shared trigrams, and the first two fused by their ranks. Shows what each signal
//! brings, and how well needs without an answer are recognised. Prints figures; nothing here fails.
//!
//! `cargo bench -p meaning --bench judge -- [tune] [COLLECTION]`; without `tune` the judging half is used.
#![expect(clippy::print_stdout, reason = "a bench speaks on the terminal")]

#[expect(dead_code, reason = "fitting asks who wrote a need")]
mod collection;
#[expect(dead_code, reason = "fitting wants more of a case")]
mod drawn;
mod measures;
mod ranked;

use collection::{Asked, Technology};
use drawn::{Case, Class, SIZES, Shelves};
use meaning::rank::Signals;
use meaning::words::{Words, count};
use meaning::{Encoder, Reader, Troubles, Vectors, troubles};
use measures::{Measures, area, interval, mean};
use ranked::{Ranked, Read};
use std::collections::BTreeSet;
use std::path::Path;

const STYLES: [&str; 6] = ["formal", "colloquial", "dialect", "misspelled", "english", "keywords"];
/// What reciprocal rank fusion adds to a rank (G. Cormack et al., SIGIR 2009).
const FUSION: f32 = 60.0;

/// Takes signals away.
type Without = fn(&mut Signals);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --all-targets` runs benches too: there is nothing to test here.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    let tune = arguments.iter().any(|argument| argument == "tune");
    let given = arguments.iter().find(|argument| !argument.starts_with("--") && *argument != "tune");
    let usual = concat!(env!("CARGO_MANIFEST_DIR"), "/../techclinic/collection");
    let (technologies, mut needs) = collection::read(Path::new(given.map_or(usual, String::as_str)));
    needs.retain(|need| need.tune == tune);
    let encoder = Encoder::open(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/model/e5.safetensors")));
    let reader = Reader::new(encoder.expect("the encoder's file"));
    let troubles = Troubles::read(&reader, troubles::known(), &mut Vectors::new(384));
    let catalogue = Read::all(&reader, &troubles, &technologies);
    let ranked: Vec<Ranked> = needs.iter().map(|need| catalogue.rank(need)).collect();
    let judge = Judge { technologies: &technologies, needs: &needs };
    let half = if tune { "tuning" } else { "judging" };
    println!("{} technologies, {} needs of the {half} half", technologies.len(), needs.len());
    judge.table(&ranked);
    judge.without_answer(&ranked);
    growth(&Shelves::read(&reader, &troubles, &technologies).cases(&technologies, &needs));
}

/// How the bar holds as a catalogue grows: each need in catalogues of so many technologies drawn at random,
/// its answers among them or taken out.
fn growth(cases: &[Case]) {
    println!("share turned away of needs whose answer is there; recognised of those whose answers were taken out,");
    println!("and of those that nothing answers; area of the latter, and of both");
    for (short, name) in [(false, "whole needs"), (true, "cut short")] {
        for size in SIZES {
            let of = |class: Class| -> Vec<f32> {
                let cases = cases.iter().filter(|case| case.short == short && case.size == size && case.class == class);
                cases.map(|case| case.evidence.unanswerable()).collect()
            };
            let [answered, removed, outside] = [Class::Answered, Class::Removed, Class::Outside].map(of);
            let share = |all: &[f32]| 100.0 * all.iter().filter(|one| **one > 0.5).count() as f64 / all.len() as f64;
            let both = [&removed[..], &outside].concat();
            println!(
                "{name:<12} {size:>4}:  {:>5.1} %  {:>5.1} %  {:>5.1} %   {:.3} {:.3}",
                share(&answered),
                share(&removed),
                share(&outside),
                area(&outside, &answered),
                area(&both, &answered)
            );
        }
    }
}

struct Judge<'a> {
    technologies: &'a [Technology],
    needs: &'a [Asked],
}

impl Judge<'_> {
    /// The measures of each need with an answer, in the order of the needs, from the scores of all.
    fn measure(&self, scores: &[Vec<f32>]) -> Vec<(&str, Measures)> {
        let answered = self.needs.iter().zip(scores).filter(|(need, _)| !need.answers.is_empty());
        let measured = answered.map(|(need, scores)| {
            let mut order: Vec<usize> = (0..scores.len()).collect();
            order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
            let order: Vec<&str> = order.iter().map(|at| self.technologies[*at].id.as_str()).collect();
            (need.style.as_str(), Measures::of(&order, &need.answers))
        });
        measured.collect()
    }

    fn line(&self, name: &str, scores: &[Vec<f32>]) -> Vec<f64> {
        let measured = self.measure(scores);
        let ndcg: Vec<f64> = measured.iter().map(|(_, one)| one.ndcg).collect();
        let (low, high) = interval(&ndcg);
        print!("{name:<28} {:.3} [{low:.3}, {high:.3}]", mean(&ndcg));
        for style in STYLES {
            let of_style = measured.iter().filter(|(of, _)| *of == style).map(|(_, one)| one.ndcg);
            print!(" {:>7.3}", mean(&of_style.collect::<Vec<f64>>()));
        }
        let recall: Vec<f64> = measured.iter().map(|(_, one)| one.recall).collect();
        let reciprocal: Vec<f64> = measured.iter().map(|(_, one)| one.reciprocal).collect();
        println!("  {:.3} {:.3}", mean(&recall), mean(&reciprocal));
        ndcg
    }

    fn table(&self, ranked: &[Ranked]) {
        println!("{:<28} nDCG@10 [95 %]       formal colloq. dialect misspel english keyword  rec@3 MRR", "");
        let words = self.by_words();
        let letters: Vec<Vec<f32>> =
            ranked.iter().map(|one| one.signals.iter().map(|signals| signals.letters).collect()).collect();
        let fused: Vec<Vec<f32>> = words.iter().zip(&letters).map(|(a, b)| fuse(a, b)).collect();
        self.line("words (BM25)", &words);
        self.line("letters (runs of 2 to 4)", &letters);
        self.line("shared trigrams", &self.by_trigrams());
        let before = self.line("words and letters, fused", &fused);
        let ours: Vec<Vec<f32>> = ranked.iter().map(Ranked::scores_of_candidates).collect();
        let after = self.line("ours", &ours);
        let gain: Vec<f64> = after.iter().zip(&before).map(|(after, before)| after - before).collect();
        let (low, high) = interval(&gain);
        println!("ours above the fusion: {:.3} [{low:.3}, {high:.3}]", mean(&gain));
        self.line("were all candidates", &ranked.iter().map(Ranked::scores).collect::<Vec<Vec<f32>>>());
        let without: [(&str, Without); 8] = [
            ("without the whole", |signals| signals.whole = 0.0),
            ("without the sentences", |signals| (signals.parts, signals.by_parts) = (0.0, 0.0)),
            ("without the troubles", |signals| signals.troubles = 0.0),
            ("without the words", |signals| signals.words = 0.0),
            ("without the letters", |signals| signals.letters = 0.0),
            ("without words and letters", |signals| (signals.words, signals.letters) = (0.0, 0.0)),
            ("only the whole", |signals| *signals = Signals { whole: signals.whole, ..Signals::default() }),
            ("no encoder", |signals| {
                *signals = Signals { words: signals.words, letters: signals.letters, ..Signals::default() };
            }),
        ];
        for (name, without) in without {
            let scores: Vec<Vec<f32>> = ranked.iter().map(|one| one.scores_without(without)).collect();
            self.line(name, &scores);
        }
    }

    fn by_words(&self) -> Vec<Vec<f32>> {
        let mut words = Words::default();
        self.technologies.iter().for_each(|one| {
            words.add(&count(&thai::words::words(&one.text())));
        });
        self.needs.iter().map(|need| words.scores(&count(&thai::words::words(&need.text)))).collect()
    }

    /// The share of a need's trigrams that a technology has, as PostgreSQL's `word_similarity` means it.
    fn by_trigrams(&self) -> Vec<Vec<f32>> {
        let theirs: Vec<_> = self.technologies.iter().map(|one| trigrams(&one.text())).collect();
        let scores = self.needs.iter().map(|need| {
            let own = trigrams(&need.text);
            theirs.iter().map(|one| own.intersection(one).count() as f32 / own.len().max(1) as f32).collect()
        });
        scores.collect()
    }

    fn without_answer(&self, ranked: &[Ranked]) {
        let likely: Vec<f32> = ranked.iter().map(|one| one.evidence.unanswerable()).collect();
        let of = |none: bool, style: Option<&str>| -> Vec<f32> {
            let needs = self.needs.iter().zip(&likely).filter(|(need, _)| need.answers.is_empty() == none);
            let needs = needs.filter(|(need, _)| style.is_none_or(|style| need.style == style));
            needs.map(|(_, likely)| *likely).collect()
        };
        let share =
            |all: &[f32]| 100.0 * all.iter().filter(|likely| **likely > 0.5).count() as f64 / all.len().max(1) as f64;
        println!("needs without an answer:      area  recognised  others turned away");
        for style in std::iter::once(None).chain(STYLES.map(Some)) {
            let (yes, no) = (of(true, style), of(false, style));
            let name = style.unwrap_or("all");
            println!("{name:<28}  {:.3}  {:>6.1} %    {:>6.1} %", area(&yes, &no), share(&yes), share(&no));
        }
        let alone = [("score", 0), ("words", 1), ("troubles", 5), ("above", 7), ("inside", 8), ("sound", 9)];
        let alone = alone.map(|(name, at)| format!("{name} {:.3}", self.one(ranked, at)));
        println!("the area of one piece of evidence alone: {}", alone.join(", "));
    }

    /// The area of one piece of evidence alone.
    fn one(&self, ranked: &[Ranked], at: usize) -> f64 {
        let of = |none: bool| -> Vec<f32> {
            let needs = self.needs.iter().zip(ranked).filter(|(need, _)| need.answers.is_empty() == none);
            needs.map(|(_, one)| one.evidence.numbers()[at]).collect()
        };
        let area = area(&of(true), &of(false));
        area.max(1.0 - area)
    }
}

fn trigrams(text: &str) -> BTreeSet<[char; 3]> {
    let key: Vec<char> = format!("  {} ", thai::words::search_key(text)).chars().collect();
    key.windows(3).map(|run| [run[0], run[1], run[2]]).collect()
}

/// Reciprocal rank fusion.
fn fuse(a: &[f32], b: &[f32]) -> Vec<f32> {
    let ranks = |scores: &[f32]| {
        let mut order: Vec<usize> = (0..scores.len()).collect();
        order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
        let mut ranks = vec![0.0; scores.len()];
        order.iter().enumerate().for_each(|(rank, at)| ranks[*at] = rank as f32 + 1.0);
        ranks
    };
    ranks(a).iter().zip(ranks(b)).map(|(a, b)| 1.0 / (FUSION + a) + 1.0 / (FUSION + b)).collect()
}
