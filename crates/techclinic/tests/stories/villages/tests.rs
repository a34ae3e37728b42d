//! Stories of villages, told as the people who keep them would tell them.

use crate::testing::stories;
use techclinic::accounts::Role;
use techclinic::villages::find_by_code;

/// The fields of บ้านพรุจูด in ต.บ่อหิน อ.สิเกา จ.ตรัง.
fn fields<'a>() -> Vec<(&'a str, &'a str)> {
    vec![
        ("name_th", "บ้านพรุจูด"),
        ("kind", "host"),
        ("province", "92"),
        ("district", "9205"),
        ("subdistrict", "920501"),
        ("clinic", "trang"),
        ("years", "๒๕๕๓"),
        ("occupation", "จักสานเตยปาหนัน"),
        ("status", "developing"),
        ("once", "the same form"),
    ]
}

fn with<'a>(name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    crate::testing::with(&fields(), &[(name, value)])
}

/// A file of so many villages, spread over the districts of the country in turn, none of them in the
/// provinces left out.
fn many(villages: usize, districts: usize, provinces: usize) -> String {
    let mut text = "code,name_th,province,district,years\n".to_owned();
    let spread: Vec<_> = thai::places::provinces().iter().take(provinces).collect();
    // A district of each province first, then the second of each, until there are so many.
    let mut chosen = Vec::new();
    for turn in 0.. {
        let next = spread.iter().filter_map(|province| province.children().get(turn));
        chosen.extend(next.map(|district| district.code.to_string()));
        if chosen.len() >= districts {
            break;
        }
    }
    chosen.truncate(districts);
    for number in 0..villages {
        let district = &chosen[number % districts];
        text.push_str(&format!("V-{number},บ้านสมมติ {number},{},{district},2553\n", &district[..2]));
    }
    text
}

stories! {
    /// village.register: its clinic enters it, another may not, and the same form twice is one village.
    async fn a_clinic_registers_a_village(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        world.anyone().post("/villages", &fields()).await.expect(401);
        let other = world.of_clinic(Role::ClinicDirector, &chonburi).await;
        other.post("/villages", &fields()).await.expect(403).must_say("เฉพาะคลินิกเทคโนโลยีที่รับผิดชอบหมู่บ้านนี้");
        let own = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let address = own.post("/villages", &fields()).await.expect_see_other();
        assert_eq!(own.post("/villages", &fields()).await.expect_see_other(), address, "sent twice, it is one village");
        let page = world.anyone().get(&address).await.expect(200);
        page.must_say("บ้านพรุจูด").must_say("ต.บ่อหิน อ.สิเกา จ.ตรัง").must_say("จักสานเตยปาหนัน").must_say("2553");
        world.anyone().get("/clinics/trang").await.expect(200).must_say("บ้านพรุจูด");
        for (query, found) in [
            ("q=จักสาน", true), ("q=ทอผ้า", false), ("province=92", true), ("district=9201", false),
            ("fiscal_year=2553", true), ("fiscal_year=2554", false), ("clinic=trang", true), ("clinic=chonburi", false),
        ] {
            let list = world.anyone().get(format!("/villages?{query}")).await.expect(200);
            assert_eq!(list.hrefs("tbody a[href^='/villages/V-']").len(), usize::from(found), "{query}");
        }
    }

    /// The same village is entered once, by form, API and file: a second is refused with the way to the first.
    async fn a_village_is_entered_once(world: World) {
        let trang = world.trang().await;
        let own = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let address = own.post("/villages", &fields()).await.expect_see_other();
        for (name, subdistrict) in [("บ้านพรุจูด", "920501"), ("บ้าน พรุจูด", "920501"), ("บ้านพรุจูด", "")] {
            let mut form = with("name_th", name);
            form.retain(|(field, _)| !["once", "subdistrict"].contains(field));
            form.push(("subdistrict", subdistrict));
            let page = own.post("/villages", &form).await.expect(422);
            assert_eq!(page.hrefs("#e-name_th a"), std::slice::from_ref(&address), "{name} {subdistrict}");
            assert_eq!(page.value_of("occupation").as_deref(), Some("จักสานเตยปาหนัน"));
        }
        let rows = "code,name_th,province,district,subdistrict\nX1,บ้านพรุจูด,ตรัง,สิเกา,บ่อหิน\nX2,บ้านใหม่,ตรัง,สิเกา,บ่อหิน\n\
            X3,บ้าน ใหม่,ตรัง,สิเกา,\nX4,บ้านใหม่,ตรัง,กันตัง,\n";
        let checked = world.rehearsed("villages", rows).await;
        let faults: Vec<_> = checked.faults.iter().map(|fault| (fault.row, fault.column.as_str())).collect();
        assert_eq!(faults, [(2, "name_th"), (4, "name_th")]);
        let elsewhere = [&with("subdistrict", "920502")[..], &[("once", "2")]].concat();
        let elsewhere: Vec<_> = elsewhere.into_iter().filter(|field| *field != ("once", "the same form")).collect();
        let other = own.post("/villages", &elsewhere).await.expect_see_other();
        let moved = [&with("subdistrict", "920501")[..], &[("version", "1")]].concat();
        own.post(format!("{other}/correct"), &moved).await.expect(422).must_say("มีในทะเบียนแล้ว");
        let file = world.export(&world.system(), "villages").await;
        assert_eq!(world.bring("villages", &file).await, [0, 0, 2]);
    }

    /// A clinic says why it looks after a village outside of the provinces it answers for, and the trail
    /// keeps it; the ministry is not asked.
    async fn a_village_outside_of_what_its_clinic_answers_for_has_a_reason(world: World) {
        let trang = world.trang().await;
        let own = world.of_clinic(Role::ClinicManager, &trang).await;
        let mut there = fields();
        there.retain(|(field, _)| !["province", "district", "subdistrict"].contains(field));
        there.extend([("province", "20"), ("district", "2009")]);
        assert!(own.get("/villages/new").await.expect(200).all("#f-outside").is_empty());
        let page = own.post("/villages", &there).await.expect(422);
        let said = page.all("#e-outside").concat();
        assert!(said.contains("ตรัง") && said.contains("โปรดระบุเหตุผล"), "{said}");
        there.push(("outside", "คลินิกชลบุรีขอให้ดูแลแทน"));
        let address = own.post("/villages", &there).await.expect_see_other();
        let code = address.rsplit('/').next().expect("a code");
        let village = find_by_code(&world.app.db, code).await.expect("read").expect("there");
        let facts = kit::audit::trail(&world.app.db, village.id).await.expect("a trail").remove(0).facts;
        assert_eq!(facts["outside"], "คลินิกชลบุรีขอให้ดูแลแทน");
        there.retain(|(field, _)| !["outside", "once", "name_th"].contains(field));
        there.push(("name_th", "บ้านอื่น"));
        world.officer().await.post("/villages", &there).await.expect_see_other();
    }

    /// What GET gives, PUT takes: a program changes one thing and sends the rest back as it came.
    async fn what_the_api_gives_it_takes(world: World) {
        let trang = world.trang().await;
        let own = world.of_clinic(Role::ClinicManager, &trang).await;
        world.bring("technologies", "code,kind,name_th,summary_th,clinic\nT-1,expertise,การอบแห้ง,อบ,trang\nT-2,expertise,การจักสาน,สาน,trang\n").await;
        let form = with("technologies", "T-2, T-1");
        let address = format!("/api/v1{}", own.post("/villages", &form).await.expect_see_other());
        let mut given = own.get(&address).await.expect(200).json();
        assert_eq!(given["technologies"].as_array().map(Vec::len), Some(2));
        given["occupation"] = "ปลูกผัก".into();
        given["years"] = serde_json::json!([2553, 2554]);
        let taken = own.put_json(&address, given.clone()).await.expect(200).json();
        for field in ["technologies", "years", "occupation", "name_th", "subdistrict", "clinic", "mother"] {
            assert_eq!(taken[field], given[field], "{field}");
        }
        given["version"] = taken["version"].clone();
        given["technologies"] = "T-1".into();
        assert_eq!(own.put_json(&address, given).await.expect(200).json()["technologies"], serde_json::json!(["T-1"]));
    }

    /// A district of another province and all else that will not do is answered beside its field.
    async fn bad_input_is_answered_beside_its_field(world: World) {
        let trang = world.trang().await;
        let own = world.of_clinic(Role::ClinicManager, &trang).await;
        let cases = [
            ("district", "2009", "อำเภอที่เลือกไม่ได้อยู่ในจังหวัดนี้"),
            ("district", "", "โปรดเลือกอำเภอ"),
            ("years", "2010", "โปรดกรอกปีงบประมาณ พ.ศ."),
            ("technologies", "T-NONE", "ไม่พบเทคโนโลยีรหัส T-NONE"),
            ("mother", "V-NONE", "ไม่พบหมู่บ้านรหัสนี้"),
            ("kind", "", "โปรดเลือกประเภทหมู่บ้าน"),
            ("name_th", " ", "โปรดกรอกช่องนี้"),
            ("name_th", "บ้านัุ", "สระหรือวรรณยุกต์ผิดที่"),
        ];
        for (field, typed, said) in cases {
            let form: Vec<_> =
                with(field, typed).into_iter().filter(|(name, _)| field != "district" || *name != "subdistrict").collect();
            let page = own.post("/villages", &form).await.expect(422);
            page.must_say(said);
            assert_eq!(page.value_of("occupation").as_deref(), Some("จักสานเตยปาหนัน"), "{field}");
        }
        let checked = world.rehearsed("villages", "name_th,province,district\nบ้านพรุจูด,ตรัง,พนัสนิคม\n").await;
        let fault = checked.faults.first().expect("a fault");
        assert_eq!((fault.row, fault.column.as_str(), fault.value.as_str()), (2, "district", "พนัสนิคม"));
        assert!(world.app.words.say(kit::Lang::Th, &fault.reason).contains("จ.ชลบุรี"), "it says where it lies");
    }

    /// village.correct and village.record_progress: its clinic does, and the trail tells what changed.
    async fn a_clinic_corrects_a_village_and_tells_what_a_year_brought(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let own = world.of_clinic(Role::ClinicManager, &trang).await;
        let address = own.post("/villages", &fields()).await.expect_see_other();
        let correct = format!("{address}/correct");
        let other = world.of_clinic(Role::ClinicDirector, &chonburi).await;
        other.get(&correct).await.expect(403);
        let form = own.get(&correct).await.expect(200);
        assert_eq!(form.value_of("years").as_deref(), Some("2553"));
        let changed = [&with("years", "2553-2554")[..], &[("version", "1")]].concat();
        own.post(&correct, &changed).await.expect(303);
        own.post(&correct, &changed).await.expect(303);
        let colleague = world.of_clinic(Role::ClinicManager, &trang).await;
        let stale = colleague.post(&correct, &changed).await.expect(409);
        stale.must_say("2553, 2554");

        let told = [("fiscal_year", "2553"), ("told", "ตั้งกลุ่มและฝึกย้อมสี"), ("value_chain", "ปลูกเตย\nสาน\nขายที่ตลาด"), ("once", "1")];
        let record = format!("{address}/record-progress");
        other.post(&record, &told).await.expect(403);
        own.post(&record, &[("fiscal_year", "2560"), ("told", "x")]).await.expect(422).must_say("ถึง 2553");
        own.post(&record, &told).await.expect(303);
        own.post(&record, &told).await.expect(303);
        let page = world.anyone().get(&address).await.expect(200);
        page.must_say("ตั้งกลุ่มและฝึกย้อมสี");
        assert_eq!(page.all(".prose ol li").len(), 3, "the steps of the value chain, told once");
        let code = address.rsplit('/').next().expect("a code");
        let village = find_by_code(&world.app.db, code).await.expect("read").expect("a village");
        assert_eq!(world.trail(village.id).await, ["village.register", "village.correct", "village.record_progress"]);
        let trail = kit::audit::trail(&world.app.db, village.id).await.expect("a trail");
        assert_eq!(trail[1].facts["changed"], serde_json::json!(["years"]));
    }

    /// docs/requirements.md G-16: 310 villages, 249 districts and 67 provinces follow from records.
    async fn coverage_follows_from_records(world: World) {
        world.bring("villages", &many(310, 249, 67)).await;
        let counted = world.anyone().get("/api/v1/villages/coverage").await.expect(200).json();
        assert_eq!(
            (&counted["villages"], &counted["districts"], &counted["provinces"]),
            (&310.into(), &249.into(), &67.into())
        );
        world.anyone().get("/villages/coverage").await.expect(200).must_say("310").must_say("249").must_say("67");
        let krabi = world.anyone().get("/api/v1/villages/coverage?province=81").await.expect(200).json();
        let item = &krabi["items"][0];
        let without = item["districts_without"].as_array().expect("districts").len();
        assert_eq!(item["districts"].as_u64(), item["districts_with"].as_u64().map(|with| with + without as u64));
        // An honour village is another programme's, and is in no figure of this one.
        world.bring("villages", "code,kind,name_th,province,district,source\nV-H,honour,บ้านโคกล่าม,กาฬสินธุ์,กมลไสย,x\n").await;
        assert_eq!(world.anyone().get("/api/v1/villages/coverage").await.json()["villages"], 310);
    }

    /// docs/requirements.md G-16: two villages of one district are two, and the page says which have none.
    async fn the_page_names_the_districts_that_have_none(world: World) {
        world.bring("villages", "name_th,province,district\nบ้านหนึ่ง,ตรัง,สิเกา\nบ้านสอง,ตรัง,สิเกา\n").await;
        let page = world.anyone().get("/villages/coverage?province=92").await.expect(200);
        page.must_say("ยังไม่มีหมู่บ้าน 9 อำเภอ จากทั้งหมด 10 อำเภอ").must_say("กันตัง");
        assert_eq!(page.hrefs("a[href*='district=9205']").len(), 1, "a count opens to its records");
        let list = world.anyone().get("/villages?province=92&district=9205").await.expect(200);
        assert_eq!(list.all("tbody tr").len(), 2);
    }

    /// A daughter may stand above her mother in a file; a circle is refused, and what comes out goes in again.
    async fn chains_of_villages_come_in_whatever_their_order(world: World) {
        let text = "code,name_th,province,district,mother,years,status\n\
            V-2,บ้านลูก,ตรัง,สิเกา,V-1,2554,developing\nV-1,บ้านแม่,ตรัง,กันตัง,,2553,เป็นต้นแบบ\n";
        assert_eq!(world.bring("villages", text).await, [2, 0, 0]);
        let mother = world.anyone().get("/villages/V-1").await.expect(200);
        mother.must_say("ถ่ายทอดให้หมู่บ้านลูกข่าย 1 แห่ง").must_say("บ้านลูก");
        world.anyone().get("/villages/V-2").await.expect(200).must_say("บ้านแม่");
        world.bring("village-progress", "village,fiscal_year,told\nV-1,2553,ตั้งกลุ่ม\n").await;
        for kind in ["villages", "village-progress"] {
            let out = world.export(&world.system(), kind).await;
            let [added, changed, unchanged] = world.bring(kind, &out).await;
            assert!(added == 0 && changed == 0 && unchanged > 0, "{kind}");
        }
        let circle = text.replace("กันตัง,,", "กันตัง,V-2,");
        let checked = world.rehearsed("villages", &circle).await;
        assert!(checked.faults.iter().all(|fault| fault.reason.id() == "villages-mother-circle"), "{checked:?}");
        assert_eq!(checked.faults.len(), 2);
        let changed = text.replace("2553,", "2553 2554,");
        assert_eq!(world.bring("villages", &changed).await, [0, 1, 1]);
        assert!(world.miscounted().await.is_empty());
        let corrected = world.officer().await.post("/villages/V-1/correct", &[
            ("name_th", "บ้านแม่"), ("kind", "host"), ("province", "92"), ("district", "9202"), ("status", "model"),
            ("mother", "V-2"), ("version", "2"),
        ]).await.expect(422);
        corrected.must_say("เป็นลูกข่ายของหมู่บ้านนี้อยู่แล้ว");
    }

    /// docs/requirements.md A0-07: what the plan of 2553 names, and that it names no more.
    async fn the_honour_villages_of_2552_are_recorded(world: World) {
        assert_eq!(world.bring("villages", include_str!("../../../demo/history/villages.csv")).await, [2, 0, 0]);
        let list = world.anyone().get("/api/v1/villages").await.json();
        let places: Vec<_> = list["items"].as_array().expect("items").iter().map(|one| one["district"].clone()).collect();
        assert_eq!(places, ["4603", "4717"], "กมลไสย is read, and บ้านโคกล่าม stands before บ้านโพนงามท่า");
        let page = world.anyone().get("/villages/V52-1").await.expect(200);
        page.must_say("หมู่บ้านวิทยาศาสตร์และเทคโนโลยีเฉลิมพระเกียรติ").must_say("ไม่ทราบ").must_say("แผนปฏิบัติการ");
        assert!(!page.says("ข้อมูลสมมติ"), "what a document names is not invented");
    }

    /// The list takes as many queries for ten thousand villages as for ten.
    async fn the_list_takes_the_same_queries_however_long_it_is(world: World) {
        world.bring("villages", &many(10, 5, 3)).await;
        let stranger = world.anyone();
        let few = world.queries_of(&stranger, "/villages").await;
        world.bring("villages", &many(10_000, 700, 77)).await;
        assert_eq!(world.queries_of(&stranger, "/villages").await, few);
        assert_eq!(few, 2, "the villages, and the clinics to choose from");
        assert_eq!(world.queries_of(&stranger, "/villages?province=92&district=9205&fiscal_year=2553").await, few);
        let page = stranger.get("/villages").await.expect(200);
        assert_eq!(page.all("tbody tr").len(), 20);
        let next = page.hrefs("a[rel=next]").pop().expect("a next page");
        assert_eq!(stranger.get(next).await.expect(200).all("tbody tr").len(), 20);
    }

    /// The API tells the same: registered, corrected at its version, progress recorded.
    async fn the_api_keeps_villages_too(world: World) {
        let trang = world.trang().await;
        let own = world.of_clinic(Role::ClinicManager, &trang).await;
        let body = serde_json::json!({"name_th": "บ้านพรุจูด", "kind": "host", "province": "92", "district": "9205", "clinic": "trang", "status": "model"});
        world.anyone().post_json("/api/v1/villages", body.clone()).await.expect(401);
        let made = own.post_json("/api/v1/villages", body).await.expect(201).json();
        let code = made["code"].as_str().expect("a code").to_owned();
        let told = serde_json::json!({"fiscal_year": "2553", "told": "ตั้งกลุ่ม", "value_chain": "ปลูก\nสาน"});
        let whole = own.post_json(&format!("/api/v1/villages/{code}/record-progress"), told).await.expect(200).json();
        assert_eq!(whole["progress"][0]["value_chain"], serde_json::json!(["ปลูก", "สาน"]));
        assert_eq!(world.anyone().get(format!("/api/v1/villages/{code}")).await.expect(200).json()["clinic"], "trang");
    }
}
