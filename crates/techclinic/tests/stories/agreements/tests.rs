//! Stories of agreements: signed, ending, renewed, lapsed.

use axum::body::Body;
use axum::http::{Request, header};

use crate::testing::{Answer, Person, World, stories};
use techclinic::accounts::Role;
use techclinic::agreements::{Agreement, find_by_code};

/// The fields of an agreement with the institutes of the clinic of ตรัง.
fn fields<'a>() -> Vec<(&'a str, &'a str)> {
    vec![
        ("kind", "clinic"),
        ("clinic", "trang"),
        ("title_th", "บันทึกความร่วมมือโครงการคลินิกเทคโนโลยี"),
        ("parties", "กระทรวงวิทยาศาสตร์และเทคโนโลยี\norg-trang: มหาวิทยาลัยสมมติ"),
        ("signed", "๒๑ ธันวาคม ๒๕๕๒"),
        ("signatories", "ผู้ลงนามสมมติ, ปลัดกระทรวงวิทยาศาสตร์และเทคโนโลยี\nอธิการสมมติ, อธิการบดี"),
        ("term_years", "๒"),
        ("duties", "2552"),
        ("once", "the same form"),
    ]
}

pub(super) fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    crate::testing::with(&fields(), changes)
}

fn code_in(address: &str) -> String {
    address.rsplit('/').next().expect("a code").to_owned()
}

pub(super) async fn registered(person: &Person, fields: &[(&str, &str)]) -> String {
    code_in(&person.post("/agreements", fields).await.expect_see_other())
}

pub(super) async fn found(world: &World, code: &str) -> Agreement {
    find_by_code(&world.app.db, code).await.expect("read").expect("an agreement")
}

async fn upload(person: &Person, code: &str, name: &str, bytes: &[u8]) -> Answer {
    let head = format!("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
    let body = [head.as_bytes(), bytes, b"\r\n--x--\r\n"].concat();
    let request = Request::post(format!("/agreements/{code}/attach"))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header("sec-fetch-site", "same-origin");
    person.send(request, Body::from(body)).await
}

pub(super) const HEAD: &str = "code,kind,clinic,title_th,parties,signed,term_years,renews,duties\n";

stories! {
    /// G-14: signed on 21 December 2552 for two years: in force to 20 December 2554, reminding at 180,
    /// 90 and 30 days; a renewal keeps the chain. agreement.register, agreement.renew, agreement.sign.
    async fn an_agreement_runs_two_years_warns_and_is_renewed(world: World) {
        let trang = world.trang().await;
        let officer = world.officer().await;
        let code = registered(&officer, &fields()).await;
        assert_eq!(registered(&officer, &fields()).await, code, "the same form twice is one agreement");
        let page = world.anyone().get(format!("/agreements/{code}")).await.expect(200);
        page.must_say("วันจันทร์ที่ 21 ธันวาคม 2552").must_say("วันอังคารที่ 20 ธันวาคม 2554").must_say("มีผล");
        page.must_say("ผู้ลงนามสมมติ (ปลัดกระทรวงวิทยาศาสตร์และเทคโนโลยี)").must_say("มหาวิทยาลัยสมมติ");
        page.must_say("สำรวจและวิเคราะห์ความต้องการเทคโนโลยีของกลุ่มเป้าหมาย");
        for (day, state, within) in [
            ("2011-06-22", "มีผล", None),
            ("2011-06-23", "ใกล้หมดอายุ", Some(180)),
            ("2011-09-21", "ใกล้หมดอายุ", Some(90)),
            ("2011-11-20", "ใกล้หมดอายุ", Some(30)),
            ("2011-12-21", "หมดอายุ", None),
        ] {
            world.stand_on(day);
            let own = format!("/agreements/{code}");
            world.anyone().get(&own).await.expect(200).must_say(state);
            for days in [180, 90, 30] {
                let listed = world.anyone().get(format!("/agreements?within={days}")).await.expect(200);
                let near = within.is_some_and(|within: i32| within <= days);
                assert_eq!(listed.hrefs("#list th a").contains(&own), near, "{day} {days}");
            }
        }
        world.anyone().get("/agreements?state=lapsed").await.expect(200).must_say(&code);

        // The clinic begins the renewal, the ministry notes that it was signed. Their sessions of two
        // years ago have ended.
        let (officer, manager) = (world.officer().await, world.of_clinic(Role::ClinicManager, &trang).await);
        let other = world.of_clinic(Role::ClinicDirector, &world.chonburi().await).await;
        other.post(format!("/agreements/{code}/renew"), &[]).await.expect(403);
        let renewal = code_in(&manager.post(format!("/agreements/{code}/renew"), &[]).await.expect_see_other());
        manager.post(format!("/agreements/{code}/renew"), &[]).await.expect(409).must_say(&renewal);
        world.anyone().get(format!("/agreements/{renewal}")).await.expect(404);
        manager.get(format!("/agreements/{renewal}")).await.expect(200).must_say("ร่าง").must_say(&code);
        let signing = [
            ("signed_on_day", "21"), ("signed_on_month", "12"), ("signed_on_year", "2554"),
            ("signatories", "อธิการสมมติ, อธิการบดี"), ("place", "กรุงเทพมหานคร"),
        ];
        manager.post(format!("/agreements/{renewal}/sign"), &signing).await.expect(403);
        officer.post(format!("/agreements/{renewal}/sign"), &signing[..3]).await.expect(422).must_say("โปรดกรอกช่องนี้");
        officer.post(format!("/agreements/{renewal}/sign"), &signing).await.expect(303);
        officer.post(format!("/agreements/{renewal}/sign"), &signing).await.expect(409);
        let page = world.anyone().get(format!("/agreements/{renewal}")).await.expect(200);
        page.must_say("วันศุกร์ที่ 20 ธันวาคม 2556");
        assert_eq!(page.all(".timeline li b"), [code.clone(), renewal.clone()], "the chain is kept");
        world.anyone().get(format!("/agreements/{code}")).await.expect(200).must_say("ต่ออายุแล้ว");
        let ids = (found(&world, &code).await.id, found(&world, &renewal).await.id);
        assert_eq!(world.trail(ids.0).await, ["agreement.register"]);
        assert_eq!(world.trail(ids.1).await, ["agreement.renew", "agreement.sign"]);
        world.anyone().get("/clinics/trang").await.expect(200).must_say("บันทึกความร่วมมือโครงการคลินิกเทคโนโลยี");
    }

    /// G-14: 55 networks had signed by 30 September 2552; nine more make 64 on 21 December 2552.
    async fn nine_new_networks_make_sixty_four(world: World) {
        let rows = |name: fn(usize) -> String| (1..=64).map(name).collect::<String>();
        let organisations = rows(|at| format!("u{at},private_institute,สถาบันสมมติ {at},92\n"));
        world.bring("organisations", &format!("code,kind,name_th,province\n{organisations}")).await;
        let clinics = rows(|at| format!("c{at},u{at},คลินิกสมมติ {at},92\n"));
        world.bring("clinics", &format!("code,organisation,name_th,province\n{clinics}")).await;
        let line = |at: usize, code: &str, signed: &str, renews: &str| {
            format!("{code}{at},clinic,c{at},บันทึกความร่วมมือ {at},กระทรวงวิทยาศาสตร์และเทคโนโลยี; u{at},{signed},2,{renews},2552\n")
        };
        let new: String = (1..=64)
            .map(|at| line(at, "new", "21 ธันวาคม 2552", &if at <= 55 { format!("old{at}") } else { String::new() }))
            .collect();
        let old: String = (1..=55).map(|at| line(at, "old", "1 ตุลาคม 2550", "")).collect();
        // Renewals stand before what they renew: the order of rows does not matter.
        let file = format!("{HEAD}{new}{old}");
        assert_eq!(world.bring("agreements", &file).await, [119, 0, 0]);
        assert_eq!(world.bring("agreements", &file).await, [0, 0, 119]);
        for (day, networks) in [("2009-09-30", 55), ("2009-12-21", 64)] {
            world.stand_on(day);
            let (signed, in_force) = techclinic::agreements::clinics_on(&world.app.db, world.app.clock.today()).await.expect("counted");
            assert_eq!((signed, in_force), (networks, networks), "{day}");
        }
        world.anyone().get("/agreements").await.expect(200).must_say("64 เครือข่าย");
        let chain = world.anyone().get("/agreements/new7").await.expect(200).all(".timeline li b");
        assert_eq!(chain, ["old7", "new7"]);
        let exported = world.export(&world.system(), "agreements").await;
        assert_eq!(world.bring("agreements", &exported).await, [0, 0, 119], "what is taken out says the same");
        let few = world.queries_of(&world.anyone(), "/agreements?limit=2").await;
        assert_eq!(world.queries_of(&world.anyone(), "/agreements?limit=100").await, few, "the list costs the same");
        let page = world.anyone().get("/agreements").await.expect(200);
        let next = world.anyone().get(page.hrefs("a[rel=next]").remove(0)).await.expect(200);
        assert!(page.hrefs("#list th a").iter().all(|href| !next.hrefs("#list th a").contains(href)));
    }

    /// Bad input is answered beside its field, and nothing typed is lost.
    async fn what_cannot_be_is_refused_beside_its_field(world: World) {
        world.trang().await;
        let officer = world.officer().await;
        for (changes, field, said) in [
            (&[("parties", "กระทรวงวิทยาศาสตร์และเทคโนโลยี")][..], "parties", "อย่างน้อยสองหน่วยงาน"),
            (&[("parties", "")], "parties", "อย่างน้อยสองหน่วยงาน"),
            (&[("parties", "กระทรวงสมมติ\nกระทรวง สมมติ\norg-trang")], "parties", "ซ้ำกัน"),
            (&[("parties", "กระทรวงสมมติ\norg-trang\norg-trang: ชื่อเดิม")], "parties", "ซ้ำกัน"),
            (&[("clinic", "")], "clinic", "โปรดเลือกคลินิก"),
            (&[("signed", "31 ธันวาคม 2545")], "signed", "1 มกราคม 2546"),
            (&[("signed", "พ.ศ. 2545")], "signed", "1 มกราคม 2546"),
            (&[("kind", "ministries"), ("signed", "1 มกราคม 2540")], "signed", "1 มกราคม 2546"),
            (&[("clinic", "nowhere")], "clinic", "ไม่พบคลินิกนี้"),
            (&[("signed", "2552")], "signed", "ปีปฏิทินหรือปีงบประมาณ"),
            (&[("signed", "21 ธันวาคม 25522")], "signed", ""),
            (&[("signed", "21 ธันวาคม 2553")], "signed", ""),
            (&[("starts_on", "1 มกราคม 2550")], "signed", "หลังวันสิ้นสุด"),
            (&[("term_years", ""), ("ends_on", "1 มกราคม 2550")], "ends_on", "ต้องไม่มาก่อนวันเริ่มมีผล"),
            (&[("ends_on", "20 ธันวาคม 2554")], "ends_on", "เพียงอย่างเดียว"),
            (&[("term_years", "สอง")], "term_years", "จำนวนปีเต็ม"),
            (&[("renews", "A00-XXXXX")], "renews", "ไม่พบบันทึกเลขที่นี้"),
        ] {
            let page = officer.post("/agreements", &with(changes)).await.expect(422);
            assert!(page.all(&format!("#e-{field}")).concat().contains(said), "{changes:?}: {}", page.text());
            assert!(!page.all(&format!("#e-{field}")).is_empty(), "{changes:?}: {}", page.text());
            assert_eq!(page.value_of("title_th").as_deref(), Some("บันทึกความร่วมมือโครงการคลินิกเทคโนโลยี"));
        }
        assert!(world.anyone().get("/agreements").await.expect(200).says("ไม่พบบันทึกความร่วมมือ"));
        let file = format!("{HEAD}x1,clinic,trang,ก,ก; ข,2552,2,,\nx2,clinic,trang,ก,ก; ข,2009-12-21,2,x9,\n");
        let checked = world.rehearsed("agreements", &file).await;
        let faults: Vec<_> = checked.faults.iter().map(|fault| (fault.row, fault.column.to_string())).collect();
        assert_eq!(faults.len(), 2, "{faults:?}");
    }

    /// Two in force for one clinic at once are refused, in forms and files; a renewal that takes over is none.
    async fn two_in_force_at_once_are_refused(world: World) {
        world.trang().await;
        let officer = world.officer().await;
        let first = registered(&officer, &fields()).await;
        let second = [("once", "2"), ("signed", "1 มีนาคม 2553")];
        let page = officer.post("/agreements", &with(&second)).await.expect(422);
        assert!(page.all("#e-signed").concat().contains(&first), "{}", page.text());
        page.must_say("มีผลอยู่ในช่วงเวลาเดียวกัน");
        let renewing = [&second[..], &[("renews", first.as_str())]].concat();
        let second = registered(&officer, &with(&renewing)).await;
        officer.get(format!("/agreements/{first}")).await.expect(200).must_say("ต่ออายุแล้ว");
        let alone = with(&[("signed", "1 มีนาคม 2553"), ("version", "1")]);
        let page = officer.post(format!("/agreements/{second}/correct"), &alone).await.expect(422);
        assert!(page.all("#e-signed").concat().contains(&first), "{}", page.text());
        let row = |code: &str, signed: &str, renews: &str| format!("{code},clinic,trang,ก,ก; ข,{signed},2,{renews},\n");
        world.stand_on("2015-01-01");
        let inside = row("x1", "2013-01-01", "");
        for (file, faults) in [
            (format!("{HEAD}{}", row("x1", "2011-01-01", "")), 1),
            (format!("{HEAD}{}", row("x1", "2011-01-01", &second)), 0),
            (format!("{HEAD}{inside}{}", row("x2", "2014-06-01", "")), 1),
            (format!("{HEAD}{inside}{}", row("x2", "2014-06-01", "x1")), 0),
        ] {
            let checked = world.rehearsed("agreements", &file).await;
            let found: Vec<_> = checked.faults.iter().map(|fault| fault.column.to_string()).collect();
            assert_eq!(found, vec!["signed"; faults], "{file}");
        }
    }

    /// A renewal is of the same clinic and not of a day before what it renews: one dated back would end
    /// an agreement that is in force. The same in forms, when it is signed, through the API and in files.
    async fn a_renewal_stands_after_what_it_renews(world: World) {
        world.trang().await;
        world.chonburi().await;
        let officer = world.officer().await;
        let first = registered(&officer, &fields()).await;
        let renewing = [("once", "2"), ("renews", first.as_str()), ("signed", "1 มีนาคม 2553")];
        for (changes, field, said) in [
            (&[("signed", "1 มกราคม 2551")][..], "signed", "ก่อนบันทึก"),
            (&[("signed", "พ.ศ. 2551")], "signed", "ก่อนบันทึก"),
            (&[("starts_on", "1 ธันวาคม 2552")], "starts_on", "ก่อนบันทึก"),
            (&[("clinic", "chonburi")], "renews", "คลินิกอื่น"),
            (&[("kind", "network")], "renews", "คนละประเภท"),
        ] {
            let told = with(&[&renewing[..], changes].concat());
            let page = officer.post("/agreements", &told).await.expect(422);
            let beside = page.all(&format!("#e-{field}")).concat();
            assert!(beside.contains(said) && beside.contains(&first), "{changes:?}: {}", page.text());
            assert_eq!(page.value_of("renews").as_deref(), Some(first.as_str()));
        }
        let body = serde_json::json!({
            "kind": "clinic", "clinic": "trang", "title_th": "บันทึกความร่วมมือ", "term_years": "2",
            "parties": "กระทรวงสมมติ\norg-trang", "signed": "1 มกราคม 2551", "renews": first,
        });
        officer.post_json("/api/v1/agreements", body).await.expect(422);
        let rows = format!(
            "x1,clinic,trang,ก,ก; ข,2008-01-01,2,{first},\nx2,clinic,chonburi,ก,ก; ข,2010-03-01,2,{first},\n\
            x3,clinic,chonburi,ก,ก; ก,2010-03-01,2,,\nx4,clinic,chonburi,ก,ก; ข,2002-03-01,2,,\n"
        );
        let checked = world.rehearsed("agreements", &format!("{HEAD}{rows}")).await;
        let found: Vec<_> = checked.faults.iter().map(|fault| fault.column.to_string()).collect();
        assert_eq!(found, ["signed", "renews", "parties", "signed"]);

        let renewal = code_in(&officer.post(format!("/agreements/{first}/renew"), &[]).await.expect_see_other());
        let signing = |year: &'static str| [
            ("signed_on_day", "1"), ("signed_on_month", "5"), ("signed_on_year", year),
            ("signatories", "อธิการสมมติ, อธิการบดี"), ("place", "กรุงเทพมหานคร"),
        ];
        let page = officer.post(format!("/agreements/{renewal}/sign"), &signing("2551")).await.expect(422);
        assert!(page.all("#e-signed_on").concat().contains(&first), "{}", page.text());
        assert_eq!(page.value_of("place").as_deref(), Some("กรุงเทพมหานคร"));
        let standing = world.anyone().get(format!("/agreements/{first}")).await.expect(200);
        assert!(!standing.says("ต่ออายุแล้ว"), "what was refused ended nothing");
        officer.post(format!("/agreements/{renewal}/sign"), &signing("2553")).await.expect(303);
        world.anyone().get(format!("/agreements/{first}")).await.expect(200).must_say("ต่ออายุแล้ว");
        let later = with(&[("signed", "5 พฤษภาคม 2553"), ("version", "1")]);
        let page = officer.post(format!("/agreements/{first}/correct"), &later).await.expect(422);
        assert!(page.all("#e-signed").concat().contains(&renewal), "{}", page.text());
    }

    /// Where the paper does not say how long, the rule of its day holds, and the page names its source.
    async fn a_term_that_is_not_said_follows_the_rule(world: World) {
        world.trang().await;
        let officer = world.officer().await;
        let code = registered(&officer, &with(&[("term_years", "")])).await;
        let page = world.anyone().get(format!("/agreements/{code}")).await.expect(200);
        page.must_say("วันอังคารที่ 20 ธันวาคม 2554").must_say("2 ปี ตามหลักเกณฑ์");
        let whole = world.anyone().get(format!("/api/v1/agreements/{code}")).await.expect(200).json();
        assert_eq!((&whole["term_years"], &whole["term_by_rule"]), (&2.into(), &true.into()));
    }

    /// agreement.correct: the ministry mends; somebody else's change is not overwritten, nothing typed is lost.
    async fn a_correction_does_not_overwrite_anothers(world: World) {
        let trang = world.trang().await;
        let (officer, manager) = (world.officer().await, world.of_clinic(Role::ClinicManager, &trang).await);
        let code = registered(&officer, &fields()).await;
        let address = format!("/agreements/{code}/correct");
        manager.get(&address).await.expect(403);
        let form = officer.get(&address).await.expect(200);
        assert_eq!(form.value_of("signed").as_deref(), Some("21 ธันวาคม 2552"));
        assert_eq!(form.value_of("parties").as_deref().map(str::trim), Some("กระทรวงวิทยาศาสตร์และเทคโนโลยี\norg-trang: มหาวิทยาลัยสมมติ"));
        officer.post(&address, &with(&[("version", "1"), ("place", "กรุงเทพมหานคร")])).await.expect(303);
        let late = officer.post(&address, &with(&[("version", "1"), ("note", "ที่พิมพ์ไว้")])).await.expect(409);
        assert_eq!(late.value_of("note").as_deref().map(str::trim), Some("ที่พิมพ์ไว้"));
        let id = found(&world, &code).await.id;
        assert_eq!(world.trail(id).await, ["agreement.register", "agreement.correct"]);
        let trail = kit::audit::trail(&world.app.db, id).await.expect("a trail");
        assert_eq!(trail[1].facts["changed"], serde_json::json!(["place"]));
    }

    /// agreement.attach: the signed paper is what its bytes say, and is for those who work with it.
    async fn the_signed_paper_is_kept_and_not_public(world: World) {
        let trang = world.trang().await;
        let (officer, manager) = (world.officer().await, world.of_clinic(Role::ClinicManager, &trang).await);
        let code = registered(&officer, &fields()).await;
        upload(&manager, &code, "a.pdf", b"%PDF-1.7 paper %%EOF").await.expect(403);
        upload(&officer, &code, "a.pdf", b"<html>").await.expect(422).must_say("ไม่ใช่ PDF");
        upload(&officer, &code, "../../ลงนาม.exe", b"%PDF-1.7 paper %%EOF").await.expect(303);
        let scan = manager.get(format!("/agreements/{code}/scan")).await.expect(200);
        assert_eq!(scan.body, "%PDF-1.7 paper %%EOF");
        assert_eq!(scan.headers["content-type"], "application/pdf");
        let name = scan.headers["content-disposition"].to_str().expect("plain");
        assert!(name.starts_with("attachment;") && name.ends_with(".pdf") && !name.contains(".."), "{name}");
        assert_eq!(scan.headers["cache-control"], "private, no-store", "it bears names and signatures");
        world.anyone().get(format!("/agreements/{code}/scan")).await.expect(404);
        let other = world.of_clinic(Role::ClinicDirector, &world.chonburi().await).await;
        other.get(format!("/agreements/{code}/scan")).await.expect(404);
        let id = found(&world, &code).await.id;
        assert_eq!(world.trail(id).await, ["agreement.register", "agreement.attach"]);
        upload(&officer, &code, "b.pdf", b"%PDF-1.7 cut").await.expect(422).must_say("ไม่ครบหรือเสียหาย");
        upload(&officer, &code, "b.pdf", b"%PDF-1.7 all pages %%EOF").await.expect(303);
        techclinic::attachments::jobs(kit::jobs::Workers::new(), &world.app).work(world.app.ground()).await.expect("worked");
        assert_eq!(world.app.files.list().await.expect("a list").len(), 1, "nothing names the earlier scan any more");
        let scan = manager.get(format!("/agreements/{code}/scan")).await.expect(200);
        assert_eq!(scan.body, "%PDF-1.7 all pages %%EOF");
    }

    /// Of an agreement of a year nobody is told a day, and signing and beginning work are two facts.
    async fn an_agreement_of_a_year_says_that_its_day_is_not_known(world: World) {
        let file = "code,kind,title_th,parties,signed,operates,term_years\n\
            A46-1,network,บันทึกความร่วมมือกับสถาบันการศึกษา,กระทรวงวิทยาศาสตร์และเทคโนโลยี; สถาบันการศึกษา,พ.ศ. 2546,พ.ศ. 2547,2\n\
            A52-M,ministries,บันทึกข้อตกลงระหว่างกระทรวง,กระทรวงวิทยาศาสตร์และเทคโนโลยี; กระทรวงมหาดไทย,20 เมษายน 2552,,\n";
        assert_eq!(world.bring("agreements", file).await, [2, 0, 0]);
        let page = world.anyone().get("/agreements/A46-1").await.expect(200);
        page.must_say("พ.ศ. 2546 (ปีปฏิทิน ไม่ทราบวันที่)").must_say("พ.ศ. 2547 (ปีปฏิทิน ไม่ทราบวันที่)").must_say("หมดอายุ");
        let page = world.anyone().get("/agreements/A52-M").await.expect(200);
        page.must_say("วันจันทร์ที่ 20 เมษายน 2552").must_say("ไม่ทราบว่ามีผลอยู่หรือไม่");
        world.anyone().get("/agreements?state=not_known").await.expect(200).must_say("A52-M");
        world.anyone().get("/agreements/A46-1?lang=en").await.expect(200).must_say("calendar year; day not known");
        let exported = world.export(&world.system(), "agreements").await;
        assert_eq!(world.bring("agreements", &exported).await, [0, 0, 2]);
    }

    /// The API tells the same, and refuses as the pages do.
    async fn the_api_tells_agreements_too(world: World) {
        let trang = world.trang().await;
        let (officer, manager) = (world.officer().await, world.of_clinic(Role::ClinicManager, &trang).await);
        let body = serde_json::json!({
            "kind": "clinic", "clinic": "trang", "title_th": "บันทึกความร่วมมือ", "term_years": "2",
            "parties": "กระทรวงวิทยาศาสตร์และเทคโนโลยี\norg-trang: มหาวิทยาลัยสมมติ",
        });
        manager.post_json("/api/v1/agreements", body.clone()).await.expect(403);
        let made = officer.post_json("/api/v1/agreements", body).await.expect(201).json();
        let code = made["code"].as_str().expect("a code").to_owned();
        assert_eq!(made["state"], "draft");
        assert_eq!(world.anyone().get("/api/v1/agreements").await.expect(200).json()["items"], serde_json::json!([]));
        let signing = serde_json::json!({
            "signed_on_day": "10", "signed_on_month": "5", "signed_on_year": "2553", "signatories": "อธิการสมมติ, อธิการบดี",
        });
        officer.post_json(&format!("/api/v1/agreements/{code}/sign"), signing).await.expect(200);
        let scan = serde_json::json!({"name": "paper", "content": "JVBERi0xLjcgJSVFT0Y="});
        let whole = officer.post_json(&format!("/api/v1/agreements/{code}/attach"), scan).await.expect(200).json();
        assert_eq!((&whole["scan"], &whole["in_force_to"]), (&true.into(), &"2012-05-09".into()));
        let listed = world.anyone().get("/api/v1/agreements?state=in_force").await.expect(200).json();
        assert_eq!(listed["items"][0]["days_left"], 730);
    }
}
