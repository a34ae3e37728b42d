//! Text cut into the pieces an encoder was trained on: a unigram language model over pieces
//! (T. Kudo, "Subword Regularization", ACL 2018), the likeliest cut found by Viterbi's algorithm.

/// What stands for a space, and begins every text.
const SPACE: char = '\u{2581}';
/// Below this a score is no path at all.
const NEVER: f32 = -1e30;
/// How much less likely an unknown letter is than the unlikeliest piece.
const UNKNOWN_PENALTY: f32 = 10.0;

/// The pieces known, with how letters are written before they are looked up.
pub(crate) struct Pieces {
    /// All pieces, one after the other.
    text: Vec<u8>,
    /// Where each begins, and where the last ends.
    starts: Vec<u32>,
    scores: Vec<f32>,
    /// A piece's number plus one by the hash of its bytes; zero is free.
    slots: Vec<u32>,
    longest: usize,
    unknown: u32,
    unknown_score: f32,
    /// Letters that are written otherwise, in order.
    from: Vec<char>,
    to: Vec<Box<str>>,
}

impl Pieces {
    /// From all pieces with the logarithms of their likelihoods. `written` says how single letters are
    /// written, in any order; `unknown` is the number of the piece for what is not known.
    pub(crate) fn new(pieces: &[(&str, f32)], mut written: Vec<(char, Box<str>)>, unknown: u32) -> Self {
        let mut text = Vec::new();
        let mut starts = vec![0];
        let size = (pieces.len() * 2).next_power_of_two();
        let mut slots = vec![0_u32; size];
        let mut longest = 0;
        for (at, (piece, _)) in (1_u32..).zip(pieces) {
            let mut slot = piece.bytes().fold(HASH_START, hashed) as usize & (size - 1);
            while slots[slot] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            slots[slot] = at;
            longest = longest.max(piece.len());
            text.extend_from_slice(piece.as_bytes());
            starts.push(u32::try_from(text.len()).expect("a few megabytes of pieces"));
        }
        let scores: Vec<f32> = pieces.iter().map(|(_, score)| *score).collect();
        let unknown_score = scores.iter().copied().fold(0.0, f32::min) - UNKNOWN_PENALTY;
        written.sort_unstable_by_key(|(from, _)| *from);
        let (from, to) = written.into_iter().unzip();
        Self { text, starts, scores, slots, longest, unknown, unknown_score, from, to }
    }

    /// How many pieces are known.
    pub(crate) fn len(&self) -> usize {
        self.scores.len()
    }

    /// The numbers of the pieces of this text, at most `limit`. Any text will do, the empty one gives none.
    pub(crate) fn cut(&self, text: &str, limit: usize) -> Vec<u32> {
        let written = self.written(text);
        let bytes = written.as_bytes();
        let mut best = vec![NEVER; bytes.len() + 1];
        let mut came: Vec<(usize, u32)> = vec![(0, self.unknown); bytes.len() + 1];
        best[0] = 0.0;
        for (start, letter) in written.char_indices() {
            let score = best[start];
            let mut hash = HASH_START;
            for end in start + 1..=bytes.len().min(start + self.longest) {
                hash = hashed(hash, bytes[end - 1]);
                let Some(piece) = self.find(hash, &bytes[start..end]) else { continue };
                let score = score + self.scores[piece as usize];
                if piece != self.unknown && score > best[end] {
                    (best[end], came[end]) = (score, (start, piece));
                }
            }
            let end = start + letter.len_utf8();
            if score + self.unknown_score > best[end] {
                (best[end], came[end]) = (score + self.unknown_score, (start, self.unknown));
            }
        }
        let mut pieces = Vec::new();
        let mut end = bytes.len();
        while end > 0 {
            let (start, piece) = came[end];
            // Letters that are all unknown are one unknown thing.
            if piece != self.unknown || pieces.last() != Some(&piece) {
                pieces.push(piece);
            }
            end = start;
        }
        pieces.reverse();
        pieces.truncate(limit);
        pieces
    }

    /// The text as pieces are written: letters replaced, spaces single and visible, one before it all.
    fn written(&self, text: &str) -> String {
        let mut written = String::with_capacity(text.len() + 8);
        written.push(SPACE);
        let mut push = |c: char| {
            if !matches!(c, ' ' | '\n' | SPACE) {
                written.push(c);
            } else if !written.ends_with(SPACE) {
                written.push(SPACE);
            }
        };
        for c in text.chars() {
            match self.from.binary_search(&c) {
                Ok(at) => self.to[at].chars().for_each(&mut push),
                Err(_) => push(c),
            }
        }
        written.truncate(written.trim_end_matches(SPACE).len());
        written
    }

    fn find(&self, hash: u32, bytes: &[u8]) -> Option<u32> {
        let mut slot = hash as usize & (self.slots.len() - 1);
        loop {
            let piece = self.slots[slot].checked_sub(1)?;
            let (start, end) = (self.starts[piece as usize] as usize, self.starts[piece as usize + 1] as usize);
            if &self.text[start..end] == bytes {
                return Some(piece);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }
}

/// The beginning of an FNV-1a hash, which grows by a byte at a time as pieces do.
const HASH_START: u32 = 0x811c_9dc5;

fn hashed(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn few() -> Pieces {
        let pieces =
            [("<unk>", 0.0), ("\u{2581}", -3.0), ("ข้าว", -2.0), ("ข", -6.0), ("\u{2581}ข้าว", -1.0), ("สาร", -2.5)];
        Pieces::new(&pieces, vec![('\u{200b}', "".into()), ('\t', " ".into())], 0)
    }

    #[test]
    fn the_likeliest_cut_is_taken() {
        assert_eq!(few().cut("ข้าวสาร", 9), [4, 5]);
        assert_eq!(few().cut("ข้าว\t สาร ", 9), [4, 1, 5]);
        assert_eq!(few().cut("ข้\u{200b}าวabcข้าว", 9), [4, 0, 2], "unknown letters in a row are one");
        assert!(few().cut("", 9).is_empty() && few().cut(" \t", 9).is_empty());
        assert_eq!(few().cut("ข้าวสาร", 1), [4]);
    }

    proptest! {
        #[test]
        fn any_text_is_cut(text in any::<String>()) {
            prop_assert!(few().cut(&text, 500).len() <= text.chars().count() + 1);
        }
    }
}
