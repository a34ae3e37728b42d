//! What the square code of a page says: whose sheet it is, by a code that only the records resolve, and which page.
//! Nothing of a person stands in it.

use fast_qr::{ECL, QRBuilder};

/// What our codes begin with, so that no other square code is taken for one.
const BEGINS: &str = "TCP";

/// What a page says it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageCode {
    /// The sheet's own code.
    pub sheet: String,
    /// The page, from one.
    pub page: u16,
}

impl PageCode {
    /// As it stands in the square code.
    pub fn written(&self) -> String {
        format!("{BEGINS}-{}-{}", self.sheet, self.page)
    }

    /// Reads it back; `None` for the square codes of others.
    pub fn read(text: &str) -> Option<Self> {
        let rest = text.strip_prefix(BEGINS)?.strip_prefix('-')?;
        let (sheet, page) = rest.rsplit_once('-')?;
        let page = page.parse().ok().filter(|page| (1..=99).contains(page))?;
        let plain = (4..=24).contains(&sheet.len()) && sheet.bytes().all(|byte| byte.is_ascii_alphanumeric());
        plain.then(|| Self { sheet: sheet.to_owned(), page })
    }

    /// The dark squares of it, row by row; empty for a code that is too long for one, which none of ours is.
    pub fn squares(&self) -> Vec<Vec<bool>> {
        let Ok(code) = QRBuilder::new(self.written()).ecl(ECL::Q).build() else { return Vec::new() };
        let row = |row: usize| (0..code.size).map(|column| code[row][column].value()).collect();
        (0..code.size).map(row).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_what_it_is_and_codes_of_others_are_none() {
        let code = PageCode { sheet: "4K7MQ2XW9P".to_owned(), page: 3 };
        assert_eq!(PageCode::read(&code.written()), Some(code.clone()));
        assert!(code.squares().len() >= 21);
        for other in [
            "",
            "TCP",
            "TCP-",
            "TCP-ABCD-0",
            "TCP-ABCD-100",
            "TCP-A D-1",
            "https://example.org/TCP-ABCD-1",
            "TCP-ÄBCDE-1",
        ] {
            assert_eq!(PageCode::read(other), None, "{other}");
        }
    }
}
