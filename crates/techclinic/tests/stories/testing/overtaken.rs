//! Two people open a form about one record, and one saves first: whoever comes second sees, beside every
//! field of the form that they typed otherwise, what is saved now. Every form by which a record is put
//! right is walked here, field by field as its page shows it.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{ElementRef, Html, Selector};

use super::{Answer, rights, stories};
use techclinic::accounts::Role;

/// Verbs called like these put a record right.
const PUT_RIGHT: [&str; 5] = ["revise", "correct", "correct_contacts", "rename", "explain"];

/// But the pages of these have no such form: a questionnaire is laid out by its version, and shows the
/// answers saved (`responses/tests.rs`); a report is opened again by a button; a survey is revised by another file, and what was
/// published stays.
const NO_FORM: [&str; 3] = ["response.correct", "progress_report.correct", "survey.revise"];

/// Of whichever verb.
const ANY: &str = "";

/// Fields in which what [`Field::otherwise`] makes of what they show would be no answer: places and days that must
/// agree with each other, codes of records, and what is written in a form of its own: by the verb and the name.
const EXCEPT: &[(&str, &str, &str)] = &[
    // An item of another plan names a group in the place of a province.
    ("plan_item.correct", "level", "group"),
    ("plan_item.correct", "province", ""),
    ("plan_item.correct", "group", "ใต้ชายแดน"),
    ("plan_row.correct", "provinces", "ชลบุรี"),
    ("plan_row.correct", "need", "{need}"),
    ("plan_row.correct", "project", "{work}"),
    ("plan_row.correct", "plan_items", "I-1"),
    (ANY, "province", "20"),
    (ANY, "district", "2009"),
    (ANY, "subdistrict", "200901"),
    (ANY, "answers_for", "20"),
    (ANY, "clinic", "chonburi"),
    (ANY, "organisation", "org-chonburi"),
    (ANY, "clinics", "trang 3"),
    (ANY, "builds_on", "{offer}"),
    (ANY, "technologies", "{offer}"),
    (ANY, "mother", "V-2"),
    (ANY, "web", "https://example.org/clinic"),
    (ANY, "years", "2552"),
    (ANY, "since", "2549"),
    // One of a list, or something else.
    (ANY, "fact", ""),
    (ANY, "value", "60"),
    (ANY, "as_of", "1 ตุลาคม 2552"),
    (ANY, "parties", "กระทรวงสมมติ\norg-chonburi"),
    (ANY, "signed", "22 ธันวาคม 2552"),
    // So many years, or until a day.
    (ANY, "term_years", ""),
    (ANY, "ends_on", "20 ธันวาคม 2555"),
    (ANY, "starts_on", "23 ธันวาคม 2552"),
    (ANY, "operates", "พ.ศ. 2553"),
    (ANY, "renews", "A53"),
    // Of a clinic, like the one that was.
    ("appointment.correct", "post", "clinic_manager"),
    // What may still be an institute of a clinic, and what a holder may have.
    ("organisation.correct", "kind", "agency"),
    ("technology.revise", "kind", "local_wisdom"),
];

/// A field of a form: what stands in it, and what somebody types there who means it otherwise.
struct Field {
    /// What was typed, of a field in which people write.
    written: Option<String>,
    otherwise: String,
}

/// What somebody fills in on the form that goes to this address, by name.
fn filled_in(page: &Answer, action: &str) -> BTreeMap<String, Field> {
    let html = Html::parse_document(&page.body);
    let fields = format!("form[id='to:{action}'] :is(input:not([type=hidden]), select, textarea)[name]");
    let fields = Selector::parse(&fields).expect("a selector");
    let mut parts: BTreeMap<String, Vec<ElementRef<'_>>> = BTreeMap::new();
    for element in html.select(&fields) {
        parts.entry(attribute(element, "name")).or_default().push(element);
    }
    parts.into_iter().map(|(name, parts)| (name.clone(), Field::of(&name, &parts))).collect()
}

fn attribute(element: ElementRef<'_>, name: &str) -> String {
    element.value().attr(name).unwrap_or_default().to_owned()
}

impl Field {
    /// `parts` are its boxes; most fields have one.
    fn of(name: &str, parts: &[ElementRef<'_>]) -> Self {
        let first = parts[0];
        let kind = match first.value().name() {
            "input" => attribute(first, "type"),
            other => other.to_owned(),
        };
        let options = Selector::parse("option").expect("a selector");
        match kind.as_str() {
            "select" => Self::of_offer(name, &first.select(&options).collect::<Vec<_>>(), "selected"),
            "radio" | "checkbox" => Self::of_offer(name, parts, "checked"),
            "textarea" => Self::of_words(name, &kind, first.text().collect::<String>().trim()),
            _ => {
                let kind = if first.value().attr("inputmode").is_some() { "number" } else { kind.as_str() };
                Self::of_words(name, kind, &attribute(first, "value"))
            }
        }
    }

    /// Another of what is offered; of one box alone, the other way.
    fn of_offer(name: &str, offered: &[ElementRef<'_>], mark: &str) -> Self {
        let chosen = offered.iter().find(|one| one.value().attr(mark).is_some());
        let chosen = chosen.map(|one| attribute(*one, "value")).unwrap_or_default();
        let mut others =
            offered.iter().filter(|one| one.value().attr(mark).is_none()).map(|one| attribute(*one, "value"));
        let other = others.find(|value| !value.is_empty()).unwrap_or_default();
        Self { written: None, otherwise: part_of_a_date(name, &chosen).unwrap_or(other) }
    }

    /// A letter more; of a number, one more.
    fn of_words(name: &str, kind: &str, shown: &str) -> Self {
        let otherwise = match kind {
            "number" => {
                shown.replace(',', "").parse::<i64>().map_or("12".to_owned(), |number| (number + 1).to_string())
            }
            "tel" => "0812345678".to_owned(),
            "email" => "somebody@example.org".to_owned(),
            _ => format!("{shown}ก"),
        };
        Self { written: Some(shown.to_owned()), otherwise: part_of_a_date(name, shown).unwrap_or(otherwise) }
    }
}

/// Another day of the month that is shown, or one of June 2553.
fn part_of_a_date(name: &str, shown: &str) -> Option<String> {
    let part = name.strip_prefix(shown_as(name)).filter(|part| !part.is_empty())?;
    let other = match (part, shown) {
        ("_day", "1") => "2",
        ("_day", _) => "1",
        ("_month", "") => "6",
        ("_year", "") => "2553",
        _ => shown,
    };
    Some(other.to_owned())
}

/// Day, month and year stand as one field.
fn shown_as(name: &str) -> &str {
    let date = ["_day", "_month", "_year"].into_iter().find_map(|part| name.strip_suffix(part));
    date.filter(|stem| !["first", "fiscal", "last", "term"].contains(stem)).unwrap_or(name)
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
        let (officer, manager) = (world.officer().await, world.of_clinic(Role::ClinicManager, &trang).await);
        manager.post("/desk/progress-reports", &[("report", &records.said_in("{work}-A1-2553Q3"))]).await.expect(303);
        let puts_right = |verb: &str| verb.rsplit('.').next().is_some_and(|last| PUT_RIGHT.contains(&last));
        let mut met = BTreeSet::new();
        for (verb, address, _) in rights::verbs().filter(|(verb, ..)| puts_right(verb) && !NO_FORM.contains(verb)) {
            let action = records.said_in(address);
            // The words of a report are written by its clinic, on the page of the report.
            let (person, page) = match action.strip_suffix("/explain") {
                Some(report) => (&manager, report),
                None => (&officer, action.as_str()),
            };
            let fields = filled_in(&person.get(page).await.expect(200), &action);
            assert!(!fields.is_empty(), "{verb}: its page has a form");
            let except = |name: &str| {
                let found = EXCEPT.iter().find(|(of, field, _)| *field == name && (*of == ANY || of == verb));
                found.map(|(.., value)| records.said_in(value))
            };
            let typed: Vec<_> = fields.into_iter().map(|(name, field)| (except(&name).unwrap_or(field.otherwise), name)).collect();
            let mut sent: Vec<_> = typed.iter().map(|(value, name)| (name.as_str(), value.as_str())).collect();
            sent.push(("version", "999"));
            let late = person.post(&action, &sent).await.expect(409);
            let kept = filled_in(&late, &action);
            for (value, name) in &typed {
                let beside = late.all(&format!("form[id='to:{action}'] [id='s-{}']", shown_as(name)));
                assert!(beside.len() == 1 && beside[0].len() > "ค่าที่บันทึกไว้ล่าสุด".len(), "{verb}: {name} {beside:?}");
                if kept[name].written.as_ref().is_some_and(String::is_empty) {
                    assert!(value.is_empty(), "{verb}: {name} is still there");
                }
            }
            assert_ne!(late.value_of("version").as_deref(), Some("999"), "{verb}: it goes on from what is saved now");
            met.extend(typed.into_iter().map(|(_, name)| name));
        }
        assert!(EXCEPT.iter().all(|(_, field, _)| met.contains(*field)), "a field of EXCEPT is in no form: {met:?}");
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
