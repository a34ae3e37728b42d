//! Spaces where none belong: in the place of a lost ำ, before a mark, or inside a word.

use super::atoms::{self, Atom};
use super::{Damage, is_consonant, is_mark, is_tone};
use crate::dictionary;

/// No Thai word is longer.
const LONGEST_WORD: usize = 24;

/// One pass over the text for spaces before า and before marks, and whether any was found. What may be read in
/// two ways stays as it is.
pub(super) fn mend(atoms: Vec<Atom>) -> (Vec<Atom>, bool) {
    let mut out: Vec<Atom> = Vec::with_capacity(atoms.len());
    let (mut at, mut changed) = (0, false);
    while at < atoms.len() {
        let end = if is_consonant(atoms[at].ch) { after_stray_space(&atoms, at) } else { None };
        let ends_in_aa = end.is_some_and(|end| atoms[end - 1].ch == 'า');
        // A tone beside the space says that ำ stood there: its ring is what the space was left for.
        let toned = |end: usize| atoms[at..end].iter().any(|atom| is_mark(atom.ch)).then_some('ำ');
        let vowel = end.filter(|_| ends_in_aa).and_then(|end| lost_vowel(&out, &atoms, at, end).or_else(|| toned(end)));
        let Some(end) = end.filter(|_| vowel.is_some() || !ends_in_aa) else {
            out.push(atoms[at].clone());
            at += 1;
            continue;
        };
        let run = &atoms[at..end];
        let bare = run.iter().map(|atom| atom.ch).filter(|ch| *ch != ' ' && *ch != 'า');
        let damage = if vowel == Some('ำ') { Damage::SaraAm } else { Damage::Space };
        atoms::replace(&mut out, run, bare.chain(vowel), damage);
        changed = true;
        at = end;
    }
    (out, changed)
}

/// Where a run ends of a consonant, perhaps its tone mark, spaces, and what cannot follow a space:
/// a mark, or า with perhaps a tone mark before it.
fn after_stray_space(atoms: &[Atom], start: usize) -> Option<usize> {
    let is = |at: usize, test: fn(char) -> bool| atoms.get(at).is_some_and(|atom| test(atom.ch));
    let mut at = start + 1;
    at += usize::from(is(at, is_tone));
    let spaces = at;
    while is(at, |c| c == ' ') {
        at += 1;
    }
    if at == spaces {
        return None;
    }
    let tone = usize::from(is(at, is_tone));
    if is(at + tone, |c| c == 'า') {
        return Some(at + tone + 1);
    }
    is(at, is_mark).then_some(at + 1)
}

/// ำ or า: the one that leaves less unread, and ำ, which is what fonts lose, where it reads as well as า. Where
/// า makes longer words of it, as in "ร าคา" (ราคา, รำคา), or neither makes a word, nobody can tell.
fn lost_vowel(before: &[Atom], atoms: &[Atom], start: usize, end: usize) -> Option<char> {
    let left: String = chunk(before.iter().rev()).chars().rev().collect();
    let here = atoms[start..end - 1].iter().map(|atom| atom.ch).filter(|c| *c != ' ');
    let (head, tail) = (left.chars().chain(here).collect::<String>(), chunk(atoms[end..].iter()));
    let (am, aa) = (Reading::of(&head, 'ำ', &tail), Reading::of(&head, 'า', &tail));
    match am.unread.cmp(&aa.unread) {
        std::cmp::Ordering::Less => Some('ำ'),
        std::cmp::Ordering::Greater => Some('า'),
        std::cmp::Ordering::Equal => (am.is_known && am.words <= aa.words).then_some('ำ'),
    }
}

/// What becomes of a stretch of letters when a vowel is put in.
struct Reading {
    /// Letters that belong to no word.
    unread: usize,
    /// Words.
    words: usize,
    /// Does the vowel stand in a word?
    is_known: bool,
}

impl Reading {
    fn of(head: &str, vowel: char, tail: &str) -> Self {
        let mut reading = Self { unread: 0, words: 0, is_known: false };
        let mut end = 0;
        for word in dictionary::segment(&format!("{head}{vowel}{tail}")) {
            let begin = end;
            end += word.len();
            let known = word.chars().count() > 1 && dictionary::is_word(&word);
            reading.words += 1;
            reading.unread += if known { 0 } else { word.chars().count() };
            reading.is_known |= known && (begin..end).contains(&head.len());
        }
        reading
    }
}

/// Joins words that a space or line break cuts, where the dictionary has the whole word and the
/// break does not stand between two words that are each alone between spaces, as in a list.
pub(super) fn join_broken_words(atoms: Vec<Atom>) -> Vec<Atom> {
    let mut out: Vec<Atom> = Vec::with_capacity(atoms.len());
    let mut at = 0;
    while at < atoms.len() {
        if is_break(&atoms, at) {
            let right = chunk(atoms[at + 1..].iter());
            let left: String = chunk(out.iter().rev()).chars().rev().collect();
            if let Some((before, after)) = word_across(&left, &right) {
                let from = out.len() - before;
                let mut run = out.split_off(from);
                run.extend_from_slice(&atoms[at..=at + after]);
                let whole: Vec<char> = run.iter().map(|atom| atom.ch).filter(|c| !c.is_whitespace()).collect();
                atoms::replace(&mut out, &run, whole, Damage::BrokenWord);
                at += after + 1;
                continue;
            }
        }
        out.push(atoms[at].clone());
        at += 1;
    }
    out
}

/// One space or line end between Thai letters, not the beginning of a paragraph.
fn is_break(atoms: &[Atom], at: usize) -> bool {
    let thai = |index: Option<usize>| index.and_then(|i| atoms.get(i)).is_some_and(|atom| is_letter(atom.ch));
    matches!(atoms[at].ch, ' ' | '\n') && thai(at.checked_sub(1)) && thai(Some(at + 1))
}

fn chunk<'a>(atoms: impl Iterator<Item = &'a Atom>) -> String {
    atoms.map(|atom| atom.ch).take_while(|c| is_letter(*c)).take(LONGEST_WORD).collect()
}

/// How many characters of a word lie before and after the break between two chunks, if the
/// dictionary has a word that crosses it.
fn word_across(left: &str, right: &str) -> Option<(usize, usize)> {
    let mut start = 0;
    for word in dictionary::segment(&format!("{left}{right}")) {
        let end = start + word.len();
        if start < left.len() && left.len() < end {
            let (before, after) = word.split_at(left.len() - start);
            let alone = before == left && after == right;
            let known = !alone && word.chars().count() > 3 && dictionary::is_word(&word);
            return known.then(|| (before.chars().count(), after.chars().count()));
        }
        start = end;
    }
    None
}

fn is_letter(c: char) -> bool {
    matches!(c, 'ก'..='ฮ' | 'ะ'..='ฺ' | 'เ'..='ๅ' | '็'..='๎')
}
