//! Where a line of Thai may end: between words, as a clerk breaks it. The typesetter asks a neural network, which
//! breaks ปีงบ|ประมาณ and แม่|บ้าน; a joiner within such a word and a space of no width between words tell it otherwise.

use std::collections::HashMap;
use std::sync::LazyLock;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

/// No line ends here.
const JOINER: char = '\u{2060}';
/// A line may end here.
const BREAK: char = '\u{200b}';

/// The same that the typesetter asks.
static SEGMENTER: LazyLock<LineSegmenterBorrowed<'static>> =
    LazyLock::new(|| LineSegmenter::new_lstm(LineBreakOptions::default()));

/// Marks texts, and remembers the words and texts it has seen: an official text has few words, and a table says the
/// same in many rows.
#[derive(Default)]
pub struct Breaker {
    joined: HashMap<String, String>,
    marked: HashMap<String, String>,
}

impl Breaker {
    /// The text with its breaks marked. Without the marks it is what it was.
    pub fn mark(&mut self, text: &str) -> String {
        if !text.chars().any(is_thai) {
            return text.to_owned();
        }
        if let Some(marked) = self.marked.get(text) {
            return marked.clone();
        }
        let marked = self.marked(text);
        self.marked.insert(text.to_owned(), marked.clone());
        marked
    }

    fn marked(&mut self, text: &str) -> String {
        let mut marked = String::with_capacity(text.len() * 2);
        for piece in thai::words::segment(text) {
            if let (Some(last), Some(first)) = (marked.chars().last(), piece.chars().next())
                && is_thai(last)
                && is_thai(first)
            {
                let parted = thai::words::stands_first(first) && !matches!(first, 'ๆ' | 'ฯ');
                marked.push(if parted { BREAK } else { JOINER });
            }
            marked.push_str(self.whole(piece));
        }
        marked
    }

    /// A word with a joiner wherever the typesetter would break it.
    fn whole(&mut self, word: String) -> &str {
        self.joined.entry(word).or_insert_with_key(|word| joined(word))
    }
}

fn is_thai(letter: char) -> bool {
    ('\u{0e01}'..='\u{0e5b}').contains(&letter)
}

/// Few joiners, since whoever copies the text copies them: another one only as long as the network finds a break
/// in what is left.
fn joined(word: &str) -> String {
    let mut joined = word.to_owned();
    if !word.chars().all(is_thai) {
        return joined;
    }
    while let Some(at) = SEGMENTER.segment_str(&joined).find(|at| *at > 0 && *at < joined.len()) {
        joined.insert(at, JOINER);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        let marked = Breaker::default().mark(text);
        let ends: Vec<usize> = SEGMENTER.segment_str(&marked).collect();
        let pieces = ends.windows(2).map(|pair| marked[pair[0]..pair[1]].replace([JOINER, BREAK], ""));
        pieces.collect()
    }

    #[test]
    fn a_line_ends_between_words_only() {
        assert_eq!(lines("ปีงบประมาณ"), ["ปี", "งบประมาณ"]);
        for text in ["สำนักงานปลัดกระทรวงวิทยาศาสตร์และเทคโนโลยี", "กลุ่มแม่บ้านเกษตรกร ๒๕๕๓ และอื่น ๆ ฯลฯ"]
        {
            let words: Vec<String> = thai::words::segment(text);
            let mut ends = vec![0];
            for word in &words {
                ends.push(ends.last().expect("one") + word.len());
            }
            let mut at = 0;
            for line in lines(text) {
                at += line.len();
                assert!(ends.contains(&at), "{line} ends within a word of {words:?}");
            }
        }
    }

    #[test]
    fn nothing_but_marks_is_added() {
        for text in ["", "English only", "ข้าว,กล้วย (ตาก) 2553–2554", "ํา์์์", "a\u{0e48}"]
        {
            assert_eq!(Breaker::default().mark(text).replace([JOINER, BREAK], ""), text);
        }
    }
}
