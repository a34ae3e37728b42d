//! A document as DOCX (ECMA-376), to be worked on in an office program: what stands in a list or table keeps its
//! place, heads of tables repeat on every page, pictures have their words. The same document gives the same bytes.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::data::{self, Part};
use crate::docx_parts::{
    CONTENT_TYPES, DATA_NAMESPACE, DATA_REL, DOCUMENT_RELS, FONT_TABLE, ITEM_PROPS, ITEM_RELS, NAMESPACES, RELS,
    escaped, styles,
};
use crate::model::{Block, Column, Document, Format, Kind, Language, Picture, Row, RowKind, Signatory, Table};
use crate::{Error, reading_docx};

/// The width of the text, in twentieths of a point: A4 with 25 mm to the left and 20 mm to the right.
const WIDTH: u32 = 9_355;
/// A millimetre, in the unit of drawings.
const EMU: u64 = 36_000;

/// The document as DOCX; with `part`, which it then carries, it can be read back.
///
/// # Errors
/// When it cannot be packed.
pub fn docx(document: &Document, part: Option<&Part>) -> Result<Vec<u8>, Error> {
    let text = text_of(document);
    let data = part.map(|part| {
        let said = reading_docx::lines(&text).unwrap_or_default();
        format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><data xmlns="{DATA_NAMESPACE}">{}</data>"#,
            escaped(&data::written(part, Format::Docx, &said))
        )
    });
    packed(document, &text, data.as_deref()).map_err(|error| Error::Pack(error.to_string()))
}

fn packed(document: &Document, text: &str, data: Option<&str>) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, bytes: &[u8]| {
        file.start_file(name, SimpleFileOptions::default())?;
        file.write_all(bytes).map_err(zip::result::ZipError::from)
    };
    let language = match document.language {
        Language::Th => "th-TH",
        Language::En => "en-GB",
    };
    add("[Content_Types].xml", CONTENT_TYPES.as_bytes())?;
    add("_rels/.rels", RELS.as_bytes())?;
    add("docProps/core.xml", core(document, language).as_bytes())?;
    add("word/document.xml", text.as_bytes())?;
    add("word/_rels/document.xml.rels", rels(document, data.is_some()).as_bytes())?;
    add("word/styles.xml", styles(language).as_bytes())?;
    add("word/fontTable.xml", FONT_TABLE.as_bytes())?;
    add("word/header1.xml", header(document).as_bytes())?;
    add("word/footer1.xml", edge("ftr", &run(&document.foot)).as_bytes())?;
    for (at, picture) in pictures(document) {
        add(&format!("word/media/picture{at}.{}", picture.ending()), &picture.bytes)?;
    }
    // Named in the kinds of parts, it has to be there.
    let none = format!(r#"<data xmlns="{DATA_NAMESPACE}"/>"#);
    add("customXml/item1.xml", data.unwrap_or(&none).as_bytes())?;
    add("customXml/itemProps1.xml", ITEM_PROPS.as_bytes())?;
    add("customXml/_rels/item1.xml.rels", ITEM_RELS.as_bytes())?;
    Ok(file.finish()?.into_inner())
}

fn pictures(document: &Document) -> impl Iterator<Item = (usize, &Picture)> {
    document.blocks.iter().enumerate().filter_map(|(at, block)| match block {
        Block::Picture(picture) => Some((at, picture)),
        _ => None,
    })
}

fn core(document: &Document, language: &str) -> String {
    let (title, day) = (escaped(&document.title), document.made_on);
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:creator>techclinic</dc:creator><dc:language>{language}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>"#
    )
}

fn rels(document: &Document, data: bool) -> String {
    let mut rels = String::from(DOCUMENT_RELS);
    if data {
        rels += DATA_REL;
    }
    for (at, picture) in pictures(document) {
        rels += &format!(
            r#"<Relationship Id="picture{at}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/picture{at}.{}"/>"#,
            picture.ending()
        );
    }
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rels}</Relationships>"#
    )
}

fn header(document: &Document) -> String {
    let page = format!(
        r#"{}<w:r><w:tab/></w:r>{}<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>"#,
        run(&document.running),
        run(&format!("{} ", document.page)),
    );
    edge("hdr", &page)
}

/// What stands above or below a page.
fn edge(element: &str, content: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:{element} {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Edge"/><w:tabs><w:tab w:val="right" w:pos="{WIDTH}"/></w:tabs></w:pPr>{content}</w:p></w:{element}>"#
    )
}

/// The main part.
fn text_of(document: &Document) -> String {
    let mut body = String::new();
    for line in &document.head {
        body += &paragraph("Title", &run(line));
    }
    for (at, block) in document.blocks.iter().enumerate() {
        body += &drawn(at, block);
    }
    let digits = if document.thai_digits { r#"<w:pgNumType w:fmt="thaiNumbers"/>"# } else { "" };
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document {NAMESPACES}><w:body>{body}<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1134" w:bottom="1247" w:left="1417" w:header="709" w:footer="567" w:gutter="0"/>{digits}</w:sectPr></w:body></w:document>"#
    )
}

fn run(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{}</w:t></w:r>"#, escaped(text))
}

fn paragraph(style: &str, content: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>"#)
}

fn drawn(at: usize, block: &Block) -> String {
    match block {
        Block::Heading { level, text } => paragraph(&format!("Heading{}", (*level).clamp(1, 3)), &run(text)),
        Block::Paragraph { text } => paragraph("BodyText", &run(text)),
        Block::Note { text } => paragraph("Note", &run(text)),
        Block::List { items } => {
            let item = |(mark, text): &(String, String)| format!("{}<w:r><w:tab/></w:r>{}", run(mark), run(text));
            items.iter().map(|one| paragraph("ListItem", &item(one))).collect()
        }
        Block::Table(table) => drawn_table(table),
        Block::Signatures { signatories } => signatures(signatories),
        Block::Picture(picture) => drawn_picture(at, picture),
    }
}

/// A cell: how wide, what else is said of it, how its text stands, and the text.
fn cell(width: u32, properties: &str, style: &str, alignment: &str, text: &str) -> String {
    let alignment = if alignment.is_empty() { String::new() } else { format!(r#"<w:jc w:val="{alignment}"/>"#) };
    format!(
        r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>{alignment}</w:pPr>{}</w:p></w:tc>"#,
        run(text)
    )
}

/// A column of marks is as narrow as the short name of a month: its cells have no margins.
const NARROW: &str = r#"<w:tcMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>"#;
const SHADE: &str = r#"<w:shd w:val="clear" w:color="auto" w:fill="ECECEC"/>"#;

fn drawn_table(table: &Table) -> String {
    let shares: u32 = table.columns.iter().map(|column| u32::from(column.share)).sum::<u32>().max(1);
    let widths: Vec<u32> = table.columns.iter().map(|column| u32::from(column.share) * WIDTH / shares).collect();
    let caption = if table.caption.is_empty() { String::new() } else { paragraph("Caption", &run(&table.caption)) };
    let grid: String = widths.iter().map(|width| format!(r#"<w:gridCol w:w="{width}"/>"#)).collect();
    let line = |side: &str| format!(r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="5A5A5A"/>"#);
    let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(line).concat();
    let rows: String = table.rows.iter().map(|row| drawn_row(table, &widths, row)).collect();
    // Two tables without a paragraph between them would be one.
    format!(
        r#"{caption}<w:tbl><w:tblPr><w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{}{rows}</w:tbl><w:p><w:pPr><w:pStyle w:val="Note"/></w:pPr></w:p>"#,
        heads(table, &widths)
    )
}

/// The heads, which repeat on every page; shared ones above.
fn heads(table: &Table, widths: &[u32]) -> String {
    let row = |cells: String| format!("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>");
    let head = |width: u32, properties: &str, text: &str| {
        cell(width, &format!(r#"{properties}{SHADE}<w:vAlign w:val="center"/>"#), "TableHead", "", text)
    };
    let own = |(column, width): (&Column, &u32)| match column.kind {
        Kind::Mark => {
            cell(*width, &format!(r#"{SHADE}{NARROW}<w:vAlign w:val="center"/>"#), "MarkText", "center", &column.head)
        }
        Kind::Text | Kind::Number => head(*width, "", &column.head),
    };
    let groups = table.groups();
    if groups.iter().all(|(group, _)| group.is_none()) {
        return row(table.columns.iter().zip(widths).map(own).collect());
    }
    let (mut above, mut below, mut at) = (String::new(), String::new(), 0);
    for (group, span) in groups {
        let (columns, widths) = (&table.columns[at..at + span], &widths[at..at + span]);
        match group {
            Some(group) => {
                above += &head(widths.iter().sum(), &format!(r#"<w:gridSpan w:val="{span}"/>"#), group);
                below += &columns.iter().zip(widths).map(own).collect::<String>();
            }
            None => {
                above += &head(widths[0], r#"<w:vMerge w:val="restart"/>"#, &columns[0].head);
                below += &head(widths[0], "<w:vMerge/>", "");
            }
        }
        at += span;
    }
    row(above) + &row(below)
}

fn drawn_row(table: &Table, widths: &[u32], row: &Row) -> String {
    let cells: String = match row.kind {
        RowKind::Group => {
            let span = format!(r#"<w:gridSpan w:val="{}"/>"#, table.columns.len());
            cell(WIDTH, &span, "TableHead", "left", row.cells.first().map_or("", String::as_str))
        }
        kind => {
            let one = |((column, width), text): ((&Column, &u32), &String)| {
                let marked = column.kind == Kind::Mark && !text.is_empty();
                let shade = if kind == RowKind::Total || marked { SHADE } else { "" };
                let properties = format!("{shade}{}", if column.kind == Kind::Mark { NARROW } else { "" });
                let alignment = match column.kind {
                    Kind::Text => "left",
                    Kind::Number => "right",
                    Kind::Mark => "center",
                };
                let style = match (kind, column.kind) {
                    (RowKind::Total, _) => "TableHead",
                    (_, Kind::Mark) => "MarkText",
                    _ => "TableText",
                };
                cell(*width, &properties, style, alignment, text)
            };
            table.columns.iter().zip(widths).zip(&row.cells).map(one).collect()
        }
    };
    format!("<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
}

/// Two beside each other, in a table without lines.
fn signatures(signatories: &[Signatory]) -> String {
    let half = WIDTH / 2;
    let one = |signatory: Option<&Signatory>| {
        let lines = signatory.map_or(&[] as &[String], |one| &one.lines);
        let lines: String = lines.iter().map(|line| paragraph("Signature", &run(line))).collect();
        let lines = if lines.is_empty() { paragraph("Signature", "") } else { lines };
        format!(r#"<w:tc><w:tcPr><w:tcW w:w="{half}" w:type="dxa"/></w:tcPr>{lines}</w:tc>"#)
    };
    let pair = |pair: &[Signatory]| {
        format!("<w:tr><w:trPr><w:cantSplit/></w:trPr>{}{}</w:tr>", one(pair.first()), one(pair.get(1)))
    };
    let rows: String = signatories.chunks(2).map(pair).collect();
    format!(
        r#"{}<w:tbl><w:tblPr><w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="{half}"/><w:gridCol w:w="{half}"/></w:tblGrid>{rows}</w:tbl>{}"#,
        paragraph("Signature", ""),
        paragraph("Note", "")
    )
}

fn drawn_picture(at: usize, picture: &Picture) -> String {
    let (wide, high) = (u64::from(picture.pixels.0.max(1)), u64::from(picture.pixels.1.max(1)));
    let width = u64::from(picture.width) * EMU;
    let height = width * high / wide;
    let (alt, number) = (escaped(&picture.alt), at + 1);
    format!(
        r#"<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="picture{at}" descr="{alt}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="picture{at}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="picture{at}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::tests::sample;

    #[test]
    fn every_part_is_xml_and_the_same_document_the_same_file() {
        let made = docx(&sample(), None).expect("a file");
        assert_eq!(docx(&sample(), None).expect("a file"), made);
        let mut file = zip::ZipArchive::new(Cursor::new(made)).expect("a zip");
        for at in 0..file.len() {
            let mut part = file.by_index(at).expect("a part");
            let name = part.name().expect("a name").into_owned();
            if name.ends_with(".png") {
                continue;
            }
            let mut text = String::new();
            std::io::Read::read_to_string(&mut part, &mut text).expect("text");
            assert!(roxmltree::Document::parse(&text).is_ok(), "{name} is no XML");
        }
    }

    #[test]
    fn what_it_says_is_what_the_document_says() {
        let lines = reading_docx::lines(&text_of(&sample())).expect("lines");
        assert!(lines.contains(&"pจำนวน 330 คน #strong[เข้าร่วม] <w:p/> & \"อื่น ๆ\"".to_owned()), "{lines:#?}");
        assert!(lines.contains(&"r1. ประชุมคณะทำงาน | • | 20 |".to_owned()), "{lines:#?}");
        assert!(lines.contains(&"#8. แผนการดำเนินงาน".to_owned()));
        assert!(lines.contains(&"p1) ข้อแรก 85 %".to_owned()));
        assert!(lines.contains(&"pจุดสีเดียว".to_owned()), "a picture says what it shows");
    }
}
