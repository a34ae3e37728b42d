//! The words of an index, as what was typed is compared with them. They change only when the index does, so
//! they are put in order once for each state of it, by the first question that needs them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use tantivy::Searcher;
use tantivy::schema::Field;

use crate::error::SearchError;
use crate::pieces;
use crate::spelled::By;

/// All words of one state of an index.
pub(crate) struct Lexicon {
    /// Each with the number of records in which it stands.
    terms: BTreeMap<String, u64>,
    written: OnceLock<Vocabulary>,
    heard: OnceLock<Vocabulary>,
    latin: OnceLock<Vec<Word>>,
}

/// The Thai words, in the order of the letters by which they are compared.
pub(crate) struct Vocabulary {
    /// How they are compared.
    pub by: By,
    /// In order.
    pub words: Vec<Word>,
}

/// A word of the index.
pub(crate) struct Word {
    /// As it is compared.
    pub letters: Vec<char>,
    /// As it stands in the index.
    pub term: String,
    /// In how many records it stands.
    pub often: u64,
    /// Is it one of the dictionary?
    pub known: bool,
}

impl Lexicon {
    /// Reads the words of a field.
    pub fn read(searcher: &Searcher, field: Field) -> Result<Self, SearchError> {
        let mut all = BTreeMap::new();
        for segment in searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            let mut terms = index.terms().stream()?;
            while let Some((term, told)) = terms.next() {
                if let Ok(term) = std::str::from_utf8(term) {
                    *all.entry(term.to_owned()).or_default() += u64::from(told.doc_freq);
                }
            }
        }
        Ok(Self { terms: all, written: OnceLock::new(), heard: OnceLock::new(), latin: OnceLock::new() })
    }

    /// Does a word stand in the index?
    pub fn has(&self, word: &str) -> bool {
        self.terms.contains_key(word)
    }

    /// The Thai words, compared by their letters or as they are heard.
    pub fn thai(&self, by: By) -> &Vocabulary {
        let (kept, compared): (_, fn(&str) -> Option<String>) = match by {
            By::Letters => (&self.written, |term| Some(term.to_owned())),
            By::Ear => (&self.heard, thai::latin::heard),
        };
        kept.get_or_init(|| {
            let thai = |term: &str| term.chars().nth(1).is_some() && term.chars().all(|c| matches!(c, 'ก'..='๎'));
            Vocabulary { by, words: self.words(|term| if thai(term) { compared(term) } else { None }) }
        })
    }

    /// The words in Latin letters, compared as they sound.
    pub fn latin(&self) -> &[Word] {
        self.latin.get_or_init(|| self.words(|term| term.is_ascii().then(|| pieces::sounding(term))))
    }

    /// Those that can be compared so, in the order of what they are compared by.
    fn words(&self, compared: impl Fn(&str) -> Option<String>) -> Vec<Word> {
        let word = |(term, often): (&String, &u64)| {
            let letters: Vec<char> = compared(term)?.chars().collect();
            let known = thai::words::is_word(term);
            (!letters.is_empty()).then(|| Word { letters, term: term.clone(), often: *often, known })
        };
        let mut words: Vec<Word> = self.terms.iter().filter_map(word).collect();
        words.sort_by(|one, other| one.letters.cmp(&other.letters));
        words
    }
}

impl Vocabulary {
    /// Does it stand in the index?
    pub fn has(&self, word: &str) -> bool {
        let letters: Vec<char> = word.chars().collect();
        self.by == By::Letters && self.words.binary_search_by(|one| one.letters.cmp(&letters)).is_ok()
    }
}

impl Word {
    /// The rarer, the larger.
    pub fn rare(&self) -> u32 {
        self.often.leading_zeros()
    }
}
