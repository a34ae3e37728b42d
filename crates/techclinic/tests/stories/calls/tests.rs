//! The ministry opens a call, and keeps to it.

use super::testing::{announced, drafted, form};
use crate::testing::stories;
use techclinic::accounts::Role;

stories! {
    /// call.draft, call.edit, call.announce: what is asked is the ministry's data, and stands once announced.
    async fn a_call_is_written_checked_and_announced(world: World) {
        world.stand_on("2010-04-20");
        let trang = world.trang().await;
        let director = world.of_clinic(Role::ClinicDirector, &trang).await;
        world.anyone().post("/calls", &form(&[])).await.expect(401);
        director.post("/calls", &form(&[])).await.expect(403);
        let officer = world.officer().await;
        officer.get("/calls/new").await.expect(200);
        let bad = form(&[("name_th", ""), ("programme", "nothing"), ("closes_on_day", "31"), ("closes_on_month", "4"),
            ("ceiling", "0.005"), ("reviewers", "1"), ("criterion.0.weight", "-1"), ("opens_time", "เช้า")]);
        let page = officer.post("/calls", &bad).await.expect(422);
        page.must_say("โปรดเลือกแผนงาน").must_say("ตั้งแต่ 2 ถึง 9").must_say("น้ำหนักต้องเป็นร้อยละ").must_say("อ่านเวลา").must_say("0.005");
        assert_eq!(page.value_of("criterion.1.name_th").as_deref(), Some("งบประมาณสมเหตุสมผล"), "nothing typed is lost");
        officer.post("/calls", &form(&[("closes_on_month", "3")])).await.expect(422).must_say("ต้องอยู่หลังเวลาเปิดรับ");

        let beyond = form(&[("available", "200,000"), ("ceiling", "200,000.01")]);
        let page = officer.post("/calls", &beyond).await.expect(422);
        page.must_say("เพดานต่อโครงการสูงกว่าวงเงินรวมของการเปิดรับ 200,000.00 บาท");
        assert_eq!(page.value_of("ceiling").as_deref(), Some("200,000.01"), "nothing typed is lost");

        // A row is added and taken away without a script, and nothing is saved by it.
        let more = officer.post("/calls", &form(&[("step", "add.criterion")])).await.expect(200);
        assert!(more.value_of("criterion.2.name_th").is_some());
        let code = drafted(&officer, &form(&[("criterion.1.weight", "39.90"), ("ceiling", "๒๕๐,๐๐๐")])).await;
        let at = format!("/calls/{code}");
        world.anyone().get(&at).await.expect(404);
        world.anyone().get("/calls").await.expect(200).must_say("ไม่พบการเปิดรับข้อเสนอ");
        officer.get(&at).await.expect(200).must_say("99.9 %").must_say("250,000.00");
        officer.post(&format!("{at}/announce"), &[]).await.expect(422).must_say("ต้องเท่ากับ 100 %");
        director.post(&format!("{at}/announce"), &[]).await.expect(404);

        let edit = format!("{at}/edit");
        assert_eq!(officer.get(&edit).await.expect(200).value_of("closes_time").as_deref(), Some("16:30:00"));
        officer.post(&edit, &form(&[("version", "1")])).await.expect(303);
        let late = officer.post(&edit, &form(&[("version", "1"), ("about", "อีกข้อความหนึ่ง")])).await.expect(409);
        late.must_say("ถ่ายทอดเทคโนโลยีสู่ชุมชน ปีละครั้ง");
        assert!(late.body.contains("อีกข้อความหนึ่ง"), "what was typed stands beside what was saved");
        officer.post(&format!("{at}/announce"), &[]).await.expect(303);
        officer.post(&edit, &form(&[("version", "3")])).await.expect(409).must_say("ประกาศแล้ว");

        let public = world.anyone().get(&at).await.expect(200);
        public.must_say("ยังไม่เปิดรับ").must_say("ตรงกับความต้องการของชุมชน").must_say("31 พ.ค. 2553 16:30 น.");
        world.anyone().get(&format!("{at}?lang=en")).await.expect(200).must_say("Not open yet").must_say("31 May 2010, 16:30");
        let listed = world.anyone().get("/api/v1/calls?state=upcoming&fiscal_year=2553").await.expect(200).json();
        assert_eq!((&listed["items"][0]["code"], &listed["items"][0]["closes_at"]), (&code.clone().into(), &"2010-05-31T09:30:00Z".into()));
        assert_eq!(world.anyone().get("/api/v1/calls?state=open").await.expect(200).json()["items"], serde_json::json!([]));
        let id = techclinic::calls::find_by_code(&world.app.db, &code).await.expect("read").expect("kept").id;
        assert_eq!(world.trail(id).await, ["call.draft", "call.edit", "call.announce"]);
    }

    /// call.extend and call.withdraw: only later, only with a reason that everybody reads.
    async fn a_closing_moves_later_with_a_reason(world: World) {
        world.stand_on("2010-05-10");
        let code = announced(&world, &[]).await;
        let (at, officer) = (format!("/calls/{code}"), world.officer().await);
        let trang = world.trang().await;
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        coordinator.get("/desk").await.expect(200).must_say("เปิดรับข้อเสนอถ่ายทอดเทคโนโลยี");
        let later = |day, reason| [("closes_on_day", day), ("closes_on_month", "6"), ("closes_on_year", "2553"), ("reason", reason)];
        coordinator.post(&format!("{at}/extend"), &later("15", "น้ำท่วมหลายจังหวัด")).await.expect(403);
        officer.get(&format!("{at}/extend")).await.expect(200);
        officer.post(&format!("{at}/extend"), &later("15", "")).await.expect(422);
        let sooner = [("closes_on_day", "20"), ("closes_on_month", "5"), ("closes_on_year", "2553"), ("reason", "น้ำท่วมหลายจังหวัด")];
        officer.post(&format!("{at}/extend"), &sooner).await.expect(409).must_say("ต้องอยู่หลังเวลาเดิม");
        officer.post(&format!("{at}/extend"), &later("15", "น้ำท่วมหลายจังหวัด")).await.expect(303);
        world.anyone().get(&at).await.expect(200).must_say("น้ำท่วมหลายจังหวัด").must_say("15 มิ.ย. 2553 23:59 น.");
        world.stand_on("2010-06-16");
        world.anyone().get(&at).await.expect(200).must_say("ปิดรับแล้ว");
        let officer = world.officer().await;
        officer.post(&format!("{at}/withdraw"), &[("reason", "งบประมาณถูกปรับลดทั้งหมด")]).await.expect(303);
        officer.post(&format!("{at}/withdraw"), &[("reason", "งบประมาณถูกปรับลดทั้งหมด")]).await.expect(409);
        world.anyone().get(&at).await.expect(200).must_say("งบประมาณถูกปรับลดทั้งหมด").must_say("ยกเลิก");
        let id = techclinic::calls::find_by_code(&world.app.db, &code).await.expect("read").expect("kept").id;
        assert_eq!(world.trail(id).await, ["call.draft", "call.announce", "call.extend", "call.withdraw"]);
    }

    /// The same verbs in JSON.
    async fn a_program_opens_a_call(world: World) {
        world.stand_on("2010-04-20");
        let fields: serde_json::Map<_, _> = form(&[]).into_iter().map(|(name, text)| (name.to_owned(), text.into())).collect();
        let officer = world.officer().await;
        world.anyone().post_json("/api/v1/calls", serde_json::json!({"fields": fields})).await.expect(401);
        officer.post_json("/api/v1/calls", serde_json::json!({"fields": {"name_th": "x"}})).await.expect(422);
        let call = officer.post_json("/api/v1/calls", serde_json::json!({"fields": fields})).await.expect(201).json();
        let at = format!("/api/v1/calls/{}", call["code"].as_str().expect("a code"));
        assert_eq!((&call["state"], &call["criteria"][0]["weight"], &call["version"]), (&"draft".into(), &6_000.into(), &1.into()));
        officer.post_json(&format!("{at}/edit"), serde_json::json!({"version": 9, "fields": fields})).await.expect(409);
        let edited = officer.post_json(&format!("{at}/edit"), serde_json::json!({"version": 1, "fields": fields})).await.expect(200).json();
        assert_eq!(edited["criteria"].as_array().map(Vec::len), Some(2));
        officer.post_json(&format!("{at}/announce"), serde_json::json!({})).await.expect(200);
        let closing = serde_json::json!({"closes_on_day": "2", "closes_on_month": "6", "closes_on_year": "2553", "reason": "น้ำท่วมหลายจังหวัด"});
        assert_eq!(officer.post_json(&format!("{at}/extend"), closing).await.expect(200).json()["closes_at"], "2010-06-02T16:59:59Z");
        let gone = officer.post_json(&format!("{at}/withdraw"), serde_json::json!({"reason": "งบประมาณถูกปรับลดทั้งหมด"})).await.expect(200).json();
        assert_eq!(gone["state"], "withdrawn");
    }
}
