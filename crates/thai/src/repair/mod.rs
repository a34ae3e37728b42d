//! Thai text as it comes out of PDF files, old fonts and hurried keyboards, put right
//! (docs/requirements.md B-17, C-06).
//!
//! Most damage leaves sequences that no correct text has, and [`clean`] mends those without asking.
//! A space inside a word, left by a line break, can only be guessed at, since "พ่อ แม่" is correct
//! too: [`examine`] lists such guesses among the rest, for a person to accept or not.
//!
//! ```
//! use thai::repair::{apply, clean, examine};
//!
//! assert_eq!(clean("เริ่มด าเนินการและท าหน้าที่"), "เริ่มดำเนินการและทำหน้าที่");
//!
//! let text = "งานด้านวิทยา ศาสตร์";
//! assert_eq!(clean(text), text);
//! let changes = examine(text);
//! assert_eq!((changes[0].before.as_str(), changes[0].after.as_str()), ("วิทยา ศาสตร์", "วิทยาศาสตร์"));
//! assert_eq!(apply(text, &changes), "งานด้านวิทยาศาสตร์");
//! ```

mod atoms;
mod marks;
mod spaces;

use atoms::Atom;
use std::borrow::Cow;
use std::ops::Range;

/// A kind of damage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Damage {
    /// A character without width or meaning here: zero-width space, byte-order mark, soft hyphen.
    Invisible,
    /// A no-break space, or a space before a vowel or tone mark.
    Space,
    /// A glyph of an old font outside Unicode's Thai block.
    Glyph,
    /// ำ that fell apart: "ด า", or ํ followed by า.
    SaraAm,
    /// แ typed as two เ.
    SaraAe,
    /// A tone mark before its vowel, as in "ก่ี".
    MarkOrder,
    /// The same mark twice on one letter.
    DoubledMark,
    /// A letter and its accent not yet composed (Unicode NFC).
    Uncomposed,
    /// A word cut by a space or a line break: a guess.
    BrokenWord,
}

impl Damage {
    /// Whether no correct text looks like this, so that it may be mended without asking.
    pub fn is_certain(self) -> bool {
        self != Self::BrokenWord
    }
}

/// One proposed change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where in the text, in bytes.
    pub at: Range<usize>,
    /// What stands there.
    pub before: String,
    /// What should stand there.
    pub after: String,
    /// Why.
    pub damage: Damage,
}

/// Mends all that is certain. Correct text comes back as it is, and so does text already mended.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let atoms = mended(text);
    let changed = atoms.iter().any(|atom| atom.damage.is_some()) || atoms::width(&atoms) != text.len();
    if changed { Cow::Owned(atoms.iter().map(|atom| atom.ch).collect()) } else { Cow::Borrowed(text) }
}

/// Could this be a word at all? After [`clean`], a vowel or tone that stands on no consonant, two of one
/// kind on the same one, and a vowel written first that nothing follows are mistakes nobody can mend for
/// the writer.
///
/// ```
/// # use thai::repair::is_spelled;
/// assert!(is_spelled("นางสมศรี สิทธิ์ ผึ้งทอง เก๋ไก๋ ฤๅษี Somsri"));
/// for broken in ["สมช่้าย", "ัสมชาย", "สมชาย เ", "กิีน"] {
///     assert!(!is_spelled(broken), "{broken}");
/// }
/// ```
pub fn is_spelled(text: &str) -> bool {
    let mut letters = clean(text).chars().collect::<Vec<_>>().into_iter().peekable();
    // Vowels and tones on the consonant that was written last, where there is one.
    let mut stands_on: Option<(u8, u8)> = None;
    while let Some(letter) = letters.next() {
        let written_first = matches!(letter, 'เ'..='ไ');
        if written_first && !letters.peek().is_some_and(|next| is_consonant(*next)) {
            return false;
        }
        stands_on = match (letter, stands_on) {
            (letter, _) if is_consonant(letter) => Some((0, 0)),
            (mark, Some((vowels, tones))) if is_vowel_mark(mark) => Some((vowels + 1, tones)),
            (mark, Some((vowels, tones))) if is_tone(mark) => Some((vowels, tones + 1)),
            (mark, Some(standing)) if is_mark(mark) => Some(standing),
            (mark, None) if is_mark(mark) => return false,
            _ => None,
        };
        if stands_on.is_some_and(|(vowels, tones)| vowels > 1 || tones > 1) {
            return false;
        }
    }
    true
}

/// Lists every change worth making, certain or guessed, in the order of the text.
pub fn examine(text: &str) -> Vec<Change> {
    atoms::changes(text, &spaces::join_broken_words(mended(text)))
}

/// What a text may have been before a machine read or copied it badly, the likelier first: for looking
/// something up, never for writing it down.
///
/// ```
/// assert_eq!(thai::repair::guesses("เพำะเห็ดฟำง"), ["เพาะเห็ดฟาง"]);
/// assert!(thai::repair::guesses("เพาะเห็ดฟาง").is_empty());
/// ```
pub fn guesses(text: &str) -> Vec<String> {
    let joined = apply(text, &examine(text));
    // What reads pages takes one of these for the other.
    let other = joined.replace('ำ', "า");
    let mut guesses = vec![joined, other];
    guesses.retain(|guess| guess != text);
    guesses.dedup();
    guesses
}

/// The text with these changes made: all of [`examine`]'s, or those that a person accepted.
/// Changes must be of this text and in its order; any that is not is left out.
pub fn apply<'a>(text: &str, changes: impl IntoIterator<Item = &'a Change>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for change in changes {
        if change.at.start < done || text.get(change.at.clone()) != Some(change.before.as_str()) {
            continue;
        }
        out.push_str(&text[done..change.at.start]);
        out.push_str(&change.after);
        done = change.at.end;
    }
    out.push_str(&text[done..]);
    out
}

/// Runs the certain rules until nothing is left for them to do: mending one thing can lay bare
/// another ("น ํ้า").
fn mended(text: &str) -> Vec<Atom> {
    let mut atoms = atoms::of(text);
    loop {
        let (next, changed) = marks::mend(atoms);
        let (next, joined) = spaces::mend(next);
        let (next, composed) = atoms::compose(next);
        atoms = next;
        if !(changed || joined || composed) {
            return atoms;
        }
    }
}

/// Consonants, on which marks stand.
fn is_consonant(c: char) -> bool {
    matches!(c, 'ก'..='ฮ')
}

/// ่ ้ ๊ ๋
fn is_tone(c: char) -> bool {
    matches!(c, '\u{e48}'..='\u{e4b}')
}

/// Vowels above and below a consonant.
fn is_vowel_mark(c: char) -> bool {
    matches!(c, '\u{e31}' | '\u{e34}'..='\u{e39}')
}

/// Everything that stands above or below a consonant.
fn is_mark(c: char) -> bool {
    is_vowel_mark(c) || matches!(c, '\u{e3a}' | '\u{e47}'..='\u{e4e}')
}
