//! Which report is meant: one for each area of a project and quarter. As people write it,
//! "P53-1-A2-2553Q3"; in addresses the same.

use std::fmt;

use kit::Message;
use kit::message::msg;
use thai::{FiscalYear, Quarter};

/// A project, one of its areas, and a quarter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReportKey {
    /// The project's code.
    pub project: String,
    /// The area's place in the project's list, from 1.
    pub area: i32,
    /// The quarter reported on.
    pub quarter: Quarter,
}

impl ReportKey {
    /// Reads a key; anything else is `None`. A project's code may hold hyphens of its own.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.rsplitn(3, '-');
        let (quarter, area, project) = (parts.next()?, parts.next()?, parts.next()?);
        let (year, number) = quarter.split_once('Q')?;
        Some(Self {
            project: (!project.is_empty()).then(|| project.to_owned())?,
            area: area.strip_prefix('A')?.parse().ok().filter(|position| *position > 0)?,
            quarter: quarter_of(year.parse().ok()?, number.parse().ok()?)?,
        })
    }
}

impl std::str::FromStr for ReportKey {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::parse(text).ok_or(())
    }
}

/// A quarter of a fiscal year that this century's reports may be about.
pub fn quarter_of(fiscal_year: i32, number: i32) -> Option<Quarter> {
    let year = Some(FiscalYear(fiscal_year)).filter(|year| (2540..=2700).contains(&year.0))?;
    year.quarter(u8::try_from(number).ok()?)
}

/// A quarter in an address: "2553Q3".
pub fn quarter_word(quarter: Quarter) -> String {
    format!("{}Q{}", quarter.year().0, quarter.number())
}

/// A quarter as a page names it.
pub fn quarter_message(quarter: Quarter) -> Message {
    msg("monitoring-quarter").with("quarter", u32::from(quarter.number())).with("year", quarter.year())
}

impl fmt::Display for ReportKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-A{}-{}Q{}", self.project, self.area, self.quarter.year().0, self.quarter.number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_is_written() {
        let key = ReportKey::parse("P53-1-A2-2553Q3").expect("a key");
        assert_eq!((key.project.as_str(), key.area, key.quarter.number()), ("P53-1", 2, 3));
        assert_eq!(key.to_string(), "P53-1-A2-2553Q3");
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in
            ["", "P53", "P53-A1", "P53-A0-2553Q3", "P53-A1-2553Q5", "P53-A1-25533Q3", "-A1-2553Q3", "P53-Ax-2553Q3"]
        {
            assert_eq!(ReportKey::parse(text), None, "{text}");
        }
    }
}
