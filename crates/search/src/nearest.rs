//! What may have been meant: words of the index that are spelled nearly like what was typed.

use tantivy::Searcher;
use tantivy::schema::Field;

use crate::error::SearchError;
use crate::pieces;

/// Pieces of a question that are looked at.
const PIECES_MOST: usize = 6;
/// Near words that are tried for one piece, the nearest first.
const TRIED_MOST: usize = 8;

/// The question with each piece that stands nowhere spelled as the nearest word that does. `stands` tells
/// whether anything is found by a text: what this reader may not find is never offered.
pub(crate) fn nearest(
    searcher: &Searcher,
    field: Field,
    typed: &str,
    stands: impl Fn(&str) -> Result<bool, SearchError>,
) -> Result<Option<String>, SearchError> {
    let pieces = parts(typed);
    if pieces.is_empty() || pieces.len() > PIECES_MOST {
        return Ok(None);
    }
    let mut meant = Vec::with_capacity(pieces.len());
    for piece in &pieces {
        meant.push(if stands(piece)? { piece.clone() } else { near(searcher, field, piece, &stands)? });
    }
    meant.retain(|piece| !piece.is_empty());
    let meant = meant.join(" ");
    let offers = !meant.is_empty() && meant != pieces.join(" ") && stands(&meant)?;
    Ok(offers.then_some(meant))
}

/// What somebody set apart by spaces; where there are none, the words of the dictionary.
fn parts(typed: &str) -> Vec<String> {
    thai::words::search_key(typed).split(' ').filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// The nearest word by which something is found; empty where none is near.
fn near(
    searcher: &Searcher,
    field: Field,
    piece: &str,
    stands: &impl Fn(&str) -> Result<bool, SearchError>,
) -> Result<String, SearchError> {
    let sounds: Vec<char> = pieces::sounding(piece).chars().collect();
    let most = (sounds.len() / 3).min(3);
    if most == 0 {
        return Ok(String::new());
    }
    let mut found: Vec<(usize, String)> = Vec::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().stream()?;
        while terms.advance() {
            let Ok(term) = std::str::from_utf8(terms.key()) else { continue };
            // No word within reach is much longer or shorter; a Thai letter takes three bytes.
            if term.len() + 9 < piece.len() || term.len() > piece.len() + 9 {
                continue;
            }
            let other: Vec<char> = pieces::sounding(term).chars().collect();
            if let Some(distance) = distance(&sounds, &other, most) {
                found.push((distance, term.to_owned()));
            }
        }
    }
    found.sort();
    found.dedup();
    for (_, term) in found.into_iter().take(TRIED_MOST) {
        if stands(&term)? {
            return Ok(term);
        }
    }
    Ok(String::new())
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
