//! Stories of volunteers: a clinic keeps its register, a volunteer brings a need for a neighbour, one
//! person found twice, and lists as offices keep them.

use crate::testing::{Finished, Person, Way, World, stories};
use techclinic::accounts::{Role, Scope};

const NETWORKS: &str = "code,name_th,province,clinic\nVN-T,เครือข่าย อสวท. ตรัง,ตรัง,trang\n\
    VN-C,เครือข่าย อสวท. ชลบุรี,ชลบุรี,chonburi\n";

/// Two clinics, each with a network.
pub(super) async fn networks(world: &World) -> (Person, Person) {
    let (trang, chonburi) = (world.trang().await, world.chonburi().await);
    assert_eq!(world.bring("volunteer-networks", NETWORKS).await, [2, 0, 0]);
    (world.of_clinic(Role::ClinicCoordinator, &trang).await, world.of_clinic(Role::ClinicManager, &chonburi).await)
}

fn fields() -> Vec<(&'static str, &'static str)> {
    vec![
        ("name", "นางสมศรี  ใจดี"),
        ("network", "VN-T"),
        ("province", "92"),
        ("district", "9205"),
        ("phone", "๐๘๑-๒๓๔-๕๖๗๘"),
        ("skills", "ทำปุ๋ยหมัก"),
        ("joined_on_day", "๑"),
        ("joined_on_month", "4"),
        ("joined_on_year", "2550"),
        ("status", "active"),
        ("once", "one"),
    ]
}

fn with(field: &'static str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    fields().into_iter().map(|(name, kept)| if name == field { (name, value) } else { (name, kept) }).collect()
}

pub(super) async fn card_of(world: &World, code: &str) -> String {
    techclinic::volunteers::find_by_code(&world.app.db, code).await.expect("read").expect("a volunteer").card
}

pub(super) async fn id_of(world: &World, code: &str) -> uuid::Uuid {
    techclinic::volunteers::find_by_code(&world.app.db, code).await.expect("read").expect("a volunteer").id
}

stories! {
    /// volunteer.register, volunteer.correct, volunteer.record_deed: whose register it is may, nobody else even knows.
    async fn a_clinic_keeps_the_register_of_its_network(world: World) {
        let (own, other) = networks(&world).await;
        world.anyone().get("/desk/volunteers").await.expect(401);
        world.anyone().post("/desk/volunteers", &fields()).await.expect(401);
        other.post("/desk/volunteers", &fields()).await.expect(403).must_say("คลินิกที่ประสานงานเครือข่าย");
        for (field, typed, said) in [
            ("district", "2009", "อำเภอที่เลือกไม่ได้อยู่ในจังหวัดนี้"), ("network", "VN-X", "โปรดเลือกเครือข่าย"),
            ("name", "นาง", "ไม่ใช่เฉพาะคำนำหน้า"), ("name", "สมศรี 081", "มีตัวเลขปนอยู่"), ("name", "สมช่้าย ใจดี", "สระหรือวรรณยุกต์ผิดที่"),
            ("name", "=SUM(A1) ใจดี", "เครื่องหมายที่ไม่ใช่ชื่อ"), ("phone", "12", "หมายเลขโทรศัพท์ไม่ถูกต้อง"),
            ("joined_on_year", "2560", "วันที่นี้ย"), ("status", "x", "โปรดเลือกสถานะ"),
        ] {
            let page = own.post("/desk/volunteers", &with(field, typed)).await.expect(422);
            page.must_say(said);
            let name = if field == "name" { typed } else { fields()[0].1 };
            assert_eq!(page.value_of("name").as_deref(), Some(name), "{field}: nothing typed is lost");
            assert!(page.value_of("once").is_some_and(|key| !key.is_empty()), "{field}");
        }
        let address = own.post("/desk/volunteers", &fields()).await.expect_see_other();
        assert_eq!(own.post("/desk/volunteers", &fields()).await.expect_see_other(), address, "sent twice, they are one");
        own.get(&address).await.expect(200).must_say("นางสมศรี ใจดี").must_say("081 234 5678").must_say("อ.สิเกา จ.ตรัง");
        other.get(&address).await.expect(404);
        world.anyone().get(&address).await.expect(401);
        let list = own.get("/desk/volunteers?q=สม").await.expect(200);
        assert_eq!(list.all("tbody tr").len(), 1);
        for query in ["q=ใจ", "q=สมศรี+ใจ", "province=92", "network=VN-T", "status=active"] {
            assert_eq!(own.get(format!("/desk/volunteers?{query}")).await.all("tbody tr").len(), 1, "{query}");
        }
        for query in ["q=มศรี", "province=20", "network=VN-C", "status=left"] {
            assert_eq!(own.get(format!("/desk/volunteers?{query}")).await.all("tbody tr").len(), 0, "{query}");
        }
        assert_eq!(other.get("/desk/volunteers").await.expect(200).all("tbody tr").len(), 0);
        assert_eq!(other.get("/desk/volunteers?network=VN-T").await.expect(200).all("tbody tr").len(), 0);

        let correct = format!("{address}/correct");
        other.post(&correct, &fields()).await.expect(404);
        let changed = [&with("skills", "ซ่อมเครื่องจักร")[..], &[("version", "1")]].concat();
        own.post(&correct, &changed).await.expect(303);
        own.post(&correct, &changed).await.expect(303);
        // A form opened before that, and sent after it.
        let stale: Vec<_> = changed.iter().map(|&(name, said)| (name, if name == "once" { "two" } else { said })).collect();
        own.post(&correct, &stale).await.expect(409).must_say("ซ่อมเครื่องจักร");
        let moved = [&with("network", "VN-C")[..], &[("version", "2")]].concat();
        own.post(&correct, &moved).await.expect(403);
        let deed = [("kind", "referral"), ("on_day", "1"), ("on_month", "5"), ("on_year", "2553"), ("told", "แนะนำกลุ่มแม่บ้านให้พบคลินิก"), ("once", "d")];
        own.post(format!("{address}/record-deed"), &[("kind", "")]).await.expect(422).must_say("โปรดเลือก");
        own.post(format!("{address}/record-deed"), &deed).await.expect(303);
        own.post(format!("{address}/record-deed"), &deed).await.expect(303);
        assert_eq!(own.get(&address).await.expect(200).must_say("แนะนำกลุ่มแม่บ้าน").all(".prose li").len(), 1, "told once");
        let code = address.rsplit('/').next().expect("a code");
        let trail = kit::audit::trail(&world.app.db, id_of(&world, code).await).await.expect("a trail");
        let verbs: Vec<_> = trail.iter().map(|entry| entry.verb.as_str()).collect();
        assert_eq!(verbs, ["volunteer.register", "volunteer.correct", "volunteer.record_deed"]);
        assert!(!trail.iter().any(|entry| entry.facts.to_string().contains("สมศรี")), "no name stands in the trail");
        let province = world.signed_in(Role::ProvinceOfficer, Scope::Province("92".to_owned())).await;
        province.get(&address).await.expect(200);
        province.post(&correct, &changed).await.expect(403);
        province.get(&correct).await.expect(403);
    }

    /// network.register and network.correct; names are public only of those who agreed.
    async fn a_network_is_public_and_names_only_those_who_agreed(world: World) {
        let (own, other) = networks(&world).await;
        let form = [("name_th", "อสวท. สิเกา"), ("province", "92"), ("clinic", "trang"), ("since", "๒๕๔๘"), ("once", "n")];
        world.anyone().post("/volunteers/networks", &form).await.expect(401);
        other.post("/volunteers/networks", &form).await.expect(403);
        own.post("/volunteers/networks", &[("name_th", "x"), ("province", "92"), ("clinic", "trang"), ("since", "2540")]).await.expect(422).must_say("2547");
        let address = own.post("/volunteers/networks", &form).await.expect_see_other();
        let code = address.rsplit('/').next().expect("a code").to_owned();
        let correct = [form[0], form[1], form[2], ("since", "2549"), ("version", "1")];
        other.post(format!("{address}/correct"), &correct).await.expect(403);
        own.post(format!("{address}/correct"), &correct).await.expect(303);
        own.post(format!("{address}/correct"), &correct).await.expect(409);
        let two = format!("name,network,province,named,status\nนางสมศรี ใจดี,{code},ตรัง,yes,active\nนายลับ ไม่บอก,{code},ตรัง,,active\n");
        assert_eq!(world.bring("volunteers", &two).await, [2, 0, 0]);
        let page = world.anyone().get(&address).await.expect(200);
        page.must_say("นางสมศรี ใจดี").must_say("2 คน").must_say("2549");
        assert!(!page.says("ลับ ไม่บอก"), "nobody is named who did not agree");
        let index = world.anyone().get("/volunteers").await.expect(200);
        assert!(!index.says("สมศรี"));
        let network = techclinic::volunteers::find_network(&world.app.db, &code).await.expect("read").expect("a network");
        assert_eq!(world.trail(network.id).await, ["network.register", "network.correct"]);
        let api = world.anyone().get("/api/v1/volunteer-networks").await.expect(200).json();
        assert_eq!(api["items"].as_array().map(Vec::len), Some(3));
        world.anyone().get("/api/v1/volunteers").await.expect(401);
    }

    /// volunteer.bring_need (docs/requirements.md F-11): for a neighbour who agreed, followed from the card.
    async fn a_volunteer_brings_a_need_and_sees_what_became_of_it(world: World) {
        let (own, _) = networks(&world).await;
        world.bring("volunteers", "code,name,network,province,district,status\nM-1,นางสมศรี ใจดี,VN-T,ตรัง,สิเกา,active\nM-2,นายเก่า ไปแล้ว,VN-T,ตรัง,,left\n").await;
        let stranger = world.anyone();
        stranger.get("/volunteers/cards/ABCDE-FGHJK").await.expect(404).must_say("ไม่พบบัตรรหัสนี้");
        stranger.get("/volunteers/cards/M-1").await.expect(404);
        let left = card_of(&world, "M-2").await;
        stranger.get(format!("/volunteers/cards/{left}")).await.expect(200).must_say("พ้นสภาพ");
        let told = [
            ("text", "ยายแดงตากปลาแล้วขึ้นราทุกหน้าฝน"), ("group_kind", "person"), ("province", "92"), ("district", "9205"),
            ("submitted_by", "ยายแดง"), ("agreed", "yes"), ("once", "b"),
        ];
        stranger.post(format!("/volunteers/cards/{left}/bring-need"), &told).await.expect(409);
        let card = format!("/volunteers/cards/{}", card_of(&world, "M-1").await);
        let bring = format!("{card}/bring-need");
        stranger.get(&bring).await.expect(200);
        let refused = stranger.post(&bring, &told[..4]).await.expect(422);
        refused.must_say("ขอความยินยอม").must_say("ชื่อเจ้าของเรื่อง").must_say("ยายแดงตากปลา");
        assert_eq!(stranger.post(&bring, &told).await.expect_see_other(), card);
        stranger.post(&bring, &told).await.expect(303);
        let page = stranger.get(&card).await.expect(200);
        page.must_say("ยายแดงตากปลา").must_say("ได้รับเรื่องแล้ว");
        let need = page.hrefs("a[href^='/needs/N']");
        assert_eq!(need.len(), 1, "sent twice, it is one need");
        let public = stranger.get(&need[0]).await.expect(200);
        public.must_say("อาสาสมัครวิทยาศาสตร์");
        assert!(!public.says("สมศรี") && !public.says("ตั้งโดยยายแดง"), "who brought it is no affair of the public");
        own.post(format!("{}/analyse", need[0]), &[
            ("held_on_day", "10"), ("held_on_month", "5"), ("held_on_year", "2553"), ("place", "บ้านยายแดง"), ("attendees", "3"),
            ("minutes", "คุยกัน"), ("problem", "ความชื้นสูง"),
        ]).await.expect(303);
        let manager = world.of_clinic(Role::ClinicManager, &techclinic::organisations::find_clinic(&world.app.db, "trang").await.expect("read").expect("trang")).await;
        manager.post(format!("{}/decline", need[0]), &[("text", "ยังไม่มีตู้อบที่เหมาะ โปรดรอปีหน้า")]).await.expect(303);
        stranger.get(&card).await.expect(200).must_say("ยังไม่มีตู้อบที่เหมาะ");
        assert_eq!(world.trail(id_of(&world, "M-1").await).await, ["volunteer.bring_need"]);
        let code = need[0].rsplit('/').next().expect("a code");
        let found = techclinic::needs::find_by_code(&world.app.db, code).await.expect("read").expect("a need");
        assert_eq!(world.trail(found.id).await, ["need.register", "need.analyse", "need.decline"]);
    }

    /// docs/requirements.md G-17: 51 networks with members in 52 provinces are accepted, and the page says so.
    async fn fifty_one_networks_and_fifty_two_provinces_stand_side_by_side(world: World) {
        let provinces: Vec<_> = thai::places::provinces().iter().take(52).collect();
        let (mut networks, mut members) = ("code,name_th,province\n".to_owned(), "name,network,province,status\n".to_owned());
        for (at, province) in provinces.iter().enumerate() {
            if at < 51 {
                networks.push_str(&format!("VN-{at},เครือข่าย {at},{}\n", province.code));
            }
            members.push_str(&format!("อาสา คนที่{},VN-{},{},active\n", "ก".repeat(at + 1), at.min(50), province.code));
        }
        world.bring("volunteer-networks", &networks).await;
        world.bring("volunteers", &members).await;
        world.anyone().get("/volunteers").await.expect(200).must_say("มี 51 เครือข่าย และสมาชิกอยู่ใน 52 จังหวัด");
    }

    /// The register takes as many queries for thousands as for ten, and is in Thai order page after page.
    async fn the_register_takes_the_same_queries_however_long_it_is(world: World) {
        networks(&world).await;
        let list = |count: usize| {
            let row = |at: usize| format!("{}{} {}ดี,VN-T,ตรัง\n", ["แก้ว", "กาน", "เกษม", "อรุณ"][at % 4], letters(at), letters(at / 7));
            format!("name,network,province\n{}", (0..count).map(row).collect::<String>())
        };
        world.bring("volunteers", &list(10)).await;
        let officer = world.officer().await;
        let few = world.queries_of(&officer, "/desk/volunteers").await;
        world.bring("volunteers", &list(3_000)).await;
        assert_eq!(world.queries_of(&officer, "/desk/volunteers?province=92&status=unknown").await, few);
        let mut next = Some("/api/v1/volunteers?limit=100".to_owned());
        let mut names = Vec::new();
        while let Some(address) = next {
            let page = officer.get(&address).await.expect(200).json();
            names.extend(page["items"].as_array().expect("items").iter().map(|one| one["name"].as_str().expect("a name").to_owned()));
            next = page["next_cursor"].as_str().map(|cursor| format!("/api/v1/volunteers?limit=100&cursor={cursor}"));
        }
        assert_eq!(names.len(), 3_000);
        assert!(names.windows(2).all(|pair| thai::collate::compare(&pair[0], &pair[1]).is_le()));
    }

    /// What comes out goes in again and changes nothing, and a list brought in twice adds nobody twice.
    async fn the_register_goes_out_and_comes_in_again(world: World) {
        let (own, _) = networks(&world).await;
        let list = "name,network,province,district,phone,joined_on\nนางสมศรี ใจดี,VN-T,ตรัง,สิเกา,0812345678,๑ พ.ค. ๒๕๕๐\nนายดี เลิศ,VN-C,ชลบุรี,,,\n";
        assert_eq!(world.bring("volunteers", list).await, [2, 0, 0]);
        assert_eq!(world.bring("volunteers", list).await, [0, 0, 2], "a list brought in twice adds nobody");
        let out = world.export(&world.system(), "volunteers").await;
        assert_eq!(world.bring("volunteers", &out).await, [0, 0, 2]);
        let networks = world.export(&world.system(), "volunteer-networks").await;
        assert_eq!(world.bring("volunteer-networks", &networks).await, [0, 0, 2]);
        let seen = world.export(&own.reader(), "volunteers").await;
        assert!(seen.contains("สมศรี") && !seen.contains("เลิศ"), "others' members are not taken out");
        assert_eq!(world.bring("volunteers", &out.replace("0812345678", "0899999999").replace("+66812345678", "+66899999999")).await, [0, 1, 1]);
    }

    /// The bad list: Thai digits, broken vowels, merged cells, three spellings of กมลาไสย, and
    /// 9,000 rows of which 40 are wrong.
    async fn a_bad_list_names_each_wrong_row_and_the_good_ones_are_kept(world: World) {
        world.bring("volunteer-networks", "code,name_th,province\nVN-K,เครือข่าย อสวท. กาฬสินธุ์,กาฬสินธุ์\n").await;
        let file = bad_list();
        let checked = world.rehearsed_file("volunteers", file.clone()).await;
        assert_eq!((checked.rows, checked.good, checked.bad()), (9_000, 8_960, 40));
        let mut rows: Vec<_> = checked.faults.iter().map(|fault| (fault.row, fault.column.as_str())).collect();
        rows.dedup();
        assert_eq!(rows.len(), 40, "each wrong row is named once");
        let first: Vec<_> = checked.faults.iter().take(4).map(|fault| (fault.row, fault.column.as_str(), fault.value.as_str())).collect();
        assert_eq!(first, [(227, "district", "พนัสนิคม"), (452, "name", "นาย"), (677, "joined_on", "๓๒/๑/๒๕๕๓"), (902, "phone", "๐๘๑")]);
        let before = world.app.db.queries();
        assert!(matches!(world.import_file("volunteers", file.clone(), Way::AllOrNothing).await, Finished::Refused(_)));
        assert!(world.app.db.queries() > before);
        let officer = world.officer().await;
        assert_eq!(officer.get("/desk/volunteers").await.expect(200).all("tbody tr").len(), 0, "nothing was half done");
        let Finished::Done(import, _) = world.import_file("volunteers", file, Way::KeepGoodRows).await else { panic!("refused") };
        assert_eq!((import.added, import.left_out), (8_960, 40));
        let kept = officer.get("/api/v1/volunteers?q=ก่าย&limit=100").await.expect(200).json();
        assert!(!kept["items"].as_array().expect("items").is_empty(), "a broken vowel was mended: ก่าย");
        let all = officer.get("/api/v1/volunteers?province=46&limit=100").await.expect(200).json();
        assert!(all["items"].as_array().expect("items").iter().all(|one| one["district"] == "4603"), "three spellings, one place");
        assert_eq!(world.trail(import.id).await, ["import.apply"]);
    }
}

/// A number in Thai letters.
fn letters(mut number: usize) -> String {
    let mut written = String::new();
    loop {
        written.push(['ก', 'น', 'ม', 'ร', 'ส', 'ว', 'ท', 'พ', 'ด', 'บ'][number % 10]);
        number /= 10;
        if number == 0 {
            return written;
        }
    }
}

/// A workbook as an office keeps it: a title over the heading, network and province merged over all rows.
fn bad_list() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let (sheet, plain) = (book.add_worksheet(), rust_xlsxwriter::Format::new());
    sheet.merge_range(0, 0, 0, 5, "บัญชีรายชื่อ อสวท. จังหวัดกาฬสินธุ์", &plain).expect("a title");
    for (at, title) in ["ชื่อ-สกุล", "เครือข่าย", "จังหวัด", "อำเภอ", "โทรศัพท์", "วันที่เป็นสมาชิก"].iter().enumerate()
    {
        sheet.write_string(1, u16::try_from(at).expect("small"), *title).expect("a heading");
    }
    sheet.merge_range(2, 1, 9_001, 1, "VN-K", &plain).expect("merged");
    sheet.merge_range(2, 2, 9_001, 2, "กาฬสินธุ์", &plain).expect("merged");
    for at in 0..9_000_usize {
        let row = u32::try_from(at + 2).expect("small");
        let wrong = if at % 225 == 224 { at / 225 % 4 + 1 } else { 0 };
        let mended = if at % 3 == 0 {
            format!("นายก\u{e48}\u{e32}ย{} ดี", letters(at))
        } else {
            format!("นางน ้า{} ใจดี", letters(at))
        };
        let name = if wrong == 2 { "นาย".to_owned() } else { mended };
        let district = if wrong == 1 {
            "พนัสนิคม"
        } else {
            ["กมลาไสย", "กมลไสย", "กมลาใสย"][at % 3]
        };
        let phone = if wrong == 4 { "๐๘๑".to_owned() } else { thai::digits::to_thai(&format!("08{:08}", at)) };
        let joined = if wrong == 3 { "๓๒/๑/๒๕๕๓" } else { "๑/๕/๒๕๕๐" };
        for (column, text) in [(0, name.as_str()), (3, district), (4, &phone), (5, joined)] {
            sheet.write_string(row, column, text).expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook")
}
