//! Projects that matched needs were taken into: planned, signed by a second person, approved,
//! carried out and reported on, each a little later than the one before, so that one is reported,
//! one is followed up and one has people to call today.

use chrono::{Duration, NaiveDate};
use kit::show::Bilingual;
use thai::places::{Level, resolve};
use thai::{FiscalYear, Quarter, Satang};

use super::needs::Matched;
use super::{Stage, Tell, answers, people};
use crate::accounts::Reader;
use crate::monitoring::{self, Narrative, ReportKey};
use crate::participation::{self, Channel, Decision, Disposition, NewOpinion};
use crate::projects::{
    self, Area, AreaPlace, Budget, BudgetLine, Circumstances, Instrument, ParticipationLevel, Period, Plan, Programme,
    Project, ProjectIndicator, Proposal, ScheduleItem, ScheduleMark, Signature, TargetGroup, TargetKind, Unit,
};

/// How many days ago each project's day of transfer was.
const TRANSFERS: [i64; 3] = [125, 112, 40];
/// Days after the quarter until its report is handed in, and again until it is accepted: on time.
const DAYS_TO_WRITE: i64 = 10;
/// Each project reaches so many.
const PERSONS: [u16; 3] = [15, 13, 12];

pub(super) async fn load(stage: &Stage, matched: Vec<Matched>, tell: Tell<'_>) -> kit::Result<()> {
    let mut people = 0;
    for (done, ((need, transfer), persons)) in matched.iter().zip(TRANSFERS).zip(PERSONS).enumerate() {
        let project = approved(stage, need, transfer, persons).await?;
        tell("projects", done + 1);
        let manager = people::manager(need.clinic.clone());
        answers::load(stage, &project.code, need, &manager, transfer, people, persons).await?;
        people += persons;
        tell("participants", people.into());
        if transfer > 100 {
            report(stage, &project, &manager, transfer).await?;
        }
        opinion(stage, &project, &manager, done).await?;
    }
    stage.days_ago(0);
    Ok(())
}

async fn approved(stage: &Stage, need: &Matched, transfer: i64, persons: u16) -> kit::Result<Project> {
    let app = &stage.app;
    let manager = people::manager(need.clinic.clone());
    let director = people::director(need.clinic.clone(), app.chance.id(app.clock.now()));
    stage.days_ago(transfer + 50);
    let plan = plan(stage, need, transfer, persons);
    let proposal = Proposal { plan, lead_clinic: Some(need.clinic.id), needs: vec![need.code.clone()] };
    let how = Circumstances { invented: true, ..Circumstances::default() };
    let project = projects::propose(app, &manager, proposal, how).await?;
    stage.days_ago(transfer + 47);
    projects::submit(app, &manager, &project.code).await?;
    let on = stage.days_ago(transfer + 46);
    let signature = Signature {
        by: "ผู้ลงนามสมมติ".to_owned(), position: "ผู้อำนวยการคลินิกเทคโนโลยี".to_owned(), on
    };
    projects::sign(app, &director, &project.code, signature).await?;
    stage.days_ago(transfer + 40);
    projects::approve(app, &Stage::program(), &project.code).await
}

fn plan(stage: &Stage, need: &Matched, transfer: i64, persons: u16) -> Plan {
    let day = |ago: i64| stage.today - Duration::days(ago);
    let (starts_on, held_on, ends_on) = (day(transfer + 30), day(transfer), day(transfer) + Duration::days(150));
    let name = Bilingual {
        th: format!("ถ่ายทอดเทคโนโลยีแก้ปัญหาของชุมชน {} (โครงการสมมติ)", need.village),
        en: Some("Technology transfer for a village (invented)".to_owned()),
    };
    let area = area(stage, need);
    let budget = budget(&area, persons);
    Plan {
        rationale: format!("ชุมชนเล่าปัญหาไว้ในระบบ และวิเคราะห์ร่วมกับคลินิกแล้วว่า {}", need.problem),
        objectives: vec!["ให้ผู้เข้าร่วมใช้เทคโนโลยีแก้ปัญหาของตนเองได้".to_owned()],
        target_groups: vec![TargetGroup {
            kind: TargetKind::Community, label: format!("ชาวบ้าน {}", need.village)
        }],
        indicators: indicators(persons),
        period: Period { starts_on: Some(starts_on), ends_on: Some(ends_on), as_printed: None },
        method: vec!["ประชุมชี้แจง".to_owned(), "ถ่ายทอดและทดลองทำจริง".to_owned(), "ติดตามผลหลัง 1-3 เดือน".to_owned()],
        schedule: vec![
            item("ประชุมชี้แจง", starts_on),
            item("ถ่ายทอดเทคโนโลยี", held_on),
            item("ติดตามผล", held_on + Duration::days(35)),
        ],
        areas: vec![area],
        benefits: vec!["รายได้เพิ่มหรือค่าใช้จ่ายลดลง".to_owned()],
        monitoring: vec!["แบบติดตามผลรายคน".to_owned()],
        budget,
        responsible: vec![need.clinic.name.th.clone()],
        participation_level: Some(ParticipationLevel::Involve),
        ..Plan::named(name, FiscalYear::of(held_on), Programme::Transfer)
    }
}

fn area(stage: &Stage, need: &Matched) -> Area {
    let province = resolve(&need.province, Level::Province, None).ok();
    let code = province.and_then(|province| resolve(&need.district, Level::District, Some(province)).ok());
    let as_printed = format!("{} อ.{}", need.village, need.district);
    let place =
        AreaPlace { as_printed: as_printed.clone(), code: code.map(|code| code.to_string()), ..AreaPlace::default() };
    Area {
        id: stage.app.chance.id(stage.app.clock.now()),
        province: need.province.clone(),
        clinic: Some(need.clinic.id),
        clinic_as_printed: None,
        as_printed,
        places: vec![place],
    }
}

fn budget(area: &Area, persons: u16) -> Budget {
    let line = |label: &str, baht: i64, persons: Option<i32>| BudgetLine {
        label: label.to_owned(),
        area: Some(area.id),
        expense_class: "งบรายจ่ายอื่น".to_owned(),
        persons,
        amount: Satang(baht * 100),
        granted_now: Satang(baht * 100),
        ..BudgetLine::default()
    };
    let each = i64::from(persons);
    Budget {
        source: "งบประมาณสมมติ".to_owned(),
        stated_total: Satang((each * 1_200 + 18_000) * 100),
        stated_persons: persons.into(),
        offsetting: true,
        lines: vec![
            line("ค่าใช้จ่ายในการถ่ายทอดเทคโนโลยี", each * 1_200, Some(persons.into())),
            line("ค่าติดตามผล", 18_000, None),
        ],
        shares: Vec::new(),
    }
}

fn indicators(persons: u16) -> Vec<ProjectIndicator> {
    let one = |code: &str, name: &str, unit, target, instrument, formula: &str| ProjectIndicator {
        id: uuid::Uuid::nil(),
        code: code.to_owned(),
        name: Bilingual { th: name.to_owned(), en: None },
        unit,
        target,
        instrument: Some(instrument),
        formula: formula.to_owned(),
    };
    let (application, follow_up) = (Instrument::Application, Instrument::FollowUp);
    vec![
        one(projects::RECIPIENTS, "จำนวนผู้รับบริการ", Unit::Persons, persons.into(), application, ""),
        one("satisfaction_benefit", "ความพึงพอใจต่อประโยชน์ที่ได้รับ", Unit::Percent, 8_500, follow_up, "satisfied_share.1"),
        one("application", "การนำความรู้ไปใช้ประโยชน์", Unit::Percent, 8_500, follow_up, "applied_share.1"),
    ]
}

fn item(label: &str, day: NaiveDate) -> ScheduleItem {
    ScheduleItem { label: label.to_owned(), marks: vec![ScheduleMark::on(day)], ..ScheduleItem::default() }
}

/// The quarter of the transfer is over: its report is handed in, and accepted.
async fn report(stage: &Stage, project: &Project, manager: &Reader, transfer: i64) -> kit::Result<()> {
    let quarter = Quarter::of(stage.today - Duration::days(transfer));
    let key = ReportKey { project: project.code.clone(), area: 1, quarter };
    let handed_in = (stage.today - quarter.end()).num_days() - DAYS_TO_WRITE;
    stage.days_ago(handed_in);
    let report = monitoring::draft(&stage.app, manager, &key).await?;
    let narrative = Narrative {
        support: "ผู้นำชุมชนช่วยนัดหมายและให้ใช้ศาลาหมู่บ้าน".to_owned(),
        problems: "ฝนตกในวันทดลองทำ ต้องเลื่อนบางขั้นตอน".to_owned(),
        suggestions: "ควรจัดนอกฤดูเก็บเกี่ยว".to_owned(),
        explanation: "ยังอยู่ระหว่างติดตามผล".to_owned(),
    };
    monitoring::submit(&stage.app, manager, &key, narrative, report.version).await?;
    stage.days_ago(handed_in - DAYS_TO_WRITE);
    monitoring::accept(&stage.app, &Stage::program(), &key).await?;
    Ok(())
}

const OPINIONS: [(&str, Disposition, &str, &str); 3] = [
    (
        "อยากให้จัดอบรมในวันหยุด เพราะวันธรรมดาต้องทำงานในสวน",
        Disposition::Accepted,
        "ตรงกับที่ผู้เข้าร่วมส่วนใหญ่ขอ",
        "ครั้งต่อไปจะจัดวันเสาร์ ขอบคุณที่แนะนำ",
    ),
    (
        "อยากให้แจกวัตถุดิบให้ทุกบ้านไปลองทำเองด้วย",
        Disposition::Partly,
        "งบประมาณพอสำหรับกลุ่มละหนึ่งชุด",
        "จะมอบวัตถุดิบกลุ่มละหนึ่งชุดให้ทดลองร่วมกัน",
    ),
    (
        "ขอให้เพิ่มการสอนเรื่องขายทางอินเทอร์เน็ต",
        Disposition::NotAccepted,
        "อยู่นอกขอบเขตของโครงการนี้",
        "ขอให้บันทึกเป็นความต้องการใหม่ คลินิกจะหาผู้รู้ให้",
    ),
];

/// Somebody says something on the web; it is published, considered and answered.
async fn opinion(stage: &Stage, project: &Project, manager: &Reader, which: usize) -> kit::Result<()> {
    let Some((text, disposition, reason, reply)) = OPINIONS.get(which) else { return Ok(()) };
    let app = &stage.app;
    let received_on = stage.days_ago(9);
    let said = NewOpinion {
        text: (*text).to_owned(),
        name: None,
        contact: None,
        channel: Channel::Web,
        received_on,
        project: Some(project.code.clone()),
        area: None,
    };
    let opinion = participation::register(app, &Reader::anyone(kit::Lang::Th), said, None).await?;
    stage.days_ago(8);
    if !app.settings.publish_at_once {
        participation::publish(app, manager, &opinion.code).await?;
    }
    stage.days_ago(5);
    let decision = Decision {
        disposition: *disposition,
        reason: (*reason).to_owned(),
        considered_at: "ประชุมคลินิกประจำเดือน (สมมติ)".to_owned(),
    };
    participation::dispose(app, manager, &opinion.code, decision, None).await?;
    stage.days_ago(3);
    participation::reply(app, manager, &opinion.code, (*reply).to_owned(), None).await?;
    Ok(())
}
