//! Stories of records taken out at the desk.

use axum::http::header;
use kit::table::Format;

use crate::testing::stories;
use techclinic::accounts::Role;
use techclinic::imports::{Finished, Way, kind};

stories! {
    async fn an_officer_takes_clinics_out_and_brings_them_in_unchanged(world: World) {
        world.trang().await;
        world.chonburi().await;
        assert_eq!(world.anyone().get("/desk/exports/clinics.csv").await.status.as_u16(), 401);
        let officer = world.officer().await;
        let offered = officer.get("/desk/imports").await.expect(200).hrefs("a[href^='/desk/exports/']");
        for file in ["/desk/exports/clinics.csv", "/desk/exports/clinics.xlsx"] {
            assert!(offered.iter().any(|href| href == file), "{offered:?}");
        }
        let csv = officer.get("/desk/exports/clinics.csv").await.expect(200);
        assert_eq!(csv.headers[header::CONTENT_DISPOSITION], "attachment; filename=\"clinics-2010-05-10.csv\"");
        assert_eq!(csv.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
        assert_eq!(csv.headers[header::CACHE_CONTROL], "no-store");
        assert_eq!(world.bring("clinics", &csv.body).await, [0, 0, 2]);
        let xlsx = officer.get("/desk/exports/clinics.xlsx").await.expect(200);
        assert_eq!(xlsx.headers[header::CONTENT_TYPE], Format::Xlsx.media_type());
        assert!(xlsx.body.starts_with("PK"), "a workbook");
        let clinics = kind("clinics").expect("a kind");
        let (mut file, rows) = techclinic::imports::written(&world.app, &officer.reader(), clinics, Format::Xlsx).await.expect("written");
        assert_eq!(rows, 2);
        let mut book = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut book).expect("read");
        let Finished::Done(import, _) = world.import_file("clinics", book, Way::AllOrNothing).await else { panic!("refused") };
        assert_eq!((import.added, import.changed, import.unchanged), (0, 0, 2));
        for nothing in ["cats.csv", "clinics.json", "clinics.exe", "clinics", ".csv"] {
            officer.get(format!("/desk/exports/{nothing}")).await.expect(404);
        }
    }

    /// Nobody learns by a file of people whom no page shows them.
    async fn a_clinic_takes_out_the_members_of_its_own_network_only(world: World) {
        let (trang, _chonburi) = (world.trang().await, world.chonburi().await);
        let networks = "code,name_th,province,clinic\nVN-T,อสวท. ตรัง,ตรัง,trang\nVN-C,อสวท. ชลบุรี,ชลบุรี,chonburi\n";
        world.bring("volunteer-networks", networks).await;
        let members = "code,name,network,province\nT-1,สมศรี ใจดี,VN-T,ตรัง\nC-1,นายดี เลิศ,VN-C,ชลบุรี\n";
        world.bring("volunteers", members).await;
        let own = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let offered = own.get("/desk/imports").await.expect(200).hrefs("a[href^='/desk/exports/']");
        assert!(offered.iter().any(|href| href == "/desk/exports/volunteers.csv"), "{offered:?}");
        assert!(!offered.iter().any(|href| href == "/desk/exports/clinics.csv"), "{offered:?}");
        let file = own.get("/desk/exports/volunteers.csv").await.expect(200);
        assert!(file.body.contains("สมศรี") && !file.body.contains("เลิศ"), "{}", file.body);
        own.get("/desk/exports/clinics.csv").await.expect(403);
        own.get("/desk/exports/clinics.xlsx").await.expect(403);
        world.of_clinic(Role::Executive, &trang).await.get("/desk/exports/volunteers.csv").await.expect(403);
        let whole = world.officer().await.get("/desk/exports/volunteers.csv").await.expect(200);
        assert!(whole.body.contains("สมศรี") && whole.body.contains("เลิศ"), "{}", whole.body);
    }

    /// import.export: the trail says who took away what, and how much of it; a refusal took nothing.
    async fn what_is_taken_out_is_noted_in_the_trail(world: World) {
        let trang = world.trang().await;
        world.bring("volunteer-networks", "code,name_th,province,clinic\nVN-T,อสวท. ตรัง,ตรัง,trang\n").await;
        world.bring("volunteers", "code,name,network,province\nT-1,สมศรี ใจดี,VN-T,ตรัง\nT-2,สมชาย ใจดี,VN-T,ตรัง\n").await;
        let filter = kit::audit::Filter { verb: Some("import.export".to_owned()), ..kit::audit::Filter::default() };
        let noted = async || {
            let paging = kit::db::listing::Paging::default();
            kit::audit::list(&world.app.db, &filter, &paging).await.expect("a trail").items
        };
        world.anyone().get("/desk/exports/volunteers.csv").await.expect(401);
        world.of_clinic(Role::Executive, &trang).await.get("/desk/exports/volunteers.csv").await.expect(403);
        assert!(noted().await.is_empty());
        let own = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        own.get("/desk/exports/volunteers.csv").await.expect(200);
        let entries = noted().await;
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0].actor_id, own.reader().who().map(|who| who.account));
        assert_eq!(entries[0].subject_code.as_deref(), Some("volunteers"));
        let facts = &entries[0].facts;
        assert_eq!((facts["kind"].as_str(), facts["format"].as_str(), facts["rows"].as_i64()), (Some("volunteers"), Some("csv"), Some(2)));
        assert!(facts["filter"][0].as_str().is_some_and(|seen| seen.starts_with("clinic_coordinator: ")), "{facts}");
    }
}
