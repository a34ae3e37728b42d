//! Stories of opinions, told as the people in them would tell them.

use std::sync::Arc;

use crate::testing::{Person, World, stories};
use techclinic::accounts::Role;
use techclinic::organisations::Clinic;
use techclinic::participation::Opinion;

const TEXT: &str = "อยากให้จัดอบรมในวันหยุด เพราะวันธรรมดาต้องกรีดยาง";

type Fields<'a> = Vec<(&'a str, &'a str)>;

/// The world most stories begin in: a project of Trang with an area of Chonburi, its second.
struct Begun {
    trang: Clinic,
    chonburi: Clinic,
    /// The project's code.
    project: String,
}

impl Begun {
    async fn new(world: &World) -> Self {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let areas = [(&trang, "อ.สิเกา จ.ตรัง"), (&chonburi, "อ.สัตหีบ จ.ชลบุรี")];
        let project = crate::projects::testing::approved(world, &trang, "โครงการยางพารา", &areas).await.code;
        Self { trang, chonburi, project }
    }

    fn fields(&self) -> Fields<'_> {
        fields(&self.project)
    }

    fn with<'a>(&'a self, name: &'a str, value: &'a str) -> Fields<'a> {
        crate::testing::with(&self.fields(), &[(name, value)])
    }
}

fn fields(project: &str) -> Fields<'_> {
    vec![
        ("text", TEXT),
        ("project", project),
        ("name", "ผู้เขียนสมมติ"),
        ("contact", "089 999 8888"),
        ("once", "the same form"),
    ]
}

/// The opinion that this code follows.
async fn followed(world: &World, track: &str) -> Opinion {
    let code = track.strip_prefix("/participation/track/").expect("a tracking code");
    techclinic::participation::find_by_tracking_code(&world.app.db, code).await.expect("read").expect("an opinion")
}

/// Gives an opinion and answers it as it is stored.
async fn given(world: &World, person: &Person, fields: &[(&str, &str)]) -> Opinion {
    followed(world, &person.post("/participation", fields).await.expect_see_other()).await
}

const DECISION: [(&str, &str); 3] =
    [("disposition", "partly"), ("reason", "จัดวันเสาร์เฉพาะ อ.สิเกา"), ("considered_at", "การประชุมคณะทำงาน ครั้งที่ 2/2553")];

stories! {
    /// G-23: numbers of persons are hidden before anybody reads, and the poster is told.
    async fn an_opinion_with_numbers_is_masked_before_it_is_published(world: World) {
        let begun = Begun::new(&world).await;
        let citizen = world.anyone();
        let text = "ผมนายสมมติ บัตร 1103702071811 โทร 081-234-5678 อยากให้จัดวันหยุด";
        let track = citizen.post("/participation", &begun.with("text", text)).await.expect_see_other();
        let page = citizen.get(&track).await.expect(200);
        page.must_say("ระบบปิดบังหมายเลขหรืออีเมลส่วนบุคคล").must_say("บัตร xxxxxxxxxxxxx โทร xxx-xxx-xxxx").must_say("ได้รับแล้ว รอเจ้าหน้าที่อ่าน");
        assert!(!page.body.contains("1103702071811"));

        let opinion = followed(&world, &track).await;
        let own = world.of_clinic(Role::ClinicCoordinator, &begun.trang).await;
        own.get(format!("/participation/{}", opinion.code)).await.expect(200).must_say("1103702071811");
        own.post(format!("/participation/{}/publish", opinion.code), &[]).await.expect(303);
        for address in ["/participation".to_owned(), format!("/participation/{}", opinion.code), "/api/v1/opinions".to_owned()] {
            let public = world.anyone().get(&address).await.expect(200);
            assert!(public.body.contains("xxx-xxx-xxxx"), "{address}");
            assert!(!public.body.contains("1103702071811") && !public.body.contains("081-234"), "{address}");
            assert!(!public.body.contains("ผู้เขียนสมมติ") && !public.body.contains("8888"), "{address} names nobody");
        }
        let kept = kit::audit::trail(&world.app.db, opinion.id).await.expect("read")[0].facts.to_string();
        assert!(!kept.contains("081") && !kept.contains("ผู้เขียนสมมติ"), "{kept}");
    }

    /// opinion.register: bad input is answered beside its field, nothing typed is lost, twice is once.
    async fn an_opinion_is_given_without_an_account(world: World) {
        let begun = Begun::new(&world).await;
        let cases = [
            ("text", "", "โปรดกรอกช่องนี้"),
            ("text", "ดี", "โปรดเขียนเพิ่มอีกเล็กน้อย"),
            ("project", "P53-99999", "ไม่พบโครงการรหัสนี้"),
            ("area", "7", "ไม่พบพื้นที่นี้ในโครงการ"),
            ("channel", "pigeon", "โปรดเลือกช่องทาง"),
        ];
        for (field, typed, said) in cases {
            let page = world.anyone().post("/participation", &begun.with(field, typed)).await.expect(422);
            page.must_say(said);
            assert_eq!(page.value_of("name").as_deref(), Some("ผู้เขียนสมมติ"), "{field}");
        }
        world.anyone().get("/participation/new?project=P53-99999").await.expect(404);
        world.anyone().get(format!("/participation/new?project={}", begun.project)).await.expect(200).must_say("โครงการยางพารา").must_say("อ.สัตหีบ จ.ชลบุรี");
        let first = given(&world, &world.anyone(), &begun.fields()).await;
        let second = given(&world, &world.anyone(), &begun.fields()).await;
        assert_eq!(first.id, second.id);
        assert_eq!(world.trail(first.id).await, ["opinion.register"]);
        let code = first.tracking_code.to_lowercase();
        for typed in ["/track", "/participation/track"] {
            let looked_up = world.anyone().get(format!("{typed}?code={code}")).await.expect_see_other();
            let opinion = world.anyone().get(&looked_up).await.expect_see_other();
            world.anyone().get(&opinion).await.expect(200).must_say("กรีดยาง");
        }
    }

    /// A project that is not public takes no opinions from strangers.
    async fn a_draft_project_takes_no_opinions(world: World) {
        let trang = world.trang().await;
        let project = crate::projects::testing::proposed(&world, &trang, "โครงการยางพารา", &[(&trang, "อ.สิเกา จ.ตรัง")]).await;
        world.anyone().post("/participation", &fields(&project.code)).await.expect(404);
        world.anyone().get(format!("/participation/new?project={}", project.code)).await.expect(404);
    }

    /// What was heard on the telephone or at a forum is keyed by staff, with the day it was heard.
    async fn staff_key_what_was_heard_elsewhere(world: World) {
        let begun = Begun::new(&world).await;
        let heard = begun.with("channel", "hotline");
        world.anyone().post("/participation", &heard).await.expect(401);
        let villager = world.signed_in(Role::Executive, techclinic::accounts::Scope::Network).await;
        villager.post("/participation", &heard).await.expect(403).must_say("เฉพาะเจ้าหน้าที่");
        let own = world.of_clinic(Role::ClinicCoordinator, &begun.trang).await;
        own.get("/participation/new").await.expect(200).must_say("ช่องทางที่ได้รับฟัง").must_say("รหัสโครงการ");
        let mut dated = heard.clone();
        dated.extend([("received_on_day", "1"), ("received_on_month", "5"), ("received_on_year", "๒๕๕๓")]);
        let mut future = heard;
        future.extend([("received_on_day", "1"), ("received_on_month", "5"), ("received_on_year", "2554")]);
        own.post("/participation", &future).await.expect(422).must_say("วันที่นี้ยังมาไม่ถึง");
        let opinion = given(&world, &own, &dated).await;
        assert_eq!(opinion.received_on, crate::testing::day("2010-05-01"));
        own.get("/desk/opinions").await.expect(200).must_say("โทรศัพท์สายด่วน");
    }

    /// opinion.publish, opinion.withhold: nothing is public before whoever answers for it has read it.
    async fn an_opinion_is_read_before_it_is_published(world: World) {
        let begun = Begun::new(&world).await;
        let opinion = given(&world, &world.anyone(), &begun.fields()).await;
        let address = format!("/participation/{}", opinion.code);
        world.anyone().get(&address).await.expect(404);
        assert!(!world.anyone().get("/participation").await.expect(200).says("กรีดยาง"));

        let other = world.of_clinic(Role::ClinicDirector, &begun.chonburi).await;
        other.get(&address).await.expect(404);
        other.post(format!("{address}/publish"), &[]).await.expect(404);
        assert!(!other.get("/desk/opinions").await.expect(200).says("กรีดยาง"), "another clinic's desk");
        world.anyone().post(format!("{address}/publish"), &[]).await.expect(404);

        let own = world.of_clinic(Role::ClinicManager, &begun.trang).await;
        own.get("/desk/opinions").await.expect(200).must_say("กรีดยาง");
        own.post(format!("{address}/withhold"), &[("text", " ")]).await.expect(422).must_say("โปรดกรอกช่องนี้");
        own.post(format!("{address}/withhold"), &[("text", "ไม่เกี่ยวกับโครงการ")]).await.expect(303);
        world.anyone().get(&address).await.expect(404);
        let track = format!("/participation/track/{}", opinion.tracking_code);
        world.anyone().get(&track).await.expect(200).must_say("ไม่เกี่ยวกับโครงการ").must_say("งดเผยแพร่");
        own.post(format!("{address}/publish"), &[]).await.expect(303);
        own.post(format!("{address}/publish"), &[]).await.expect(409).must_say("เผยแพร่อยู่แล้ว");
        world.anyone().get("/participation").await.expect(200).must_say("กรีดยาง").must_say("โครงการยางพารา");
        assert_eq!(world.trail(opinion.id).await, ["opinion.register", "opinion.withhold", "opinion.publish"]);
    }

    /// opinion.dispose, opinion.reply: the public reads what was decided, why, where, and the reply.
    async fn every_opinion_gets_a_disposition_and_a_reply(world: World) {
        let begun = Begun::new(&world).await;
        let opinion = given(&world, &world.anyone(), &begun.fields()).await;
        let address = format!("/participation/{}", opinion.code);
        let own = world.of_clinic(Role::ClinicCoordinator, &begun.trang).await;
        own.post(format!("{address}/dispose"), &DECISION).await.expect(409).must_say("ต้องเผยแพร่ข้อคิดเห็นก่อน");
        own.post(format!("{address}/publish"), &[]).await.expect(303);

        let other = world.of_clinic(Role::ClinicDirector, &begun.chonburi).await;
        world.anyone().get(format!("{address}/dispose")).await.expect(401);
        other.get(format!("{address}/dispose")).await.expect(403).must_say("เฉพาะหน่วยงานที่รับผิดชอบ");
        other.post(format!("{address}/dispose"), &DECISION).await.expect(403);
        other.post(format!("{address}/reply"), &[("text", "แทรก")]).await.expect(403);

        own.post(format!("{address}/reply"), &[("text", "ตอบเร็วเกินไป")]).await.expect(409).must_say("ต้องบันทึกผลการพิจารณาก่อน");
        let page = own.post(format!("{address}/dispose"), &DECISION[1..]).await.expect(422);
        page.must_say("โปรดเลือกผลการพิจารณา");
        assert_eq!(page.value_of("considered_at").as_deref(), Some(DECISION[2].1));
        own.post(format!("{address}/dispose"), &DECISION).await.expect(303);
        own.post(format!("{address}/reply"), &[("text", "เปิดอบรมวันเสาร์ที่ 12 มิ.ย. แล้ว")]).await.expect(303);
        own.post(format!("{address}/dispose"), &DECISION).await.expect(409).must_say("ตอบกลับข้อคิดเห็นนี้แล้ว");

        let track = format!("/participation/track/{}", opinion.tracking_code);
        for page in [&address, &track] {
            let page = world.anyone().get(page).await.expect(200);
            page.must_say("รับไปดำเนินการบางส่วน").must_say(DECISION[1].1).must_say(DECISION[2].1).must_say("เปิดอบรมวันเสาร์");
        }
        let found = world.anyone().get("/participation?disposition=partly&q=กรีดยาง").await.expect(200);
        found.must_say("เปิดอบรมวันเสาร์");
        assert!(!world.anyone().get("/participation?disposition=accepted").await.expect(200).says("กรีดยาง"));
        let trail = ["opinion.register", "opinion.publish", "opinion.dispose", "opinion.reply"];
        assert_eq!(world.trail(opinion.id).await, trail);
    }

    /// An opinion on an area is its clinic's; one on the work as a whole is the ministry's.
    async fn an_opinion_goes_to_whoever_answers_for_the_area(world: World) {
        let begun = Begun::new(&world).await;
        let on_area = given(&world, &world.anyone(), &begun.with("area", "2")).await;
        assert_eq!(on_area.clinic, Some(begun.chonburi.id));
        let mut general = begun.with("once", "another form");
        general.retain(|(name, _)| *name != "project");
        let on_all = given(&world, &world.anyone(), &general).await;
        assert_eq!(on_all.clinic, None);

        let lead = world.of_clinic(Role::ClinicDirector, &begun.trang).await;
        lead.post(format!("/participation/{}/publish", on_area.code), &[]).await.expect(404);
        lead.post(format!("/participation/{}/publish", on_all.code), &[]).await.expect(404);
        world.of_clinic(Role::ClinicDirector, &begun.chonburi).await.post(format!("/participation/{}/publish", on_area.code), &[]).await.expect(303);
        world.officer().await.post(format!("/participation/{}/publish", on_all.code), &[]).await.expect(303);
    }

    /// A decision made on what somebody else has changed meanwhile comes back as typed, with the latest.
    async fn a_decision_on_an_old_page_is_not_lost(world: World) {
        let begun = Begun::new(&world).await;
        let opinion = given(&world, &world.anyone(), &begun.fields()).await;
        let address = format!("/participation/{}", opinion.code);
        let own = world.of_clinic(Role::ClinicCoordinator, &begun.trang).await;
        own.post(format!("{address}/publish"), &[]).await.expect(303);
        let version = own.get(format!("{address}/dispose")).await.expect(200).value_of("version").expect("a version");
        let colleague = world.of_clinic(Role::ClinicManager, &begun.trang).await;
        colleague.post(format!("{address}/dispose"), &[("version", version.as_str()), ("disposition", "accepted"), ("reason", "ทำได้ตามที่เสนอ"), ("considered_at", "ผู้จัดการ")]).await.expect(303);
        let mut late = DECISION.to_vec();
        late.push(("version", &version));
        let page = own.post(format!("{address}/dispose"), &late).await.expect(409);
        page.must_say("มีผู้อื่นบันทึกข้อมูลนี้ไปก่อนแล้ว").must_say("ทำได้").must_say(DECISION[1].1);
    }

    /// Where the setting says so, opinions are public at once; numbers are hidden all the same.
    async fn reading_before_publication_is_a_setting(world: World) {
        let begun = Begun::new(&world).await;
        let mut app = world.app.clone();
        let mut settings = (*app.settings).clone();
        settings.publish_at_once = true;
        app.settings = Arc::new(settings);
        let text = format!("{TEXT} 0812345678");
        let opinion = given(&world, &world.anyone_at(app), &begun.with("text", &text)).await;
        let public = world.anyone().get(format!("/participation/{}", opinion.code)).await.expect(200);
        public.must_say("xxxxxxxxxx");
        assert!(!public.body.contains("0812345678"));
    }

    /// The API speaks the same register and verbs.
    async fn the_api_lists_and_takes_opinions(world: World) {
        let begun = Begun::new(&world).await;
        let refused = world.anyone().post_json("/api/v1/opinions", serde_json::json!({"text": ""})).await.expect(422);
        assert_eq!(refused.headers["content-type"], "application/problem+json");
        let made = world.anyone().post_json("/api/v1/opinions", serde_json::json!({"text": TEXT, "project": begun.project})).await.expect(201).json();
        let code = made["code"].as_str().expect("a code");
        let own = world.of_clinic(Role::ClinicDirector, &begun.trang).await;
        own.post_json(&format!("/api/v1/opinions/{code}/publish"), serde_json::json!({})).await.expect(200);
        let decision = serde_json::json!({"disposition": "accepted", "reason": "ทำได้ตามที่เสนอ", "considered_at": "ผู้จัดการ"});
        world.anyone().post_json(&format!("/api/v1/opinions/{code}/dispose"), decision.clone()).await.expect(401);
        own.post_json(&format!("/api/v1/opinions/{code}/dispose"), decision).await.expect(200);
        let list = world.anyone().get(format!("/api/v1/opinions?project={}", begun.project)).await.expect(200).json();
        assert_eq!(list["items"][0]["disposition"], "accepted");
        assert_eq!(list["items"][0]["project"], begun.project);
    }

    /// A register kept elsewhere is brought in: masked like all, and what went out comes in unchanged.
    async fn a_register_of_opinions_comes_in_and_goes_out(world: World) {
        use techclinic::exchange::Kind;
        use techclinic::participation::Opinions;
        let begun = Begun::new(&world).await;
        let heading = "text,project,channel,received_on,disposition,reason,considered_at\n";
        let good = format!("โทร 0812345678 ดีมาก,{},โทรศัพท์สายด่วน,1 เม.ย. 2553,accepted,ทำได้,ผู้จัดการ\n", begun.project);
        let bad = format!("{heading}ดีมากครับ,P53-99999,,,,,\nดีมากค่ะ,,,,accepted,,\n");
        let table = kit::table::Table::read(bad.as_bytes(), Opinions::COLUMNS).expect("a table");
        let known = Opinions::known(&world.app, &world.system(), &table.rows).await.expect("known");
        let checked = table.rows.iter().map(|row| Opinions::check(&known, row));
        let fields = |errors: kit::FormErrors| errors.iter().map(|(field, _)| field.to_owned()).collect::<Vec<_>>();
        let wrong: Vec<_> = checked.map(|row| row.err().map(fields).unwrap_or_default()).collect();
        assert_eq!(wrong, [vec!["project".to_owned()], vec!["reason".to_owned(), "considered_at".to_owned()]]);
        assert_eq!(world.bring("opinions", &format!("{heading}{good}")).await, [1, 0, 0]);
        let public = world.anyone().get("/participation").await.expect(200);
        public.must_say("โทร xxxxxxxxxx ดีมาก").must_say("รับไปดำเนินการ");
    }

    /// A guessed tracking code finds nothing.
    async fn a_guessed_tracking_code_finds_no_opinion(world: World) {
        world.anyone().get("/participation/track/AAAAA-AAAAA").await.expect(404).must_say("ไม่พบเรื่องของรหัสนี้");
        world.anyone().get("/participation/track").await.expect(200).must_say("รหัสติดตาม");
    }
}
