//! The plans of invented projects: small, whole, and right in their sums.

use chrono::{Duration, NaiveDate};
use kit::show::Bilingual;
use thai::places::{Level, resolve};
use thai::{FiscalYear, Satang};

use super::Stage;
use super::needs::Matched;
use super::projects::Line;
use transfer::programmes::ParticipationLevel;
use transfer::projects::{
    self, Area, AreaPlace, Budget, BudgetLine, FundingShare, FundingSource, Instrument, Period, Plan, ProjectIndicator,
    ScheduleItem, ScheduleMark, TargetGroup, TargetKind, Unit,
};

/// The plan of the project that takes up `need`.
pub(super) fn plan(stage: &Stage, need: &Matched, line: &Line) -> Plan {
    let Line { transfer, persons, .. } = *line;
    let day = |ago: i64| stage.today - Duration::days(ago);
    let (starts_on, held_on) = (day(transfer + 30), day(transfer));
    // What is not carried over ends with its fiscal year.
    let within = |day: NaiveDate| day.min(FiscalYear::of(held_on).end());
    let ends_on = within(held_on + Duration::days(150));
    let name = Bilingual {
        th: format!("{} (โครงการสมมติ)", line.name_th),
        en: Some(format!("{} (invented)", line.name_en)),
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
            item("ติดตามผล", within(held_on + Duration::days(35))),
        ],
        areas: vec![area],
        benefits: vec!["รายได้เพิ่มหรือค่าใช้จ่ายลดลง".to_owned()],
        monitoring: vec!["แบบติดตามผลรายคน".to_owned()],
        budget,
        responsible: vec![need.clinic.name.th.clone()],
        participation_level: Some(ParticipationLevel::Involve),
        ..Plan::named(name, FiscalYear::of(held_on), "transfer")
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
        shares: vec![share(FundingSource::Ministry, 8_000), share(FundingSource::Own, 2_000)],
    }
}

fn share(source: FundingSource, share: i64) -> FundingShare {
    FundingShare { source, label: String::new(), share }
}

fn indicators(persons: u16) -> Vec<ProjectIndicator> {
    let one = |code: &str, (th, en): (&str, &str), unit, target, instrument, formula: &str| ProjectIndicator {
        id: uuid::Uuid::nil(),
        code: code.to_owned(),
        name: Bilingual::new(th, en),
        unit,
        target,
        instrument: Some(instrument),
        formula: formula.to_owned(),
    };
    let (application, follow_up) = (Instrument::Application, Instrument::FollowUp);
    vec![
        one(
            projects::RECIPIENTS,
            ("จำนวนผู้รับบริการ", "Number of recipients"),
            Unit::Persons,
            persons.into(),
            application,
            "",
        ),
        one(
            "satisfaction_benefit",
            ("ความพึงพอใจต่อประโยชน์ที่ได้รับ", "Satisfaction with the benefit"),
            Unit::Percent,
            8_500,
            follow_up,
            "satisfied_share.1",
        ),
        one(
            "application",
            ("การนำความรู้ไปใช้ประโยชน์", "Knowledge put to use"),
            Unit::Percent,
            8_500,
            follow_up,
            "applied_share.1",
        ),
    ]
}

fn item(label: &str, day: NaiveDate) -> ScheduleItem {
    ScheduleItem { label: label.to_owned(), marks: vec![ScheduleMark::on(day)], ..ScheduleItem::default() }
}
