//! What a process keeps in memory of a whole catalogue, and how a question is ranked in it.
//!
//! Of each text there is one vector in 8 bits and its words: at a hundred thousand texts some hundred
//! megabytes. Of these the nearest and those with most of the question's words are candidates; their entries
//! are read from where they are kept. What a signal is worth is told by some two hundred entries of the
//! catalogue that are drawn once and stay the same: not by those found, which are no ordinary ones.

use crate::best::best;
use crate::letters::Letters;
use crate::rank::{Evidence, Scale, Signals};
use crate::words::Words;
use crate::{Entry, Question, Small, Spelling, Vectors};
use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

/// Candidates for a question, and how many of them by what they mean; the others by their words. Each is read
/// from where it is kept. Of the hundred and eighty technologies of the public test collection these find as much
/// as all would (`benches/judge`); of a larger catalogue nobody has judged it.
const CANDIDATES: usize = 100;
const NEAREST: usize = 60;
/// Entries that show what is ordinary.
pub const ORDINARY: usize = 200;

/// Texts under the names by which their owner knows them.
pub struct Catalogue {
    words: Words,
    letters: Letters,
    middles: Vectors,
    /// Where each text stands among the words, and whose place each is.
    places: HashMap<u128, u32>,
    names: Vec<u128>,
    /// All names in an order that is drawn, and stays: the first are the ordinary ones.
    drawn: BTreeSet<(u64, u128)>,
}

/// Candidates for a question.
pub struct Candidates {
    /// Their names.
    pub names: Vec<u128>,
    words: Vec<f32>,
    /// What the words of the best possible text would be.
    most: f32,
}

/// One text as it was ranked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    /// Its name.
    pub name: u128,
    /// About zero for an ordinary one, three and more for one that fits.
    pub score: f32,
    /// How it looks from the question.
    pub signals: Signals,
    /// What each signal adds to the score, in the order of [`Signals`].
    pub shares: [f32; 6],
}

/// What a question found.
#[derive(Clone, Debug, Default)]
pub struct Ranking {
    /// The best first; those of one score in the order of their names.
    pub ranked: Vec<Ranked>,
    /// What is known of the question now.
    pub evidence: Evidence,
}

impl Catalogue {
    /// An empty catalogue for vectors of so many numbers.
    #[must_use]
    pub fn new(dimensions: usize) -> Self {
        Self {
            words: Words::default(),
            letters: Letters::default(),
            middles: Vectors::new(dimensions),
            places: HashMap::new(),
            names: Vec::new(),
            drawn: BTreeSet::new(),
        }
    }

    /// How many texts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Is there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// How many of them were understood.
    #[must_use]
    pub fn understood(&self) -> usize {
        self.middles.len()
    }

    /// Puts a text in, in the place of the one of that name. Until it is understood it is found by its words.
    pub fn put(&mut self, name: u128, spelling: &Spelling, middle: Option<&Small>) {
        self.remove(name);
        let place = self.words.add(&spelling.words);
        self.places.insert(name, place);
        debug_assert_eq!(place as usize, self.names.len(), "places are given in order");
        self.names.push(name);
        self.letters.add(spelling);
        self.drawn.insert(draw(name));
        if let Some(middle) = middle {
            self.middles.put(name, middle);
        }
    }

    /// Takes a text out. Was there one?
    pub fn remove(&mut self, name: u128) -> bool {
        let Some(place) = self.places.remove(&name) else { return false };
        self.words.remove(place);
        self.middles.remove(name);
        self.drawn.remove(&draw(name))
    }

    /// The names of the entries that show what is ordinary.
    pub fn ordinary(&self) -> impl Iterator<Item = u128> {
        self.drawn.iter().take(ORDINARY).map(|(_, name)| *name)
    }

    /// The texts that mean most what a vector means, the nearest first.
    #[must_use]
    pub fn nearest(&self, middle: &Small, most: usize) -> Vec<u128> {
        self.middles.nearest(middle, most).into_iter().map(|found| found.key).collect()
    }

    /// Which texts may answer a question: their entries are wanted for [`Self::rank`].
    #[must_use]
    pub fn candidates(&self, question: &Question) -> Candidates {
        let words = self.words.scores(&question.spelling.words);
        let mut names: Vec<u128> =
            self.middles.nearest(&question.need.whole, NEAREST).iter().map(|found| found.key).collect();
        let worded = words.iter().enumerate().filter(|(_, score)| **score > 0.0);
        let worded = best(worded.map(|(at, score)| (Ordered(*score), Reverse(at))), CANDIDATES - names.len());
        names.extend(worded.into_iter().map(|(_, Reverse(at))| self.names[at]));
        names.sort_unstable();
        names.dedup();
        Candidates { names, words, most: self.words.most(&question.spelling.words) }
    }

    /// Ranks candidates by their entries, and measures them on the ordinary ones.
    #[must_use]
    pub fn rank(
        &self,
        question: &Question,
        candidates: &Candidates,
        entries: &[(u128, Entry)],
        ordinary: &[(u128, Entry)],
    ) -> Ranking {
        let runs = self.letters.weigh(&question.spelling);
        let signals = |(name, entry): &(u128, Entry)| {
            let place = self.places.get(name).and_then(|place| candidates.words.get(*place as usize));
            entry.signals(question, &runs, &self.letters, place.copied().unwrap_or(0.0))
        };
        let script = question.need.script;
        let scale = Scale::of(&ordinary.iter().map(signals).collect::<Vec<Signals>>(), script);
        let ranked = entries.iter().map(|one| {
            let signals = signals(one);
            let shares = scale.shares(&signals, script);
            Ranked { name: one.0, score: shares.iter().sum(), signals, shares }
        });
        let mut ranked: Vec<Ranked> = ranked.collect();
        ranked.sort_unstable_by(|one, other| other.score.total_cmp(&one.score).then(one.name.cmp(&other.name)));
        let evidence = self.evidence(question, candidates.most, &ranked);
        Ranking { ranked, evidence }
    }

    fn evidence(&self, question: &Question, most: f32, ranked: &[Ranked]) -> Evidence {
        let Some(Ranked { signals, score, .. }) = ranked.first() else { return Evidence::default() };
        let Question { usual, inside, strange, outside, letters, .. } = *question;
        let share = if most > 0.0 { signals.words / most } else { 0.0 };
        let (script, catalogue) = (question.need.script, self.len());
        Evidence {
            signals: *signals,
            score: *score,
            share,
            usual,
            inside,
            strange,
            outside,
            script,
            letters,
            catalogue,
        }
    }
}

/// Where a name stands in the order that was drawn (the finaliser of SplitMix64).
fn draw(name: u128) -> (u64, u128) {
    let mut mixed = (name as u64) ^ ((name >> 64) as u64);
    mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    (mixed ^ mixed >> 31, name)
}

/// A score that can be put in order.
#[derive(PartialEq)]
struct Ordered(f32);

impl Eq for Ordered {}

impl Ord for Ordered {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Ordered {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NAMES: [&str; 5] = ["ตู้อบกล้วย", "เครื่องกรองน้ำ", "เตาเผาถ่าน", "ปุ๋ยหมักจากฟางข้าว", "บ่อเลี้ยงปลานิล"];

    fn of_words(texts: &[&str]) -> (Catalogue, Vec<(u128, Entry)>) {
        let mut catalogue = Catalogue::new(8);
        let entry = |text: &&str| Entry::of_words([text, ""], ["", ""]);
        let entries: Vec<(u128, Entry)> = (0_u128..).zip(texts.iter().map(entry)).collect();
        entries.iter().for_each(|(name, entry)| catalogue.put(*name, &entry.spelling, None));
        (catalogue, entries)
    }

    #[test]
    fn words_and_letters_alone_make_a_ranking() {
        let (mut catalogue, entries) = of_words(&NAMES);
        let question = Question::of_words("กรองน่ำ");
        let ranking = catalogue.rank(&question, &catalogue.candidates(&question), &entries, &entries);
        assert_eq!(ranking.ranked[0].name, 1);
        assert!(ranking.ranked[0].score > ranking.ranked[1].score && !question.is_understood());
        assert!((0.0..=1.0).contains(&ranking.evidence.share));
        catalogue.remove(1);
        assert!(!catalogue.candidates(&Question::of_words("กรองน้ำ")).names.contains(&1));
        assert_eq!((catalogue.len(), catalogue.ordinary().count()), (4, 4));
    }

    proptest! {
        #[test]
        fn putting_again_changes_nothing(times in 1_usize..4, asked in "[ก-ฮ]{0,12}") {
            let (once, _) = of_words(&NAMES);
            let (mut again, entries) = of_words(&NAMES);
            for _ in 0..times {
                entries.iter().for_each(|(name, entry)| again.put(*name, &entry.spelling, None));
            }
            let question = Question::of_words(&asked);
            prop_assert_eq!(once.candidates(&question).names, again.candidates(&question).names);
            prop_assert!(once.ordinary().eq(again.ordinary()));
        }
    }
}
