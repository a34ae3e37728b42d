//! The form as ODK Collect is given it: beside what it asks, it says which day it was answered and, where the form is
//! about somebody who is registered, whose slip it belongs to. On paper and on a page both stand around the form; on a
//! telephone nothing does, so they are asked within it, in a group `sheet` that no form of ours has.

use roxmltree::{Document, Node};

use super::questionnaire::Questionnaire;
use super::xml::{attribute, child_deep, escaped, language_code, named};

/// The group of what stands around a form.
pub(crate) const SHEET: &str = "sheet";
/// The slip as it was scanned: an address or a code.
pub(crate) const SCANNED: &str = "slip_scanned";
/// The code of the slip as it was typed.
pub(crate) const TYPED: &str = "slip";
/// The day of answering.
pub(crate) const DAY: &str = "answered_on";

/// What Collect says around a form, in one language.
#[derive(Clone, Debug)]
pub struct Words {
    /// The language's code: `th`.
    pub language: &'static str,
    /// Asks for the slip to be scanned.
    pub scan: String,
    /// Asks for its code to be typed.
    pub code: String,
    /// Asks for the day.
    pub day: String,
}

impl Questionnaire {
    /// The form for Collect. `asks_slip` where it is about somebody who is registered; `words` in every language, the
    /// first for languages of the form that are not among them.
    pub fn for_collect(&self, asks_slip: bool, words: &[Words]) -> String {
        let xform = self.xform();
        // It was read when it was published; one that cannot be read again is handed out as it is.
        let inserted = Document::parse(xform).ok().and_then(|document| insertions(&document, asks_slip, words));
        let Some(mut inserted) = inserted else { return xform.to_owned() };
        inserted.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        let mut text = xform.to_owned();
        for (at, part) in inserted {
            text.insert_str(at, &part);
        }
        text
    }
}

/// What is put in, each with its place in the text.
fn insertions(document: &Document<'_>, asks_slip: bool, words: &[Words]) -> Option<Vec<(usize, String)>> {
    let model = child_deep(document.root_element(), "model")?;
    let blank = model.children().find(|node| named(node, "instance") && attribute(*node, "id").is_none())?;
    let primary = blank.first_element_child()?;
    let body = child_deep(document.root_element(), "body")?;
    let root = primary.tag_name().name();
    let begin = |node: Node<'_, '_>| node.first_element_child().map(|child| child.range().start);
    let slip = if asks_slip { format!("<{SCANNED}/><{TYPED}/>") } else { String::new() };
    let mut inserted = vec![
        (begin(primary)?, format!("<{SHEET}>{slip}<{DAY}/></{SHEET}>")),
        (model.children().find(|node| named(node, "bind"))?.range().start, binds(root, asks_slip)),
    ];
    let tables: Vec<_> = model.descendants().filter(|node| named(node, "translation")).collect();
    for table in &tables {
        let language = language_code(attribute(*table, "lang").unwrap_or_default());
        let said = words.iter().find(|words| words.language == language).or_else(|| words.first())?;
        inserted.push((begin(*table)?, texts(root, said)));
    }
    let plain = words.first().filter(|_| tables.is_empty());
    inserted.push((begin(body)?, controls(root, asks_slip, plain)));
    Some(inserted)
}

fn binds(root: &str, asks_slip: bool) -> String {
    let at = |name: &str| format!("/{root}/{SHEET}/{name}");
    let day = format!(
        r#"<bind nodeset="{}" type="date" required="true()" xmlns:jr="http://openrosa.org/javarosa" jr:preload="date" jr:preloadParams="today"/>"#,
        at(DAY)
    );
    if !asks_slip {
        return day;
    }
    let scanned = format!(r#"<bind nodeset="{}" type="barcode"/>"#, at(SCANNED));
    let typed =
        format!(r#"<bind nodeset="{}" type="string" relevant="{} = ''" required="true()"/>"#, at(TYPED), at(SCANNED));
    format!("{scanned}{typed}{day}")
}

fn texts(root: &str, words: &Words) -> String {
    let one = |name: &str, said: &str| {
        format!(r#"<text id="/{root}/{SHEET}/{name}:label"><value>{}</value></text>"#, escaped(said))
    };
    [one(SCANNED, &words.scan), one(TYPED, &words.code), one(DAY, &words.day)].concat()
}

fn controls(root: &str, asks_slip: bool, plain: Option<&Words>) -> String {
    let control = |name: &str, said: Option<&str>| {
        let at = format!("/{root}/{SHEET}/{name}");
        match said {
            Some(said) => format!(r#"<input ref="{at}"><label>{}</label></input>"#, escaped(said)),
            None => format!(r#"<input ref="{at}"><label ref="jr:itext('{at}:label')"/></input>"#),
        }
    };
    let day = control(DAY, plain.map(|words| words.day.as_str()));
    if !asks_slip {
        return day;
    }
    let scanned = control(SCANNED, plain.map(|words| words.scan.as_str()));
    let typed = control(TYPED, plain.map(|words| words.code.as_str()));
    format!("{scanned}{typed}{day}")
}

#[cfg(test)]
mod tests {
    use super::super::questionnaire::Kind;
    use super::super::tests::{accepted, form};
    use super::*;

    fn words() -> [Words; 2] {
        let of = |language, scan: &str| Words {
            language,
            scan: scan.to_owned(),
            code: "รหัส <ใบติดตาม>".to_owned(),
            day: "วันที่ตอบ & บันทึก".to_owned(),
        };
        [of("th", "สแกนใบติดตาม"), of("en", "Scan the slip")]
    }

    #[test]
    fn each_form_asks_for_the_day_and_where_it_must_for_the_slip_in_both_languages() {
        for (kind, asks_slip) in [(Kind::Application, false), (Kind::Evaluation, true), (Kind::FollowUp, true)] {
            let given = form(kind).for_collect(asks_slip, &words());
            let document = Document::parse(&given).expect("still well-formed");
            let texts = |wanted: &str| {
                document
                    .descendants()
                    .filter(|node| named(node, "text"))
                    .filter(|node| attribute(*node, "id").is_some_and(|id| id.ends_with(wanted)))
                    .count()
            };
            assert_eq!(texts("/sheet/answered_on:label"), 2, "{kind:?}");
            let refs: Vec<&str> = document
                .descendants()
                .filter(|node| named(node, "input"))
                .filter_map(|node| attribute(node, "ref"))
                .filter(|path| path.contains("/sheet/"))
                .collect();
            assert_eq!(refs.len(), if asks_slip { 3 } else { 1 }, "{kind:?}: {refs:?}");
            assert!(given.contains("Scan the slip") && given.contains("วันที่ตอบ &amp; บันทึก"));
        }
    }

    #[test]
    fn a_form_in_no_language_is_asked_in_the_first() {
        let plain = accepted(&[&["text", "which", "ใด"]]);
        let given = plain.for_collect(true, &words());
        Document::parse(&given).expect("still well-formed");
        assert!(given.contains("<label>สแกนใบติดตาม</label>"), "{given}");
    }
}
