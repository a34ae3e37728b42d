//! The one Thai dictionary of this crate: thaibreak's own list with the words of this field that it
//! would otherwise cut apart. Read once, on first use, in about a millisecond.

use std::sync::LazyLock;
use thaibreak::{ThaiTrie, Tokenizer};

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

/// Cuts text into words, spaces and signs; joined again they are the text.
pub(crate) fn segment(text: &str) -> Vec<String> {
    TOKENIZER.tokenize(text, true)
}

/// Whether the dictionary has this word.
pub(crate) fn is_word(word: &str) -> bool {
    TOKENIZER.trie().contains(word)
}
