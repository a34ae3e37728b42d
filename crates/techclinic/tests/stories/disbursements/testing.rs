//! The money of projects for stories.

use crate::testing::{NO_FILE, Person, Tried};

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried {
    records: |world, named| {
        Box::pin(async move {
            let work = named.code("work").to_owned();
            let manager = world.of_clinic(techclinic::accounts::Role::ClinicManager, &named.trang).await;
            made(&manager, &world.officer().await, &work).await;
        })
    },
    rehearsals: |_, named| {
        Box::pin(async move {
            let work = named.code("work").to_owned();
            made(&named.coordinator, &named.coordinator, &work).await;
        })
    },
    ..Tried::of(&[
        ("disbursement.record", "/projects/{work}/disbursements", ""),
        ("disbursement.attach", "/projects/{work}/disbursements/1/attach", NO_FILE),
        ("disbursement.reverse", "/projects/{work}/disbursements/1/reverse", ""),
        ("disbursement.withdraw", "/projects/{work}/disbursements/1/withdraw", ""),
        ("instalment.plan", "/projects/{work}/instalments", ""),
        ("instalment.release", "/projects/{work}/instalments/1/release", ""),
        ("instalment.withdraw", "/projects/{work}/instalments/1/withdraw", ""),
        ("carry_over.ask", "/projects/{work}/carry-overs", ""),
        ("carry_over.decline", "/projects/{work}/carry-overs/1/decline", ""),
        ("carry_over.approve", "/projects/{work}/carry-overs/1/approve", "version=0"),
    ])
};

/// A payment, an instalment and a carry-over of a project at work, each the first.
async fn made(lead: &Person, ministry: &Person, work: &str) {
    recorded(lead, work, &PAYMENT).await;
    ministry.post(format!("/projects/{work}/instalments"), &INSTALMENT).await.expect(303);
    lead.post(format!("/projects/{work}/carry-overs"), &CARRY_OVER).await.expect(303);
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
