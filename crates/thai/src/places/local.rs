//! The kinds of local government (อปท.): a second hierarchy beside the administrative one. The
//! bodies themselves are in no open list and are entered by people (docs/requirements.md B-08, C-09).

/// A kind of local government.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LocalGovernment {
    /// องค์การบริหารส่วนจังหวัด (อบจ.)
    ProvincialOrganisation,
    /// เทศบาลนคร
    CityMunicipality,
    /// เทศบาลเมือง
    TownMunicipality,
    /// เทศบาลตำบล
    SubdistrictMunicipality,
    /// องค์การบริหารส่วนตำบล (อบต.)
    SubdistrictOrganisation,
    /// กรุงเทพมหานคร (กทม.)
    Bangkok,
    /// เมืองพัทยา
    Pattaya,
}

impl LocalGovernment {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::ProvincialOrganisation,
        Self::CityMunicipality,
        Self::TownMunicipality,
        Self::SubdistrictMunicipality,
        Self::SubdistrictOrganisation,
        Self::Bangkok,
        Self::Pattaya,
    ];

    /// The Thai name of the kind.
    pub fn name_th(self) -> &'static str {
        match self {
            Self::ProvincialOrganisation => "องค์การบริหารส่วนจังหวัด",
            Self::CityMunicipality => "เทศบาลนคร",
            Self::TownMunicipality => "เทศบาลเมือง",
            Self::SubdistrictMunicipality => "เทศบาลตำบล",
            Self::SubdistrictOrganisation => "องค์การบริหารส่วนตำบล",
            Self::Bangkok => "กรุงเทพมหานคร",
            Self::Pattaya => "เมืองพัทยา",
        }
    }

    /// The English name of the kind.
    pub fn name_en(self) -> &'static str {
        match self {
            Self::ProvincialOrganisation => "Provincial Administrative Organisation",
            Self::CityMunicipality => "City Municipality",
            Self::TownMunicipality => "Town Municipality",
            Self::SubdistrictMunicipality => "Sub-district Municipality",
            Self::SubdistrictOrganisation => "Sub-district Administrative Organisation",
            Self::Bangkok => "Bangkok Metropolitan Administration",
            Self::Pattaya => "Pattaya City",
        }
    }

    /// The kind that a name begins with, in full or abbreviated (อบจ., อบต., ทน., ทม., ทต., กทม.),
    /// and the rest of the name.
    ///
    /// ```
    /// # use thai::places::LocalGovernment;
    /// let read = LocalGovernment::read("เทศบาลตำบลเกล็ดแก้ว");
    /// assert_eq!(read, Some((LocalGovernment::SubdistrictMunicipality, "เกล็ดแก้ว")));
    /// assert_eq!(LocalGovernment::read("อบต. บางเสร่").unwrap().1, "บางเสร่");
    /// ```
    pub fn read(name: &str) -> Option<(Self, &str)> {
        let name = name.trim();
        let short = [
            ("อบจ.", Self::ProvincialOrganisation),
            ("ทน.", Self::CityMunicipality),
            ("ทม.", Self::TownMunicipality),
            ("ทต.", Self::SubdistrictMunicipality),
            ("อบต.", Self::SubdistrictOrganisation),
            ("กทม.", Self::Bangkok),
        ];
        let long = Self::ALL.map(|kind| (kind.name_th(), kind));
        let mut forms = long.into_iter().chain(short);
        forms.find_map(|(form, kind)| Some((kind, name.strip_prefix(form)?.trim())))
    }
}
