//! A text letter by letter as addresses are read: small, of the usual width, and without signs that have no
//! width at all.

use crate::numbers::is_thin;
use std::ops::Range;

pub(crate) struct Letters {
    /// As they are read.
    pub plain: Vec<char>,
    /// As they were written.
    pub written: Vec<char>,
    /// Where each begins and ends, in bytes.
    at: Vec<Range<usize>>,
}

impl Letters {
    pub fn of(text: &str) -> Self {
        let seen = text.char_indices().filter(|(_, letter)| !is_thin(*letter));
        let (at, written): (Vec<_>, Vec<_>) = seen.map(|(at, letter)| (at..at + letter.len_utf8(), letter)).unzip();
        let plain = written.iter().map(|letter| narrow(*letter).to_ascii_lowercase()).collect();
        Self { plain, written, at }
    }

    /// Letters of the text as bytes of it; there is one at least.
    pub fn bytes(&self, letters: Range<usize>) -> Range<usize> {
        self.at[letters.start].start..self.at[letters.end - 1].end
    }

    /// Does no Latin letter and no digit stand before `at`, so that a word of such may begin there?
    pub fn begins(&self, at: usize) -> bool {
        !at.checked_sub(1).is_some_and(|before| self.plain[before].is_ascii_alphanumeric())
    }

    /// Does this stand at `at`?
    pub fn holds(&self, at: usize, what: &str) -> bool {
        let mut what = what.chars();
        let mut here = self.plain[at.min(self.plain.len())..].iter();
        what.all(|letter| here.next() == Some(&letter))
    }

    /// Where the first of these that stands at `at` ends.
    pub fn after_any(&self, at: usize, words: &[&str]) -> Option<usize> {
        words.iter().find(|word| self.holds(at, word)).map(|word| at + word.chars().count())
    }

    /// Where letters that are all `kept` end, from `at` on.
    pub fn end_of(&self, at: usize, kept: impl Fn(char) -> bool) -> usize {
        at + self.plain[at.min(self.plain.len())..].iter().take_while(|letter| kept(**letter)).count()
    }

    /// Where letters that are all `kept` begin, back from `at`.
    pub fn start_of(&self, at: usize, kept: impl Fn(char) -> bool) -> usize {
        at - self.plain[..at].iter().rev().take_while(|letter| kept(**letter)).count()
    }

    /// What is read there.
    pub fn text(&self, letters: Range<usize>) -> String {
        self.plain[letters].iter().collect()
    }
}

/// A letter of full width in the usual one.
fn narrow(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xFEE0).unwrap_or(letter),
        _ => letter,
    }
}
