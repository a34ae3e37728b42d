//! Measures the centres of each kind of text, and fits what tells a need without an answer, on the tuning
//! half of the test collection. `cargo run -p meaning --release --example fit -- ENCODER COLLECTION` writes
//! `data/centres.bin` and `data/troubles.bin`, and prints the weights for `rank.rs`.
#![expect(clippy::print_stdout, reason = "a chore speaks on the terminal")]
#![expect(dead_code, reason = "the bench uses more of these files")]

#[path = "../benches/judge/collection.rs"]
mod collection;
#[path = "../benches/judge/ranked.rs"]
mod ranked;

use collection::{Asked, Technology};
use meaning::{Encoder, KINDS, Kind, Reader, Script, Troubles, Vectors, troubles};
use std::path::Path;

const DIMENSIONS: usize = 384;
/// Parts among which the needs are dealt, to judge each by what was learnt of the others.
const FOLDS: usize = 7;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [encoder, folder] = &arguments[..] else { panic!("which encoder, which collection?") };
    let (technologies, mut needs) = collection::read(Path::new(folder));
    needs.retain(|need| need.tune);
    let open = || Encoder::open(Path::new(encoder)).expect("an encoder");
    let mut written = centres(&Reader::without_centres(open()), &technologies, &needs);
    let save = |numbers: &[f32]| {
        let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/data/centres.bin"), bytes).expect("a place to write");
    };
    save(&written);
    let reader = Reader::with_centres(open(), written.clone());
    let catalogue = ranked::Read::all(&reader, &technologies);
    let mut ranked: Vec<_> = needs.iter().map(|need| catalogue.rank(&reader, need)).collect();
    for script in [Script::Thai, Script::Latin] {
        println!("usual of {script:?}: {:?}", usual(ranked.iter().filter(|one| one.need.script == script)));
    }
    let none: Vec<bool> = needs.iter().map(|need| need.answers.is_empty()).collect();
    let wholes: Vec<Vec<f32>> = ranked
        .iter()
        .map(|one| one.need.whole.steps.iter().map(|step| f32::from(*step) * one.need.whole.step).collect())
        .collect();
    // The direction a need's vector is tried with was learnt from other needs, or it would be believed too much.
    for fold in 0..FOLDS {
        let learnt: Vec<usize> = (0..needs.len()).filter(|at| at % FOLDS != fold).collect();
        let direction = fit(&wholes, &none, &learnt, 3.0);
        for at in (fold..needs.len()).step_by(FOLDS) {
            ranked[at].outside = dot(&wholes[at], &direction) + direction[DIMENSIONS];
        }
    }
    let evidence: Vec<Vec<f32>> = ranked.iter().map(|one| one.evidence().numbers().to_vec()).collect();
    let all: Vec<usize> = (0..needs.len()).collect();
    for at in 0..8 {
        let one: Vec<f32> = evidence.iter().map(|row| row[at]).collect();
        println!("evidence {at}: area {:.3}", area(&one, &none));
    }
    for ease in [0.3, 1.0, 3.0, 10.0] {
        let mut guess = vec![0.0; needs.len()];
        for fold in 0..FOLDS {
            let learnt: Vec<usize> = all.iter().copied().filter(|at| (at / 3) % FOLDS != fold).collect();
            let weights = fit(&evidence, &none, &learnt, ease);
            for at in all.iter().filter(|at| (*at / 3) % FOLDS == fold) {
                guess[*at] = dot(&evidence[*at], &weights) + weights[8];
            }
        }
        println!(
            "ease {ease}: area {:.3} across folds; weights {:?}",
            area(&guess, &none),
            fit(&evidence, &none, &all, ease)
        );
    }
    let direction = fit(&wholes, &none, &all, 3.0);
    written.extend(&direction);
    save(&written);
    let mut vectors = Vectors::new(DIMENSIONS);
    let _ = Troubles::read(&Reader::with_centres(open(), written), troubles::known(), &mut vectors);
    let file = std::fs::File::create(concat!(env!("CARGO_MANIFEST_DIR"), "/data/troubles.bin"));
    vectors.write(std::io::BufWriter::new(file.expect("a place to write"))).expect("a place to write");
}

/// Mean and deviation of each signal over all technologies, on average over needs.
fn usual<'a>(ranked: impl Iterator<Item = &'a ranked::Ranked>) -> Vec<[f32; 2]> {
    let ranked: Vec<_> = ranked.collect();
    let signal = |at: usize| {
        let of_need = ranked.iter().map(|one| {
            let values: Vec<f32> = one.signals.iter().map(|signals| signals.in_order()[at]).collect();
            let mean = values.iter().sum::<f32>() / values.len() as f32;
            let squares = values.iter().map(|value| (value - mean).powi(2)).sum::<f32>();
            [mean, (squares / values.len() as f32).sqrt()]
        });
        let sums = of_need.fold([0.0; 2], |sums, one| [sums[0] + one[0], sums[1] + one[1]]);
        sums.map(|sum| sum / ranked.len() as f32)
    };
    (0..6).map(signal).collect()
}

/// The mean of the vectors of each kind in each script.
fn centres(reader: &Reader, technologies: &[Technology], needs: &[Asked]) -> Vec<f32> {
    let mut sums = vec![vec![0.0_f32; DIMENSIONS + 1]; 2 * KINDS.len()];
    let mut count = |text: &str, kind: Kind| {
        if text.trim().is_empty() {
            return;
        }
        let at = 2 * KINDS.iter().position(|one| *one == kind).unwrap_or(0) + Script::of(text) as usize;
        for (sum, number) in sums[at].iter_mut().zip(reader.read(text, kind).iter().chain(&[1.0])) {
            *sum += number;
        }
    };
    for need in needs {
        count(&need.text, Kind::Need);
        meaning::need_parts(&need.text).iter().for_each(|part| count(part, Kind::NeedPart));
    }
    for technology in technologies {
        for [name, summary] in [&technology.thai, &technology.english] {
            count(&format!("{name} {summary}"), Kind::Technology);
            count(name, Kind::TechnologyPart);
            meaning::technology_parts(summary).iter().for_each(|part| count(part, Kind::TechnologyPart));
        }
    }
    for trouble in troubles::known() {
        trouble.said.iter().for_each(|text| count(text, Kind::Trouble));
        trouble.remedy.iter().for_each(|text| count(text, Kind::Remedy));
    }
    sums.iter().flat_map(|sum| sum[..DIMENSIONS].iter().map(move |number| number / sum[DIMENSIONS].max(1.0))).collect()
}

/// Logistic regression by plain descent, both classes counting alike; `ease` is how freely weights grow.
fn fit(rows: &[Vec<f32>], yes: &[bool], learnt: &[usize], ease: f32) -> Vec<f32> {
    let size = rows[0].len();
    let mut weights = vec![0.0_f32; size + 1];
    let share = |class: bool| 0.5 / learnt.iter().filter(|at| yes[**at] == class).count().max(1) as f32;
    let shares = [share(false), share(true)];
    for _ in 0..4000 {
        let mut slope = vec![0.0_f32; size + 1];
        for at in learnt {
            let guess = 1.0 / (1.0 + (-dot(&rows[*at], &weights) - weights[size]).exp());
            let miss = (f32::from(u8::from(yes[*at])) - guess) * shares[usize::from(yes[*at])];
            for (slope, number) in slope.iter_mut().zip(rows[*at].iter().chain(&[1.0])) {
                *slope += miss * number;
            }
        }
        let pull = 1.0 / (ease * learnt.len() as f32);
        for (at, (weight, slope)) in weights.iter_mut().zip(&slope).enumerate() {
            *weight += 0.3 * (slope - if at < size { pull * *weight } else { 0.0 });
        }
    }
    weights
}

fn dot(row: &[f32], weights: &[f32]) -> f32 {
    row.iter().zip(weights).map(|(a, b)| a * b).sum()
}

/// How often a need without an answer has the greater number: the area under the curve.
fn area(numbers: &[f32], yes: &[bool]) -> f32 {
    let (mut above, mut pairs) = (0.0, 0.0);
    for (a, _) in numbers.iter().zip(yes).filter(|(_, yes)| **yes) {
        for (b, _) in numbers.iter().zip(yes).filter(|(_, yes)| !**yes) {
            above += if a > b {
                1.0
            } else if a == b {
                0.5
            } else {
                0.0
            };
            pairs += 1.0;
        }
    }
    above / pairs
}
