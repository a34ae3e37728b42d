//! The words of Thai text, which is written without spaces: for indexing, for queries, and for a
//! key in which names can be found by any part (docs/requirements.md C-07).
//!
//! Text and query pass through the same steps, so that "ดำเนินการ 2553" finds "ด าเนินการ ปี ๒๕๕๓",
//! and "วทน." finds the words it stands for.

use crate::{dictionary, digits, repair};
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

/// What is written short in this field, in lower case, and the words it stands for. A form with
/// dots is known anywhere, and without them where it stands alone. The longer come first.
const ABBREVIATIONS: [(&str, &str); 48] = [
    ("สส.สป.วท.", "สำนักส่งเสริมและถ่ายทอดเทคโนโลยี สำนักงานปลัดกระทรวงวิทยาศาสตร์และเทคโนโลยี"),
    ("สป.วท.", "สำนักงานปลัดกระทรวงวิทยาศาสตร์และเทคโนโลยี"),
    ("สป.อว.", "สำนักงานปลัดกระทรวงการอุดมศึกษา วิทยาศาสตร์ วิจัยและนวัตกรรม"),
    ("รพ.สต.", "โรงพยาบาลส่งเสริมสุขภาพตำบล"),
    ("ธ.ก.ส.", "ธนาคารเพื่อการเกษตรและสหกรณ์การเกษตร"),
    ("พ.ร.บ.", "พระราชบัญญัติ"),
    ("อสวท.", "อาสาสมัครวิทยาศาสตร์และเทคโนโลยี"),
    ("สวทน.", "สำนักงานคณะกรรมการนโยบายวิทยาศาสตร์ เทคโนโลยีและนวัตกรรมแห่งชาติ"),
    ("สวทช.", "สำนักงานพัฒนาวิทยาศาสตร์และเทคโนโลยีแห่งชาติ"),
    ("สทอภ.", "สำนักงานพัฒนาเทคโนโลยีอวกาศและภูมิสารสนเทศ"),
    ("อพวช.", "องค์การพิพิธภัณฑ์วิทยาศาสตร์แห่งชาติ"),
    ("สสนก.", "สถาบันสารสนเทศทรัพยากรน้ำและการเกษตร"),
    ("ก.น.บ.", "คณะกรรมการนโยบายการบริหารงานจังหวัดและกลุ่มจังหวัดแบบบูรณาการ"),
    ("วทน.", "วิทยาศาสตร์ เทคโนโลยีและนวัตกรรม"),
    ("ววน.", "วิทยาศาสตร์ วิจัยและนวัตกรรม"),
    ("ศวภ.", "ศูนย์ประสานงานของกระทรวงวิทยาศาสตร์และเทคโนโลยีประจำภูมิภาค"),
    ("สทน.", "สถาบันเทคโนโลยีนิวเคลียร์แห่งชาติ"),
    ("สดร.", "สถาบันวิจัยดาราศาสตร์แห่งชาติ"),
    ("สนช.", "สำนักงานนวัตกรรมแห่งชาติ"),
    ("กปว.", "กองส่งเสริมและประสานเพื่อประโยชน์ทางวิทยาศาสตร์ วิจัยและนวัตกรรม"),
    ("มผช.", "มาตรฐานผลิตภัณฑ์ชุมชน"),
    ("มอก.", "มาตรฐานผลิตภัณฑ์อุตสาหกรรม"),
    ("มรภ.", "มหาวิทยาลัยราชภัฏ"),
    ("มทร.", "มหาวิทยาลัยเทคโนโลยีราชมงคล"),
    ("กฟผ.", "การไฟฟ้าฝ่ายผลิตแห่งประเทศไทย"),
    ("กฟภ.", "การไฟฟ้าส่วนภูมิภาค"),
    ("อสม.", "อาสาสมัครสาธารณสุขประจำหมู่บ้าน"),
    ("สสจ.", "สำนักงานสาธารณสุขจังหวัด"),
    ("อบต.", "องค์การบริหารส่วนตำบล"),
    ("อบจ.", "องค์การบริหารส่วนจังหวัด"),
    ("อปท.", "องค์กรปกครองส่วนท้องถิ่น"),
    ("กทม.", "กรุงเทพมหานคร"),
    ("ครม.", "คณะรัฐมนตรี"),
    ("ผวจ.", "ผู้ว่าราชการจังหวัด"),
    ("พ.ศ.", ""),
    ("ค.ศ.", ""),
    ("สส.", "สำนักส่งเสริมและถ่ายทอดเทคโนโลยี"),
    ("วท.", "กระทรวงวิทยาศาสตร์และเทคโนโลยี"),
    ("อว.", "กระทรวงการอุดมศึกษา วิทยาศาสตร์ วิจัยและนวัตกรรม"),
    ("วว.", "สถาบันวิจัยวิทยาศาสตร์และเทคโนโลยีแห่งประเทศไทย"),
    ("อย.", "สำนักงานคณะกรรมการอาหารและยา"),
    ("มท.", "กระทรวงมหาดไทย"),
    ("ทน.", "เทศบาลนคร"),
    ("ทม.", "เทศบาลเมือง"),
    ("ทต.", "เทศบาลตำบล"),
    ("pcso", "ผู้บริหารวิทยาศาสตร์จังหวัดระดับสูง"),
    ("mou", "บันทึกความร่วมมือ"),
    ("otop", "หนึ่งตำบลหนึ่งผลิตภัณฑ์ otop"),
];

/// Slips that printed sources make again and again, and what was meant (docs/requirements.md B-16).
/// Stored text keeps them; the index does not.
const SLIPS: [(&str, &str); 9] = [
    ("เวบ", "เว็บ"),
    ("พิจาณา", "พิจารณา"),
    ("ถั่วจ่าย", "ถัวจ่าย"),
    ("ปฎิบัติ", "ปฏิบัติ"),
    ("ลงนารม", "ลงนาม"),
    ("บาทบาท", "บทบาท"),
    ("บูรณการ", "บูรณาการ"),
    ("วิจับ", "วิจัย"),
    ("กมลไสย", "กมลาไสย"),
];

/// Words too common to tell one text from another.
const STOP_WORDS: [&str; 58] = [
    "และ",
    "หรือ",
    "ที่",
    "ใน",
    "ของ",
    "ให้",
    "ได้",
    "มี",
    "เป็น",
    "จาก",
    "โดย",
    "กับ",
    "แก่",
    "ซึ่ง",
    "อัน",
    "นี้",
    "นั้น",
    "ว่า",
    "แต่",
    "ก็",
    "ต่อ",
    "เพื่อ",
    "ด้วย",
    "ต่าง",
    "การ",
    "ความ",
    "ไป",
    "มา",
    "จะ",
    "จึง",
    "แล้ว",
    "ยัง",
    "ถึง",
    "ทั้ง",
    "ตาม",
    "อยู่",
    "คือ",
    "อย่าง",
    "เช่น",
    "ได้แก่",
    "the",
    "a",
    "an",
    "of",
    "and",
    "or",
    "in",
    "on",
    "at",
    "to",
    "for",
    "by",
    "with",
    "from",
    "is",
    "are",
    "as",
    "that",
];

/// Is it a word of the dictionary?
///
/// ```
/// assert!(thai::words::is_word("จิ้งหรีด") && !thai::words::is_word("จิ้งหลีด"));
/// ```
pub fn is_word(word: &str) -> bool {
    dictionary::is_word(word)
}

/// Is it too common to tell one text from another? Then [`words`] leaves it out.
pub fn is_common(word: &str) -> bool {
    static SET: LazyLock<HashSet<&str>> = LazyLock::new(|| STOP_WORDS.into_iter().collect());
    SET.contains(word)
}

/// Cuts text into words, spaces and signs that joined again are the text, nothing changed.
///
/// ```
/// let pieces = thai::words::segment("กลุ่มแม่บ้าน 35 คน");
/// assert_eq!(pieces.concat(), "กลุ่มแม่บ้าน 35 คน");
/// assert_eq!(pieces[0], "กลุ่ม");
/// ```
pub fn segment(text: &str) -> Vec<String> {
    dictionary::segment(text)
}

/// The words to index or to search for: damage and common slips mended, digits ASCII, letters small,
/// abbreviations written out, signs and the commonest words left out. The order is the text's.
///
/// ```
/// use thai::words::words;
/// assert_eq!(words("การแปรรูปกล้วยตาก ปี ๒๕๕๓"), ["แปรรูป", "กล้วย", "ตาก", "ปี", "2553"]);
/// assert_eq!(words("ให้ใช้ตู้ไม้ไผ่"), ["ใช้", "ตู้", "ไม้", "ไผ่"]);
/// assert_eq!(words("งานด้าน วทน."), words("งานด้านวิทยาศาสตร์ เทคโนโลยีและนวัตกรรม"));
/// ```
pub fn words(text: &str) -> Vec<String> {
    let mut words = dictionary::segment(&expanded(&folded(text)));
    words.retain_mut(|word| {
        // Vowels and tones above and below a letter are no letters to Unicode, and belong to the word.
        let bare = word.trim_matches(|c: char| !is_word_letter(c) || matches!(c, 'ๆ' | 'ฯ'));
        if bare.len() != word.len() {
            *word = bare.to_owned();
        }
        !word.is_empty() && !is_common(word)
    });
    words
}

/// The word that two words make the other way round, where that is one of the dictionary: who thinks of
/// composting says "หมักปุ๋ย", who sells compost "ปุ๋ยหมัก".
///
/// ```
/// assert_eq!(thai::words::turned("หมัก", "ปุ๋ย").as_deref(), Some("ปุ๋ยหมัก"));
/// assert_eq!(thai::words::turned("กล้วย", "ตาก"), None);
/// ```
pub fn turned(one: &str, other: &str) -> Option<String> {
    let turned = format!("{other}{one}");
    dictionary::is_word(&turned).then_some(turned)
}

/// The word that two words make, where that is one of the dictionary: who sets a space says "น้ำพริก เผา".
///
/// ```
/// assert_eq!(thai::words::joined("น้ำพริก", "เผา").as_deref(), Some("น้ำพริกเผา"));
/// assert_eq!(thai::words::joined("กล้วย", "ตาก"), None);
/// ```
pub fn joined(one: &str, next: &str) -> Option<String> {
    turned(next, one)
}

/// The text with its abbreviations written out; `None` when it has none.
///
/// ```
/// use thai::words::written_out;
/// assert_eq!(written_out("ยาใน รพ.สต.").as_deref(), Some("ยาใน โรงพยาบาลส่งเสริมสุขภาพตำบล"));
/// assert_eq!(written_out("ปี พ.ศ. 2569"), None, "it stands for no word");
/// ```
pub fn written_out(text: &str) -> Option<String> {
    let folded = folded(text);
    let out = expanded(&folded);
    // A full form is longer than its short one, but for the eras, which stand for nothing.
    (out.len() > folded.len()).then(|| out.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What a text stands for that is one Thai abbreviation and nothing else.
///
/// ```
/// use thai::words::stands_for;
/// assert_eq!(stands_for("อบต."), Some("องค์การบริหารส่วนตำบล"));
/// assert_eq!(stands_for("อบต.บ่อหิน"), None);
/// ```
pub fn stands_for(text: &str) -> Option<&'static str> {
    let folded = folded(text);
    let text = Some(folded.trim()).filter(|text| !text.is_ascii())?;
    let (length, full) = abbreviation(text, 0, true)?;
    text[length..].chars().all(|c| c == '.').then_some(full).filter(|full| !full.is_empty())
}

/// The text as one key for finding names by any part of them (with a substring or trigram index):
/// mended, ASCII digits, small letters, and nothing but letters and digits with single spaces.
///
/// ```
/// assert_eq!(thai::words::search_key("อ. สิเกา (จ.ตรัง) ๙๒"), "อ สิเกา จ ตรัง 92");
/// ```
pub fn search_key(text: &str) -> String {
    let folded = folded(text);
    let mut key = String::with_capacity(folded.len());
    for c in folded.chars() {
        let apart = key.is_empty() || key.ends_with(' ');
        // Apart from its consonant a mark is none, and another reading would take า for a broken ำ.
        if is_word_letter(c) && (stands_first(c) || !apart) {
            key.push(c);
        } else if !apart {
            key.push(' ');
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// Mended, ASCII digits, small letters, slips put right.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in repair::clean(text).chars() {
        let c = digits::ascii(c);
        match c {
            '\0'..='\x7f' => folded.push(c.to_ascii_lowercase()),
            // Thai has no capitals; asking Unicode about every letter would take most of the time.
            '\u{e00}'..='\u{e7f}' => folded.push(c),
            _ => folded.extend(c.to_lowercase()),
        }
    }
    SLIPS.iter().fold(folded, |text, (slip, meant)| if text.contains(slip) { text.replace(slip, meant) } else { text })
}

/// Bytes from the beginning of an abbreviation to its first dot, at most (สสนก.).
const LONGEST_BEFORE_DOT: usize = 12;

/// Writes abbreviations out, each apart from its neighbours.
fn expanded(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let (mut at, mut done, mut dot) = (0, 0, 0);
    let mut inside_word = false;
    while let Some(c) = text[at..].chars().next() {
        if dot < at {
            dot = text[at..].find('.').map_or(usize::MAX, |next| at + next);
        }
        // Most places are inside a word far from any dot, where no abbreviation can begin.
        let possible = !inside_word || dot - at <= LONGEST_BEFORE_DOT;
        if let Some((length, full)) = possible.then(|| abbreviation(text, at, at == done)).flatten() {
            out.push_str(&text[done..at]);
            out.push(' ');
            out.push_str(full);
            out.push(' ');
            at += length;
            done = at;
            inside_word = false;
        } else {
            at += c.len_utf8();
            inside_word = is_word_letter(c);
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// The abbreviation that begins here, if one does: not within a longer one that is unknown
/// ("ส.ส.วท.") nor within a Latin word, but well after one just written out (`follows`).
fn abbreviation(text: &str, at: usize, follows: bool) -> Option<(usize, &'static str)> {
    let mut back = text[..at].chars().rev();
    let before = back.next();
    let in_dotted = before == Some('.') && back.next().is_some_and(is_word_letter);
    if !follows && (in_dotted || before.is_some_and(|c| c.is_ascii_alphanumeric())) {
        return None;
    }
    let alone_before = !before.is_some_and(is_word_letter);
    let rest = &text[at..];
    ABBREVIATIONS.iter().find_map(|(short, full)| {
        if short.contains('.') && rest.starts_with(short) {
            return Some((short.len(), *full));
        }
        let length = undotted(rest, short)?;
        let alone = alone_before && !rest[length..].starts_with(is_word_letter);
        alone.then_some((length, *full))
    })
}

/// The length of an abbreviation written without its dots at the beginning of this text.
fn undotted(text: &str, short: &str) -> Option<usize> {
    let mut chars = text.chars();
    let letters = || short.chars().filter(|c| *c != '.');
    letters().all(|letter| chars.next() == Some(letter)).then(|| letters().map(char::len_utf8).sum())
}

fn is_word_letter(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        // Letters, what stands above or below them, digits; not ฿ ๏ ๚ ๛. Unicode's own table is slow here.
        '\u{e00}'..='\u{e7f}' => matches!(c, 'ก'..='ฺ' | 'เ'..='๎' | '๐'..='๙'),
        _ => c.is_alphanumeric(),
    }
}

/// Can a word begin with it? Not with what stands above or below a letter, and not with a vowel that follows one.
/// ๆ can: it is written apart from what it repeats (rules of the Royal Society of Thailand on spacing).
pub fn stands_first(c: char) -> bool {
    !is_mark(c) && !matches!(c, 'ะ' | 'า' | 'ำ' | 'ๅ')
}

/// What stands above or below a Thai letter, and alone is nothing.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_unicode_and_the_marks_of_thai() {
        for c in '\0'..='\u{ffff}' {
            assert_eq!(is_word_letter(c), c.is_alphanumeric() || is_mark(c), "{c:?}");
        }
    }
}
