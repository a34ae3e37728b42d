//! An area as one line of a cell: "ตรัง: ต.บ่อหิน อ.สิเกา | trang | whoever the document names". The clinic
//! and the document's words for it may be left out.

use std::collections::HashMap;

use kit::form::optional;
use kit::{Message, msg};
use thai::places::{self, Level};
use uuid::Uuid;

use super::area::{Area, explain, read_places};

/// Clinics that lines may name, both ways.
#[derive(Debug, Default)]
pub struct Clinics {
    ids: HashMap<String, Uuid>,
    codes: HashMap<Uuid, String>,
}

impl Clinics {
    /// One more.
    pub fn add(&mut self, code: String, id: Uuid) {
        self.codes.insert(id, code.clone());
        self.ids.insert(code, id);
    }

    /// The clinic of a code.
    ///
    /// # Errors
    /// `projects-clinic-unknown`.
    pub fn id(&self, code: &str) -> Result<Uuid, Message> {
        self.ids.get(code).copied().ok_or_else(|| msg("projects-clinic-unknown").with("code", code))
    }
}

/// The parts of a line: places, clinic and the document's words. Only what is written with two bars
/// may hold further ones.
fn parts(line: &str) -> (&str, &str, &str) {
    let mut from_behind = line.rsplitn(3, '|');
    match (from_behind.next(), from_behind.next(), from_behind.next()) {
        (Some(named), Some(clinic), Some(places)) => (places.trim(), clinic.trim(), named.trim()),
        (Some(clinic), Some(places), None) => (places.trim(), clinic.trim(), ""),
        _ => (line.trim(), "", ""),
    }
}

/// The code of the clinic that a line names.
pub fn clinic_code(line: &str) -> Option<&str> {
    Some(parts(line).1).filter(|code| !code.is_empty())
}

/// A line of an area; `clinics` names the codes of clinics.
pub fn written(area: &Area, clinics: &HashMap<Uuid, String>) -> String {
    let printed = area.as_printed.replace(['\n', '\r'], " ");
    let mut line = format!("{}: {printed}", area.province).trim_end().to_owned();
    let clinic = area.clinic.and_then(|id| clinics.get(&id)).map_or("", String::as_str);
    let named = area.clinic_as_printed.as_deref().unwrap_or_default();
    if !clinic.is_empty() || !named.is_empty() || printed.contains('|') {
        line = format!("{line} | {clinic}");
    }
    if !named.is_empty() || printed.contains('|') {
        line = format!("{line} | {named}");
    }
    line
}

/// Reads the lines of a cell. An area that stands in `before` as its line says stays what it is, with
/// the places somebody confirmed; another line about the same province tells that area anew.
///
/// # Errors
/// A province nobody knows, or a clinic.
pub fn read_all(text: &str, before: &[Area], clinics: &Clinics) -> Result<Vec<Area>, Message> {
    let mut left: Vec<&Area> = before.iter().collect();
    let mut areas = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let area = read(line, clinics)?;
        let line = written(&area, &clinics.codes);
        let same = left.iter().position(|old| written(old, &clinics.codes) == line);
        let found = same.or_else(|| left.iter().position(|old| old.province == area.province));
        areas.push(match found.map(|at| (left.remove(at), same.is_some())) {
            Some((old, true)) => old.clone(),
            Some((old, false)) => Area { id: old.id, ..area },
            None => area,
        });
    }
    Ok(areas)
}

fn read(line: &str, clinics: &Clinics) -> Result<Area, Message> {
    let (places, clinic, named) = parts(line);
    let (province, printed) = places.split_once(':').unwrap_or((places, ""));
    let province = places::resolve(province.trim(), Level::Province, None).map_err(|error| explain(&error))?;
    let (province, as_printed) = (province.to_string(), printed.trim().to_owned());
    Ok(Area {
        places: read_places(&province, &as_printed),
        province,
        clinic: optional(clinic).map(|code| clinics.id(&code)).transpose()?,
        clinic_as_printed: optional(named),
        as_printed,
        ..Area::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_reads_back_as_it_was_written() {
        let mut clinics = Clinics::default();
        clinics.add("trang".to_owned(), Uuid::from_u128(7));
        for line in [
            "92",
            "92: ต.บ่อหิน อ.สิเกา",
            "92: ต.บ่อหิน อ.สิเกา | trang",
            "92: ต.บ่อหิน |  | สถาบันในพื้นที่",
            "92: a | b | trang | ค",
        ] {
            let areas = read_all(line, &[], &clinics).expect("areas");
            let again = written(&areas[0], &clinics.codes);
            assert_eq!(read_all(&again, &[], &clinics), Ok(areas), "{line} -> {again}");
        }
        assert!(read_all("92: x | nobody", &[], &clinics).is_err());
    }

    /// The same province named again keeps the area, so that what stands on it stays.
    #[test]
    fn a_known_area_keeps_its_identifier_and_its_confirmed_places() {
        let clinics = Clinics::default();
        let mut before = read_all("92: ต.วังวน อ.สิเกา\n92: ต.บ่อหิน อ.สิเกา", &[], &clinics).expect("areas");
        (before[0].id, before[1].id) = (Uuid::from_u128(1), Uuid::from_u128(2));
        before[0].places[0].code = Some("920205".to_owned());
        let after = read_all("ตรัง: ต.บ่อหิน อ.สิเกา\nตรัง: ต.วังวน อ.สิเกา\nชลบุรี", &before, &clinics).expect("areas");
        assert_eq!(after[0], before[1]);
        assert_eq!(after[1], before[0]);
        assert!(after[2].id.is_nil());
    }
}
