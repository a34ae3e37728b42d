//! What a DOCX says, line by line as a reader sees it, and the data part it carries.

use std::io::{Cursor, ErrorKind, Read as _};

use roxmltree::{Node, ParsingOptions};
use zip::ZipArchive;

use crate::difference::line;
use crate::docx_parts::DATA_NAMESPACE;
use crate::reading::{Found, MOST_UNPACKED, Unreadable};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// More parts has no document that people write.
const MOST_PARTS: usize = 2_000;
/// More data parts of other programs are not looked through.
const MOST_ITEMS: usize = 20;
/// More elements has no document that people write.
const MOST_NODES: u32 = 500_000;

/// What a file holds.
pub(crate) fn found(bytes: &[u8]) -> Result<Found, Unreadable> {
    let mut file = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    if file.len() > MOST_PARTS {
        return Err(Unreadable::Swollen);
    }
    let is_item = |name: &String| name.starts_with("customXml/item") && !name.starts_with("customXml/itemProps");
    let names = file.file_names().filter_map(|name| Some(name.ok()?.into_owned()));
    let items: Vec<String> = names.filter(is_item).take(MOST_ITEMS).collect();
    if file.index_for_name("word/document.xml").is_none() {
        return Err(Unreadable::Neither);
    }
    let mut data = Vec::new();
    for item in items {
        data.extend(carried(&unpacked(&mut file, &item)?));
    }
    let text = unpacked(&mut file, "word/document.xml")?;
    let says = lines(&text).ok_or(Unreadable::Damaged)?;
    Ok(Found { data, says, pages: false })
}

fn unpacked(file: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, Unreadable> {
    let part = file.by_name(name).map_err(|_| Unreadable::Damaged)?;
    let mut text = String::new();
    let most = u64::try_from(MOST_UNPACKED).unwrap_or(u64::MAX);
    match part.take(most).read_to_string(&mut text) {
        Ok(read) if read < MOST_UNPACKED => Ok(text),
        Ok(_) => Err(Unreadable::Swollen),
        // Cut within a letter.
        Err(error) if error.kind() == ErrorKind::InvalidData && text.len() + 4 > MOST_UNPACKED => {
            Err(Unreadable::Swollen)
        }
        Err(_) => Err(Unreadable::Damaged),
    }
}

fn parsed(text: &str) -> Option<roxmltree::Document<'_>> {
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    roxmltree::Document::parse_with_options(text, options).ok()
}

/// Our data, where this part is ours.
fn carried(text: &str) -> Option<String> {
    let document = parsed(text)?;
    let root = document.root_element();
    let ours = root.has_tag_name((DATA_NAMESPACE, "data"));
    ours.then(|| root.text().unwrap_or_default().to_owned()).filter(|data| !data.is_empty())
}

/// What the main part says: paragraphs and rows in their order, each after a letter that tells which it is.
pub(crate) fn lines(text: &str) -> Option<Vec<String>> {
    let document = parsed(text)?;
    let body = document.root_element().children().find(|node| node.has_tag_name((W, "body")))?;
    let mut lines = Vec::new();
    for node in body.descendants() {
        let within = |name| node.ancestors().skip(1).any(|above| above.has_tag_name((W, name)));
        if node.has_tag_name((W, "tr")) && !within("tr") {
            let cells: Vec<String> = node.children().filter(|cell| cell.has_tag_name((W, "tc"))).map(said).collect();
            let row = cells.join(" | ");
            if cells.iter().any(|cell| !cell.is_empty()) {
                lines.push(format!("{}{}", line::ROW, row.trim_end()));
            }
        } else if node.has_tag_name((W, "p")) && !within("tr") && !within("p") {
            let said = said(node);
            if !said.is_empty() {
                lines.push(format!("{}{said}", if is_heading(node) { line::HEADING } else { line::PARAGRAPH }));
            }
        }
    }
    Some(lines)
}

fn is_heading(paragraph: Node<'_, '_>) -> bool {
    let style = paragraph.descendants().find(|node| node.has_tag_name((W, "pStyle")));
    style.and_then(|style| style.attribute((W, "val"))).is_some_and(|style| style.starts_with("Heading"))
}

/// What a reader reads of it, with single spaces. What was taken away under review is not there; a footnote, which
/// stands elsewhere, leaves its mark.
fn said(node: Node<'_, '_>) -> String {
    let mut text = String::new();
    for node in node.descendants() {
        let name = node.tag_name();
        match name.name() {
            "t" if name.namespace() == Some(W) && !is_gone(node) => text.push_str(node.text().unwrap_or_default()),
            "tab" | "br" | "cr" | "p" if name.namespace() == Some(W) => text.push(' '),
            "noBreakHyphen" => text.push('-'),
            "footnoteReference" | "endnoteReference" | "sym" => text.push('\u{fffc}'),
            "docPr" => text.push_str(node.attribute("descr").unwrap_or("\u{fffc}")),
            _ => {}
        }
    }
    let shown = text.chars().filter(|letter| !matches!(letter, '\u{200b}' | '\u{2060}' | '\u{feff}'));
    let shown: String = shown.collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_gone(text: Node<'_, '_>) -> bool {
    text.ancestors().any(|above| matches!(above.tag_name().name(), "moveFrom" | "del" | "Fallback"))
}
