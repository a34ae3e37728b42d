//! How a text is written: its words and its runs of letters, counted. All that a ranking wants of a text
//! before anybody has understood it.

use crate::Error;
use crate::kept::{count, rows, take};
use crate::letters::runs;
use crate::words::{Counted, terms};

/// The first byte of a kept spelling: another for other words or other runs.
const FORM: u8 = 1;

/// The words and the runs of letters of one text, each once with how often it stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spelling {
    pub(crate) words: Counted,
    pub(crate) runs: Vec<(u32, u8)>,
}

impl Spelling {
    /// The spelling of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self { words: crate::words::count(&terms(text)), runs: runs(&thai::words::search_key(text)) }
    }

    /// The form in which it is kept: some two thousand bytes for a description.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![FORM];
        count(&mut bytes, self.words.len());
        for (word, often) in &self.words {
            bytes.extend(word.to_le_bytes());
            bytes.extend(often.to_le_bytes());
        }
        count(&mut bytes, self.runs.len());
        for (run, often) in &self.runs {
            bytes.extend(run.to_le_bytes());
            bytes.push(*often);
        }
        bytes
    }

    /// A spelling out of its kept form.
    ///
    /// # Errors
    /// When it was cut short, or is of another form: then it must be made anew.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        Self::parse(bytes).ok_or_else(|| Error::Shape("spelling".to_owned()))
    }

    fn parse(mut bytes: &[u8]) -> Option<Self> {
        let from = &mut bytes;
        if take(from, 1)? != [FORM] {
            return None;
        }
        let words = rows::<10>(from)?.iter().map(|[a, b, c, d, e, f, g, h, often @ ..]| {
            (u64::from_le_bytes([*a, *b, *c, *d, *e, *f, *g, *h]), u16::from_le_bytes(*often))
        });
        let words = words.collect();
        let runs = rows::<5>(from)?.iter().map(|[a, b, c, d, often]| (u32::from_le_bytes([*a, *b, *c, *d]), *often));
        let runs = runs.filter(|(run, _)| crate::letters::is_place(*run)).collect();
        from.is_empty().then_some(Self { words, runs })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_spelling_comes_back(text in "[ก-ฮa-c ]{0,60}", cut in any::<prop::sample::Index>()) {
            let spelling = Spelling::of(&text);
            let bytes = spelling.to_bytes();
            prop_assert_eq!(Spelling::from_bytes(&bytes).unwrap(), spelling);
            prop_assert!(Spelling::from_bytes(&bytes[..cut.index(bytes.len())]).is_err());
        }

        #[test]
        fn no_bytes_are_trusted(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            let _ = Spelling::from_bytes(&bytes);
            let _ = Spelling::from_bytes(&[&[FORM][..], &bytes].concat());
        }
    }
}
