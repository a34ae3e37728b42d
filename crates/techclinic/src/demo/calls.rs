//! What clinics of the demonstration ask the whole network, and what others answer. All of it is invented.

use chrono::Days;

use super::{Stage, Tell};
use brokerage::needs;
use brokerage::network_calls::{self, Ending, NewCall, TypedAnswer};
use house::accounts::Reader;
use house::app::Circumstances;
use house::organisations;

/// A call about a need that was analysed, how long ago, and what came of it.
struct Line {
    province: &'static str,
    /// The beginning of the need's words.
    need: &'static str,
    days_ago: i64,
    tried: &'static str,
    /// Code of the clinic that answers, of its technology, and its words.
    answer: Option<(&'static str, &'static str, &'static str)>,
    /// Why it ended without an answer.
    ended: Option<&'static str>,
}

const LINES: [Line; 3] = [
    Line {
        province: "52",
        need: "โรงเรียนเราอยู่ใกล้โรงโม่หิน",
        days_ago: 30,
        tried: "เครื่องวัดฝุ่นที่ซื้อมาอ่านค่าคลาดเคลื่อนเมื่อความชื้นสูง ต้องการเครื่องที่ครูปรับเทียบเองได้",
        answer: None,
        ended: Some("ปรับเทียบเครื่องวัดฝุ่นของคลินิกเองกับสถานีของกรมแล้วใช้ได้ จึงไม่ต้องการคำตอบเพิ่ม"),
    },
    Line {
        province: "92",
        need: "โรงเพาะเห็ดนางฟ้าโดนราเขียว",
        days_ago: 12,
        tried: "ลองนึ่งก้อนเชื้อนานขึ้นเป็นสี่ชั่วโมงและพักก้อนในห้องปิดแล้ว ยังพบราเขียวหนึ่งในสี่ของก้อน ต้องการวิธีตรวจความร้อนทั้งหม้อที่กลุ่มทำเองได้",
        answer: Some((
            "khonkaen",
            "",
            "เคยแก้ปัญหาราเขียวให้กลุ่มเพาะเห็ดสามกลุ่ม ส่งผู้เชี่ยวชาญไปดูหม้อนึ่งและสอนวัดอุณหภูมิได้ภายในเดือนหน้า",
        )),
        ended: None,
    },
    Line {
        province: "70",
        need: "ตลาดน้ำของชุมชนใช้แก้วพลาสติก",
        days_ago: 6,
        tried: "ต้มกระบอกไม้ไผ่กับเกลือแล้วยังขึ้นราภายในสองสัปดาห์ ต้องการวิธีกันราที่ปลอดภัยกับเครื่องดื่ม",
        answer: Some(("songkhla", "TD-014", "ใช้กับกระจูดได้ผลแล้ว ต้องทดสอบกับไม้ไผ่ที่สัมผัสเครื่องดื่มก่อน คลินิกช่วยทดสอบได้")),
        ended: None,
    },
];

/// Asks about needs that wait, and answers.
pub(super) async fn load(stage: &Stage, tell: Tell<'_>) -> kit::Result<()> {
    for (number, line) in LINES.iter().enumerate() {
        one(stage, line).await?;
        tell("network calls", number + 1);
    }
    stage.days_ago(0);
    Ok(())
}

async fn one(stage: &Stage, line: &Line) -> kit::Result<()> {
    let app = &stage.app;
    let Some(need) = waiting(stage, line).await? else { return Ok(()) };
    let Some(own) = organisations::clinic_of_province(&app.db, line.province).await? else { return Ok(()) };
    let manager = stage.officers()?.manager(&own);
    let opened = stage.days_ago(line.days_ago);
    let told = NewCall { tried: line.tried.to_owned(), until: opened + Days::new(30) };
    let how = Circumstances { invented: true, ..Circumstances::default() };
    let call = network_calls::open(app, &manager, &need, told, how).await?.code;
    stage.days_ago(line.days_ago / 2);
    if let Some((clinic, technology, words)) = line.answer {
        let answers = answering(stage, clinic).await?;
        let typed = TypedAnswer {
            clinic: Some(clinic.to_owned()),
            technology: (!technology.is_empty()).then(|| technology.to_owned()),
            words: Some(words.to_owned()),
        };
        network_calls::answer(app, &answers, &call, typed, None).await?;
    }
    if let Some(reason) = line.ended {
        let ending = Ending { answer: None, reason: Some(reason.to_owned()) };
        network_calls::close(app, &manager, &call, ending, None).await?;
    }
    Ok(())
}

/// The code of the need that is asked about.
async fn waiting(stage: &Stage, line: &Line) -> kit::Result<Option<String>> {
    let filter = needs::Filter {
        province: line.province.to_owned(),
        status: needs::Status::InAnalysis.to_string(),
        limit: Some(kit::db::listing::LIMIT),
        ..needs::Filter::default()
    };
    let listed = needs::list(&stage.app.db, &filter, None).await?;
    Ok(listed.items.into_iter().find(|row| row.text_th.starts_with(line.need)).map(|row| row.code))
}

async fn answering(stage: &Stage, code: &str) -> kit::Result<Reader> {
    let found = organisations::find_clinic(&stage.app.db, code).await?;
    let clinic = found.ok_or_else(|| anyhow::anyhow!("calls.rs: no clinic {code}"))?;
    Ok(stage.officers()?.manager(&clinic))
}
