//! What the encoder makes of a need and of a technology: one vector for the whole, one for each part, all
//! taken from where such texts usually lie.
//!
//! The encoder puts all texts into a narrow cone, needs and technologies, Thai and English each about a
//! centre of its own. What is common to all of a kind says nothing about one of them: without it the
//! ranking is better by a tenth (J. Mu and P. Viswanath, "All-but-the-Top", ICLR 2018).

use crate::kept::{count, number, put_small, small, take};
use crate::text::{self, Script};
use crate::{Encoder, Error, Side, Small, local};

/// A centre for each kind of text and each script, as `examples/fit.rs` measured them.
const CENTRES: &[u8] = include_bytes!("../data/centres.bin");
/// The first byte of a kept need: another for another form, another encoder or other sentences.
const KEPT: u8 = 2;
/// Letters of a need's part.
const NEED_PART: usize = 70;
/// Pieces of a need's sentences that are read: those of some 3,000 letters as people write them. A text without
/// a word costs many times more a letter, and anybody may send one.
const PIECES: usize = 768;

/// A kind of text with a centre of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole need.
    Need,
    /// A sentence of a need.
    NeedPart,
    /// Name and description of a technology.
    Technology,
    /// A name alone, or a sentence of a description.
    TechnologyPart,
    /// What people say of a trouble, in a few words.
    Trouble,
    /// What the technical literature says of it.
    Remedy,
}

/// All kinds, in the order of the centres.
pub const KINDS: [Kind; 6] =
    [Kind::Need, Kind::NeedPart, Kind::Technology, Kind::TechnologyPart, Kind::Trouble, Kind::Remedy];

impl Kind {
    fn side(self) -> Side {
        match self {
            Self::Need | Self::NeedPart | Self::Trouble => Side::Need,
            Self::Technology | Self::TechnologyPart | Self::Remedy => Side::Technology,
        }
    }
}

/// A key for the vector of a text of a kind (FNV-1a): for keeping vectors, not for keeping anything safe.
#[must_use]
pub fn key(text: &str, kind: Kind) -> u128 {
    let hashed = |hash: u128, byte: u8| (hash ^ u128::from(byte)).wrapping_mul(0x0100_0000_0000_0000_0000_013b);
    std::iter::once(kind as u8).chain(text.bytes()).fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d, hashed)
}

/// The sentences of a need, as its writer wrote them: each is read by what is seen of it, in the central
/// language. What shows nothing is none.
#[must_use]
pub fn need_parts(text: &str) -> Vec<&str> {
    let mut parts = text::parts(text, NEED_PART);
    parts.retain(|part| !text::seen(part).trim().is_empty());
    parts
}

/// A sentence of a need as it is read.
fn in_central(part: &str) -> String {
    let seen = text::seen(part);
    local::central(&seen).map_or(seen, |central| text::seen(&central))
}

/// The sentences of a technology's description.
#[must_use]
pub fn technology_parts(text: &str) -> Vec<&str> {
    text::parts(text, text::PART)
}

/// The texts of a technology that are read one by one: of each language the name, then the sentences.
pub fn technology_texts<'a>(thai: [&'a str; 2], english: [&'a str; 2]) -> impl Iterator<Item = &'a str> {
    [thai, english].into_iter().flat_map(|[name, summary]| {
        let name = [name].into_iter().filter(|name| !name.trim().is_empty());
        name.chain(technology_parts(summary))
    })
}

/// A need as it was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    /// In which script it is.
    pub script: Script,
    /// All of it.
    pub whole: Small,
    /// All of it again, and each of its sentences where there are more than one.
    pub parts: Vec<Small>,
}

/// A technology as it was understood: Thai first, then English, where there are such texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Name and description in each language.
    pub whole: [Option<Small>; 2],
    /// Names and sentences of both.
    pub parts: Vec<Small>,
}

/// The encoder with the centres.
pub struct Reader {
    encoder: Encoder,
    centres: Vec<f32>,
}

impl Reader {
    /// A reader with this encoder and no centres, to measure them.
    #[must_use]
    pub fn without_centres(encoder: Encoder) -> Self {
        Self::with_centres(encoder, Vec::new())
    }

    /// A reader with this encoder and other centres.
    #[must_use]
    pub fn with_centres(encoder: Encoder, centres: Vec<f32>) -> Self {
        Self { encoder, centres }
    }

    /// A reader with this encoder.
    #[must_use]
    pub fn new(encoder: Encoder) -> Self {
        let centres = CENTRES.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
        Self::with_centres(encoder, centres)
    }

    /// The vector of a text of a kind, seen from that kind's centre.
    #[must_use]
    pub fn read(&self, text: &str, kind: Kind) -> Vec<f32> {
        self.seen_from_centre(self.encoder.encode(&text::seen(text), kind.side()), kind, Script::of(text))
    }

    fn seen_from_centre(&self, mut vector: Vec<f32>, kind: Kind, script: Script) -> Vec<f32> {
        crate::lanes::add(&mut vector, self.centre(kind, script), -1.0);
        crate::lanes::unit(&mut vector);
        vector
    }

    fn centre(&self, kind: Kind, script: Script) -> &[f32] {
        let place = 2 * KINDS.iter().position(|one| *one == kind).unwrap_or(0) + script as usize;
        let dimensions = self.encoder.dimensions();
        self.centres.get(place * dimensions..(place + 1) * dimensions).unwrap_or_default()
    }

    /// How much a need sounds like those that no technology answers: about zero for most.
    #[must_use]
    pub fn outside(&self, need: &Need) -> f32 {
        let dimensions = self.encoder.dimensions();
        let direction = self.centres.get(2 * KINDS.len() * dimensions..).unwrap_or_default();
        let steps = need.whole.steps.iter().zip(direction);
        let usual = direction.get(dimensions).copied().unwrap_or_default();
        usual + need.whole.step * steps.map(|(step, direction)| f32::from(*step) * direction).sum::<f32>()
    }

    /// A need in its writer's words. Local words are read as they stand and in the central language.
    #[must_use]
    pub fn need(&self, text: &str) -> Need {
        let script = Script::of(text);
        let seen = text::seen(text);
        let central = local::central(&seen);
        let mut sentences: Vec<String> = self.affordable(need_parts(text)).into_iter().map(in_central).collect();
        if sentences.len() == 1 {
            sentences.clear();
        }
        let texts = [&seen].into_iter().chain(&central).chain(&sentences).map(String::as_str);
        let mut encoded = self.encoder.encode_many(texts, Side::Need).into_iter();
        let mut all = encoded.next().unwrap_or_default();
        let mut whole = self.seen_from_centre(all.clone(), Kind::Need, script);
        if let Some(central) = central.and_then(|_| encoded.next()) {
            crate::lanes::add(&mut whole, &self.seen_from_centre(central.clone(), Kind::Need, script), 1.0);
            crate::lanes::unit(&mut whole);
            all = central;
        }
        let mut parts = vec![Small::of(&self.seen_from_centre(all, Kind::NeedPart, script))];
        let part = |(vector, text): (Vec<f32>, &String)| {
            Small::of(&self.seen_from_centre(vector, Kind::NeedPart, Script::of(text)))
        };
        parts.extend(encoded.zip(&sentences).map(part));
        Need { script, whole: Small::of(&whole), parts }
    }

    /// The first of some sentences, as far as [`PIECES`] go.
    fn affordable<'a>(&self, mut sentences: Vec<&'a str>) -> Vec<&'a str> {
        let mut left = PIECES;
        let affordable = sentences.iter().take_while(|sentence| {
            let rest = left.checked_sub(self.encoder.pieces(sentence));
            left = rest.unwrap_or(0);
            rest.is_some()
        });
        let count = affordable.count();
        sentences.truncate(count);
        sentences
    }

    /// A technology by its names and descriptions in Thai and English; an empty text is none.
    #[must_use]
    pub fn technology(&self, thai: [&str; 2], english: [&str; 2]) -> Sheet {
        let whole = [thai, english].map(|[name, summary]| text::seen(&format!("{name} {summary}")));
        let parts: Vec<String> = technology_texts(thai, english).map(text::seen).collect();
        let texts: Vec<&String> = whole.iter().filter(|text| !text.trim().is_empty()).chain(&parts).collect();
        let encoded = self.encoder.encode_many(texts.iter().map(|text| text.as_str()), Side::Technology);
        let mut encoded = encoded.into_iter().zip(texts);
        let small = |(vector, text): (Vec<f32>, &String), kind| {
            Small::of(&self.seen_from_centre(vector, kind, Script::of(text)))
        };
        let whole = whole.each_ref().map(|text| {
            let read = (!text.trim().is_empty()).then(|| encoded.next()).flatten();
            read.map(|read| small(read, Kind::Technology))
        });
        Sheet { whole, parts: encoded.map(|read| small(read, Kind::TechnologyPart)).collect() }
    }
}

impl Need {
    /// The form in which it is kept.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![KEPT, self.script as u8];
        put_small(&mut bytes, Some(&self.whole));
        count(&mut bytes, self.parts.len());
        self.parts.iter().for_each(|part| put_small(&mut bytes, Some(part)));
        bytes
    }

    /// A need out of its kept form.
    ///
    /// # Errors
    /// When it was cut short, or is of another form: then it must be read anew.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        Self::parse(bytes).ok_or_else(|| Error::Shape("need".to_owned()))
    }

    fn parse(mut bytes: &[u8]) -> Option<Self> {
        let from = &mut bytes;
        let script = match take(from, 2)? {
            [KEPT, 0] => Script::Thai,
            [KEPT, 1] => Script::Latin,
            _ => return None,
        };
        let whole = small(from)??;
        let parts = (0..number(from)?).map(|_| small(from)?).collect::<Option<Vec<Small>>>()?;
        from.is_empty().then_some(Self { script, whole, parts })
    }

    /// How near all of this need is to all of a technology: in its own language first, then in the other.
    #[must_use]
    pub fn near(&self, sheet: &Sheet) -> f32 {
        let own = match self.script {
            Script::Thai => [0.65, 0.35],
            Script::Latin => [0.35, 0.65],
        };
        match &sheet.whole {
            [Some(thai), Some(english)] => own[0] * self.whole.near(thai) + own[1] * self.whole.near(english),
            [Some(one), None] | [None, Some(one)] => self.whole.near(one),
            [None, None] => 0.0,
        }
    }

    /// How near the sentences of this need are to all of a technology, on the whole.
    #[must_use]
    pub fn near_by_parts(&self, sheet: &Sheet) -> f32 {
        let known: Vec<&Small> = sheet.whole.iter().flatten().collect();
        let near = self.parts.iter().map(|part| known.iter().map(|whole| part.near(whole)).sum::<f32>());
        near.sum::<f32>() / (self.parts.len() * known.len()).max(1) as f32
    }

    /// The sentence of this need and the part of a technology that lie nearest to each other, by their places:
    /// in [`need_parts`], and in [`technology_texts`], of which only those `among` which are looked for count; and
    /// how near they lie: the nearest of two texts that have nothing in common lie far apart. Nothing where
    /// either has none.
    #[must_use]
    pub fn nearest_parts(&self, sheet: &Sheet, among: impl Fn(usize) -> bool) -> Option<(usize, usize, f32)> {
        // The first part is the whole again, which is its own only sentence where it has one.
        let own = self.parts.iter().enumerate().skip(usize::from(self.parts.len() > 1));
        let among = &among;
        let pairs = own.flat_map(|(at, part)| {
            let theirs = sheet.parts.iter().enumerate().filter(move |(other, _)| among(*other));
            theirs.map(move |(other, theirs)| (at.saturating_sub(1), other, part.near(theirs)))
        });
        pairs.max_by(|one, other| one.2.total_cmp(&other.2))
    }

    /// How near the sentences of this need are to those of a technology, each to its nearest.
    #[must_use]
    pub fn near_parts(&self, sheet: &Sheet) -> f32 {
        let nearest = |part: &Small| sheet.parts.iter().map(|other| part.near(other)).reduce(f32::max);
        let sum: f32 = self.parts.iter().filter_map(nearest).sum();
        sum / self.parts.len().max(1) as f32
    }
}

impl Sheet {
    /// One vector for both languages, by which the catalogue is searched first.
    #[must_use]
    pub fn middle(&self) -> Option<Small> {
        let known: Vec<&Small> = self.whole.iter().flatten().collect();
        if let [one] = known[..] {
            return Some(one.clone());
        }
        let mut middle = vec![0.0; known.first()?.steps.len()];
        for small in known {
            for (sum, step) in middle.iter_mut().zip(&small.steps) {
                *sum += f32::from(*step) * small.step;
            }
        }
        crate::lanes::unit(&mut middle);
        Some(Small::of(&middle))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn vector() -> impl Strategy<Value = Small> {
        proptest::collection::vec(-1.0_f32..1.0, 1..20).prop_map(|vector| Small::of(&vector))
    }

    proptest! {
        #[test]
        fn a_need_comes_back(whole in vector(), parts in proptest::collection::vec(vector(), 0..4), thai: bool, cut in any::<prop::sample::Index>()) {
            let need = Need { script: if thai { Script::Thai } else { Script::Latin }, whole, parts };
            let bytes = need.to_bytes();
            prop_assert_eq!(&Need::from_bytes(&bytes).unwrap(), &need);
            prop_assert!(Need::from_bytes(&bytes[..cut.index(bytes.len())]).is_err());
        }
    }
}
