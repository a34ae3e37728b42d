//! Shows which words of a text were meant: the reader sees at a glance why it was found.

use std::collections::HashSet;

use crate::pieces;
use crate::thesaurus::Thesaurus;

/// A piece of a text, shown as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The piece.
    pub text: String,
    /// Was it asked for?
    pub hit: bool,
}

/// By what a record was found, the plainest that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A word that was typed stands in it.
    Words,
    /// A phrase stands in it that means the same.
    Meaning {
        /// What was typed.
        typed: String,
        /// What stands there.
        stands: String,
    },
    /// It is spelled, or sounds, nearly like what was typed.
    Sound,
    /// It is of the fiscal year that was typed.
    Year,
}

/// What was asked of one record, for showing where it stands there.
pub struct Asked {
    typed: Vec<String>,
    words: HashSet<String>,
    meant: Vec<(String, Vec<String>)>,
    sounds: HashSet<String>,
    runs: HashSet<String>,
    standing: HashSet<String>,
}

impl Asked {
    /// A question, and all the texts of a record by which it may have been found. A word that stands there
    /// was meant as it was typed: only others are looked for by their sound, so that "สวน" does not mark
    /// "ส่วน" beside itself.
    pub fn of<'a>(question: &str, thesaurus: Option<&Thesaurus>, texts: impl IntoIterator<Item = &'a str>) -> Self {
        let standing: HashSet<String> = texts.into_iter().flat_map(pieces::words).collect();
        let typed = pieces::asked(question);
        let meant = thesaurus.map(|thesaurus| thesaurus.meant(&typed)).unwrap_or_default();
        let meant: Vec<_> = meant.into_iter().map(|(place, other)| (typed[place].concat(), other)).collect();
        let words = typed.iter().cloned().chain(meant.iter().flat_map(|(_, other)| other.clone())).collect();
        let heard = |text: &&str| !pieces::words(text).iter().any(|word| standing.contains(word));
        let apart: Vec<&str> =
            question.split_whitespace().chain(typed.iter().map(String::as_str)).filter(heard).collect();
        let sounds = apart.iter().map(|word| pieces::sounding(word)).collect();
        let runs = apart.iter().flat_map(|word| pieces::runs(word)).collect();
        Self { typed, words, meant, sounds, runs, standing }
    }

    /// Is this piece one of the words, or does most of it sound like what was typed?
    fn has(&self, piece: &str) -> bool {
        let words = pieces::words(piece);
        if words.is_empty() {
            return false;
        }
        if words.iter().any(|word| self.words.contains(word)) {
            return true;
        }
        let sounding = pieces::sounding(piece);
        if sounding.chars().count() > 1 && self.sounds.contains(&sounding) {
            return true;
        }
        let runs = pieces::runs(piece);
        let known = runs.iter().filter(|run| self.runs.contains(*run)).count();
        runs.len() > 1 && known * 3 >= runs.len() * 2
    }

    /// Why the record was found; `None` where nothing of its texts says it, but what stands beside them.
    pub fn why(&self) -> Option<Why> {
        if self.typed.is_empty() || self.typed.iter().any(|word| self.standing.contains(word)) {
            return Some(Why::Words);
        }
        let meant = self.meant.iter().find(|(_, other)| other.iter().all(|word| self.standing.contains(word)));
        if let Some((typed, other)) = meant {
            return Some(Why::Meaning { typed: typed.clone(), stands: other.concat() });
        }
        if self.standing.iter().any(|word| self.has(word)) {
            return Some(Why::Sound);
        }
        self.typed.iter().any(|word| pieces::is_year(word)).then_some(Why::Year)
    }

    /// The whole text, cut where what was asked for begins and ends. Joined again it is the text.
    pub fn marked(&self, text: &str) -> Vec<Marked> {
        joined(self.pieces(text).into_iter().map(|(piece, _)| piece))
    }

    /// The part of a text in which most of what was asked for stands: about `letters` of it, with "…" where
    /// something was left out.
    pub fn snippet(&self, text: &str, letters: usize) -> Vec<Marked> {
        let pieces = self.pieces(text);
        let (from, to) = densest(&pieces, letters);
        let mut shown: Vec<Marked> = pieces[from..to].iter().map(|(piece, _)| piece.clone()).collect();
        if from > 0 {
            shown.insert(0, Marked { text: "…".to_owned(), hit: false });
        }
        if to < pieces.len() {
            shown.push(Marked { text: "…".to_owned(), hit: false });
        }
        joined(shown.into_iter())
    }

    /// The pieces of a text with the letters of each.
    fn pieces(&self, text: &str) -> Vec<(Marked, usize)> {
        let pieces = thai::words::segment(text).into_iter();
        pieces
            .map(|text| Marked { hit: self.has(&text), text })
            .map(|piece| {
                let letters = piece.text.chars().count();
                (piece, letters)
            })
            .collect()
    }
}

/// The stretch of at most so many letters with the most hits, the first of equals, led by a little of
/// what comes before its first hit.
fn densest(pieces: &[(Marked, usize)], letters: usize) -> (usize, usize) {
    let (mut best, mut best_hits) = ((0, 0), None);
    let (mut to, mut length, mut hits) = (0, 0, 0);
    for from in 0..pieces.len() {
        while to < pieces.len() && (to == from || length + pieces[to].1 <= letters) {
            length += pieces[to].1;
            hits += usize::from(pieces[to].0.hit);
            to += 1;
        }
        if best_hits.is_none_or(|most| hits > most) {
            (best, best_hits) = ((from, to), Some(hits));
        }
        length -= pieces[from].1;
        hits -= usize::from(pieces[from].0.hit);
    }
    best
}

/// Neighbours of one kind made one.
fn joined(pieces: impl Iterator<Item = Marked>) -> Vec<Marked> {
    let mut out: Vec<Marked> = Vec::new();
    for piece in pieces {
        match out.last_mut() {
            Some(last) if last.hit == piece.hit => last.text.push_str(&piece.text),
            _ => out.push(piece),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(text: &str, question: &str) -> Vec<String> {
        Asked::of(question, None, [text])
            .marked(text)
            .into_iter()
            .filter(|piece| piece.hit)
            .map(|piece| piece.text)
            .collect()
    }

    #[test]
    fn what_was_asked_for_is_marked_however_it_was_spelt() {
        assert_eq!(hits("ตู้อบกล้วยตากพลังงานแสงอาทิตย์", "กล้วย"), ["กล้วย"]);
        assert_eq!(hits("เพาะลำไยนอกฤดู", "รำใย"), ["ลำไย"]);
        assert!(hits("ทอเสื่อกก", "กล้วย").is_empty());
        assert_eq!(hits("ส่วนหนึ่งของสวนยาง", "สวน"), ["สวน"], "a word that only sounds alike is another");
    }

    #[test]
    fn a_marked_text_is_the_text() {
        let text = "ปุ๋ยหมัก 3 สูตร (ก. ข. ค.)";
        let whole: String = Asked::of("ปุ๋ย", None, [text]).marked(text).into_iter().map(|piece| piece.text).collect();
        assert_eq!(whole, text);
    }

    #[test]
    fn a_long_text_shows_where_it_was_found() {
        let text = format!("{} กล้วยตาก {}", "ข้าว ".repeat(80), "นา ".repeat(80));
        let asked = Asked::of("กล้วย", None, [text.as_str()]);
        let shown = asked.snippet(&text, 60);
        assert!(shown.iter().any(|piece| piece.hit), "{shown:?}");
        assert!(shown.first().is_some_and(|piece| piece.text.starts_with('…')));
        assert!(asked.snippet("", 60).is_empty());
    }
}
