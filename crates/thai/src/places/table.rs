//! The table of places, compiled in as the files came and indexed on first use.

use super::code::{Code, Level};
use super::names;
use std::borrow::Cow;
use std::sync::LazyLock;

/// A place of today.
#[derive(Debug, PartialEq, Eq)]
pub struct Place {
    /// Its official code.
    pub code: Code,
    /// Thai name without จังหวัด, อำเภอ, เขต, ตำบล or แขวง.
    pub name_th: &'static str,
    /// English name, as the Department of Provincial Administration spells it.
    pub name_en: &'static str,
    postcodes: &'static str,
    /// The names as they are compared: see [`names::key`].
    pub(super) keys: [Cow<'static, str>; 2],
}

/// A place that is no more, for reading old records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abolished {
    /// Its code when it was in use.
    pub code: Code,
    /// Thai name.
    pub name_th: &'static str,
    /// The day the code was closed, ISO.
    pub abolished_on: &'static str,
    /// The places that took it over; empty where the source names none.
    pub successors: Vec<Code>,
}

static TABLE: LazyLock<Vec<Place>> = LazyLock::new(|| {
    let mut places = Vec::with_capacity(8_441);
    places.extend(rows::<3>(include_str!("../../data/geothai/provinces.json")).map(place));
    places.extend(rows::<3>(include_str!("../../data/geothai/districts.json")).map(place));
    places.extend(
        rows::<4>(include_str!("../../data/geothai/subdistricts.json"))
            .map(|[code, th, en, postcodes]| Place { postcodes, ..place([code, th, en]) }),
    );
    places.sort_unstable_by_key(|place| place.code);
    places
});

/// The files are arrays of arrays of strings without escapes, so the strings are what stands
/// between every other pair of quotation marks. A test reads every row back.
fn rows<const N: usize>(json: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    let mut strings = json.split('"').skip(1).step_by(2);
    std::iter::from_fn(move || {
        let mut row = [""; N];
        for field in &mut row {
            *field = strings.next()?;
        }
        Some(row)
    })
}

fn place([code, name_th, name_en]: [&'static str; 3]) -> Place {
    // Bangkok's districts alone carry their level in the name.
    let name_th = name_th.strip_prefix("เขต").filter(|_| code.len() == 4 && code.starts_with("10")).unwrap_or(name_th);
    let code = Code::parse(code).expect("the table holds well-formed codes");
    // ปอภาร (ปอพาน) is known by the name before the bracket.
    let keys = [name_th, name_en].map(|name| names::key(name.split('(').next().unwrap_or(name)));
    Place { code, name_th, name_en, postcodes: "", keys }
}

/// Every place, provinces first, then districts, then sub-districts, each by code.
pub fn all() -> &'static [Place] {
    &TABLE
}

/// The 77 provinces of today, by code.
pub fn provinces() -> &'static [Place] {
    let end = TABLE.partition_point(|place| place.code.level() == Level::Province);
    &TABLE[..end]
}

/// The place with that code, if there is one today.
pub fn get(code: Code) -> Option<&'static Place> {
    TABLE.binary_search_by_key(&code, |place| place.code).ok().map(|index| &TABLE[index])
}

/// The place with that code as text, in either digit set.
///
/// ```
/// assert_eq!(thai::places::find("92").unwrap().name_en, "Trang");
/// ```
pub fn find(code: &str) -> Option<&'static Place> {
    get(Code::parse(code)?)
}

/// What became of a code that is no longer in use.
///
/// ```
/// # use thai::places::{abolished, Code};
/// let old = abolished(Code::parse("4303").unwrap()).unwrap();
/// assert_eq!((old.name_th, old.successors[0].to_string().as_str()), ("บึงกาฬ", "3801"));
/// ```
pub fn abolished(code: Code) -> Option<Abolished> {
    static ROWS: &str = include_str!("../../data/geothai/abolished.json");
    let at = ROWS.find(&format!("[\"{code}\","))?;
    let row = ROWS[at + 1..].split(']').next()?;
    let fields: Vec<&'static str> = row.split(',').map(|field| field.trim_matches('"')).collect();
    let &[_, name_th, _, abolished_on, successors, ..] = fields.as_slice() else {
        return None;
    };
    let successors = successors.split(' ').filter_map(Code::parse).collect();
    Some(Abolished { code, name_th, abolished_on, successors })
}

impl Place {
    /// Province, district or sub-district.
    pub fn level(&self) -> Level {
        self.code.level()
    }

    /// The place one level up; `None` for a province.
    pub fn parent(&self) -> Option<&'static Place> {
        get(self.code.parent()?)
    }

    /// The places one level down, by code.
    ///
    /// ```
    /// # use thai::places::find;
    /// let names: Vec<_> = find("9205").unwrap().children().iter().map(|place| place.name_th).collect();
    /// assert_eq!(names, ["บ่อหิน", "เขาไม้แก้ว", "กะลาเส", "ไม้ฝาด", "นาเมืองเพชร"]);
    /// ```
    pub fn children(&self) -> &'static [Place] {
        if self.level() == Level::Subdistrict {
            return &[];
        }
        let parent = |place: &Place| place.code.parent();
        let level = |place: &Place| (place.level(), parent(place));
        let own = match self.level() {
            Level::Province => (Level::District, Some(self.code)),
            _ => (Level::Subdistrict, Some(self.code)),
        };
        let start = TABLE.partition_point(|place| level(place) < own);
        let end = TABLE.partition_point(|place| level(place) <= own);
        &TABLE[start..end]
    }

    /// Its postcodes: one for most sub-districts, up to three; none for higher places.
    pub fn postcodes(&self) -> impl Iterator<Item = &'static str> {
        self.postcodes.split_whitespace()
    }

    /// Whether it lies in Bangkok, where เขต and แขวง stand for อำเภอ and ตำบล.
    pub fn in_bangkok(&self) -> bool {
        self.code.province().number() == 10
    }

    /// Its Thai name with the abbreviated level: `ต.บ่อหิน`, `อ.สิเกา`, `จ.ตรัง`, `แขวงบางซื่อ`,
    /// `เขตบางซื่อ`, `กรุงเทพมหานคร`.
    pub fn short_name(&self) -> String {
        let level = match (self.level(), self.in_bangkok()) {
            (Level::Province, true) => "",
            (Level::District, true) => "เขต",
            (Level::Subdistrict, true) => "แขวง",
            (Level::Province, false) => "จ.",
            (Level::District, false) => "อ.",
            (Level::Subdistrict, false) => "ต.",
        };
        format!("{level}{}", self.name_th)
    }

    /// The Thai path up to the province: `ต.บ่อหิน อ.สิเกา จ.ตรัง`.
    pub fn full_name(&self) -> String {
        self.path().map(Self::short_name).collect::<Vec<_>>().join(" ")
    }

    /// The English path up to the province, with its levels: a district often bears the name of one of
    /// its subdistricts. `Bo Hin subdistrict, Sikao district, Trang`.
    pub fn full_name_en(&self) -> String {
        let named = |place: &Self| match place.level() {
            Level::Province => place.name_en.to_owned(),
            Level::District => format!("{} district", place.name_en),
            Level::Subdistrict => format!("{} subdistrict", place.name_en),
        };
        self.path().map(named).collect::<Vec<_>>().join(", ")
    }

    /// Itself and the places above it, upwards.
    pub fn path(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(Some(self), |place| place.parent())
    }
}
