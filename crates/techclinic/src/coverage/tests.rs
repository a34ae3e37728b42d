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

    /// Villages, volunteers and the provinces' chief science officers are layers of the same map, each with
    /// the provinces that have none.
    async fn each_layer_names_the_provinces_that_have_none(world: World) {
        world.trang().await;
        world.bring("villages", "code,name_th,province,district,years\nV-1,บ้านสมมติ,ตรัง,สิเกา,2553\n").await;
        world.bring("volunteer-networks", "code,name_th,province\nVN-1,เครือข่ายสมมติ,ตรัง\n").await;
        world.bring("volunteers", "code,network,name,province,status\nM-1,VN-1,นายสมมติ ใจดี,ชลบุรี,active\nM-2,VN-1,นางสมมติ ใจงาม,ชลบุรี,left\n").await;
        let posts = "code,post,province,name,position,starts_on\nE-1,provincial_executive,ตรัง,สมมติ หนึ่ง,รองผู้ว่าราชการจังหวัด,2010-01-01\n";
        world.bring("appointments", posts).await;
        let told = world.anyone().get("/api/v1/coverage").await.expect(200).json();
        let layers = told["items"].as_array().expect("layers");
        let of = |name: &str| layers.iter().find(|one| one["layer"] == name).expect("a layer").clone();
        for (layer, province) in [("clinics", "92"), ("villages", "92"), ("volunteers", "20"), ("executives", "92")] {
            assert_eq!(of(layer)["counts"], serde_json::json!({ province: 1 }), "{layer}");
            assert_eq!(of(layer)["gaps"].as_array().map(Vec::len), Some(75), "{layer}");
        }
        let page = world.anyone().get("/coverage?layer=executives").await.expect(200);
        page.must_say("ผู้บริหารวิทยาศาสตร์จังหวัดระดับสูง").must_say("75 จังหวัด");
        let there = page.hrefs(".map a").remove(0);
        world.anyone().get(there).await.expect(200).must_say("สมมติ หนึ่ง");
    }
}
