//! Stories of the desk: a forum keyed on one sheet, needs told twice, and codes that were lost.

use super::testing::a_jpeg;
use super::testing::analyse;
use super::tests::{TEXT, code_of, fields, told, with};
use crate::testing::{Person, World, stories};
use techclinic::accounts::{Role, Scope};
use techclinic::needs::Need;
use techclinic::understanding;

async fn need(world: &World, code: &str) -> Need {
    techclinic::needs::find_by_code(&world.app.db, code).await.expect("read").expect("a need")
}

/// What ten people said at the forum of one village.
const SAID: [&str; 10] = [
    "กล้วยตากขึ้นราในหน้าฝน",
    "น้ำบาดาลเค็ม",
    "ยางแผ่นไม่ได้ราคา",
    "ปลาร้าเก็บได้ไม่นาน",
    "ผ้าย้อมสีตก",
    "เห็ดเน่าก่อนถึงตลาด",
    "แพะท้องเสียทั้งคอก",
    "ถ่านไม้ควันมาก",
    "ขยะเปลือกทุเรียนล้นสวน",
    "น้ำผึ้งบูด",
];

/// The sheet of that forum.
fn sheet(names: &[String]) -> Vec<(&str, &str)> {
    let mut fields = vec![
        ("channel", "forum"),
        ("received_on_day", "๘"),
        ("received_on_month", "5"),
        ("received_on_year", "๒๕๕๓"),
        ("province", "92"),
        ("district", "9205"),
        ("subdistrict", "920501"),
        ("village", "บ้านพรุจูด"),
    ];
    for (name, said) in names.iter().zip(SAID) {
        fields.push((name, said));
    }
    fields
}

fn names() -> Vec<String> {
    (0..SAID.len()).map(|row| format!("row.{row}.text")).collect()
}

/// Tells a need with this key; answers its public code and where it is followed.
async fn told_as(world: &World, once: &str, text: &str) -> (String, String) {
    let mut typed = with("text", text);
    typed.retain(|(name, _)| *name != "once");
    typed.push(("once", once));
    let track = world.anyone().post("/needs", &typed).await.expect_see_other();
    (code_of(world, &track).await, track)
}

stories! {
    /// need.register: ten needs of one forum, one page, one send; all rows stay where one is wrong.
    async fn ten_needs_of_a_forum_are_keyed_on_one_sheet(world: World) {
        let trang = world.trang().await;
        world.anyone().get("/desk/needs/new").await.expect(401);
        world.signed_in(Role::Auditor, Scope::Network).await.get("/desk/needs/new").await.expect(403);
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let page = coordinator.get("/desk/needs/new").await.expect(200);
        assert_eq!((page.all("[data-row]").len(), page.all("[data-row][open]").len()), (10, 3));
        page.must_say("เรื่องที่ผู้แจ้งต้องการให้ช่วย");
        assert_eq!(page.all("option[selected][value='92']").len(), 1, "where they work");

        let names = names();
        let mut wrong = sheet(&names);
        wrong.extend([("row.3.contact", "0812"), ("row.11.submitted_by", "ยายแดง")]);
        let page = coordinator.post("/desk/needs", &wrong).await.expect(422);
        page.must_say("หมายเลขโทรศัพท์ไม่ถูกต้อง");
        assert_eq!(page.hrefs(".summary a"), ["#f-row.3.contact", "#f-row.11.text"]);
        for (name, said) in names.iter().zip(SAID) {
            assert_eq!(page.value_of(name).as_deref().map(str::trim), Some(said), "{name}");
        }
        assert!(world.anyone().get("/needs").await.expect(200).says("ยังไม่พบเรื่อง"), "nothing of it was written down");
        assert_eq!(page.all("[data-row][open]").len(), 11, "what is filled in is not folded away");
        // The same row twice is a slip; the same words of somebody else are a need of their own.
        let mut doubled = sheet(&names);
        doubled.extend([("row.10.text", SAID[0]), ("row.11.text", SAID[1]), ("row.11.submitted_by", "ตาดำ")]);
        let page = coordinator.post("/desk/needs", &doubled).await.expect(422);
        page.must_say("เหมือนกับเรื่องที่ 1 ทุกช่อง");
        assert_eq!(page.hrefs(".summary a"), ["#f-row.10.text"]);
        // More rows without script; what was typed stays.
        let mut more = sheet(&names);
        more.push(("step", "rows"));
        let page = coordinator.post("/desk/needs", &more).await.expect(200);
        assert_eq!(page.all("[data-row]").len(), 15);
        assert_eq!(page.value_of("row.9.text").as_deref().map(str::trim), Some(SAID[9]));
        coordinator.post("/desk/needs", &[("channel", "web")]).await.expect(422).must_say("โปรดเลือกช่องทาง");

        // A number among the words is asked about once.
        let said = format!("{} โทรหายายแดง 081-234-5678", SAID[2]);
        let mut reached = sheet(&names);
        reached.iter_mut().find(|(name, _)| *name == "row.2.text").expect("a row").1 = &said;
        let page = coordinator.post("/desk/needs", &reached).await.expect(422);
        page.must_say("ซึ่งระบบจะปิดบังและไม่เก็บไว้");
        assert_eq!((page.hrefs(".summary a"), page.value_of("asked").as_deref()), (vec!["#f-row.2.contact".to_owned()], Some("yes")));

        let mut right = sheet(&names);
        right.extend([("asked", "yes")]);
        right.iter_mut().find(|(name, _)| *name == "row.2.text").expect("a row").1 = &said;
        right.extend([("row.0.submitted_by", "ยายแดง"), ("row.0.group_kind", "housewives"), ("row.1.contact", "081 234 5678")]);
        let written = coordinator.post("/desk/needs", &right).await.expect(200);
        written.must_say("บันทึกแล้ว 10 เรื่อง").must_say("ยายแดง");
        let codes: Vec<String> = written.hrefs("tbody a").iter().map(|href| href.rsplit('/').next().expect("a code").to_owned()).collect();
        assert_eq!(codes.len(), 10);
        let first = need(&world, &codes[0]).await;
        assert_eq!((first.told.channel, first.told.village.as_deref()), (techclinic::needs::Channel::Forum, Some("บ้านพรุจูด")));
        assert_eq!(first.clinic, Some(trang.id));
        coordinator.get(format!("/needs/{}", codes[0])).await.expect(200).must_say("บ้านพรุจูด");
        assert!(!world.anyone().get(format!("/needs/{}", codes[0])).await.expect(200).says("บ้านพรุจูด"), "a village is near to a person");
        assert_eq!(world.trail(first.id).await, ["need.register"]);
        assert_eq!(need(&world, &codes[1]).await.told.contact.as_deref(), Some("+66812345678"));
        let asked = need(&world, &codes[2]).await.told;
        assert_eq!(asked.contact, None, "a number among words is nobody's");
        world.anyone().get("/needs").await.expect(200).must_say("ขยะเปลือกทุเรียนล้นสวน");
    }

    /// A workshop's list comes as a file, with how its people are reached; no file carries that out again.
    async fn needs_of_a_file_can_be_called_back(world: World) {
        world.trang().await;
        let file = "code,text_th,province,channel,received_on,contact\n\
            W-1,กล้วยตากขึ้นราในหน้าฝน,ตรัง,workshop,2010-05-01,081 234 5678\n";
        assert_eq!(world.bring("needs", file).await, [1, 0, 0]);
        assert_eq!(need(&world, "W-1").await.told.contact.as_deref(), Some("+66812345678"));
        assert_eq!(world.bring("needs", file).await, [0, 0, 1], "the same again");
    }

    async fn hotline_survey_and_workshop_are_written_down_by_those_who_hear_them(world: World) {
        world.trang().await;
        let province = world.signed_in(Role::ProvinceOfficer, Scope::Province("92".to_owned())).await;
        let people: [(&Person, &str); 3] = [(&world.officer().await, "hotline"), (&province, "workshop"), (&world.officer().await, "survey")];
        for (person, channel) in people {
            let names = vec!["row.0.text".to_owned()];
            let mut call = sheet(&names);
            call.iter_mut().find(|(name, _)| *name == "channel").expect("a channel").1 = channel;
            let written = person.post("/desk/needs", &call).await.expect(200);
            let code = written.hrefs("tbody a").remove(0).rsplit('/').next().expect("a code").to_owned();
            assert_eq!(need(&world, &code).await.told.channel.as_str(), channel);
        }
    }

    /// The same need of the same subdistrict is shown by what it means, in whatever words; what lies elsewhere or
    /// is another trouble is not. A person decides.
    async fn a_need_told_again_in_other_words_is_shown_by_what_it_means(world: World) {
        let trang = world.trang().await;
        let chickens = "ไก่พื้นเมืองตายยกเล้าหน้าหนาว ขอวัคซีน";
        let (first, _) = told_as(&world, "1", chickens).await;
        let (salty, _) = told_as(&world, "2", "น้ำบาดาลเค็มจนใช้รดผักไม่ได้ทั้งหมู่บ้าน").await;
        let mut elsewhere = with("subdistrict", "920502");
        elsewhere.retain(|(name, _)| !["text", "once"].contains(name));
        elsewhere.extend([("text", chickens), ("once", "3")]);
        let elsewhere = world.anyone().post("/needs", &elsewhere).await.expect_see_other();
        let elsewhere = code_of(&world, &elsewhere).await;
        let (again, _) = told_as(&world, "4", "หน้าหนาวไก่บ้านเป็นโรคระบาดตายหมด อยากให้มาสอนฉีดยาป้องกัน").await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let address = format!("/needs/{again}");
        manager.get(&address).await.expect(200).must_say("ไม่พบเรื่องที่ใช้คำหรือมีความหมายใกล้เคียงกัน");
        understanding::settle(&world.app).await.expect("understood");
        let page = manager.get(&address).await.expect(200);
        page.must_say("เรื่องที่อาจซ้ำกัน").must_say("มีความหมายใกล้เคียงกันมาก");
        assert!(!page.says("ใช้คำเดียวกันร้อยละ"), "few words are the same");
        let shown = page.hrefs("main a");
        assert!(shown.contains(&format!("/needs/{first}")), "{shown:?}");
        for other in [&salty, &elsewhere] {
            assert!(!shown.contains(&format!("/needs/{other}")), "{other}: {shown:?}");
        }
        assert!(!world.anyone().get(&address).await.expect(200).says("เรื่องที่อาจซ้ำกัน"), "strangers read nothing of it");
        manager.get(format!("{address}?lang=en")).await.expect(200).must_say("Means much the same");
        manager.post(format!("{address}/merge"), &[("into", &first)]).await.expect(303);
        assert_eq!(world.trail(need(&world, &again).await.id).await, ["need.register", "need.merge"]);
    }

    /// need.merge, need.unmerge: the same need came twice; both people are told, and each keeps their code.
    async fn a_need_told_twice_goes_on_as_one_and_both_are_told(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let (first, first_track) = told_as(&world, "1", TEXT).await;
        let (second, second_track) = told_as(&world, "2", "ตากกล้วยแล้วขึ้นราในหน้าฝน กลุ่มแม่บ้านอยากได้วิธีตาก").await;
        let merge = format!("/needs/{second}/merge");
        world.anyone().post(&merge, &[("into", &first)]).await.expect(401);
        world.of_clinic(Role::ClinicDirector, &chonburi).await.post(&merge, &[("into", &first)]).await.expect(403);
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let page = manager.get(format!("/needs/{second}")).await.expect(200);
        page.must_say("เรื่องที่อาจซ้ำกัน").must_say("ใช้คำเดียวกันร้อยละ");
        manager.post(&merge, &[("into", "")]).await.expect(422);
        manager.post(&merge, &[("into", "N53-XXXX")]).await.expect(422).must_say("ไม่พบเรื่องเลขที่");
        manager.post(&merge, &[("into", &second)]).await.expect(409).must_say("รวมเรื่องเข้ากับตัวเองไม่ได้");
        manager.post(&merge, &[("into", &first.to_lowercase())]).await.expect(303);

        let list = world.anyone().get("/needs").await.expect(200);
        assert_eq!(list.all("tbody tr").len(), 1, "a need is listed once");
        world.anyone().get(&first_track).await.expect(200).must_say("มีผู้แจ้งเรื่องเดียวกันอีก 1 ราย");
        world.anyone().get(&second_track).await.expect(200).must_say("มีผู้แจ้งเรื่องเดียวกันนี้อีก").must_say("ตากกล้วยแล้วขึ้นรา");
        world.anyone().get(format!("/needs/{second}")).await.expect(200).must_say(&first);
        world.anyone().get(format!("/needs/{first}")).await.expect(200).must_say("มีผู้แจ้งเรื่องเดียวกันนี้อีก 1 ราย");
        analyse(&manager, &first, "๑๐", "5").await;
        let follows = world.anyone().get(&second_track).await.expect(200);
        follows.must_say("กำลังวิเคราะห์ร่วมกับชุมชน").must_say("กล้วยตากขึ้นราเพราะความชื้นสูง");
        assert!(follows.says(second_track.rsplit('/').next().expect("a code")), "with their own code");
        manager.post(format!("/needs/{second}/analyse"), &[]).await.expect(422);
        manager.post(format!("/needs/{second}/decline"), &[("text", "ซ้ำกับเรื่องอื่นแล้ว")]).await.expect(409);
        manager.post(format!("/needs/{first}/merge"), &[("into", &second)]).await.expect(409);

        manager.post(format!("/needs/{second}/unmerge"), &[]).await.expect(303);
        manager.post(format!("/needs/{second}/unmerge"), &[]).await.expect(409);
        assert_eq!(world.anyone().get("/needs").await.expect(200).all("tbody tr").len(), 2);
        assert!(!world.anyone().get(&second_track).await.expect(200).says("กล้วยตากขึ้นราเพราะความชื้นสูง"));
        assert!(need(&world, &second).await.due.is_some(), "its own promise again");
        assert_eq!(world.trail(need(&world, &second).await.id).await, ["need.register", "need.merge", "need.unmerge"]);
        let joined = world.trail(need(&world, &first).await.id).await;
        assert_eq!(joined, ["need.register", "need.merge", "need.analyse", "need.unmerge"]);
    }

    /// need.recover, need.reclaim: by number and village, never shown to the desk, fetched by the person alone.
    async fn a_lost_code_is_found_through_the_hotline_and_never_shown_to_it(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let code = told(&world).await;
        let tracking = need(&world, &code).await.tracking_code;
        world.anyone().get("/desk/needs/lost").await.expect(401);
        world.signed_in(Role::Auditor, Scope::Network).await.get("/desk/needs/lost").await.expect(403);
        let officer = world.officer().await;
        let lost = "/desk/needs/lost";
        let look = |phone: &'static str, village: &'static str| [("phone", phone), ("village", village)];
        let here = look("081-234-5678", "บ่อหิน");
        world.anyone().post(lost, &here).await.expect(401);
        // The number never stands in an address, where logs and the browser keep it.
        assert!(!officer.get(kit::web::address(lost, &here)).await.expect(200).says(TEXT));
        let found = officer.post(lost, &here).await.expect(200);
        found.must_say(TEXT);
        assert!(found.all("form[method=get] input[name=phone]").is_empty(), "sent in the body");
        officer.post(lost, &look("081-234-5678", "")).await.expect(422).must_say("โปรดกรอกช่องนี้");
        officer.post(lost, &look("081-234-5678", "กันตัง")).await.expect(200).must_say("ไม่พบเรื่องที่มีทั้งหมายเลขและหมู่บ้านนี้");
        officer.post(lost, &look("089-876-5432", "บ่อหิน")).await.expect(200).must_say("ไม่พบเรื่อง");
        let other = world.of_clinic(Role::ClinicDirector, &chonburi).await;
        other.post(lost, &here).await.expect(200).must_say("ไม่พบเรื่อง");
        other.post(format!("/needs/{code}/recover"), &[]).await.expect(403);

        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let found = coordinator.post(lost, &here).await.expect(200);
        let said = coordinator.post(format!("/needs/{code}/recover"), &[]).await.expect(200);
        said.must_say("ห้ามบอกแก่ผู้ที่โทรเข้ามา").must_say("081 234 5678");
        for page in [&found, &said, &coordinator.get(format!("/needs/{code}")).await] {
            assert!(!page.body.contains(&tracking), "the desk never reads the code");
        }
        assert!(found.says(&format!("{}•••", &tracking[..2])), "{}", found.text());
        let word = said.all(".tracking-code").remove(0);

        let person = world.anyone();
        let wrong = [("phone", "0812345678"), ("word", "AAAAA-A")];
        person.post("/track/reclaim", &wrong).await.expect(422).must_say("ไม่ตรงกัน");
        person.post("/track/reclaim", &[("phone", "0898765432"), ("word", &word)]).await.expect(422).must_say("ไม่ตรงกัน");
        let right = [("phone", "๐๘๑ ๒๓๔ ๕๖๗๘"), ("word", &word.to_lowercase()[..])];
        let track = person.post("/track/reclaim", &right).await.expect_see_other();
        assert_eq!(track, format!("/track/{tracking}"));
        person.get(&track).await.expect(200).must_say("มีการขอรับรหัสนี้คืนผ่านสายด่วนเมื่อ");
        world.anyone().post("/track/reclaim", &right).await.expect(422);
        assert_eq!(world.trail(need(&world, &code).await.id).await, ["need.register", "need.recover", "need.reclaim"]);

        // A word is void after a few wrong ones, and after a day; a new one makes the old one void.
        let give = async || coordinator.post(format!("/needs/{code}/recover"), &[]).await.expect(200).all(".tracking-code").remove(0);
        let first = give().await;
        let second = give().await;
        assert_ne!(first, second);
        for number in 0..5 {
            let guess = format!("AAAAA-{number}");
            world.anyone().post("/track/reclaim", &[("phone", "0812345678"), ("word", &guess)]).await.expect(422);
        }
        world.anyone().post("/track/reclaim", &[("phone", "0812345678"), ("word", &second)]).await.expect(422);
        let third = give().await;
        world.stand_on("2010-05-12");
        world.anyone().post("/track/reclaim", &[("phone", "0812345678"), ("word", &third)]).await.expect(422);
    }

    async fn a_code_without_a_telephone_number_is_not_given_away(world: World) {
        let trang = world.trang().await;
        let mut typed = fields();
        typed.retain(|(name, _)| *name != "contact");
        let track = world.anyone().post("/needs", &typed).await.expect_see_other();
        let code = code_of(&world, &track).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        manager.post(format!("/needs/{code}/recover"), &[]).await.expect(409).must_say("ไม่มีหมายเลขโทรศัพท์ที่โทรกลับได้");
    }

    /// Every deed of a need is an operation of the API too, under the same rights.
    async fn the_way_of_a_need_is_open_to_programs(world: World) {
        let trang = world.trang().await;
        let (code, _) = told_as(&world, "1", TEXT).await;
        let (other, _) = told_as(&world, "2", TEXT).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let text = serde_json::json!({"text": "กล้วยพันธุ์อะไร ตากที่ไหน"});
        let at = |verb: &str| format!("/api/v1/needs/{code}/{verb}");
        for verb in ["ask", "reply", "merge", "unmerge", "attach", "publish-file", "remove-file", "withhold", "publish", "recover"] {
            world.anyone().post_json(&at(verb), text.clone()).await.expect(401);
        }
        manager.post_json(&at("ask"), text.clone()).await.expect(200);
        manager.post_json(&at("reply"), serde_json::json!({"text": "น้ำว้า"})).await.expect(200);
        let jpeg = data_encoding::BASE64.encode(&a_jpeg(&[]));
        manager.post_json(&at("attach"), serde_json::json!({"content": jpeg})).await.expect(200);
        manager.post_json(&at("attach"), serde_json::json!({"content": "!"})).await.expect(422);
        manager.post_json(&at("publish-file"), serde_json::json!({"file": "x"})).await.expect(422);
        manager.post_json(&at("withhold"), text.clone()).await.expect(200);
        manager.post_json(&at("publish"), serde_json::json!({})).await.expect(200);
        assert_eq!(manager.post_json(&at("recover"), serde_json::json!({})).await.expect(200).json()["word"].as_str().map(str::len), Some(7));
        manager.post_json(&at("merge"), serde_json::json!({"into": other})).await.expect(200);
        manager.post_json(&at("unmerge"), serde_json::json!({})).await.expect(200);
        let wrong = serde_json::json!({"phone": "0812345678", "word": "x"});
        world.anyone().post_json("/api/v1/needs/reclaim", wrong).await.expect(422);
        let item = world.anyone().get(format!("/api/v1/needs/{code}")).await.expect(200).json();
        assert!(item["due_on"].is_string() && item["level"].is_null(), "{item}");
    }
}
