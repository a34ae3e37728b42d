//! How Thai text sounds, roughly: what people confuse when they type by ear becomes one, so that
//! "รำใย" is found as "ลำไย" and "ปุ๋ยหมักชี้วภาพ" shares most of its pieces with "ปุ๋ยหมักชีวภาพ".

/// Are two letters heard nearly alike, or so alike to look at that one is typed for the other?
///
/// ```
/// assert!(thai::sound::is_near('ร', 'ล') && !thai::sound::is_near('ร', 'ก'));
/// ```
pub fn is_near(one: char, other: char) -> bool {
    groups(one) & groups(other) != 0
}

/// The groups of letters heard or seen nearly alike in which a letter is, a bit for each.
fn groups(letter: char) -> u8 {
    match letter {
        '่' | '้' | '๊' | '๋' | '็' => 1,
        'ั' => 1 | 1 << 1,
        'ะ' => 1 << 1,
        'า' => 1 << 1 | 1 << 2,
        'ำ' => 1 << 2,
        'ร' | 'ล' | 'ฤ' => 1 << 3,
        'ิ' | 'ี' | 'ึ' | 'ื' => 1 << 4,
        'ุ' | 'ู' => 1 << 5,
        'ด' | 'ต' => 1 << 6,
        _ => 0,
    }
}

/// The text with look-alike and sound-alike letters made one, tones and silenced letters left out,
/// and nothing but letters and digits, words apart by single spaces where the text has any. What
/// comes in should be a [`crate::words::search_key`]; the outcome is for comparing, never for reading.
///
/// ```
/// use thai::sound::skeleton;
/// assert_eq!(skeleton("รำใย"), skeleton("ลำไย"));
/// assert_eq!(skeleton("เครื่องอบเเห้ง"), skeleton("เครืองอบแห้ง"));
/// assert_eq!(skeleton("พลังงานแสงอาทิตย์"), skeleton("พลังงานแสงอาทิต"));
/// assert_ne!(skeleton("กล้วย"), skeleton("กุ้ง"));
/// ```
pub fn skeleton(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    let mut letters = key.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '่'..='๋' | '็' | 'ํ' | '๎' | 'ฺ' => {}
            // Silenced: the letter before, and the vowel that may stand between, are not heard.
            '์' => unheard(&mut out),
            'ำ' => out.push_str("ัม"),
            'เ' if letters.peek() == Some(&'เ') => {
                letters.next();
                out.push('แ');
            }
            'ร' if letters.peek() == Some(&'ร') => {
                letters.next();
                out.push('ั');
            }
            other => out.push(alike(other)),
        }
    }
    out
}

/// Latin letters as a Thai name written in them is heard: foreigners write ขอนแก่น as Khon Kaen, Kon Kaen
/// or Khonkean, and all of these become one. Everything else stays. What comes in should be small letters.
///
/// ```
/// use thai::sound::romanised;
/// assert_eq!(romanised("khon kaen"), romanised("kon kean"));
/// assert_eq!(romanised("kalasin"), romanised("garassin"));
/// assert_ne!(romanised("trang"), romanised("trat"));
/// ```
pub fn romanised(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    for (at, letter) in letters.iter().copied().enumerate() {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let next = letters.get(at + 1).copied();
        let heard = match (before, letter, next) {
            // Breathed after a consonant, and a letter written twice: heard once.
            (Some('k' | 'g' | 't' | 'p' | 's' | 'r' | 'c'), 'h', _) => continue,
            (Some(before), _, _) if before == letter && letter.is_ascii_alphabetic() => continue,
            // "korn" and "kon".
            (Some('o'), 'r', Some(next)) if next.is_ascii_alphabetic() && !is_vowel(next) => continue,
            (_, 'c', Some('h')) => 'j',
            (_, 'c' | 'g' | 'q', _) => 'k',
            (Some('a'), 'e', _) | (Some('e'), 'a', _) => {
                out.pop();
                'e'
            }
            (Some('i'), 'e', _) => 'a',
            (_, 'r', _) => 'l',
            (_, 'v', _) => 'w',
            (_, 'y', _) => 'i',
            (_, 'z', _) => 's',
            (_, other, _) => other,
        };
        out.push(heard);
    }
    out
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// Takes away the silenced consonant at the end, with its vowel.
fn unheard(out: &mut String) {
    if matches!(out.chars().next_back(), Some('ี' | 'ู')) {
        out.pop();
    }
    if out.chars().next_back().is_some_and(|last| ('ก'..='ฮ').contains(&last)) {
        out.pop();
    }
}

/// One letter for those that sound alike; none for what is not heard or cannot be told apart.
pub fn letter(letter: char) -> Option<char> {
    Some(match letter {
        'ข' | 'ค' | 'ฆ' => 'ค',
        'ฉ' | 'ช' | 'ฌ' => 'ช',
        'ซ' | 'ศ' | 'ษ' | 'ส' => 'ส',
        'ญ' | 'ย' => 'ย',
        'ฎ' | 'ด' => 'ด',
        'ฏ' | 'ต' => 'ต',
        'ฐ' | 'ฑ' | 'ฒ' | 'ถ' | 'ท' | 'ธ' => 'ท',
        'ณ' | 'น' => 'น',
        'ผ' | 'พ' | 'ภ' => 'พ',
        'ฝ' | 'ฟ' => 'ฟ',
        'ล' | 'ฬ' => 'ล',
        'ห' | 'ฮ' => 'ฮ',
        'ใ' | 'ไ' => 'ไ',
        'ิ' | 'ี' => 'ี',
        'ึ' | 'ื' => 'ื',
        'ุ' | 'ู' => 'ู',
        '่' | '้' | '๊' | '๋' | '็' => return None,
        // Before Unicode's own table, which is slow for Thai.
        'ก'..='ฮ' | '\u{0E30}'..='\u{0E45}' => letter,
        other if other.is_alphanumeric() => other,
        _ => return None,
    })
}

/// One letter for all that are confused with it, those among them that only some ears confuse.
fn alike(typed: char) -> char {
    match typed {
        'ฃ' | 'ฅ' => 'ค',
        'ร' | 'ฤ' => 'ล',
        'ๅ' => 'า',
        other => letter(other).unwrap_or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_sound_alike_are_one() {
        for (one, other) in [('ศ', 'ส'), ('ณ', 'น'), ('ใ', 'ไ'), ('ี', 'ิ'), ('ก', 'ก')] {
            assert_eq!(letter(one), letter(other), "{one} {other}");
        }
        assert_eq!(letter('้'), None, "a tone mark is no letter");
        assert_ne!(letter('ก'), letter('ข'));
    }

    #[test]
    fn what_is_confused_by_ear_becomes_one() {
        let cases = [
            ("ลำไย", "รำไย"),
            ("ศูนย์", "สูน"),
            ("คอมพิวเตอร์", "คอมพิวเต้อ"),
            ("สิทธิ์", "สิท"),
            ("น้ำ", "นัม"),
            ("กรรม", "กัม"),
            ("หญ้า", "หย้า"),
            ("ไผ่", "ใผ่"),
        ];
        for (one, other) in cases {
            assert_eq!(skeleton(one), skeleton(other), "{one} and {other}");
        }
    }

    #[test]
    fn what_is_told_apart_stays_apart() {
        for (one, other) in [("กล้วย", "กุ้ง"), ("ข้าว", "ขาย"), ("ปลา", "ป่า"), ("นา", "ไร่")]
        {
            assert_ne!(skeleton(one), skeleton(other), "{one} and {other}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_breaks_it(text in ".{0,60}") {
            let once = skeleton(&text);
            proptest::prop_assert!(once.chars().count() <= text.chars().count() * 2);
        }
    }
}
