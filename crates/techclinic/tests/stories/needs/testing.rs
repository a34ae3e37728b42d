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

/// A JPEG of one point with `extra` segments before it, and something hung behind it.
pub(crate) fn a_jpeg(extra: &[u8]) -> Vec<u8> {
    const SIZE: &[u8] = &[0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0];
    const POINT: &[u8] = &[0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x55, 0xFF, 0x00, 0x12, 0xFF, 0xD9];
    [&[0xFF, 0xD8], extra, SIZE, POINT, b"<script>behind</script>"].concat()
}

/// Exif with a place (tag 0x8825) and the way up `6`.
pub(crate) fn a_place() -> Vec<u8> {
    const EXIF: &[u8] =
        b"Exif\0\0II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\x25\x88\x04\0\x01\0\0\0\x26\0\0\0\0\0\0\0";
    let content = [EXIF, b"GPS 7.55N 99.60E"].concat();
    let length = u16::try_from(content.len() + 2).expect("short").to_be_bytes();
    [&[0xFF, 0xE1], &length[..], &content].concat()
}

/// A recording of a telephone that wrote where it was.
pub(crate) fn an_m4a() -> Vec<u8> {
    let part = |kind: &[u8], content: &[u8]| {
        let length = u32::try_from(content.len() + 8).expect("short").to_be_bytes();
        [&length[..], kind, content].concat()
    };
    let place = part(b"udta", &part(b"\xA9xyz", b"+07.55+099.60/"));
    [part(b"ftyp", b"M4A \0\0\0\0M4A mp42isom"), part(b"moov", &place), part(b"mdat", b"sound")].concat()
}
