//! The outside of the house: addresses, methods, bodies and queries that are not as they should be are
//! answered clearly, to people and to programs, and tell nobody anything.

use axum::body::Body;
use axum::http::{Method, Request, header};

use super::{Answer, Person, World, stories};
use techclinic::accounts::{self, NewPassword, Role};

pub(super) const PASSWORD: &str = "ครกหินใบใหญ่หลังบ้าน";
const NEED: &str = "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นราในหน้าฝน";

/// Somebody's account with [`PASSWORD`]; answers their e-mail address.
pub(super) async fn account(world: &World) -> String {
    let officer = world.officer().await;
    let id = officer.reader().who().expect("signed in").account;
    let password = NewPassword::Given(PASSWORD.to_owned());
    accounts::set_password(&world.app, &world.system(), id, password).await.expect("a password");
    format!("{}@example.org", officer.reader().who().expect("signed in").name.to_lowercase())
}

async fn ask(person: &Person, method: Method, path: &str) -> Answer {
    person
        .send(Request::builder().method(method).uri(path).header("sec-fetch-site", "same-origin"), Body::empty())
        .await
}

async fn post(person: &Person, path: &str, kind: Option<&str>, body: impl Into<Body>) -> Answer {
    let request = Request::post(path);
    let request = if let Some(kind) = kind { request.header(header::CONTENT_TYPE, kind) } else { request };
    person.send(request, body.into()).await
}

/// It must be a problem document with this status and, of 422, these codes by field.
#[track_caller]
fn problem(answer: &Answer, status: u16, field: &str, code: &str) {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.body);
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/problem+json", "{}", answer.body);
    let json = answer.json();
    if field.is_empty() {
        assert_eq!(json["type"], format!("about:blank#{code}"));
    } else {
        let told =
            json["errors"].as_array().expect("errors").iter().any(|one| one["field"] == field && one["code"] == code);
        assert!(told, "{field} {code}: {json}");
    }
}

async fn tell(world: &World) -> (String, String) {
    let track = world
        .anyone()
        .post("/needs", &[("text", NEED), ("group_kind", "housewives"), ("province", "92")])
        .await
        .expect_see_other();
    let need = world.anyone().get(&track).await.hrefs("a[href^='/needs/N']").remove(0);
    (track, need)
}

stories! {
    async fn a_method_that_is_not_taken_is_told_with_a_way_out(world: World) {
        let anyone = world.anyone();
        for (tag, said) in [("th", "เปิดที่อยู่นี้โดยตรงไม่ได้"), ("en", "This address cannot be opened by itself")] {
            let page = anyone.get(format!("/desk/sessions/end-others?lang={tag}")).await.expect(405);
            page.must_say(said);
            assert_eq!(page.headers[header::ALLOW], "POST");
            assert!(page.hrefs(".error-page a").contains(&"/".to_owned()));
        }
        let refused = ask(&anyone, Method::DELETE, "/api/v1/needs").await;
        problem(&refused, 405, "", "kit-error-method");
        assert_eq!(refused.headers[header::ALLOW], "GET,HEAD,POST");
        problem(&anyone.get("/api/v1/nothing").await, 404, "", "kit-error-not-found");
        let large = post(&anyone, "/api/v1/needs", Some("application/json"), vec![b' '; 21 * 1024 * 1024]).await;
        problem(&large, 413, "", "kit-error-too-large");
        problem(&post(&anyone, "/api/v1/match", Some("text/xml"), "<x/>").await, 415, "", "kit-error-kind");
        post(&anyone, "/needs", Some("text/xml"), "<x/>").await.expect(415).must_say("This kind of content is not read here");
    }

    async fn a_thing_is_found_however_its_address_is_written(world: World) {
        world.trang().await;
        let (track, need) = tell(&world).await;
        let anyone = world.anyone();
        let small = need.to_lowercase();
        for (asked, right) in [
            ("/projects/".to_owned(), "/projects".to_owned()),
            ("/needs/?q=a%20b".to_owned(), "/needs?q=a%20b".to_owned()),
            (small.clone(), need.clone()),
            (format!("{need}/"), need.clone()),
            (format!("{small}?lang=en"), format!("{need}?lang=en")),
            (format!("/api/v1{small}"), format!("/api/v1{need}")),
            ("/clinics/TRANG".to_owned(), "/clinics/trang".to_owned()),
            (format!("{track}/"), track.clone()),
        ] {
            let answer = anyone.get(&asked).await.expect(308);
            assert_eq!(answer.location.as_deref(), Some(right.as_str()), "{asked}");
            anyone.get(&right).await.expect(200);
        }
        anyone.get(track.to_lowercase()).await.expect(200).must_say(NEED);
        anyone.get("/track/").await.expect(308);

        // What is not there, or not theirs to know of, is moved and not found alike.
        let project = anyone.get("/projects/p53-nothing").await.expect(308).location.expect("a place");
        anyone.get(&project).await.expect(404);
        anyone.get("/track/aaaaa-aaaaa").await.expect(404);
        for elsewhere in ["//evil.example/", "/%5Cevil.example/", "//evil.example/needs/"] {
            let answer = anyone.get(elsewhere).await;
            let safe = answer.location.as_deref().is_none_or(|to| to.starts_with('/') && !to.starts_with("//") && !to.starts_with("/\\"));
            assert!(safe, "{elsewhere} leads to {:?}", answer.location);
        }
        let lost = anyone.get("//evil.example").await.expect(404);
        assert!(lost.hrefs("a, link").iter().all(|link| !link.starts_with("//")), "{:?}", lost.hrefs("a"));
    }

    async fn a_filter_that_makes_no_sense_is_a_field_error_of_the_api(world: World) {
        let (_, need) = tell(&world).await;
        let matches = format!("{}/matches?", need.trim_start_matches('/'));
        for (list, query, field, code) in [
            ("needs?", "status=zzz", "status", "kit-filter-word"),
            ("needs?", "province=zz", "province", "places-filter-province"),
            ("needs?", "province=9201", "province", "places-filter-province"),
            ("needs?", "cursor=bad", "cursor", "kit-filter-cursor"),
            ("needs?", "limit=0", "limit", "kit-filter-limit"),
            ("needs?", "limit=101", "limit", "kit-filter-limit"),
            ("needs?", "q=%00", "q", "kit-error-zero"),
            ("technologies?", "kind=zzz", "kind", "kit-filter-word"),
            ("technologies?q=กล้วย&", "cursor=bad", "cursor", "kit-filter-cursor"),
            ("clinics?", "cursor=bad", "cursor", "kit-filter-cursor"),
            ("clinics?", "province=zz", "province", "places-filter-province"),
            ("organisations?", "cursor=bad", "cursor", "kit-filter-cursor"),
            ("organisations?", "limit=x", "limit", "kit-filter-limit"),
            ("places?", "within=999", "within", "places-filter-place"),
            ("places?", "limit=x", "limit", "kit-filter-limit"),
            ("local-governments?", "kind=zzz", "kind", "kit-filter-word"),
            ("local-governments?", "cursor=bad", "cursor", "kit-filter-cursor"),
            ("projects?", "fiscal_year=25523", "fiscal_year", "kit-year-meant"),
            ("projects?", "fiscal_year=2600", "fiscal_year", "kit-year-out"),
            ("projects?", "status=zzz", "status", "kit-filter-word"),
            ("projects?", "cursor=bad", "cursor", "kit-filter-cursor"),
            ("progress-reports?", "fiscal_year=abc", "fiscal_year", "kit-year-unreadable"),
            ("progress-reports?", "quarter=5", "quarter", "kit-filter-quarter"),
            ("progress-reports?", "cursor=bad", "cursor", "kit-filter-cursor"),
            ("opinions?", "disposition=zzz", "disposition", "kit-filter-word"),
            ("opinions?", "cursor=bad", "cursor", "kit-filter-cursor"),
            ("indicators?", "", "project", "kit-field-required"),
            (&matches, "limit=x", "limit", "kit-filter-limit"),
        ] {
            problem(&world.anyone().get(encoded(&format!("/api/v1/{list}{query}"))).await, 422, field, code);
        }
        for good in ["needs?status=&limit=%E0%B9%95&province=92", "projects?fiscal_year=%E0%B9%92%E0%B9%95%E0%B9%95%E0%B9%93", "needs?colour=red"] {
            world.anyone().get(format!("/api/v1/{good}")).await.expect(200);
        }
    }

    async fn a_page_tells_what_made_no_sense_in_its_address(world: World) {
        tell(&world).await;
        let anyone = world.anyone();
        for (path, said) in [
            ("/needs?status=zzz", "ไม่รู้จัก “zzz”"),
            ("/needs?province=zz&limit=x", "ไม่มีจังหวัดรหัส “zz”"),
            ("/dashboard?fiscal_year=25523", "ท่านหมายถึง พ.ศ. 2553 หรือไม่"),
            ("/dashboard?fiscal_year=abc", "ไม่ใช่ปี"),
            ("/dashboard/projects?province=zz", "ไม่มีจังหวัดรหัส"),
            ("/projects?fiscal_year=25523", "ท่านหมายถึง พ.ศ. 2553 หรือไม่"),
            ("/technologies?kind=zzz", "ไม่รู้จัก “zzz”"),
            ("/clinics?province=zz", "ไม่มีจังหวัดรหัส"),
            ("/participation?status=zzz", "ไม่รู้จัก “zzz”"),
        ] {
            for _ in 0..3 {
                let page = anyone.get(path).await.expect(200);
                assert!(page.all("search [role=status]").concat().contains(said), "{path}: {}", page.text());
            }
        }
        anyone.get("/needs?status=zzz").await.expect(200).must_say(&NEED[..30]);
        assert!(anyone.get("/needs").await.expect(200).all("search [role=status]").is_empty());
        let officer = world.officer().await;
        let desk = officer.get("/desk/progress-reports?quarter=9&standing=zzz").await.expect(200);
        assert_eq!(desk.all("search [role=status]").len(), 2);
        for path in [
            "/desk/needs?show=zzz&cursor=x", "/desk/imports?kind=zzz&cursor=x",
        ] {
            let told = officer.get(path).await.expect(200).all("search [role=status]");
            assert!(told.len() == 2 && told.concat().contains("ไม่รู้จัก “zzz”"), "{path}: {told:?}");
        }
    }

    async fn json_of_the_wrong_type_names_its_field(world: World) {
        let anyone = world.anyone();
        for (path, body, field, code) in [
            ("/api/v1/match", r#"[]"#, "body", "kit-json-object"),
            ("/api/v1/match", r#"{"text": {}}"#, "text", "kit-json-text"),
            ("/api/v1/match", r#"{"text": "กล้วย", "limit": "two"}"#, "limit", "kit-json-number"),
            ("/api/v1/match", r#"{"text": "กล้วย", "limit": 0}"#, "limit", "matching-limit"),
            ("/api/v1/needs", r#"{"text": "a\u0000"}"#, "text", "kit-error-zero"),
            ("/api/v1/needs", r#"{"text": 5, "province": 92}"#, "group_kind", "needs-group-kind-choose"),
        ] {
            problem(&post(&anyone, path, Some("application/json"), body).await, 422, field, code);
        }
        for limit in [r#""2""#, "2", r#""๒""#, "null"] {
            let body = format!(r#"{{"text": "กล้วย", "province": 92, "limit": {limit}}}"#);
            post(&anyone, "/api/v1/match", Some("application/json; charset=utf-8"), body).await.expect(200);
        }
        problem(&post(&anyone, "/api/v1/match", None, "{").await, 400, "", "kit-error-json");
        let told = format!(r#"{{"text": "{NEED}", "group_kind": "housewives", "province": 92}}"#);
        post(&anyone, "/api/v1/needs", None, told).await.expect(201);
    }

    async fn a_key_of_an_api_write_is_bound_to_what_was_said(world: World) {
        let trang = world.trang().await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let send = async |name: &str| {
            let body = serde_json::json!({"name_th": name, "fiscal_year": 2553, "programme": "transfer", "lead": "trang"});
            let request = Request::post("/api/v1/projects").header("idempotency-key", "k").header("sec-fetch-site", "same-origin");
            manager.send(request, Body::from(body.to_string())).await.expect(201).json()["code"].clone()
        };
        let first = send("อบกล้วย").await;
        assert_eq!(send("อบกล้วย").await, first);
        assert_ne!(send("อบปลา").await, first);
    }

    async fn a_zero_in_a_text_is_told_beside_its_field(world: World) {
        let page = world.anyone().post("/needs", &[("text", &format!("{NEED}\0")), ("group_kind", "housewives"), ("province", "92")]).await.expect(422);
        assert!(page.all("#e-text").concat().contains("U+0000"), "{}", page.text());
        assert_eq!(page.value_of("text").as_deref().map(str::trim), Some(NEED), "without it");
        assert!(!page.body.contains("\"id="), "attributes are apart");
        assert!(world.anyone().get("/api/v1/needs").await.json()["items"].as_array().is_some_and(Vec::is_empty));
        let body = "text=a%00&title=b";
        post(&world.anyone(), "/sign-in", Some("application/x-www-form-urlencoded"), body).await.expect(422);
    }

    async fn a_year_of_a_project_is_read_as_a_year(world: World) {
        let trang = world.trang().await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        for (typed, said) in [
            ("25523", "ท่านหมายถึง พ.ศ. 2553 หรือไม่"),
            ("2600", "ปีงบประมาณ 2600 อยู่นอกช่วงที่รับได้"),
            ("สองพัน", "ไม่ใช่ปี"),
        ] {
            let page = manager.post("/projects", &[("fiscal_year", typed)]).await.expect(422);
            assert!(page.all("#e-fiscal_year").concat().contains(said), "{}", page.text());
        }
        let needs = |day: &str| format!("text_th,group_kind,province,received_on\n{NEED},housewives,92,{day}\n");
        for (day, said) in [("1 ต.ค. 25523", "kit-year-meant"), ("2999-01-01", "kit-date-year"), ("เมื่อวาน", "kit-date-unreadable")] {
            let checked = world.rehearsed("needs", &needs(day)).await;
            let found = checked.faults.iter().find(|fault| fault.column == "received_on").expect("a fault");
            assert_eq!(found.reason.id(), said, "{day}");
        }
    }

    /// It stands against the form as a whole, and leads to the room where it is explained.
    async fn a_form_begun_in_the_other_mode_is_refused_as_a_whole(world: World) {
        let trang = world.trang().await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        for (path, fields) in [
            ("/needs", vec![("text", NEED), ("once", "practice-1")]),
            ("/projects", vec![("name_th", "อบกล้วย"), ("once", "practice-2")]),
            ("/participation", vec![("text", "อยากให้จัดอบรม"), ("once", "practice-3")]),
        ] {
            let page = manager.post(path, &fields).await.expect(409);
            assert!(page.all(".summary li").concat().contains("ระบบจึงยังไม่บันทึก"), "{path}: {}", page.text());
            assert_eq!(page.hrefs(".summary a"), ["/practice"], "{path}");
            assert!(page.all(".field-error").is_empty(), "{path}: beside no field");
            assert_eq!(page.value_of(fields[0].0).as_deref().map(str::trim), Some(fields[0].1));
        }
    }
}

/// Robots are told what is public, and kept from what only a code opens.
#[tokio::test]
async fn robots_are_kept_from_desks_and_codes() {
    let world = World::on_sqlite().await;
    let told = world.anyone().get("/robots.txt").await.expect(200);
    assert!(told.headers[header::CONTENT_TYPE].to_str().is_ok_and(|kind| kind.starts_with("text/plain")));
    for line in ["User-agent: *", "Disallow: /desk", "Disallow: /track"] {
        assert!(told.body.lines().any(|said| said == line), "{line}");
    }
}

fn encoded(address: &str) -> String {
    address
        .chars()
        .map(|one| if one.is_ascii() { one.to_string() } else { super::person::percent(&one.to_string()) })
        .collect()
}
