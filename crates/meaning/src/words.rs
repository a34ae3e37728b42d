//! The words of a catalogue, and which of its texts have those of a need: BM25 in memory
//! (S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework", 2009).

use std::collections::{BTreeMap, HashMap};

/// How soon a word said again stops counting, and how much a longer text is discounted.
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// English words that tell no text from another, beside those that `thai` leaves out.
const COMMON: &str = "i we our us my me it its they them their this these those there here have has had do does did be been \
    was were not no but so if when what which who how why can could would should will shall may might very much many more most \
    some any all every each out up down off over under again then than too also just only about after before because while \
    during between into through without am he she his her you your get got go going want need help please like make makes made \
    making use using used";
/// Endings that English words lose, the longest first.
const ENDINGS: [&str; 13] = ["ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "s", "e", "y"];

/// The words by which a text is found: those of [`thai::words::words`], English ones without common
/// words and endings, so that "drying" finds "dryer".
///
/// ```
/// assert_eq!(meaning::words::terms("เครื่อง dryers and drying"), ["เครื่อง", "dry", "dry"]);
/// ```
#[must_use]
pub fn terms(text: &str) -> Vec<String> {
    let mut terms = thai::words::words(text);
    terms.retain_mut(|term| {
        if !term.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return true;
        }
        if COMMON.split_ascii_whitespace().any(|common| common == term) {
            return false;
        }
        let ending = ENDINGS.iter().find(|ending| term.len() >= ending.len() + 3 && term.ends_with(*ending));
        term.truncate(term.len() - ending.map_or(0, |ending| ending.len()));
        true
    });
    terms
}

/// Words by number, each once with how often it stands in a text.
pub type Counted = Vec<(u64, u16)>;

/// Counts the words of a text.
///
/// ```
/// use meaning::words::{count, terms};
/// assert_eq!(count(&terms("drying")), count(&["dry".to_owned()]));
/// assert_eq!(count(&["ก".to_owned(), "ก".to_owned()])[0].1, 2);
/// ```
#[must_use]
pub fn count(terms: &[String]) -> Counted {
    let mut counts: BTreeMap<u64, u16> = BTreeMap::new();
    for term in terms {
        let often = counts.entry(number(term)).or_default();
        *often = often.saturating_add(1);
    }
    counts.into_iter().collect()
}

/// The number by which a word is known (FNV-1a, its high half mixed in). That two words of a catalogue have
/// one number is as good as impossible, and would do no more than count one as the other.
fn number(word: &str) -> u64 {
    let hashed = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = word.bytes().fold(0xcbf2_9ce4_8422_2325, hashed);
    hash ^ hash >> 29
}

/// An index of texts by their words. A text's place is given when it is added and never again.
#[derive(Default)]
pub struct Words {
    places: HashMap<u64, u32>,
    /// For each word, in which texts it is, and how often.
    texts: Vec<Vec<(u32, u16)>>,
    /// How long each text is; zero for those removed.
    lengths: Vec<u32>,
    removed: usize,
    total: u64,
}

impl Words {
    /// How many texts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lengths.len() - self.removed
    }

    /// Is there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds a text; the answer is its place.
    pub fn add(&mut self, words: &[(u64, u16)]) -> u32 {
        let text = u32::try_from(self.lengths.len()).expect("fewer than four thousand million texts");
        for (word, often) in words {
            let next = u32::try_from(self.texts.len()).expect("fewer words than texts hold");
            let place = *self.places.entry(*word).or_insert(next);
            if place == next {
                self.texts.push(Vec::new());
            }
            self.texts[place as usize].push((text, *often));
        }
        // A text without a word keeps a length, so that it is not taken for one removed.
        let length = words.iter().map(|(_, often)| u32::from(*often)).sum::<u32>().max(1);
        self.lengths.push(length);
        self.total += u64::from(length);
        text
    }

    /// Takes a text out. Its entries stay until there are more removed texts than others.
    pub fn remove(&mut self, text: u32) {
        let Some(length) = self.lengths.get_mut(text as usize).filter(|length| **length > 0) else { return };
        self.total -= u64::from(*length);
        *length = 0;
        self.removed += 1;
        if self.removed > self.lengths.len() / 2 {
            for texts in &mut self.texts {
                texts.retain(|(text, _)| self.lengths[*text as usize] > 0);
            }
        }
    }

    /// What a text would have that had all of these words, over and over: no score is above it.
    #[must_use]
    pub fn most(&self, words: &[(u64, u16)]) -> f32 {
        let with = |word| self.places.get(word).map_or(0, |place| self.texts[*place as usize].len());
        words.iter().map(|(word, asked)| f32::from(*asked) * rarity(with(word), self.len()) * (K1 + 1.0)).sum()
    }

    /// How well each text, by its place, has these words: zero and more.
    #[must_use]
    pub fn scores(&self, words: &[(u64, u16)]) -> Vec<f32> {
        let mut scores = vec![0.0_f32; self.lengths.len()];
        let mean = self.total as f32 / self.len().max(1) as f32;
        // How much each text's length takes from a word; without end from those that were removed.
        let discount = |length: &u32| match length {
            0 => f32::INFINITY,
            length => K1 * (1.0 - B + B * *length as f32 / mean),
        };
        let discounts: Vec<f32> = self.lengths.iter().map(discount).collect();
        for (word, asked) in words {
            let Some(place) = self.places.get(word) else { continue };
            let texts = &self.texts[*place as usize];
            let rare = f32::from(*asked) * rarity(texts.len(), self.len()) * (K1 + 1.0);
            for (text, count) in texts {
                let (text, count) = (*text as usize, f32::from(*count));
                scores[text] += rare * count / (count + discounts[text]);
            }
        }
        scores
    }
}

/// How much a word says that so many of all texts have.
fn rarity(with: usize, all: usize) -> f32 {
    let (with, all) = (with as f32, all as f32);
    (1.0 + (all - with + 0.5).max(0.0) / (with + 0.5)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> Counted {
        count(&terms(text))
    }

    #[test]
    fn rare_words_count_most_and_removed_texts_not() {
        let mut words = Words::default();
        let places: Vec<u32> =
            ["เครื่องอบกล้วย", "เครื่องสีข้าว", "เครื่องกรองน้ำ"].iter().map(|text| words.add(&of(text))).collect();
        let scores = words.scores(&of("เครื่องกล้วย"));
        assert!(scores[0] > scores[1] && scores[1] > 0.0 && scores[1] == scores[2]);
        words.remove(places[0]);
        words.remove(places[0]);
        assert_eq!((words.scores(&of("กล้วย")), words.len()), (vec![0.0; 3], 2));
        words.remove(places[1]);
        assert!(words.scores(&of("เครื่อง"))[2] > 0.0, "entries are tidied, places stay");
    }

    proptest! {
        #[test]
        fn no_score_is_below_zero_or_above_the_most(texts in proptest::collection::vec("[ก-ฮa-c ]{0,20}", 0..8), asked in "[ก-ฮa-c ]{0,20}") {
            let mut words = Words::default();
            for text in &texts {
                words.add(&of(text));
            }
            let most = words.most(&of(&asked)) + 1e-3;
            prop_assert!(words.scores(&of(&asked)).iter().all(|score| (0.0..=most).contains(score)));
        }
    }
}
