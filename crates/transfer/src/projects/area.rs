//! Where a project works, and which clinic answers for it. What belongs to an area is that
//! clinic's alone. Places are kept as the source prints them; a code stands beside the words only
//! where it is certain or a person has chosen it (docs/requirements.md A0-17, B-07, B-08).

use house::places::{LocalGovernment, LocalGovernmentKind};
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

impl AreaPlace {
    /// Is it a local government, by what it is called?
    pub fn is_local(&self) -> bool {
        self.local_government.is_some() || LocalGovernmentKind::read(&self.as_printed).is_some()
    }
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

/// A local government, as somebody wrote it: which one that is known it is, and the place it stands in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LocalPlace {
    /// The one that is known here.
    pub known: Option<Uuid>,
    /// Official code of the place it lies in, where that is smaller than the province.
    pub code: Option<String>,
}

/// Reads a local government by its kind and name, `called` being those of the province that are known by that name.
/// No list holds them all with codes: one that nobody entered yet is kept as it is written, with the place it lies in.
///
/// # Errors
/// What it lacks: the word for its kind, the place it lies in, or which of several it is.
pub fn local(written: &str, place: Option<Code>, called: &[LocalGovernment]) -> Result<LocalPlace, Message> {
    let (kind, _) = LocalGovernmentKind::read(written).ok_or_else(|| msg("projects-local-kind"))?;
    let place = place.map(|code| code.to_string());
    let lies = |one: &&LocalGovernment| {
        let own = one.told.place_code();
        one.told.kind == kind && place.as_deref().is_none_or(|place| own.starts_with(place) || place.starts_with(own))
    };
    match called.iter().filter(lies).collect::<Vec<_>>().as_slice() {
        [one] => {
            let own = Some(one.told.place_code()).filter(|code| code.len() > 2).map(str::to_owned);
            Ok(LocalPlace { known: Some(one.id), code: own.or(place) })
        }
        [] if place.is_none() && kind != LocalGovernmentKind::Provincial => Err(msg("projects-local-where")),
        [] => Ok(LocalPlace { known: None, code: place }),
        several => {
            let named = |one: &&LocalGovernment| places::find(one.told.place_code()).map(|place| place.full_name());
            let all = several.iter().filter_map(named).collect::<Vec<_>>().join(", ");
            Err(msg("projects-local-several").with("places", all))
        }
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

    #[test]
    fn a_local_government_is_one_that_is_known_or_says_where_it_lies() {
        let known = |at: u128, name: &str, subdistrict: &str| LocalGovernment {
            id: Uuid::from_u128(at),
            code: String::new(),
            version: 1,
            told: house::places::NewLocalGovernment {
                kind: LocalGovernmentKind::Subdistrict,
                name: kit::show::Bilingual { th: name.to_owned(), en: None },
                aliases: Vec::new(),
                province: subdistrict[..2].to_owned(),
                district: Some(subdistrict[..4].to_owned()),
                subdistrict: Some(subdistrict.to_owned()),
                source: String::new(),
            },
        };
        let (one, two) = (known(1, "บางเสร่", "200904"), known(2, "บางเสร่", "200101"));
        let sattahip = Code::parse("200904");
        for (written, place, called, found) in [
            ("บางเสร่", sattahip, vec![&one], Err("projects-local-kind")),
            ("อบต.บางเสร่", None, vec![&one], Ok((Some(1), Some("200904")))),
            ("อบต.บางเสร่", None, vec![&one, &two], Err("projects-local-several")),
            ("อบต.บางเสร่", sattahip, vec![&one, &two], Ok((Some(1), Some("200904")))),
            ("เทศบาลตำบลบางเสร่", sattahip, vec![&one], Ok((None, Some("200904")))),
            ("อบต.ใหม่", None, vec![], Err("projects-local-where")),
            ("อบต.ใหม่", sattahip, vec![], Ok((None, Some("200904")))),
            ("อบจ.ชลบุรี", None, vec![], Ok((None, None))),
        ] {
            let called: Vec<LocalGovernment> = called.into_iter().cloned().collect();
            let read = local(written, place, &called).map(|read| (read.known.map(|id| id.as_u128()), read.code));
            let read = read.map_err(|message| message.id().to_owned());
            let found = found.map(|(id, code)| (id, code.map(str::to_owned))).map_err(str::to_owned);
            assert_eq!(read, found, "{written}");
        }
    }
}
