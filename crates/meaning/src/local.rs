//! Words of the north-east, the north and the south, said in the central language, which technical
//! texts and the encoder know better. The list is a beginning: a network adds its own.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The list, one meaning a line: the central word, a tab, what is said elsewhere.
const LIST: &str = include_str!("../data/local_words.txt");

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::read(LIST));

/// Local words with the central ones.
struct Words {
    central: HashMap<&'static str, &'static str>,
    /// Letters of the longest.
    longest: usize,
}

impl Words {
    fn read(list: &'static str) -> Self {
        let lines = list.lines().filter(|line| !line.starts_with('#'));
        let meanings = lines.filter_map(|line| line.split_once('\t'));
        let central: HashMap<_, _> =
            meanings.flat_map(|(central, local)| local.split(' ').map(move |word| (word, central))).collect();
        let longest = central.keys().map(|word| word.chars().count()).max().unwrap_or(0);
        Self { central, longest }
    }
}

/// Each central word with the local ones that mean it: those by which whoever searches is understood too.
pub fn groups() -> impl Iterator<Item = Vec<&'static str>> {
    let lines = LIST.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    lines.map(|(central, local)| std::iter::once(central).chain(local.split(' ')).collect())
}

/// The text with its local words replaced, the longest first; `None` when there are none.
///
/// ```
/// assert_eq!(meaning::local::central("เฮ็ดจั่งได๋ปลาแดกสิบ่เน่า").as_deref(), Some("ทำอย่างไรปลาร้าสิบ่เน่า"));
/// assert_eq!(meaning::local::central("ทำอย่างไรปลาร้าจะไม่เน่า"), None);
/// ```
#[must_use]
pub fn central(text: &str) -> Option<String> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let byte = |at: usize| letters.get(at).map_or(text.len(), |(byte, _)| *byte);
    let mut said: Option<String> = None;
    let (mut at, mut done) = (0, 0);
    while at < letters.len() {
        let longest = WORDS.longest.min(letters.len() - at);
        let found = (2..=longest).rev().find_map(|length| {
            // A vowel or tone that follows belongs to the last letter, which is then another word's.
            let whole = !letters.get(at + length).is_some_and(|(_, next)| continues(*next));
            let central = WORDS.central.get(&text[byte(at)..byte(at + length)]).filter(|_| whole)?;
            Some((length, *central))
        });
        let Some((length, central)) = found else {
            at += 1;
            continue;
        };
        let said = said.get_or_insert_default();
        said.push_str(&text[done..byte(at)]);
        said.push_str(central);
        at += length;
        done = byte(at);
    }
    let mut said = said?;
    said.push_str(&text[done..]);
    Some(said)
}

/// A sign that stands with the letter before it.
fn continues(c: char) -> bool {
    matches!(c, 'ะ'..='ู' | 'ๅ' | '\u{e47}'..='\u{e4e}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_local_word_is_two_things() {
        let lines = LIST.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
        for (central, local) in lines {
            assert!(!local.is_empty() && !central.is_empty(), "{central}");
            assert!(!local.split(' ').any(|word| word == central || word.chars().count() < 2), "{central}");
        }
    }

    proptest! {
        #[test]
        fn any_text_passes(text in "[ก-๙a-z ]{0,40}|\\PC{0,40}") {
            let _ = central(&text);
        }
    }
}
