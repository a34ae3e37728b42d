//! Thai words as foreigners and telephones without a Thai keyboard write them: "hed fang" for เห็ดฟาง. There
//! are many ways and no rule that people keep; so both sides are brought to one rough form and compared.

use crate::sound::romanised;

/// Latin letters as a Thai word written in them is heard, roughly: what [`heard`] is compared with.
///
/// ```
/// use thai::latin::{heard, typed};
/// for (thai, latin) in [("เห็ด", "hed"), ("เห็ด", "het"), ("ลำไย", "lam yai"), ("กล้วย", "gluay"), ("ข้าว", "khao")] {
///     assert_eq!(heard(thai).as_deref(), Some(typed(latin).as_str()), "{thai}");
/// }
/// ```
pub fn typed(latin: &str) -> String {
    let letters: String = latin.to_lowercase().chars().filter(char::is_ascii_alphabetic).collect();
    let mut out = String::with_capacity(letters.len());
    for letter in romanised(&letters).chars().map(folded) {
        // "ue" and "eu" stand for one vowel, and so does "oo".
        match (out.chars().next_back(), letter) {
            (Some('u'), 'e') => {}
            (Some('e'), 'u') => {
                out.pop();
                out.push('u');
            }
            (Some(before), letter) if before == letter => {}
            _ => out.push(letter),
        }
    }
    out
}

/// A Thai word as it is heard, in the same rough letters; `None` for what is no Thai word.
pub fn heard(word: &str) -> Option<String> {
    let letters = spoken(word)?;
    let mut reading = Reading { letters: &letters, at: 0, out: String::new() };
    while reading.at < letters.len() {
        reading.syllable();
    }
    Some(typed(&reading.out.replace(SHORT, "a")))
}

/// Its letters without tones, and without what is silenced.
fn spoken(word: &str) -> Option<Vec<char>> {
    let mut letters = Vec::new();
    for letter in word.chars() {
        match letter {
            '่'..='๋' | '็' => {}
            '์' => {
                letters.pop();
            }
            'ก'..='ู' | 'เ'..='ๅ' => letters.push(letter),
            _ => return None,
        }
    }
    (!letters.is_empty()).then_some(letters)
}

/// The vowel of a syllable that nothing closes, as in the first of ขนม.
const SHORT: &str = "ă";

struct Reading<'a> {
    letters: &'a [char],
    at: usize,
    out: String,
}

impl Reading<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.letters.get(self.at + ahead).copied()
    }

    fn takes(&mut self, signs: &[char]) -> bool {
        let found = self.letters[self.at..].starts_with(signs);
        self.at += if found { signs.len() } else { 0 };
        found
    }

    /// One syllable, or one letter that belongs to none.
    fn syllable(&mut self) {
        let lead = self.peek(0).filter(|letter| matches!(letter, 'เ'..='ไ'));
        self.at += usize::from(lead.is_some());
        if !self.peek(0).is_some_and(is_consonant) {
            self.at += 1;
            return;
        }
        self.onset(lead);
        match lead {
            Some(lead) => self.led(lead),
            None => self.followed(),
        }
        self.coda();
    }

    /// The consonant it begins with, or two that are said together.
    fn onset(&mut self, lead: Option<char>) {
        let first = self.letters[self.at];
        self.at += 1;
        let second = self.peek(0).filter(|second| match first {
            'ก' | 'ข' | 'ค' => matches!(second, 'ร' | 'ล' | 'ว'),
            'ต' | 'ป' | 'ผ' | 'พ' => matches!(second, 'ร' | 'ล'),
            'ห' => matches!(second, 'ง' | 'ญ' | 'น' | 'ม' | 'ย' | 'ร' | 'ล' | 'ว'),
            _ => false,
        });
        let goes_on = self.peek(1).is_some_and(|next| is_vowel(next) || (next == 'ว' && self.peek(2).is_some()));
        let closed = self.peek(1).is_some_and(|next| next != 'อ');
        // Nothing closes a syllable that begins with these.
        let open = matches!(lead, Some('ไ' | 'ใ'));
        let both = second.filter(|_| goes_on || open || (lead.is_some() && closed));
        if !(first == 'ห' && both.is_some()) {
            self.out.push_str(begins(first));
        }
        if let Some(second) = both {
            self.out.push_str(begins(second));
            self.at += 1;
        }
    }

    /// The vowel that was written before.
    fn led(&mut self, lead: char) {
        let vowel = match lead {
            'เ' if self.takes(&['า', 'ะ']) => "o",
            'เ' if self.takes(&['า']) => "ao",
            'เ' if self.takes(&['ี', 'ย']) => "ia",
            'เ' if self.takes(&['ื', 'อ']) => "ua",
            'เ' if self.takes(&['อ']) || self.takes(&['ิ']) => "oe",
            'เ' if self.peek(0) == Some('ย') => "oe",
            'โ' => "o",
            'ไ' | 'ใ' => {
                self.takes(&['ย']);
                "ai"
            }
            _ => "e",
        };
        self.takes(&['ะ']);
        self.out.push_str(vowel);
    }

    /// The vowel that is written after, or none.
    fn followed(&mut self) {
        let vowel = if self.takes(&['ั', 'ว']) {
            "ua"
        } else if self.takes(&['ำ']) {
            "am"
        } else if self.takes(&['ื', 'อ'])
            || self.takes(&['ึ'])
            || self.takes(&['ื'])
            || self.takes(&['ุ'])
            || self.takes(&['ู'])
        {
            "u"
        } else if self.takes(&['ิ']) || self.takes(&['ี']) {
            "i"
        } else if self.takes(&['ร', 'ร']) || self.takes(&['า']) || self.takes(&['ะ']) || self.takes(&['ั']) {
            "a"
        } else if self.takes(&['อ']) {
            "o"
        } else if self.peek(0) == Some('ว') && self.peek(1).is_some_and(is_consonant) {
            self.at += 1;
            "ua"
        } else {
            self.unwritten()
        };
        self.out.push_str(vowel);
    }

    /// The vowel between consonants where none is written.
    fn unwritten(&self) -> &'static str {
        let consonants = self.letters[self.at..].iter().take_while(|letter| is_consonant(**letter)).count();
        let vowel_after = self.peek(consonants).is_some_and(is_vowel);
        match consonants - usize::from(vowel_after && consonants > 0) {
            1 => "o",
            _ => SHORT,
        }
    }

    /// The consonant it ends with, where the next one does not begin a syllable.
    fn coda(&mut self) {
        let Some(last) = self.peek(0).filter(|letter| is_consonant(*letter)) else { return };
        // After these nothing closes a syllable.
        let open = self.out.ends_with(SHORT) || matches!(self.letters[self.at - 1], 'ะ' | 'ำ' | 'ไ' | 'ใ');
        let vowel = |next: char| (is_vowel(next) && !matches!(next, 'เ'..='ไ')) || next == 'อ';
        let ua = self.peek(1) == Some('ว') && self.peek(2).is_some_and(is_consonant);
        if open || ua || self.peek(1).is_some_and(vowel) || last == 'อ' || last == 'ห' {
            return;
        }
        self.out.push_str(ends(last));
        self.at += 1;
    }
}

fn is_consonant(letter: char) -> bool {
    matches!(letter, 'ก'..='ฮ')
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'ะ'..='ู' | 'เ'..='ๅ')
}

fn begins(letter: char) -> &'static str {
    match letter {
        'ก'..='ฆ' => "k",
        'ง' => "ng",
        'จ'..='ช' | 'ฌ' => "ch",
        'ซ' | 'ศ'..='ส' => "s",
        'ญ' | 'ย' => "y",
        'ฎ'..='ฒ' | 'ด'..='ธ' => "t",
        'ณ' | 'น' => "n",
        'บ'..='ผ' | 'พ' | 'ภ' => "p",
        'ฝ' | 'ฟ' => "f",
        'ม' => "m",
        'ร' | 'ฤ' | 'ล' | 'ฬ' => "l",
        'ว' => "w",
        'ห' | 'ฮ' => "h",
        _ => "",
    }
}

fn ends(letter: char) -> &'static str {
    match letter {
        'ก'..='ฆ' => "k",
        'ง' => "ng",
        'ม' => "m",
        'ย' => "i",
        'ว' => "o",
        'ญ' | 'ณ' | 'น' | 'ร' | 'ล' | 'ฬ' => "n",
        'บ'..='ภ' => "p",
        _ => "t",
    }
}

/// Letters that are written for one another.
fn folded(letter: char) -> char {
    match letter {
        'd' => 't',
        'b' => 'p',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_heard_as_people_write_them() {
        let cases = [
            ("เห็ดฟาง", "hed fang"),
            ("ลำไย", "lamyai"),
            ("มะม่วง", "mamuang"),
            ("ข้าวโพด", "khao pod"),
            ("ส้มตำ", "somtam"),
            ("ไก่", "kai"),
            ("ปลานิล", "pla nin"),
            ("ทุเรียน", "turian"),
            ("มังคุด", "mangkhut"),
            ("ขนม", "kanom"),
            ("น้ำพริก", "nam prik"),
            ("ปลาร้า", "plara"),
            ("ผ้าไหม", "pha mai"),
            ("คราม", "khram"),
            ("ยางพารา", "yang para"),
            ("เตาเผา", "tao phao"),
            ("สวน", "suan"),
        ];
        for (thai, latin) in cases {
            assert_eq!(heard(thai).as_deref(), Some(typed(latin).as_str()), "{thai} {latin}");
        }
        assert_eq!(heard("dryer"), None);
        assert_ne!(heard("กล้วย"), heard("กุ้ง"));
    }

    proptest::proptest! {
        #[test]
        fn no_word_breaks_it(word in "[ก-๎]{0,24}") {
            let heard = heard(&word).unwrap_or_default();
            proptest::prop_assert_eq!(typed(&heard).len(), heard.len());
        }
    }
}
