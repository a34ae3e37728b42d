//! What people type, and what they find.

use search::{Asked, Change, Document, Index, Question, SearchError, Signal, Thesaurus, Why};
use uuid::Uuid;

const DRYER: u128 = 1;
const LONGAN: u128 = 2;
const NEED: u128 = 3;
const SECRET: u128 = 4;

fn house() -> (tempfile::TempDir, Index) {
    let folder = tempfile::tempdir().expect("a folder");
    let index = Index::open(folder.path()).expect("an index");
    assert_eq!(index.position(), None);
    let records = [
        Document::new("technology", Uuid::from_u128(DRYER))
            .title("ตู้อบแห้งพลังงานแสงอาทิตย์แบบเรือนกระจก")
            .title("Greenhouse solar dryer")
            .text("ลดความชื้นของกล้วยและผลไม้ ใช้ในวิสาหกิจชุมชน ปี ๒๕๕๓")
            .code("T-ABC12345")
            .facet("province", "65")
            .readers(["public"]),
        Document::new("technology", Uuid::from_u128(LONGAN))
            .title("การผลิตลำไยนอกฤดู")
            .text("สำหรับเกษตรกร อบต. ในภาคเหนือ")
            .facet("province", "50")
            .readers(["public"]),
        Document::new("need", Uuid::from_u128(NEED))
            .title("กล้วยตากขึ้นราเวลาฝนตก")
            .facet("province", "65")
            .readers(["public"]),
        Document::new("need", Uuid::from_u128(SECRET)).title("กล้วยของข้าพเจ้า").readers(["clinic:7"]),
    ];
    index.apply(records.map(Change::Put), 10).expect("written");
    (folder, index)
}

fn ids(index: &Index, question: &Question<'_>) -> Vec<u128> {
    index.search(question).expect("searched").hits.into_iter().map(|hit| hit.id.as_u128()).collect()
}

#[test]
fn what_is_typed_badly_is_found_all_the_same() {
    let (_folder, index) = house();
    let cases = [
        ("ตู้อบแห้ง", DRYER),
        ("ตู้ อบ แห้ง", DRYER),
        ("ตูอบแห้งพลังงานเเสงอาทิต", DRYER),
        ("รำใยนอกรึดู", LONGAN),
        ("solar dryer", DRYER),
        ("solr dryer", DRYER),
        ("ปี 2553", DRYER),
        ("t-abc12345", DRYER),
        ("T-ABC๑๒๓๔๕", DRYER),
        ("องค์การบริหารส่วนตำบล", LONGAN),
    ];
    for (typed, meant) in cases {
        assert_eq!(ids(&index, &Question::of(typed, ["public"])).first(), Some(&meant), "{typed}");
    }
    for nothing in ["รถไถเดินตาม", "zzzz", "ขอกู้เงิน"] {
        assert!(ids(&index, &Question::of(nothing, ["public"])).is_empty(), "{nothing}");
    }
}

#[test]
fn nobody_finds_what_is_not_theirs_to_read() {
    let (_folder, index) = house();
    assert!(!ids(&index, &Question::of("กล้วย", ["public"])).contains(&SECRET));
    assert!(ids(&index, &Question::of("กล้วย", ["public", "clinic:7"])).contains(&SECRET));
    let nobody: [&str; 0] = [];
    assert!(ids(&index, &Question::of("กล้วย", nobody)).is_empty());
    assert!(index.rank(&Question::of("กล้วย", nobody), Signal::Words).unwrap().is_empty());
}

#[test]
fn what_is_found_is_counted_by_kind_and_place() {
    let (_folder, index) = house();
    let found = index.search(&Question::of("กล้วย", ["public"])).unwrap();
    assert_eq!((found.total, found.kinds()["need"], found.kinds()["technology"]), (2, 1, 1));
    assert_eq!(found.facets["province"]["65"], 2);

    // Narrowed to needs, the other kinds are still counted, and what is narrowed away is not found.
    let found = index.search(&Question::of("กล้วย", ["public"]).narrowed("kind", "need")).unwrap();
    assert_eq!((found.total, found.kinds()["technology"]), (1, 1));
    assert_eq!(found.hits[0].id.as_u128(), NEED);
    assert_eq!(ids(&index, &Question::of("", ["public"]).narrowed("province", "50")), [LONGAN]);
}

#[test]
fn a_village_word_finds_the_words_of_a_catalogue() {
    let (_folder, index) = house();
    assert!(ids(&index, &Question::of("บ่มลำใย ไม้เฮ็ดแดด", ["public"])).is_empty());
    let thesaurus = Thesaurus::new([vec!["แดดเดียว", "ตู้อบ"]]);
    let asked = Question { thesaurus: Some(&thesaurus), ..Question::of("แดดเดียว", ["public"]) };
    assert_eq!(ids(&index, &asked), [DRYER]);
}

#[test]
fn the_index_follows_its_records_and_survives_its_process() {
    let (folder, index) = house();
    let now = Document::new("need", Uuid::from_u128(NEED)).title("น้ำเค็มเข้านา").readers(["public"]);
    index.apply([Change::Put(now), Change::Remove(Uuid::from_u128(LONGAN))], 12).unwrap();
    assert_eq!(ids(&index, &Question::of("น้ำเค็ม", ["public"])), [NEED]);
    assert!(ids(&index, &Question::of("ขึ้นรา", ["public"])).is_empty());
    assert!(ids(&index, &Question::of("ลำไย", ["public"])).is_empty());

    // A second process on the same folder reads, and is told that it may not write.
    let other = Index::open(folder.path()).expect("an index");
    assert_eq!(other.position(), Some(12));
    assert!(matches!(other.apply([], 13), Err(SearchError::Busy)));
    index.apply([Change::Remove(Uuid::from_u128(NEED))], 14).unwrap();
    other.refresh().unwrap();
    assert!(ids(&other, &Question::of("น้ำเค็ม", ["public"])).is_empty());
    drop((index, other));

    let again = Index::open(folder.path()).expect("an index");
    assert_eq!((again.position(), again.size()), (Some(14), 2));
    again.clear().unwrap();
    assert_eq!((again.position(), again.size()), (None, 0));
}

#[test]
fn an_index_is_built_anew_while_people_find_in_the_old_one() {
    let (folder, index) = house();
    index.begin().unwrap();
    index.add([Document::new("need", Uuid::from_u128(9)).title("น้ำท่วม").readers(["public"])]).unwrap();
    assert_eq!((index.position(), index.size()), (Some(10), 4));
    index.abandon().unwrap();
    index.begin().unwrap();
    index.add([Document::new("need", Uuid::from_u128(8)).title("น้ำเค็ม").readers(["public"])]).unwrap();
    index.finish(20, "line").unwrap();
    assert_eq!((index.position(), index.note().as_deref(), index.size()), (Some(20), Some("line"), 1));

    // Somebody takes the folder away: whoever had it open must not write there any more.
    assert!(index.is_here() && index.may_write().unwrap());
    std::fs::remove_dir_all(folder.path()).unwrap();
    assert!(!index.is_here());
    let again = Index::open(folder.path()).expect("an index");
    assert!(!index.is_here() && again.is_here() && again.may_write().unwrap());
    assert_eq!(again.position(), None);
}

#[test]
fn names_of_provinces_are_found_as_foreigners_write_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let index = Index::open(folder.path()).expect("an index");
    let names = [
        (1, "กาฬสินธุ์", "Kalasin"),
        (2, "ขอนแก่น", "Khon Kaen"),
        (3, "เชียงใหม่", "Chiang Mai"),
        (4, "นครราชสีมา", "Nakhon Ratchasima"),
    ];
    let record = |(id, th, en): (u128, &str, &str)| {
        Change::Put(Document::new("clinic", Uuid::from_u128(id)).title(th).text(en).readers(["public"]))
    };
    index.apply(names.map(record), 1).unwrap();
    for (typed, meant) in [
        ("Kalasin", 1),
        ("Galasin", 1),
        ("karasin", 1),
        ("Kalasine", 1),
        ("Khonkaen", 2),
        ("Kon Kaen", 2),
        ("khon kean", 2),
        ("Chiengmai", 3),
        ("Nakorn Rachasima", 4),
    ] {
        assert_eq!(ids(&index, &Question::of(typed, ["public"])), [meant], "{typed}");
    }
}

#[test]
fn what_was_meant_is_offered_and_nothing_private_is() {
    let (_folder, index) = house();
    let near = |typed: &str, reader: &str| index.nearest(&Question::of(typed, [reader])).unwrap();
    assert_eq!(near("greenhuose", "public").as_deref(), Some("greenhouse"));
    assert_eq!(near("greenhuose", "clinic:7"), None);
    assert_eq!(near("zzzz", "public"), None);
}

/// A wrong letter, Latin letters, damage, words the other way round, a code without its dash.
#[test]
fn what_is_written_wrongly_leads_to_what_was_meant() {
    let folder = tempfile::tempdir().expect("a folder");
    let index = Index::open(folder.path()).expect("an index");
    let names = [
        "การเพาะเห็ดฟางในตะกร้า",
        "การผลิตลำไยนอกฤดู",
        "ผ้าย้อมครามธรรมชาติ",
        "เครื่องอบกล้วยตาก",
        "ปุ๋ยหมักไม่กลับกอง",
        // Words that are near to what is typed below, and not meant.
        "เขตเห็นเหตุ shed",
        "ฟังฟัน เห็นแก่ตัว",
        "เห็นเขตเห็น",
        "ปราสาท",
    ];
    let document = |(at, name): (u128, &&str)| {
        Change::Put(
            Document::new("technology", Uuid::from_u128(at))
                .title(*name)
                .code(format!("TD-00{at}"))
                .readers(["public"]),
        )
    };
    index.apply((0..).zip(&names).map(document), 1).expect("written");
    for (typed, meant) in [
        ("เห็ตฟาง", Some("เห็ด ฟาง")),
        ("ย้อมคาม", Some("ย้อม คราม")),
        ("เพำะเห็ดฟำง", Some("เพาะเห็ดฟาง")),
        ("hed fang", Some("เห็ด ฟาง")),
        ("lam yai", Some("ลำไย")),
        ("gluay tak", Some("กล้วย ตาก")),
        ("PM2.5", None),
        ("ปราโมทย์", None),
        ("รถไฟฟ้า", None),
    ] {
        let question = Question::of(typed, ["public"]);
        assert!(ids(&index, &question).is_empty(), "{typed}");
        assert_eq!(index.nearest(&question).unwrap().as_deref(), meant, "{typed}");
    }
    for (typed, found) in [("หมักปุ๋ย", 4), ("td003", 3), ("TD 003", 3), ("td-๐๐๓", 3)] {
        assert_eq!(ids(&index, &Question::of(typed, ["public"])), [found], "{typed}");
    }
}

/// What is one letter away in the whole of what was typed is meant, rather than other words it could be cut
/// into; and a word that is well known is never taken for another only because that one stands somewhere.
#[test]
fn one_letter_of_the_whole_is_wrong_rather_than_its_words() {
    let index = tempfile::tempdir().expect("a folder");
    let index = Index::open(index.path()).expect("an index");
    let names = [
        "การทำกล้วยตากให้สะอาด",
        "เลี้ยงจิ้งหรีดขาย",
        "ดักตั๊กแตนปาทังก้า",
        "สูบน้ำบาดาลด้วยแสงอาทิตย์",
        "ผักไฮโดรโปนิกส์ในโรงเรือน",
        "จักสานผักตบชวา",
        "สับปะรดและสละในน้ำเชื่อม",
        "กะปิหวาน",
        "เพาะเห็ดฟางในตะกร้า",
        "ไก่ไข่อารมณ์ดี",
        "เครื่องปั่นน้ำ Chiang Mai",
        // Words that are near to what is typed below, and not meant.
        "กลับบ้านไปตากผ้า",
        "กิ่งไม้ รีดผ้า",
        "ตากแดด แทนกัน ดักปลา",
        "ขายหญ้า ไม่กันน้ำ นาข้าว",
        "กล้วยกับมาก หมักไว้ ไร่นา",
        "น้ำพริก ใส่เป่ากบ",
        "ขนมหวาน durian เดือนนี้",
        "ย้อมผ้า ผ้าไหมมัดหมี่ ซื้อผ้าใหม่",
        "ผ้าใหม่ ผ้าใหม่กว่า",
    ];
    let document = |(at, name): (u128, &&str)| {
        Change::Put(Document::new("technology", Uuid::from_u128(at)).title(*name).readers(["public"]))
    };
    index.apply((0..).zip(&names).map(document), 1).expect("written");
    for (typed, meant, parts) in [
        ("กลัวยตาก", Some("กล้วย ตาก"), &[][..]),
        ("จิ้งรีด", Some("จิ้งหรีด"), &[]),
        ("นาบาดาล", Some("น้ำบาดาล"), &[]),
        ("นา บาดาล", Some("น้ำบาดาล"), &[]),
        ("จักรสาน", Some("จักสาน"), &[]),
        ("ผักตบชะวา", Some("ผักตบชวา"), &[]),
        ("สะละ", Some("สละ"), &[]),
        ("สัปรด", Some("สับปะรด"), &[]),
        ("hetfang", Some("เห็ด ฟาง"), &[]),
        ("duran", Some("durian"), &[]),
        ("het fang", Some("เห็ด ฟาง"), &[]),
        ("ควายไม่กินหญ้า", None, &["หญ้า", "ไม่"]),
        ("กะทิ", None, &[]),
        ("mak kluai", None, &[]),
        ("น้ำพริก เผา", None, &["น้ำพริก"]),
        ("รพ.สต.", None, &[]),
        ("!!!", None, &[]),
        ("%", None, &[]),
    ] {
        let question = Question::of(typed, ["public"]);
        assert!(ids(&index, &question).is_empty(), "{typed}");
        assert_eq!(index.nearest(&question).unwrap().as_deref(), meant, "{typed}");
        if meant.is_none() {
            assert_eq!(index.parts(&question).unwrap(), parts, "{typed}");
        }
        let nobody = Question::of(typed, ["clinic:7"]);
        assert_eq!((index.nearest(&nobody).unwrap(), index.parts(&nobody).unwrap().len()), (None, 0), "{typed}");
    }
    // What sounds all the same is found at once.
    for (typed, found) in [("ตักแตน", 2), ("ไฮโดรโปนิก", 4), ("ไก่ใข่", 9)]
    {
        assert_eq!(ids(&index, &Question::of(typed, ["public"])), [found], "{typed}");
    }
}

/// A year finds what is of it, however it is said; short words find no others that only hold their letters.
#[test]
fn years_names_and_short_words_are_found_as_they_are_meant() {
    let folder = tempfile::tempdir().expect("a folder");
    let index = Index::open(folder.path()).expect("an index");
    let record = |(at, name, year): (u128, &str, &str)| {
        let document = Document::new("project", Uuid::from_u128(at)).title(name).facet("fiscal_year", year);
        Change::Put(document.readers(["public"]))
    };
    let records = [
        (0, "เครื่องอบกล้วย", "2569"),
        (1, "ปลูกกล้วยตั้งแต่ปี ๒๕๖๙", "2560"),
        (2, "เครื่องสีข้าว", "2569"),
        (3, "ข้าวเหนียวดำ", "2555"),
        (4, "ถ้ำเขาวง", "2555"),
        (5, "ยกระดับสินค้าโอทอป", "2555"),
        (6, "น้ำพริกเผาปลาย่าง", "2555"),
        (7, "หนึ่งตำบลหนึ่งผลิตภัณฑ์", "2555"),
    ];
    index.apply(records.map(record), 1).expect("written");
    for (typed, found) in [
        ("2569", &[0, 1, 2][..]),
        ("๒๕๖๙", &[0, 1, 2]),
        ("ปี ๒๕๖๙", &[0, 1, 2]),
        ("ปีงบประมาณ พ.ศ. 2569", &[0, 1, 2]),
        ("กล้วย 2569", &[0, 1]),
        ("2568", &[]),
        ("ข้าว", &[2, 3]),
        ("ข่าว", &[]),
        ("โอทอป", &[5, 7]),
        ("OTOP", &[5, 7]),
        ("น้ำพริก เผา", &[6]),
        ("น้ำพริกเผา", &[6]),
    ] {
        let mut ids = ids(&index, &Question::of(typed, ["public"]));
        ids.sort_unstable();
        assert_eq!(ids, found, "{typed}");
    }
    let all = index.search(&Question::of(" ", ["public"])).unwrap();
    assert_eq!(all.total, 8, "who asks nothing is shown everything");
}

#[test]
fn why_something_was_found_is_told() {
    let thesaurus = Thesaurus::new([vec!["แดดเดียว", "ตู้อบ"]]);
    let why = |typed: &str| Asked::of(typed, Some(&thesaurus), ["ตู้อบแห้งพลังงานแสงอาทิตย์"]).why();
    assert_eq!(why("ตู้"), Some(Why::Words));
    assert!(matches!(why("แดดเดียว"), Some(Why::Meaning { .. })));
    assert_eq!(why("อาทิตตต"), Some(Why::Sound));
    assert_eq!(why("2569"), Some(Why::Year));
    assert_eq!(why("ตรัง"), None, "found by its place, which stands in none of its texts");
}

#[test]
fn a_folder_of_rubbish_is_built_again() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("meta.json"), "{ not an index").unwrap();
    let index = Index::open(folder.path()).expect("an index");
    assert_eq!((index.position(), index.size()), (None, 0));
}

#[test]
fn texts_nobody_would_type_break_nothing() {
    let (_folder, index) = house();
    let long = "กล้วยเน่า ".repeat(1_000);
    for typed in ["", " ", "่่่่", "\u{200b}\u{200c}", "<script>", "a AND (b OR", "\"", "%_'", long.as_str()] {
        let question = Question::of(typed, ["public"]);
        index.search(&question).unwrap();
        index.rank(&question, Signal::Words).unwrap();
        index.rank(&question, Signal::Runs).unwrap();
    }
}
