//! A call for proposals that is open around today, so that whoever tries the demonstration can answer it.

use chrono::Duration;
use kit::show::Bilingual;
use thai::{FiscalYear, Satang};
use uuid::Uuid;

use super::Stage;
use house::app::Circumstances;
use transfer::calls::{self, AskedDocument, Call, CeilingOf, Criterion, ExpenseClass, NewCall, Terms};

/// Days since it opened, and until it closes.
const DAYS: (i64, i64) = (20, 25);

/// What it is judged by, with weights in hundredths of a percent: invented, since no source names any.
const CRITERIA: [(&str, &str, &str, i64); 3] = [
    ("ตรงกับความต้องการของชุมชน", "Fits what the community asked for", "เริ่มจากความต้องการที่ชุมชนแจ้งและวิเคราะห์ร่วมกัน", 4_000),
    ("เทคโนโลยีพร้อมถ่ายทอด", "The technology is ready", "เคยใช้ได้ผลในพื้นที่ลักษณะเดียวกัน", 3_500),
    ("งบประมาณสมเหตุสมผล", "The budget is reasonable", "ราคาต่อหน่วยใกล้เคียงกับโครงการที่ผ่านมา", 2_500),
];

/// The classes of expense that clinics know (docs/requirements.md A0-27).
const CLASSES: [&str; 3] = ["ค่าวัสดุ", "ค่าใช้สอย", "ค่าตอบแทน"];

pub(super) async fn load(stage: &Stage) -> kit::Result<Call> {
    let ministry = stage.officers()?.ministry();
    stage.days_ago(DAYS.0 + 2);
    let how = Circumstances { invented: true, ..Circumstances::default() };
    let call = calls::draft(&stage.app, &ministry, told(stage), how).await?;
    let call = calls::announce(&stage.app, &ministry, &call.code).await?;
    stage.days_ago(0);
    Ok(call)
}

fn told(stage: &Stage) -> NewCall {
    let at = |days: i64| kit::clock::start_of_thai_day(stage.today + Duration::days(days));
    let baht = |baht| Satang::from_baht(baht);
    let criterion = |(th, en, about, weight): &(&str, &str, &str, i64)| Criterion {
        id: Uuid::nil(),
        name: Bilingual::new(*th, *en),
        about: (*about).to_owned(),
        weight: *weight,
    };
    NewCall {
        name: Bilingual::new("เปิดรับข้อเสนอโครงการถ่ายทอดเทคโนโลยี (สมมติ)", "Proposals for technology transfer (invented)"),
        about: "สนับสนุนการถ่ายทอดเทคโนโลยีที่ชุมชนร้องขอ พิจารณาโดยผู้พิจารณาอย่างน้อยสองคน และประกาศผลพร้อมเหตุผล".to_owned(),
        fiscal_year: FiscalYear::of(stage.today),
        programme: "transfer".to_owned(),
        opens_at: at(-DAYS.0),
        closes_at: at(DAYS.1) + Duration::hours(16) + Duration::minutes(30),
        terms: Terms {
            agreement: true,
            appointment: true,
            most: Some(2),
            available: baht(5_000_000),
            ceiling: baht(300_000),
            ceiling_of: CeilingOf::Whole,
            regions: Vec::new(),
        },
        classes: CLASSES.iter().map(|name| ExpenseClass { name: (*name).to_owned(), most: None }).collect(),
        criteria: CRITERIA.iter().map(criterion).collect(),
        documents: vec![AskedDocument {
            id: Uuid::nil(), name: "หนังสือนำส่งจากสถาบัน".to_owned(), needed: false
        }],
        score_most: 10,
        reviewers: 2,
    }
}
