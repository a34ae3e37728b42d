//! How near two spellings of a Thai word are. What is heard the same weighs least: ไ and ใ, a silenced ending.
//! What is heard nearly so, looks alike or is left out by who types in a hurry weighs half a letter: a tone, the
//! ห of หรีด, the ร of คราม.

/// What a letter weighs that is another, missing or too many.
pub(crate) const LETTER: u8 = 4;
/// What is only half as far.
pub(crate) const HALF: u8 = 2;
/// What nobody hears.
const UNHEARD: u8 = 1;

/// By what two texts are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// Thai as it is written.
    Letters,
    /// Latin letters, as a word is heard: each counts the same.
    Ear,
}

/// How far the beginnings of a typed text are from the beginnings of a word, a row for each letter of the
/// word: words that begin alike share rows.
pub(crate) struct Rows<'a> {
    by: By,
    typed: &'a [char],
    word: Vec<char>,
    /// One behind the other, each as long as what was typed and one.
    rows: Vec<u8>,
}

impl<'a> Rows<'a> {
    /// Before the first letter of any word.
    pub fn new(by: By, typed: &'a [char]) -> Self {
        let mut first = vec![0; typed.len() + 1];
        for at in 1..=typed.len() {
            first[at] = left_out(by, &typed[..at], &|back: usize| first[at - back]);
        }
        Self { by, typed, word: Vec::new(), rows: first }
    }

    /// Goes back to the first so many letters of the word.
    pub fn keep(&mut self, letters: usize) {
        self.word.truncate(letters);
        self.rows.truncate((letters + 1) * self.width());
    }

    /// How far the whole word is from the first so many letters that were typed.
    pub fn far(&self) -> &[u8] {
        self.row(self.word.len())
    }

    /// One more letter of the word; the least that any word has to weigh that begins like this.
    pub fn push(&mut self, letter: char) -> u8 {
        self.word.push(letter);
        let (letters, begin) = (self.word.len(), self.rows.len());
        for at in 0..=self.typed.len() {
            let mut least = left_out(self.by, &self.word, &|back| self.row(letters - back)[at]);
            if at > 0 {
                least = least.min(left_out(self.by, &self.typed[..at], &|back| self.rows[begin + at - back]));
                least = least.min(self.other(at));
            }
            self.rows.push(least);
        }
        // A swap or a silent letter reaches back one row further.
        self.rows[begin - self.width()..].iter().min().copied().unwrap_or_default()
    }

    /// How far the first so many letters of the word are.
    fn row(&self, letters: usize) -> &[u8] {
        &self.rows[letters * self.width()..][..self.width()]
    }

    fn width(&self) -> usize {
        self.typed.len() + 1
    }

    /// The letter stands for what was typed there, perhaps the two before it as well.
    fn other(&self, at: usize) -> u8 {
        let (letters, typed) = (&self.word, self.typed);
        let letter = letters[letters.len() - 1];
        let before = self.row(letters.len() - 1);
        let mut least = before[at - 1].saturating_add(instead(self.by, letter, typed[at - 1]));
        let silent_h = |pair: &[char]| self.by == By::Letters && pair[0] == 'ห' && is_sonorant(pair[1]);
        if letters.len() > 1 {
            let pair = &letters[letters.len() - 2..];
            let first = self.row(letters.len() - 2);
            if at > 1 && pair[0] == typed[at - 1] && pair[1] == typed[at - 2] {
                least = least.min(first[at - 2].saturating_add(LETTER));
            }
            if silent_h(pair) && letter == typed[at - 1] {
                least = least.min(first[at - 1].saturating_add(HALF));
            }
        }
        if at > 1 && silent_h(&typed[at - 2..at]) && letter == typed[at - 1] {
            least = least.min(before[at - 2].saturating_add(HALF));
        }
        least
    }
}

/// The last of these letters stands for none of the other text. `behind` is what was weighed so many letters
/// before it.
fn left_out(by: By, letters: &[char], behind: &impl Fn(usize) -> u8) -> u8 {
    let last = letters[letters.len() - 1];
    let before = letters.len().checked_sub(2).map(|at| letters[at]);
    if by == By::Ear {
        return behind(1).saturating_add(LETTER);
    }
    let light = match last {
        '่'..='๋' | '็' | '์' | 'ะ' => true,
        'ร' | 'ล' | 'ว' => before.is_some_and(is_consonant),
        _ => before == Some(last),
    };
    let mut least = behind(1).saturating_add(if light { HALF } else { LETTER });
    if last == '์' && before.is_some() {
        least = least.min(behind(2).saturating_add(UNHEARD));
        if before.is_some_and(|before| matches!(before, 'ิ' | 'ุ')) && letters.len() > 2 {
            least = least.min(behind(3).saturating_add(UNHEARD));
        }
    }
    least
}

/// One letter in the place of another.
fn instead(by: By, one: char, other: char) -> u8 {
    if one == other {
        return 0;
    }
    match by {
        By::Letters if is_heard_alike(one, other) => UNHEARD,
        By::Letters if thai::sound::is_near(one, other) => HALF,
        _ => LETTER,
    }
}

fn is_heard_alike(one: char, other: char) -> bool {
    let same = thai::sound::letter(one).is_some_and(|heard| thai::sound::letter(other) == Some(heard));
    same && (is_consonant(one) || matches!(one, 'ใ' | 'ไ'))
}

fn is_consonant(letter: char) -> bool {
    matches!(letter, 'ก'..='ฮ')
}

fn is_sonorant(letter: char) -> bool {
    matches!(letter, 'ง' | 'ญ' | 'น' | 'ม' | 'ย' | 'ร' | 'ล' | 'ว')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn far(by: By, word: &str, typed: &str) -> u8 {
        let typed: Vec<char> = typed.chars().collect();
        let mut rows = Rows::new(by, &typed);
        for letter in word.chars() {
            rows.push(letter);
        }
        rows.far()[typed.len()]
    }

    #[test]
    fn what_is_heard_alike_is_nearer() {
        for (word, typed, weighs) in [
            ("กล้วย", "กล้วย", 0),
            ("ไหม", "ใหม", UNHEARD),
            ("ไฮโดรโปนิกส์", "ไฮโดรโปนิก", UNHEARD),
            ("สิทธิ์", "สิท", UNHEARD),
            ("พันธุ์", "พัน", UNHEARD),
            ("กล้วย", "กลัวย", HALF),
            ("กล้วย", "กลวย", HALF),
            ("จิ้งหรีด", "จิ้งรีด", HALF),
            ("รีด", "หรีด", HALF),
            ("คราม", "คาม", HALF),
            ("สละ", "สะละ", HALF),
            ("น้ำ", "นา", LETTER),
            ("ลำไย", "รำใย", HALF + UNHEARD),
            ("กิน", "กัน", LETTER),
            ("กะปิ", "กะทิ", LETTER),
            ("ทุเรียน", "ทุเรยน", LETTER),
            ("ตลาด", "ตาลด", LETTER),
            ("ขาย", "ควาย", HALF + UNHEARD),
        ] {
            assert_eq!(far(By::Letters, word, typed), weighs, "{word} {typed}");
        }
        assert_eq!(far(By::Ear, "fang", "fank"), LETTER);
        assert_eq!(far(By::Ear, "", "ab"), 2 * LETTER);
    }

    proptest! {
        #[test]
        fn a_word_is_itself_and_no_further_than_its_letters(word in "[ก-๎]{0,8}", typed in "[ก-๎]{0,8}") {
            prop_assert_eq!(far(By::Letters, &word, &word), 0);
            let most = word.chars().count().max(typed.chars().count()) * usize::from(LETTER);
            prop_assert!(usize::from(far(By::Letters, &word, &typed)) <= most);
        }

        #[test]
        fn words_that_begin_alike_share_their_rows(head in "[ก-๎]{0,5}", one in "[ก-๎]{0,4}", two in "[ก-๎]{0,4}", typed in "[ก-๎]{0,8}") {
            let letters: Vec<char> = typed.chars().collect();
            let mut rows = Rows::new(By::Letters, &letters);
            for letter in head.chars().chain(one.chars()) {
                rows.push(letter);
            }
            rows.keep(head.chars().count());
            for letter in two.chars() {
                rows.push(letter);
            }
            prop_assert_eq!(rows.far()[letters.len()], far(By::Letters, &format!("{head}{two}"), &typed));
        }
    }
}
