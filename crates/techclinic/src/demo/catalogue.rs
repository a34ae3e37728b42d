//! What happens to technologies in the demonstration: pictures and experts of some, drafts, some that
//! wait for a reviewer, one that was sent back, and people who want one. All of it is invented, the
//! pictures are drawings.

use bytes::Bytes;
use kit::form::optional;
use kit::show::Bilingual;
use serde::Deserialize;
use thai::Satang;

use super::{Stage, Tell, table};
use brokerage::interests::{self, NewInterest};
use brokerage::technologies::{
    self, AttachmentKind, Benefit, Commercial, Cost, Disclosure, Holding, Kind, NewAttachment, NewExpert,
    NewTechnology, Part, Property, Remark,
};
use house::accounts::Reader;
use house::app::Circumstances;
use house::organisations::{self, Clinic};

/// A technology that is not published yet, and how far it has come.
#[derive(Deserialize)]
struct Line {
    clinic: String,
    /// The clinic that sent it back.
    reviewer: String,
    /// `draft`, `waiting` or `returned`.
    state: String,
    days_ago: i64,
    name_th: String,
    name_en: String,
    summary_th: String,
    summary_en: String,
    field: String,
    kind: String,
    readiness: i32,
    requirements: String,
    cost_least: Option<i64>,
    cost_most: Option<i64>,
    cost: String,
    property: String,
    conditions: String,
    benefits: String,
    holder: String,
    credit: String,
    consent: String,
    remark_summary: String,
    remark_cost: String,
}

/// A drawing, whose it is, and what it shows.
const PICTURES: [(&str, &[u8], &str, &str); 6] = [
    (
        "TD-001",
        include_bytes!("../../demo/living/pictures/cabinet.png"),
        "ตู้อบลมร้อนสีเทา ภายในมีถาดห้าชั้นเรียงชิ้นปลา",
        "A grey hot-air cabinet with five trays of fish inside",
    ),
    (
        "TD-002",
        include_bytes!("../../demo/living/pictures/filter.png"),
        "ถังเติมอากาศ ถังทราย และถังถ่าน ต่อกันด้วยท่อสามใบ",
        "Three tanks joined by pipes: for air, sand and charcoal",
    ),
    (
        "TD-031",
        include_bytes!("../../demo/living/pictures/blocks.png"),
        "ทางเดินปูด้วยบล็อกสามสี มีกองทรายอยู่ด้านหลัง",
        "A path of blocks in three colours with a heap of sand behind",
    ),
    (
        "TD-037",
        include_bytes!("../../demo/living/pictures/greenhouse.png"),
        "โรงอบหลังคาโค้งใส มีโต๊ะวางกล้วยเรียงอยู่ข้างใน",
        "A dryer with a clear arched roof and tables of bananas inside",
    ),
    (
        "TD-038",
        include_bytes!("../../demo/living/pictures/racks.png"),
        "แคร่ตาข่ายสองชั้นตากพริกแดง มีหลังคาใสคลุม",
        "A rack of two tiers with red chillies under a clear roof",
    ),
    (
        "TD-041",
        include_bytes!("../../demo/living/pictures/indigo.png"),
        "หม้อครามดินเผาสามใบ ด้านหลังแขวนผ้าสีครามเข้มและอ่อน",
        "Three clay vats of indigo with dark and light blue cloth hung behind",
    ),
];

/// Who knows what: the technology, a name, the expertise in both languages, and whether they agreed to
/// be named.
const EXPERTS: [(&str, &str, &str, &str, bool); 5] = [
    ("TD-001", "ผศ.ดร.สมมติ ชายเล", "การอบแห้งสัตว์น้ำ", "Drying of fish", true),
    ("TD-001", "นางสมมติ ครัวสะอาด", "สุขลักษณะการผลิตอาหาร", "Hygiene in food production", false),
    ("TD-010", "นายสมมติ ดินดี", "การวิเคราะห์ดินและปุ๋ย", "Soil and fertiliser", true),
    ("TD-031", "อาจารย์สมมติ ช่างคิด", "วัสดุจากขยะพลาสติก", "Materials from waste plastic", false),
    ("TD-037", "รศ.สมมติ แดดงาม", "พลังงานแสงอาทิตย์", "Solar energy", true),
];

/// Who wants which, from where, how long ago, and what the clinic replied.
const WANTED: [(&str, &str, &str, i64, &str, &str); 4] = [
    ("TD-037", "92", "นางสมมติ กล้วยหอม", 3, "กลุ่มของเรามีกล้วยน้ำว้าเดือนละ 400 กิโลกรัม อยากอบขายในหน้าฝน", ""),
    ("TD-002", "92", "ผู้ใหญ่สมมติ บ้านทุ่ง", 16, "น้ำบาดาลของหมู่บ้านเป็นสนิม ล้างผ้าแล้วเหลือง อยากได้ชุดกรอง", ""),
    (
        "TD-001",
        "90",
        "นายสมมติ ชาวเล",
        24,
        "อยากทำปลาแดดเดียวส่งร้านของฝาก ต้องเริ่มอย่างไร",
        "นัดดูเครื่องที่คลินิกวันพุธหน้า เวลา 10 นาฬิกา นำปลามา 5 กิโลกรัม",
    ),
    ("TD-041", "47", "นางสาวสมมติ ผ้างาม", 8, "อยากเรียนก่อหม้อครามกับผู้เฒ่าในชุมชน", "ผู้เฒ่ายินดีสอน คลินิกจะพาไปไหว้ครูในวันเสาร์"),
];

/// After the register was brought in and everybody has an account.
pub(super) async fn load(stage: &Stage, tell: Tell<'_>) -> kit::Result<()> {
    let mut done = 0;
    let mut lines: Vec<Line> = table::rows(include_str!("../../demo/living/catalogue.csv"))?;
    lines.sort_by_key(|line| -line.days_ago);
    for line in &lines {
        one(stage, line).await?;
        done += 1;
        tell("catalogue", done);
    }
    stage.days_ago(0);
    for (code, file, th, en) in PICTURES {
        let new = NewAttachment { kind: AttachmentKind::Picture, title: Bilingual::new(th, en) };
        technologies::attach(&stage.app, &Stage::program(), code, new, Bytes::from_static(file)).await?;
    }
    for (code, name, th, en, named) in EXPERTS {
        let expertise = Bilingual::new(th, en);
        let told = NewExpert { name: name.to_owned(), expertise, workplace: None, named, free: true };
        technologies::name_expert(&stage.app, &Stage::program(), code, told).await?;
    }
    let mut codes: Vec<&str> = PICTURES.iter().map(|one| one.0).chain(EXPERTS.iter().map(|one| one.0)).collect();
    codes.sort_unstable();
    codes.dedup();
    for code in codes {
        technologies::publish(&stage.app, &Stage::program(), code, None).await?;
    }
    Ok(())
}

/// Those who want a technology; after the needs, as in life.
pub(super) async fn load_interests(stage: &Stage, tell: Tell<'_>) -> kit::Result<()> {
    for (number, (code, province, name, days_ago, words, reply)) in WANTED.into_iter().enumerate() {
        stage.days_ago(days_ago);
        let told = NewInterest {
            name: name.to_owned(),
            contact: "+66800000000".to_owned(),
            province: province.to_owned(),
            village: Some("บ้านสมมติ".to_owned()),
            words: words.to_owned(),
        };
        let how = Circumstances { invented: true, ..Circumstances::default() };
        let asked = interests::register(&stage.app, &Reader::anyone(kit::Lang::Th), code, told, how).await?;
        if !reply.is_empty()
            && let Some(clinic) = organisations::clinic_of_province(&stage.app.db, province).await?
        {
            stage.days_ago(days_ago - 2);
            let manager = stage.officers()?.manager(&clinic);
            interests::answer(&stage.app, &manager, &asked.code, reply.to_owned(), None).await?;
        }
        tell("interests", number + 1);
    }
    stage.days_ago(0);
    Ok(())
}

async fn clinic(stage: &Stage, code: &str) -> kit::Result<Clinic> {
    let found = organisations::find_clinic(&stage.app.db, code).await?;
    found.ok_or_else(|| anyhow::anyhow!("catalogue.csv: no clinic {code}").into())
}

async fn one(stage: &Stage, line: &Line) -> kit::Result<()> {
    let own = clinic(stage, &line.clinic).await?;
    let (manager, app) = (stage.officers()?.manager(&own), &stage.app);
    let begun = stage.days_ago(line.days_ago + 5);
    let told = told(line, &own, begun);
    let how = Circumstances { once: None, invented: true };
    let code = technologies::register(app, &manager, &own, told, how).await?.code;
    if line.state == "draft" {
        return Ok(());
    }
    stage.days_ago(line.days_ago);
    technologies::submit(app, &manager, &code).await?;
    if line.state == "returned" {
        let reviewer = stage.officers()?.manager(&clinic(stage, &line.reviewer).await?);
        let remarks = [(Part::Summary, &line.remark_summary), (Part::Cost, &line.remark_cost)];
        let remarks = remarks.into_iter().filter_map(|(part, text)| Some(Remark { part, text: optional(text)? }));
        stage.days_ago(line.days_ago - 4);
        technologies::send_back(app, &reviewer, &code, remarks.collect(), None).await?;
    }
    Ok(())
}

fn told(line: &Line, clinic: &Clinic, begun: chrono::NaiveDate) -> NewTechnology {
    let both = |th: &str, en: &str| Bilingual { th: th.to_owned(), en: optional(en) };
    let thai = |text: &str| optional(text).map(|th| Bilingual { th, en: None });
    let baht = |amount: Option<i64>| amount.and_then(Satang::from_baht);
    let kind = Kind::from_word(&line.kind).unwrap_or(Kind::Research);
    let wisdom = kind == Kind::LocalWisdom;
    let consent = optional(&line.consent);
    NewTechnology {
        holding: Holding {
            holder: optional(&line.holder),
            credit: thai(&line.credit),
            consented_on: consent.as_ref().map(|_| begun),
            consent,
            disclosure: wisdom.then_some(Disclosure::Whole),
            commercial: wisdom.then_some(Commercial::Agreed),
            ..Holding::default()
        },
        readiness: Some(line.readiness),
        requirements: thai(&line.requirements),
        cost: Cost { least: baht(line.cost_least), most: baht(line.cost_most), note: thai(&line.cost) },
        property: Property::from_word(&line.property),
        conditions: thai(&line.conditions),
        benefits: line.benefits.split(';').filter_map(Benefit::from_word).collect(),
        ..NewTechnology::plain(
            both(&line.name_th, &line.name_en),
            both(&line.summary_th, &line.summary_en),
            line.field.clone(),
            kind,
            clinic.province.clone(),
        )
    }
}
