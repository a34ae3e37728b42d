//! Places as files name them: by official code, or by Thai or English name. A name that is not
//! unique, or that lies elsewhere than its row says, is refused with the places it may mean
//! (docs/requirements.md B-07, G-03).

use kit::table::Row;
use kit::{FormErrors, Message, msg};
use thai::places::{Code, Level, PlaceError, close, find, get, resolve};

use super::forms::ChosenPlace;

/// Candidates a message lists; some sub-district names are used thirty times.
const LISTED: usize = 8;

/// Reads the columns `province`, `district` and `subdistrict` of a row. What is left out follows
/// from what is given; a row that names no place at all is refused.
pub fn check_row(errors: &mut FormErrors, row: &Row) -> Option<ChosenPlace> {
    let mut known = None;
    for (column, level) in
        [("province", Level::Province), ("district", Level::District), ("subdistrict", Level::Subdistrict)]
    {
        let typed = row.text(column);
        if !typed.is_empty() {
            known = Some(errors.take(column, read(typed, level, known))?);
        }
    }
    let Some(known) = known else {
        errors.add("province", msg("kit-field-required"));
        return None;
    };
    let at = |level: Level| {
        std::iter::successors(Some(known), |code: &Code| code.parent()).find(|code| code.level() == level)
    };
    Some(ChosenPlace {
        province: known.province().to_string(),
        district: at(Level::District).map(|code| code.to_string()),
        subdistrict: at(Level::Subdistrict).map(|code| code.to_string()),
    })
}

/// Reads a province by code or name.
///
/// # Errors
/// Why it cannot be told, with candidates.
pub fn read_province(typed: &str) -> Result<String, Message> {
    read(typed, Level::Province, None).map(|code| code.to_string())
}

/// Reads a list of provinces, by code or name, with commas or semicolons between them.
///
/// # Errors
/// Why the first that cannot be told cannot be told.
pub fn read_provinces(typed: &str) -> Result<Vec<String>, Message> {
    typed.split([',', ';']).map(str::trim).filter(|one| !one.is_empty()).map(read_province).collect()
}

fn read(typed: &str, level: Level, within: Option<Code>) -> Result<Code, Message> {
    resolve(typed, level, within).map_err(|error| reason(&error, level, within))
}

/// Why a place cannot be told, and which it may be.
fn reason(error: &PlaceError, level: Level, within: Option<Code>) -> Message {
    match error {
        PlaceError::NotFound { typed, successors } if successors.is_empty() => {
            let inside = close(typed, level, within);
            let candidates = if inside.is_empty() { close(typed, level, None) } else { inside };
            let id = if candidates.is_empty() { "places-import-unknown" } else { "places-import-close" };
            let said = msg(id).with("typed", typed.as_str());
            if candidates.is_empty() { said } else { said.with("candidates", listed(&candidates)) }
        }
        PlaceError::NotFound { typed, successors } => {
            msg("places-import-abolished").with("typed", typed.as_str()).with("candidates", listed(successors))
        }
        PlaceError::Ambiguous { typed, candidates } => {
            msg("places-import-ambiguous").with("typed", typed.as_str()).with("candidates", listed(candidates))
        }
        PlaceError::ParentMismatch { typed, within, candidates } => msg("places-import-elsewhere")
            .with("typed", typed.as_str())
            .with("within", find(&within.to_string()).map_or_else(|| within.to_string(), |place| place.full_name()))
            .with("candidates", listed(candidates)),
    }
}

fn listed(candidates: &[Code]) -> String {
    let named = candidates.iter().take(LISTED).map(|code| match get(*code) {
        Some(place) => format!("{code} {} ({})", place.full_name(), place.full_name_en()),
        None => code.to_string(),
    });
    let more = if candidates.len() > LISTED { "; …" } else { "" };
    format!("{}{more}", named.collect::<Vec<_>>().join("; "))
}
