//! Small questions to an XForm's XML: elements and attributes by local name, and the translations.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::question::Wording;
use super::reading::UNNAMED;

/// The languages, the default first, and every text by its id.
pub(crate) fn translations<'a>(model: Node<'a, '_>) -> (Vec<String>, BTreeMap<&'a str, Wording>) {
    let mut tables: Vec<Node<'a, '_>> = model.descendants().filter(|node| named(node, "translation")).collect();
    tables.sort_by_key(|table| attribute(*table, "default").is_none());
    let languages: Vec<String> =
        tables.iter().map(|table| language_code(attribute(*table, "lang").unwrap_or(UNNAMED))).collect();
    let mut texts: BTreeMap<&'a str, Wording> = BTreeMap::new();
    for (table, language) in tables.iter().zip(&languages) {
        for text in table.children().filter(|node| named(node, "text")) {
            let value = text.children().find(|node| named(node, "value") && attribute(*node, "form").is_none());
            // The converter writes a dash where a translation is missing.
            let written = value.and_then(|value| value.text()).map(str::trim).filter(|text| *text != "-");
            if let (Some(id), Some(written)) = (attribute(text, "id"), written) {
                texts.entry(id).or_default().0.push((language.clone(), written.to_owned()));
            }
        }
    }
    (languages, texts)
}

/// `ไทย (th)` is `th`; a language without a code is its own name.
pub(crate) fn language_code(language: &str) -> String {
    let code = language.rsplit_once('(').and_then(|(_, rest)| rest.trim_end().strip_suffix(')'));
    code.unwrap_or(language).trim().to_lowercase()
}

pub(crate) fn translation_id(text: &str) -> Option<&str> {
    text.trim().strip_prefix("jr:itext('")?.strip_suffix("')")
}

pub(crate) fn named(node: &Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

pub(crate) fn child_deep<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    node.descendants().find(|inner| named(inner, name))
}

pub(crate) fn text_of(node: Node<'_, '_>, child: &str) -> String {
    node.children()
        .find(|inner| named(inner, child))
        .and_then(|inner| inner.text())
        .unwrap_or_default()
        .trim()
        .to_owned()
}

pub(crate) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

pub(crate) fn last_name(path: &str) -> String {
    path.trim().rsplit('/').next().unwrap_or_default().to_owned()
}

/// Text as XML holds it; what XML cannot hold is left out.
pub fn escaped(text: &str) -> String {
    let plain = text.chars().filter(|letter| !letter.is_control() || *letter == '\n');
    let mut escaped = String::with_capacity(text.len());
    for letter in plain {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            other => escaped.push(other),
        }
    }
    escaped
}
