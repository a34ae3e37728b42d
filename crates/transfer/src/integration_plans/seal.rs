//! The seal of a plan: what it says of each of its rows as one text, and the digest of that text. The text has a
//! line for each row, in the order of numbers: the cells of [`COLUMNS`] as the open file has them, with a tab
//! between and a line feed at the end. Whoever has the file can make the digest again (`docs/api.md`).

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use thai::Satang;

use super::integration_plan::Figures;

/// The columns of the open file, which are those of the canonical text.
pub const COLUMNS: [&str; 15] = [
    "fiscal_year",
    "number",
    "code",
    "name_th",
    "name_en",
    "agency",
    "agency_as_printed",
    "provinces",
    "amount_satang",
    "mechanism",
    "counterparts",
    "beneficiaries",
    "need",
    "project",
    "plan_items",
];

/// The place of a row within its plan, counted from one.
pub const NUMBER: usize = 1;
/// Its code.
pub const CODE: usize = 2;
/// What it is called.
pub const NAME: usize = 3;
/// The code of who carries it out.
pub const AGENCY: usize = 5;
/// The same as printed.
pub const AGENCY_AS_PRINTED: usize = 6;
/// Official codes of its provinces.
pub const PROVINCES: usize = 7;
/// What it costs, in satang.
pub const AMOUNT: usize = 8;
/// The code of the need it came from.
pub const NEED: usize = 12;

/// A row as the open file has it: a cell for each of [`COLUMNS`], and its amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The cells, none of which has a tab or a line feed.
    pub cells: [String; COLUMNS.len()],
    /// What it costs, where that is told.
    pub amount: Option<Satang>,
}

impl Line {
    /// A row of these cells: what would part it otherwise becomes a space.
    pub fn new(cells: [String; COLUMNS.len()]) -> Self {
        let amount = cells[AMOUNT].parse().ok().map(Satang);
        Self { cells: cells.map(|cell| cell.replace(['\t', '\n', '\r'], " ")), amount }
    }

    /// Its line of the canonical text, without the line feed.
    pub fn text(&self) -> String {
        self.cells.join("\t")
    }

    /// Reads [`Line::text`]; `None` of anything else.
    pub fn read(text: &str) -> Option<Self> {
        let cells: Vec<String> = text.split('\t').map(str::to_owned).collect();
        Some(Self::new(cells.try_into().ok()?))
    }

    /// Where it stands within its plan.
    pub fn number(&self) -> i32 {
        self.cells[NUMBER].parse().unwrap_or_default()
    }
}

/// The canonical text of a plan of these rows.
pub fn text(lines: &[Line]) -> String {
    lines.iter().flat_map(|line| [line.text(), "\n".to_owned()]).collect()
}

/// Reads [`text`]; `None` of anything else.
pub fn read(text: &str) -> Option<Vec<Line>> {
    text.lines().map(Line::read).collect()
}

/// The figures of a plan of these rows; the sum is `None` where no number holds it.
pub fn figures(lines: &[Line]) -> Option<Figures> {
    let mut digest = Sha256::new();
    for line in lines {
        digest.update(line.text());
        digest.update("\n");
    }
    let sum = Satang::sum(lines.iter().filter_map(|line| line.amount))?;
    let count = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    Some(Figures { count, sum, sha256: HEXLOWER.encode(&digest.finalize()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(name: &str, amount: i64) -> Line {
        let mut cells: [String; COLUMNS.len()] = std::array::from_fn(|_| String::new());
        cells[3] = name.to_owned();
        cells[AMOUNT] = amount.to_string();
        Line::new(cells)
    }

    #[test]
    fn the_digest_is_that_of_the_text_anybody_can_write() {
        let lines = [line("ก", 100), line("ข\tค", 50)];
        let text = "\t\t\tก\t\t\t\t\t100\t\t\t\t\t\t\n\t\t\tข ค\t\t\t\t\t50\t\t\t\t\t\t\n";
        let found = figures(&lines).expect("figures");
        assert_eq!(found.sha256, HEXLOWER.encode(&Sha256::digest(text)));
        assert_eq!((found.count, found.sum), (2, Satang(150)));
        assert_eq!(super::text(&lines), text);
        assert_eq!(read(text).as_deref(), Some(&lines[..]));
        assert_eq!(read("ก\tข\n"), None);
    }

    #[test]
    fn no_number_is_better_than_a_wrong_one() {
        assert_eq!(figures(&[line("ก", i64::MAX), line("ข", 1)]), None);
    }
}
