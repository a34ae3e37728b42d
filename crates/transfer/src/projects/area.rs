//! Where a project works, and which clinic answers for it. What belongs to an area is that
//! clinic's alone. Places are kept as the source prints them; a code stands beside the words only
//! where it is certain or a person has chosen it (docs/requirements.md A0-17, B-07, B-08).

use kit::Message;
use kit::message::msg;
use serde::{Deserialize, Serialize};
use thai::places::{self, Code, Level, Mention, PlaceError};
use uuid::Uuid;

/// One area of a project.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Area {
    /// Inside; nil until stored.
    pub id: Uuid,
    /// Official code of the province.
    pub province: String,
    /// The clinic that answers for it; `None` while it is not known.
    pub clinic: Option<Uuid>,
    /// What the document calls whoever answers for it, where it names no clinic that is known here.
    pub clinic_as_printed: Option<String>,
    /// The source's own words, never corrected.
    pub as_printed: String,
    /// The places in it.
    pub places: Vec<AreaPlace>,
}

/// One place of an area.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AreaPlace {
    /// The source's own words.
    pub as_printed: String,
    /// Official code of the district or subdistrict, once it is certain.
    pub code: Option<String>,
    /// The local government it is, if it is one.
    pub local_government: Option<Uuid>,
    /// How the words and the places of Thailand differ.
    pub remark: Option<Message>,
}

/// An area with the project it belongs to: what higher features need to know whose a record is.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectArea {
    /// The project.
    pub project: Uuid,
    /// The project's code.
    pub project_code: String,
    /// Counted from nought.
    pub position: usize,
    /// The area.
    pub area: Area,
}

/// The places that `printed` names within a province, in the order of the text. A district that
/// only says where its subdistricts lie is no place of its own.
pub fn read_places(province: &str, printed: &str) -> Vec<AreaPlace> {
    let Some(within) = places::find(province) else { return Vec::new() };
    let text = format!("{} {printed}", within.short_name());
    let mentions = places::read(&text);
    let governs = |district: &Mention| {
        let Ok(code) = &district.place else { return false };
        mentions.iter().any(|mention| mention.level == Level::Subdistrict && parent_of(mention) == Some(*code))
    };
    let own = |mention: &&Mention| match mention.level {
        Level::Province => false,
        Level::District => !governs(mention),
        Level::Subdistrict => true,
    };
    mentions.iter().filter(own).map(|mention| place(&text, mention)).collect()
}

fn parent_of(mention: &Mention) -> Option<Code> {
    match &mention.place {
        Ok(code) => code.parent(),
        Err(PlaceError::ParentMismatch { within, .. }) => Some(*within),
        Err(_) => None,
    }
}

fn place(text: &str, mention: &Mention) -> AreaPlace {
    let as_printed = text.get(mention.at.clone()).unwrap_or(&mention.name).to_owned();
    match &mention.place {
        Ok(code) => AreaPlace { as_printed, code: Some(code.to_string()), ..AreaPlace::default() },
        Err(error) => AreaPlace { as_printed, remark: Some(explain(error)), ..AreaPlace::default() },
    }
}

/// Says how a written place and the places of Thailand differ, with the places it may be.
pub fn explain(error: &PlaceError) -> Message {
    let names = |codes: &[Code]| {
        let name = |code: &Code| places::get(*code).map(|place| format!("{} ({code})", place.full_name()));
        codes.iter().take(5).filter_map(name).collect::<Vec<_>>().join(", ")
    };
    match error {
        PlaceError::NotFound { typed, .. } => msg("projects-place-unknown").with("typed", typed.clone()),
        PlaceError::Ambiguous { typed, candidates } => {
            msg("projects-place-ambiguous").with("typed", typed.clone()).with("candidates", names(candidates))
        }
        PlaceError::ParentMismatch { typed, within, candidates } => msg("projects-place-elsewhere")
            .with("typed", typed.clone())
            .with("within", names(&[*within]))
            .with("candidates", names(candidates)),
    }
}

/// The place that somebody chose: a subdistrict in a district, or a whole district, of a province.
///
/// # Errors
/// The field, `district` or `subdistrict`, and what is wrong with it.
pub fn chosen(province: &str, district: &str, subdistrict: &str) -> Result<Option<Code>, (&'static str, Message)> {
    let within = Code::parse(province);
    let (district, subdistrict) = (district.trim(), subdistrict.trim());
    let district = match district.is_empty() {
        true => None,
        false => {
            Some(places::resolve(district, Level::District, within).map_err(|error| ("district", explain(&error)))?)
        }
    };
    if subdistrict.is_empty() {
        return Ok(district);
    }
    let found = places::resolve(subdistrict, Level::Subdistrict, district.or(within));
    found.map(Some).map_err(|error| ("subdistrict", explain(&error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(province: &str, printed: &str) -> Vec<(String, Option<String>)> {
        read_places(province, printed).into_iter().map(|place| (place.as_printed, place.code)).collect()
    }

    /// docs/requirements.md G-03 and B-08, on the words of seed 000 §4.
    #[test]
    fn places_of_2553_are_read_and_what_does_not_fit_is_kept_with_a_remark() {
        let trang = read_places("92", "ต.บ่อหิน  ต.วังวน อ.สิเกา ต.ควนปริง  อ.เมือง");
        assert_eq!(trang.len(), 3);
        assert_eq!(trang[0].code.as_deref(), Some("920501"));
        assert_eq!((trang[1].as_printed.as_str(), trang[1].code.as_deref()), ("ต.วังวน", None));
        assert_eq!(trang[1].remark.as_ref().map(Message::id), Some("projects-place-elsewhere"));
        assert_eq!(trang[2].code.as_deref(), Some("920107"));
        let chonburi = codes("20", "ต.เกร็ดแก้ว  /ต. บางเสร่อ.สัตหีบ");
        assert_eq!(chonburi, [("ต.เกร็ดแก้ว".to_owned(), None), ("ต. บางเสร่".to_owned(), Some("200904".to_owned()))]);
    }

    #[test]
    fn a_district_alone_is_a_place() {
        assert_eq!(
            codes("65", "อ.เมือง อ.นครไทย").into_iter().map(|(_, code)| code.expect("a code")).collect::<Vec<_>>(),
            ["6501", "6502"]
        );
    }

    #[test]
    fn a_subdistrict_outside_its_district_is_refused_with_where_it_lies() {
        let (field, message) = chosen("92", "9205", "วังวน").expect_err("not in Sikao");
        assert_eq!((field, message.id()), ("subdistrict", "projects-place-elsewhere"));
        assert_eq!(chosen("92", "9202", "วังวน").ok().flatten().map(|code| code.to_string()).as_deref(), Some("920205"));
        assert_eq!(chosen("92", "", "").ok(), Some(None));
        assert_eq!(chosen("92", "2009", "").expect_err("another province").0, "district");
    }
}
