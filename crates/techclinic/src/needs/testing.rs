//! Needs for stories.

use crate::testing::{NO_FILE, Person, Tried};

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried {
    records: |world, named| Box::pin(async move { named.name("need", told(&world.anyone(), TEXT, "1").await) }),
    rehearsals: |_, named| {
        Box::pin(async move {
            let need = told(&named.coordinator, TEXT, "practice-1").await;
            named.name("need", need);
        })
    },
    ..Tried::of(&[
        ("need.register", "/needs", ""),
        ("need.analyse", "/needs/{need}/analyse", ""),
        ("need.decline", "/needs/{need}/decline", ""),
        ("need.answer", "/needs/{need}/answer", ""),
        ("need.ask", "/needs/{need}/ask", ""),
        ("need.reply", "/needs/{need}/reply", ""),
        ("need.merge", "/needs/{need}/merge", ""),
        ("need.unmerge", "/needs/{need}/unmerge", ""),
        ("need.attach", "/needs/{need}/attach", NO_FILE),
        ("need.publish_file", "/needs/{need}/publish-file", ""),
        ("need.remove_file", "/needs/{need}/remove-file", ""),
        ("need.withhold", "/needs/{need}/withhold", ""),
        ("need.publish", "/needs/{need}/publish", ""),
        ("need.recover", "/needs/{need}/recover", ""),
        ("need.reclaim", "/track/reclaim", ""),
    ])
};

const TEXT: &str = "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นรา";

/// Tells a need of ตรัง in these words, with this key of the form; answers its code.
pub(crate) async fn told(person: &Person, text: &str, once: &str) -> String {
    let fields = [("text", text), ("group_kind", "housewives"), ("province", "92"), ("once", once)];
    let track = person.post("/needs", &fields).await.expect_see_other();
    let page = person.get(&track).await.expect(200);
    let code = page.body.split("/needs/N").nth(1).and_then(|rest| rest.split('"').next()).expect("its code");
    format!("N{code}")
}

/// What a clinic writes of its meeting with the group, on this day of 2553.
pub(crate) fn meeting<'a>(day: &'a str, month: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("held_on_day", day),
        ("held_on_month", month),
        ("held_on_year", "๒๕๕๓"),
        ("place", "ศาลาหมู่บ้าน"),
        ("attendees", "๑๒"),
        ("minutes", "ตกลงหาวิธีอบแห้ง"),
        ("problem", "กล้วยตากขึ้นราเพราะความชื้นสูง"),
    ]
}

/// They find out on this day of 2553 what the matter is.
pub(crate) async fn analyse(person: &Person, need: &str, day: &str, month: &str) {
    person.post(format!("/needs/{need}/analyse"), &meeting(day, month)).await.expect(303);
}
