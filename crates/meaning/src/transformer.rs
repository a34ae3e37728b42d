//! The sentence encoder multilingual-e5-small: twelve layers of attention over the pieces of a text, the
//! mean of what comes out (L. Wang et al., "Multilingual E5 Text Embeddings", 2024; the layers are those
//! of J. Devlin et al., "BERT", 2019).

use std::ops::Range;

use crate::file::{Blocks, Parts};
use crate::lanes;
use crate::matrix::{Matrix, Rounded};
use crate::pieces::Pieces;
use crate::{Error, Side};

/// Numbers that describe a piece, and in the end the text.
pub(crate) const DIMENSIONS: usize = 384;
const HEADS: usize = 12;
const HEAD: usize = DIMENSIONS / HEADS;
const LAYERS: usize = 12;
/// Texts that go through the layers together; more would only take more memory.
const TOGETHER: usize = 16;
/// As it was trained.
const EPSILON: f32 = 1e-12;
/// Numbers of the pieces that begin and end every text, and stand for the unknown.
const BEGIN: u32 = 0;
const END: u32 = 2;
const UNKNOWN: u32 = 3;

/// The encoder in memory; the vectors of its pieces stay in four bits until a text needs them.
pub(crate) struct Transformer {
    pieces: Pieces,
    words: Blocks,
    positions: Vec<f32>,
    first: Norm,
    layers: Vec<Layer>,
}

struct Norm {
    scale: Vec<f32>,
    shift: Vec<f32>,
}

struct Layer {
    query: Matrix,
    key: Matrix,
    value: Matrix,
    attended: Matrix,
    attended_norm: Norm,
    wide: Matrix,
    narrow: Matrix,
    narrow_norm: Norm,
}

impl Transformer {
    /// From its parts in an opened file.
    pub(crate) fn read(parts: &Parts) -> Result<Self, Error> {
        let (pieces, words) = (parts.pieces(UNKNOWN)?, parts.blocks("words", DIMENSIONS)?);
        let positions = parts.numbers("positions")?;
        if pieces.len() != words.rows() || positions.len() < 3 * DIMENSIONS {
            return Err(Error::Shape("words".to_owned()));
        }
        let first = Norm::read(parts, "first")?;
        let layers = (0..LAYERS).map(|at| Layer::read(parts, at)).collect::<Result<_, _>>()?;
        Ok(Self { pieces, words, positions, first, layers })
    }

    /// A text in pieces, as [`Self::encode`] wants it. Of a long text only the beginning counts: `limit` pieces.
    pub(crate) fn cut(&self, text: &str, side: Side, limit: usize) -> Vec<u32> {
        let prefix = match side {
            Side::Need => "query: ",
            Side::Technology => "passage: ",
        };
        let most = limit.min(self.positions.len() / DIMENSIONS) - 2;
        self.pieces.cut(&format!("{prefix}{text}"), most)
    }

    /// The vectors of some texts, of length one: the same as one by one, but sooner, since whatever is fetched of
    /// the weights serves them all.
    pub(crate) fn encode(&self, texts: &[Vec<u32>]) -> Vec<Vec<f32>> {
        texts.chunks(TOGETHER).flat_map(|some| self.encode_together(some)).collect()
    }

    fn encode_together(&self, texts: &[Vec<u32>]) -> Vec<Vec<f32>> {
        let mut tokens: Vec<f32> = texts.iter().flat_map(|pieces| self.words_of(pieces)).collect();
        let lengths: Vec<usize> = texts.iter().map(|pieces| pieces.len() + 2).collect();
        let mut work = Work::default();
        for layer in &self.layers {
            layer.pass(&mut tokens, &lengths, &mut work);
        }
        let mut tokens = tokens.chunks_exact(DIMENSIONS);
        let mean = |length: usize| {
            let mut mean = vec![0.0; DIMENSIONS];
            tokens.by_ref().take(length).for_each(|token| lanes::add(&mut mean, token, 1.0));
            lanes::unit(&mut mean);
            mean
        };
        lengths.into_iter().map(mean).collect()
    }

    /// How many pieces of a text are read when no more than `limit` are.
    pub(crate) fn pieces(&self, text: &str, limit: usize) -> usize {
        self.pieces.cut(text, limit).len()
    }

    /// What is known of each piece by itself and by its place.
    fn words_of(&self, pieces: &[u32]) -> Vec<f32> {
        let all = std::iter::once(BEGIN).chain(pieces.iter().copied()).chain([END]);
        let mut tokens = vec![0.0; (pieces.len() + 2) * DIMENSIONS];
        let rows = tokens.chunks_exact_mut(DIMENSIONS).zip(self.positions.chunks_exact(DIMENSIONS));
        for (piece, (token, position)) in all.zip(rows) {
            self.words.row(piece as usize, token);
            lanes::add(token, position, 1.0);
            lanes::normalise(token, &self.first.scale, &self.first.shift, EPSILON);
        }
        tokens
    }
}

impl Norm {
    fn read(parts: &Parts, name: &str) -> Result<Self, Error> {
        let (scale, shift) = (parts.numbers(&format!("{name}.scale"))?, parts.numbers(&format!("{name}.shift"))?);
        if scale.len() == DIMENSIONS && shift.len() == DIMENSIONS {
            return Ok(Self { scale, shift });
        }
        Err(Error::Shape(name.to_owned()))
    }

    /// Adds what a step found to what was known.
    fn join(&self, tokens: &mut [f32], found: &[f32]) {
        for (token, found) in tokens.chunks_exact_mut(DIMENSIONS).zip(found.chunks_exact(DIMENSIONS)) {
            lanes::add(token, found, 1.0);
            lanes::normalise(token, &self.scale, &self.shift, EPSILON);
        }
    }
}

/// Memory that the layers use one after the other.
#[derive(Default)]
struct Work {
    rounded: Rounded,
    query: Vec<f32>,
    key: Vec<f32>,
    value: Vec<f32>,
    attended: Vec<f32>,
    found: Vec<f32>,
    wide: Vec<f32>,
}

impl Layer {
    fn read(parts: &Parts, at: usize) -> Result<Self, Error> {
        let matrix = |name: &str, columns| parts.matrix(&format!("{at}.{name}"), columns);
        Ok(Self {
            query: matrix("query", DIMENSIONS)?,
            key: matrix("key", DIMENSIONS)?,
            value: matrix("value", DIMENSIONS)?,
            attended: matrix("attended", DIMENSIONS)?,
            attended_norm: Norm::read(parts, &format!("{at}.attended_norm"))?,
            wide: matrix("wide", DIMENSIONS)?,
            narrow: matrix("narrow", 4 * DIMENSIONS)?,
            narrow_norm: Norm::read(parts, &format!("{at}.narrow_norm"))?,
        })
    }

    fn pass(&self, tokens: &mut [f32], lengths: &[usize], work: &mut Work) {
        work.rounded.set(tokens, DIMENSIONS);
        self.query.multiply(&work.rounded, &mut work.query);
        self.key.multiply(&work.rounded, &mut work.key);
        self.value.multiply(&work.rounded, &mut work.value);
        attend(work, lengths);
        work.rounded.set(&work.attended, DIMENSIONS);
        self.attended.multiply(&work.rounded, &mut work.found);
        self.attended_norm.join(tokens, &work.found);

        work.rounded.set(tokens, DIMENSIONS);
        self.wide.multiply(&work.rounded, &mut work.wide);
        work.wide.iter_mut().for_each(|value| *value = lanes::gelu(*value));
        work.rounded.set(&work.wide, 4 * DIMENSIONS);
        self.narrow.multiply(&work.rounded, &mut work.found);
        self.narrow_norm.join(tokens, &work.found);
    }
}

/// Each token takes from all others of its text what fits its question, in twelve independent ways.
fn attend(work: &mut Work, lengths: &[usize]) {
    work.attended.clear();
    work.attended.resize(work.query.len(), 0.0);
    let mut first = 0;
    for length in lengths {
        for head in (0..DIMENSIONS).step_by(HEAD) {
            attend_by(head, first..first + length, work);
        }
        first += length;
    }
}

/// The same in one way, within one text.
fn attend_by(head: usize, text: Range<usize>, work: &mut Work) {
    let scale = 1.0 / (HEAD as f32).sqrt();
    let part = |token: usize| token * DIMENSIONS + head..token * DIMENSIONS + head + HEAD;
    let mut weights = vec![0.0; text.len()];
    for token in text.clone() {
        let query = &work.query[part(token)];
        for (other, weight) in text.clone().zip(&mut weights) {
            *weight = scale * lanes::dot(query, &work.key[part(other)]);
        }
        lanes::softmax(&mut weights);
        let taken = &mut work.attended[part(token)];
        for (other, weight) in text.clone().zip(&weights) {
            lanes::add(taken, &work.value[part(other)], *weight);
        }
    }
}
