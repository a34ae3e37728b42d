//! Two people open a form about one record, and one saves first: whoever comes second sees, beside every
//! field of the form that they typed otherwise, what is saved now. Every form by which a record is put
//! right is walked here field by field; one that is missing, or a field of one, fails.

use std::collections::BTreeSet;

use scraper::{Html, Selector};

use super::{Answer, rights, stories};
use crate::accounts::Role;

/// A form: its verb, and what is typed into each of its fields, all otherwise than in [`rights::records`].
type Form = (&'static str, &'static [(&'static str, &'static str)]);

const FORMS: &[Form] = &[
    ("technology.revise", TECHNOLOGY),
    ("village.correct", VILLAGE),
    ("network.correct", NETWORK),
    ("volunteer.correct", VOLUNTEER),
    ("organisation.rename", NAME),
    ("organisation.correct", ORGANISATION),
    ("clinic.correct", CLINIC),
    ("clinic.correct_contacts", CONTACTS),
    ("past_project.correct", PAST_PROJECT),
    ("training.correct", TRAINING),
    ("published_figure.correct", FIGURE),
    ("progress_report.explain", NARRATIVE),
    ("agreement.correct", AGREEMENT),
    ("appointment.correct", APPOINTMENT),
    ("thesaurus.correct", PHRASES),
];

/// Verbs called like these whose pages have no such form: a questionnaire is laid out by its version, and
/// shows the answers saved (`responses/tests.rs`); a report is opened again by a button.
const NO_FORM: [&str; 2] = ["response.correct", "progress_report.correct"];

const TECHNOLOGY: &[(&str, &str)] = &[
    ("name_th", "ตู้อบแบบใหม่"),
    ("name_en", "Dryer"),
    ("summary_th", "อบพริกให้แห้ง"),
    ("summary_en", "Dries chillies"),
    ("field", "พลังงาน"),
    ("kind", "local_wisdom"),
    ("holder", "ลุงสมมติ"),
    ("holder_kind", "person"),
    ("credit_th", "ลุงสมมติ บ้านพรุจูด"),
    ("credit_en", "An invented uncle"),
    ("consent", "ตกลงด้วยวาจา"),
    ("consented_on_day", "1"),
    ("consented_on_month", "6"),
    ("consented_on_year", "2553"),
    ("disclosure", "brief"),
    ("commercial", "never"),
    ("builds_on", "{offer}"),
    ("province", "20"),
    ("readiness", "5"),
    ("requirements_th", "ลานกว้าง"),
    ("requirements_en", "A yard"),
    ("cost_least", "1000"),
    ("cost_most", "2000"),
    ("cost_th", "ค่าวัสดุและค่าแรง"),
    ("cost_en", "Material"),
    ("property", "patent"),
    ("property_note", "เลขที่ 1"),
    ("conditions_th", "ใช้ในครัวเรือน"),
    ("conditions_en", "At home"),
    ("evidence_th", "รายงานการทดสอบ"),
    ("evidence_en", "Report of the tests"),
    ("benefits", "new_product"),
];

const PHRASES: &[(&str, &str)] = &[
    ("phrases", "ปลาแดก\nปลาร้าหมัก"),
    ("region", "south"),
    ("source", "ผู้รู้ในหมู่บ้าน"),
    ("note", "หมายเหตุ"),
    ("checked", "yes"),
];

const VILLAGE: &[(&str, &str)] = &[
    ("name_th", "บ้านใหม่"),
    ("name_en", "Ban Mai"),
    ("kind", "honour"),
    ("province", "20"),
    ("district", "2009"),
    ("subdistrict", "200901"),
    ("clinic", "chonburi"),
    ("years", "2552"),
    ("occupation", "จักสาน"),
    ("technologies", "{offer}"),
    ("mother", "V-2"),
    ("status", "model"),
    ("source", "รายงาน"),
    ("note", "หมายเหตุ"),
];

const NETWORK: &[(&str, &str)] = &[
    ("name_th", "เครือข่ายใหม่"),
    ("name_en", "New network"),
    ("province", "20"),
    ("clinic", "chonburi"),
    ("since", "2549"),
    ("source", "รายงาน"),
    ("note", "หมายเหตุ"),
];

const VOLUNTEER: &[(&str, &str)] = &[
    ("name", "สมหมาย ใจงาม"),
    ("network", "VN-2"),
    ("province", "20"),
    ("district", "2009"),
    ("subdistrict", "200901"),
    ("phone", "0812345678"),
    ("skills", "ทำปุ๋ย"),
    ("joined_on_day", "1"),
    ("joined_on_month", "4"),
    ("joined_on_year", "2550"),
    ("status", "left"),
    ("named", "yes"),
    ("source", "บัญชีรายชื่อ"),
];

const NAME: &[(&str, &str)] = &[
    ("name_th", "สถาบันชื่อใหม่"),
    ("name_en", "New name"),
    ("short", "สม."),
    ("from_day", "1"),
    ("from_month", "2"),
    ("from_year", "2552"),
    ("source", "ประกาศ"),
];

const ORGANISATION: &[(&str, &str)] = &[
    ("name_th", "สถาบันชื่อใหม่"),
    ("name_en", "New name"),
    ("short", "สม."),
    ("kind", "agency"),
    ("province", "20"),
    ("from_day", "1"),
    ("from_month", "2"),
    ("from_year", "2552"),
    ("source", "ประกาศ"),
];

const CLINIC: &[(&str, &str)] = &[
    ("organisation", "org-chonburi"),
    ("name_th", "คลินิกใหม่"),
    ("name_en", "New clinic"),
    ("province", "20"),
    ("answers_for", "20"),
    ("phone", "0 7520 1234"),
    ("email", "clinic@example.org"),
    ("address", "1 ถนนสมมติ"),
    ("web", "https://example.org/clinic"),
    ("contact", "ห้อง 12"),
];

const CONTACTS: &[(&str, &str)] = &[
    ("phone", "0 7520 1234"),
    ("email", "clinic@example.org"),
    ("address", "1 ถนนสมมติ"),
    ("web", "https://example.org/clinic"),
    ("contact", "ห้อง 12"),
];

const PAST_PROJECT: &[(&str, &str)] = &[
    ("name_th", "ตู้อบหลังใหม่"),
    ("name_en", "Dryer"),
    ("fiscal_year", "2550"),
    ("organiser", "สถาบันอื่น"),
    ("clinic", "trang"),
    ("province", "92"),
    ("budget_baht", "1000"),
    ("recipients", "12"),
    ("result", "ใช้งานได้"),
    ("source", "รายงานอีกฉบับ"),
    ("note", "หมายเหตุ"),
];

const TRAINING: &[(&str, &str)] = &[
    ("name_th", "การเขียนรายงาน"),
    ("name_en", "Writing"),
    ("fiscal_year", "2551"),
    ("starts_on_day", "1"),
    ("starts_on_month", "6"),
    ("starts_on_year", "2551"),
    ("ends_on_day", "2"),
    ("ends_on_month", "6"),
    ("ends_on_year", "2551"),
    ("place", "กรุงเทพมหานคร"),
    ("aims", "efficiency"),
    ("participants", "12"),
    ("clinics", "trang 3"),
    ("source", "รายงาน"),
    ("note", "หมายเหตุ"),
];

const FIGURE: &[(&str, &str)] = &[
    ("fact", ""),
    ("other", "สิ่งที่นับเอง"),
    ("value", "60"),
    ("unit", "แห่ง"),
    ("as_of", "1 ตุลาคม 2552"),
    ("source", "รายงาน"),
    ("note", "หมายเหตุ"),
    ("note_en", "Note"),
];

const NARRATIVE: &[(&str, &str)] = &[("support", "ก"), ("problems", "ข"), ("suggestions", "ค"), ("explanation", "ง")];

const AGREEMENT: &[(&str, &str)] = &[
    ("kind", "network"),
    ("clinic", "chonburi"),
    ("title_th", "บันทึกความร่วมมือฉบับแก้ไข"),
    ("title_en", "Agreement"),
    ("parties", "กระทรวงสมมติ\norg-chonburi"),
    ("signed", "22 ธันวาคม 2552"),
    ("signatories", "อธิการสมมติ, อธิการบดี"),
    ("place", "กรุงเทพมหานคร"),
    ("term_years", ""),
    ("ends_on", "20 ธันวาคม 2555"),
    ("starts_on", "23 ธันวาคม 2552"),
    ("operates", "พ.ศ. 2553"),
    ("duties", "2552"),
    ("renews", "A53"),
    ("edition", "ฉบับที่ 2"),
    ("source", "ข่าว"),
    ("note", "หมายเหตุ"),
];

const APPOINTMENT: &[(&str, &str)] = &[
    ("post", "clinic_manager"),
    ("clinic", "chonburi"),
    ("name", "สมหมาย ใจงาม"),
    ("position", "อาจารย์"),
    ("contact", "0 7520 1234"),
    ("account", "somebody@example.org"),
    ("starts_on_day", "1"),
    ("starts_on_month", "6"),
    ("starts_on_year", "2553"),
    ("ends_on_day", "30"),
    ("ends_on_month", "9"),
    ("ends_on_year", "2555"),
    ("document", "คำสั่งที่ 1/2553"),
];

/// The names of what somebody fills in on the form that goes to this address.
fn filled_in(page: &Answer, action: &str) -> BTreeSet<String> {
    let html = Html::parse_document(&page.body);
    let fields = format!("form[id='to:{action}'] :is(input:not([type=hidden]), select, textarea)[name]");
    let fields = Selector::parse(&fields).expect("a selector");
    html.select(&fields).filter_map(|field| field.value().attr("name").map(str::to_owned)).collect()
}

/// Day, month and year stand as one field.
fn shown_as(name: &str) -> &str {
    let date = ["_day", "_month", "_year"].into_iter().find_map(|part| name.strip_suffix(part));
    date.filter(|stem| !["fiscal", "term"].contains(stem)).unwrap_or(name)
}

stories! {
    /// Nothing of what somebody else saved is written over unseen.
    async fn every_field_shows_what_is_saved_now_beside_what_was_typed(world: World) {
        // The third quarter of 2553 is over, so that it may be reported on.
        world.stand_on("2010-07-02");
        let trang = world.trang().await;
        world.chonburi().await;
        let records = rights::records(&world, &trang).await;
        world.bring("villages", "code,name_th,province,district,clinic\nV-2,บ้านแม่,ตรัง,สิเกา,trang\n").await;
        world.bring("volunteer-networks", "code,name_th,province,clinic\nVN-2,อสวท. ชลบุรี,ชลบุรี,chonburi\n").await;
        world.roleless("somebody").await;
        let named = |text: &str| records.iter().fold(text.to_owned(), |text, (noun, code)| text.replace(&format!("{{{noun}}}"), code));
        let (officer, manager) = (world.officer().await, world.of_clinic(Role::ClinicManager, &trang).await);
        manager.post("/desk/progress-reports", &[("report", &named("{work}-A1-2553Q3"))]).await.expect(303);
        for (verb, typed) in FORMS {
            let (_, address, _) = rights::VERBS.iter().find(|(known, ..)| known == verb).expect("a verb");
            let action = named(address);
            // The words of a report are written by its clinic, on the page of the report.
            let (person, page) = match action.strip_suffix("/explain") {
                Some(report) => (&manager, report),
                None => (&officer, action.as_str()),
            };
            let fields = filled_in(&person.get(page).await.expect(200), &action);
            assert_eq!(fields, typed.iter().map(|(name, _)| (*name).to_owned()).collect(), "{verb}: fields of the form");
            let typed: Vec<_> = typed.iter().map(|(name, value)| (*name, named(value))).collect();
            let mut sent: Vec<_> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
            sent.push(("version", "999"));
            let late = person.post(&action, &sent).await.expect(409);
            for (name, value) in &typed {
                let beside = late.all(&format!("form[id='to:{action}'] [id='s-{}']", shown_as(name)));
                assert!(beside.len() == 1 && beside[0].len() > "ค่าที่บันทึกไว้ล่าสุด".len(), "{verb}: {name} {beside:?}");
                if !["post", "clinic", "named", "aims", "benefits"].contains(name) && late.value_of(name).is_some_and(|kept| kept.is_empty()) {
                    assert!(value.is_empty(), "{verb}: {name} is still there");
                }
            }
            assert_ne!(late.value_of("version").as_deref(), Some("999"), "{verb}: it goes on from what is saved now");
        }
    }

    /// A choice is said in its words, a place by its name; what is empty now, too, and in English.
    async fn what_is_saved_now_is_said_in_words(world: World) {
        world.trang().await;
        world.bring("villages", "code,name_th,province,district,clinic,status\nV-1,บ้านพรุจูด,ตรัง,สิเกา,trang,developing\n").await;
        let officer = world.officer().await;
        let typed = [
            ("kind", "host"), ("name_th", "บ้านพรุจูด"), ("province", "92"), ("district", "9201"), ("clinic", "trang"),
            ("status", "model"), ("note", "ของคนแรก"),
        ];
        let first = [&typed[..], &[("version", "1")]].concat();
        officer.post("/villages/V-1/correct", &first).await.expect(303);
        let second: Vec<_> = first.iter().map(|&(name, said)| (name, match name {
            "district" => "9205",
            "status" => "developing",
            "note" => "",
            _ => said,
        })).collect();
        let other = world.officer().await;
        let late = other.post("/villages/V-1/correct", &second).await.expect(409);
        assert!(late.all("#s-status")[0].contains("ต้นแบบ"), "{:?}", late.all("#s-status"));
        assert!(late.all("#s-district")[0].contains("เมืองตรัง"), "{:?}", late.all("#s-district"));
        assert!(late.all("#s-note")[0].contains("ของคนแรก"));
        assert!(late.all("#s-name_th").is_empty(), "what is the same is not said again");
        let english = other.post("/villages/V-1/correct?lang=en", &second).await.expect(409);
        english.must_say("Saved now").must_say("Mueang Trang");
        let saved: Vec<_> = second.iter().map(|&(name, said)| (name, if name == "version" { "2" } else { said })).collect();
        other.post("/villages/V-1/correct", &saved).await.expect(303);
    }
}

#[test]
fn every_verb_that_puts_a_record_right_is_walked() {
    let edits = ["revise", "correct", "correct_contacts", "rename", "explain"];
    let missing: Vec<_> = rights::VERBS
        .iter()
        .map(|(verb, ..)| *verb)
        .filter(|verb| edits.contains(&verb.rsplit('.').next().unwrap_or_default()))
        .filter(|verb| !NO_FORM.contains(verb) && !FORMS.iter().any(|(known, _)| known == verb))
        .collect();
    assert!(missing.is_empty(), "add to FORMS in testing/overtaken.rs: {missing:?}");
}
