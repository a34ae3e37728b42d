//! What may have been meant: words of the index that are spelled, or sound, nearly like what was typed.

use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use crate::error::SearchError;
use crate::pieces;

/// Pieces of a question that are looked at.
const PIECES_MOST: usize = 6;
/// Near words that are tried for one piece, the nearest first.
const TRIED_MOST: usize = 8;
/// Near words of each piece of which some may stand together, and how often that is tried.
const TOGETHER: usize = 4;
const TOGETHER_MOST: usize = 60;
/// Further than this a word is heard as another.
const HEARD_MOST: usize = 3;
/// The longest Thai word in Latin letters.
const LATIN_MOST: usize = 40;

/// The question with each piece that stands nowhere spelled as the nearest word that does. `stands` tells
/// whether anything is found by a text: what this reader may not find is never offered.
pub(crate) fn nearest(
    searcher: &Searcher,
    field: Field,
    typed: &str,
    stands: impl Fn(&str) -> Result<bool, SearchError>,
) -> Result<Option<String>, SearchError> {
    for mended in thai::repair::guesses(typed) {
        if stands(&mended)? {
            return Ok(Some(mended));
        }
    }
    if let Some(whole) = whole(searcher, field, typed, &stands)? {
        return Ok(Some(whole));
    }
    let pieces = parts(typed, &stands)?;
    if pieces.is_empty() || pieces.len() > PIECES_MOST {
        return Ok(None);
    }
    let mut ways = Vec::with_capacity(pieces.len());
    for piece in &pieces {
        // A piece that stands somewhere may be another word all the same: not all of them stand together.
        let mut of_piece = if stands(piece)? { vec![piece.clone()] } else { Vec::new() };
        of_piece.extend(near(searcher, field, piece, &stands)?.into_iter().filter(|other| other != piece));
        ways.push(of_piece);
    }
    // What is left of a question must be most of it, or it is another.
    let letters =
        |pieces: &mut dyn Iterator<Item = &String>| -> usize { pieces.map(|piece| piece.chars().count()).sum() };
    let kept = letters(&mut pieces.iter().zip(&ways).filter(|(_, ways)| !ways.is_empty()).map(|(piece, _)| piece));
    if kept * 3 < letters(&mut pieces.iter()) * 2 {
        return Ok(None);
    }
    ways.retain(|ways| !ways.is_empty());
    let typed = pieces.join(" ");
    for meant in combined(&ways) {
        if meant != typed && stands(&meant)? {
            return Ok(Some(meant));
        }
    }
    Ok(None)
}

/// One Thai word that somebody wrote in several pieces of Latin letters: "lam yai".
fn whole(
    searcher: &Searcher,
    field: Field,
    typed: &str,
    stands: &impl Fn(&str) -> Result<bool, SearchError>,
) -> Result<Option<String>, SearchError> {
    if !typed.is_ascii() || typed.len() > LATIN_MOST {
        return Ok(None);
    }
    let whole: String = typed.split_whitespace().collect();
    Ok(near(searcher, field, &whole, stands)?.into_iter().next())
}

/// What somebody set apart by spaces; where that stands nowhere, its words by the dictionary.
fn parts(typed: &str, stands: &impl Fn(&str) -> Result<bool, SearchError>) -> Result<Vec<String>, SearchError> {
    let mut parts = Vec::new();
    for part in thai::words::search_key(typed).split(' ').filter(|part| !part.is_empty()) {
        let words = thai::words::words(part);
        if words.len() > 1 && !stands(part)? {
            parts.extend(words);
        } else {
            parts.push(part.to_owned());
        }
    }
    Ok(parts)
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

/// The nearest words by which something is found; none where none is near. A number is never another.
fn near(
    searcher: &Searcher,
    field: Field,
    piece: &str,
    stands: &impl Fn(&str) -> Result<bool, SearchError>,
) -> Result<Vec<String>, SearchError> {
    if piece.chars().any(char::is_numeric) {
        return Ok(Vec::new());
    }
    let typed = Typed::new(piece);
    let mut found: Vec<(usize, u64, String)> = Vec::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().stream()?;
        while terms.advance() {
            let Ok(term) = std::str::from_utf8(terms.key()) else { continue };
            if let Some(far) = typed.far(term) {
                found.push((far, 0, term.to_owned()));
            }
        }
    }
    // Of words equally near, the one that stands most often is meant.
    for (_, often, term) in &mut found {
        *often = u64::MAX - searcher.doc_freq(&Term::from_field_text(field, term))?;
    }
    found.sort();
    found.dedup();
    let mut standing = Vec::new();
    for (_, _, term) in found.into_iter().take(TRIED_MOST) {
        if stands(&term)? {
            standing.push(term);
        }
    }
    Ok(standing)
}

/// A piece of a question, for comparing words with it.
struct Typed<'a> {
    piece: &'a str,
    /// As it sounds.
    sounds: Vec<char>,
    /// As it is heard, in Latin letters.
    heard: Vec<char>,
}

impl<'a> Typed<'a> {
    fn new(piece: &'a str) -> Self {
        let heard = if piece.is_ascii() { Some(thai::latin::typed(piece)) } else { thai::latin::heard(piece) };
        let letters = |text: String| text.chars().collect();
        Self { piece, sounds: letters(pieces::sounding(piece)), heard: letters(heard.unwrap_or_default()) }
    }

    /// How far a word is; `None` for one that cannot be meant.
    fn far(&self, term: &str) -> Option<usize> {
        if self.piece.is_ascii() && !term.is_ascii() { self.far_by_ear(term) } else { self.far_by_letters(term) }
    }

    /// A Thai word, from what was typed in Latin letters.
    fn far_by_ear(&self, term: &str) -> Option<usize> {
        // No word of so few letters says as much; a Thai letter takes three bytes.
        if self.heard.len() < 3 || term.len() > 9 * self.heard.len() {
            return None;
        }
        let heard: Vec<char> = thai::latin::heard(term)?.chars().collect();
        distance(&self.heard, &heard, self.heard.len() / 4)
    }

    /// A word in the same letters: what is heard alike comes before what is only spelled alike.
    fn far_by_letters(&self, term: &str) -> Option<usize> {
        let most = if self.sounds.len() < 3 { return None } else { (self.sounds.len() / 4).clamp(1, 3) };
        // No word within reach is much longer or shorter.
        if term.len() + 9 < self.piece.len() || term.len() > self.piece.len() + 9 {
            return None;
        }
        let other: Vec<char> = pieces::sounding(term).chars().collect();
        let far = distance(&self.sounds, &other, most)?;
        let heard: Vec<char> = thai::latin::heard(term).unwrap_or_default().chars().collect();
        Some(far + distance(&self.heard, &heard, HEARD_MOST).unwrap_or(HEARD_MOST))
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
