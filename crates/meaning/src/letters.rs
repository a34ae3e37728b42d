//! How alike two texts are by their letters: runs of two to four, so that a tone mark forgotten or a word
//! spelled by ear costs little of the likeness.

use std::collections::HashMap;

use crate::Spelling;

/// Lengths of the runs.
const RUNS: std::ops::RangeInclusive<usize> = 2..=4;
/// Counts kept; runs that fall together are counted together, which is rare and does little.
const COUNTS: usize = 1 << 18;

/// In how many texts each run is. A text that changes is counted again and none is counted out: what is
/// wanted is how common a run is, and a thousand corrections change that little.
pub struct Letters {
    counts: Vec<u32>,
    texts: u32,
}

/// The runs of one text in order, each with its weight; of length one together.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Runs(Vec<(u32, f32)>);

impl Default for Letters {
    fn default() -> Self {
        Self { counts: vec![0; COUNTS], texts: 0 }
    }
}

impl Letters {
    /// Counts a text in.
    pub fn add(&mut self, text: &Spelling) {
        self.texts += 1;
        for (run, _) in &text.runs {
            self.counts[*run as usize] += 1;
        }
    }

    /// The weighted runs of a text. Runs that no text has say nothing.
    pub(crate) fn weigh(&self, text: &Spelling) -> Runs {
        let weighed = text.runs.iter().filter_map(|(run, often)| Some((*run, self.weight(*run, *often)?)));
        let mut weighed: Vec<(u32, f32)> = weighed.collect();
        let length = weighed.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        weighed.iter_mut().for_each(|(_, weight)| *weight /= length);
        Runs(weighed)
    }

    fn weight(&self, run: u32, often: u8) -> Option<f32> {
        let count = self.counts[run as usize];
        let weight = (1.0 + f32::from(often).ln()) * ((self.texts as f32 + 1.0) / (count as f32 + 1.0)).ln();
        (count > 0 && weight > 0.0).then_some(weight)
    }

    /// How alike a text is to one whose runs were weighed: from zero, nothing alike, to one, the same.
    pub(crate) fn alike(&self, asked: &Runs, text: &Spelling) -> f32 {
        let (mut sum, mut length, mut own) = (0.0, 0.0, asked.0.iter().peekable());
        for (run, often) in &text.runs {
            let Some(weight) = self.weight(*run, *often) else { continue };
            length += weight * weight;
            while own.next_if(|(other, _)| other < run).is_some() {}
            if let Some((_, other)) = own.next_if(|(other, _)| other == run) {
                sum += weight * other;
            }
        }
        if length > 0.0 { sum / length.sqrt() } else { 0.0 }
    }
}

/// Does this name a run?
pub(crate) fn is_place(run: u32) -> bool {
    (run as usize) < COUNTS
}

/// How often each run is in a text given by its search key, a space before and after each stretch of
/// letters.
pub(crate) fn runs(key: &str) -> Vec<(u32, u8)> {
    let mut runs: HashMap<u32, u8> = HashMap::new();
    let mut letters: Vec<char> = Vec::new();
    for stretch in key.split(' ').filter(|stretch| !stretch.is_empty()) {
        letters.clear();
        letters.push(' ');
        letters.extend(stretch.chars());
        letters.push(' ');
        for length in RUNS {
            for run in letters.windows(length) {
                let often = runs.entry(place(run)).or_default();
                *often = often.saturating_add(1);
            }
        }
    }
    let mut runs: Vec<(u32, u8)> = runs.into_iter().collect();
    runs.sort_unstable();
    runs
}

/// Where a run is counted (FNV-1a over its letters, its high half mixed in).
fn place(run: &[char]) -> u32 {
    let hash = run.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, letter| {
        (hash ^ u64::from(u32::from(*letter))).wrapping_mul(0x0100_0000_01b3)
    });
    ((hash ^ hash >> 29) % COUNTS as u64) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn alike(letters: &Letters, one: &str, other: &str) -> f32 {
        letters.alike(&letters.weigh(&Spelling::of(one)), &Spelling::of(other))
    }

    #[test]
    fn a_slip_leaves_texts_alike() {
        let mut letters = Letters::default();
        let texts = ["ปุ๋ยหมักจากฟางข้าว", "เครื่องกรองน้ำ", "ตู้อบแห้ง"];
        texts.iter().for_each(|text| letters.add(&Spelling::of(text)));
        let alike = texts.map(|text| alike(&letters, "ปุยหมักจากฟางเข้า", text));
        assert!(alike[0] > 0.5 && alike[1] < 0.1 && alike[2] < 0.1, "{alike:?}");
    }

    proptest! {
        #[test]
        fn likeness_is_between_nothing_and_all(texts in proptest::collection::vec("[ก-ฮa-c ]{0,20}", 2..6)) {
            let mut letters = Letters::default();
            texts.iter().for_each(|text| letters.add(&Spelling::of(text)));
            let (one, other) = (alike(&letters, &texts[0], &texts[1]), alike(&letters, &texts[1], &texts[0]));
            prop_assert!((0.0..1.001).contains(&one) && (one - other).abs() < 1e-5);
        }
    }
}
