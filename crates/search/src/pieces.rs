//! What a text is found by: its words in order, and the short runs of letters by which it is found
//! where a word is misspelt, cut wrongly or unknown to the dictionary.

use std::collections::HashSet;

/// Letters of one run.
const RUN: usize = 3;
/// Runs of one text that are kept; a page has about two thousand.
const RUNS_MOST: usize = 6_000;

/// The words of a text, in order, a word as often as it stands.
pub(crate) fn words(text: &str) -> Vec<String> {
    thai::words::words(text)
}

/// A text as it sounds, spaces left out.
pub(crate) fn sounding(text: &str) -> String {
    let mut sounding = thai::sound::romanised(&thai::sound::skeleton(&thai::words::search_key(text)));
    sounding.retain(|letter| letter != ' ');
    sounding
}

/// The runs of letters of a text as it sounds, each once, in order. Spaces do not count: people set
/// them as they please.
pub(crate) fn runs(text: &str) -> Vec<String> {
    let letters: Vec<char> = sounding(text).chars().collect();
    if letters.is_empty() {
        return Vec::new();
    }
    if letters.len() < RUN {
        return vec![letters.iter().collect()];
    }
    let mut seen = HashSet::new();
    let runs = letters.windows(RUN).filter(|run| seen.insert(*run));
    runs.take(RUNS_MOST).map(|run| run.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_do_not_mind_spaces_and_tones() {
        assert_eq!(runs("เครื่อง อบแห้ง"), runs("เครืองอบ แหง"));
        assert_eq!(runs("น้ำ"), ["นัม"]);
        assert!(runs(" – ").is_empty());
    }
}
