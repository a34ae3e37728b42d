//! Stories of holidays.

use crate::testing::stories;
use techclinic::accounts::Role;

const DAY: [(&str, &str); 6] = [
    ("on_day", "๒๐"),
    ("on_month", "5"),
    ("on_year", "๒๕๕๓"),
    ("kind", "cabinet"),
    ("name_th", "วันหยุดพิเศษ"),
    ("source", "มติคณะรัฐมนตรี"),
];

stories! {
    /// holiday.enter, holiday.remove: the ministry alone keeps the register, everybody reads it.
    async fn the_ministry_keeps_the_register_of_holidays(world: World) {
        let manager = world.of_clinic(Role::ClinicManager, &world.trang().await).await;
        world.anyone().post("/holidays", &DAY).await.expect(401);
        manager.post("/holidays", &DAY).await.expect(403).must_say("เฉพาะเจ้าหน้าที่กระทรวง");
        let officer = world.officer().await;
        let mut weekend = DAY;
        (weekend[0].1, weekend[3].1) = ("22", "substitution");
        let page = officer.post("/holidays", &weekend).await.expect(422);
        assert!(page.all("#e-on").concat().contains("วันเสาร์หรือวันอาทิตย์"), "{}", page.text());
        assert_eq!(page.value_of("name_th").as_deref(), Some("วันหยุดพิเศษ"));
        officer.post("/holidays", &DAY).await.expect(303);
        officer.post("/holidays", &DAY).await.expect(422).must_say("ทะเบียนมีวันที่");
        let page = world.anyone().get("/holidays?year=2010").await.expect(200);
        page.must_say("วันพฤหัสบดีที่ 20 พฤษภาคม 2553").must_say("มติคณะรัฐมนตรี");
        // Fixed by law, with its source; and what nobody has announced is awaited, not guessed.
        page.must_say("วันสงกรานต์").must_say("ยังต้องกรอกตามประกาศ").must_say("วันวิสาขบูชา");
        assert!(page.all("form[method=post]").is_empty(), "strangers change nothing");
        world.anyone().get("/holidays?year=x&lang=en").await.expect(200).must_say("Public holidays");
        let days = world.anyone().get("/api/v1/holidays?year=2010").await.expect(200).json();
        let kinds: Vec<_> = days["items"].as_array().expect("days").iter().filter_map(|day| day["kind"].as_str()).collect();
        assert_eq!(kinds, ["cabinet"]);

        manager.post("/holidays/2010-05-20/remove", &[]).await.expect(403);
        officer.post("/holidays/2010-05-20/remove", &[]).await.expect(303);
        officer.post("/holidays/2010-05-20/remove", &[]).await.expect(404);
    }

    /// holiday.bring: the yearly announcement comes as a file; the same file again changes nothing.
    async fn the_announcement_of_a_year_comes_as_a_file(world: World) {
        let file = "วันที่,ประเภท,ชื่อวันหยุด,แหล่งที่มา\n\
            28 พ.ค. 2553,วันหยุดทางพระพุทธศาสนา,วันวิสาขบูชา,ประกาศสำนักนายกรัฐมนตรี\n\
            2010-05-10,ploughing,วันพืชมงคล,สำนักพระราชวัง\n";
        assert_eq!(world.bring("holidays", file).await, [2, 0, 0]);
        assert_eq!(world.bring("holidays", file).await, [0, 0, 2]);
        assert_eq!(world.bring("holidays", &file.replace("วันวิสาขบูชา", "วันวิสาขบูชาโลก")).await, [0, 1, 1]);
        let checked = world.rehearsed("holidays", "day,kind,name_th,source\n32/1/2553,cabinet,x,y\n2010-01-04,party,x,y\n").await;
        let columns: Vec<_> = checked.faults.iter().map(|fault| fault.column.as_str()).collect();
        assert_eq!(columns, ["day", "kind"]);
        let out = world.export(&world.system(), "holidays").await;
        assert!(out.contains("2010-05-28") && out.contains("religious"), "{out}");
        let calendar = techclinic::holidays::calendar(world.app.db.reader()).await.expect("a calendar");
        assert!(!calendar.is_working(crate::testing::day("2010-05-28")) && calendar.is_working(crate::testing::day("2010-05-27")));
    }
}
