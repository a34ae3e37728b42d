//! Integration plans for stories: plans and rows that are made up for them.

use std::fmt::Write as _;

use crate::testing::{Tried, World};
use kit::show::Bilingual;
use techclinic::integration_plans::{self, Description, IntegrationPlan};
use thai::{FiscalYear, Satang};

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried {
    records: |world, _| {
        Box::pin(async move {
            open(world, 2553, None, None).await;
            world.bring("integration-plan-rows", &format!("{HEAD}B-1,2553,ตู้อบแห้ง,วว.,ตรัง,1000,,\n")).await;
        })
    },
    ..Tried::of(&[
        ("integration_plan.open", "/integration-plans", ""),
        ("integration_plan.describe", "/integration-plans/2553/describe", ""),
        ("plan_row.register", "/integration-plans/rows", ""),
        ("plan_row.correct", "/integration-plans/rows/B-1/correct", ""),
        ("plan_row.withdraw", "/integration-plans/rows/B-1/withdraw", ""),
        ("integration_plan.unfreeze", "/integration-plans/2553/unfreeze", ""),
        ("integration_plan.publish", "/integration-plans/2553/publish", ""),
        ("integration_plan.compile", "/integration-plans/2553/compile", ""),
        ("integration_plan.freeze", "/integration-plans/2553/freeze", ""),
    ])
};

/// The heading of a file of rows.
pub(crate) const HEAD: &str = "code,fiscal_year,name_th,agency_as_printed,provinces,amount_baht,need,plan_items\n";

/// The plan of a year, of which a paper says this much.
pub(crate) async fn open(world: &World, year: i32, count: Option<i64>, baht: Option<i64>) -> IntegrationPlan {
    let told = Description {
        name: Bilingual { th: format!("แผนบูรณาการสมมติ {year}"), en: None },
        goal: None,
        source: None,
        note: None,
        stated_count: count,
        stated_sum: baht.and_then(Satang::from_baht),
    };
    integration_plans::open(&world.app, &world.system(), FiscalYear(year), told, None).await.expect("a plan")
}

/// A made-up file of 637 rows of the plan of 2555 that come to 567,359,000 baht (docs/requirements.md A4-01): the
/// first `needs` are said to come from the needs of these codes.
pub(crate) fn file_of_2555(needs: &[&str]) -> String {
    const ROWS: i64 = 637;
    const BAHT: i64 = 567_359_000;
    let agencies = ["สวทช.", "วว.", "มว.", "ศูนย์ความเป็นเลิศ"];
    let provinces = ["ตรัง", "ชลบุรี", "กรุงเทพมหานคร", "สงขลา; ปัตตานี", "ตรัง; ชลบุรี", ""];
    let mut text = HEAD.to_owned();
    for at in 0..ROWS {
        let own = if at == ROWS - 1 { BAHT - (ROWS - 1) * (BAHT / ROWS) } else { BAHT / ROWS };
        let at = usize::try_from(at).expect("few");
        let (agency, provinces) = (agencies[at % agencies.len()], provinces[at % provinces.len()]);
        let need = needs.get(at).copied().unwrap_or("");
        writeln!(text, "B-{},2555,โครงการสมมติที่ {},{agency},{provinces},{own},{need},", at + 1, at + 1).expect("text");
    }
    text
}
