//! Stories of the coverage map.

use crate::testing::stories;

stories! {
    /// A2-10: the map says which provinces the clinics answer for, and names in text those they do not.
    async fn the_map_names_the_provinces_that_no_clinic_reaches(world: World) {
        let anyone = world.anyone();
        let empty = anyone.get("/coverage").await.expect(200);
        empty.must_say("76 จังหวัด").must_say("ตรัง");
        world.trang().await;
        let page = world.anyone().get("/coverage").await.expect(200);
        page.must_say("75 จังหวัด");
        assert!(!page.all("#gaps")[0].contains("ตรัง") && page.all("#gaps")[0].contains("ชลบุรี"));
        // บึงกาฬ is no province yet on the day of this story.
        assert!(!page.all("#gaps")[0].contains("บึงกาฬ"));
        assert!(page.hrefs(".map a").contains(&"/clinics?province=92".to_owned()));
        world.anyone().get("/coverage?layer=none").await.expect(200).must_say("ไม่มีเรื่อง");
        world.stand_on("2026-11-21");
        world.anyone().get_fresh("/coverage?lang=en").await.expect(200).must_say("76 provinces");
        let told = world.anyone().get("/api/v1/coverage").await.expect(200).json();
        assert_eq!((&told["items"][0]["layer"], &told["items"][0]["counts"]["92"]), (&"clinics".into(), &1.into()));
        assert_eq!(told["items"][0]["gaps"].as_array().map(Vec::len), Some(76));
        world.anyone().get("/clinics").await.expect(200).must_say("แผนที่การเข้าถึงพื้นที่");
    }

    /// A2-10: villages, volunteers and the provinces' executives are layers of the same map, each counted
    /// from its own records as they are on the day.
    async fn every_part_of_the_network_is_a_layer_of_the_map(world: World) {
        world.bring("villages", "code,kind,name_th,province,district,source\n\
            V-1,host,บ้านหนึ่ง,ตรัง,สิเกา,ก\nV-2,host,บ้านสอง,ตรัง,กันตัง,ก\nV-3,honour,บ้านสาม,กาฬสินธุ์,กมลไสย,ก\n").await;
        world.bring("volunteer-networks", "code,name_th,province\nN-1,เครือข่ายตรัง,92\n").await;
        world.bring("volunteers", "code,name,network,province,status\n\
            M-1,สมศรี ใจดี,N-1,20,active\nM-2,มานะ อดทน,N-1,92,left\n").await;
        world.bring("appointments", "code,post,province,name,position,starts_on,ends_on\n\
            P-1,provincial_executive,ตรัง,สมชาย มั่นคง,รองผู้ว่าราชการจังหวัด,1 ตุลาคม 2551,30 กันยายน 2552\n\
            P-2,provincial_executive,ชลบุรี,สมหญิง มั่นคง,รองผู้ว่าราชการจังหวัด,1 ตุลาคม 2552,\n").await;
        world.stand_on("2009-09-30");
        let counts = |day: &'static str| {
            world.stand_on(day);
            let anyone = world.anyone();
            async move {
                let told = anyone.get_fresh("/api/v1/coverage").await.expect(200).json();
                ["clinics", "villages", "volunteers", "executives"].map(|layer| {
                    let items = told["items"].as_array().expect("items").iter();
                    items.filter(|item| item["layer"] == layer).map(|item| item["counts"].to_string()).collect::<String>()
                })
            }
        };
        let (villages, volunteers) = (r#"{"92":2}"#, r#"{"20":1}"#);
        assert_eq!(counts("2009-09-30").await, ["{}", villages, volunteers, r#"{"92":1}"#]);
        assert_eq!(counts("2009-10-01").await, ["{}", villages, volunteers, r#"{"20":1}"#], "an office ends");
        for (layer, href) in [
            ("villages", "/villages/coverage?province=92"),
            ("volunteers", "/volunteers"),
            ("executives", "/appointments?post=provincial_executive&state=in_post&province=20"),
        ] {
            let page = world.anyone().get_fresh(format!("/coverage?layer={layer}")).await.expect(200);
            assert!(page.hrefs(".map a").contains(&href.to_owned()), "{layer}");
            world.anyone().get(href).await.expect(200);
        }
    }
}
