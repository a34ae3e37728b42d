//! The noun: a local government (อปท.), the second hierarchy beside the administrative one. No open
//! list holds them, so people enter them, with the other spellings they are printed under
//! (docs/requirements.md B-08, B-09, C-09).

use kit::show::Bilingual;
use kit::{Lang, Subject, words};
use thai::places::LocalGovernment as Known;
use uuid::Uuid;

words! {
    /// What it is.
    LocalGovernmentKind {
        /// องค์การบริหารส่วนจังหวัด
        Provincial = "provincial",
        /// เทศบาลนคร
        City = "city",
        /// เทศบาลเมือง
        Town = "town",
        /// เทศบาลตำบล
        SubdistrictMunicipality = "subdistrict_municipality",
        /// องค์การบริหารส่วนตำบล
        Subdistrict = "subdistrict",
        /// กรุงเทพมหานคร
        Bangkok = "bangkok",
        /// เมืองพัทยา
        Pattaya = "pattaya",
    }
}

impl LocalGovernmentKind {
    fn known(self) -> Known {
        match self {
            Self::Provincial => Known::ProvincialOrganisation,
            Self::City => Known::CityMunicipality,
            Self::Town => Known::TownMunicipality,
            Self::SubdistrictMunicipality => Known::SubdistrictMunicipality,
            Self::Subdistrict => Known::SubdistrictOrganisation,
            Self::Bangkok => Known::Bangkok,
            Self::Pattaya => Known::Pattaya,
        }
    }

    /// The kind that a name begins with, in full or abbreviated, and the rest of the name.
    pub fn read(name: &str) -> Option<(Self, &str)> {
        let (known, rest) = Known::read(name)?;
        let kind = Self::ALL.iter().find(|kind| kind.known() == known)?;
        Some((*kind, rest))
    }

    /// What it is called in both languages.
    pub fn name(self) -> Bilingual {
        Bilingual::new(self.known().name_th(), self.known().name_en())
    }

    /// There is only one of it, so it bears no name beside its kind.
    pub fn is_single(self) -> bool {
        matches!(self, Self::Bangkok | Self::Pattaya)
    }
}

/// A local government as it is entered: valid, not yet stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLocalGovernment {
    /// What it is.
    pub kind: LocalGovernmentKind,
    /// Its name without the word for its kind: เกล็ดแก้ว.
    pub name: Bilingual,
    /// Other spellings under which it is printed.
    pub aliases: Vec<String>,
    /// Official code of the province it lies in.
    pub province: String,
    /// Official code of the district, where it lies in one.
    pub district: Option<String>,
    /// Official code of the subdistrict, where it belongs to one.
    pub subdistrict: Option<String>,
    /// Where it is known from.
    pub source: String,
}

/// A local government.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalGovernment {
    /// Inside.
    pub id: Uuid,
    /// Its code for people and files.
    pub code: String,
    /// What was entered.
    pub told: NewLocalGovernment,
    /// Counts changes.
    pub version: i64,
}

impl Subject for LocalGovernment {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

impl NewLocalGovernment {
    /// Its name with the word for its kind: เทศบาลตำบลเกล็ดแก้ว.
    pub fn full_name(&self, lang: Lang) -> String {
        let kind = self.kind.name();
        let (kind, own) = (kind.in_lang(lang), self.name.in_lang(lang));
        match lang {
            _ if self.kind.is_single() => kind.to_owned(),
            Lang::Th => format!("{kind}{own}"),
            Lang::En => format!("{own} {kind}"),
        }
    }

    /// Its name in both languages, with the word for its kind.
    pub fn full_names(&self) -> Bilingual {
        Bilingual::new(self.full_name(Lang::Th), self.full_name(Lang::En))
    }

    /// The official code of the smallest place it lies in.
    pub fn place_code(&self) -> &str {
        self.subdistrict.as_deref().or(self.district.as_deref()).unwrap_or(&self.province)
    }

    /// Is it called so, by its name or by another spelling of it?
    pub fn is_called(&self, name: &str) -> bool {
        let typed = bare(name);
        self.name.th == typed || self.aliases.iter().any(|alias| alias == typed)
    }
}

/// A name without the word for its kind.
pub fn bare(name: &str) -> &str {
    LocalGovernmentKind::read(name)
        .map_or(name.trim(), |(kind, rest)| if kind.is_single() { name.trim() } else { rest })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_its_kind_in_full_or_abbreviated() {
        for typed in ["เทศบาลตำบลเกล็ดแก้ว", "ทต.เกล็ดแก้ว", " ทต. เกล็ดแก้ว "]
        {
            assert_eq!(
                LocalGovernmentKind::read(typed),
                Some((LocalGovernmentKind::SubdistrictMunicipality, "เกล็ดแก้ว"))
            );
            assert_eq!(bare(typed), "เกล็ดแก้ว");
        }
        assert_eq!(LocalGovernmentKind::read("เกล็ดแก้ว"), None);
        assert_eq!(bare("กรุงเทพมหานคร"), "กรุงเทพมหานคร");
    }
}
