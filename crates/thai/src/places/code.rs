//! Official codes: two digits for a province, four for a district, six for a sub-district, each
//! beginning with its parent's.

use crate::digits;
use std::fmt;

/// How high a place stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// จังหวัด, and Bangkok, which is none in law.
    Province,
    /// อำเภอ, in Bangkok เขต.
    District,
    /// ตำบล, in Bangkok แขวง.
    Subdistrict,
}

/// The official code of a place, of the Department of Provincial Administration. The number of its
/// digits is its level. A code need not be in use: [`super::get`] says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(u32);

impl Code {
    /// Reads a code of two, four or six digits in either digit set; `None` for anything else.
    ///
    /// ```
    /// # use thai::places::Code;
    /// assert_eq!(Code::parse("๙๒๐๕๐๑").unwrap().to_string(), "920501");
    /// assert_eq!(Code::parse("92050"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let digits = digits::to_ascii(text.trim());
        let well_formed = matches!(digits.len(), 2 | 4 | 6) && !digits.starts_with('0');
        let number = digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())??;
        well_formed.then_some(Self(number))
    }

    /// Province, district or sub-district.
    pub fn level(self) -> Level {
        match self.0 {
            ..100 => Level::Province,
            100..10_000 => Level::District,
            _ => Level::Subdistrict,
        }
    }

    /// The place one level up; `None` for a province.
    pub fn parent(self) -> Option<Self> {
        (self.level() != Level::Province).then_some(Self(self.0 / 100))
    }

    /// The province it lies in (itself, for a province).
    pub fn province(self) -> Self {
        self.parent().map_or(self, Self::province)
    }

    /// Whether it is that place or lies in it.
    pub fn is_within(self, other: Self) -> bool {
        self == other || self.parent().is_some_and(|parent| parent.is_within(other))
    }

    /// The code as a number, for a compact column or key.
    pub fn number(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
