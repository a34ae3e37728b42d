//! What may have been meant: words of the index that are spelled, or sound, nearly like what was typed.

use std::sync::Arc;

use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use crate::error::SearchError;
use crate::lexicon::{Lexicon, Word};
use crate::pieces;
use crate::spelled::By;
use crate::stretch::{Standing, Stretch};

/// Letters of a question that are looked at: a longer one is no misspelt word.
const LETTERS_MOST: usize = 60;
/// Pieces of a question that are looked at.
const PIECES_MOST: usize = 6;
/// Near words that are tried for one piece, the nearest first.
const TRIED_MOST: usize = 8;
/// Near words of each piece of which some may stand together, and how often that is tried.
const TOGETHER: usize = 4;
const TOGETHER_MOST: usize = 60;
/// Parts of a question that are offered, and which are too common to be: what stands in one record of so many,
/// where there are as many at all.
const PARTS_MOST: usize = 3;
const COMMON: u64 = 10;
const COMMON_LEAST: u64 = 100;
/// A shorter English word is too easily another.
const ENGLISH_LEAST: usize = 5;
/// Sounds of a word by which it may be known, though one is left out.
const HEARD_LEAST: usize = 5;
/// The longest Thai words in Latin letters.
const LATIN_MOST: usize = 40;

/// The question with what stands nowhere spelled as the nearest that does. What this reader may not find is
/// never offered.
pub(crate) fn nearest(
    lexicon: impl FnOnce() -> Result<Arc<Lexicon>, SearchError>,
    typed: &str,
    standing: &mut impl Standing,
) -> Result<Option<String>, SearchError> {
    if typed.chars().count() > LETTERS_MOST || pieces::runs(typed).is_empty() {
        return Ok(None);
    }
    for mended in thai::repair::guesses(typed) {
        if standing.answers(&mended)? {
            return Ok(Some(mended));
        }
    }
    // Whoever writes an abbreviation means nothing that is spelled like it.
    if thai::words::written_out(typed).is_some() {
        return Ok(None);
    }
    let lexicon = lexicon()?;
    if typed.is_ascii() { latin(&lexicon, typed, standing) } else { thai_and_latin(&lexicon, typed, standing) }
}

/// The words of a question that are found alone, where all of it is not: the rarest tell most.
pub(crate) fn parts(
    searcher: &Searcher,
    field: Field,
    typed: &str,
    standing: &mut impl Standing,
) -> Result<Vec<String>, SearchError> {
    let pieces = pieces::asked(typed);
    if typed.chars().count() > LETTERS_MOST || pieces.len() < 2 || thai::words::written_out(typed).is_some() {
        return Ok(Vec::new());
    }
    let mut parts: Vec<(u64, String)> = Vec::new();
    for piece in pieces.into_iter().take(PIECES_MOST) {
        let tells = piece.chars().nth(1).is_some() && !piece.chars().any(char::is_numeric);
        let often = searcher.doc_freq(&Term::from_field_text(field, &piece))?;
        let common = often > searcher.num_docs().max(COMMON_LEAST) / COMMON;
        if tells && !common && !parts.iter().any(|(_, part)| *part == piece) && standing.has(&piece)? {
            parts.push((often, piece));
        }
    }
    parts.sort();
    parts.truncate(PARTS_MOST);
    Ok(parts.into_iter().map(|(_, part)| part).collect())
}

/// What was typed in Latin letters alone: one word, or Thai words that stand side by side, as they are heard;
/// else English words, each by the nearest.
fn latin(lexicon: &Lexicon, typed: &str, standing: &mut impl Standing) -> Result<Option<String>, SearchError> {
    let parts: Vec<&str> = typed.split_whitespace().collect();
    let whole = parts.concat();
    if whole.len() <= LATIN_MOST && !whole.contains(|letter: char| letter.is_ascii_digit()) {
        // Set apart, two words are no other one; they may be one in which every sound is right.
        let near = near(lexicon, &whole, if parts.len() == 1 { usize::MAX } else { 0 }, standing)?;
        if let Some(word) = near.into_iter().next() {
            return Ok(Some(word));
        }
        let vocabulary = lexicon.thai(By::Ear);
        let heard = thai::latin::typed(&whole);
        let readings = Stretch::new(&[&heard], vocabulary).readings(vocabulary, 1, standing)?;
        if let Some(reading) = readings.into_iter().next() {
            return Ok(Some(reading));
        }
    }
    let mut pieces = ways(lexicon, typed, standing)?;
    for ways in &mut pieces {
        // Half heard and half left as it is, a question is another.
        ways.retain(|way| way.is_ascii());
    }
    meant(typed, &pieces, standing)
}

/// Thai, with Latin words and numbers between.
fn thai_and_latin(lexicon: &Lexicon, typed: &str, standing: &mut impl Standing) -> Result<Option<String>, SearchError> {
    let key = thai::words::search_key(typed);
    let (thai, other): (Vec<&str>, Vec<&str>) = key.split(' ').partition(|part| thai::latin::heard(part).is_some());
    let vocabulary = lexicon.thai(By::Letters);
    let stretch = Stretch::new(&thai, vocabulary);
    if stretch.len() < 2 || other.len() > PIECES_MOST {
        return Ok(None);
    }
    if other.is_empty() {
        let read = stretch.readings(vocabulary, 1, standing)?.into_iter().next();
        return if read.is_some() || stretch.is_good() {
            Ok(read)
        } else {
            heard_alike(lexicon, &thai.concat(), standing)
        };
    }
    let mut pieces = vec![if standing.answers(&thai.join(" "))? { vec![thai.join(" ")] } else { Vec::new() }];
    pieces[0].extend(stretch.readings(vocabulary, TOGETHER, standing)?);
    for part in other {
        pieces.extend(ways(lexicon, part, standing)?);
    }
    meant(&key, &pieces, standing)
}

/// The word of the dictionary that is heard like all that was typed, or nearly: สับปะรด of "สัปรด".
fn heard_alike(lexicon: &Lexicon, typed: &str, standing: &mut impl Standing) -> Result<Option<String>, SearchError> {
    let heard: Vec<char> = thai::latin::heard(typed).unwrap_or_default().chars().collect();
    if heard.len() < HEARD_LEAST {
        return Ok(None);
    }
    let far = |word: &Word| {
        // A sound may be left out; another sound is another word.
        let missing = word.letters.len().abs_diff(heard.len());
        let far = distance(&heard, &word.letters, 1).filter(|far| *far == missing)?;
        (word.known && heard[0] == word.letters[0]).then(|| (far, u64::MAX - word.often, word.term.clone()))
    };
    let mut alike: Vec<(usize, u64, String)> = lexicon.thai(By::Ear).words.iter().filter_map(far).collect();
    alike.sort();
    for (.., term) in alike {
        if standing.has(&term)? {
            return Ok(Some(term));
        }
    }
    Ok(None)
}

/// Each piece as it was typed where it stands somewhere, and its nearest words.
fn ways(lexicon: &Lexicon, typed: &str, standing: &mut impl Standing) -> Result<Vec<Vec<String>>, SearchError> {
    let key = thai::words::search_key(typed);
    let mut pieces = Vec::new();
    for piece in key.split(' ').filter(|piece| !piece.is_empty()) {
        let mut ways = if standing.answers(piece)? { vec![piece.to_owned()] } else { Vec::new() };
        if piece.len() >= ENGLISH_LEAST && !lexicon.has(piece) {
            ways.extend(near(lexicon, piece, usize::MAX, standing)?.into_iter().filter(|near| near != piece));
        }
        pieces.push(ways);
    }
    Ok(pieces)
}

/// The first question of one way of each piece that is answered; a piece without any makes it another.
fn meant(typed: &str, pieces: &[Vec<String>], standing: &mut impl Standing) -> Result<Option<String>, SearchError> {
    if pieces.len() > PIECES_MOST || pieces.iter().any(Vec::is_empty) {
        return Ok(None);
    }
    for meant in combined(pieces) {
        if meant != typed && standing.answers(&meant)? {
            return Ok(Some(meant));
        }
    }
    Ok(None)
}

/// Questions made of one way of each piece, those of the nearest first.
fn combined(ways: &[Vec<String>]) -> Vec<String> {
    let mut all = vec![(0, String::new())];
    for ways in ways {
        let mut longer = Vec::new();
        for (far, before) in &all {
            let tried = ways.iter().take(TOGETHER).enumerate();
            longer.extend(tried.map(|(at, way)| (far + at, format!("{before} {way}").trim_start().to_owned())));
        }
        longer.sort_by_key(|(far, _)| *far);
        longer.truncate(TOGETHER_MOST);
        all = longer;
    }
    all.into_iter().map(|(_, question)| question).collect()
}

/// The nearest words by which something is found, none further than `most`; none where none is near. A number
/// is never another.
fn near(lexicon: &Lexicon, piece: &str, most: usize, standing: &mut impl Standing) -> Result<Vec<String>, SearchError> {
    if piece.chars().any(char::is_numeric) {
        return Ok(Vec::new());
    }
    let typed = Typed::new(piece);
    // Of words equally near, one in the same letters, then the one that stands most often is meant.
    let far = |(word, far): (&Word, Option<usize>)| {
        let far = far.filter(|far| *far <= most)?;
        Some((far, !word.term.is_ascii(), u64::MAX - word.often, word.term.clone()))
    };
    let latin = lexicon.latin().iter().map(|word| (word, typed.far_by_letters(word)));
    let thai = lexicon.thai(By::Ear).words.iter().map(|word| (word, typed.far_by_ear(word)));
    let mut found: Vec<(usize, bool, u64, String)> = latin.chain(thai).filter_map(far).collect();
    found.sort();
    let mut near = Vec::new();
    for (.., term) in found.into_iter().take(TRIED_MOST) {
        if standing.has(&term)? {
            near.push(term);
        }
    }
    Ok(near)
}

/// A piece of a question in Latin letters, for comparing words with it.
struct Typed {
    length: usize,
    /// As it sounds.
    sounds: Vec<char>,
    /// As it is heard, in Latin letters.
    heard: Vec<char>,
}

impl Typed {
    fn new(piece: &str) -> Self {
        let letters = |text: String| text.chars().collect();
        Self {
            length: piece.len(),
            sounds: letters(pieces::sounding(piece)),
            heard: letters(thai::latin::typed(piece)),
        }
    }

    /// How far a Thai word is from what was typed in Latin letters; `None` for one that cannot be meant.
    fn far_by_ear(&self, word: &Word) -> Option<usize> {
        // No word of so few letters says as much; a Thai letter takes three bytes.
        if self.heard.len() < 3 || word.term.len() > 9 * self.heard.len() {
            return None;
        }
        distance(&self.heard, &word.letters, self.heard.len() / 4)
    }

    /// How far a word in the same letters is.
    fn far_by_letters(&self, word: &Word) -> Option<usize> {
        let most = if self.sounds.len() < 3 { return None } else { (self.sounds.len() / 4).clamp(1, 3) };
        // No word within reach is much longer or shorter.
        if word.term.len().abs_diff(self.length) > 9 {
            return None;
        }
        distance(&self.sounds, &word.letters, most)
    }
}

/// How many letters differ, are missing or too many; `None` where more than `most`.
fn distance(one: &[char], other: &[char], most: usize) -> Option<usize> {
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.iter().enumerate() {
        let mut before = row[0];
        row[0] = at + 1;
        for (place, theirs) in other.iter().enumerate() {
            let changed = before + usize::from(letter != theirs);
            before = row[place + 1];
            row[place + 1] = changed.min(before + 1).min(row[place] + 1);
        }
    }
    row.last().copied().filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn letters_that_differ_are_counted() {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        for (one, other, most, is) in [
            ("dryer", "dryer", 1, Some(0)),
            ("drier", "dryer", 1, Some(1)),
            ("dry", "dryer", 1, None),
            ("ab", "ba", 2, Some(2)),
        ] {
            assert_eq!(distance(&letters(one), &letters(other), most), is, "{one} {other}");
        }
    }
}
