//! Where numbers of a known form stand in a text that is about to be published. Groups of digits of
//! either set that stand close enough to be one number are tried together, the longest first, so
//! that numbers standing side by side are told apart.

use crate::digits;
use std::ops::Range;

/// What may stand between the groups of one number.
const JOINTS: [char; 9] = [' ', '-', '–', '‑', '.', '(', ')', '/', '\u{a0}'];
/// So many of them at most: "(081) -234".
const JOINT_MOST: usize = 3;
/// No number that is looked for has more digits; 0066 81 234 5678 and a national number have these.
const DIGIT_MOST: usize = 13;

/// Where the text holds what `is_one` accepts, in bytes, from left to right. It is shown the number
/// with a hyphen for each joint but spaces, so that it need not know how people join groups.
pub fn find(text: &str, is_one: impl Fn(&str) -> bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for stretch in stretches(text) {
        let mut first = 0;
        while first < stretch.len() {
            match longest(text, &stretch[first..], &is_one) {
                Some((count, range)) => {
                    found.push(range);
                    first += count;
                }
                None => first += 1,
            }
        }
    }
    found
}

/// The most groups from the first on that are one number, and where they stand.
fn longest(text: &str, groups: &[Range<usize>], is_one: impl Fn(&str) -> bool) -> Option<(usize, Range<usize>)> {
    let mut digits = 0;
    let short = |group: &&Range<usize>| {
        digits += text[(*group).clone()].chars().filter(|letter| *letter != '+').count();
        digits <= DIGIT_MOST
    };
    let most = groups.iter().take_while(short).count();
    let candidates = (1..=most).rev().map(|count| (count, groups[0].start..groups[count - 1].end));
    candidates.into_iter().find(|(_, range)| is_one(&dashed(&text[range.clone()])))
}

fn dashed(number: &str) -> String {
    number.chars().map(|letter| if letter != ' ' && JOINTS.contains(&letter) { '-' } else { letter }).collect()
}

/// Groups that stand close enough to be one number.
fn stretches(text: &str) -> Vec<Vec<Range<usize>>> {
    let mut all: Vec<Vec<Range<usize>>> = Vec::new();
    for group in groups(text) {
        match all.last_mut() {
            Some(stretch) if stretch.last().is_some_and(|before| joins(&text[before.end..group.start])) => {
                stretch.push(group);
            }
            _ => all.push(vec![group]),
        }
    }
    all
}

fn joins(between: &str) -> bool {
    between.chars().count() <= JOINT_MOST && between.chars().all(|letter| JOINTS.contains(&letter))
}

/// Digits without anything between them; the plus of a country code belongs to its group.
fn groups(text: &str) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    let mut plus = None;
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        if digits::ascii(letter).is_ascii_digit() {
            match all.last_mut() {
                Some(group) if group.end == at => group.end = end,
                _ => all.push(if plus == Some(at) { at - 1..end } else { at..end }),
            }
        }
        plus = (letter == '+').then_some(end);
    }
    all
}
