//! Reads a stretch of letters as words of the index, however the typed letters would be cut: first what
//! changes fewest letters of the whole stretch. Words that were typed well stay, unless their neighbours say
//! that another was meant.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::rc::Rc;

use crate::error::SearchError;
use crate::lexicon::{Vocabulary, Word};
use crate::spelled::{By, HALF, LETTER, Rows};

/// Readings that are looked at; beyond these nothing near is left.
const LOOKED_AT: usize = 1_000;

/// A word of fewer letters is too easily another.
const LEAST: usize = 3;

/// What was typed, without its spaces.
pub(crate) struct Stretch {
    letters: Vec<char>,
    /// At which letters a well typed word begins that must not be taken for another; the end among them.
    good: Vec<bool>,
    /// Before which letters somebody set a space.
    spaced: Vec<bool>,
}

/// What can be asked of the index, for whoever asks.
pub(crate) trait Standing {
    /// Is there a record with this word?
    fn has(&mut self, word: &str) -> Result<bool, SearchError>;
    /// Is there a record in which these two stand side by side?
    fn beside(&mut self, one: &str, next: &str) -> Result<bool, SearchError>;
    /// Would this question be answered?
    fn answers(&mut self, text: &str) -> Result<bool, SearchError>;
}

/// A word that may stand for the letters up to `end`.
#[derive(Clone, Copy)]
struct Step {
    end: usize,
    far: u8,
    /// Which word of the vocabulary; none for one of those that are in no index.
    word: Option<usize>,
}

/// A beginning of the stretch as it is read.
struct Reading {
    before: Option<usize>,
    at: usize,
    far: u8,
    step: Step,
    /// The last word that is in the index, and whether it was changed boldly.
    last: Option<(usize, Change)>,
    /// Is it known to stand beside the one before?
    checked: bool,
    words: u32,
    rare: u32,
}

/// What a word makes of the letters that were typed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Change {
    /// Nothing else.
    None,
    /// Another word than one that nobody knows.
    Mended,
    /// Another than one that is well known: only its neighbours can tell that it was meant.
    Bold,
    /// One long word of what was well known pieces.
    Whole,
}

impl Stretch {
    /// Reads parts that somebody set apart. A part is well typed when each word of it is known.
    pub fn new(parts: &[&str], vocabulary: &Vocabulary) -> Self {
        let mut stretch = Self { letters: Vec::new(), good: Vec::new(), spaced: Vec::new() };
        for part in parts {
            let words = thai::words::segment(part);
            let known = |word: &String| {
                thai::words::is_common(word)
                    || word.chars().nth(1).is_some() && thai::words::is_word(word)
                    || vocabulary.has(word)
            };
            let good = vocabulary.by == By::Letters && words.iter().all(known);
            let begin = stretch.letters.len();
            for word in &words {
                let first = stretch.letters.len();
                stretch.letters.extend(word.chars());
                stretch.good.resize(stretch.letters.len(), false);
                stretch.good[first] = good;
            }
            stretch.spaced.resize(stretch.letters.len(), false);
            if begin < stretch.letters.len() {
                stretch.spaced[begin] = true;
            }
        }
        stretch
    }

    /// How many letters it has.
    pub fn len(&self) -> usize {
        self.letters.len()
    }

    /// Is all of it well typed?
    pub fn is_good(&self) -> bool {
        (0..self.len()).all(|at| self.good_at(at))
    }

    /// How far the best reading may be: half a letter for each three, a whole one at least. By ear so many
    /// words are alike that only long ones may be inexact.
    fn reach(&self, by: By) -> u8 {
        let letters = self.letters.len();
        match by {
            By::Letters => u8::try_from(letters / 3).map_or(LETTER, |halves| (halves * HALF).clamp(LETTER, 5 * HALF)),
            By::Ear => u8::from(letters >= 10) * LETTER,
        }
    }

    /// The nearest readings, at most so many, the nearest first; none is what was typed.
    pub fn readings(
        &self,
        vocabulary: &Vocabulary,
        most: usize,
        standing: &mut impl Standing,
    ) -> Result<Vec<String>, SearchError> {
        let mut search = Search {
            stretch: self,
            vocabulary,
            reach: self.reach(vocabulary.by),
            steps: HashMap::new(),
            readings: Vec::new(),
            open: BinaryHeap::new(),
        };
        search.run(most, standing)
    }

    /// The steps that may be taken from a letter on, none further than `reach`.
    fn steps(&self, at: usize, vocabulary: &Vocabulary, reach: u8) -> Vec<Step> {
        let typed = &self.letters[at..];
        let mut steps = Vec::new();
        for length in 1..=typed.len().min(8) {
            let word: String = typed[..length].iter().collect();
            if vocabulary.by == By::Letters && thai::words::is_common(&word) {
                steps.push(Step { end: at + length, far: 0, word: None });
            }
        }
        let mut rows = Rows::new(vocabulary.by, typed);
        let (mut kept, mut dead) = (0, usize::MAX);
        let mut before: &[char] = &[];
        for (number, word) in vocabulary.words.iter().enumerate() {
            let common = before.iter().zip(&word.letters).take_while(|(one, other)| one == other).count();
            before = &word.letters;
            // All words that begin as the one before did, up to where it became too far, are too far.
            if common >= dead {
                continue;
            }
            dead = usize::MAX;
            kept = kept.min(common);
            rows.keep(kept);
            for letter in &word.letters[kept..] {
                kept += 1;
                if rows.push(*letter) > reach {
                    dead = kept;
                    break;
                }
            }
            if dead == usize::MAX {
                let short = word.letters.len() < LEAST;
                let near = rows.far().iter().enumerate().skip(1);
                let near = near.filter(|(_, far)| **far == 0 || !short && **far <= reach);
                steps.extend(near.map(|(end, far)| Step { end: at + end, far: *far, word: Some(number) }));
            }
        }
        steps
    }

    /// What a step changes.
    fn change(&self, from: usize, step: &Step, word: &Word) -> Option<Change> {
        if step.far == 0 {
            return Some(Change::None);
        }
        let typed: Vec<usize> = (from..step.end).filter(|at| self.good[*at]).collect();
        let in_good = self.good_at(from);
        if !in_good && !typed.iter().any(|at| *at > from) {
            return Some(Change::Mended);
        }
        let ends = step.end == self.letters.len() || self.good[step.end] || !self.good_at(step.end);
        let whole = self.good[from] && ends && typed.len() > 1;
        match step.far {
            far if whole && word.known && usize::from(far) * 3 <= (step.end - from) * usize::from(HALF) => {
                Some(Change::Whole)
            }
            far if far <= HALF => Some(Change::Bold),
            _ => None,
        }
    }

    /// Does this letter stand in a well typed part?
    fn good_at(&self, at: usize) -> bool {
        let first = (0..=at).rev().find(|at| self.spaced.get(*at).copied().unwrap_or(false)).unwrap_or(0);
        self.good.get(first).copied().unwrap_or(false)
    }
}

/// The search for the nearest readings.
struct Search<'a> {
    stretch: &'a Stretch,
    vocabulary: &'a Vocabulary,
    reach: u8,
    steps: HashMap<usize, Rc<[Step]>>,
    readings: Vec<Reading>,
    open: BinaryHeap<Reverse<(u8, u32, u32, usize)>>,
}

impl Search<'_> {
    fn run(&mut self, most: usize, standing: &mut impl Standing) -> Result<Vec<String>, SearchError> {
        let mut found: Vec<String> = Vec::new();
        self.go_on(None);
        for _ in 0..LOOKED_AT {
            let Some(Reverse((.., number))) = self.open.pop() else { break };
            if !self.stands(number, standing)? {
                continue;
            }
            if self.readings[number].at < self.stretch.len() {
                self.go_on(Some(number));
                continue;
            }
            let (text, reading) = (self.text(number), &self.readings[number]);
            // Alone, nothing beside a well known word tells that another was meant.
            let alone = reading.words == 1 && reading.last.is_some_and(|(_, change)| change == Change::Bold);
            let told = reading.far > 0 || self.vocabulary.by == By::Ear;
            if told && !alone && !found.contains(&text) && standing.answers(&text)? {
                found.push(text);
                if found.len() == most {
                    break;
                }
            }
        }
        Ok(found)
    }

    /// Every step from where a reading ends. The first that ends there is the nearest: no later one can go
    /// further.
    fn go_on(&mut self, number: Option<usize>) {
        let (at, far) = number.map_or((0, 0), |number| (self.readings[number].at, self.readings[number].far));
        let (stretch, vocabulary, reach) = (self.stretch, self.vocabulary, self.reach);
        let steps = self.steps.entry(at).or_insert_with(|| stretch.steps(at, vocabulary, reach - far).into()).clone();
        for &step in steps.iter().filter(|step| far + step.far <= reach) {
            let Some(change) =
                step.word.map_or(Some(Change::None), |word| stretch.change(at, &step, &vocabulary.words[word]))
            else {
                continue;
            };
            self.add(number, far, step, change);
        }
    }

    fn add(&mut self, before: Option<usize>, far: u8, step: Step, change: Change) {
        let (words, rare, last) = before
            .map_or((0, 0, None), |one| (self.readings[one].words, self.readings[one].rare, self.readings[one].last));
        let word = step.word.map(|word| &self.vocabulary.words[word]);
        // Of two as near, the one of fewer words, that are known to the dictionary and stand more often.
        let rare = rare + word.map_or(0, |word| word.rare() + if word.known { 0 } else { u64::BITS });
        let words = words + u32::from(step.word.is_some());
        let last = step.word.map(|word| (word, change)).or(last);
        let reading = Reading { before, at: step.end, far: far + step.far, step, last, checked: false, words, rare };
        self.push(reading);
    }

    fn push(&mut self, reading: Reading) {
        let number = self.readings.len();
        self.open.push(Reverse((reading.far, reading.words, reading.rare, number)));
        self.readings.push(reading);
    }

    /// Does its last word stand beside the one before, where that must be so? One that need not, but does
    /// not, comes later.
    fn stands(&mut self, number: usize, standing: &mut impl Standing) -> Result<bool, SearchError> {
        let reading = &self.readings[number];
        let Some((word, change)) = reading.step.word.and(reading.last).filter(|_| !reading.checked) else {
            return Ok(true);
        };
        let ear = self.vocabulary.by == By::Ear;
        let term = &self.vocabulary.words[word].term;
        if (ear || change != Change::None) && !standing.has(term)? {
            return Ok(false);
        }
        let Some((before, changed)) = reading.before.and_then(|before| self.readings[before].last) else {
            return Ok(true);
        };
        if !ear && changed == Change::None && change == Change::None {
            return Ok(true);
        }
        if standing.beside(&self.vocabulary.words[before].term, term)? {
            return Ok(true);
        }
        if ear || change == Change::Bold || changed == Change::Bold {
            return Ok(false);
        }
        let start = reading.before.map_or(0, |before| self.readings[before].at);
        let further = reading.far + if self.stretch.spaced[start] { 0 } else { HALF };
        if further == reading.far {
            return Ok(true);
        }
        if further <= self.reach {
            let Reading { before, at, step, last, words, rare, .. } = *reading;
            self.push(Reading { before, at, far: further, step, last, checked: true, words, rare });
        }
        Ok(false)
    }

    /// The words of a reading.
    fn text(&self, number: usize) -> String {
        let mut words = Vec::new();
        let mut next = Some(number);
        while let Some(number) = next {
            let reading = &self.readings[number];
            words.extend(reading.step.word.map(|word| self.vocabulary.words[word].term.as_str()));
            next = reading.before;
        }
        words.reverse();
        words.join(" ")
    }
}
