//! The bad input of every day, over HTTP and in both languages: each is answered beside its field, or
//! with a way on, and nothing that was typed is lost.

use super::{Person, World, stories};
use techclinic::accounts::Role;

const NEED: &str = "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นราในหน้าฝน";
const OPINION: &str = "อยากให้จัดอบรมในวันหยุด";

/// Somebody who reads in this language from now on.
async fn reading(tag: &str, person: Person) -> Person {
    person.get(format!("/needs?lang={tag}")).await.expect(200);
    person
}

fn need(once: &str) -> Vec<(&'static str, &str)> {
    vec![("text", NEED), ("group_kind", "housewives"), ("province", "92"), ("submitted_by", "ผู้แจ้งสมมติ"), ("once", once)]
}

/// Tells a need; answers its public address.
async fn told(world: &World, once: &str) -> String {
    let track = world.anyone().post("/needs", &need(once)).await.expect_see_other();
    world.anyone().get(&track).await.expect(200).hrefs("a[href^='/needs/N']").remove(0)
}

/// Gives an opinion that the ministry publishes; answers its public address.
async fn given(world: &World, once: &str) -> String {
    let said = [("text", OPINION), ("once", once)];
    world.anyone().post("/participation", &said).await.expect_see_other();
    let officer = world.officer().await;
    let desk = officer.get("/desk/opinions?status=received").await.expect(200);
    let address = desk.hrefs("#list a[href^='/participation/O']").remove(0);
    officer.post(format!("{address}/publish"), &[]).await.expect(303);
    address
}

stories! {
    async fn a_year_of_five_digits_is_offered_the_likely_one(world: World) {
        let trang = world.trang().await;
        for (tag, said) in [("th", "ท่านหมายถึง พ.ศ. 2553 หรือไม่"), ("en", "Did you mean 2553 B.E.?")] {
            let own = reading(tag, world.of_clinic(Role::ClinicCoordinator, &trang).await).await;
            let typed = [("held_on_day", "10"), ("held_on_year", "25523"), ("place", "ศาลา"), ("minutes", "หารือกันแล้ว")];
            let with_month = [&typed[..], &[("held_on_month", "5")]].concat();
            let page = own.post(format!("{}/analyse", told(&world, tag).await), &with_month).await.expect(422);
            assert!(page.all("#e-held_on").concat().contains(said), "{}", page.text());
            for (name, text) in typed {
                assert_eq!(page.value_of(name).as_deref().map(str::trim), Some(text), "{name}");
            }
            assert_eq!(page.all("#f-held_on_month option[selected]").len(), 1);
        }
    }

    async fn a_mistyped_code_of_a_need_is_told_beside_it(world: World) {
        let manager = world.of_clinic(Role::ClinicManager, &world.trang().await).await;
        for (tag, said) in [("th", "ไม่พบความต้องการรหัส"), ("en", "There is no need with the code")] {
            let fields = [("name_th", "อบกล้วยในหน้าฝน"), ("fiscal_year", "2553"), ("programme", "transfer"), ("lead", "trang"), ("need", "N53-XXXX")];
            let page = manager.post(format!("/projects?lang={tag}"), &fields).await.expect(422);
            assert!(page.all("#e-need").concat().contains(said), "{}", page.text());
            assert_eq!(page.value_of("name_th").as_deref(), Some("อบกล้วยในหน้าฝน"));
            assert_eq!(page.value_of("need").as_deref(), Some("N53-XXXX"));
        }
    }

    async fn what_is_wrong_with_a_plan_names_its_line_its_field_and_who_goes_on(world: World) {
        let own = world.of_clinic(Role::ClinicCoordinator, &world.trang().await).await;
        let fields = [("name_th", "อบกล้วยในหน้าฝน"), ("fiscal_year", "2553"), ("programme", "transfer"), ("lead", "trang"), ("once", "plan")];
        let edit = own.post("/projects", &fields).await.expect_see_other();
        let project = edit.split('/').take(3).collect::<Vec<_>>().join("/");
        let page = own.get(format!("{project}/edit?section=budget")).await.expect(200);
        let version = page.value_of("version").expect("a version");
        let line = [("line.0.row", ""), ("line.0.label", "ค่าวิทยากร"), ("line.0.amount", "สองพัน"), ("version", version.as_str())];
        let refused = own.post(format!("{project}/edit?section=budget"), &line).await.expect(422);
        assert!(refused.all(".summary a").concat().contains("ลำดับที่ 1 วงเงิน:"), "{:?}", refused.all(".summary a"));
        let shown = own.get(&project).await.expect(200);
        let faults = shown.all("li").join("\n");
        assert!(faults.contains("– วิธีดำเนินงานเป็นขั้นตอน:"), "{faults}");
        own.post(format!("{project}/submit"), &[]).await.expect(403).must_say("เฉพาะผู้จัดการหรือผู้อำนวยการ");
        own.get(format!("{project}/submit")).await.expect(403).must_say("เฉพาะผู้จัดการหรือผู้อำนวยการ");
    }

    async fn a_day_outside_of_the_project_is_refused_beside_its_date(world: World) {
        let trang = world.trang().await;
        crate::monitoring::testing::project(&world, "P53-1", &[(&trang, 120)]).await;
        let own = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        for (tag, said) in [("th", "อยู่นอกระยะเวลาดำเนินโครงการ"), ("en", "outside the period of the project")] {
            let day = [("kind", "transfer"), ("title", "ถ่ายทอดการอบกล้วย"), ("held_on_day", "1"), ("held_on_month", "1"), ("held_on_year", "2400"), ("place", "ศาลา")];
            let page = own.post(format!("/desk/projects/P53-1/areas/1/activities?lang={tag}"), &day).await.expect(422);
            assert!(page.all("#e-held_on").concat().contains(said), "{}", page.text());
            assert_eq!(page.value_of("title").as_deref(), Some("ถ่ายทอดการอบกล้วย"));
        }
    }

    async fn a_subdistrict_outside_the_chosen_district_is_refused_beside_it(world: World) {
        for (tag, said) in [("th", "ตำบลที่เลือกไม่ได้อยู่ในอำเภอนี้"), ("en", "This subdistrict is not in the district you chose")] {
            let typed = [&need(tag)[..], &[("district", "9205"), ("subdistrict", "920205")]].concat();
            let page = reading(tag, world.anyone()).await.post("/needs", &typed).await.expect(422);
            assert!(page.all("#e-subdistrict").concat().contains(said), "{}", page.text());
            assert_eq!(page.value_of("submitted_by").as_deref(), Some("ผู้แจ้งสมมติ"));
            assert_eq!(page.value_of("text").as_deref().map(str::trim), Some(NEED));
            assert_eq!(page.hrefs(".summary a"), ["#f-subdistrict"]);
        }
    }

    async fn the_same_form_sent_twice_is_one_record(world: World) {
        for (number, tag) in ["th", "en"].into_iter().enumerate() {
            let citizen = reading(tag, world.anyone()).await;
            for (path, list, typed) in [
                ("/needs", "/api/v1/needs", need(tag)),
                ("/participation", "", vec![("text", OPINION), ("once", tag)]),
            ] {
                let first = citizen.post(path, &typed).await.expect_see_other();
                assert_eq!(citizen.post(path, &typed).await.expect_see_other(), first, "{path}");
                citizen.get(&first).await.expect(200);
                if !list.is_empty() {
                    let listed = citizen.get(list).await.json()["items"].as_array().map(Vec::len);
                    assert_eq!(listed, Some(number + 1));
                }
            }
        }
        let waiting = world.officer().await.get("/desk/opinions?status=received").await.expect(200);
        assert_eq!(waiting.all("#list tbody tr").len(), 2, "one opinion for each language");
    }

    async fn a_session_that_ended_while_typing_loses_nothing(world: World) {
        let trang = world.trang().await;
        for (tag, later, said) in [
            ("th", "2010-06-10", "หมดเวลาการใช้งานระหว่างที่ท่านพิมพ์"),
            ("en", "2010-07-10", "Your session ended while you were typing"),
        ] {
            let address = format!("{}/analyse", told(&world, tag).await);
            let own = reading(tag, world.of_clinic(Role::ClinicCoordinator, &trang).await).await;
            own.get(&address).await.expect(200);
            world.stand_on(later);
            let typed = [("held_on_day", "10"), ("held_on_month", "5"), ("held_on_year", "2553"), ("place", "Sikao"), ("minutes", "talked")];
            let page = own.post(&address, &typed).await.expect(401);
            page.must_say(said);
            assert_eq!(page.value_of("next").as_deref(), Some(address.as_str()));
            let kept = page.value_of("typed").expect("what was typed");
            for (name, text) in typed {
                assert!(kept.contains(&format!("{name}={text}")), "{name} in {kept}");
            }
        }
    }

    async fn a_guessed_tracking_code_learns_nothing_and_is_soon_refused(world: World) {
        let need = world.anyone().post("/needs", &need("1")).await.expect_see_other();
        let opinion = world.anyone().post("/participation", &[("text", OPINION), ("once", "1")]).await.expect_see_other();
        let kinds = [
            (need, "/track", ["ไม่พบเรื่องของรหัสนี้", "No need and no opinion has this code"]),
            (opinion, "/participation/track", ["ไม่พบเรื่องของรหัสนี้", "No need and no opinion has this code"]),
        ];
        for (right, path, said) in &kinds {
            let near = format!("{}{}", &right[..right.len() - 1], if right.ends_with('A') { 'B' } else { 'A' });
            for (tag, said) in ["th", "en"].iter().zip(said) {
                let stranger = reading(tag, world.anyone()).await;
                let page = stranger.get(&near).await.expect(404);
                page.must_say(said);
                let nonsense = stranger.get(format!("{path}/AAAAA-AAAAA")).await.expect(404);
                assert_eq!(page.text(), nonsense.text(), "a near miss looks like any other");
                assert_eq!(page.value_of("code").as_deref(), near.rsplit('/').next(), "to be mended");
            }
        }
        let readers = [
            (reading("th", world.anyone()).await, "ท่านลองหลายครั้งเกินไป"),
            (reading("en", world.anyone()).await, "Too many tries"),
        ];
        for (right, path, _) in &kinds {
            for (reader, said) in &readers {
                // A try comes back every second: the right code is asked for as soon as one is refused.
                let mut answer = reader.get(right).await;
                while answer.status != 429 {
                    while world.anyone().get(format!("{path}/AAAAA-AAAAA")).await.status != 429 {}
                    answer = reader.get(right).await;
                }
                answer.must_say(said);
            }
        }
    }

    /// need.decline, opinion.dispose: whoever is second reads what the first saved, and keeps what they wrote.
    async fn of_two_people_who_write_at_once_the_second_loses_nothing(world: World) {
        let trang = world.trang().await;
        for (tag, said) in [("th", "มีผู้อื่นบันทึกข้อมูลนี้ไปก่อนแล้ว"), ("en", "Someone else saved this before you")] {
            let decline = format!("{}/decline", told(&world, tag).await);
            let manager = world.of_clinic(Role::ClinicManager, &trang).await;
            let director = reading(tag, world.of_clinic(Role::ClinicDirector, &trang).await).await;
            let version = director.get(&decline).await.expect(200).value_of("version").expect("a version");
            manager.post(&decline, &[("text", "เหตุผลของผู้จัดการ"), ("version", &version)]).await.expect(303);
            let page = director.post(&decline, &[("text", "เหตุผลของผู้อำนวยการ"), ("version", &version)]).await.expect(409);
            assert!(page.all("#e-text").concat().contains(said), "{}", page.text());
            page.must_say("เหตุผลของผู้จัดการ");
            assert_eq!(page.value_of("text").as_deref().map(str::trim), Some("เหตุผลของผู้อำนวยการ"));

            let dispose = format!("{}/dispose", given(&world, tag).await);
            let (one, other) = (world.officer().await, reading(tag, world.officer().await).await);
            let version = other.get(&dispose).await.expect(200).value_of("version").expect("a version");
            let decision = |reason| [("disposition", "accepted"), ("reason", reason), ("considered_at", "ที่ประชุม"), ("version", version.as_str())];
            one.post(&dispose, &decision("เหตุผลแรกของเรา")).await.expect(303);
            let page = other.post(&dispose, &decision("เหตุผลที่สอง")).await.expect(409);
            assert!(page.all("#e-reason").concat().contains(said), "{}", page.text());
            page.must_say("เหตุผลแรก");
            assert_eq!(page.value_of("reason").as_deref().map(str::trim), Some("เหตุผลที่สอง"));
        }
    }
}
