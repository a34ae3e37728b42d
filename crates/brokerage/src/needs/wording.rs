//! The words somebody tells a need in, as they are kept: without signs that hide what is written, without
//! numbers of persons, and looked at for words that a person must judge before strangers read them.

use kit::form::length;
use thai::phone;
use thai::words::stands_first;

use super::need::NewNeed;

/// A text of fewer characters tells too little to begin with; more is asked for, and nothing refused.
pub const TEXT_ENOUGH: usize = 10;

/// Words that a person looks at first, with what they may stand in. One that is found proves nothing.
const RUDE: &str = include_str!("data/rude.txt");
/// What people are accused of, as such a list.
const ACCUSING: &str = include_str!("data/accusing.txt");
/// What a person is called by.
const PERSONS: &str = include_str!("data/persons.txt");
/// What is offered by whoever tells no need, as such a list.
const OFFERING: &str = include_str!("data/offering.txt");
/// By what advertisements invite, beside an address on the web.
const INVITING: &str = include_str!("data/inviting.txt");
/// How such addresses mostly end; those of offices and schools do not.
const ENDS: [&str; 24] = [
    "com", "net", "org", "info", "biz", "co", "io", "me", "cc", "ly", "ee", "app", "bet", "vip", "win", "top", "xyz",
    "fun", "club", "live", "link", "shop", "site", "online",
];
/// So near an accusation a person is taken for the accused, in characters to either side.
const NEAR: usize = 30;

/// What was told, ready to be kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Prepared {
    /// What was told.
    pub told: NewNeed,
    /// Were numbers or addresses of persons taken out of the words?
    pub hidden: bool,
    /// Must somebody look at it before strangers do?
    pub flagged: bool,
}

impl NewNeed {
    /// As it is kept. National numbers, telephone numbers and addresses of e-mail are masked before
    /// anybody reads them (docs/requirements.md G-23), and kept nowhere: whose they are nobody knows, so none
    /// of them becomes the contact.
    #[must_use]
    pub fn prepared(self) -> Prepared {
        let text = legible(&self.text);
        let masked = kit::masked(&text).into_owned();
        let hidden = masked != text;
        let flagged = is_held(&masked);
        let village = self.village.as_deref().map(|village| kit::masked(village).into_owned());
        let hidden = hidden || village != self.village;
        Prepared { told: Self { text: masked, village, ..self }, hidden, flagged }
    }
}

/// Does a telephone number stand among the words, where it will be masked?
pub fn holds_phone(text: &str) -> bool {
    !phone::all_in(&legible(text)).is_empty()
}

/// Signs without width: they part words in some writings, join letters in others, and hide numbers.
fn is_thin(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// The text without signs of no width that hide something: those beside a digit or a sign of an address,
/// all but the first of several, and those that tear a Thai letter from its vowel or tone.
pub fn legible(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let hides = |at: Option<usize>| {
        let letter = at.and_then(|at| letters.get(at));
        letter.is_none_or(|letter| letter.is_numeric() || is_thin(*letter) || "@.-+() ".contains(*letter))
    };
    // What parts Thai words may stand before one; nothing joins Thai letters, or parts them from their vowels.
    let tears = |at: usize| {
        let next = letters.get(at + 1).copied().unwrap_or_default();
        matches!(next, 'ก'..='๎') && (letters[at] != '\u{200b}' || !stands_first(next))
    };
    let kept = |(at, letter): (usize, &char)| {
        let hidden = is_thin(*letter) && (hides(at.checked_sub(1)) || hides(Some(at + 1)) || tears(at));
        (!hidden).then_some(*letter)
    };
    let once: String = letters.iter().enumerate().filter_map(kept).collect();
    once.trim().to_owned()
}

/// Is it too little to begin with? Then more is asked for.
pub fn is_short(text: &str) -> bool {
    length(text) < TEXT_ENOUGH
}

/// Must somebody look at it before strangers read it: for rude words, for accusing a person, for offering what
/// nobody needs, or because there is nothing in it that can be read?
pub fn is_held(text: &str) -> bool {
    is_rude(text) || is_accusing(text) || is_offering(text) || !thai::readable::is_readable(text)
}

/// The letters alone, so that no blank hides a word.
fn letters(text: &str) -> String {
    thai::words::search_key(text).split(' ').collect()
}

/// Does it hold a word that somebody should look at first?
fn is_rude(text: &str) -> bool {
    !found(&letters(text), RUDE).is_empty()
}

/// Does it advertise: gambling, drugs, loans, or an address on the web with an invitation to it?
fn is_offering(text: &str) -> bool {
    let plain = letters(text);
    !found(&plain, OFFERING).is_empty() || !found(&plain, INVITING).is_empty() && names_site(text)
}

/// Does an address on the web stand in it?
fn names_site(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let mut words = text.split(|letter: char| !(letter.is_ascii_alphanumeric() || ".-".contains(letter)));
    words.any(|word| {
        let parts = word.trim_matches(['.', '-']).rsplit_once('.');
        parts.is_some_and(|(name, end)| !name.is_empty() && ENDS.contains(&end))
    })
}

/// Does it say of a person what would have to be proved?
fn is_accusing(text: &str) -> bool {
    let pieces = thai::words::segment(&text.to_lowercase());
    let plain = pieces.concat();
    let accused = found(&plain, ACCUSING);
    if accused.is_empty() {
        return false;
    }
    let ends = pieces.iter().scan(0, |end, piece| {
        *end += piece.len();
        Some(*end)
    });
    let borders: Vec<usize> = std::iter::once(0).chain(ends).collect();
    let mut persons = lines(PERSONS).flat_map(|person| persons_called(&plain, person, &borders));
    persons.any(|person| accused.iter().any(|what| between(&plain, person, *what) <= NEAR))
}

/// Where somebody is called so: as a word of its own, in Thai between `borders` of words.
fn persons_called(text: &str, person: &str, borders: &[usize]) -> Vec<usize> {
    let alone = |at: usize| {
        let (before, after) = (&text[..at], &text[at + person.len()..]);
        let latin = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphabetic());
        if person.is_ascii() {
            !latin(before.chars().next_back()) && !latin(after.chars().next())
        } else {
            borders.contains(&at) && borders.contains(&(at + person.len()))
        }
    };
    text.match_indices(person).map(|(at, _)| at).filter(|at| alone(*at)).collect()
}

fn between(text: &str, one: usize, other: usize) -> usize {
    text[one.min(other)..one.max(other)].chars().count()
}

fn lines(list: &str) -> impl Iterator<Item = &str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Where words of a list stand in a text, but within what they may stand in.
fn found(text: &str, list: &str) -> Vec<usize> {
    let words = lines(list).map(|line| line.split_once(':').unwrap_or((line, "")));
    words.flat_map(|(word, contexts)| standing(text, word.trim(), contexts)).collect()
}

fn standing(text: &str, word: &str, contexts: &str) -> Vec<usize> {
    let harmless: Vec<_> = contexts
        .split_whitespace()
        .flat_map(|context| text.match_indices(context).map(|(at, context)| at..at + context.len()))
        .collect();
    let places = text.match_indices(word).map(|(at, _)| at);
    places.filter(|at| !harmless.iter().any(|range| range.contains(at))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::needs::need::{Channel, GroupKind};

    fn told(text: &str) -> NewNeed {
        NewNeed {
            text: text.to_owned(),
            submitted_by: None,
            contact: None,
            group_kind: GroupKind::Person,
            province: "92".to_owned(),
            district: None,
            subdistrict: None,
            village: None,
            channel: Channel::Web,
            received_on: kit::clock::day("2010-05-10"),
        }
    }

    #[test]
    fn numbers_are_masked_before_they_are_kept_and_none_becomes_the_contact() {
        for (text, kept, phone) in [
            ("โทร 081-234-5678 นะ", "โทร xxx-xxx-xxxx นะ", true),
            ("โทร 08\u{200b}1-234\u{200b}-5678 นะ", "โทร xxx-xxx-xxxx นะ", true),
            ("บัตร 1103702071811", "บัตร xxxxxxxxxxxxx", false),
            ("บัตร 1\u{2060}103702071811", "บัตร xxxxxxxxxxxxx", false),
            ("081 234 5678, 089 876 5432", "xxx xxx xxxx, xxx xxx xxxx", true),
            ("somchai\u{200b}@example.org", "xxxxxxx@xxxxxxx.xxx", false),
            ("กล้วย 35 กิโลขึ้นรา", "กล้วย 35 กิโลขึ้นรา", false),
        ] {
            let prepared = told(text).prepared();
            assert_eq!((prepared.told.text.as_str(), prepared.told.contact), (kept, None), "{text}");
            assert_eq!((prepared.hidden, holds_phone(text)), (kept.contains("xx"), phone), "{text}");
        }
        let village = Some("บ้านพรุจูด โทร 081-234-5678".to_owned());
        let beside = NewNeed { village, ..told("กล้วยขึ้นรา") }.prepared();
        assert_eq!((beside.told.village.as_deref(), beside.hidden), (Some("บ้านพรุจูด โทร xxx-xxx-xxxx"), true));
        let own =
            NewNeed { contact: Some("ผู้ใหญ่บ้าน".to_owned()), ..told("โทร 0812345678") };
        assert_eq!(own.prepared().told.contact.as_deref(), Some("ผู้ใหญ่บ้าน"), "what was filled in stays");
    }

    #[test]
    fn what_parts_words_stays_and_what_hides_goes() {
        for (text, kept) in [
            ("แม่\u{200b}บ้าน", "แม่\u{200b}บ้าน"),
            ("แม่\u{200b}\u{200b}\u{200b}บ้าน", "แม่บ้าน"),
            ("\u{200b}\u{feff}", ""),
            ("\u{feff}กล้วย", "กล้วย"),
            ("น้\u{200b}ำ\u{200d}ท่วม", "น้ำท่วม"),
        ] {
            assert_eq!(legible(text), kept, "{text:?}");
        }
    }

    #[test]
    fn rude_words_are_found_and_words_that_hold_their_letters_are_not() {
        for (text, rude) in [
            ("ไอ้ เหี้ย ไม่ช่วยอะไรเลย", true),
            ("FUCK this", true),
            ("หีบอ้อยเสีย ต้องการซ่อม", false),
            ("สัตว์เลี้ยงป่วยทั้งหมู่บ้าน", false),
            ("กูตากปลาแล้วขึ้นรา มึงช่วยที", false),
            ("ตัวเหี้ยกินไก่ในเล้า", false),
            ("มีเหี้ยเข้ามาลากเป็ดทุกคืน", false),
            ("ไอ้ตัวเหี้ย ไม่ช่วยอะไรเลย", true),
            ("ตัวเหี้ยกินไก่ ไอ้เหี้ย", true),
        ] {
            assert_eq!(is_rude(text), rude, "{text}");
        }
    }

    #[test]
    fn accusations_of_a_person_are_found_and_troubles_with_thieves_are_not() {
        for (text, accusing) in [
            ("ผู้ใหญ่บ้านโกงเงินกองทุน", true),
            ("นายสมชาย ใจสมมติ โกง", true),
            ("มีคนบอกว่ากำนันยักยอกเงินค่าน้ำ", true),
            ("โกงกันทั้งนั้น โดยเฉพาะประธานกลุ่ม", true),
            ("The headman is corrupt", true),
            ("Mr. Somchai stole the pump", true),
            ("ขโมยขึ้นสวนทุเรียน อยากได้เครื่องกันขโมย", false),
            ("ผู้ใหญ่บ้านถูกขโมยเครื่องสูบน้ำ อยากได้สัญญาณเตือน", false),
            ("พ่อค้าโกงตาชั่ง อยากได้ตาชั่งกลาง", false),
            ("ผู้ใหญ่บ้านอยากได้เครื่องอบกล้วย", false),
            ("ที่นายางขึ้นรา", false),
            ("ผู้ใหญ่บ้านกินเงินกองทุน", true),
            ("นายก อบต. กินงบถนนทุกปี", true),
            ("กำนันเอาเงินน้ำท่วมเข้ากระเป๋าตัวเอง", true),
            ("ผู้ใหญ่บ้านขอเครื่องกรองน้ำ", false),
            ("ผู้ใหญ่บ้านกินเงินเดือนน้อย อยากได้อาชีพเสริม", false),
            ("ปลากินเหยื่อ", false),
            ("หมูไม่กินอาหาร ครูเกษตรก็ไม่รู้ว่าเป็นอะไร", false),
        ] {
            assert_eq!(is_accusing(text), accusing, "{text}");
        }
    }

    #[test]
    fn what_advertises_waits_and_a_trouble_with_the_same_words_does_not() {
        for (text, offers) in [
            ("เว็บพนัน ufa888.com สมัครเลย", true),
            ("เว็ บ พ นั น แจกเครดิตฟรี", true),
            ("ขายยาบ้าโทรมา", true),
            ("กู้เงินด่วน ไม่เช็คบูโร", true),
            ("รายได้เสริมวันละพัน คลิกเลย bit.ly/abc", true),
            ("Earn money at home, click here: www.rich-now.xyz", true),
            ("เด็กในหมู่บ้านติดเว็บพนัน อยากได้กิจกรรมให้เด็ก", false),
            ("มีคนขายยาบ้าในหมู่บ้าน อยากได้กล้องวงจรปิด", false),
            ("อยากมีรายได้เสริมจากการทอผ้า", false),
            ("อยากได้เครื่องอบแบบที่เห็นใน youtube.com", false),
            ("อ่านจาก www.tistr.or.th แล้วอยากได้รายได้เสริมบ้าง", false),
            ("ค่าน้ำ 12.50 บาท อยากได้รายได้เสริม", false),
            ("เหี้ยกินไก่ในเล้า", false),
            ("ปลากินเหยื่อ", false),
        ] {
            assert_eq!(is_offering(text), offers, "{text}");
            assert_eq!(is_held(text), offers, "{text}");
        }
    }

    #[test]
    fn what_nobody_can_read_waits_and_little_that_can_be_read_does_not() {
        for (text, held) in [
            ("กกกกกก", true),
            ("asdf asdf", true),
            ("ฟหกด", true),
            ("กล้วย", false),
            ("น้ำ", false),
            ("mouldy", false),
            ("ກ້ວຍຕາກຂຶ້ນລາ", false),
        ] {
            assert_eq!(told(text).prepared().flagged, held, "{text}");
        }
    }
}
