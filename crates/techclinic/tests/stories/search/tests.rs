//! Stories of searching.

use ::search::{Change, Document};
use axum::body::Body;
use axum::http::Request;
use kit::show::Bilingual;
use uuid::Uuid;

use crate::technologies::testing::{entered, offered};
use crate::testing::{Answer, Finished, Person, World, stories};
use techclinic::accounts::{Role, Scope};
use techclinic::app::{App, Circumstances};
use techclinic::indexing::{Standing, follow};
use techclinic::rights::EVERYBODY;
use techclinic::technologies;
use techclinic::understanding;

/// The index comes up to the records, as it does by itself twice a second.
pub(super) async fn caught_up(app: &App) -> Standing {
    let standing = follow(app).await.expect("followed");
    assert_eq!(standing.behind, 0, "{standing:?}");
    standing
}

pub(super) async fn page(person: &Person, fields: &[(&str, &str)]) -> Answer {
    person.get(kit::web::address("/search", fields)).await.expect(200)
}

/// The pages of what somebody finds, the best first.
pub(super) async fn found(person: &Person, words: &str) -> Vec<String> {
    page(person, &[("q", words)]).await.hrefs(".hits h2 a")
}

stories! {
    /// Whoever types without spaces, by ear, in either digits or in English finds it all the same.
    async fn what_is_typed_badly_is_found_by_everybody(world: World) {
        let trang = world.trang().await;
        let kalasin = world.clinic("kalasin", "คลินิกเทคโนโลยีกาฬสินธุ์", "46").await;
        world.clinic("khonkaen", "คลินิกเทคโนโลยีขอนแก่น", "40").await;
        let dryer = offered(&world, &trang, "ตู้อบแห้งพลังงานแสงอาทิตย์", "อบกล้วยในหน้าฝน รุ่นปี ๒๕๕๓ ใช้ในงาน วทน.").await;
        let longan = offered(&world, &kalasin, "การผลิตลำไยนอกฤดู", "สำหรับเกษตรกรขององค์การบริหารส่วนตำบล").await;
        let volunteer = offered(&world, &trang, "คู่มือของ อสวท.", "เก็บน้ำสะอาดไว้ใช้ในหน้าแล้ง").await;
        assert!(found(&world.anyone(), "ตู้อบ").await.is_empty(), "nothing is followed yet");
        page(&world.anyone(), &[("q", "ตู้อบ")]).await.must_say("ผลการค้นหาอาจยังไม่ครบ");
        caught_up(&world.app).await;
        assert!(!page(&world.anyone(), &[("q", "ตู้อบ")]).await.says("ผลการค้นหาอาจยังไม่ครบ"));

        let at = |code: &str| format!("/technologies/{code}");
        let (dryer, longan, volunteer) = (at(&dryer.code), at(&longan.code), at(&volunteer.code));
        for (typed, first) in [
            ("ตู้อบแห้งพลังงานแสงอาทิตย์", &dryer),
            ("ตู้ อบ แห้ง", &dryer),
            ("ตูอบแหงพลังงานเเสงอาทิต", &dryer),
            ("รำใยนอกรึดู", &longan),
            ("รุ่นปี 2553", &dryer),
            ("รุ่นปี ๒๕๕๓", &dryer),
            ("วิทยาศาสตร์ เทคโนโลยีและนวัตกรรม", &dryer),
            ("วทน.", &dryer),
            ("อบต.", &longan),
            ("อบต", &longan),
            ("อาสาสมัครวิทยาศาสตร์และเทคโนโลยี", &volunteer),
            ("น า สะอาด", &volunteer),
            ("เก็บน้ํา", &volunteer),
            (dryer.rsplit('/').next().expect("a code"), &dryer),
        ] {
            assert_eq!(found(&world.anyone(), typed).await.first(), Some(first), "{typed}");
        }
        for (typed, clinic) in [
            ("Kalasin", "/clinics/kalasin"),
            ("karasin", "/clinics/kalasin"),
            ("Galasin", "/clinics/kalasin"),
            ("Khon Kaen", "/clinics/khonkaen"),
            ("Konkaen", "/clinics/khonkaen"),
            ("khon kean", "/clinics/khonkaen"),
        ] {
            assert!(found(&world.anyone(), typed).await.contains(&clinic.to_owned()), "{typed}");
        }
        let marked = page(&world.anyone(), &[("q", "รำใย")]).await;
        assert_eq!(marked.all(".hits h2 mark"), ["ลำไย"]);
        marked.must_say("สะกดหรือออกเสียงใกล้เคียงกัน");
        let plain = page(&world.anyone(), &[("q", "กล้วย")]).await;
        assert!(plain.all(".hits mark").contains(&"กล้วย".to_owned()), "the words meant are marked in the text");
        assert!(!plain.says("สะกดหรือออกเสียงใกล้เคียงกัน"));
        assert_eq!(plain.headers["x-robots-tag"], "noindex, nofollow");
        let english = world.anyone().get("/search?q=kalasin&lang=en").await.expect(200);
        english.must_say("Everything").must_say("records found");
    }

    /// The boxes of the lists want words as they stand; where they find nothing they lead here with the same words.
    async fn a_list_that_finds_nothing_leads_to_the_search_of_everything(world: World) {
        let trang = world.trang().await;
        offered(&world, &trang, "เห็ดฟางในตะกร้า", "เพาะเห็ดฟาง").await;
        caught_up(&world.app).await;
        for list in ["/technologies", "/needs"] {
            let empty = world.anyone().get(kit::web::address(list, &[("q", "hed fang")])).await.expect(200);
            let way = empty.hrefs("#list a").into_iter().find(|href| href.starts_with("/search")).expect("a way on");
            assert_eq!(way, kit::web::address("/search", &[("q", "hed fang")]));
            world.anyone().get(&way).await.expect(200).must_say("ในตะกร้า");
            world.anyone().get(kit::web::address(list, &[("q", "hed fang"), ("lang", "en")])).await.expect(200).must_say("Search the whole network");
            let unasked = world.anyone().get(kit::web::address(list, &[("province", "20")])).await.expect(200);
            assert!(!unasked.hrefs("#list a").iter().any(|href| href.starts_with("/search")), "{list}");
        }
    }

    /// Nobody finds what is not theirs to see, and an index that says otherwise is not believed.
    async fn a_stranger_finds_nothing_private_and_a_coordinator_finds_her_own(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let coordinator = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let other = world.of_clinic(Role::ClinicDirector, &chonburi).await;
        let rehearsing = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        rehearsing.post("/practice/start", &[]).await.expect(303);
        let told = [("text", "ซ้อมแจ้งเรื่องหมึกกระดองเน่า"), ("group_kind", "housewives"), ("province", "92"), ("once", "practice-1")];
        rehearsing.post("/needs", &told).await.expect(303);
        let mut draft = entered(&trang, "เครื่องปอกมังคุด", "ปอกมังคุดเร็วขึ้น");
        draft.evidence = Some(Bilingual { th: "ผลทดสอบปอกมังคุด".to_owned(), en: Some("Mangosteen trials".to_owned()) });
        let how = Circumstances::default();
        let draft = technologies::register(&world.app, &world.system(), &trang, draft, how).await.expect("a draft");
        let (me, phone) = (("submitted_by", "สมปองนามสมมติ"), ("contact", "0812345678"));
        let need = [("text", "น้ำพริกเผาเสียเร็ว โทร 0898765432"), ("group_kind", "farmers"), ("province", "92"), me, phone, ("once", "2")];
        world.anyone().post("/needs", &need).await.expect(303);
        caught_up(&world.app).await;

        let address = format!("/technologies/{}", draft.code);
        let executive = world.signed_in(Role::Executive, Scope::Network).await;
        for (person, finds) in [
            (&world.anyone(), false),
            (&other, false),
            (&coordinator, true),
            (&executive, true),
            (&world.signed_in(Role::ProvinceOfficer, Scope::Province("92".to_owned())).await, true),
            (&world.signed_in(Role::ProvinceOfficer, Scope::Province("20".to_owned())).await, false),
        ] {
            assert_eq!(found(person, "มังคุด").await, if finds { vec![address.clone()] } else { Vec::new() });
            let opens = person.get(&address).await.status == 200;
            assert_eq!(opens, finds, "the search and the page say the same");
        }
        assert_eq!(found(&coordinator, "Mangosteen trials").await.first(), Some(&address), "by its evidence in English");
        for person in [&world.anyone(), &coordinator, &other, &world.officer().await] {
            assert!(found(person, "หมึกกระดอง").await.is_empty(), "a rehearsal is found by nobody else");
        }
        assert_eq!(found(&rehearsing, "หมึกกระดอง").await.len(), 1);
        assert_eq!(found(&world.anyone(), "น้ำพริกเผา").await.len(), 1);
        for words in ["0898765432", "0812345678", "สมปองนามสมมติ"] {
            assert!(found(&coordinator, words).await.is_empty(), "{words} is in no index");
        }

        let index = world.app.finder.open().expect("the index");
        let (position, line) = (index.position().expect("built"), index.note().expect("a line"));
        let wrong = Document::new("technology", draft.id).title("เครื่องปอกมังคุด").readers([EVERYBODY]);
        index.apply_noting([Change::Put(wrong)], position, &line).expect("written");
        let stale = page(&world.anyone(), &[("q", "มังคุด")]).await;
        assert!(stale.hrefs(".hits h2 a").is_empty() && !stale.says("เครื่องปอก"), "what is found is asked for again");
    }

    /// What was found is counted by kind and by what narrows it, twenty a page.
    async fn what_is_found_is_counted_and_narrowed(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        for number in 0..22 {
            offered(&world, &trang, &format!("เครื่องทอเสื่อรุ่น {number}"), "ทอเสื่อกระจูด").await;
        }
        offered(&world, &chonburi, "เครื่องจักสาน", "ทอเสื่อจากไผ่").await;
        let need = [("text", "อยากทอเสื่อให้เร็วกว่านี้"), ("group_kind", "farmers"), ("province", "20"), ("once", "1")];
        world.anyone().post("/needs", &need).await.expect(303);
        caught_up(&world.app).await;

        let all = page(&world.anyone(), &[("q", "ทอเสื่อ")]).await;
        assert_eq!(all.all(".tabs a"), ["ทั้งหมด 24", "เทคโนโลยี 23", "ความต้องการของชุมชน 1"]);
        assert_eq!(all.hrefs(".hits h2 a").len(), 20);
        let rest = world.anyone().get(all.link("หน้าถัดไป")).await.expect(200);
        assert_eq!(rest.hrefs(".hits h2 a").len(), 4);
        all.must_say("ตรัง (22)").must_say("ชลบุรี (2)").must_say("คลินิกเทคโนโลยีชลบุรี (2)").must_say("2553 (1)");
        let narrowed = page(&world.anyone(), &[("q", "ทอเสื่อ"), ("province", "20"), ("kind", "technology")]).await;
        assert_eq!(narrowed.hrefs(".hits h2 a").len(), 1);
        assert_eq!(narrowed.all(".tabs a"), ["ทั้งหมด 2", "เทคโนโลยี 1", "ความต้องการของชุมชน 1"]);
        let clinic = page(&world.anyone(), &[("q", "ทอเสื่อ"), ("clinic", "chonburi")]).await;
        assert_eq!(clinic.hrefs(".hits h2 a").len(), 2);
        assert!(page(&world.anyone(), &[("q", "ทอเสื่อ"), ("clinic", "nobody")]).await.hrefs(".hits h2 a").is_empty());

        let cost = world.queries_of(&world.anyone(), &kit::web::address("/search", &[("q", "ทอเสื่อ")])).await;
        let of_one = world.queries_of(&world.anyone(), &kit::web::address("/search", &[("q", "จักสาน")])).await;
        assert!(cost <= of_one + 1 && cost < 10, "{cost} queries for twenty hits of two kinds, {of_one} for one hit");

        let address = kit::web::address("/api/v1/search", &[("q", "ทอเสื่อ"), ("limit", "5")]);
        let json = world.anyone().get(address).await.expect(200).json();
        assert_eq!((json["total"].as_u64(), json["next_cursor"].as_str()), (Some(24), Some("5")));
        assert_eq!(json["kinds"]["technology"], 23);
        assert_eq!(json["facets"]["province"]["92"], 22);
        assert_eq!(json["items"][0]["why"], "words");
        assert!(json["items"][0]["excerpt"].as_array().expect("pieces").iter().any(|piece| piece["hit"] == true));
        world.anyone().get("/api/v1/search?kind=nothing").await.expect(422);
        world.anyone().get("/api/v1/search?cursor=-1").await.expect(422);
    }

    /// Whatever changes a record, the index follows: its own people, an import and its undoing, the
    /// clearing of what was rehearsed, and the name of another record that shows in it.
    async fn the_index_follows_every_way_in_which_a_record_changes(world: World) {
        let trang = world.trang().await;
        let anyone = world.anyone();
        let dryer = offered(&world, &trang, "ตู้อบแห้ง", "อบกล้วย").await;
        caught_up(&world.app).await;
        assert_eq!(found(&anyone, "ตู้อบแห้ง").await.len(), 1);
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        manager.post(format!("/technologies/{}/archive", dryer.code), &[]).await.expect(303);
        caught_up(&world.app).await;
        assert!(found(&anyone, "ตู้อบแห้ง").await.is_empty());
        assert_eq!(found(&manager, "ตู้อบแห้ง").await.len(), 1);

        let needs = "text_th,group_kind,province,received_on\nบ่อเลี้ยงปูนิ่มน้ำเน่า,farmers,92,2010-05-01\n";
        let Finished::Done(import, _) = world.import("needs", needs).await else { panic!("refused") };
        caught_up(&world.app).await;
        assert_eq!(found(&anyone, "ปูนิ่ม").await.len(), 1);
        world.officer().await.post(format!("/desk/imports/{}/undo", import.code), &[]).await.expect(303);
        caught_up(&world.app).await;
        assert!(found(&anyone, "ปูนิ่ม").await.is_empty());

        let rehearsing = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        rehearsing.post("/practice/start", &[]).await.expect(303);
        let told = [("text", "ซ้อมแจ้งเรื่องปลิงทะเล"), ("group_kind", "farmers"), ("province", "92"), ("once", "practice-1")];
        rehearsing.post("/needs", &told).await.expect(303);
        caught_up(&world.app).await;
        let documents = caught_up(&world.app).await.documents;
        assert_eq!(found(&rehearsing, "ปลิงทะเล").await.len(), 1);
        rehearsing.post("/practice/clear", &[]).await.expect(303);
        assert_eq!(caught_up(&world.app).await.documents, documents - 1);

        // Who is in post is found by the name of the clinic, and while they are in post.
        let post = "code,post,clinic,name,starts_on,ends_on\nAP1,clinic_manager,trang,สมศรีนามสมมติ,2010-05-01,2010-05-20\n";
        world.bring("appointments", post).await;
        caught_up(&world.app).await;
        assert!(found(&anyone, "ผู้จัดการ คลินิกเทคโนโลยีตรัง").await.contains(&"/appointments/AP1".to_owned()));
        world.stand_on("2010-05-21");
        caught_up(&world.app).await;
        assert!(found(&anyone, "สมศรีนามสมมติ").await.is_empty());
        world.bring("villages", "code,name_th,province,district,clinic\nV-1,บ้านพรุจูด,ตรัง,สิเกา,trang\n").await;
        caught_up(&world.app).await;
        assert_eq!(found(&anyone, "Sikao").await, ["/villages/V-1"]);
    }

    /// Several processes on one database, each with its own index or one that they share, find the same;
    /// a folder that somebody takes away is built again.
    async fn several_processes_find_the_same(world: World) {
        let trang = world.trang().await;
        offered(&world, &trang, "ตู้อบแห้ง", "อบกล้วย").await;
        let own = tempfile::tempdir().expect("a folder");
        let (second, shared) = (world.beside(own.path()), world.beside(&world.app.settings.data_dir));
        assert!(caught_up(&world.app).await.writes);
        assert!(caught_up(&second).await.writes);
        assert!(!caught_up(&shared).await.writes, "one process writes a folder");
        let readers = [world.anyone(), world.anyone_at(second.clone()), world.anyone_at(shared.clone())];
        for reader in &readers {
            assert_eq!(found(reader, "ตู้อบ").await.len(), 1);
        }

        // Both number at once what both wrote at once.
        for number in 0..5 {
            let names = [format!("เครื่องสีข้าวรุ่น {number}"), format!("เครื่องนวดข้าวรุ่น {number}")];
            tokio::join!(offered(&world, &trang, &names[0], "ข้าว"), offered(&world, &trang, &names[1], "ข้าว"));
            let (one, other) = tokio::join!(follow(&world.app), follow(&second));
            one.expect("followed");
            other.expect("followed");
        }
        for app in [&world.app, &second, &shared] {
            let standing = caught_up(app).await;
            assert_eq!(standing.documents, caught_up(&world.app).await.documents);
        }
        for reader in &readers {
            assert_eq!(page(reader, &[("q", "เครื่อง"), ("kind", "technology")]).await.all(".tabs a")[1], "เทคโนโลยี 10");
        }

        std::fs::remove_dir_all(own.path().join("search")).expect("gone");
        assert!(caught_up(&second).await.writes);
        assert_eq!(found(&readers[1], "ตู้อบ").await.len(), 1, "built again from the records");

        // The writer ends: the other takes over.
        let World { app, router, .. } = world;
        let left = app.finder.clone();
        drop((app, router, readers));
        left.close();
        drop(left);
        assert!(caught_up(&shared).await.writes);
    }

    /// Words that no catalogue uses lead to what may help by its meaning; words without any sense to nothing.
    async fn a_villagers_own_words_lead_to_what_may_help(world: World) {
        let trang = world.trang().await;
        let dryer = "ตู้อบกล้วยพลังงานแสงอาทิตย์";
        offered(&world, &trang, "การเลี้ยงปลานิลในกระชัง", "เลี้ยงปลานิลให้โตเร็ว").await;
        offered(&world, &trang, dryer, "อบกล้วยตากให้แห้งในหน้าฝน").await;
        caught_up(&world.app).await;
        understanding::settle(&world.app).await.expect("read");
        let own = "กลุ่มแม่บ้านตากกล้วยแล้วขึ้นราในหน้าฝน อยากได้วิธีตากที่ไม่ต้องพึ่งแดด";
        let answer = page(&world.anyone(), &[("q", own)]).await;
        answer.must_say("เทคโนโลยีที่อาจช่วยได้").must_say("อบกล้วยตากให้แห้งในหน้าฝน");
        assert!(!answer.says("ที่เล่าว่า"), "who searches told nothing");
        assert!(answer.all(".hits h2").is_empty(), "no record says all of it");
        assert_eq!(answer.all(".hits h3"), [dryer]);
        for nonsense in ["asdf qwer zxcv", "ขอเชิญร่วมงานแต่งงานวันเสาร์นี้ที่โรงแรม"] {
            assert!(page(&world.anyone(), &[("q", nonsense)]).await.all(".hits h3").is_empty(), "{nonsense}");
        }
    }

    /// A word of the region finds the words of a catalogue, as soon as somebody enters it.
    async fn a_village_word_finds_a_catalogue_word(world: World) {
        let trang = world.trang().await;
        let pineapple = offered(&world, &trang, "แปรรูปสับปะรด", "ทำน้ำสับปะรดเข้มข้น").await;
        let address = format!("/technologies/{}", pineapple.code);
        let own = tempfile::tempdir().expect("a folder");
        let second = world.beside(own.path());
        let people = [world.anyone(), world.anyone_at(second.clone())];
        caught_up(&world.app).await;
        caught_up(&second).await;
        assert!(found(&people[0], "ตะลุมพอก").await.is_empty());

        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let group = [("phrases", "สับปะรด\nตะลุมพอก"), ("region", "south"), ("source", "สมมติ"), ("once", "1")];
        let entry = manager.post("/thesaurus", &group).await.expect_see_other();
        caught_up(&world.app).await;
        caught_up(&second).await;
        for person in &people {
            assert_eq!(found(person, "ตะลุมพอก").await, std::slice::from_ref(&address));
        }
        let answer = page(&people[0], &[("q", "ตะลุมพอก")]).await;
        answer.must_say("คำที่หมายถึงสิ่งเดียวกัน");
        assert!(answer.all(".hits mark").iter().any(|marked| marked.contains("สับปะรด")));
        manager.post(format!("{entry}/remove"), &[]).await.expect(303);
        caught_up(&world.app).await;
        assert!(found(&people[0], "ตะลุมพอก").await.is_empty());
    }

    /// Nothing found says so, and what to do next.
    async fn nothing_found_says_what_to_do_next(world: World) {
        let trang = world.trang().await;
        offered(&world, &trang, "Greenhouse solar dryer", "อบกล้วย").await;
        caught_up(&world.app).await;
        let none = page(&world.anyone(), &[("q", "รถไถเดินตามสามล้อ"), ("province", "92")]).await;
        assert!(none.hrefs(".hits h2 a").is_empty());
        none.must_say("ไม่พบสิ่งที่ค้น").must_say("แจ้งความต้องการ").must_say("คลินิกเทคโนโลยีตรัง");
        let meant = page(&world.anyone(), &[("q", "grenhuose"), ("province", "92")]).await;
        meant.must_say("ไม่พบ “grenhuose” จึงแสดงผลการค้นหา “greenhouse”");
        assert_eq!(meant.hrefs(".hits h2 a").len(), 1);
    }

    /// Whatever is typed, a page comes back that can be read.
    async fn texts_nobody_means_break_nothing(world: World) {
        let trang = world.trang().await;
        offered(&world, &trang, "ตู้อบแห้ง", "อบกล้วย").await;
        caught_up(&world.app).await;
        let long = "banana dryer ".repeat(800);
        for typed in ["", " ", "่่่่", "<script>alert(1)</script>", "a AND (b OR", "\"", "%_'", "\u{202e}", "🍌", long.as_str()] {
            let answer = page(&world.anyone(), &[("q", typed)]).await;
            assert!(!answer.body.contains("<script>alert"), "{typed}");
            assert_eq!(answer.all("h1").len(), 1);
        }
        page(&world.anyone(), &[("q", long.as_str())]).await.must_say("300");
        assert_eq!(found(&world.anyone(), "ตู้\u{200b}อบ\u{200b}แห้ง").await.len(), 1, "zero width is nothing");
        for odd in ["/search?kind=x&cursor=x&province=9999&fiscal_year=y", "/search?q=%00", "/search?q=a&cursor=2000"] {
            world.anyone().get(odd).await.expect(200);
        }
        let request = Request::get("/search?q=%E0%B8%95%E0%B8%B9%E0%B9%89").header("hx-request", "true");
        world.anyone().send(request, Body::empty()).await.expect(200);
    }

    /// index.rebuild: refused to strangers and to a ministry's officer, then done by an administrator, and
    /// written in the trail.
    async fn an_administrator_has_the_index_built_anew(world: World) {
        let trang = world.trang().await;
        offered(&world, &trang, "ตู้อบแห้ง", "อบกล้วย").await;
        caught_up(&world.app).await;
        world.anyone().post("/desk/search/rebuild", &[]).await.expect(401);
        world.officer().await.post("/desk/search/rebuild", &[]).await.expect(403);
        world.officer().await.get("/desk/search").await.expect(403);

        let index = world.app.finder.open().expect("the index");
        let (position, line) = (index.position().expect("built"), index.note().expect("a line"));
        index.apply_noting([Change::Put(Document::new("technology", Uuid::from_u128(7)).title("ผี").readers([EVERYBODY]))], position, &line).expect("written");
        let documents = caught_up(&world.app).await.documents;
        let administrator = world.signed_in(Role::Administrator, Scope::Network).await;
        administrator.get("/desk/search").await.expect(200).must_say("ดัชนีค้นหา");
        world.officer().await.post_json("/api/v1/search/rebuild", serde_json::json!({})).await.expect(403);
        administrator.post("/desk/search/rebuild", &[]).await.expect(303);
        assert_eq!(caught_up(&world.app).await.documents, documents - 1, "what is no record is gone");
        assert_eq!(world.trail(Uuid::nil()).await, ["index.rebuild"]);
        assert_eq!(found(&world.anyone(), "ตู้อบ").await.len(), 1);
        // One that followed another database, as before a backup was put back, does not go on.
        let ghost = Document::new("technology", Uuid::from_u128(8)).title("ผี").readers([EVERYBODY]);
        let position = index.position().expect("built");
        index.apply_noting([Change::Put(ghost)], position, &Uuid::from_u128(9).to_string()).expect("written");
        assert_eq!(caught_up(&world.app).await.documents, documents - 1);
        let ready = world.anyone().get("/readyz").await.expect(200).json();
        assert_eq!(ready["search"]["behind"], 0);
    }
}
