//! What became of the addresses of the former site.

use crate::testing::stories;

stories! {
    /// old_address.bring: links to the former site lead on, whatever letters they are written in.
    async fn an_old_link_leads_on(world: World) {
        let anyone = world.anyone();
        anyone.get("/online/pages/clinictech.asp").await.expect(404);
        let bad = "old,new,source\nttc.most.go.th,https://evil.example,หนังสือ\n";
        let faults = world.rehearsed("old-addresses", bad).await.faults;
        assert_eq!(faults.iter().map(|fault| fault.column.as_str()).collect::<Vec<_>>(), ["old", "new"]);

        let file = "old,new,source\nhttp://www.clinictech.ops.go.th/online/pages/ClinicTech.asp,/clinics,เว็บไซต์เดิม\n/online/show.asp?id=176,/about,เว็บไซต์เดิม\n";
        assert_eq!(world.bring("old-addresses", file).await, [2, 0, 0]);
        assert_eq!(world.bring("old-addresses", &file.replace(",/about,", ",/dashboard,")).await, [0, 1, 1]);
        for (old, new) in [
            ("/online/pages/CLINICTECH.asp", "/clinics"),
            ("/online/pages/clinictech.asp/", "/clinics"),
            ("/online/pages/clinictech.asp?from=mail", "/clinics"),
            ("/online/show.asp?ID=176", "/dashboard"),
        ] {
            let answer = anyone.get(old).await.expect(308);
            assert_eq!(answer.location.as_deref(), Some(new), "{old}");
        }
        anyone.get("/online/show.asp?id=177").await.expect(404);
        anyone.get("/clinics/").await.expect(308);
    }

    /// Every old address the demonstration knows leads to a page that is there.
    async fn the_old_addresses_we_ship_lead_somewhere(world: World) {
        let file = include_str!("../../../demo/history/old-addresses.csv");
        let rows = world.bring("old-addresses", file).await;
        assert!(rows[0] > 3);
        for line in file.lines().skip(1) {
            let old = line.split(',').next().and_then(|old| old.split_once("://")).expect("an address").1;
            let path = &old[old.find('/').expect("a path")..];
            let answer = world.anyone().get(path).await.expect(308);
            world.anyone().get(answer.location.expect("an address")).await.expect(200);
        }
    }
}
