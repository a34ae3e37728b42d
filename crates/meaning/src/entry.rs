//! A question and an entry of the catalogue, each with all that ranking wants of it, and the form in which
//! what was understood of an entry is kept: some five thousand bytes, read for those found first and for no
//! others.

use crate::kept::{count, number, put_small, rows, small, take};
use crate::letters::{Letters, Runs};
use crate::rank::Signals;
use crate::{Error, Need, Reader, Script, Sheet, Small, Speaking, Spelling, Troubles, local};

/// The first byte of what is kept: another for another form, another encoder or another list of troubles.
const FORM: u8 = 1;
/// Weights between zero and one are kept as so many steps.
const STEPS: f32 = 65_535.0;

/// What was understood of a technology.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Understood {
    /// What it means.
    pub sheet: Sheet,
    /// Which known troubles it remedies.
    pub troubles: Speaking,
}

/// A technology with all that a ranking wants of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// How it is written.
    pub spelling: Spelling,
    /// What was understood of it; nothing until the encoder has read it.
    pub understood: Understood,
}

/// What is asked, for one ranking.
#[derive(Clone, Debug)]
pub struct Question {
    /// What it means; empty vectors where there is no encoder, or not yet.
    pub need: Need,
    /// Which known troubles speak in it.
    pub troubles: Speaking,
    /// How much nearer it is to known troubles than to what no technology answers ([`Troubles::inside`]).
    pub inside: f32,
    /// How near it is to kinds of things that no technology answers ([`Troubles::strange`]).
    pub strange: f32,
    /// How much it sounds like those without an answer ([`Reader::outside`]).
    pub outside: f32,
    /// How near it is to remedies in general ([`Troubles::usual`]).
    pub usual: [f32; 2],
    /// Its letters.
    pub letters: usize,
    /// How it is written, the central words beside its local ones.
    pub spelling: Spelling,
}

impl Question {
    /// A question out of a need's text, and what was understood of it: perhaps earlier, when it was saved.
    #[must_use]
    pub fn new(text: &str, need: Need, reader: &Reader, troubles: &Troubles) -> Self {
        Self {
            troubles: troubles.in_need(&need),
            inside: troubles.inside(&need),
            strange: troubles.strange(&need),
            outside: reader.outside(&need),
            usual: troubles.usual(&need),
            need,
            ..Self::of_words(text)
        }
    }

    /// A question of which only words and letters are known: where there is no encoder, or not yet.
    #[must_use]
    pub fn of_words(text: &str) -> Self {
        let said = match local::central(text) {
            Some(central) => format!("{text} {central}"),
            None => text.to_owned(),
        };
        let need = Need { script: Script::of(text), whole: Small::of(&[]), parts: Vec::new() };
        Self {
            need,
            troubles: Speaking::default(),
            inside: 0.0,
            strange: 0.0,
            outside: 0.0,
            usual: [0.0; 2],
            letters: text.chars().count(),
            spelling: Spelling::of(&said),
        }
    }

    /// Was it understood?
    #[must_use]
    pub fn is_understood(&self) -> bool {
        !self.need.whole.steps.is_empty()
    }
}

impl Entry {
    /// An entry out of a technology's names and descriptions in Thai and English, where there are such.
    #[must_use]
    pub fn new(thai: [&str; 2], english: [&str; 2], reader: &Reader, troubles: &Troubles) -> Self {
        Self { understood: Understood::of(thai, english, reader, troubles), ..Self::of_words(thai, english) }
    }

    /// An entry of which only words and letters are known, until the encoder has read it.
    #[must_use]
    pub fn of_words(thai: [&str; 2], english: [&str; 2]) -> Self {
        Self { spelling: Spelling::of(&[thai, english].concat().join(" ")), understood: Understood::default() }
    }

    /// How this entry looks from a question whose runs were weighed, and which its words fit so well.
    pub(crate) fn signals(&self, question: &Question, runs: &Runs, letters: &Letters, words: f32) -> Signals {
        let Understood { sheet, troubles } = &self.understood;
        Signals {
            whole: question.need.near(sheet),
            by_parts: question.need.near_by_parts(sheet),
            parts: question.need.near_parts(sheet),
            troubles: question.troubles.near(troubles),
            words,
            letters: letters.alike(runs, &self.spelling),
        }
    }
}

impl Understood {
    /// What is understood of a technology's names and descriptions in Thai and English.
    #[must_use]
    pub fn of(thai: [&str; 2], english: [&str; 2], reader: &Reader, troubles: &Troubles) -> Self {
        let sheet = reader.technology(thai, english);
        Self { troubles: troubles.in_technology(&sheet), sheet }
    }

    /// The form in which it is kept.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![FORM];
        let smalls = self.sheet.whole.iter().map(Option::as_ref).chain(self.sheet.parts.iter().map(Some));
        count(&mut bytes, 2 + self.sheet.parts.len());
        smalls.for_each(|small| put_small(&mut bytes, small));
        count(&mut bytes, self.troubles.0.len());
        bytes.extend(self.troubles.0.iter().flat_map(|speaking| steps(*speaking).to_le_bytes()));
        bytes
    }

    /// What was understood, out of its kept form.
    ///
    /// # Errors
    /// When it was cut short, or is of another form: then it must be made anew.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        Self::parse(bytes).ok_or_else(|| Error::Shape("entry".to_owned()))
    }

    fn parse(mut bytes: &[u8]) -> Option<Self> {
        let from = &mut bytes;
        if take(from, 1)? != [FORM] {
            return None;
        }
        let smalls = number(from)?;
        let mut whole = [None, None];
        let mut parts = Vec::new();
        for at in 0..smalls {
            let small = small(from)?;
            match whole.get_mut(at) {
                Some(place) => *place = small,
                None => parts.push(small?),
            }
        }
        let speaking = rows::<2>(from)?.iter().map(|two| f32::from(u16::from_le_bytes(*two)) / STEPS).collect();
        from.is_empty().then_some(Self { sheet: Sheet { whole, parts }, troubles: Speaking(speaking) })
    }
}

fn steps(weight: f32) -> u16 {
    (weight.clamp(0.0, 1.0) * STEPS).round() as u16
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
        fn what_was_understood_comes_back(
            whole in [proptest::option::of(vector()), proptest::option::of(vector())],
            parts in proptest::collection::vec(vector(), 0..4),
            speaking in proptest::collection::vec(0.0_f32..1.0, 0..9),
            cut in any::<prop::sample::Index>(),
        ) {
            let understood = Understood { sheet: Sheet { whole, parts }, troubles: Speaking(speaking) };
            let bytes = understood.to_bytes();
            let again = Understood::from_bytes(&bytes).unwrap();
            prop_assert_eq!(&again.sheet, &understood.sheet);
            prop_assert_eq!(&again.to_bytes(), &bytes);
            prop_assert!(Understood::from_bytes(&bytes[..cut.index(bytes.len())]).is_err());
        }

        #[test]
        fn no_bytes_are_trusted(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            let _ = Understood::from_bytes(&bytes);
            let _ = Understood::from_bytes(&[&[FORM][..], &bytes].concat());
        }
    }
}
