//! Every component of the pages on one page, beside each other, as they are and as they look with errors: for
//! whoever builds a page or changes the styles. Shown at `/about/components`, where the demonstration is served.

use askama::Template;
use axum::extract::State;
use axum::routing::get;
use chrono::NaiveDate;
use kit::db::listing::Turns;
use kit::message::msg;
use kit::show::Bilingual;
use kit::{Error, FormErrors, Message, Result, page};

use house::app::{App, Routes};
use house::layout::{
    Asked, Bars, Choice, Gantt, GanttRow, Label, Milestone, PlaceChooser, Progress, ProvinceCount, ProvinceMap, Qr,
    State as Standing, Step, filters,
};

/// The address of the page.
pub fn routes() -> Routes {
    Routes::new().route("/about/components", get(show))
}

#[derive(Template)]
#[template(path = "demo/components.html")]
struct Components {
    refused: Message,
    errors: FormErrors,
    choices: Vec<Choice>,
    chosen: Vec<String>,
    asked: Asked,
    places: PlaceChooser,
    steps: Vec<Step>,
    bars: Bars,
    progress: Vec<Progress>,
    map: ProvinceMap,
    gantt: Gantt,
    as_of: NaiveDate,
    turns: Turns,
    qr: Option<Qr>,
}
page!(Components, "layout-components-title");

async fn show(State(app): State<App>) -> Result<Components> {
    if app.settings.demo { Ok(components()) } else { Err(Error::NotFound) }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

fn components() -> Components {
    let mut errors = FormErrors::one("text", msg("kit-field-required"));
    errors.add("held_on", msg("layout-date-future"));
    errors.add("district", msg("kit-field-required"));
    Components {
        refused: msg("layout-way-out-conflict"),
        errors,
        asked: Asked {
            name: "asked".to_owned(),
            label: Label::from("ท่านนำความรู้ที่ได้รับไปใช้หรือไม่"),
            hints: vec![Label::from("ตอบเมื่อครบหนึ่งเดือนหลังการถ่ายทอด")],
            optional: false,
        },
        choices: vec![
            Choice::new("group", Bilingual::new("กลุ่มเกษตรกรหรือวิสาหกิจชุมชน", "Farmers' group or community enterprise")),
            Choice::new("person", Bilingual::new("บุคคลทั่วไป", "A person")),
            Choice::new("local", Bilingual::new("องค์กรปกครองส่วนท้องถิ่น", "Local government")),
        ],
        chosen: vec!["person".into()],
        places: PlaceChooser::new("92", "9205", ""),
        steps: steps(),
        bars: bars(),
        progress: vec![
            Progress::share(
                Bilingual::new("ผู้รับบริการนำความรู้ไปใช้ประโยชน์", "Participants who put it to use"),
                29,
                40,
                Some(60),
            ),
            Progress::share(Bilingual::new("ความพึงพอใจระดับมากขึ้นไป", "Satisfied or more"), 52, 80, Some(80)),
            Progress::count(Bilingual::new("จำนวนผู้เข้ารับการถ่ายทอด (คน)", "People at transfer days"), 120, Some(100)),
            Progress::share(Bilingual::new("มีรายได้เพิ่มขึ้น", "Earn more"), 0, 0, Some(30)),
        ],
        map: map(),
        gantt: schedule(),
        as_of: day(2026, 11, 21),
        turns: Turns { next: Some("?cursor=b".into()), first: Some("?".into()) },
        qr: Qr::of("https://clinic.example.org/technologies/T-7MGGD-G41"),
    }
}

fn steps() -> Vec<Step> {
    let step = |state, th: &str, en: &str| Step::new(state, Bilingual::new(th, en));
    vec![
        step(Standing::Done, "รับเรื่องแล้ว", "Received").on(day(2026, 11, 2)),
        step(Standing::Done, "วิเคราะห์ปัญหาร่วมกับชุมชน", "Analysed together")
            .on(day(2026, 11, 12))
            .note("ศาลาหมู่ที่ 3")
            .href("/x"),
        step(Standing::Now, "จับคู่เทคโนโลยี", "Being matched"),
        step(Standing::Later, "เข้าสู่โครงการ", "In a project"),
    ]
}

fn bars() -> Bars {
    let provinces = [
        ("เชียงราย", "Chiang Rai", 42),
        ("ตรัง", "Trang", 31),
        ("กาฬสินธุ์", "Kalasin", 17),
        ("พระนครศรีอยุธยา", "Phra Nakhon Si Ayutthaya", 9),
        ("ยะลา", "Yala", 0),
    ];
    let rows = provinces.map(|(th, en, count)| (Label::from(Bilingual::new(th, en)), count, Some("/x".to_owned())));
    Bars::new(
        Bilingual::new("จังหวัดที่มีความต้องการมากที่สุด ปีงบประมาณ 2570", "Provinces with most needs, fiscal year 2027"),
        msg("layout-province"),
        msg("layout-count"),
        rows,
    )
}

fn map() -> ProvinceMap {
    let provinces = thai::places::provinces().iter().enumerate().map(|(at, place)| ProvinceCount {
        code: place.code.to_string(),
        name: Bilingual::new(place.name_th, place.name_en),
        count: i64::try_from(at * at % 47).unwrap_or(0) - 5,
        href: format!("/needs?province={}", place.code),
    });
    let provinces = provinces.map(|one| ProvinceCount { count: one.count.max(0), ..one }).collect();
    ProvinceMap::new(Bilingual::new("ความต้องการรายจังหวัด", "Needs by province"), "dashboard-projects-count", provinces)
}

fn schedule() -> Gantt {
    let row = |th: &str, en: &str, plan, actual| GanttRow {
        label: Bilingual::new(th, en).into(),
        plan: Some(plan),
        unknown: None,
        actual,
        marks: Vec::new(),
    };
    let mut transfer = row(
        "ถ่ายทอดเทคโนโลยีการแปรรูปกล้วย รุ่นที่ 1–3",
        "Transfer days, groups 1–3",
        (day(2027, 1, 5), day(2027, 4, 30)),
        None,
    );
    transfer.marks = [day(2027, 1, 20), day(2027, 3, 9)]
        .map(|on| Milestone { on, label: Bilingual::new("วันถ่ายทอด", "Transfer day").into() })
        .into();
    let rows = vec![
        row(
            "สำรวจความพร้อมของกลุ่ม",
            "Readiness survey",
            (day(2026, 10, 5), day(2026, 11, 10)),
            Some((day(2026, 10, 12), Some(day(2026, 11, 25)))),
        ),
        row(
            "จัดเตรียมวัสดุและหลักสูตร",
            "Materials and course",
            (day(2026, 11, 15), day(2026, 12, 28)),
            Some((day(2026, 11, 20), None)),
        ),
        transfer,
        row("ติดตามผลหลังการถ่ายทอด", "Follow-up", (day(2027, 5, 15), day(2027, 8, 20)), None),
    ];
    Gantt::new(Bilingual::new("แผนการดำเนินงานของโครงการ", "Schedule of the project"), rows, day(2026, 12, 8))
}
