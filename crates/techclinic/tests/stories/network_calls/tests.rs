//! Stories of network calls: who asks the network, who reads what of it, and what it is reminded of.

use chrono::{Days, NaiveDate};

use super::testing::{ATTEMPTED, NEED, PROBLEM, analyse, ask, asked, day, send, told};
use crate::testing::stories;
use techclinic::accounts::{Role, Scope};
use techclinic::layout::{handover, reminder};
use techclinic::needs;

stories! {
    /// network_call.open: by those who decide what fits the need, once it is analysed, for a day to come, and
    /// one at a time. Everybody reads it, and nobody who told the need.
    async fn where_nothing_fits_a_clinic_asks_the_whole_network(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let own = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let other = world.of_clinic(Role::ClinicCoordinator, &chonburi).await;
        let (need, track) = told(&world).await;
        let form = format!("/network-calls/new?need={need}");
        let early = own.get(format!("/needs/{need}/matches")).await.expect(200);
        assert!(!early.hrefs("main a").contains(&form), "before the group was asked nobody else is");
        assert!(!own.get(format!("/needs/{need}")).await.expect(200).hrefs("main a").contains(&form));
        let unasked = "ต้องวิเคราะห์ปัญหาร่วมกับชุมชนก่อน จึงจะขอความช่วยเหลือจากเครือข่ายได้";
        own.get(&form).await.expect(409).must_say(unasked);
        ask(&world, &own, &need, "early").await.expect(409).must_say(unasked);
        analyse(&world, &own, &need).await;
        assert!(own.get(format!("/needs/{need}")).await.expect(200).hrefs("main a").contains(&form), "from its page too");
        for stranger in [&world.anyone(), &other, &world.officer().await] {
            assert!(!stranger.get(format!("/needs/{need}")).await.expect(200).hrefs("main a").contains(&form));
        }
        let page = own.get(format!("/needs/{need}/matches")).await.expect(200);
        page.must_say("ไม่พบเทคโนโลยีที่เหมาะกับเรื่องนี้");
        assert!(page.hrefs("main a").contains(&form), "{:?}", page.hrefs("main a"));

        world.anyone().get(&form).await.expect(401);
        ask(&world, &world.anyone(), &need, "x").await.expect(401);
        for stranger in [&other, &world.officer().await, &world.signed_in(Role::Auditor, Scope::Network).await] {
            stranger.get(&form).await.expect(403);
            ask(&world, stranger, &need, "x").await.expect(403);
        }
        own.get("/network-calls/new?need=N53-NONE").await.expect(404);
        own.get(&form).await.expect(200).must_say(NEED).must_say("180");
        let today = world.app.clock.today();
        let (good, long) = (day("until", today + Days::new(30)), "ก".repeat(10_001));
        for (until, tried, said) in [
            (day("until", today), ATTEMPTED, "ต้องเป็นวันพรุ่งนี้หรือหลังจากนั้น"),
            (day("until", today + Days::new(181)), ATTEMPTED, "ไม่เกิน 180 วัน"),
            ([("until_day", "31"), ("until_month", "2"), ("until_year", "2553")].map(|(name, part)| (name.to_owned(), part.to_owned())), ATTEMPTED, "วันที่"),
            (good.clone(), "", "โปรดกรอกช่องนี้"),
            (good.clone(), "ลองแล้ว", "อย่างน้อย 10 ตัวอักษร"),
            (good.clone(), long.as_str(), "เกินกว่าที่รับได้"),
        ] {
            let refused = send(&own, "/network-calls", &until, &[("need", &need), ("tried", tried)]).await.expect(422);
            refused.must_say(said);
            assert_eq!(refused.value_of("tried").as_deref().map(str::trim), Some(tried), "nothing typed is lost");
        }

        let call = ask(&world, &own, &need, "first").await.expect_see_other();
        assert_eq!(ask(&world, &own, &need, "first").await.expect_see_other(), call, "the same form twice is one");
        let second = ask(&world, &own, &need, "second").await.expect(409);
        second.must_say("ขอความช่วยเหลือจากเครือข่ายไว้แล้ว");
        assert!(second.hrefs(".summary a").contains(&call), "{:?}", second.hrefs(".summary a"));
        let page = own.get(format!("/needs/{need}/matches")).await.expect(200);
        assert!(page.hrefs("main a").contains(&call) && !page.hrefs("main a").contains(&form), "it leads to the call");
        let page = own.get(format!("/needs/{need}")).await.expect(200);
        assert!(page.hrefs("main a").contains(&call) && !page.hrefs("main a").contains(&form), "and so does the need's");

        for address in [&call, "/network-calls", &format!("/api/v1{call}"), "/api/v1/network-calls"] {
            let public = world.anyone().get(address).await.expect(200);
            assert!(public.body.contains("กลุ่มแม่บ้านตากกล้วย"), "{address}: {}", public.body);
            for hidden in ["ผู้แจ้ง สมมติ", "811111111", "081-111"] {
                assert!(!public.body.contains(hidden), "{address} shows {hidden}");
            }
        }
        world.anyone().get(&call).await.expect(200).must_say(ATTEMPTED).must_say("ต.บ่อหิน").must_say("คลินิกเทคโนโลยีตรัง").must_say("อยู่นอกเครือข่าย");
        let english = world.anyone().get(format!("{call}?lang=en")).await.expect(200);
        english.must_say("Waits for answers").must_say("Bo Hin subdistrict").must_say("No answer yet.");
        world.anyone().get(format!("/track/{track}")).await.expect(200).must_say("ขอให้ทุกคลินิกในเครือข่ายช่วยกันหา");
        assert!(world.anyone().get(format!("/needs/{need}")).await.expect(200).hrefs("main a").contains(&call));
        other.get("/desk").await.expect(200).must_say("คลินิกอื่นขอความช่วยเหลือ 1 เรื่อง");
        let desk = own.get("/desk").await.expect(200);
        assert!(desk.hrefs("main a").contains(&call) && !desk.says("คลินิกอื่นขอความช่วยเหลือ"));

        let code = call.rsplit('/').next().expect("a code");
        let id = techclinic::network_calls::find_by_code(&world.app.db, code).await.expect("read").expect("there").id;
        assert_eq!(world.trail(id).await, ["network_call.open"]);
        let need = needs::find_by_code(&world.app.db, &need).await.expect("read").expect("there").id;
        assert_eq!(world.trail(need).await, ["need.register", "need.analyse", "need.network_called"]);
    }

    /// A number typed into the words is masked for others, and its writer is told.
    async fn a_number_in_the_words_is_masked_for_others_and_its_writer_told(world: World) {
        let trang = world.trang().await;
        let own = world.of_clinic(Role::ClinicManager, &trang).await;
        let (need, _) = told(&world).await;
        analyse(&world, &own, &need).await;
        let until = day("until", world.app.clock.today() + Days::new(30));
        let tried = "ลองแล้วไม่ได้ผล โทรหาสมศรี 081-234-5678";
        let call = send(&own, "/network-calls", &until, &[("need", &need), ("tried", tried)]).await.expect_see_other();
        own.get(&call).await.expect(200).must_say("ผู้อื่นจะเห็นเป็น x").must_say("081-234-5678").must_say("ผู้อื่นเห็นเป็น x");
        for address in [call.clone(), format!("/api/v1{call}"), "/api/v1/network-calls".to_owned()] {
            let public = world.anyone().get(&address).await.expect(200).body;
            assert!(public.contains("xxx-xxx-xxxx") && !public.contains("5678"), "{address}: {public}");
        }
    }

    /// About a need that strangers may not read, other clinics read the problem and the province; strangers
    /// learn nothing, and whoever told it reads by their code that the network was asked.
    async fn a_need_that_is_kept_from_strangers_is_asked_about_by_its_problem_alone(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let own = world.of_clinic(Role::ClinicManager, &trang).await;
        let (need, track) = told(&world).await;
        analyse(&world, &own, &need).await;
        let call = ask(&world, &own, &need, "1").await.expect_see_other();
        own.post(format!("/needs/{need}/withhold"), &[("text", "ถ้อยคำพาดพิงบุคคลอื่น")]).await.expect_see_other();
        let auditor = world.signed_in(Role::Auditor, Scope::Network).await;
        for stranger in [&world.anyone(), &auditor] {
            stranger.get(&call).await.expect(404);
            stranger.get(format!("/api/v1{call}")).await.expect(404);
            assert!(!stranger.get("/network-calls").await.expect(200).hrefs("#list a").contains(&call));
        }
        let other = world.of_clinic(Role::ClinicCoordinator, &chonburi).await;
        let page = other.get(&call).await.expect(200);
        page.must_say(PROBLEM).must_say("ตรัง").must_say("ไม่เผยแพร่ต่อสาธารณะ");
        assert!(!page.says(NEED) && !page.says("บ่อหิน") && !page.body.contains(&need), "{}", page.text());
        let listed = other.get("/network-calls").await.expect(200);
        assert!(listed.hrefs("#list a").contains(&call) && !listed.says("กลุ่มแม่บ้าน"), "{}", listed.text());
        let json = other.get(format!("/api/v1{call}")).await.expect(200).json();
        assert_eq!((json["need"].is_null(), json["place"].as_str()), (true, Some("92")), "{json}");
        own.get(&call).await.expect(200).must_say(NEED);
        world.officer().await.get(&call).await.expect(200).must_say(NEED);
        let followed = world.anyone().get(format!("/track/{track}")).await.expect(200);
        followed.must_say("ขอให้ทุกคลินิกในเครือข่ายช่วยกันหา");
        assert!(!followed.hrefs("main a").contains(&call), "where nobody is let in no way leads");
    }

    /// What is rehearsed stays in its clinic.
    async fn a_rehearsal_is_not_asked_about(world: World) {
        let trang = world.trang().await;
        let person = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let (real, _) = told(&world).await;
        person.post("/practice/start", &[]).await.expect(303);
        let fields = [("text", NEED), ("group_kind", "housewives"), ("province", "92"), ("once", "practice-1")];
        let track = person.post("/needs", &fields).await.expect_see_other();
        let followed = person.get(&track).await.expect(200);
        let need = followed.hrefs("a[href^='/needs/N']").remove(0).replace("/needs/", "");
        analyse(&world, &person, &need).await;
        ask(&world, &person, &need, "practice-2").await.expect(403).must_say("ฝึกใช้งานอยู่ภายในคลินิก");
        ask(&world, &person, &real, "practice-3").await.expect(403).must_say("โหมดฝึกใช้งาน");
        let matches = person.get(format!("/needs/{need}/matches")).await.expect(200);
        assert!(!matches.hrefs("main a").iter().any(|href| href.contains("/network-calls/new")));
    }

    /// The clinic that asked is reminded once the day is over, and the call goes on when a post is handed over.
    async fn a_call_whose_day_is_over_is_reminded_of_and_handed_over(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let (_, call) = asked(&world, &world.of_clinic(Role::ClinicCoordinator, &trang).await, "1").await;
        let code = call.rsplit('/').next().expect("a code").to_owned();
        let about = |due: Vec<reminder::Due>| due.into_iter().find(|one| one.address == call).map(|one| one.stage);
        for (today, stage) in [("2010-06-09", None), ("2010-06-10", Some("0")), ("2010-06-16", Some("7")), ("2010-06-30", Some("14"))] {
            let today: NaiveDate = today.parse().expect("a day");
            let due = reminder::due_on(&world.app, today).await.expect("due");
            assert_eq!(about(due).as_deref(), stage, "{today}");
        }
        world.stand_on("2010-06-10");
        let own = world.of_clinic(Role::ClinicManager, &trang).await;
        own.get("/desk").await.expect(200).must_say(&code).must_say("เลยวันที่ขอคำตอบ");
        own.get(&call).await.expect(200).must_say("เลยวันที่ขอคำตอบ");
        let other = world.of_clinic(Role::ClinicManager, &chonburi).await;
        assert!(!other.get("/desk").await.expect(200).says(&code), "it concerns whoever asked");
        let waiting = handover::waiting_at(&world.app, trang.id).await.expect("read");
        assert!(waiting.iter().any(|one| one.address == call), "{waiting:?}");
        let waiting = handover::waiting_at(&world.app, chonburi.id).await.expect("read");
        assert!(waiting.iter().all(|one| one.address != call));
    }

    /// Whoever asked is told of each answer once, on the desk and by letter: who answered, never what.
    async fn whoever_asked_is_told_that_an_answer_came(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let own = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let other = world.of_clinic(Role::ClinicManager, &chonburi).await;
        let (_, call) = asked(&world, &own, "1").await;
        let address = format!("{call}#answers");
        let due = async |after: u64| {
            let due = reminder::due_on(&world.app, world.app.clock.today() + Days::new(after)).await.expect("due");
            due.into_iter().filter(|one| one.address == address).collect::<Vec<_>>()
        };
        assert!(due(0).await.is_empty(), "nobody has answered");
        for (number, count) in [("1", "มีคำตอบ 1 รายการ"), ("2", "มีคำตอบ 2 รายการ")] {
            let words = [("words", "เราส่งผู้เชี่ยวชาญไปช่วยได้ โทร 081-234-5678"), ("once", number)];
            other.post(format!("{call}/answer"), &words).await.expect_see_other();
            let told = due(0).await;
            assert_eq!(told.len(), 1, "{told:?}");
            assert_eq!(told[0].stage, number, "each answer is a stage, which is posted once");
            assert!(matches!(told[0].whom, reminder::Whom::Holding(_, Some(clinic)) if clinic == trang.id), "{told:?}");
            let said = world.app.words.say(kit::Lang::Th, &told[0].message);
            assert!(said.contains("คลินิกเทคโนโลยีชลบุรี"), "{said}");
            assert!(!said.contains("ผู้เชี่ยวชาญ") && !said.contains("5678"), "{said}");
            let desk = own.get("/desk").await.expect(200);
            desk.must_say("คลินิกเทคโนโลยีชลบุรี ตอบการขอความช่วยเหลือ").must_say(count);
            assert!(desk.hrefs("main a").contains(&address));
        }
        own.get("/desk?lang=en").await.expect(200).must_say("It has 2 answers now");
        assert!(!other.get("/desk").await.expect(200).says("ตอบการขอความช่วยเหลือ"));
        other.post(format!("{call}/withdraw"), &[("number", "2")]).await.expect_see_other();
        assert_eq!(due(0).await[0].stage, "1", "the first was told before");
        assert!(due(15).await.is_empty(), "it is told for two weeks");
        own.post(format!("{call}/close"), &[("answer", "1")]).await.expect_see_other();
        assert!(due(0).await.is_empty(), "the call is over");
    }

    /// The list goes by province, by how far calls have come and by who has not answered, page by page, for the
    /// same few queries however long it is.
    async fn the_list_is_narrowed_and_costs_the_same_however_long_it_is(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let own = world.of_clinic(Role::ClinicManager, &trang).await;
        let other = world.of_clinic(Role::ClinicManager, &chonburi).await;
        let (_, first) = asked(&world, &own, "1").await;
        let (stranger, path) = (world.anyone(), "/network-calls");
        let few = (world.queries_of(&stranger, path).await, world.queries_of(&other, path).await);
        let mut calls = vec![first];
        for once in ["2", "3", "4"] {
            calls.push(asked(&world, &own, once).await.1);
        }
        let many = (world.queries_of(&stranger, path).await, world.queries_of(&other, path).await);
        assert_eq!(few, many);
        own.post(format!("{}/close", calls[0]), &[("text", "ชุมชนหาวิธีเองได้แล้ว")]).await.expect_see_other();
        let listed = async |query: &str| {
            let page = other.get(format!("{path}?{query}")).await.expect(200);
            page.hrefs("#list th[scope=row] a").len()
        };
        for (query, count) in [("", 4), ("status=open", 3), ("status=closed", 1), ("province=92", 4), ("province=20", 0), ("unanswered=yes", 3)] {
            assert_eq!(listed(query).await, count, "{query}");
        }
        assert_eq!(own.get(format!("{path}?unanswered=yes")).await.expect(200).all("#list th[scope=row] a").len(), 0);
        other.get(format!("{path}?status=nonsense")).await.expect(200).must_say("nonsense");
        let first = other.get(format!("{path}?limit=3")).await.expect(200);
        let next = first.hrefs("a[rel=next]").remove(0);
        assert_eq!(other.get(format!("{next}&limit=3")).await.expect(200).hrefs("#list th[scope=row] a").len(), 1);
        let wrong = world.anyone().get("/api/v1/network-calls?status=nonsense").await.expect(422);
        assert_eq!(wrong.json()["errors"][0]["field"], "status");
    }
}
