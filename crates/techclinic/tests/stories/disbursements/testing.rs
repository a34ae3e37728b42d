//! The money of projects for stories.

use crate::projects::testing::approved;
use crate::testing::rows::{Cell, put};
use crate::testing::{NO_FILE, Person, Tried, with};
use kit::clock::day;
use techclinic::accounts::Role;
use techclinic::app::App;
use techclinic::projects;

/// How its verbs are tried by everybody, on a purse: a project whose money is granted.
pub(crate) const TRIED: Tried = Tried {
    records: |world, named| {
        Box::pin(async move {
            let areas = [(&named.trang, "อ.สิเกา จ.ตรัง")];
            let purse = approved(world, &named.trang, "อบกล้วยในหน้าฝน", &areas).await.code;
            let manager = world.of_clinic(Role::ClinicManager, &named.trang).await;
            made(&manager, &world.officer().await, &purse).await;
            gave_back(&world.app, &purse).await;
            named.name("purse", purse);
        })
    },
    rehearsals: |world, named| {
        Box::pin(async move {
            let purse = named.code("work").to_owned();
            made(&named.coordinator, &named.coordinator, &purse).await;
            gave_back(&world.app, &purse).await;
            named.name("purse", purse);
        })
    },
    ..Tried::of(&[
        ("disbursement.record", "/projects/{purse}/disbursements", ""),
        ("disbursement.attach", "/projects/{purse}/disbursements/1/attach", NO_FILE),
        ("disbursement.reverse", "/projects/{purse}/disbursements/1/reverse", ""),
        ("disbursement.withdraw", "/projects/{purse}/disbursements/1/withdraw", ""),
        ("instalment.plan", "/projects/{purse}/instalments", ""),
        ("instalment.release", "/projects/{purse}/instalments/1/release", ""),
        ("instalment.withdraw", "/projects/{purse}/instalments/1/withdraw", ""),
        ("carry_over.ask", "/projects/{purse}/carry-overs", ""),
        ("carry_over.decline", "/projects/{purse}/carry-overs/1/decline", ""),
        ("carry_over.extend", "/projects/{purse}/carry-overs/1/extend", ""),
        ("carry_over.approve_extension", "/projects/{purse}/carry-overs/1/approve-extension", "version=0"),
        ("carry_over.decline_extension", "/projects/{purse}/carry-overs/1/decline-extension", ""),
        ("carry_over.approve", "/projects/{purse}/carry-overs/1/approve", "version=0"),
        ("repayment.record", "/projects/{purse}/repayments", ""),
        ("repayment.withdraw", "/projects/{purse}/repayments/1/withdraw", ""),
    ])
};

/// Something that went back: of a year that is not over nothing does by the ways of the site.
async fn gave_back(app: &App, purse: &str) {
    let project = projects::find_by_code(&app.db, purse).await.expect("read").expect("there").id;
    let row: [Cell; 8] = [
        ("id", app.chance.id(app.clock.now()).into()),
        ("project_id", project.into()),
        ("number", 1.into()),
        ("returned_on", day("2010-07-02").into()),
        ("amount", 100_i64.into()),
        ("document_number", "บร 1".into()),
        ("recorded_at", app.clock.now().into()),
        ("version", 1_i64.into()),
    ];
    put(&app.db, "repayment", row).await;
}

/// A payment, an instalment and a carry-over of a project, each the first, on 2 July 2553.
async fn made(lead: &Person, ministry: &Person, purse: &str) {
    let today = [("amount", "100"), ("paid_on_day", "2"), ("paid_on_month", "7")];
    recorded(lead, purse, &with(&PAYMENT, &today)).await;
    let instalment = with(&INSTALMENT, &[("amount", "500"), ("due_on_month", "8")]);
    ministry.post(format!("/projects/{purse}/instalments"), &instalment).await.expect(303);
    let carried = with(&CARRY_OVER, &[("line.0.amount", "100")]);
    lead.post(format!("/projects/{purse}/carry-overs"), &carried).await.expect(303);
}

/// 1,000 baht of the first line, paid in April 2553.
pub(crate) const PAYMENT: [(&str, &str); 6] = [
    ("line", "1"),
    ("paid_on_day", "20"),
    ("paid_on_month", "4"),
    ("paid_on_year", "2553"),
    ("amount", "1,000"),
    ("paid_for", "ค่าวัสดุฝึกอบรม"),
];

/// 40,000 baht by the end of June 2553.
pub(crate) const INSTALMENT: [(&str, &str); 5] = [
    ("amount", "40,000"),
    ("terms", "เมื่ออนุมัติโครงการ"),
    ("due_on_day", "30"),
    ("due_on_month", "6"),
    ("due_on_year", "2553"),
];

/// 10,000 baht of the first line, to the end of March 2554.
pub(crate) const CARRY_OVER: [(&str, &str); 5] = [
    ("line.0.amount", "10,000"),
    ("reason", "น้ำท่วมพื้นที่ จ่ายค่าวัสดุไม่ทัน"),
    ("until_day", "31"),
    ("until_month", "3"),
    ("until_year", "2554"),
];

/// Writes a payment down; answers its number.
pub(crate) async fn recorded(lead: &Person, work: &str, payment: &[(&str, &str)]) -> i32 {
    let address = lead.post(format!("/projects/{work}/disbursements"), payment).await.expect_see_other();
    address.rsplit('/').next().and_then(|number| number.parse().ok()).expect("a number")
}
