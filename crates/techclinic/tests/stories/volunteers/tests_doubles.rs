//! Stories of two records of one person: proposed, merged by people, taken back.

use super::tests::{card_of, id_of, networks};
use crate::testing::stories;

stories! {
    /// volunteer.merge and volunteer.tell_apart: proposed with reasons, decided by people (docs/requirements.md C-13).
    async fn one_person_spelled_two_ways_is_proposed_and_merged_by_people(world: World) {
        let (own, other) = networks(&world).await;
        let list = "code,name,network,province,phone,status\nM-1,นางสมศรี ใจดี,VN-T,ตรัง,0812345678,active\n\
            M-2,สมสี ใจดี,VN-T,ตรัง,0812345678,active\nM-3,นางสมศรี  ใจดี,VN-T,ตรัง,,active\nM-4,สมชาย ใจดี,VN-T,ตรัง,,active\nM-5,สมศรี ใจดี,VN-C,ชลบุรี,,active\n";
        let checked = world.rehearsed("volunteers", list).await;
        assert!(checked.is_clean(), "{:?}", checked.faults);
        assert_eq!(checked.doubles.iter().map(|double| (double.row, double.above)).collect::<Vec<_>>(), [(3, Some(2)), (4, Some(2))]);
        world.bring("volunteers", list).await;
        let again = world.rehearsed("volunteers", "name,network,province\nสมซี ใจดี,VN-T,ตรัง\n").await;
        assert_eq!(again.doubles[0].of.as_deref(), Some("M-1"), "{again:?}");
        let page = own.get("/desk/volunteers/doubles").await.expect(200);
        assert_eq!(page.all("tbody tr").len(), 3);
        for either in ["/desk/volunteers/M-1/merge", "/desk/volunteers/M-2/merge"] {
            assert!(page.hrefs("a").iter().any(|href| href.starts_with(&format!("{either}?other="))), "either of two may stay: {either}");
        }
        page.must_say("ชื่ออ่านเหมือนกันแต่เขียนต่างกัน: “สมศรี ใจดี” กับ “สมสี ใจดี”").must_say("หมายเลขโทรศัพท์เดียวกัน");
        assert!(!page.says("สมชาย"), "another name is another");
        assert_eq!(other.get("/desk/volunteers/doubles").await.expect(200).all("tbody tr").len(), 0);
        let gone = card_of(&world, "M-2").await;
        other.post("/desk/volunteers/M-2/merge", &[("other", "M-1")]).await.expect(404);
        own.post("/desk/volunteers/M-2/record-deed", &[("kind", "service"), ("on_day", "1"), ("on_month", "5"), ("on_year", "2553"), ("told", "ช่วยอบรม")]).await.expect(303);
        // Both records stand side by side before they are one.
        let asked = own.get("/desk/volunteers/M-2/merge?other=M-1").await.expect(200);
        asked.must_say("081 234 5678").must_say("นางสมศรี ใจดี").must_say("สมสี ใจดี").must_say("หมายเลขโทรศัพท์เดียวกัน");
        own.post("/desk/volunteers/M-2/merge", &[("other", "M-1")]).await.expect(303);
        own.get("/desk/volunteers/M-1").await.expect(200).must_say("ช่วยอบรม");
        world.anyone().get(format!("/volunteers/cards/{gone}")).await.expect(200).must_say("M-1");
        own.post("/desk/volunteers/M-3/tell-apart", &[("other", "M-1")]).await.expect(303);
        assert_eq!(own.get("/desk/volunteers/doubles").await.expect(200).all("tbody tr").len(), 0);
        assert_eq!(own.get("/desk/volunteers").await.expect(200).all("tbody tr").len(), 3, "the merged one is in no list");
        let conflict = own.post_json("/api/v1/volunteers/M-2/merge", serde_json::json!({"other": "M-3"})).await;
        conflict.expect(409);
        assert_eq!(world.trail(id_of(&world, "M-1").await).await, ["volunteer.merge"]);
        assert_eq!(world.trail(id_of(&world, "M-2").await).await, ["volunteer.record_deed", "volunteer.merge"]);
        assert_eq!(world.trail(id_of(&world, "M-3").await).await, ["volunteer.tell_apart"]);
    }

    /// Two who were not proposed to be one are merged only by somebody who says how they know.
    async fn who_does_not_look_alike_is_merged_with_a_reason(world: World) {
        let (own, _) = networks(&world).await;
        let list = "code,name,network,province,phone,status\nM-1,นางสมศรี ใจดี,VN-T,ตรัง,,active\n\
            M-2,นางสาวสมศรี ทองคำ,VN-T,ตรัง,0812345678,active\nM-3,สมสี ใจดี,VN-T,ตรัง,,active\nM-9,นายไกล ที่อื่น,VN-C,ชลบุรี,,active\n";
        world.bring("volunteers", list).await;
        let page = own.post("/desk/volunteers/M-2/merge", &[("other", "M-1")]).await.expect(422);
        assert!(page.all("#e-reason")[0].contains("โปรดระบุเหตุผล"), "{}", page.text());
        page.must_say("ทองคำ").must_say("ระบบไม่พบเหตุผล");
        own.post_json("/api/v1/volunteers/M-2/merge", serde_json::json!({"other": "M-1"})).await.expect(422);
        own.post("/desk/volunteers/M-2/merge", &[("other", "M-1"), ("reason", "รู้")]).await.expect(422);
        // Of whom one may not know, there is nobody; nor is anybody their own double.
        for other in ["M-9", "M-0"] {
            own.get(format!("/desk/volunteers/M-2/merge?other={other}")).await.expect(200).must_say("ไม่พบสมาชิกรหัสนี้");
        }
        own.post("/desk/volunteers/M-2/merge", &[("other", "M-2"), ("reason", "เปลี่ยนนามสกุลหลังสมรส")]).await.expect(409);
        // Whom somebody told apart is proposed no more.
        own.post("/desk/volunteers/M-3/tell-apart", &[("other", "M-1")]).await.expect(303);
        own.post("/desk/volunteers/M-3/merge", &[("other", "M-1")]).await.expect(422);

        let known = [("other", "M-1"), ("reason", "เปลี่ยนนามสกุลหลังสมรส ตรวจจากทะเบียนเดิมแล้ว")];
        own.post("/desk/volunteers/M-2/merge", &known).await.expect(303);
        for code in ["M-1", "M-2"] {
            let trail = kit::audit::trail(&world.app.db, id_of(&world, code).await).await.expect("a trail");
            assert_eq!(trail.last().expect("a merge").facts["because"], known[1].1);
            assert!(!trail.last().expect("a merge").facts.to_string().contains("+66"), "nothing personal");
        }
    }

    /// volunteer.split: a merge is taken back as long as nothing stands on it; both trails tell both.
    async fn a_merge_is_taken_back_while_nothing_stands_on_it(world: World) {
        let (own, other) = networks(&world).await;
        let list = "code,name,network,province,phone,status\nM-1,นางสมศรี ใจดี,VN-T,ตรัง,,active\n\
            M-2,สมสี ใจดี,VN-T,ตรัง,0812345678,active\n";
        world.bring("volunteers", list).await;
        let deed = |told: &'static str| {
            [("kind", "service"), ("on_day", "1"), ("on_month", "5"), ("on_year", "2553"), ("told", told)]
        };
        own.post("/desk/volunteers/M-1/record-deed", &deed("ซ่อมเครื่องสูบน้ำ")).await.expect(303);
        own.post("/desk/volunteers/M-2/record-deed", &deed("ช่วยอบรม")).await.expect(303);
        let early = own.post_json("/api/v1/volunteers/M-2/split", serde_json::json!({})).await.expect(409);
        early.must_say("ไม่ได้ถูกรวม");
        own.post("/desk/volunteers/M-2/merge", &[("other", "M-1")]).await.expect(303);
        let one = own.get("/desk/volunteers/M-1").await.expect(200);
        one.must_say("ช่วยอบรม").must_say("081 234 5678");
        own.get("/desk/volunteers/M-2").await.expect(200).must_say("ถูกรวม").must_say("ยกเลิกการรวม");
        other.post("/desk/volunteers/M-2/split", &[]).await.expect(404);
        world.anyone().post("/desk/volunteers/M-2/split", &[]).await.expect(401);

        own.post("/desk/volunteers/M-2/split", &[]).await.expect(303);
        let (one, two) = (own.get("/desk/volunteers/M-1").await.expect(200), own.get("/desk/volunteers/M-2").await.expect(200));
        assert!(!one.says("ช่วยอบรม") && !one.says("081 234 5678"), "as before: {}", one.text());
        one.must_say("ซ่อมเครื่องสูบน้ำ");
        two.must_say("ช่วยอบรม").must_say("081 234 5678");
        assert!(!two.says("ถูกรวม"));
        assert_eq!(own.get("/desk/volunteers").await.expect(200).all("tbody tr").len(), 2);

        // Merged again; then somebody works with who stayed, and it stands.
        own.post("/desk/volunteers/M-2/merge", &[("other", "M-1")]).await.expect(303);
        own.post("/desk/volunteers/M-1/record-deed", &deed("สอนทำปุ๋ย")).await.expect(303);
        own.post_json("/api/v1/volunteers/M-2/split", serde_json::json!({})).await.expect(409).must_say("M-1");
        own.post("/desk/volunteers/M-2/split", &[]).await.expect(303);
        own.get("/desk/volunteers/M-2").await.expect(200).must_say("ถูกรวม");
        let (merge, split, deed) = ("volunteer.merge", "volunteer.split", "volunteer.record_deed");
        assert_eq!(world.trail(id_of(&world, "M-1").await).await, [deed, merge, split, merge, deed]);
        assert_eq!(world.trail(id_of(&world, "M-2").await).await, [deed, merge, split, merge]);
    }
}
