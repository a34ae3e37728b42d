//! The key by which a telephone sends what was answered in one area: it opens the forms and takes answers, and nothing
//! else. It is shown once, as a code that ODK Collect scans; it ends by itself.

use std::io::Write;

use chrono::NaiveDate;
use data_encoding::BASE64;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use kit::{Subject, Timestamp};
use uuid::Uuid;

/// What a key begins with, so that one left in a file is recognised for what it is.
pub(super) const PREFIX: &str = "tcf_";
/// The longest a key may open, in days: a project's year and its follow-up.
pub const DAYS_MOST: u32 = 480;
/// How long one opens when nobody says otherwise.
pub const DAYS_USUAL: u32 = 90;
/// As many as one area has at once.
pub const KEYS_MOST: usize = 50;

/// A key as it is asked for.
#[derive(Clone, Debug)]
pub struct NewKey {
    /// Whose telephone it is for.
    pub name: String,
    /// How long it opens.
    pub days: u32,
}

/// A key without its secret.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldKey {
    /// Inside.
    pub id: Uuid,
    /// The area whose forms it opens.
    pub area: Uuid,
    /// Whose telephone it is in.
    pub name: String,
    /// When it was made.
    pub made_at: Timestamp,
    /// The last day on which it opens anything.
    pub expires_on: NaiveDate,
    /// Ended before its time.
    pub ended_at: Option<Timestamp>,
    /// When it was last used, to the hour.
    pub used_at: Option<Timestamp>,
}

impl Subject for FieldKey {
    fn id(&self) -> Uuid {
        self.id
    }
}

impl FieldKey {
    /// Does it open anything on this day?
    pub fn opens(&self, today: NaiveDate) -> bool {
        self.ended_at.is_none() && today <= self.expires_on
    }
}

/// The settings of ODK Collect as its code holds them: JSON, packed, in letters. `name` is what Collect calls the
/// project.
pub fn settings(server: &str, name: &str) -> String {
    let settings = serde_json::json!({
        "general": { "protocol": "odk_default", "server_url": server, "form_update_mode": "match_exactly", "autosend": "wifi_and_cellular" },
        "project": { "name": name, "icon": "🌾", "color": "#1f6f54" },
        "admin": {}
    });
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    // Writing to memory does not fail.
    let written = packed.write_all(settings.to_string().as_bytes()).and_then(|()| packed.finish());
    BASE64.encode(&written.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn the_settings_are_what_collect_unpacks() {
        let packed = BASE64.decode(settings("https://example.org/openrosa/key/x", "ตรัง").as_bytes()).expect("letters");
        let mut text = String::new();
        flate2::read::ZlibDecoder::new(&packed[..]).read_to_string(&mut text).expect("packed");
        let read: serde_json::Value = serde_json::from_str(&text).expect("settings");
        assert_eq!(read["general"]["server_url"], "https://example.org/openrosa/key/x");
        assert_eq!(read["project"]["name"], "ตรัง");
    }
}
