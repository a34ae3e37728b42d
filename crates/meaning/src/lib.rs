//! The meaning of texts as vectors, computed here and offline, and what is ranked by it.
//!
//! "กล้วยตากขึ้นรา" and "solar greenhouse dryer" share no word. An [`Encoder`] brings both to vectors of
//! which the second lies near the first; a [`Reader`] makes of them a [`Need`] and a [`Sheet`]; a
//! [`Question`] and an [`Entry`] add their [`Spelling`] and the [`troubles`] known to both; a [`Catalogue`]
//! finds candidates of any number of entries and [`rank`]s them.

mod best;
mod catalogue;
mod entry;
mod file;
mod kept;
mod lanes;
mod letters;
pub mod local;
mod matrix;
mod mind;
mod pieces;
mod product;
pub mod rank;
mod reader;
mod spelling;
mod text;
mod transformer;
pub mod troubles;
mod vectors;
pub mod words;

pub use catalogue::{Candidates, Catalogue, ORDINARY, Ranked, Ranking};
pub use entry::{Entry, Question, Understood};
pub use mind::Mind;
pub use reader::{KINDS, Kind, Need, Reader, Sheet, key, need_parts, technology_parts, technology_texts};
pub use spelling::Spelling;
pub use text::{Script, is_legible};
pub use troubles::{Speaking, Trouble, Troubles};
pub use vectors::{Found, Small, Vectors};

use std::path::Path;
use transformer::Transformer;

/// Which side of a match a text is: the encoder was trained to bring the two together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What somebody asks for, in their own words.
    Need,
    /// What is offered.
    Technology,
}

/// Why a file of this crate could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file could not be read.
    #[error("the file could not be read")]
    Read(#[from] std::io::Error),
    /// The file is no safetensors file, or lacks a part.
    #[error("this is no encoder's file")]
    Format(#[from] safetensors::SafeTensorError),
    /// A part is not of the size it should be.
    #[error("a part of the file is not as expected: {0}")]
    Shape(String),
}

/// Pieces of a text that are read; the rest of a longer one counts no more.
const LONGEST: usize = 256;
/// Letters of a text that are looked at before it is cut into pieces, of which none is empty.
const LETTERS: usize = 4_096;

/// The beginning of a text, no longer than is looked at.
fn looked_at(text: &str) -> &str {
    text.char_indices().nth(LETTERS).map_or(text, |(end, _)| &text[..end])
}

/// Where texts are parted so that both parts cost most nearly the same.
fn halved(texts: &[Vec<u32>]) -> usize {
    let cost = |texts: &[Vec<u32>]| texts.iter().map(Vec::len).sum::<usize>();
    let uneven = |at: &usize| cost(&texts[..*at]).abs_diff(cost(&texts[*at..]));
    (1..=texts.len()).min_by_key(uneven).unwrap_or(0)
}

/// Brings texts to vectors. Opened once, used by many threads.
pub struct Encoder(Transformer);

impl Encoder {
    /// Reads an encoder's file (27 MB; some 40 MB of memory stay in use).
    ///
    /// # Errors
    /// When the file is missing or is not an encoder's.
    pub fn open(path: &Path) -> Result<Self, Error> {
        Self::from_bytes(&std::fs::read(path)?)
    }

    /// The same from bytes.
    ///
    /// # Errors
    /// When they are not an encoder's.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        Ok(Self(Transformer::read(&file::Parts::read(bytes)?)?))
    }

    /// How many numbers a vector has.
    #[must_use]
    pub fn dimensions(&self) -> usize {
        transformer::DIMENSIONS
    }

    /// The vector of a text, of length one: the product of two says how near they are. Any text has one,
    /// the empty one too. Of a long text only the beginning counts, some thousand letters.
    #[must_use]
    pub fn encode(&self, text: &str, side: Side) -> Vec<f32> {
        self.0.encode(&[self.0.cut(looked_at(text), side, LONGEST)]).pop().unwrap_or_default()
    }

    /// How many pieces of a text are read: what reading it costs.
    #[must_use]
    pub fn pieces(&self, text: &str) -> usize {
        self.0.pieces(looked_at(text), LONGEST)
    }

    /// The vectors of several texts, the same as one by one. A second thread reads half of what there is, so
    /// that whoever waits for a need to be understood waits half as long.
    #[must_use]
    pub fn encode_many<'a>(&self, texts: impl IntoIterator<Item = &'a str>, side: Side) -> Vec<Vec<f32>> {
        let texts: Vec<Vec<u32>> = texts.into_iter().map(|text| self.0.cut(looked_at(text), side, LONGEST)).collect();
        let (own, others) = texts.split_at(halved(&texts));
        if others.is_empty() {
            return self.0.encode(own);
        }
        std::thread::scope(|threads| {
            let others = threads.spawn(|| self.0.encode(others));
            let own = self.0.encode(own);
            let others = others.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            [own, others].concat()
        })
    }
}
