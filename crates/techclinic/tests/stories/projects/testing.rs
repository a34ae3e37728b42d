//! Projects for stories.

use kit::show::Bilingual;
use thai::{FiscalYear, Satang};
use uuid::Uuid;

use axum::body::Body;
use axum::http::{Request, header};

use crate::testing::{Answer, NO_FILE, Person, Tried, World, day, rows};
use techclinic::accounts::Role;
use techclinic::app::Circumstances;
use techclinic::organisations::Clinic;
use techclinic::projects;
use techclinic::projects::Area;
use techclinic::projects::Proposal;
use techclinic::projects::{Budget, BudgetLine};
use techclinic::projects::{Period, Plan};
use techclinic::projects::{Project, Signature};
use techclinic::projects::{ProjectIndicator, Unit};
use techclinic::projects::{ScheduleItem, ScheduleMark};
use techclinic::projects::{TargetGroup, TargetKind};

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried {
    records: |world, named| {
        Box::pin(async move {
            let manager = world.of_clinic(Role::ClinicManager, &named.trang).await;
            named.name("project", drafted(&manager, "1").await);
            let work = at_work(world, "P53-1", &[(&named.trang, 120)], &[]).await;
            begun(&world.officer().await, &work.code).await;
            named.name("work", work.code);
        })
    },
    rehearsals: |world, named| {
        Box::pin(async move {
            let draft = drafted(&named.coordinator, "practice-1").await;
            named.name("project", draft);
            let work = at_work(world, "P53-2", &[(&named.trang, 120)], &[]).await;
            rehearse(world, work.id, &named.trang).await;
            begun(&named.coordinator, &work.code).await;
            named.name("work", work.code);
        })
    },
    ..Tried::of(&[
        ("project.propose", "/projects", ""),
        ("project.edit", "/projects/{project}/edit", ""),
        ("project.attach", "/projects/{project}/attach", NO_FILE),
        ("project.detach", "/projects/{project}/detach", "file=x"),
        ("area.assign", "/projects/{project}/areas/1/assign", "clinic=trang"),
        ("project.sign", "/projects/{project}/sign", "name=x&position=x&on_day=10&on_month=5&on_year=2553"),
        ("project.choose_technology", "/projects/{project}/choose-technology", ""),
        ("project.leave_technology", "/projects/{project}/leave-technology", ""),
        ("project.serve_item", "/projects/{project}/serve-item", ""),
        ("project.leave_item", "/projects/{project}/leave-item", ""),
        ("project.take_up_need", "/projects/{project}/take-up-need", ""),
        ("project.leave_need", "/projects/{project}/leave-need", ""),
        ("project.attach_signed", "/projects/{project}/attach-signed", NO_FILE),
        ("project.submit", "/projects/{project}/submit", ""),
        ("project.return", "/projects/{project}/return", "reason=x"),
        ("project.approve", "/projects/{project}/approve", ""),
        ("project.mark_transferred", "/projects/{project}/mark-transferred", ""),
        ("project.follow_up", "/projects/{project}/follow-up", ""),
        ("project.close", "/projects/{project}/close", ""),
        ("project.open_next", "/projects/{project}/open-next", ""),
        ("project.cancel", "/projects/{project}/cancel", "reason=x"),
        ("schedule_item.mark_done", "/projects/{work}/schedule/1/mark-done", ""),
        ("schedule_item.unmark_done", "/projects/{work}/schedule/1/unmark-done", ""),
        ("amendment.begin", "/projects/{work}/amendments", ""),
        ("amendment.edit", "/projects/{work}/amendments/1/edit", ""),
        ("amendment.submit", "/projects/{work}/amendments/1/submit", ""),
        ("amendment.return", "/projects/{work}/amendments/1/return", ""),
        ("amendment.approve", "/projects/{work}/amendments/1/approve", ""),
        ("amendment.withdraw", "/projects/{work}/amendments/1/withdraw", ""),
    ])
};

/// The first amendment of a project.
async fn begun(lead: &Person, work: &str) {
    lead.post(format!("/projects/{work}/amendments"), &[("text", "น้ำท่วมพื้นที่")]).await.expect(303);
}

/// A draft of the clinic of ตรัง, with this key of the form; answers its code.
async fn drafted(person: &Person, once: &str) -> String {
    let form = [
        ("name_th", "อบกล้วยในหน้าฝน"),
        ("fiscal_year", "2553"),
        ("programme", "transfer"),
        ("lead", "trang"),
        ("once", once),
    ];
    let address = person.post("/projects", &form).await.expect_see_other();
    address.split('/').nth(2).expect("a code").to_owned()
}

/// Sends a file with what is said of it.
pub(crate) async fn upload(person: &Person, address: &str, said: &[(&str, &str)], bytes: &[u8]) -> Answer {
    let mut body = Vec::new();
    for (name, value) in said {
        body.extend(format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
    }
    body.extend(b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../a.pdf.exe\"\r\n\r\n");
    body.extend(bytes);
    body.extend(b"\r\n--x--\r\n");
    let request = Request::post(address)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header("sec-fetch-site", "same-origin");
    person.send(request, Body::from(body)).await
}

/// Turns a project into a rehearsal that `lead` leads.
pub(crate) async fn rehearse(world: &World, project: Uuid, lead: &Clinic) {
    rows::rehearse(&world.app.db, project, lead.id).await;
}

/// A plan of 2553 in which nothing is wrong, with these areas: whose each is, and how it is printed.
fn plan(name_th: &str, areas: &[(&Clinic, &str)]) -> Plan {
    let name = Bilingual { th: name_th.to_owned(), en: None };
    let (from, to, cost) = (day("2010-04-01"), day("2010-09-30"), Satang(100_000));
    let area = |(clinic, printed): &(&Clinic, &str)| Area {
        province: clinic.province.clone(),
        clinic: Some(clinic.id),
        as_printed: (*printed).to_owned(),
        ..Area::default()
    };
    let line = BudgetLine {
        label: "ค่าถ่ายทอด".to_owned(), persons: Some(10), amount: cost, ..BudgetLine::default()
    };
    Plan {
        rationale: "ชุมชนขอความรู้".to_owned(),
        objectives: vec!["ถ่ายทอดเทคโนโลยี".to_owned()],
        target_groups: vec![TargetGroup { kind: TargetKind::Community, label: "ชาวบ้าน".to_owned() }],
        indicators: vec![ProjectIndicator {
            id: Uuid::nil(),
            code: "satisfaction_benefit".to_owned(),
            name: Bilingual { th: "ความพึงพอใจ".to_owned(), en: None },
            unit: Unit::Percent,
            target: 8_500,
            instrument: None,
            formula: String::new(),
        }],
        period: Period { starts_on: Some(from), ends_on: Some(to), as_printed: None },
        method: vec!["ถ่ายทอด".to_owned()],
        schedule: vec![ScheduleItem {
            label: "ถ่ายทอด".to_owned(),
            marks: vec![ScheduleMark::in_month(from)],
            ..ScheduleItem::default()
        }],
        areas: areas.iter().map(area).collect(),
        budget: Budget { stated_total: cost, stated_persons: 10, lines: vec![line], ..Budget::default() },
        responsible: vec!["คลินิก".to_owned()],
        ..Plan::named(name, FiscalYear(2553), "transfer")
    }
}

/// A draft of the clinic that would lead it.
pub(crate) async fn proposed(world: &World, lead: &Clinic, name_th: &str, areas: &[(&Clinic, &str)]) -> Project {
    proposed_for(world, lead, name_th, areas, &[]).await
}

/// The same, which takes up needs.
pub(crate) async fn proposed_for(
    world: &World,
    lead: &Clinic,
    name_th: &str,
    areas: &[(&Clinic, &str)],
    needs: &[&str],
) -> Project {
    let manager = world.of_clinic(Role::ClinicManager, lead).await.reader();
    let needs = needs.iter().map(|code| (*code).to_owned()).collect();
    let proposal = Proposal { lead_clinic: Some(lead.id), plan: plan(name_th, areas), needs, call: None };
    projects::propose(&world.app, &manager, proposal, Circumstances::default()).await.expect("proposed")
}

/// A proposal that answers a call, whose plan lacks nothing but a need, or the reason for having none.
pub(crate) async fn answering(world: &World, lead: &Clinic, call: &str, without_need: Option<&str>) -> Project {
    let manager = world.of_clinic(Role::ClinicManager, lead).await.reader();
    let call = techclinic::calls::find_by_code(&world.app.db, call).await.expect("read").expect("announced");
    let plan = Plan {
        without_need: without_need.map(str::to_owned), ..plan("อบกล้วยในหน้าฝน", &[(lead, "ต.บ่อหิน")])
    };
    let proposal = Proposal { lead_clinic: Some(lead.id), plan, needs: Vec::new(), call: Some(call.id) };
    projects::propose(&world.app, &manager, proposal, Circumstances::default()).await.expect("proposed")
}

/// The same, submitted, signed by a second person and approved.
pub(crate) async fn approved(world: &World, lead: &Clinic, name_th: &str, areas: &[(&Clinic, &str)]) -> Project {
    let code = proposed(world, lead, name_th, areas).await.code;
    decided(world, lead, &code).await
}

/// A draft submitted, signed by a second person and approved.
pub(crate) async fn decided(world: &World, lead: &Clinic, code: &str) -> Project {
    let manager = world.of_clinic(Role::ClinicManager, lead).await.reader();
    let director = world.of_clinic(Role::ClinicDirector, lead).await.reader();
    let on = world.app.clock.today();
    let signature = Signature {
        by: "ผู้ลงนามสมมติ".to_owned(), position: "ผู้อำนวยการ".to_owned(), on
    };
    projects::submit(&world.app, &manager, code).await.expect("submitted");
    projects::sign(&world.app, &director, code, signature).await.expect("signed");
    projects::approve(&world.app, &world.system(), code).await.expect("approved")
}

/// What the plan of 2553 promises: code, unit, target and formula.
const PROMISES: [(&str, &str, i64, &str); 3] = [
    ("recipients", "persons", 330, "recipients.1"),
    ("satisfaction_benefit", "percent", 85, "satisfied_share.1"),
    ("application", "percent", 85, "applied_share.1"),
];

/// A project at work, with one area for each clinic, in its province, of so many planned persons, and with
/// further indicators than those of 2553.
pub(crate) async fn at_work(
    world: &World,
    code: &str,
    areas: &[(&Clinic, i32)],
    more: &[(&str, &str, i64, &str)],
) -> Project {
    let indicators = [&PROMISES, more].concat();
    let name = ("โครงการทดสอบ", "A test project");
    Decided { code, name, areas, indicators: &indicators, technologies: "" }.brought(world).await
}

/// A project of 2553 that files bring in as it was approved elsewhere, for stories of what came after.
pub(crate) struct Decided<'a> {
    pub(crate) code: &'a str,
    /// Its name in Thai and in English.
    pub(crate) name: (&'a str, &'a str),
    /// Whose each area is, with so many planned persons at 1,000 baht each, granted whole.
    pub(crate) areas: &'a [(&'a Clinic, i32)],
    /// Code, unit, target and formula of each indicator.
    pub(crate) indicators: &'a [(&'a str, &'a str, i64, &'a str)],
    /// Codes of what it hands on.
    pub(crate) technologies: &'a str,
}

impl Decided<'_> {
    fn file(&self) -> String {
        let area = |(at, (clinic, _)): (usize, &(&Clinic, i32))| {
            format!("{}: พื้นที่ {} | {}", clinic.province, at + 1, clinic.code)
        };
        let areas: Vec<_> = self.areas.iter().enumerate().map(area).collect();
        let persons: i32 = self.areas.iter().map(|(_, persons)| persons).sum();
        format!(
            "code,name_th,name_en,fiscal_year,programme,starts_on,ends_on,areas,total_baht,persons,offsetting,\
             technologies,status,signed_by,signed_position,signed_on,plan_version\n\
             {},{},{},2553,participation,2010-04-01,2010-09-30,\"{}\",{},{persons},yes,{},approved,\
             ผู้ลงนามสมมติ,ผู้อำนวยการ,2010-03-31,1\n",
            self.code,
            self.name.0,
            self.name.1,
            areas.join("\n"),
            persons * 1_000,
            self.technologies,
        )
    }

    fn lines(&self) -> String {
        let line = |(at, (clinic, persons)): (usize, &(&Clinic, i32))| {
            let baht = persons * 1_000;
            format!("{},ค่าถ่ายทอด,{} #{},{persons},{baht},{baht}\n", self.code, clinic.province, at + 1)
        };
        let lines: String = self.areas.iter().enumerate().map(line).collect();
        format!("project,line,area,persons,amount_baht,granted_before_baht\n{lines}")
    }

    fn promises(&self) -> String {
        let promise = |(code, unit, target, formula): &(&str, &str, i64, &str)| {
            format!("{},{code},ตัวชี้วัด {code},{unit},{target},{formula}\n", self.code)
        };
        let promises: String = self.indicators.iter().map(promise).collect();
        format!("project,code,name_th,unit,target,formula\n{promises}")
    }

    /// Brings it in.
    pub(crate) async fn brought(&self, world: &World) -> Project {
        world.bring("projects", &self.file()).await;
        if !self.areas.is_empty() {
            world.bring("budget-lines", &self.lines()).await;
        }
        if !self.indicators.is_empty() {
            world.bring("indicators", &self.promises()).await;
        }
        projects::find_by_code(&world.app.db, self.code).await.expect("read").expect("brought in")
    }
}
