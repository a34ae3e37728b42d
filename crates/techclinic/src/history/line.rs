//! The noun: a line of the trail as a person reads it. The verb is said in the reader's language,
//! facts without what only the chain needs.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use kit::audit::Entry;
use kit::message::msg;
use kit::{Message, Result, Timestamp};
use serde_json::Value;
use uuid::Uuid;

use house::accounts::{Reader, Role};
use house::layout::Label;
use house::messages::catalogue;

/// What stands in the id of a verb's name between the folder and `noun-verb`.
const VERB: &str = "-verb-";
/// The id of the name of each verb, by the verb as the trail writes it: of `need.decline` it is
/// `needs-verb-need-decline`, among the sentences of its own folder.
static NAMES: LazyLock<BTreeMap<String, &'static str>> = LazyLock::new(|| {
    let named = |id: &'static str| Some((id.split_once(VERB)?.1.replacen('-', ".", 1), id));
    catalogue().ids().filter_map(named).collect()
});
/// Letters of a salted digest: a personal value that only erasure and proof have a use for.
const DIGEST: usize = 64;

/// Auditors, administrators and the data protection officer read the whole trail.
///
/// # Errors
/// [`kit::Error::SignIn`] or [`kit::Error::Forbidden`] for everyone else.
pub fn may_read_all(reader: &Reader) -> Result<()> {
    let roles = [Role::Auditor, Role::Administrator, Role::DataProtectionOfficer];
    reader.allow(reader.is(&roles), msg("history-forbidden"))
}

/// What the facts say is content, to which administrators have no right.
pub fn may_read_facts(reader: &Reader) -> bool {
    reader.is(&[Role::Auditor, Role::DataProtectionOfficer])
}

/// Whoever works in the network reads what was done to a record, where they see the record.
pub fn may_read_of_record(reader: &Reader) -> bool {
    !reader.grants().is_empty()
}

/// A line of the trail.
pub struct Line {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: Label,
    /// Who.
    pub by: Label,
    /// The record's code, when it has one.
    pub code: Option<String>,
    /// The record's page, when it has one.
    pub href: Option<String>,
    /// What about it; empty for whoever may not read content.
    pub facts: Vec<(String, String)>,
}

impl Line {
    /// The line as it is read, with the names of accounts.
    pub fn new(entry: Entry, names: &HashMap<Uuid, String>, with_facts: bool) -> Self {
        Self {
            at: entry.at,
            what: verb_name(&entry.verb),
            by: by(&entry, names),
            href: entry.subject_code.as_deref().and_then(|code| address(&entry.verb, code)),
            code: entry.subject_code,
            facts: if with_facts { facts(&entry.facts) } else { Vec::new() },
        }
    }
}

/// Every verb that has a name, as the trail writes it.
pub fn verbs() -> impl Iterator<Item = &'static str> {
    NAMES.keys().map(String::as_str)
}

/// A verb in the reader's language; one that has no name as the trail writes it.
pub fn verb_name(verb: &str) -> Label {
    match NAMES.get(verb) {
        Some(id) => Label::Message(Message::new(*id)),
        None => Label::Text(verb.to_owned()),
    }
}

fn by(entry: &Entry, names: &HashMap<Uuid, String>) -> Label {
    let name = entry.actor_id.and_then(|id| names.get(&id));
    match (entry.actor_kind.as_str(), name) {
        (_, Some(name)) => Label::Text(name.clone()),
        ("person", None) => msg("history-by-somebody").into(),
        ("anyone", None) => msg("history-by-anyone").into(),
        _ => msg("history-by-system").into(),
    }
}

fn address(verb: &str, code: &str) -> Option<String> {
    let collection = match verb.split('.').next()? {
        "need" => "needs",
        "opinion" => "participation",
        "project" => "projects",
        "technology" => "technologies",
        "interest" => "desk/interests",
        "network_call" => "network-calls",
        "clinic" => "clinics",
        _ => return None,
    };
    Some(format!("/{collection}/{code}"))
}

fn facts(facts: &Value) -> Vec<(String, String)> {
    let Value::Object(facts) = facts else { return Vec::new() };
    let said = facts.iter().filter_map(|(name, value)| {
        let text = match value {
            Value::Null => return None,
            Value::String(text) if text.is_empty() || is_digest(text) => return None,
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        Some((name.clone(), text))
    });
    said.collect()
}

fn is_digest(text: &str) -> bool {
    text.len() == DIGEST && text.bytes().all(|letter| letter.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_has_a_name_or_stands_for_itself() {
        house::layout::feature::furnish(&[], crate::sentences::catalogue);
        assert_eq!(verb_name("need.taken_into_project"), msg("needs-verb-need-taken_into_project").into());
        assert_eq!(verb_name("moon.land"), Label::Text("moon.land".to_owned()));
    }

    #[test]
    fn digests_and_empty_facts_are_left_out() {
        let digest = "0123456789abcdef".repeat(4);
        let kept = serde_json::json!({ "text": digest, "clinic": null, "area": "", "persons": 12, "province": "92" });
        let facts = facts(&kept);
        assert_eq!(facts, [("persons".to_owned(), "12".to_owned()), ("province".to_owned(), "92".to_owned())]);
    }
}
