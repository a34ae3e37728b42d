//! The demonstration's own files: CSV beside the source, built in. A fault in them is ours, and a
//! test finds it.

use anyhow::Context;
use serde::de::DeserializeOwned;

/// The rows of a file.
pub(super) fn rows<T: DeserializeOwned>(text: &str) -> kit::Result<Vec<T>> {
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows = reader.deserialize().collect::<Result<Vec<T>, _>>().context("a file of the demonstration")?;
    Ok(rows)
}
