//! All that is needed to understand a text, as it comes with the program: nothing is fetched, and no file
//! has to lie anywhere.

use crate::{Encoder, Error, Need, Question, Reader, Troubles, Understood, Vectors, troubles};

/// The encoder's weights (`model/README.md`).
const WEIGHTS: &[u8] = include_bytes!("../model/e5.safetensors");
/// The vectors of the known troubles, as `examples/fit.rs` read them: reading them anew takes some twenty
/// seconds.
const TROUBLES: &[u8] = include_bytes!("../data/troubles.bin");

/// The reader and the known troubles.
pub struct Mind {
    reader: Reader,
    troubles: Troubles,
}

impl Mind {
    /// The one that comes with the program: some 40 MB of memory.
    ///
    /// # Errors
    /// When the program's own files are damaged.
    pub fn open() -> Result<Self, Error> {
        let reader = Reader::new(Encoder::from_bytes(WEIGHTS)?);
        let mut read_before = Vectors::read(TROUBLES)?;
        let troubles = Troubles::read(&reader, troubles::known(), &mut read_before);
        Ok(Self { reader, troubles })
    }

    /// What somebody's own words mean.
    #[must_use]
    pub fn need(&self, text: &str) -> Need {
        self.reader.need(text)
    }

    /// What a technology's names and descriptions in Thai and English mean.
    #[must_use]
    pub fn technology(&self, thai: [&str; 2], english: [&str; 2]) -> Understood {
        Understood::of(thai, english, &self.reader, &self.troubles)
    }

    /// The question of a need that was understood.
    #[must_use]
    pub fn question(&self, text: &str, need: Need) -> Question {
        Question::new(text, need, &self.reader, &self.troubles)
    }

    /// The troubles that are known.
    #[must_use]
    pub fn troubles(&self) -> &Troubles {
        &self.troubles
    }
}
