//! What is read of a text before it is encoded: its script, and its parts of a sentence or so.

/// In which letters a text is written, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Script {
    /// At least one Thai letter: such texts are Thai, whatever else is in them.
    Thai,
    /// All others; most are English.
    Latin,
}

impl Script {
    /// The script of a text.
    ///
    /// ```
    /// use meaning::Script;
    /// assert_eq!(Script::of("ระบบ IoT"), Script::Thai);
    /// assert_eq!(Script::of("a pump"), Script::Latin);
    /// ```
    #[must_use]
    pub fn of(text: &str) -> Self {
        if text.chars().any(|c| matches!(c, 'ก'..='๛')) { Self::Thai } else { Self::Latin }
    }
}

/// Is the text in letters that can be read here: most of them Thai or Latin? What is written in others means
/// nothing to the encoder, whose pieces are those of Thai and English.
///
/// ```
/// assert!(meaning::is_legible("ปุ๋ย NPK ๑๕-๑๕-๑๕") && meaning::is_legible("12345"));
/// assert!(!meaning::is_legible("ນ້ຳບໍ່ພໍ") && !meaning::is_legible("香蕉发霉"));
/// ```
#[must_use]
pub fn is_legible(text: &str) -> bool {
    let ours = |c: &char| matches!(c, 'ก'..='๛' | 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}');
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    2 * letters().filter(ours).count() >= letters().count()
}

/// Letters after which a Thai text is parted at the next space.
pub(crate) const PART: usize = 110;
/// Parts beyond these are not read: some 3,000 letters of a need written without end.
const MOST: usize = 24;

/// The parts of a text: English sentences, or Thai stretches between spaces of about `letters` letters,
/// since Thai marks neither sentence nor word. A part ends where its line does.
pub(crate) fn parts(text: &str, letters: usize) -> Vec<&str> {
    let mut parts: Vec<&str> = text.lines().flat_map(|line| of_line(line, letters)).collect();
    parts.truncate(MOST);
    parts
}

fn of_line(line: &str, letters: usize) -> Vec<&str> {
    let ends = match Script::of(line) {
        Script::Thai => spaces(line, letters),
        Script::Latin => sentences(line),
    };
    let mut parts = Vec::new();
    let mut start = 0;
    for end in ends.into_iter().chain([line.len()]) {
        // A stretch without a space is cut where it grows too long to be one thought.
        let stretch = line[start..end].trim();
        parts.extend(limited(stretch, 4 * PART).filter(|part| !part.is_empty()));
        start = end;
    }
    parts
}

/// Spaces before which the part would grow longer than `letters` with the next word. A number keeps the words
/// on both its sides, which Thai sets apart from it: "เก็บได้ 21 วัน" is one thought.
fn spaces(text: &str, letters: usize) -> Vec<usize> {
    let mut ends = Vec::new();
    let (mut length, mut at) = (0, 0);
    for word in text.split_inclusive(char::is_whitespace) {
        let word_length = word.trim_end().chars().count();
        let counted = text[..at].trim_end().ends_with(char::is_numeric) || word.starts_with(char::is_numeric);
        if length > 0 && length + word_length > letters && !counted {
            ends.push(at);
            length = 0;
        }
        length += word.chars().count();
        at += word.len();
    }
    ends
}

/// After each sign that ends a sentence and is followed by a space.
fn sentences(text: &str) -> Vec<usize> {
    let next = text.char_indices().zip(text.chars().skip(1));
    let ended = next.filter(|((_, c), next)| matches!(c, '.' | '?' | '!' | ';') && next.is_whitespace());
    ended.map(|((at, _), _)| at + 1).collect()
}

/// Pieces of at most so many letters.
fn limited(text: &str, letters: usize) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest.char_indices().nth(letters).map_or(rest.len(), |(at, _)| at);
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

/// The text without what nobody sees: zero-width signs, marks of direction, control characters; with
/// Thai damage mended and Thai digits as the encoder knows them. Ends of lines stay: they end parts.
pub(crate) fn seen(text: &str) -> String {
    let mended = thai::digits::to_ascii(&thai::repair::clean(text));
    let visible = mended.chars().filter(|c| !is_invisible(*c));
    visible.map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn parts_are_sentences_or_stretches() {
        assert_eq!(parts("One. Two 3.5 m! Three", 9), ["One.", "Two 3.5 m!", "Three"]);
        assert_eq!(parts("กกกก ขขขข คคคค", 9), ["กกกก ขขขข", "คคคค"]);
        assert_eq!(parts("กกกก เก็บได้ 21 วัน ขขขข", 9), ["กกกก", "เก็บได้ 21 วัน", "ขขขข"]);
        assert_eq!(parts("กก ขข\r\nคค งง\n\nจจ", 90), ["กก ขข", "คค งง", "จจ"]);
        assert!(parts(" \n ", 9).is_empty());
        assert_eq!(seen("น้ำ\u{200b}๓ ถัง"), "น้ำ3 ถัง");
    }

    proptest! {
        #[test]
        fn parts_lose_nothing_but_spaces(text in "[ก-๙ .?a-z]{0,300}|\\PC{0,80}") {
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&parts(&text, 20).concat()), bare(&text));
        }

        #[test]
        fn what_is_seen_is_seen_again(text in any::<String>()) {
            let once = seen(&text);
            let hidden = once.contains('\u{200b}');
            prop_assert!(once.chars().count() <= text.chars().count() + 8 && !hidden);
        }
    }
}
