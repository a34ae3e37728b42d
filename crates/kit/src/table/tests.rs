//! Files as they come, and the same rows out of each.

use super::*;

const COLUMNS: [Column; 3] = [
    Column { name: "name_th", thai: "ชื่อ", required: true, meaning: "name", holds: Holds::Text },
    Column {
        name: "amount_baht", thai: "จำนวนเงิน (บาท)", required: true, meaning: "amount", holds: Holds::Text
    },
    Column {
        name: "held_on", thai: "วันที่จัด", required: false, meaning: "day", holds: Holds::Text
    },
];

fn rows(table: &Table) -> Vec<(usize, String)> {
    let said = |row: &Row| COLUMNS.map(|column| row.text(column.name).to_owned()).join("|");
    table.rows.iter().map(|row| (row.number, said(row))).collect()
}

#[test]
fn headings_are_code_names_or_thai_names_in_any_order() {
    for text in [
        "name_th,amount_baht\nปลานิล,10\n",
        "\u{feff}amount_baht,name_th\r\n10,ปลานิล\r\n",
        "จำนวนเงิน (บาท);ชื่อ\n10;ปลานิล",
        "Amount-Baht\tName TH*\n10\t ปลานิล ",
        "จํานวนเงิน(บาท),ชื่อ\n10,ปลานิล",
    ] {
        let table = Table::read(text.as_bytes(), &COLUMNS).expect(text);
        assert_eq!(rows(&table), [(2, "ปลานิล|10|".to_owned())], "{text:?}");
    }
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_numbers_them() {
    for end in ["\n", "\r\n"] {
        let text = format!("name_th,amount_baht{end}\"two\nlines\",1{end}{end},{end}b,2{end}{end}{end}c,3");
        let table = Table::read(text.as_bytes(), &COLUMNS).expect("a table");
        assert_eq!(table.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 5, 8], "{end:?}");
    }
}

#[test]
fn the_encodings_of_thai_offices_are_recognised() {
    let tis_620 = b"\xAA\xD7\xE8\xCD,amount_baht\n\xBB\xC5\xD2,1\n";
    let utf_16: Vec<u8> = "\u{feff}ชื่อ\tamount_baht\nปลา\t1\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [&tis_620[..], &utf_16[..], "ชื่อ,amount_baht\nปลา,1\n".as_bytes()] {
        assert_eq!(rows(&Table::read(bytes, &COLUMNS).expect("a table")), [(2, "ปลา|1|".to_owned())]);
    }
    assert_eq!(Table::read(b"\xFF\x00\xDB\xFF,\x81", &COLUMNS).err(), Some(TableError::Unreadable));
}

#[test]
fn what_the_shape_does_not_know_is_reported() {
    let table = Table::read("name_th,สี,amount_baht,,\na,แดง,1,,เกิน\n".as_bytes(), &COLUMNS).expect("a table");
    assert_eq!(table.unknown, ["สี", "E"]);
}

/// What an office merges over several rows holds for each of them, and a title above is no heading.
#[test]
fn merged_cells_and_titles_are_read_as_they_are_meant() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let (sheet, plain) = (workbook.add_worksheet(), rust_xlsxwriter::Format::new());
    sheet.merge_range(0, 0, 0, 2, "รายการปี 2553", &plain).expect("a title");
    for (column, title) in [(0, "ชื่อ"), (1, "จำนวนเงิน (บาท)"), (2, "วันที่จัด")]
    {
        sheet.write_string(1, column, title).expect("a heading");
    }
    sheet.merge_range(2, 1, 5, 1, "10", &plain).expect("merged");
    for (row, name) in [(2, "ก"), (3, "ข"), (5, "ง")] {
        sheet.write_string(row, 0, name).expect("a cell");
    }
    let table = Table::read(&workbook.save_to_buffer().expect("a workbook"), &COLUMNS).expect("a table");
    let expected = [(3, "ก|10|"), (4, "ข|10|"), (6, "ง|10|")].map(|(number, said)| (number, said.to_owned()));
    assert_eq!(rows(&table), expected);
}

#[test]
fn a_file_of_another_shape_is_refused_with_the_reason() {
    for (bytes, error) in [
        (&b""[..], TableError::Empty),
        (&b"name_th\na\n"[..], TableError::Missing(vec![Bilingual::new("จำนวนเงิน (บาท)", "amount_baht")])),
        ("name_th,amount_baht,ชื่อ\n".as_bytes(), TableError::Repeated(Bilingual::new("ชื่อ", "name_th"))),
        (&b"PK\x03\x04nothing"[..], TableError::Broken),
        (&b"\xD0\xCF\x11\xE0\xA1\xB1"[..], TableError::OldExcel),
    ] {
        assert_eq!(Table::read(bytes, &COLUMNS).err(), Some(error));
    }
}

/// What a file is, and not what it is called, decides what is said about it.
#[test]
fn a_file_that_is_no_table_is_called_what_it_is() {
    let mut protected = vec![0xD0, 0xCF, 0x11, 0xE0];
    protected.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    for (bytes, said) in [
        (&b"%PDF-1.7 name_th"[..], "kit-table-no-workbook-pdf"),
        (b"\xEF\xBB\xBF <html><table>", "kit-table-no-workbook-html"),
        (b"\x89PNG\r\n", "kit-table-no-workbook-image"),
        (b"{\\rtf1 a}", "kit-table-no-workbook"),
        (b"PK\x05\x06 an empty package", "kit-table-no-workbook"),
        (b"this is a letter,\nand no table", "kit-table-no-heading"),
        (b"\xD0\xCF\x11\xE0 old", "kit-table-old-excel"),
        (&protected, "kit-table-protected"),
    ] {
        let told = Table::read(bytes, &COLUMNS).expect_err("refused").message();
        assert_eq!(told.id(), said, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn a_quote_that_is_never_closed_is_named_by_row_and_column() {
    let told = |text: &str| match Table::read(text.as_bytes(), &COLUMNS) {
        Err(TableError::Unclosed { row, column }) => Some((row, column)),
        _ => None,
    };
    for (text, row, column) in [
        ("name_th,amount_baht\na,1\n\"b,2\nc,3\n", 3, "A"),
        ("name_th,amount_baht\r\n\r\na,\"1\r\nc,\"3\"\r\n", 3, "B"),
        ("name_th;amount_baht\n\"two\nlines\";1\nb;\"2", 3, "B"),
    ] {
        assert_eq!(told(text), Some((row, column.to_owned())), "{text:?}");
    }
    for text in ["name_th,amount_baht\n\"a \"\"b\"\"\nc\" ,1\n", "name_th,amount_baht\n5\" pipe,1\n\"5\" pipe,2\n"] {
        assert_eq!(told(text), None, "{text:?}");
        assert!(Table::read(text.as_bytes(), &COLUMNS).is_ok(), "{text:?}");
    }
}

#[test]
fn excel_cells_become_text() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let iso = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    for (column, title) in COLUMNS.iter().enumerate() {
        sheet.write(0, column as u16, title.thai).expect("a cell");
    }
    sheet.write(2, 0, "  ปลา ").expect("a cell");
    sheet.write(2, 1, 1_750_000.0).expect("a cell");
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 10, 1).expect("a day");
    sheet.write_with_format(2, 2, &day, &iso).expect("a cell");
    sheet.write(3, 1, 0.5).expect("a cell");
    let bytes = workbook.save_to_buffer().expect("a workbook");
    let table = Table::read(&bytes, &COLUMNS).expect("a table");
    assert_eq!(rows(&table), [(3, "ปลา|1750000|2026-10-01".to_owned()), (4, "|0.5|".to_owned())]);
}

#[test]
fn missing_columns_and_empty_cells_are_told_apart() {
    let table = Table::read(b"name_th,amount_baht\na,\n", &COLUMNS).expect("a table");
    assert!(table.rows[0].has("amount_baht") && !table.rows[0].has("held_on"));
}

#[test]
fn what_is_written_is_read_back() {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 10, 1).expect("a day");
    for format in [Format::Csv, Format::Xlsx] {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let mut sheet = Sheet::begin(format, &COLUMNS, Box::new(file.reopen().expect("the file"))).expect("begun");
        sheet.row(&["ปลา, \"นิล\"\nและกบ".into(), 1_750_000_i64.into(), day.into()]).expect("a row");
        sheet.row(&["=1+1".into(), 0.5.into(), Cell::Empty]).expect("a row");
        assert_eq!(sheet.finish().expect("written"), 2);
        let bytes = std::fs::read(file.path()).expect("bytes");
        let table = Table::read(&bytes, &COLUMNS).expect("a table");
        let expected = [(2, "ปลา, \"นิล\"\nและกบ|1750000|2026-10-01".to_owned()), (3, "=1+1|0.5|".to_owned())];
        assert_eq!(rows(&table), expected, "{format:?}");
    }
}

#[test]
fn json_names_the_columns() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    let mut sheet = Sheet::begin(Format::Json, &COLUMNS, Box::new(file.reopen().expect("the file"))).expect("begun");
    sheet.row(&["a".into(), 1_i64.into(), Cell::Empty]).expect("a row");
    sheet.finish().expect("written");
    let read: serde_json::Value = serde_json::from_slice(&std::fs::read(file.path()).expect("bytes")).expect("JSON");
    assert_eq!(read, serde_json::json!([{ "name_th": "a", "amount_baht": 1, "held_on": null }]));
}

/// Behind `| head`: every format tells that the pipe is broken, through the errors of its writer.
#[test]
fn a_pipe_that_nobody_reads_is_known_as_one() {
    struct Broken;
    impl std::io::Write for Broken {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    const ONE: &[Column] = &[Column { name: "a", thai: "ก", required: true, meaning: "a", holds: Holds::Text }];
    for format in Format::ALL {
        let out = Box::new(std::io::BufWriter::new(Broken));
        let written = Sheet::begin(format, ONE, out).and_then(|mut sheet| {
            (0..4_000).try_for_each(|_| sheet.row(&[Cell::Text("x".repeat(40))]))?;
            sheet.finish()
        });
        let error = written.expect_err("nobody reads").into_anyhow();
        let broken = |cause: &std::io::Error| cause.kind() == std::io::ErrorKind::BrokenPipe;
        assert!(error.chain().any(|cause| cause.downcast_ref().is_some_and(broken)), "{format:?}: {error:#}");
    }
}
