//! Places named in a sentence, as plans print them: "จ.ตรัง (ต.บ่อหิน ต.วังวน อ.สิเกา)", with or
//! without spaces ("ต.บางเสร่อ.สัตหีบ"), small to large or large to small.

use super::code::{Code, Level};
use super::names::LEVEL_WORDS;
use super::resolve::{PlaceError, resolve};
use super::table::{Place, get, provinces};
use std::ops::Range;

/// One place named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands in the text, in bytes, with the word for its level.
    pub at: Range<usize>,
    /// The level its word says.
    pub level: Level,
    /// The name as written.
    pub name: String,
    /// Which place it is, judged within the higher places named with it.
    pub place: Result<Code, PlaceError>,
}

/// Finds every place that a text names with the word for its level, and tells which it is. A
/// sub-district is sought in the district named with it and a district in its province; what does
/// not fit is an error with candidates, never a silent correction.
///
/// ```
/// # use thai::places::{read, PlaceError};
/// let found = read("จังหวัดชลบุรี (ต.เกร็ดแก้ว /ต. บางเสร่อ.สัตหีบ)");
/// let names: Vec<_> = found.iter().map(|mention| mention.name.as_str()).collect();
/// assert_eq!(names, ["ชลบุรี", "เกร็ดแก้ว", "บางเสร่", "สัตหีบ"]);
/// assert!(matches!(found[1].place, Err(PlaceError::NotFound { .. })));
/// assert_eq!(found[2].place.as_ref().unwrap().to_string(), "200904");
/// ```
pub fn read(text: &str) -> Vec<Mention> {
    let mut mentions = scan(text);
    let subdistricts_first = mentions
        .iter()
        .find(|mention| mention.level != Level::Province)
        .is_some_and(|mention| mention.level == Level::Subdistrict);
    let provinces_first = mentions.first().is_some_and(|mention| mention.level == Level::Province);
    settle(&mut mentions, Level::Province, None);
    settle(&mut mentions, Level::District, Some((Level::Province, provinces_first)));
    settle(&mut mentions, Level::Subdistrict, Some((Level::District, !subdistricts_first)));
    mentions
}

/// Resolves the mentions of one level, each within the mention of the parent level that stands
/// before it (`true`) or after it.
fn settle(mentions: &mut [Mention], level: Level, parents: Option<(Level, bool)>) {
    for index in 0..mentions.len() {
        if mentions[index].level != level {
            continue;
        }
        let within = parents.and_then(|(parent, before)| {
            governing(mentions, index, parent, before)
                .or_else(|| (parent == Level::District).then(|| only_province(mentions, index)).flatten())
        });
        mentions[index].place = resolve(&mentions[index].name, level, within);
    }
}

/// The provinces that the name of an office names, as in "รองผู้ว่าราชการจังหวัดตรัง", "รองผู้ว่าฯ ตรัง" and
/// "ปลัดกรุงเทพมหานคร"; none where it names none.
///
/// ```
/// # use thai::places::provinces_named;
/// let named = |office| provinces_named(office).iter().map(|place| place.name_th).collect::<Vec<_>>();
/// assert_eq!(named("รองผู้ว่าราชการจังหวัดตรัง"), ["ตรัง"]);
/// assert_eq!(named("รองผู้ว่าฯ ชลบุรี (ฝ่ายบริหาร)"), ["ชลบุรี"]);
/// assert_eq!(named("รองปลัดกรุงเทพมหานคร"), ["กรุงเทพมหานคร"]);
/// assert!(named("รองผู้ว่าราชการจังหวัด (ว่าที่)").is_empty());
/// ```
pub fn provinces_named(office: &str) -> Vec<&'static Place> {
    let read = read(office).into_iter().filter(|mention| mention.level == Level::Province);
    let mut named: Vec<&'static Place> = read.filter_map(|mention| get(mention.place.ok()?)).collect();
    let words: Vec<&str> = office.split(|letter: char| !is_letter(letter)).collect();
    let bangkok = |place: &Place| place.in_bangkok() && office.contains(place.name_th);
    let alone = provinces().iter().filter(|place| words.contains(&place.name_th) || bangkok(place));
    named.extend(alone);
    named.sort_by_key(|place| place.code);
    named.dedup_by_key(|place| place.code);
    named
}

fn governing(mentions: &[Mention], index: usize, parent: Level, before: bool) -> Option<Code> {
    let mut side: Box<dyn Iterator<Item = &Mention>> =
        if before { Box::new(mentions[..index].iter().rev()) } else { Box::new(mentions[index..].iter()) };
    // A province between the two ends the list that the parent governs.
    side.find(|mention| mention.level == parent || (parent == Level::District && mention.level == Level::Province))
        .filter(|mention| mention.level == parent)?
        .place
        .clone()
        .ok()
}

fn only_province(mentions: &[Mention], index: usize) -> Option<Code> {
    governing(mentions, index, Level::Province, true).or_else(|| governing(mentions, index, Level::Province, false))
}

fn scan(text: &str) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let Some((word, level)) = marker(text, at) else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let start = at;
        let rest = &text[at + word..];
        let name_at = at + word + (rest.len() - rest.trim_start().len());
        let end = name_end(text, name_at);
        at = end.max(start + word);
        let name = text[name_at.min(end)..end].to_owned();
        if !name.is_empty() {
            let place = Err(PlaceError::NotFound { typed: name.clone(), successors: Vec::new() });
            mentions.push(Mention { at: start..end, level, name, place });
        }
    }
    mentions
}

/// The length and level of a level word at this byte. เขต and แขวง also occur inside names, so
/// they must begin a word, as must the dotted forms unless a name has just ended there.
fn marker(text: &str, at: usize) -> Option<(usize, Level)> {
    let begins_word = !text[..at].chars().next_back().is_some_and(is_letter);
    if begins_word && text[at..].starts_with("กรุงเทพมหานคร") {
        return Some((0, Level::Province));
    }
    let rest = &text[at..];
    LEVEL_WORDS.iter().find_map(|(word, level)| {
        let inner = word.ends_with('.') || matches!(*word, "จังหวัด" | "อำเภอ" | "ตำบล");
        (rest.starts_with(word) && (begins_word || inner) && !abbreviates(text, at, word))
            .then_some((word.len(), *level))
    })
}

/// Whether the letter before a dot ends a longer abbreviation, as in อบต. or พ.อ.
fn abbreviates(text: &str, at: usize, word: &str) -> bool {
    let before: String = text[..at].chars().rev().take_while(|c| is_letter(*c) || *c == '.').collect();
    let only_consonants = before.chars().all(|c| matches!(c, 'ก'..='ฮ' | '.'));
    word.ends_with('.') && !before.is_empty() && before.chars().count() <= 3 && only_consonants
}

/// Words that may follow a name without a space, and occur inside none.
const AFTER_A_NAME: [&str; 5] = ["และ", "หรือ", "จำนวน", "โดย", "ซึ่ง"];

fn name_end(text: &str, from: usize) -> usize {
    let mut at = from;
    for c in text[from..].chars() {
        let rest = &text[at..];
        let next_marker = at > from && marker(text, at).is_some_and(|(length, _)| length > 0);
        let next_word = at > from && AFTER_A_NAME.iter().any(|word| rest.starts_with(word));
        // The hyphen of สุไหงโก-ลก.
        let hyphen = c == '-' && rest[1..].starts_with(is_letter);
        if next_marker || next_word || !(is_letter(c) || hyphen) {
            break;
        }
        at += c.len_utf8();
    }
    at
}

fn is_letter(c: char) -> bool {
    matches!(c, 'ก'..='ฮ' | 'ะ'..='ฺ' | 'เ'..='ๅ' | '็'..='๎' | '๐'..='๙') || c.is_ascii_alphanumeric()
}
