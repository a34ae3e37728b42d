//! Words that mean the same to the network: what a village says beside what a catalogue says.

use std::collections::HashMap;

use crate::pieces;

/// Groups of phrases that stand for each other.
#[derive(Clone, Debug, Default)]
pub struct Thesaurus {
    /// Each phrase as its words, under its first word; the other phrases of its group.
    phrases: HashMap<String, Vec<Phrase>>,
}

#[derive(Clone, Debug)]
struct Phrase {
    words: Vec<String>,
    others: Vec<Vec<String>>,
}

impl Thesaurus {
    /// Reads groups of phrases, such as `["กะปอม", "กิ้งก่า"]`.
    pub fn new<'a>(groups: impl IntoIterator<Item = Vec<&'a str>>) -> Self {
        let mut thesaurus = Self::default();
        for group in groups {
            let phrases: Vec<Vec<String>> =
                group.into_iter().map(pieces::words).filter(|words| !words.is_empty()).collect();
            for (at, words) in phrases.iter().enumerate() {
                let others =
                    phrases.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, words)| words.clone());
                let phrase = Phrase { words: words.clone(), others: others.filter(|other| other != words).collect() };
                thesaurus.phrases.entry(words[0].clone()).or_default().push(phrase);
            }
        }
        thesaurus
    }

    /// The phrases that mean what some part of these words means, and where that part stands.
    pub(crate) fn meant(&self, words: &[String]) -> Vec<(std::ops::Range<usize>, Vec<String>)> {
        let mut meant = Vec::new();
        for (at, word) in words.iter().enumerate() {
            for phrase in self.phrases.get(word).into_iter().flatten() {
                if words[at..].starts_with(&phrase.words) {
                    let place = at..at + phrase.words.len();
                    meant.extend(phrase.others.iter().map(|other| (place.clone(), other.clone())));
                }
            }
        }
        meant
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_brings_its_others_and_nothing_else() {
        let thesaurus = Thesaurus::new([vec!["ปลาร้า", "ปลาแดก"], vec!["น้ำบาดาล", "น้ำใต้ดิน", "บ่อเจาะ"]]);
        let words = pieces::words("ทำปลาแดกขาย");
        let meant = thesaurus.meant(&words);
        assert!(meant.iter().any(|(_, other)| *other == pieces::words("ปลาร้า")), "{words:?} {meant:?}");
        assert!(thesaurus.meant(&pieces::words("ทอผ้า")).is_empty());
    }
}
