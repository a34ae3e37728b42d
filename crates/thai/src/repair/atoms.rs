//! Characters that remember where in the original text they came from, so that any number of rules
//! can run and the difference still be told.

use super::{Change, Damage};
use std::ops::Range;
use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

/// A character of the mended text and the bytes of the original it stands for: none for a character
/// that a rule added beside another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Atom {
    pub ch: char,
    pub at: Range<usize>,
    /// What was wrong there, if it is not the original's own character.
    pub damage: Option<Damage>,
}

/// The atoms of a text, its invisible characters and foreign glyphs already put right.
pub(super) fn of(text: &str) -> Vec<Atom> {
    let mut atoms = Vec::with_capacity(text.len() / 3 + 1);
    for (start, original) in text.char_indices() {
        let at = start..start + original.len_utf8();
        let (ch, damage) = match original {
            '\u{200b}' | '\u{feff}' | '\u{ad}' => continue,
            // Joiners are letters of other scripts and of emoji.
            '\u{200c}' | '\u{200d}' if beside_thai(text, &at) => continue,
            '\u{a0}' | '\u{2007}' | '\u{202f}' => (' ', Some(Damage::Space)),
            '\u{f700}'..='\u{f71a}' => (glyph(original), Some(Damage::Glyph)),
            own => (own, None),
        };
        atoms.push(Atom { ch, at, damage });
    }
    atoms
}

fn beside_thai(text: &str, at: &Range<usize>) -> bool {
    let thai = |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{e00}'..='\u{e7f}'));
    thai(text[..at.start].chars().next_back()) || thai(text[at.end..].chars().next())
}

/// What the private glyphs of Windows' old Thai fonts stand for.
fn glyph(c: char) -> char {
    const MEANT: [char; 27] =
        ['ฐ', 'ิ', 'ี', 'ึ', 'ื', '่', '้', '๊', '๋', '์', '่', '้', '๊', '๋', '์', 'ญ', 'ั', 'ํ', '็', '่', '้', '๊', '๋', '์', 'ุ', 'ู', 'ฺ'];
    (c as usize).checked_sub(0xf700).and_then(|index| MEANT.get(index)).copied().unwrap_or(c)
}

/// Puts these characters in the place of a run of atoms.
pub(super) fn replace(out: &mut Vec<Atom>, run: &[Atom], chars: impl IntoIterator<Item = char>, damage: Damage) {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return };
    let mut at = first.at.start..last.at.end;
    for ch in chars {
        let rest = at.end..at.end;
        out.push(Atom { ch, at, damage: Some(damage) });
        at = rest;
    }
}

/// Composes letters with the accents that follow them and orders marks, as Unicode NFC has it.
pub(super) fn compose(atoms: Vec<Atom>) -> (Vec<Atom>, bool) {
    if !atoms.iter().any(|atom| canonical_combining_class(atom.ch) != 0) {
        return (atoms, false);
    }
    let mut out = Vec::with_capacity(atoms.len());
    let mut changed = false;
    for run in atoms.chunk_by(|_, next| canonical_combining_class(next.ch) != 0) {
        let own = || run.iter().map(|atom| atom.ch);
        if run.len() == 1 || own().nfc().eq(own()) {
            out.extend_from_slice(run);
        } else {
            replace(&mut out, run, own().nfc(), Damage::Uncomposed);
            changed = true;
        }
    }
    (out, changed)
}

/// How many bytes of the original the atoms stand for; fewer than all where something was dropped.
pub(super) fn width(atoms: &[Atom]) -> usize {
    atoms.iter().map(|atom| atom.at.len()).sum()
}

/// The difference between the original and its atoms, neighbouring changes taken together.
pub(super) fn changes(text: &str, atoms: &[Atom]) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let mut done = 0;
    for atom in atoms {
        if atom.at.start > done {
            note(&mut changes, text, done..atom.at.start, None, Damage::Invisible);
        }
        if let Some(damage) = atom.damage {
            note(&mut changes, text, atom.at.clone(), Some(atom.ch), damage);
        }
        done = atom.at.end;
    }
    if done < text.len() {
        note(&mut changes, text, done..text.len(), None, Damage::Invisible);
    }
    changes
}

fn note(changes: &mut Vec<Change>, text: &str, at: Range<usize>, ch: Option<char>, damage: Damage) {
    match changes.last_mut() {
        Some(last) if last.at.end == at.start => {
            last.before.push_str(&text[at.clone()]);
            last.after.extend(ch);
            last.at.end = at.end;
            // A change that contains a guess is a guess.
            last.damage = if damage.is_certain() { last.damage } else { damage };
        }
        _ => changes.push(Change { before: text[at.clone()].to_owned(), after: ch.into_iter().collect(), at, damage }),
    }
}
