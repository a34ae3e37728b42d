//! Projects that matched needs were taken into: planned, signed by a second person, approved,
//! carried out and reported on, each as far as its line says, so that the ministry has one to decide,
//! a clinic one to mend, and somebody people to call today.

use std::collections::HashMap;

use serde::Deserialize;
use thai::Quarter;

use super::needs::Matched;
use super::{Stage, Tell, answers, money, plans, table};
use brokerage::needs;
use house::accounts::Reader;
use house::app::Circumstances;
use transfer::monitoring::{self, Narrative, ReportKey};
use transfer::participation::{self, Channel, Decision, Disposition, NewOpinion};
use transfer::projects::{self, Grants, Project, Proposal, Revision, Section, Signature};

/// Days after the quarter until its report is handed in, and again until it is accepted: on time.
const DAYS_TO_WRITE: i64 = 10;
/// Days after the transfer on which a project is closed: the last window for calling is over.
const DAYS_TO_CLOSE: i64 = 100;

/// How far a project has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Reached {
    Draft,
    Submitted,
    Returned,
    Approved,
    Transferred,
    FollowingUp,
    Closed,
}

/// One project. It takes up the need for which its technology was confirmed.
#[derive(Clone, Deserialize)]
pub(super) struct Line {
    technology: String,
    pub(super) name_th: String,
    pub(super) name_en: String,
    #[serde(rename = "stage")]
    pub(super) reached: Reached,
    #[serde(rename = "proposed_days_ago")]
    proposed: i64,
    /// Days since the transfer; below nought it is to come.
    #[serde(rename = "transfer_days_ago")]
    pub(super) transfer: i64,
    pub(super) persons: u16,
}

impl Line {
    /// The same so many days earlier; what was under way a year ago is over by now.
    fn earlier(&self, days: i64) -> Self {
        let reached = if days > 300 && self.transfer > -60 { Reached::Closed } else { self.reached };
        Self { proposed: self.proposed + days, transfer: self.transfer + days, reached, ..self.clone() }
    }
}

pub(super) async fn load(stage: &Stage, matched: Vec<Matched>, tell: Tell<'_>) -> kit::Result<()> {
    let lines: Vec<Line> = table::rows(include_str!("../../demo/living/projects.csv"))?;
    let of_technology: HashMap<_, _> = lines.iter().map(|line| (line.technology.as_str(), line)).collect();
    let (mut people, mut spoken, mut amendments) = (0, OPINIONS.iter(), AMENDMENTS.iter());
    for (done, need) in matched.iter().enumerate() {
        let Some(line) = of_technology.get(need.technology.as_str()) else { continue };
        let line = line.earlier(need.earlier);
        let project = decided(stage, need, &line).await?;
        tell("projects", done + 1);
        if line.reached < Reached::Approved {
            continue;
        }
        let manager = stage.officers()?.manager(&need.clinic);
        money::load(stage, &project, &manager, &line, stage.days_ago(line.proposed - 10)).await?;
        if line.reached < Reached::Transferred {
            amendment(stage, &project, &manager, amendments.next()).await?;
            continue;
        }
        if line.reached == Reached::FollowingUp {
            amendment(stage, &project, &manager, amendments.next()).await?;
        }
        answers::load(stage, &project.code, need, &manager, &line, people).await?;
        people += u32::from(line.persons);
        tell("participants", usize::try_from(people).unwrap_or(usize::MAX));
        reports(stage, &project, &manager, line.reached).await?;
        if line.reached == Reached::Closed {
            stage.days_ago(line.transfer - DAYS_TO_CLOSE);
            projects::close(&stage.app, &manager, &project.code, false).await?;
            needs::answer(&stage.app, &manager, &need.code, CLOSED.to_owned(), None).await?;
        } else if let Some(said) = spoken.next() {
            opinion(stage, &project, &manager, said).await?;
        }
    }
    stage.days_ago(0);
    Ok(())
}

/// A project proposed, and decided as far as it has come.
async fn decided(stage: &Stage, need: &Matched, line: &Line) -> kit::Result<Project> {
    let app = &stage.app;
    let officers = stage.officers()?;
    let (manager, director) = (officers.manager(&need.clinic), officers.director(&need.clinic));
    stage.days_ago(line.proposed);
    let plan = plans::plan(stage, need, line);
    let proposal = Proposal { plan, lead_clinic: Some(need.clinic.id), needs: vec![need.code.clone()], call: None };
    let how = Circumstances { invented: true, ..Circumstances::default() };
    let project = projects::propose(app, &manager, proposal, how).await?;
    if line.reached == Reached::Draft {
        return Ok(project);
    }
    stage.days_ago(line.proposed - 3);
    projects::submit(app, &manager, &project.code).await?;
    let on = stage.days_ago(line.proposed - 4);
    let signature = Signature {
        by: "ผู้ลงนามสมมติ".to_owned(), position: "ผู้อำนวยการคลินิกเทคโนโลยี".to_owned(), on
    };
    if line.reached == Reached::Returned {
        stage.days_ago(line.proposed - 8);
        return projects::return_project(app, &officers.ministry(), &project.code, RETURNED.to_owned()).await;
    }
    let signed = projects::sign(app, &director, &project.code, signature).await?;
    if line.reached == Reached::Submitted {
        return Ok(signed);
    }
    stage.days_ago(line.proposed - 10);
    projects::approve(app, &officers.ministry(), &project.code).await
}

/// The last word to the community.
const CLOSED: &str = "โครงการเสร็จแล้ว คลินิกถ่ายทอดเทคโนโลยีและติดตามผลครบ ขอบคุณที่เล่าปัญหาและร่วมลงมือทำ หากติดขัดติดต่อคลินิกได้ตลอด";

/// Why the ministry hands a plan back.
const RETURNED: &str = "กลุ่มเป้าหมาย 30 คนมากกว่าที่โรงอบหนึ่งหลังรองรับได้ ขอให้ปรับจำนวนหรือแบ่งเป็นสองรุ่น แล้วส่งใหม่";

/// Every quarter of the project that is over has its report handed in. Those of a project that is over
/// are locked, others accepted; that of one whose transfer is fresh waits for the ministry.
async fn reports(stage: &Stage, project: &Project, manager: &Reader, reached: Reached) -> kit::Result<()> {
    for quarter in project.plan.period.quarters() {
        let since = (stage.today - quarter.end()).num_days();
        if since > 2 * DAYS_TO_WRITE {
            report(stage, project, manager, quarter, since - DAYS_TO_WRITE, reached).await?;
        }
    }
    Ok(())
}

async fn report(
    stage: &Stage,
    project: &Project,
    manager: &Reader,
    quarter: Quarter,
    handed_in: i64,
    reached: Reached,
) -> kit::Result<()> {
    let key = ReportKey { project: project.code.clone(), area: 1, quarter };
    stage.days_ago(handed_in);
    let report = monitoring::draft(&stage.app, manager, &key).await?;
    let narrative = Narrative {
        support: "ผู้นำชุมชนช่วยนัดหมายและให้ใช้ศาลาหมู่บ้าน".to_owned(),
        problems: "ฝนตกในวันทดลองทำ ต้องเลื่อนบางขั้นตอน".to_owned(),
        suggestions: "ควรจัดนอกฤดูเก็บเกี่ยว".to_owned(),
        explanation: "ยังอยู่ระหว่างติดตามผล".to_owned(),
    };
    monitoring::submit(&stage.app, manager, &key, narrative, report.version).await?;
    if reached < Reached::FollowingUp {
        return Ok(());
    }
    let ministry = stage.officers()?.ministry();
    stage.days_ago(handed_in - DAYS_TO_WRITE);
    monitoring::accept(&stage.app, &ministry, &key).await?;
    if reached == Reached::Closed {
        monitoring::lock(&stage.app, &ministry, &key).await?;
    }
    Ok(())
}

/// What somebody says, what was decided and why, and the reply.
type Said = (&'static str, Disposition, &'static str, &'static str);

const OPINIONS: [Said; 3] = [
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
async fn opinion(stage: &Stage, project: &Project, manager: &Reader, said: &Said) -> kit::Result<()> {
    let (text, disposition, reason, reply) = said;
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

/// Why a plan must change, how it is carried out then, and whether the ministry has approved that.
type Amended = (&'static str, &'static str, bool);

const AMENDMENTS: [Amended; 3] = [
    ("น้ำท่วมพื้นที่อบรมในเดือนที่วางแผนไว้ จึงขอย้ายไปอบรมที่ศาลาประชาคม (สมมติ)", "อบรมที่ศาลาประชาคมของตำบล แทนที่ทำการกลุ่ม", true),
    ("ผู้เข้าร่วมขอให้แบ่งอบรมเป็นสองรุ่น เพราะติดฤดูเก็บเกี่ยว (สมมติ)", "แบ่งผู้เข้าร่วมเป็นสองรุ่น รุ่นละหนึ่งวัน", false),
    ("กลุ่มขอให้เพิ่มการสาธิตหลังอบรมหนึ่งครั้ง โดยไม่เพิ่มงบประมาณ (สมมติ)", "สาธิตซ้ำที่ทำการกลุ่มหลังอบรมหนึ่งเดือน", true),
];

/// The plan of a project is to change: handed in some days ago, and approved where it says so.
async fn amendment(stage: &Stage, project: &Project, manager: &Reader, amended: Option<&Amended>) -> kit::Result<()> {
    let Some((reason, step, approved)) = amended else { return Ok(()) };
    let (app, code) = (&stage.app, project.code.as_str());
    stage.days_ago(6);
    let one = projects::begin_amendment(app, manager, code, (*reason).to_owned(), None).await?;
    let plan = &one.after;
    let mut typed = projects::filled(Section::Work, plan, &HashMap::new(), Grants::Kept);
    typed.set("method", plan.method.iter().map(String::as_str).chain([*step]).collect::<Vec<_>>().join("\n"));
    let revision = Revision { section: Section::Work, typed, version: one.version, once: None };
    projects::edit_amendment(app, manager, code, one.number, revision).await?;
    stage.days_ago(5);
    projects::submit_amendment(app, manager, code, one.number).await?;
    if *approved {
        stage.days_ago(3);
        let remark = Some("เห็นชอบ โดยไม่เพิ่มวงเงิน (สมมติ)".to_owned());
        projects::approve_amendment(app, &stage.officers()?.ministry(), code, one.number, remark).await?;
    }
    Ok(())
}
