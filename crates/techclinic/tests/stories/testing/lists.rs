//! Every list costs the same few queries however long it is: what holds for ten records holds for the
//! whole country.

use std::ops::Range;

use super::{Person, World, stories};
use techclinic::accounts::{Role, Scope};

/// Lists that everybody reads.
const PUBLIC: &[&str] = &[
    "/technologies",
    "/needs",
    "/clinics",
    "/projects",
    "/participation",
    "/published-figures",
    "/plan-items",
    "/places/local-governments",
    "/api/v1/technologies",
    "/api/v1/needs",
    "/api/v1/clinics",
    "/api/v1/organisations",
    "/api/v1/projects",
    "/api/v1/opinions",
    "/api/v1/published-figures",
    "/api/v1/local-governments",
    "/api/v1/plan-items",
];

/// Lists of an officer of the ministry.
const OFFICER: &[&str] = &[
    "/desk",
    "/desk/opinions",
    "/desk/imports",
    "/desk/progress-reports",
    "/integration-plans",
    "/integration-plans/2553",
    "/integration-plans/2553/book",
    "/integration-plans/rows",
    "/api/v1/integration-plans/rows",
];

/// Lists of an administrator.
const ADMINISTRATOR: &[&str] = &["/desk/accounts", "/desk/history"];

/// Brings in as many records of each kind as the range is long.
async fn bring(world: &World, numbers: Range<u32>) {
    let rows = |head: &str, row: &dyn Fn(u32) -> String| {
        numbers.clone().fold(format!("{head}\n"), |file, number| format!("{file}{}\n", row(number)))
    };
    let files = [
        ("organisations", rows("code,kind,name_th,province", &|n| format!("org-{n},institute,สถาบันที่ {n},92"))),
        ("clinics", rows("code,organisation,name_th,province", &|n| format!("c{n},org-{n},คลินิกที่ {n},92"))),
        (
            "technologies",
            rows("code,name_th,summary_th,kind,clinic,province", &|n| {
                format!("T-{n},ตู้อบแบบที่ {n},อบกล้วยให้แห้งในหน้าฝน,research,c{n},92")
            }),
        ),
        ("local-governments", rows("name_th,kind,province,source", &|n| format!("บ่อหิน{n},subdistrict,92,ทดสอบ"))),
        (
            "published-figures",
            rows("fact,value,unit,as_of,source", &|n| format!("networks,{n},เครือข่าย,30 กันยายน 2552,แหล่งที่ {n}")),
        ),
        ("needs", rows("code,text_th,province", &|n| format!("N-{n},กลุ่มแม่บ้านตากกล้วยแล้วขึ้นรา {n},92"))),
        (
            "projects",
            rows("code,name_th,fiscal_year,programme,status,source", &|n| {
                format!("P-{n},อบกล้วยรุ่นที่ {n},2553,transfer,published,แผนปฏิบัติการ")
            }),
        ),
        ("plan-items", rows("code,level,name_th,source", &|n| format!("I-{n},national,เป้าหมายที่ {n},เอกสารสมมติ"))),
        (
            "integration-plan-rows",
            rows("code,fiscal_year,name_th,agency,provinces,amount_baht,need,plan_items", &|n| {
                format!("B-{n},2553,อบกล้วยรุ่นที่ {n},org-{n},ตรัง,1000,N-{n},I-{n}")
            }),
        ),
        ("opinions", rows("code,project,text,status", &|n| format!("O-{n},P-{n},อยากให้จัดอบรมในวันหยุด {n},published"))),
    ];
    for (kind, file) in files {
        assert_eq!(world.bring(kind, &file).await[0], i32::try_from(numbers.len()).expect("few"), "{kind}");
    }
}

/// What each list costs its reader.
async fn costs(world: &World, readers: &[(&Person, &'static [&'static str])]) -> Vec<(&'static str, u64)> {
    let mut costs = Vec::new();
    for (reader, lists) in readers {
        for list in *lists {
            costs.push((*list, world.queries_of(reader, list).await));
        }
    }
    costs
}

stories! {
    async fn a_list_costs_the_same_however_long_it_is(world: World) {
        let stranger = world.anyone();
        let officer = world.officer().await;
        let administrator = world.signed_in(Role::Administrator, Scope::Network).await;
        let readers = [(&stranger, PUBLIC), (&officer, OFFICER), (&administrator, ADMINISTRATOR)];
        crate::integration_plans::testing::open(&world, 2553, None, None).await;
        bring(&world, 0..3).await;
        let few = costs(&world, &readers).await;
        bring(&world, 3..40).await;
        for _ in 0..30 {
            world.signed_in(Role::Auditor, Scope::Network).await;
        }
        assert_eq!(costs(&world, &readers).await, few);
    }
}
