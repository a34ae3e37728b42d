//! Calls for proposals for stories.

use crate::testing::{Person, Tried, World};

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried {
    records: |world, named| {
        Box::pin(async move {
            let officer = world.officer().await;
            let call = drafted(&officer, &form(&[])).await;
            named.name("call", call);
        })
    },
    ..Tried::of(&[
        ("call.draft", "/calls", ""),
        ("call.edit", "/calls/{call}/edit", ""),
        ("call.announce", "/calls/{call}/announce", ""),
        ("call.extend", "/calls/{call}/extend", ""),
        ("call.withdraw", "/calls/{call}/withdraw", ""),
    ])
};

/// What the ministry types for a call of 2553 that is open from the first to the last of May, with two criteria;
/// other fields stand in the place of these.
pub(crate) fn form<'a>(other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("name_th", "เปิดรับข้อเสนอถ่ายทอดเทคโนโลยี"),
        ("about", "ถ่ายทอดเทคโนโลยีสู่ชุมชน ปีละครั้ง"),
        ("fiscal_year", "2553"),
        ("programme", "transfer"),
        ("opens_on_day", "1"),
        ("opens_on_month", "5"),
        ("opens_on_year", "2553"),
        ("opens_time", ""),
        ("closes_on_day", "31"),
        ("closes_on_month", "5"),
        ("closes_on_year", "2553"),
        ("closes_time", "16.30"),
        ("most", ""),
        ("available", ""),
        ("ceiling", ""),
        ("score_most", "10"),
        ("reviewers", "2"),
        ("criterion.0.name_th", "ตรงกับความต้องการของชุมชน"),
        ("criterion.0.weight", "60"),
        ("criterion.1.name_th", "งบประมาณสมเหตุสมผล"),
        ("criterion.1.weight", "40"),
        ("once", "call-1"),
    ];
    for (name, text) in other {
        fields.retain(|(field, _)| field != name);
        fields.push((name, text));
    }
    fields
}

/// Writes one down; answers its code.
pub(crate) async fn drafted(officer: &Person, form: &[(&str, &str)]) -> String {
    let address = officer.post("/calls", form).await.expect_see_other();
    address.rsplit('/').next().expect("a code").to_owned()
}

/// One that everybody may read; answers its code.
pub(crate) async fn announced(world: &World, other: &[(&str, &str)]) -> String {
    let officer = world.officer().await;
    let code = drafted(&officer, &form(other)).await;
    officer.post(&format!("/calls/{code}/announce"), &[]).await.expect(303);
    code
}
