//! Can somebody read it? A text that was typed only to get past a form holds no word of any language.

use crate::dictionary;

/// Rows of keys on which a hand runs along, Latin and Thai (the Kedmanee layout, TIS 820-2538).
const KEYS: [&str; 6] = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "ๆไำพะัีรนยบล", "ฟหกด้เ่าสวง", "ผปแอิืทมใฝ"];
/// So many letters in a row of the same, or of one row of keys, are no part of a word.
const RUN: usize = 3;
/// Words of the dictionary with fewer letters count only where little else stands beside them.
const SHORT: usize = 3;

/// Does it hold a letter of any writing?
///
/// ```
/// use thai::readable::has_letters;
/// assert!(has_letters("ก") && has_letters("5 kg") && has_letters("ກ"));
/// assert!(!has_letters("......") && !has_letters("12345 ๖๗") && !has_letters("🙏🙏"));
/// ```
pub fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// Does it hold one word at least: one of the Thai dictionary, or in another writing two letters or more that
/// can be spoken? A word that nobody knows here proves nothing; a person looks at it.
///
/// ```
/// use thai::readable::is_readable;
/// for text in ["กล้วย", "นา", "ทอกก", "เสียงดังมากกกก", "mouldy bananas", "ກ້ວຍຕາກ", "香蕉发霉"] {
///     assert!(is_readable(text), "{text}");
/// }
/// for text in ["......", "12345", "🙏", "กกกกกก", "asdf asdf", "ฟหกด", "b", "xxxx", "qwertyuiop"] {
///     assert!(!is_readable(text), "{text}");
/// }
/// ```
pub fn is_readable(text: &str) -> bool {
    let text = text.to_lowercase();
    let apart = |letter: char| !(letter.is_alphabetic() || is_thai(letter) || is_joining(letter));
    text.split(apart).any(|chunk| {
        let (thai, other) = parted(chunk);
        thai.iter().any(|chunk| is_thai_word(chunk)) || other.iter().any(|word| is_spoken(word))
    })
}

fn is_thai(letter: char) -> bool {
    matches!(letter, '\u{e01}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}')
}

/// Marks that stand on letters in the writings of the neighbours, which Unicode does not count as letters.
fn is_joining(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{e80}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
        && !letter.is_numeric()
}

/// Its stretches of Thai and of other writings.
fn parted(chunk: &str) -> (Vec<String>, Vec<String>) {
    let (mut thai, mut other) = (vec![String::new()], vec![String::new()]);
    for letter in chunk.chars() {
        let (here, there) = if is_thai(letter) { (&mut thai, &mut other) } else { (&mut other, &mut thai) };
        if let Some(last) = here.last_mut() {
            last.push(letter);
        }
        if there.last().is_some_and(|last| !last.is_empty()) {
            there.push(String::new());
        }
    }
    (thai, other)
}

fn is_thai_word(chunk: &str) -> bool {
    let letters = chunk.chars().count();
    let counts = |word: &String| {
        let length = word.chars().count();
        length >= 2 && dictionary::is_word(word) && (length >= SHORT || length * 2 >= letters)
    };
    let rest: String = without_runs(chunk);
    rest.split(' ').any(|part| dictionary::segment(part).iter().any(counts))
}

/// Two letters or more, not all the same and not along one row of keys; in Latin with a vowel.
fn is_spoken(word: &str) -> bool {
    let rest = without_runs(word);
    let letters: Vec<char> = rest.chars().filter(|letter| letter.is_alphabetic()).collect();
    let latin = letters.iter().all(char::is_ascii);
    let vowel = !latin || letters.iter().any(|letter| "aeiouy".contains(*letter));
    letters.len() >= 2 && vowel && letters.iter().any(|letter| *letter != letters[0])
}

/// The text with a space for each run of the same letter, and of letters that lie side by side on the keys.
fn without_runs(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    while at < letters.len() {
        let run = same(&letters[at..]).max(along_keys(&letters[at..]));
        if run >= RUN {
            kept.push(' ');
            at += run;
        } else {
            kept.push(letters[at]);
            at += 1;
        }
    }
    kept
}

fn same(letters: &[char]) -> usize {
    letters.iter().take_while(|letter| **letter == letters[0]).count()
}

/// How many letters from the first on lie side by side on a row of keys, to either side; fewer than four are
/// as well a word.
fn along_keys(letters: &[char]) -> usize {
    let run = |row: Vec<char>| {
        let Some(from) = row.iter().position(|key| *key == letters[0]) else { return 0 };
        letters.iter().zip(&row[from..]).take_while(|(letter, key)| letter == key).count()
    };
    let runs = KEYS.iter().flat_map(|keys| [run(keys.chars().collect()), run(keys.chars().rev().collect())]);
    runs.filter(|run| *run > RUN).max().unwrap_or(0)
}
