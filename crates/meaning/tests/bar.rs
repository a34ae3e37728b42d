//! The bar over which a catalogue is said to answer: it holds in a catalogue of two as in one of many, and
//! for a need of three words as for a letter.

use meaning::{Catalogue, Entry, Mind, Ranking};
use std::sync::LazyLock;

static MIND: LazyLock<Mind> = LazyLock::new(|| Mind::open().expect("the program's own files"));

/// Technologies as a register in a hurry has them: name and description in Thai, a name in English.
const OFFERED: [[&str; 3]; 14] = [
    [
        "ระบบเติมอากาศและกรองทรายลดสนิมเหล็กในน้ำบาดาล",
        "หอเติมอากาศแบบถาดกับถังกรองทรายและถ่านกะลา ลดเหล็กในน้ำ ชาวบ้านล้างย้อนและเปลี่ยนทรายเองได้",
        "Aeration and sand filter against iron in well water",
    ],
    [
        "การทำวัคซีนไก่พื้นเมืองโดยอาสาสมัครหมู่บ้าน",
        "อบรมอาสาสมัครหยอดวัคซีนนิวคาสเซิลพร้อมกันทั้งหมู่บ้าน ปรับเล้าให้โปร่ง อัตราตายลดลง",
        "Village vaccination of native chickens",
    ],
    ["อบไล่ชื้นและเคลือบกันราผลิตภัณฑ์กระจูด", "ตู้อบไล่ชื้นก่อนเคลือบสารกันราจากธรรมชาติ เก็บได้ทั้งฤดูฝน", "Mould-proof sedge weaving"],
    [
        "ยืดอายุน้ำพริกด้วยการคุมน้ำอิสระและบรรจุร้อน",
        "คั่วให้แห้งสม่ำเสมอ วัดค่าน้ำอิสระ บรรจุขณะร้อน เก็บได้ 90 วัน",
        "Chili paste that keeps",
    ],
    ["ตรวจพยาธิแพะด้วยกล้องจุลทรรศน์ชุมชน", "นับไข่พยาธิในมูลแพะ ถ่ายยาเฉพาะตัวที่จำเป็น ลดการดื้อยา", "Parasite checks for goats"],
    ["คำนวณและติดตั้งปั๊มน้ำพลังงานแสงอาทิตย์", "เลือกขนาดแผงและปั๊มให้พอกับแปลง", "Sizing solar pumps"],
    ["เพาะเห็ดฟางในตะกร้าจากฟางข้าว", "ใช้ฟางหมักกับอาหารเสริม เพาะในตะกร้าวางซ้อน ประหยัดพื้นที่", "Straw mushrooms in baskets"],
    ["ย้อมครามธรรมชาติสีไม่ตก", "คุมความเป็นด่างของหม้อครามและล้างด้วยกรดอ่อน ผ้าไม่ตกสี", "Fast natural indigo dyeing"],
    ["เตาเผาถ่านควันน้อยเก็บน้ำส้มควันไม้", "เตาสองชั้นเผาควันซ้ำ เก็บน้ำส้มควันไม้ได้", "Low-smoke charcoal kiln"],
    ["เก็บข้าวพื้นเมืองปลอดมอดด้วยถุงลดออกซิเจน", "ถุงสองชั้นกับสารดูดออกซิเจน มอดตายใน 10 วัน", "Weevil-free rice by low oxygen"],
    ["บล็อกปูพื้นจากพลาสติกผสมทราย", "หลอมถุงพลาสติกกับทรายอัดเป็นบล็อก", "Paving blocks of plastic and sand"],
    ["แผนที่น้ำท่วมชุมชนด้วยโทรศัพท์และไม้วัดระดับ", "ชาวบ้านวัดรอยน้ำและทำแผนที่เอง", "Community flood maps"],
    ["สบู่สมุนไพรสูตรไม่ติดผ้า", "กรองสารสีออกก่อนกวนสบู่", "Herbal soap that does not stain"],
    ["หญ้าหมักถุงสุญญากาศสำหรับวัวนม", "ลดความชื้นหญ้า อัดแน่น ดูดอากาศออก", "Silage in evacuated bags"],
];

fn offered(places: &[usize]) -> Vec<(u128, Entry)> {
    let entry = |place: &usize| {
        let [name, summary, english] = OFFERED[*place];
        let (thai, english) = ([name, summary], [english, ""]);
        (*place as u128, Entry { understood: MIND.technology(thai, english), ..Entry::of_words(thai, english) })
    };
    places.iter().map(entry).collect()
}

fn ask(entries: &[(u128, Entry)], text: &str) -> Ranking {
    let mut catalogue = Catalogue::new(384);
    for (name, entry) in entries {
        catalogue.put(*name, &entry.spelling, entry.understood.sheet.middle().as_ref());
    }
    let question = MIND.question(text, MIND.need(text));
    catalogue.rank(&question, &catalogue.candidates(&question), entries, entries)
}

#[test]
fn two_technologies_are_enough_to_be_sure() {
    let two = offered(&[0, 6]);
    for (need, right) in [
        ("น้ำบาดาลในหมู่บ้านเป็นสนิมแดง ซักผ้าแล้วเหลือง อยากได้เครื่องกรอง", 0),
        ("ฟางข้าวเหลือเต็มนา ไม่อยากเผา เอามาเพาะเห็ดฟางได้ไหม", 6),
        ("our well water is full of rust and stains the laundry", 0),
    ] {
        let found = ask(&two, need);
        assert_eq!(found.ranked[0].name, right, "{need}");
        assert!(found.evidence.unanswerable() < 0.5, "{need}: {}", found.evidence.unanswerable());
    }
    for need in ["ขอกู้เงินมาใช้หนี้นอกระบบ ดอกเบี้ยแพงมาก", "ถนนเข้าหมู่บ้านเป็นหลุมเป็นบ่อ ขอให้มาซ่อม"]
    {
        assert!(ask(&two, need).evidence.unanswerable() > 0.5, "{need}");
    }
    assert!(ask(&[], "น้ำเป็นสนิม").evidence.unanswerable() > 0.5, "nothing is offered");
}

#[test]
fn few_words_are_enough_to_be_sure() {
    let few = offered(&(0..OFFERED.len()).collect::<Vec<usize>>());
    let needs = [
        ("ไก่ตายหมดเล้า", 1),
        ("ไก่เป็นห่า", 1),
        ("กระจูดสานขึ้นรา", 2),
        ("น้ำแดงจากบ่อ", 0),
        ("พริกแกงบูดเร็ว", 3),
        ("goat worms", 4),
        ("rusty water from our well", 0),
        ("solar water pump for my field", 5),
        ("ครามสีตก", 7),
        ("มอดกินข้าวสาร", 9),
    ];
    let turned_away: Vec<(&str, f32)> = needs
        .iter()
        .map(|(need, right)| (need, right, ask(&few, need)))
        .filter(|(_, right, found)| found.evidence.unanswerable() > 0.5 || found.ranked[0].name != **right)
        .map(|(need, _, found)| (*need, found.evidence.unanswerable()))
        .collect();
    assert!(turned_away.len() <= 2, "{turned_away:?}");
    let without = ["ขอกู้เงิน", "ที่ดินโดนรุก", "fix the road", "lottery numbers", "ปวดหลัง"];
    let confirmed = without.iter().filter(|need| ask(&few, need).evidence.unanswerable() <= 0.5).count();
    assert!(confirmed <= 1, "{confirmed} of what nothing answers");
}

/// How near the nearest sentences of a need and a technology lie.
fn nearest(need: &str, thai: [&str; 2]) -> f32 {
    let sheet = MIND.technology(thai, ["", ""]).sheet;
    MIND.need(need).nearest_parts(&sheet, |_| true).expect("sentences").2
}

#[test]
fn sentences_that_say_the_same_lie_nearer_than_those_that_have_little_to_do_with_each_other() {
    let alike = [
        nearest("กล้วยตากขึ้นราในหน้าฝน", ["ตู้อบแห้งพลังงานแสงอาทิตย์", "อบกล้วยในหน้าฝน"]),
        nearest("ปลานิลในกระชังโตช้า ตายบ่อย", ["การเลี้ยงปลานิลในกระชัง", "เลี้ยงปลานิลให้โตเร็ว"]),
        nearest("เห็ดไม่ออกดอก ไม่รู้พลาดตรงไหน", ["การทำก้อนเชื้อเห็ด", "21 วัน พร้อมวิธีบรรจุ"]),
    ];
    let strange = [
        nearest("ไม่รู้พลาดตรงไหน", ["การทำก้อนเชื้อเห็ด", "21 วัน พร้อมวิธีบรรจุ"]),
        nearest("ลูกชายอยากเรียนต่อ", ["การเลี้ยงปลานิลในกระชัง", "เลี้ยงปลานิลให้โตเร็ว"]),
    ];
    assert!(alike.iter().all(|near| *near > 0.3), "{alike:?}");
    assert!(strange.iter().all(|near| *near < 0.2), "{strange:?}");
}
