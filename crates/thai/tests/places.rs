//! The table of places against what is known of it, and the places that the sources print.

use chrono::NaiveDate;
use std::collections::BTreeSet;
use thai::places::{
    self, Code, Grouping, Level, LocalGovernment, Membership, PlaceError, Region, province_group_on, provinces_on,
};

fn code(text: &str) -> Code {
    Code::parse(text).expect("a code")
}

fn codes(texts: &[&str]) -> Vec<Code> {
    texts.iter().map(|text| code(text)).collect()
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a real day")
}

#[test]
fn the_table_is_whole() {
    let count = |level| places::all().iter().filter(|place| place.level() == level).count();
    assert_eq!([Level::Province, Level::District, Level::Subdistrict].map(count), [77, 928, 7_436]);
    let distinct: BTreeSet<Code> = places::all().iter().map(|place| place.code).collect();
    assert_eq!(distinct.len(), 8_441);
    for place in places::all() {
        assert_eq!(places::find(&place.code.to_string()), Some(place));
        assert_eq!(place.parent().is_none(), place.level() == Level::Province, "{}", place.code);
        assert!(place.name_th.chars().all(|c| ('ก'..='๙').contains(&c) || "-. ()".contains(c)), "{}", place.name_th);
        assert!(place.name_en.is_ascii() && !place.name_en.is_empty(), "{}", place.name_en);
        assert_eq!(place.postcodes().count() > 0, place.level() == Level::Subdistrict);
        assert!(place.postcodes().all(|code| code.len() == 5 && code.bytes().all(|b| b.is_ascii_digit())));
    }
}

#[test]
fn children_are_the_inverse_of_parents() {
    let mut seen = places::provinces().len();
    for place in places::all() {
        assert!(place.children().iter().all(|child| child.parent() == Some(place)));
        assert_eq!(place.children().is_empty(), place.level() == Level::Subdistrict);
        seen += place.children().len();
    }
    assert_eq!(seen, places::all().len());
}

#[test]
fn paths_follow_bangkoks_own_words() {
    let path = |code| places::find(code).expect("a place").full_name();
    assert_eq!(path("920501"), "ต.บ่อหิน อ.สิเกา จ.ตรัง");
    assert_eq!(path("104702"), "แขวงบางนาเหนือ เขตบางนา กรุงเทพมหานคร");
    assert_eq!(places::find("920501").expect("a place").full_name_en(), "Bo Hin subdistrict, Sikao district, Trang");
}

#[test]
fn regions_cover_the_country_once() {
    for (grouping, sizes) in
        [(Grouping::RoyalSociety, vec![9, 20, 22, 7, 5, 14]), (Grouping::StatisticalOffice, vec![17, 20, 26, 14])]
    {
        let counted: Vec<usize> = grouping.regions().iter().map(|region| grouping.provinces(*region).count()).collect();
        assert_eq!(counted, sizes);
    }
    assert_eq!(Grouping::RoyalSociety.region(code("630101")), Some(Region::West));
    assert_eq!(Grouping::RoyalSociety.region(code("28")), None);
}

#[test]
fn bueng_kan_is_the_seventy_seventh() {
    assert_eq!(provinces_on(day(2011, 3, 22)).count(), 76);
    assert_eq!(provinces_on(day(2011, 3, 23)).count(), 77);
    assert!(provinces_on(day(2010, 9, 30)).all(|place| place.name_th != "บึงกาฬ"));
}

#[test]
fn groups_say_what_they_do_not_know() {
    let sets: Vec<u8> = [day(2003, 5, 16), day(2007, 1, 1), day(2008, 1, 15), day(2020, 1, 1)]
        .into_iter()
        .filter_map(places::group_set_on)
        .map(|set| set.groups)
        .collect();
    assert_eq!(sets, [19, 18, 18]);
    let workshop = day(2010, 3, 29);
    let inside: Vec<&str> = places::provinces()
        .iter()
        .filter(|place| matches!(province_group_on(place.code, workshop), Membership::In { .. }))
        .map(|place| place.name_th)
        .collect();
    assert_eq!(inside, ["สงขลา", "สตูล", "ปัตตานี", "ยะลา", "นราธิวาส"]);
    assert_eq!(province_group_on(code("90"), day(2007, 1, 1)), Membership::NotKnown);
    assert!(matches!(province_group_on(code("90"), day(2017, 11, 17)), Membership::NotIn { .. }));
    assert_eq!(province_group_on(code("94"), day(2018, 1, 1)), Membership::NotKnown);
}

#[test]
fn names_are_resolved_within_their_parents() {
    let resolve = places::resolve;
    assert_eq!(resolve("ตรัง", Level::Province, None), Ok(code("92")));
    assert_eq!(resolve("Trang", Level::Province, None), Ok(code("92")));
    assert_eq!(resolve("trang province", Level::Province, None), Ok(code("92")));
    assert_eq!(resolve("กทม.", Level::Province, None), Ok(code("10")));
    assert_eq!(resolve("อ. เมือง", Level::District, Some(code("92"))), Ok(code("9201")));
    assert_eq!(resolve("พระนครศรีอยุธยา", Level::District, Some(code("14"))), Ok(code("1401")));
    assert_eq!(resolve("เขตพระนคร", Level::District, None), Ok(code("1001")));
    assert_eq!(resolve("๙๒๐๕", Level::District, Some(code("92"))), Ok(code("9205")));
    assert_eq!(resolve("ควนปริง", Level::Subdistrict, Some(code("92"))), Ok(code("920107")));
    assert_eq!(resolve("อ.กมลไสย", Level::District, Some(code("46"))), Ok(code("4603")));
    assert_eq!(
        resolve("วังวน", Level::Subdistrict, None),
        Err(PlaceError::Ambiguous { typed: "วังวน".into(), candidates: codes(&["650608", "920205"]) }),
    );
    assert_eq!(
        resolve("ต.วังวน", Level::Subdistrict, Some(code("9205"))),
        Err(PlaceError::ParentMismatch {
            typed: "ต.วังวน".into(),
            within: code("9205"),
            candidates: codes(&["920205"]),
        }),
    );
    assert_eq!(
        resolve("9205", Level::District, Some(code("20"))),
        Err(PlaceError::ParentMismatch { typed: "9205".into(), within: code("20"), candidates: codes(&["9205"]) }),
    );
    assert_eq!(
        resolve("104701", Level::Subdistrict, None),
        Err(PlaceError::NotFound { typed: "104701".into(), successors: codes(&["104702", "104703"]) }),
    );
    assert!(matches!(resolve("เกร็ดแก้ว", Level::Subdistrict, None), Err(PlaceError::NotFound { .. })));
}

fn outcomes(text: &str) -> Vec<(String, String)> {
    let outcome = |place: Result<Code, PlaceError>| match place {
        Ok(code) => code.to_string(),
        Err(PlaceError::NotFound { .. }) => "not found".into(),
        Err(PlaceError::Ambiguous { .. }) => "ambiguous".into(),
        Err(PlaceError::ParentMismatch { candidates, .. }) => format!("mismatch {}", candidates[0]),
    };
    places::read(text).into_iter().map(|mention| (mention.name, outcome(mention.place))).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(name, place)| ((*name).into(), (*place).into())).collect()
}

#[test]
fn the_five_areas_as_the_plan_prints_them() {
    let plan = "ในพื้นที่จังหวัดตรัง (ต.บ่อหิน  ต.วังวน อ.สิเกา ต.ควนปริง  อ.เมือง  ) จังหวัดกาฬสินธุ์( ต.กมลาไสย \
        อ.กมลาไสย ) จังหวัดเพชรบุรี (ต.เขาใหญ่ อ.ชะอำ) จังหวัดชลบุรี (ต.เกร็ดแก้ว  /ต. บางเสร่อ.สัตหีบ) \
        และจังหวัดพิษณุโลก  (อ.เมือง อ.นครไทย )";
    assert_eq!(
        outcomes(plan),
        pairs(&[
            ("ตรัง", "92"),
            ("บ่อหิน", "920501"),
            ("วังวน", "mismatch 920205"),
            ("สิเกา", "9205"),
            ("ควนปริง", "920107"),
            ("เมือง", "9201"),
            ("กาฬสินธุ์", "46"),
            ("กมลาไสย", "460301"),
            ("กมลาไสย", "4603"),
            ("เพชรบุรี", "76"),
            ("เขาใหญ่", "760404"),
            ("ชะอำ", "7604"),
            ("ชลบุรี", "20"),
            ("เกร็ดแก้ว", "not found"),
            ("บางเสร่", "200904"),
            ("สัตหีบ", "2009"),
            ("พิษณุโลก", "65"),
            ("เมือง", "6501"),
            ("นครไทย", "6502"),
        ]),
    );
}

#[test]
fn other_orders_and_kinds() {
    assert_eq!(
        outcomes("ต.บ่อหิน ต.วังวน อ.สิเกา"),
        pairs(&[("บ่อหิน", "920501"), ("วังวน", "mismatch 920205"), ("สิเกา", "9205")])
    );
    assert_eq!(
        outcomes("บ้านโพนงามท่า อ.โพนนาแก้ว จ.สกลนคร บ้านโคกล่าม อ.กมลไสย จ.กาฬสินธุ์"),
        pairs(&[("โพนนาแก้ว", "4717"), ("สกลนคร", "47"), ("กมลไสย", "4603"), ("กาฬสินธุ์", "46")]),
    );
    assert_eq!(
        outcomes("จ.ตรัง อ.สิเกา ต.บ่อหิน ต.กะลาเส"),
        pairs(&[("ตรัง", "92"), ("สิเกา", "9205"), ("บ่อหิน", "920501"), ("กะลาเส", "920503")]),
    );
    assert_eq!(
        outcomes("แขวงบางนาเหนือ เขตบางนา กรุงเทพมหานคร 10260"),
        pairs(&[("บางนาเหนือ", "104702"), ("บางนา", "1047"), ("กรุงเทพมหานคร", "10")]),
    );
    assert_eq!(outcomes("หน่วยงานในท้องถิ่น เช่น อบต .อบจ. เทศบาล และ อบต.บางเสร่"), []);
    assert_eq!(LocalGovernment::read("เทศบาลเมืองกันตัง"), Some((LocalGovernment::TownMunicipality, "กันตัง")));
    assert_eq!(LocalGovernment::read("สัตหีบ"), None);
}

#[test]
fn search_ranks_whole_names_first() {
    let found = |typed, limit| places::search(typed, limit).iter().map(|place| place.full_name()).collect::<Vec<_>>();
    assert_eq!(found("ตรัง", 2), ["จ.ตรัง", "ต.ตรัง อ.มายอ จ.ปัตตานี"]);
    assert_eq!(found("sattahip", 3), ["อ.สัตหีบ จ.ชลบุรี", "ต.สัตหีบ อ.สัตหีบ จ.ชลบุรี"]);
    assert_eq!(found("วังวน พิษณุโลก", 3), ["ต.วังวน อ.พรหมพิราม จ.พิษณุโลก"]);
    assert_eq!(found("กมลไสย", 1), ["อ.กมลาไสย จ.กาฬสินธุ์"]);
    assert!(found("  ", 5).is_empty() && found("xyzzy", 5).is_empty());
    assert_eq!(places::search("บาง", 20).len(), 20);
}

proptest::proptest! {
    #[test]
    fn any_text_is_answered(text in "[จอต.กข้ัา ตรังเมือง()/๐-๙-]{0,30}|\\PC{0,30}") {
        for mention in places::read(&text) {
            assert!(text[mention.at].contains(&mention.name));
        }
        let _ = (places::search(&text, 3), places::resolve(&text, Level::District, None));
    }
}
