//! Surveys for stories: a workbook, and how it is brought in.

use axum::http::Request;
use rust_xlsxwriter::Workbook;

use crate::testing::{Answer, Making, NO_FILE, Person, Tried};

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried {
    records: ASKED,
    ..Tried::of(&[
        ("survey.draft", "/desk/surveys", NO_FILE),
        ("survey.revise", "/desk/surveys/{survey}/revise", NO_FILE),
        ("survey.map", "/desk/surveys/{survey}/map", ""),
        ("survey.publish", "/desk/surveys/{survey}/publish", ""),
        ("survey_answer.give", "/surveys/{survey}", ""),
        ("survey.discard", "/desk/surveys/{survey}/discard", ""),
        ("survey.close", "/desk/surveys/{survey}/close", ""),
        ("survey.reopen", "/desk/surveys/{survey}/reopen", ""),
    ])
};

/// A survey of the clinic that is asked, with the draft of its next edition.
const ASKED: Making = |_, named| {
    Box::pin(async move {
        let survey = drafted(&named.coordinator, &needs("1")).await;
        publish(&named.coordinator, &survey, "").await.expect_see_other();
        upload(&named.coordinator, &format!("/desk/surveys/{survey}/revise"), &needs("2")).await.expect_see_other();
        named.name("survey", survey);
    })
};

/// What a form has under each heading.
pub(crate) type Rows<'a> = &'a [&'a [&'a str]];

/// The workbook of a form.
pub(crate) fn workbook(title: &str, version: &str, survey: Rows<'_>, choices: Rows<'_>) -> Vec<u8> {
    let mut book = Workbook::new();
    let settings: Rows<'_> =
        &[&["form_title", "form_id", "version", "default_language"], &[title, "survey", version, "ไทย (th)"]];
    for (name, rows) in [("survey", survey), ("choices", choices), ("settings", settings)] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).expect("a name");
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let (row, column) = (u32::try_from(row).expect("few"), u16::try_from(column).expect("few"));
                sheet.write_string(row, column, *cell).expect("a cell");
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// The headings of a survey in two languages.
const HEAD: &[&str] =
    &["type", "name", "label::ไทย (th)", "label::English (en)", "required", "constraint", "choice_filter", "relevant"];

/// A survey of the needs of a village: who tells them, the place by the country's own lists, and as many needs as there
/// are.
pub(crate) fn needs(version: &str) -> Vec<u8> {
    workbook(
        "สำรวจความต้องการของหมู่บ้าน",
        version,
        &[
            HEAD,
            &["text", "name", "ชื่อผู้ตอบ", "Your name", "yes"],
            &["select_one kinds", "group_kind", "ตอบในนามของ", "On behalf of", "yes"],
            &["select_one_from_file provinces.csv", "province", "จังหวัด", "Province", "yes"],
            &["select_one_from_file districts.csv", "district", "อำเภอ", "District", "", "", "province = ${province}"],
            &["begin repeat", "needs", "ความต้องการ", "Needs"],
            &["text", "need", "ต้องการให้ช่วยเรื่องใด", "What is needed", "yes"],
            &["integer", "households", "กี่ครัวเรือน", "How many households", "", ". > 0"],
            &["end repeat"],
        ],
        &[
            &["list_name", "name", "label::ไทย (th)", "label::English (en)"],
            &["kinds", "farmers", "กลุ่มเกษตรกร", "A farmers' group"],
            &["kinds", "community", "ชุมชน", "A community"],
        ],
    )
}

/// A survey of opinions inside the ministry.
pub(crate) fn opinions(version: &str) -> Vec<u8> {
    workbook(
        "ความเห็นของหน่วยงานในกระทรวง",
        version,
        &[
            HEAD,
            &[
                "text",
                "opinion",
                "ท่านเห็นอย่างไรกับแผนบูรณาการจังหวัด",
                "What do you think of the plans for the provinces",
                "yes",
            ],
            &["acknowledge", "agreed", "ยินยอมให้เผยแพร่ความเห็นโดยไม่ระบุชื่อ", "May be published without a name", "yes"],
        ],
        &[&["list_name", "name", "label::ไทย (th)", "label::English (en)"]],
    )
}

/// Sends a file as a browser does.
pub(crate) async fn upload(person: &Person, address: &str, file: &[u8]) -> Answer {
    let head = "--edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"form.xlsx\"\r\n\r\n";
    let body = [head.as_bytes(), file, b"\r\n--edge--\r\n"].concat();
    let request = Request::post(address)
        .header("content-type", "multipart/form-data; boundary=edge")
        .header("sec-fetch-site", "same-origin");
    person.send(request, body.into()).await
}

/// Brings a survey in; answers its code.
pub(crate) async fn drafted(person: &Person, file: &[u8]) -> String {
    let to = upload(person, "/desk/surveys", file).await.expect_see_other();
    to.rsplit('/').next().expect("a code").to_owned()
}

/// Publishes its draft.
pub(crate) async fn publish(person: &Person, survey: &str, notes: &str) -> Answer {
    person.post(&format!("/desk/surveys/{survey}/publish"), &[("notes", notes)]).await
}
