//! Projects for stories.

use kit::show::Bilingual;
use thai::{FiscalYear, Satang};

use super::area::Area;
use super::budget::{Budget, BudgetLine};
use super::forms_deeds::Proposal;
use super::indicator::{ProjectIndicator, Unit};
use super::plan::{Period, Plan, Programme};
use super::project::{Project, Signature};
use super::schedule::{ScheduleItem, ScheduleMark};
use super::target_group::{TargetGroup, TargetKind};
use super::verbs::{self, Circumstances};
use crate::accounts::Role;
use crate::organisations::Clinic;
use crate::testing::{World, day};

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
            id: uuid::Uuid::nil(),
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
        ..Plan::named(name, FiscalYear(2553), Programme::Transfer)
    }
}

/// A draft of the clinic that would lead it.
pub(crate) async fn proposed(world: &World, lead: &Clinic, name_th: &str, areas: &[(&Clinic, &str)]) -> Project {
    let manager = world.of_clinic(Role::ClinicManager, lead).await.reader();
    let proposal = Proposal { lead_clinic: Some(lead.id), plan: plan(name_th, areas), needs: Vec::new() };
    verbs::propose(&world.app, &manager, proposal, Circumstances::default()).await.expect("proposed")
}

/// The same, submitted, signed by a second person and approved.
pub(crate) async fn approved(world: &World, lead: &Clinic, name_th: &str, areas: &[(&Clinic, &str)]) -> Project {
    let code = proposed(world, lead, name_th, areas).await.code;
    let manager = world.of_clinic(Role::ClinicManager, lead).await.reader();
    let director = world.of_clinic(Role::ClinicDirector, lead).await.reader();
    let on = world.app.clock.today();
    let signature = Signature {
        by: "ผู้ลงนามสมมติ".to_owned(), position: "ผู้อำนวยการ".to_owned(), on
    };
    verbs::submit(&world.app, &manager, &code).await.expect("submitted");
    verbs::sign(&world.app, &director, &code, signature).await.expect("signed");
    verbs::approve(&world.app, &world.system(), &code).await.expect("approved")
}
