//! Vowels and tone marks in an order, number or shape that no correct text has.

use super::atoms::{self, Atom};
use super::{Damage, is_mark, is_tone, is_vowel_mark};

const SARA_AA: char = '\u{e32}';
const SARA_AM: char = '\u{e33}';
const NIKHAHIT: char = '\u{e4d}';

/// One pass of the rules over the text, and whether any applied.
pub(super) fn mend(atoms: Vec<Atom>) -> (Vec<Atom>, bool) {
    let mut out = Vec::with_capacity(atoms.len());
    let (mut at, mut changed) = (0, false);
    while at < atoms.len() {
        let window = [0, 1, 2].map(|offset| atoms.get(at + offset).map(|atom| atom.ch));
        if let Some((length, chars, damage)) = rule(window) {
            atoms::replace(&mut out, &atoms[at..at + length], chars.into_iter().flatten(), damage);
            changed = true;
            at += length;
        } else {
            out.push(atoms[at].clone());
            at += 1;
        }
    }
    (out, changed)
}

/// How many characters are wrong together, what should stand for them, and why.
fn rule(window: [Option<char>; 3]) -> Option<(usize, [Option<char>; 2], Damage)> {
    let [Some(first), Some(second), third] = window else { return None };
    match (first, second, third) {
        ('เ', 'เ', _) => Some((2, [Some('แ'), None], Damage::SaraAe)),
        (NIKHAHIT, SARA_AA, _) => Some((2, [Some(SARA_AM), None], Damage::SaraAm)),
        (NIKHAHIT, tone, Some(SARA_AA)) if is_tone(tone) => Some((3, [Some(tone), Some(SARA_AM)], Damage::SaraAm)),
        ('\u{e30}' | SARA_AA | SARA_AM, tone, _) if is_tone(tone) => {
            Some((2, [Some(tone), Some(first)], Damage::MarkOrder))
        }
        (tone, vowel, _) if is_tone(tone) && is_vowel_mark(vowel) => {
            Some((2, [Some(vowel), Some(tone)], Damage::MarkOrder))
        }
        (mark, again, _) if mark == again && is_mark(mark) => Some((2, [Some(mark), None], Damage::DoubledMark)),
        _ => None,
    }
}
