//! The vectors of a whole catalogue, 8 bits a number, and the nearest of them found by looking at all:
//! at a hundred thousand that is a few milliseconds, exact, and nothing has to be rebuilt when one changes.

use crate::Error;
use crate::best::best;
use crate::product::product;
use std::collections::HashMap;
use std::io::{Read, Write};

/// The first bytes of a written store, with its version.
const MAGIC: &[u8; 8] = b"vectors1";
/// A number between -1 and 1 is kept as this many steps. Lengths are one, so that few numbers of a long
/// vector come near either end, and finer steps serve them better.
const STEPS: f32 = 127.0;

/// A vector in 8 bits: the steps, and how large one is.
#[derive(Clone, Debug, PartialEq)]
pub struct Small {
    /// How large one step is.
    pub step: f32,
    /// Numbers of steps, one for each dimension.
    pub steps: Box<[i8]>,
}

impl Small {
    /// Rounds a vector. What was of length one stays so within a hundredth.
    #[must_use]
    pub fn of(vector: &[f32]) -> Self {
        let largest = vector.iter().fold(0.0_f32, |most, number| most.max(number.abs()));
        let inverse = if largest > 0.0 { STEPS / largest } else { 0.0 };
        let steps = vector.iter().map(|number| (number * inverse).round() as i8).collect();
        Self { step: largest / STEPS, steps }
    }

    /// The form in which it is kept.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(8 + self.steps.len());
        crate::kept::put_small(&mut bytes, Some(self));
        bytes
    }

    /// A vector out of its kept form.
    ///
    /// # Errors
    /// When it was cut short, or has no number.
    pub fn from_bytes(mut bytes: &[u8]) -> Result<Self, Error> {
        let small = crate::kept::small(&mut bytes).flatten().filter(|_| bytes.is_empty());
        small.ok_or_else(|| Error::Shape("vector".to_owned()))
    }

    /// The product with another: the cosine of the two, when both were of length one.
    #[must_use]
    pub fn near(&self, other: &Self) -> f32 {
        let sum = product(&self.steps, &other.steps) as f32;
        sum * self.step * other.step
    }
}

/// One vector under each key. A key is whatever names a text: an id, or a digest of the text.
#[derive(Clone, Default)]
pub struct Vectors {
    dimensions: usize,
    keys: Vec<u128>,
    steps: Vec<i8>,
    step: Vec<f32>,
    places: HashMap<u128, u32>,
}

/// A vector found, with how near it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Under which key it was put.
    pub key: u128,
    /// The cosine of the angle between the two: one for the same direction, about zero for no relation.
    pub near: f32,
}

impl Vectors {
    /// An empty store for vectors of so many numbers.
    #[must_use]
    pub fn new(dimensions: usize) -> Self {
        Self { dimensions, ..Self::default() }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Is there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Is there one under this key?
    #[must_use]
    pub fn contains(&self, key: u128) -> bool {
        self.places.contains_key(&key)
    }

    /// The vector under a key.
    #[must_use]
    pub fn get(&self, key: u128) -> Option<Small> {
        let place = *self.places.get(&key)? as usize;
        let steps = self.steps[place * self.dimensions..][..self.dimensions].into();
        Some(Small { step: self.step[place], steps })
    }

    /// All keys, in no order.
    pub fn keys(&self) -> impl Iterator<Item = u128> {
        self.keys.iter().copied()
    }

    /// Puts a vector under a key, in the place of the one that was there.
    ///
    /// # Panics
    /// When the vector is of another number of dimensions than the store.
    pub fn put(&mut self, key: u128, vector: &Small) {
        assert_eq!(vector.steps.len(), self.dimensions, "a vector of another kind");
        if let Some(place) = self.places.get(&key) {
            let place = *place as usize;
            self.steps[place * self.dimensions..][..self.dimensions].copy_from_slice(&vector.steps);
            self.step[place] = vector.step;
            return;
        }
        self.places.insert(key, u32::try_from(self.keys.len()).expect("fewer than four thousand million"));
        self.keys.push(key);
        self.steps.extend_from_slice(&vector.steps);
        self.step.push(vector.step);
    }

    /// Takes a vector out; the last one moves to its place. Was there one?
    pub fn remove(&mut self, key: u128) -> bool {
        let Some(place) = self.places.remove(&key) else { return false };
        let (place, last) = (place as usize, self.keys.len() - 1);
        self.steps.copy_within(last * self.dimensions..(last + 1) * self.dimensions, place * self.dimensions);
        self.steps.truncate(last * self.dimensions);
        self.keys.swap_remove(place);
        self.step.swap_remove(place);
        if let Some(moved) = self.keys.get(place) {
            self.places.insert(*moved, u32::try_from(place).expect("a place before the last"));
        }
        true
    }

    /// The `most` nearest to a vector, the nearest first; those equally near in the order of their keys.
    #[must_use]
    pub fn nearest(&self, vector: &Small, most: usize) -> Vec<Found> {
        if vector.steps.len() != self.dimensions {
            return Vec::new();
        }
        let rows = self.steps.chunks_exact(self.dimensions.max(1)).zip(&self.step).zip(&self.keys);
        let found = rows.map(|((steps, step), key)| {
            let near = product(steps, &vector.steps) as f32 * step * vector.step;
            Ordered(Found { key: *key, near })
        });
        best(found, most).into_iter().map(|Ordered(found)| found).collect()
    }

    /// Writes all of it: the same bytes for the same contents in the same order.
    ///
    /// # Errors
    /// When writing fails.
    pub fn write(&self, mut out: impl Write) -> std::io::Result<()> {
        out.write_all(MAGIC)?;
        out.write_all(&(self.dimensions as u64).to_le_bytes())?;
        out.write_all(&(self.len() as u64).to_le_bytes())?;
        let rows = self.steps.chunks_exact(self.dimensions.max(1)).zip(&self.step).zip(&self.keys);
        for ((steps, step), key) in rows {
            out.write_all(&key.to_le_bytes())?;
            out.write_all(&step.to_le_bytes())?;
            out.write_all(&steps.iter().map(|step| step.cast_unsigned()).collect::<Vec<u8>>())?;
        }
        Ok(())
    }

    /// Reads what [`Vectors::write`] wrote.
    ///
    /// # Errors
    /// When it was cut short or is something else.
    pub fn read(mut from: impl Read) -> Result<Self, Error> {
        let mut head = [0; 24];
        from.read_exact(&mut head)?;
        let number = |at: usize| u64::from_le_bytes(head[at..at + 8].try_into().expect("eight bytes"));
        let (dimensions, count) = (number(8), number(16));
        if &head[..8] != MAGIC || dimensions == 0 || dimensions > 65_536 {
            return Err(Error::Shape("vectors".to_owned()));
        }
        let mut vectors = Self::new(usize::try_from(dimensions).map_err(|_| Error::Shape("vectors".to_owned()))?);
        let mut row = vec![0; 20 + vectors.dimensions];
        for _ in 0..count {
            from.read_exact(&mut row)?;
            let key = u128::from_le_bytes(row[..16].try_into().expect("sixteen bytes"));
            let step = f32::from_le_bytes(row[16..20].try_into().expect("four bytes"));
            let steps = row[20..].iter().map(|byte| byte.cast_signed()).collect();
            vectors.put(key, &Small { step, steps });
        }
        Ok(vectors)
    }
}

/// Found vectors in order: the nearer is the greater, then the smaller key.
#[derive(PartialEq)]
struct Ordered(Found);

impl Eq for Ordered {}

impl Ord for Ordered {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.near.total_cmp(&other.0.near).then(other.0.key.cmp(&self.0.key))
    }
}

impl PartialOrd for Ordered {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests;
