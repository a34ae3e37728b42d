//! Where numbers of a known form stand in a text that is about to be published. Groups of digits of
//! any writing that stand close enough to be one number are tried together, the longest first, so
//! that numbers standing side by side are told apart. Days and hours begin no number.

use crate::{digit_words, digits};
use std::ops::Range;

/// So many signs at most between two groups of one number, those without width left out: "081 –\r\n234".
const JOINT_MOST: usize = 4;
/// No number that is looked for has more digits: 00 66 (0)81 234 5678.
const DIGIT_MOST: usize = 14;
/// So many words for digits at least: one may as well be a word of the sentence ("ศูนย์ 2-345-6789").
const WORDS_LEAST: usize = 2;
/// Years that people write, of either era.
const YEARS: [std::ops::RangeInclusive<u32>; 2] = [1900..=2099, 2400..=2699];

/// Groups of digits that may be one number.
pub struct Number<'a> {
    /// ASCII digits, a hyphen for each joint, and a plus where one stands before them, so that nobody need
    /// know how people join groups.
    pub plain: String,
    /// The digits of each group.
    pub groups: Vec<String>,
    /// What stands between the groups, signs without width left out.
    pub joints: Vec<String>,
    /// The text before it.
    pub before: &'a str,
    /// Does it go on with a figure, and after which sign?
    goes_on: Option<char>,
    /// How many of its digits are written as words.
    words: usize,
}

impl Number<'_> {
    /// How many digits it has.
    pub fn digits(&self) -> usize {
        self.groups.iter().map(String::len).sum()
    }

    /// Is it written like a figure: the rest of one, one with thousands, or several with decimals?
    pub fn is_figure(&self) -> bool {
        let first = self.joints.first().map_or("", String::as_str);
        let rest = self.goes_on.is_some_and(|sign| first.starts_with(sign));
        let listed = self.joints.iter().any(|joint| joint.contains(',') && joint != ",");
        let single = self.groups[0].len() == 1;
        let decimals = single && first == "." && self.joints.iter().any(|joint| joint != ".");
        rest || listed || decimals || single && (self.has_commas() || self.is_broken())
    }

    /// Are groups of it parted by a comma?
    pub fn has_commas(&self) -> bool {
        self.joints.iter().any(|joint| joint.contains(','))
    }

    /// Does it go over the end of a line?
    pub fn is_broken(&self) -> bool {
        self.joints.iter().any(|joint| joint.contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']))
    }

    /// Is one of its groups a year?
    pub fn has_year(&self) -> bool {
        self.groups.iter().any(|group| is_year(group))
    }
}

/// What `read` makes of the numbers of a text, and where they stand, in bytes, from left to right, none over
/// another. Letters that look like digits, and words for digits, are read as digits where that makes a number
/// of what would be none.
pub fn find<T>(text: &str, read: impl Fn(&Number<'_>) -> Option<T>) -> Vec<(Range<usize>, T)> {
    let mut found = find_among(text, groups(text, Written::Digits), &read);
    if text.contains(LOOKALIKES) {
        add(&mut found, find_among(text, groups(text, Written::LookAlikes), &read));
    }
    if digit_words::stand_in(text) {
        let said = |number: &Number<'_>| if number.words >= WORDS_LEAST { read(number) } else { None };
        add(&mut found, find_among(text, groups(text, Written::Words), &said));
    }
    found
}

/// Adds those that lie over none that was found before.
fn add<T>(found: &mut Vec<(Range<usize>, T)>, mut others: Vec<(Range<usize>, T)>) {
    others.retain(|(range, _)| found.iter().all(|(one, _)| range.end <= one.start || one.end <= range.start));
    found.extend(others);
    found.sort_by_key(|(range, _)| range.start);
}

/// Where the text holds what `is_one` accepts.
pub fn places(text: &str, is_one: impl Fn(&Number<'_>) -> bool) -> Vec<Range<usize>> {
    find(text, |number| is_one(number).then_some(())).into_iter().map(|(range, ())| range).collect()
}

fn find_among<T>(text: &str, groups: Vec<Group>, read: &impl Fn(&Number<'_>) -> Option<T>) -> Vec<(Range<usize>, T)> {
    let mut found: Vec<(Range<usize>, T)> = Vec::new();
    for stretch in stretches(text, groups) {
        let mut first = 0;
        while first < stretch.len() {
            let rest = &stretch[first..];
            let told = found.last().map_or(0, |(range, _)| range.end);
            first += match times(text, rest) {
                0 => longest(text, rest, told, read).map_or(1, |(count, one)| {
                    found.push(one);
                    count
                }),
                count => count,
            };
        }
    }
    found
}

/// How many groups from the first on, the most of them, are one number, where, and which; what stands before
/// `told` is a number of its own.
fn longest<T>(
    text: &str,
    groups: &[Group],
    told: usize,
    read: &impl Fn(&Number<'_>) -> Option<T>,
) -> Option<(usize, (Range<usize>, T))> {
    let mut digits = 0;
    let short = |group: &&Group| {
        digits += group.digits.len();
        digits <= DIGIT_MOST
    };
    let most = groups.iter().take_while(short).count();
    (1..=most).rev().find_map(|count| {
        let one = read(&number(text, &groups[..count], told))?;
        Some((count, (groups[0].at.start..groups[count - 1].at.end, one)))
    })
}

fn number<'a>(text: &'a str, groups: &[Group], told: usize) -> Number<'a> {
    let before = &text[..groups[0].at.start];
    let mut last = before[told.min(before.len())..].chars().rev();
    let sign = last.next().filter(|sign| matches!(sign, '.' | ','));
    let goes_on = sign.filter(|_| last.next().and_then(digits::value).is_some());
    let joints: Vec<String> = groups.windows(2).map(|two| joint(text, &two[0], &two[1])).collect();
    let digits: Vec<String> = groups.iter().map(|group| group.digits.clone()).collect();
    let mut plain = if groups[0].plus { "+".to_owned() } else { String::new() };
    for (at, group) in digits.iter().enumerate() {
        if at > 0 && !joints[at - 1].is_empty() {
            plain.push('-');
        }
        plain.push_str(group);
    }
    let words = groups.iter().map(|group| group.words).sum();
    Number { plain, groups: digits, joints, before, goes_on, words }
}

/// Groups that stand close enough to be one number.
fn stretches(text: &str, groups: Vec<Group>) -> Vec<Vec<Group>> {
    let mut all: Vec<Vec<Group>> = Vec::new();
    for group in groups {
        match all.last_mut() {
            Some(stretch) if stretch.last().is_some_and(|before| joins(&joint(text, before, &group))) => {
                stretch.push(group);
            }
            _ => all.push(vec![group]),
        }
    }
    all
}

/// What stands between two groups: neither signs without width nor the plus of the second.
fn joint(text: &str, one: &Group, other: &Group) -> String {
    text[one.at.end..other.at.start].chars().filter(|sign| !is_thin(*sign)).collect()
}

fn joins(between: &str) -> bool {
    let sign = |sign: char| sign.is_whitespace() || "-‐‑‒–—―−_/\\.．·•・,()[]*~|".contains(sign);
    between.chars().count() <= JOINT_MOST && between.chars().all(sign)
}

/// Signs without width, the frame of a key around a digit among them.
pub fn is_thin(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{20e3}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Digits without anything between them; the plus of a country code belongs to its group.
struct Group {
    at: Range<usize>,
    digits: String,
    plus: bool,
    /// How many of them are written as words.
    words: usize,
}

/// How digits are written that are read as such.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    Digits,
    /// Also as letters that look like them, where the whole of what is written together is digits and such
    /// letters.
    LookAlikes,
    /// Also as words.
    Words,
}

/// Letters that stand where a digit was meant, and the digits.
const LOOKALIKES: [char; 4] = ['o', 'O', 'l', 'I'];

/// The groups of a text.
fn groups(text: &str, written: Written) -> Vec<Group> {
    let mut all: Vec<Group> = Vec::new();
    let mut plus = None;
    let mut word_end = 0;
    let mut as_digits = false;
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        if written == Written::LookAlikes && at >= word_end {
            let word: &str = text[at..].split(|letter| !is_written_together(letter)).next().unwrap_or_default();
            (word_end, as_digits) = (at + word.len().max(letter.len_utf8()), is_meant_as_digits(word));
        }
        let word = if written == Written::Words { digit_words::at(text, at) } else { None };
        let end = at + word.map_or(letter.len_utf8(), |(length, _)| length);
        let value = digits::value(letter).or_else(|| looks_like(letter).filter(|_| as_digits));
        if let Some(value) = word.map(|(_, value)| value).or(value) {
            match all.last_mut() {
                Some(group) if group.at.end == at => group.at.end = end,
                _ => all.push(Group {
                    at: plus.unwrap_or(at)..end,
                    digits: String::new(),
                    plus: plus.is_some(),
                    words: 0,
                }),
            }
            if let Some(group) = all.last_mut() {
                group.digits.push(char::from(b'0' + value));
                group.words += usize::from(word.is_some());
            }
        }
        plus = match letter {
            '+' | '＋' => Some(at),
            ' ' => plus,
            _ => None,
        };
        at = end;
    }
    all
}

fn looks_like(letter: char) -> Option<u8> {
    match letter {
        'o' | 'O' => Some(0),
        'l' | 'I' => Some(1),
        _ => None,
    }
}

fn is_written_together(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || digits::value(letter).is_some()
}

fn is_meant_as_digits(word: &str) -> bool {
    let digits = word.chars().filter(|letter| digits::value(*letter).is_some()).count();
    digits > 0 && word.chars().all(|letter| digits::value(letter).is_some() || looks_like(letter).is_some())
}

fn is_year(group: &str) -> bool {
    group.len() == 4 && group.parse().is_ok_and(|year| YEARS.iter().any(|years| years.contains(&year)))
}

/// How many groups are a day (12/05/2569, 2026-05-12) or hours from and to (08.30-16.30) that the first of
/// them begins; a sign that goes on in the same way makes a number of another kind of them.
fn times(text: &str, groups: &[Group]) -> usize {
    let within = |group: &Group, range: std::ops::RangeInclusive<u8>| {
        group.digits.len() <= 2 && group.digits.parse().is_ok_and(|number| range.contains(&number))
    };
    let joints: Vec<String> = groups.windows(2).take(4).map(|two| joint(text, &two[0], &two[1])).collect();
    let joint = |at: usize| joints.get(at).map(String::as_str);
    match groups {
        [one, two, three, ..] if joint(0) == joint(1) && joint(2) != joint(0) && is_sign_of_days(joint(0)) => {
            let month = within(two, 1..=12);
            let day = within(one, 1..=31) && is_year(&three.digits) || is_year(&one.digits) && within(three, 1..=31);
            if month && day { 3 } else { 0 }
        }
        [one, two, three, four, ..] if joint(0) == Some(".") && joint(2) == Some(".") => {
            let hours = [one, three].into_iter().all(|group| within(group, 0..=24));
            let minutes = [two, four].into_iter().all(|group| group.digits.len() == 2 && within(group, 0..=59));
            let until = joint(1).is_some_and(|sign| matches!(sign.trim(), "-" | "–" | "—"));
            if hours && minutes && until && joint(3) != joint(1) { 4 } else { 0 }
        }
        _ => 0,
    }
}

fn is_sign_of_days(joint: Option<&str>) -> bool {
    matches!(joint, Some("/" | "-" | "."))
}
