//! The part of a file that programs read: what it says as data, which form that data has, what the file said of it
//! when it was written, and the digest of all that.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::model::Format;

/// What the data part of a PDF is called.
pub const FILE: &str = "data.json";

/// What a document says, as data.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What kind of document it is.
    pub kind: String,
    /// The version of the data's form, from one.
    pub schema: u32,
    /// The data.
    pub data: Value,
}

/// Why a data part cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is none of ours.
    Foreign,
    /// It is not what it was when it was written.
    Altered,
}

/// What a part begins with, before its digest.
const HEAD: &str = r#"{"made_by":"techclinic","sha256":""#;
/// Between the digest and what it is of.
const NECK: &str = r#"","body":"#;
/// Letters of a digest.
const DIGEST: usize = 64;

/// The part as it stands in a file, with what the file says: its lines, or the digests of its pages.
pub fn written(part: &Part, format: Format, said: &[String]) -> String {
    let body = json!({
        "kind": part.kind,
        "schema": part.schema,
        "format": format.as_str(),
        "data": part.data,
        "said": said,
    });
    let body = body.to_string();
    format!("{HEAD}{}{NECK}{body}}}", digest(body.as_bytes()))
}

/// Reads a part, with what the file said. Its digest is of the letters as they stand, whatever order keys have.
///
/// # Errors
/// When it is none of ours, or was altered.
pub fn parsed(text: &str) -> Result<(Part, Vec<String>), Refusal> {
    let rest = text.trim().strip_prefix(HEAD).ok_or(Refusal::Foreign)?;
    let (sha256, rest) = rest.split_at_checked(DIGEST).ok_or(Refusal::Altered)?;
    let body = rest.strip_prefix(NECK).and_then(|rest| rest.strip_suffix('}')).ok_or(Refusal::Altered)?;
    if digest(body.as_bytes()) != sha256 {
        return Err(Refusal::Altered);
    }
    let body: Value = serde_json::from_str(body).map_err(|_| Refusal::Altered)?;
    let said = body["said"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
    let kind = body["kind"].as_str().ok_or(Refusal::Altered)?.to_owned();
    let schema = body["schema"].as_u64().and_then(|schema| u32::try_from(schema).ok()).ok_or(Refusal::Altered)?;
    Ok((Part { kind, schema, data: body["data"].clone() }, said.collect()))
}

/// SHA-256, as text.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_reads_back_and_a_changed_one_is_known() {
        let part =
            Part { kind: "plan".into(), schema: 3, data: json!({"name": "ก \"ข\"", "sum": 175_000_000_i64}) };
        let said = vec!["หนึ่ง".to_owned(), "สอง".to_owned()];
        let text = written(&part, Format::Docx, &said);
        assert_eq!(parsed(&text), Ok((part, said)));
        assert_eq!(parsed(&text.replace("175000000", "175000001")), Err(Refusal::Altered));
        assert_eq!(parsed(&text.replace("\"schema\":3", "\"schema\":2")), Err(Refusal::Altered));
        for foreign in ["", "{}", "[1]", "{\"made_by\":\"techclinic\"}", "<data/>", "{\"a\":1}"] {
            assert_eq!(parsed(foreign), Err(Refusal::Foreign), "{foreign}");
        }
    }
}
