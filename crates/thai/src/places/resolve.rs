//! From a name or a code, at a level, perhaps within a known place, to exactly one code: or the
//! reason why not, with candidates to offer.

use super::code::{Code, Level};
use super::names;
use super::table;
use std::fmt;

/// Why a place could not be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaceError {
    /// No place of that level has that code or name; where an abolished code was given, its
    /// successors.
    NotFound {
        /// What was written.
        typed: String,
        /// Places that took over an abolished code.
        successors: Vec<Code>,
    },
    /// More than one place has that name.
    Ambiguous {
        /// What was written.
        typed: String,
        /// All of them, by code.
        candidates: Vec<Code>,
    },
    /// Places of that name exist, but not within the one named as parent.
    ParentMismatch {
        /// What was written.
        typed: String,
        /// The place it should have been in.
        within: Code,
        /// Where the name does occur: in the parent's province, or else anywhere.
        candidates: Vec<Code>,
    },
}

impl fmt::Display for PlaceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound { typed, .. } => write!(f, "no such place: {typed:?}"),
            Self::Ambiguous { typed, candidates } => {
                write!(f, "{typed:?} may be any of {}", list(candidates))
            }
            Self::ParentMismatch { typed, within, candidates } => {
                write!(f, "{typed:?} is not in {within}, but there is {}", list(candidates))
            }
        }
    }
}

impl std::error::Error for PlaceError {}

fn list(codes: &[Code]) -> String {
    codes.iter().map(Code::to_string).collect::<Vec<_>>().join(", ")
}

/// Tells which place of a level is meant by an official code or a Thai or English name, with or
/// without the word for the level, within another place if one is known.
///
/// ```
/// # use thai::places::{resolve, find, Level};
/// let kalasin = resolve("จ.กาฬสินธุ์", Level::Province, None).unwrap();
/// let kamalasai = resolve("อ.กมลไสย", Level::District, Some(kalasin)).unwrap();
/// assert_eq!(kamalasai, find("4603").unwrap().code);
/// assert_eq!(resolve("Mueang", Level::District, Some(kalasin)).unwrap().to_string(), "4601");
/// ```
///
/// # Errors
/// [`PlaceError`], with the candidates a person may choose from.
pub fn resolve(typed: &str, level: Level, within: Option<Code>) -> Result<Code, PlaceError> {
    let found = match Code::parse(typed) {
        Some(code) => by_code(typed, code, level)?,
        None => by_name(typed, level, within),
    };
    let inside: Vec<Code> =
        found.iter().copied().filter(|code| within.is_none_or(|parent| code.is_within(parent))).collect();
    match (inside.as_slice(), within) {
        (&[only], _) => Ok(only),
        ([], _) if found.is_empty() => Err(PlaceError::NotFound { typed: typed.to_owned(), successors: Vec::new() }),
        ([], Some(within)) => Err(mismatch(typed, within, found)),
        _ => Err(PlaceError::Ambiguous { typed: typed.to_owned(), candidates: inside }),
    }
}

fn by_code(typed: &str, code: Code, level: Level) -> Result<Vec<Code>, PlaceError> {
    if code.level() == level && table::get(code).is_some() {
        return Ok(vec![code]);
    }
    let successors = table::abolished(code).map_or_else(Vec::new, |old| old.successors);
    Err(PlaceError::NotFound { typed: typed.to_owned(), successors })
}

fn by_name(typed: &str, level: Level, within: Option<Code>) -> Vec<Code> {
    let keys = names::keys_of(typed);
    if level == Level::District && keys.iter().any(|key| key == "เมือง" || key == "mueang" || key == "muang")
    {
        return capitals(within);
    }
    names::bearing(&keys, level).into_iter().map(|place| place.code).collect()
}

fn capitals(within: Option<Code>) -> Vec<Code> {
    let province = within.map(Code::province);
    let asked = table::provinces().iter().filter(|place| province.is_none_or(|code| code == place.code));
    asked.filter_map(names::capital).map(|place| place.code).collect()
}

fn mismatch(typed: &str, within: Code, found: Vec<Code>) -> PlaceError {
    let near: Vec<Code> = found.iter().copied().filter(|code| code.province() == within.province()).collect();
    let candidates = if near.is_empty() { found } else { near };
    PlaceError::ParentMismatch { typed: typed.to_owned(), within, candidates }
}
