//! Measures the centres of each kind of text, and fits what tells a need without an answer, on the tuning
//! half of the test collection: its needs and these cut short, in catalogues of many sizes, with their answers
//! and without. `cargo run -p meaning --release --example fit -- ENCODER COLLECTION` writes
//! `data/centres.bin` and `data/troubles.bin`, and prints the weights for `rank.rs`.
#![expect(clippy::print_stdout, reason = "a chore speaks on the terminal")]
#![expect(dead_code, reason = "the bench uses more of these files")]

#[path = "../benches/judge/collection.rs"]
mod collection;
#[path = "../benches/judge/drawn.rs"]
mod drawn;
#[path = "../benches/judge/ranked.rs"]
mod ranked;

use collection::{Asked, Technology};
use drawn::{Case, Class, SIZES, Shelves};
use meaning::rank::NUMBERS;
use meaning::{Encoder, KINDS, Kind, Reader, Script, Troubles, Vectors, troubles};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

const DIMENSIONS: usize = 384;
/// Parts among which the needs are dealt, to judge each by what was learnt of the others.
const FOLDS: usize = 7;
/// What each class of cases counts: needs that nothing answers are what people tell; those whose answers
/// were taken out are there that the bar may hold elsewhere.
const CLASSES: [(Class, f32); 3] = [(Class::Answered, 0.5), (Class::Removed, 0.08), (Class::Outside, 0.42)];
/// What catalogues of each size count, and needs cut short among the others.
const GROWTH: [f32; SIZES.len()] = [0.5, 0.5, 0.7, 1.0, 1.5, 1.5, 2.5];
const SHORT: f32 = 0.25;
/// How hard weights are held down.
const HELD: f64 = 3.0;
/// Whole needs with an answer that may be turned away in a catalogue of at least so many that are told in full,
/// across folds.
const TURNED_AWAY: f32 = 0.1;
const GROWN: usize = 45;

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
    let mut vectors = Vectors::new(DIMENSIONS);
    let troubles = Troubles::read(&reader, troubles::known(), &mut vectors);
    let file = std::fs::File::create(concat!(env!("CARGO_MANIFEST_DIR"), "/data/troubles.bin"));
    vectors.write(std::io::BufWriter::new(file.expect("a place to write"))).expect("a place to write");

    let catalogue = ranked::Read::all(&reader, &troubles, &technologies);
    let ranked: Vec<_> = needs.iter().map(|need| catalogue.rank(need)).collect();
    for script in [Script::Thai, Script::Latin] {
        println!("usual of {script:?}: {:?}", usual(ranked.iter().filter(|one| one.need.script == script)));
    }
    let none: Vec<bool> = needs.iter().map(|need| need.answers.is_empty()).collect();
    let wholes: Vec<Vec<f32>> = ranked
        .iter()
        .map(|one| one.need.whole.steps.iter().map(|step| f32::from(*step) * one.need.whole.step).collect())
        .collect();
    let all: Vec<usize> = (0..needs.len()).collect();
    let heard = heard(&needs);
    let direction = fit(&wholes, &none, &heard, &all, 3.0);
    written.extend(&direction);
    save(&written);

    let mut cases = Shelves::read(&reader, &troubles, &technologies).cases(&technologies, &needs);
    // The direction a need's vector is tried with was learnt from other needs, or it would be believed too much.
    for fold in 0..FOLDS {
        let learnt: Vec<usize> = all.iter().copied().filter(|at| at % FOLDS != fold).collect();
        let direction = fit(&wholes, &none, &heard, &learnt, 3.0);
        for case in cases.iter_mut().filter(|case| case.need % FOLDS == fold) {
            case.evidence.outside = dot(&case.whole, &direction) + direction[DIMENSIONS];
        }
    }
    bar(&cases, &needs);
}

/// Fits what tells that nothing answers, judges it across folds, and prints it with the bar.
fn bar(cases: &[Case], needs: &[Asked]) {
    println!("{} cases", cases.len());
    let rows: Vec<[f64; NUMBERS + 1]> = cases.iter().map(|case| row(&case.evidence.numbers())).collect();
    let counts = counts(cases, needs);
    let mut guess = vec![0.0_f32; cases.len()];
    for fold in 0..FOLDS {
        let (kept, learnt): (Vec<usize>, Vec<usize>) = (0..cases.len()).partition(|at| cases[*at].need % FOLDS == fold);
        let weights = softmax(&rows, cases, &counts, &learnt);
        kept.iter().for_each(|at| guess[*at] = none(&rows[*at], &weights) as f32);
    }
    let of = |short: bool, class: Class, sizes: &dyn Fn(usize) -> bool| -> Vec<f32> {
        let kept = |case: &Case| case.short == short && case.class == class && sizes(case.size);
        cases.iter().zip(&guess).filter(|(case, _)| kept(case)).map(|(_, guess)| *guess).collect()
    };
    let told = |case: &Case| !case.short && !case.brief && case.size >= GROWN && case.class == Class::Answered;
    let answered = cases.iter().zip(&guess).filter(|(case, _)| told(case));
    let mut answered: Vec<f32> = answered.map(|(_, guess)| *guess).collect();
    answered.sort_unstable_by(|a, b| b.total_cmp(a));
    let bar = answered[(TURNED_AWAY * answered.len() as f32) as usize];
    for short in [false, true] {
        for size in SIZES {
            let [answered, removed, outside] = CLASSES.map(|(class, _)| of(short, class, &|one| one == size));
            let share = |all: &[f32]| 100.0 * all.iter().filter(|one| **one > bar).count() as f32 / all.len() as f32;
            let both: Vec<f32> = answered.iter().chain(&outside).copied().collect();
            let yes: Vec<bool> = (0..both.len()).map(|at| at >= answered.len()).collect();
            println!(
                "short {short:<5} {size:>3}: turned away {:.1} %, recognised {:.1} % of those taken out, {:.1} % of those \
                 without; area {:.3}",
                share(&answered),
                share(&removed),
                share(&outside),
                area(&both, &yes)
            );
        }
    }
    let mut weights = softmax(&rows, cases, &counts, &(0..cases.len()).collect::<Vec<usize>>());
    weights.iter_mut().for_each(|weights| weights[NUMBERS] -= f64::from(bar));
    println!("bar {bar:.2} in the weights {weights:.2?}");
}

fn row(numbers: &[f32; NUMBERS]) -> [f64; NUMBERS + 1] {
    std::array::from_fn(|at| numbers.get(at).map_or(1.0, |number| f64::from(*number)))
}

/// The writers, and the share of the needs that each has written.
fn writers(needs: &[Asked]) -> BTreeMap<&str, f64> {
    let mut shares = BTreeMap::new();
    needs.iter().for_each(|need| *shares.entry(need.file.as_str()).or_default() += (needs.len() as f64).recip());
    shares
}

/// What each need counts when its sound is learnt: of each writer those with an answer and those without alike.
/// Some have written more of the latter, and it is not their voices that are to be learnt.
fn heard(needs: &[Asked]) -> Vec<f32> {
    let writers = writers(needs);
    let like = |one: &Asked, need: &Asked| one.file == need.file && one.answers.is_empty() == need.answers.is_empty();
    let count = |need: &Asked| writers[need.file.as_str()] / needs.iter().filter(|one| like(one, need)).count() as f64;
    needs.iter().map(|need| count(need) as f32).collect()
}

/// What each case counts: each need alike within its class, then as the constants say, within each class each
/// writer for all that they have written; on average one.
fn counts(cases: &[Case], needs: &[Asked]) -> Vec<f64> {
    let mut of_need: HashMap<(usize, bool, Class), f64> = HashMap::new();
    for case in cases {
        *of_need.entry((case.need, case.short, case.class)).or_default() += 1.0;
    }
    let growth = |size| GROWTH[SIZES.iter().position(|one| *one == size).unwrap_or(0)];
    let own = cases.iter().map(|case| f64::from(growth(case.size)) / of_need[&(case.need, case.short, case.class)]);
    let mut counts: Vec<f64> = own.collect();
    for (class, share) in CLASSES {
        for (short, part) in [(true, SHORT), (false, 1.0 - SHORT)] {
            for (writer, written) in writers(needs) {
                let is = |case: &Case| case.class == class && case.short == short && needs[case.need].file == writer;
                let these = || (0..cases.len()).filter(|at| is(&cases[*at]));
                let sum: f64 = these().map(|at| counts[at]).sum();
                let wanted = f64::from(share * part) * written * cases.len() as f64;
                these().for_each(|at| counts[at] *= wanted / sum);
            }
        }
    }
    counts
}

/// The logarithm of the odds that nothing answers.
fn none(row: &[f64; NUMBERS + 1], weights: &[[f64; NUMBERS + 1]; 2]) -> f64 {
    weights.iter().map(|weights| row.iter().zip(weights).map(|(a, b)| a * b).sum::<f64>().exp()).sum::<f64>().ln()
}

/// Logistic regression for three classes, of which the first has no weights, by Newton's steps.
fn softmax(rows: &[[f64; NUMBERS + 1]], cases: &[Case], counts: &[f64], learnt: &[usize]) -> [[f64; NUMBERS + 1]; 2] {
    const SIDE: usize = NUMBERS + 1;
    let mut weights = [[0.0_f64; SIDE]; 2];
    for _ in 0..15 {
        let mut slopes = vec![0.0_f64; 2 * SIDE];
        let mut bends = vec![vec![0.0_f64; 2 * SIDE]; 2 * SIDE];
        for at in 0..2 * SIDE {
            let held = if at % SIDE < NUMBERS { HELD } else { 1e-6 };
            slopes[at] = -held * weights[at / SIDE][at % SIDE];
            bends[at][at] = held;
        }
        for at in learnt {
            let row = &rows[*at];
            let odds = weights.map(|weights| row.iter().zip(&weights).map(|(a, b)| a * b).sum::<f64>().exp());
            let likely = odds.map(|one| one / (1.0 + odds[0] + odds[1]));
            for one in 0..2 {
                let is = f64::from(u8::from(cases[*at].class == CLASSES[one + 1].0));
                for (slope, number) in slopes[one * SIDE..].iter_mut().zip(row) {
                    *slope += counts[*at] * (is - likely[one]) * number;
                }
                for other in 0..2 {
                    let bend = counts[*at] * likely[one] * (f64::from(u8::from(one == other)) - likely[other]);
                    for (a, number) in row.iter().enumerate() {
                        for (sum, second) in bends[one * SIDE + a][other * SIDE..].iter_mut().zip(row) {
                            *sum += bend * number * second;
                        }
                    }
                }
            }
        }
        for (at, step) in solve(bends, slopes).into_iter().enumerate() {
            weights[at / SIDE][at % SIDE] += step;
        }
    }
    weights
}

/// Solves linear equations of a positive definite matrix by elimination.
fn solve(mut rows: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    for at in 0..right.len() {
        let (upper, lower) = rows.split_at_mut(at + 1);
        let pivot = &upper[at];
        for (row, below) in lower.iter_mut().zip(at + 1..) {
            let share = row[at] / pivot[at];
            row.iter_mut().zip(pivot).skip(at).for_each(|(value, above)| *value -= share * above);
            right[below] -= share * right[at];
        }
    }
    for at in (0..right.len()).rev() {
        let known: f64 = (at + 1..right.len()).map(|column| rows[at][column] * right[column]).sum();
        right[at] = (right[at] - known) / rows[at][at];
    }
    right
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

/// Logistic regression by plain descent, each row counting as it is told; `ease` is how freely weights grow.
fn fit(rows: &[Vec<f32>], yes: &[bool], counts: &[f32], learnt: &[usize], ease: f32) -> Vec<f32> {
    let size = rows[0].len();
    let mut weights = vec![0.0_f32; size + 1];
    let all: f32 = learnt.iter().map(|at| counts[*at]).sum();
    for _ in 0..4000 {
        let mut slope = vec![0.0_f32; size + 1];
        for at in learnt {
            let guess = 1.0 / (1.0 + (-dot(&rows[*at], &weights) - weights[size]).exp());
            let miss = (f32::from(u8::from(yes[*at])) - guess) * counts[*at] / all;
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
