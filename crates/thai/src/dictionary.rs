//! The one Thai dictionary of this crate: thaibreak's own list with the words of this field that it
//! would otherwise cut apart. Read once, on first use, in about a millisecond.

use std::sync::LazyLock;
use thaibreak::{ThaiTrie, Tokenizer};

use crate::words::stands_first;

/// Words of this field whose parts would mislead: โอทอป is no โอ, a volunteer does not apply
/// (สมัคร). Compounds whose parts help stay out, since the finer the words, the more a search finds.
const ADDED: [&str; 8] = ["อาสาสมัคร", "โอทอป", "สะเต็ม", "ไตรโคเดอร์มา", "บิวเวอเรีย", "เห็ดนางฟ้า", "กมลาไสย", "สิเกา"];

static TOKENIZER: LazyLock<Tokenizer> = LazyLock::new(|| {
    let mut trie = ThaiTrie::embedded().expect("the dictionary is compiled in and checked by its crate");
    for word in ADDED {
        trie.add(word, 1.0);
    }
    Tokenizer::new(trie, None)
});

/// Letters that are cut at once: of some texts, such as ten thousand letters without a space, the tokenizer takes
/// time with the square of their length.
const AT_ONCE: usize = 400;

/// Cuts text into words, spaces and signs; joined again they are the text.
pub(crate) fn segment(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (now, later) = rest.split_at(at_once(rest));
        words.extend(TOKENIZER.tokenize(now, true));
        rest = later;
    }
    words
}

/// Where a text that is too long is parted: before a space, or else before a letter that can begin a word.
fn at_once(text: &str) -> usize {
    let Some((end, _)) = text.char_indices().nth(AT_ONCE) else { return text.len() };
    let space = text[..end].rfind(char::is_whitespace).filter(|at| *at > 0);
    let letter = || text[..end].rfind(stands_first).filter(|at| *at > 0);
    space.or_else(letter).unwrap_or(end)
}

/// Whether the dictionary has this word.
pub(crate) fn is_word(word: &str) -> bool {
    TOKENIZER.trie().contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_parted_where_no_word_is_torn() {
        let line = "เลี้ยงปลานิลในกระชัง น้ำเสียทุกหน้าแล้ง ";
        assert_eq!(segment(&line.repeat(60)), vec![segment(line); 60].concat());
        for long in ["x".repeat(9_990), "ก้".repeat(4_995), "ก.".repeat(4_995), "้".repeat(9_990), "é".repeat(4_995)]
        {
            assert!(segment(&long).concat() == long, "nothing is lost");
        }
    }
}
