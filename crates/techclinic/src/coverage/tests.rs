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
}
