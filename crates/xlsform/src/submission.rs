//! One answered form as ODK Collect and its like send it: an instance of the XForm, as XML. Nothing in it is believed
//! yet; what it says is read here, and judged as every other answer is.

use chrono::NaiveDate;
use roxmltree::{Document, Node, ParsingOptions};

use super::collect::{DAY, SCANNED, SHEET, TYPED};
use super::value::Given;
use super::xml::{attribute, escaped, text_of};

/// Characters of one answered form; a form asks five hundred questions at most.
pub const SUBMISSION_MOST: usize = 2 * 1024 * 1024;
/// Elements and texts of one.
const NODES_MOST: u32 = 20_000;
/// Elements inside each other.
const DEEP_MOST: usize = 32;
/// Characters of an instance's name, of a form's and of a version's: as OpenRosa has them.
const NAME_MOST: usize = 249;

/// What somebody sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// Which form it says it answers.
    pub form_id: String,
    /// And which version.
    pub version: String,
    /// Its own name: the same for the same answer sent twice.
    pub instance: String,
    /// The instance that it stands in the place of.
    pub deprecated: Option<String>,
    /// The answers by the names of their questions.
    pub given: Given,
    /// The code of a slip, as it was scanned or typed.
    pub slip: Option<String>,
    /// The day it was answered, as the telephone has it.
    pub answered_on: Option<NaiveDate>,
    /// Does it say a day that is none?
    pub has_unread_day: bool,
}

/// Why it cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Larger than any answered form is.
    TooLarge(usize),
    /// Not XML, in the reader's own words, or more of it than any answered form is.
    Xml(String),
    /// Deeper in itself than any form is.
    TooDeep(usize),
    /// It does not say which form it answers.
    Formless,
    /// It has no name of its own, or one that is too long.
    Nameless,
}

impl Submission {
    /// Reads one.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn read(xml: &str) -> Result<Self, Unreadable> {
        if xml.len() > SUBMISSION_MOST {
            return Err(Unreadable::TooLarge(SUBMISSION_MOST));
        }
        // No document type: an entity that grows as it is read is refused before it does.
        let options = ParsingOptions { allow_dtd: false, nodes_limit: NODES_MOST, ..ParsingOptions::default() };
        let document =
            Document::parse_with_options(xml, options).map_err(|error| Unreadable::Xml(error.to_string()))?;
        if document.descendants().any(|node| node.ancestors().take(DEEP_MOST).count() >= DEEP_MOST) {
            return Err(Unreadable::TooDeep(DEEP_MOST));
        }
        Self::of(document.root_element())
    }

    /// As it is sent: the text that [`read`](Self::read) reads back.
    pub fn written(&self) -> String {
        let leaf = |name: &str, text: &str| format!("<{name}>{}</{name}>", escaped(text));
        let some = |name: &str, text: Option<&str>| text.map_or_else(String::new, |text| leaf(name, text));
        let meta = leaf("instanceID", &self.instance) + &some("deprecatedID", self.deprecated.as_deref());
        let day = self.answered_on.map(|day| day.to_string());
        let sheet = some(TYPED, self.slip.as_deref()) + &some(DAY, day.as_deref());
        let answers = self.given.iter().flat_map(|(name, values)| values.iter().map(move |value| leaf(name, value)));
        let (id, version) = (escaped(&self.form_id), escaped(&self.version));
        let answers: String = answers.collect();
        format!("<data id=\"{id}\" version=\"{version}\"><meta>{meta}</meta><{SHEET}>{sheet}</{SHEET}>{answers}</data>")
    }

    fn of(root: Node<'_, '_>) -> Result<Self, Unreadable> {
        let named = |text: String| Some(text).filter(|text| !text.is_empty() && text.chars().count() <= NAME_MOST);
        let form_id = attribute(root, "id").map(|id| id.trim().to_owned()).and_then(named);
        let part = |name: &str| root.children().find(|node| node.is_element() && node.tag_name().name() == name);
        let meta = |name: &str| part("meta").map(|meta| text_of(meta, name)).and_then(named);
        let sheet = |name: &str| part(SHEET).map(|sheet| text_of(sheet, name)).and_then(named);
        Ok(Self {
            form_id: form_id.ok_or(Unreadable::Formless)?,
            version: attribute(root, "version").unwrap_or_default().trim().chars().take(NAME_MOST).collect(),
            instance: meta("instanceID").ok_or(Unreadable::Nameless)?,
            deprecated: meta("deprecatedID"),
            slip: sheet(SCANNED).or_else(|| sheet(TYPED)).map(|text| slip_code(&text).to_owned()),
            answered_on: sheet(DAY).and_then(|text| text.parse().ok()),
            has_unread_day: sheet(DAY).is_some_and(|text| text.parse::<NaiveDate>().is_err()),
            given: answers(root),
        })
    }
}

/// The code in what a camera read: the end of the address on the slip, or the code itself.
fn slip_code(read: &str) -> &str {
    read.trim_end_matches('/').rsplit('/').next().unwrap_or(read).trim()
}

/// Every leaf with a text, by its name; what stands around the form is not an answer to it.
fn answers(root: Node<'_, '_>) -> Given {
    let mut given = Given::new();
    let around = |node: &Node<'_, '_>| node.is_element() && ["meta", SHEET].contains(&node.tag_name().name());
    for part in root.children().filter(Node::is_element).filter(|node| !around(node)) {
        for leaf in part.descendants().filter(Node::is_element).filter(|node| node.first_element_child().is_none()) {
            let text = leaf.text().unwrap_or_default().trim();
            if !text.is_empty() {
                given.entry(leaf.tag_name().name().to_owned()).or_default().push(text.to_owned());
            }
        }
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENT: &str = r#"<?xml version='1.0' ?><data id="follow_up" version="2026112101" xmlns:h="http://www.w3.org/1999/xhtml">
        <sheet><slip_scanned>https://example.org/fill/7K3M9QRTAB</slip_scanned><slip/><answered_on>2026-11-21</answered_on></sheet>
        <outcome><applied> fully </applied><passed_on/></outcome><benefits>raise_income add_value</benefits>
        <meta><instanceID>uuid:1</instanceID></meta></data>"#;

    #[test]
    fn what_is_written_is_read_back() {
        let given = [("outcome", vec!["a & b"]), ("benefits", vec!["raise_income", "add_value"])];
        let given = given.map(|(name, values)| (name.to_owned(), values.into_iter().map(str::to_owned).collect()));
        let sent = Submission {
            form_id: "follow_up".to_owned(),
            version: "2026112101".to_owned(),
            instance: "paper:7K3M9-QRTAB".to_owned(),
            deprecated: None,
            given: given.into(),
            slip: Some("7K3M9-QRTAB".to_owned()),
            answered_on: NaiveDate::from_ymd_opt(2026, 11, 21),
            has_unread_day: false,
        };
        assert_eq!(Submission::read(&sent.written()), Ok(sent));
    }

    #[test]
    fn what_collect_sends_is_read_and_what_stands_around_the_form_is_apart() {
        let read = Submission::read(SENT).expect("a submission");
        assert_eq!((read.form_id.as_str(), read.version.as_str()), ("follow_up", "2026112101"));
        assert_eq!((read.instance.as_str(), read.deprecated.as_deref()), ("uuid:1", None));
        assert_eq!(read.slip.as_deref(), Some("7K3M9QRTAB"));
        assert_eq!(read.answered_on, NaiveDate::from_ymd_opt(2026, 11, 21));
        assert_eq!(read.given.keys().collect::<Vec<_>>(), ["applied", "benefits"]);
        assert_eq!(read.given["applied"], ["fully"]);
        let typed = SENT.replace("<slip/>", "<slip>abc</slip>").replace("https://example.org/fill/7K3M9QRTAB", "");
        assert_eq!(Submission::read(&typed).expect("a submission").slip.as_deref(), Some("abc"));
    }

    #[test]
    fn what_is_no_answered_form_is_told_apart_and_never_grows() {
        let entities = format!(
            "<!DOCTYPE d [<!ENTITY a \"{}\">{}]><data id=\"x\"><a>&j;</a></data>",
            "ก".repeat(100),
            ('b'..='j')
                .map(|c| format!("<!ENTITY {c} \"{}\">", format!("&{};", (c as u8 - 1) as char).repeat(10)))
                .collect::<String>()
        );
        let deep = format!("<data id=\"x\">{}{}</data>", "<a>".repeat(40), "</a>".repeat(40));
        let wide = format!("<data id=\"x\">{}</data>", "<a/>".repeat(30_000));
        let within = format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000));
        let nested = format!("{}{}", "<a>".repeat(1_000_000), "</a>".repeat(1_000_000));
        for (xml, expected) in [
            (SENT.replace("</data>", ""), "xml"),
            (entities, "xml"),
            (wide, "xml"),
            (within, "xml"),
            (nested, "large"),
            (deep, "deep"),
            (SENT.replace("id=\"follow_up\"", ""), "formless"),
            (SENT.replace("uuid:1", ""), "nameless"),
            (SENT.replace("uuid:1", &"x".repeat(250)), "nameless"),
            ("x".repeat(SUBMISSION_MOST + 1), "large"),
            (String::new(), "xml"),
        ] {
            let why = match Submission::read(&xml) {
                Err(Unreadable::Xml(_)) => "xml",
                Err(Unreadable::TooDeep(_)) => "deep",
                Err(Unreadable::TooLarge(_)) => "large",
                Err(Unreadable::Formless) => "formless",
                Err(Unreadable::Nameless) => "nameless",
                Ok(_) => "read",
            };
            assert_eq!(why, expected, "{}", xml.chars().take(200).collect::<String>());
        }
    }
}
