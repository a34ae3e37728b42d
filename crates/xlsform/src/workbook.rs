//! From an uploaded XLSForm workbook to XForm XML. The cells are read here one by one, with
//! limits, rather than by the converter: a sheet whose last used cell lies in row 1,048,576 would
//! otherwise be laid out whole in memory, and groups nested a thousand deep would end the process.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataRef, Reader, Xlsx, XlsxError};
use rxform::model::Item;
use rxform::xls::{Sheet, Workbook};

use super::fault::{FormError, FormFault};

/// Bytes of a workbook; the largest of the three shipped is 15 kB.
pub(crate) const MAX_FILE: usize = 512 * 1024;
/// Rows of one sheet.
const MAX_ROWS: usize = 2_000;
/// Columns of one sheet.
const MAX_COLUMNS: usize = 100;
/// Characters of one cell.
const MAX_CELL: usize = 4_000;
/// Groups inside each other.
pub(crate) const MAX_GROUPS_DEEP: usize = 12;

/// A workbook and the XForm made from it; the workbook still knows which row a name came from.
pub(crate) struct Converted {
    pub workbook: Workbook,
    pub xform: String,
}

/// Converts a workbook, or says where it is wrong.
pub(crate) fn convert(bytes: &[u8]) -> Result<Converted, Vec<FormError>> {
    let workbook = read(bytes)?;
    check_sections(&workbook.survey)?;
    let refused = |error: rxform::Error| vec![error.into()];
    let mut survey = rxform::parser::parse(&workbook, "data").map_err(refused)?;
    let paths = survey.xpath_index();
    name_paths_in_required(&mut survey.items, &paths);
    let xform = rxform::xform::generate(&survey).map_err(refused)?;
    Ok(Converted { workbook, xform })
}

/// The converter puts paths in place of `${name}` in every expression but `required`
/// (rxform 0.1.4), where ODK's own converter does so too. A name it does not know stays as it is
/// and is refused when the expression is parsed.
fn name_paths_in_required(items: &mut [Item], paths: &BTreeMap<String, String>) {
    for item in items {
        match item {
            Item::Section(section) => name_paths_in_required(&mut section.children, paths),
            Item::Question(question) => {
                let Some(required) = &mut question.required else {
                    continue;
                };
                for (name, path) in paths {
                    *required = required.replace(&format!("${{{name}}}"), &format!(" {path} "));
                }
            }
        }
    }
}

impl Converted {
    /// The survey row that has this name.
    pub fn row_of(&self, name: &str) -> Option<usize> {
        let named = |cells: &BTreeMap<String, String>| cells.get("name").is_some_and(|cell| cell.trim() == name);
        self.workbook.survey.rows.iter().find(|(_, cells)| named(cells)).map(|(row, _)| *row)
    }
}

fn read(bytes: &[u8]) -> Result<Workbook, Vec<FormError>> {
    if bytes.len() > MAX_FILE {
        return Err(vec![FormFault::FileTooLarge(MAX_FILE).anywhere()]);
    }
    let mut file = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let mut workbook = Workbook::default();
    for name in file.sheet_names() {
        let place = match name.trim().to_ascii_lowercase().as_str() {
            "survey" => &mut workbook.survey,
            "choices" => &mut workbook.choices,
            "settings" => &mut workbook.settings,
            other @ ("external_choices" | "entities") => {
                return Err(vec![FormError {
                    sheet: Some(name.clone()),
                    ..FormFault::Unsupported(other.to_owned()).anywhere()
                }]);
            }
            // Notes to oneself in further sheets are customary in XLSForm and mean nothing to it.
            _ => continue,
        };
        *place = sheet(&mut file, &name)?;
    }
    if workbook.survey.rows.is_empty() {
        return Err(vec![FormFault::Missing("survey".to_owned()).anywhere()]);
    }
    Ok(workbook)
}

fn sheet(file: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Sheet, Vec<FormError>> {
    let at = |row: Option<usize>, fault| vec![FormError { sheet: Some(name.to_owned()), row, column: None, fault }];
    let mut cells = file.worksheet_cells_reader(name).map_err(unreadable)?;
    let mut rows: Vec<Vec<String>> = Vec::new();
    while let Some(cell) = cells.next_cell().map_err(unreadable)? {
        let text = text_of(cell.get_value());
        if text.trim().is_empty() {
            continue;
        }
        let (row, column) = (cell.get_position().0 as usize, cell.get_position().1 as usize);
        if row >= MAX_ROWS {
            return Err(at(Some(row + 1), FormFault::TooManyRows(MAX_ROWS)));
        }
        if column >= MAX_COLUMNS {
            return Err(at(Some(row + 1), FormFault::TooManyColumns(MAX_COLUMNS)));
        }
        if text.chars().count() > MAX_CELL {
            return Err(at(Some(row + 1), FormFault::CellTooLong(MAX_CELL)));
        }
        place(&mut rows, row, column, text);
    }
    Ok(rxform::xls::sheet_from_rows(rows))
}

fn place(rows: &mut Vec<Vec<String>>, row: usize, column: usize, text: String) {
    if rows.len() <= row {
        rows.resize(row + 1, Vec::new());
    }
    if rows[row].len() <= column {
        rows[row].resize(column + 1, String::new());
    }
    rows[row][column] = text;
}

/// A cell as the converter expects it: whole numbers without `.0`, so that a version typed as a
/// number stays what was typed.
fn text_of(cell: &DataRef<'_>) -> String {
    let text = match Data::from(cell.clone()) {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        Data::Bool(true) => "TRUE".to_owned(),
        Data::Bool(false) => "FALSE".to_owned(),
        Data::DateTime(moment) => {
            moment.as_datetime().map_or_else(String::new, |moment| moment.format("%Y-%m-%d %H:%M:%S").to_string())
        }
        other => other.to_string(),
    };
    // What turns the direction of a line would lie about it on every page that shows the form.
    kit::form::visible(&text).into_owned()
}

/// Groups have a depth, and a loop, which multiplies its rows by its choices, is not taken.
fn check_sections(survey: &Sheet) -> Result<(), Vec<FormError>> {
    let mut depth = 0usize;
    for (row, cells) in &survey.rows {
        let kind = cells.get("type").map_or("", |cell| cell.trim()).to_ascii_lowercase();
        if kind.starts_with("begin") {
            depth += 1;
        } else if kind.starts_with("end") {
            depth = depth.saturating_sub(1);
        }
        let fault = if depth > MAX_GROUPS_DEEP {
            FormFault::GroupsTooDeep(MAX_GROUPS_DEEP)
        } else if kind.starts_with("begin") && kind.contains("loop") {
            FormFault::Unsupported("loop".to_owned())
        } else {
            continue;
        };
        return Err(vec![FormError {
            sheet: Some("survey".to_owned()),
            row: Some(*row),
            column: Some("type".to_owned()),
            fault,
        }]);
    }
    Ok(())
}

fn unreadable(error: XlsxError) -> Vec<FormError> {
    vec![FormFault::Unreadable(error.to_string()).anywhere()]
}

#[cfg(test)]
mod tests {
    use super::super::questionnaire::Questionnaire;
    use super::super::tests::{constraint, faults};
    use super::*;

    #[test]
    fn a_fault_names_its_sheet_row_and_column() {
        let found = faults(&[&["text", "a", "ก"], &["integr", "b", "ข"]]);
        assert_eq!(
            (found[0].sheet.as_deref(), found[0].row, found[0].column.as_deref()),
            (Some("survey"), Some(3), Some("type"))
        );
        assert!(matches!(&found[0].fault, FormFault::Converter { hint: Some(hint), .. } if hint.contains("integer")));
        let found = constraint(". >");
        assert_eq!((found[0].row, found[0].column.as_deref()), (Some(2), Some("constraint")));
        assert!(matches!(found[0].fault, FormFault::Expression(_)));
    }

    #[test]
    fn what_no_page_can_ask_is_refused_by_name() {
        for kind in ["audio", "geotrace", "datetime", "range", "rank yn"] {
            let found = faults(&[&[kind, "x", "สิ่งนี้"]]);
            assert!(matches!(found[0].fault, FormFault::Unsupported(_)), "{kind}");
            assert_eq!((found[0].row, found[0].column.as_deref()), (Some(2), Some("type")));
        }
        let twice = [
            &["begin repeat", "r", "ซ้ำ"][..],
            &["begin repeat", "s", "ซ้ำใน"],
            &["text", "x", "ข"],
            &["end repeat"],
            &["end repeat"],
        ];
        assert!(matches!(&faults(&twice)[0].fault, FormFault::Unsupported(name) if name == "repeat · repeat"));
        for name in ["step", "once", "sheet", "a.b"] {
            let found = faults(&[&["text", name, "ก"]]);
            assert!(matches!(&found[0].fault, FormFault::Unsupported(said) if said.ends_with(name)), "{name}");
        }
        let looped = faults(&[&["begin loop over yn", "l", "วน"], &["text", "x", "ข"], &["end loop"]]);
        assert!(matches!(&looped[0].fault, FormFault::Unsupported(name) if name == "loop"));
        let quoted = faults(&[&["text", "a", "ชื่อ"], &["text", "b", "สวัสดี ${a}"]]);
        assert!(matches!(&quoted[0].fault, FormFault::Unsupported(name) if name == "output"));
    }

    #[test]
    fn one_name_is_one_question() {
        let twice = faults(&[&["begin group", "g", "ก"], &["text", "x", "ข"], &["end group"], &["text", "x", "ค"]]);
        assert!(matches!(twice[0].fault, FormFault::DuplicateName(_)));
    }

    #[test]
    fn groups_may_not_be_nested_without_end() {
        let names: Vec<String> = (0..1_500).map(|at| format!("g{at}")).collect();
        let rows: Vec<Vec<&str>> = names.iter().map(|name| vec!["begin group", name, "ก"]).collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        assert!(matches!(faults(&rows)[0].fault, FormFault::GroupsTooDeep(_)));
        let deep = format!("<h><model>{}{}</model></h>", "<a>".repeat(100_000), "</a>".repeat(100_000));
        assert!(matches!(Questionnaire::from_xform(&deep).expect_err("refused")[0].fault, FormFault::GroupsTooDeep(_)));
    }

    #[test]
    fn a_cell_at_the_end_of_the_sheet_is_not_laid_out() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let survey = book.add_worksheet();
        survey.set_name("survey").expect("a name");
        survey.write_string(0, 0, "type").expect("a cell");
        survey.write_string(1_048_575, 16_383, "x").expect("a cell");
        let bytes = book.save_to_buffer().expect("a workbook");
        let found = Questionnaire::from_xlsx(&bytes).expect_err("refused");
        assert!(matches!(found[0].fault, FormFault::TooManyRows(_)));
    }

    #[test]
    fn what_is_no_workbook_and_no_xform_is_refused() {
        assert!(matches!(
            Questionnaire::from_xlsx(b"PK nonsense").expect_err("refused")[0].fault,
            FormFault::Unreadable(_)
        ));
        assert!(matches!(
            Questionnaire::from_xlsx(&vec![0; 600_000]).expect_err("refused")[0].fault,
            FormFault::FileTooLarge(_)
        ));
        for xml in ["", "<a", "<a/>", "<h><model/></h>", "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>"] {
            assert!(Questionnaire::from_xform(xml).is_err(), "{xml}");
        }
    }
}
