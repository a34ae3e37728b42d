//! Stories of what the rows of a file are held against: whom they mean, what they would change, and what
//! somebody else has written since they were checked.

use super::tests::{done, upload};
use crate::testing::{World, stories};
use techclinic::accounts::Role;
use techclinic::imports::{Checked, Finished, Way};

const NETWORK: &str = "code,name_th,province,clinic\nVN-T,อสวท. ตรัง,ตรัง,trang\n";
const HEAD: &str = "code,name,network,province,district,phone,joined_on\n";

/// The network of ตรัง, which its clinic keeps.
async fn network(world: &World) -> techclinic::organisations::Clinic {
    let trang = world.trang().await;
    world.bring("volunteer-networks", NETWORK).await;
    trang
}

/// Row, column and reason of all that is wrong.
fn wrong(checked: &Checked) -> Vec<(usize, &str, &str)> {
    checked.faults.iter().map(|fault| (fault.row, fault.column.as_str(), fault.reason.id())).collect()
}

/// Whom rows were taken for.
fn taken(checked: &Checked) -> Vec<(usize, &str)> {
    checked.guesses.iter().map(|guess| (guess.row, guess.code.as_str())).collect()
}

/// Column, old and new of all that would change.
fn changes(checked: &Checked) -> Vec<(&str, &str, &str)> {
    let cells = checked.alterations.iter().flat_map(|one| &one.cells);
    cells.map(|cell| (cell.column.as_str(), cell.old.as_str(), cell.new.as_str())).collect()
}

stories! {
    /// Two of one name are told apart by district, telephone and first day; where that does not do, people
    /// say who is meant.
    async fn a_row_without_a_code_means_the_member_who_agrees_with_it_best(world: World) {
        network(&world).await;
        let row = |code: &str, rest: &str| format!("{code},นายสมชาย ใจดี,VN-T,ตรัง,{rest}\n");
        let one = row("M-1", "สิเกา,0812345678,1/5/2550");
        let other = row("M-2", "กันตัง,,");
        world.bring("volunteers", &format!("{HEAD}{one}{other}")).await;

        let checked = world.rehearsed("volunteers", "name,network,province\nนายสมชาย ใจดี,VN-T,ตรัง\n").await;
        assert_eq!(wrong(&checked), [(2, "code", "volunteers-several")], "nothing tells who is meant");
        let said = world.app.words.say(kit::Lang::Th, &checked.faults[0].reason);
        assert!(said.contains("M-1, M-2") && said.contains("โปรดใส่รหัสสมาชิก"), "{said}");

        for (rest, meant) in [
            ("สิเกา,0812345678,1/5/2550", Some("M-1")),
            ("กันตัง,,", Some("M-2")),
            (",0812345678,", Some("M-1")),
            ("กันตัง,0899999999,", Some("M-2")),
            ("สิเกา,0899999999,", None),
            ("กันตัง,0812345678,", Some("M-2")),
            ("ปะเหลียน,,", None),
        ] {
            let checked = world.rehearsed("volunteers", &format!("{HEAD}{}", row("", rest))).await;
            let meant: Vec<_> = meant.into_iter().map(|code| (2, code)).collect();
            assert_eq!((taken(&checked), checked.good), (meant, 1), "{rest}");
        }
        let again = format!("{HEAD}{}{}", row("", "กันตัง,,"), row("", "สิเกา,0812345678,1/5/2550"));
        let checked = world.rehearsed("volunteers", &again).await;
        assert_eq!((taken(&checked), checked.alterations.len()), (vec![(2, "M-2"), (3, "M-1")], 0));
        assert_eq!(world.bring("volunteers", &again).await, [0, 0, 2], "each its own");
    }

    /// A list without any code, twice: nobody is there twice, and nobody is taken for another.
    async fn a_list_brought_in_again_finds_its_own(world: World) {
        network(&world).await;
        let list = format!("{HEAD},นายสมชาย ใจดี,VN-T,ตรัง,สิเกา,0812345678,1/5/2550\n,นายสมชาย ใจดี,VN-T,ตรัง,,,\n");
        assert_eq!(world.bring("volunteers", &list).await, [2, 0, 0]);
        assert_eq!(world.bring("volunteers", &list).await, [0, 0, 2]);
    }

    /// Who moves to another province loses the district, and the comparison says so.
    async fn a_district_that_cannot_stay_is_shown_to_go(world: World) {
        network(&world).await;
        let head = "code,name,network,province,district,subdistrict\n";
        world.bring("volunteers", &format!("{head}M-1,นางสมศรี ใจดี,VN-T,ตรัง,สิเกา,บ่อหิน\n")).await;
        let moved = |province: &str| format!("code,name,network,province\nM-1,นางสมศรี ใจดี,VN-T,{province}\n");
        assert!(world.rehearsed("volunteers", &moved("จังหวัดตรัง")).await.alterations.is_empty());
        let checked = world.rehearsed("volunteers", &moved("ชลบุรี")).await;
        assert_eq!(changes(&checked), [("province", "92", "ชลบุรี"), ("district", "9205", ""), ("subdistrict", "920501", "")]);
        let page = upload(&world.officer().await, "volunteers", &moved("ชลบุรี")).await.expect(200);
        page.must_say("สิเกา").must_say("(ว่าง)");
        assert_eq!(world.bring("volunteers", &moved("ชลบุรี")).await, [0, 1, 0]);
        let out = world.export(&world.system(), "volunteers").await;
        assert!(out.contains("M-1,นางสมศรี ใจดี,VN-T,20,,,"), "as the comparison said: {out}");
        let smaller = "code,name,network,province,subdistrict\nM-1,นางสมศรี ใจดี,VN-T,ตรัง,920501\n";
        let told = world.rehearsed("volunteers", smaller).await;
        assert_eq!(changes(&told), [("province", "20", "ตรัง"), ("subdistrict", "", "920501")]);
        world.bring("volunteers", smaller).await;
        let elsewhere = world.rehearsed("volunteers", &smaller.replace("920501", "920206")).await;
        assert_eq!(changes(&elsewhere), [("district", "9205", "9202"), ("subdistrict", "920501", "920206")]);

        let village = "code,name_th,province,district,subdistrict,occupation\nV-1,บ้านแม่,ตรัง,สิเกา,บ่อหิน,ปลูกเตย\n";
        world.bring("villages", village).await;
        let checked = world.rehearsed("villages", "code,name_th,province,district\nV-1,บ้านแม่,ตรัง,กันตัง\n").await;
        assert_eq!(changes(&checked), [("district", "9205", "กันตัง"), ("subdistrict", "920501", ""), ("occupation", "ปลูกเตย", "")]);
    }

    /// What somebody corrected by hand after the file was checked is not written over unseen.
    async fn a_file_is_not_applied_over_what_was_changed_since_it_was_checked(world: World) {
        let trang = network(&world).await;
        let own = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let list = |phone: &str| format!("{HEAD}M-1,นางสมศรี ใจดี,VN-T,ตรัง,สิเกา,{phone},\n");
        world.bring("volunteers", &format!("{}M-2,นายใหม่ มาแล้ว,VN-T,ตรัง,,,\n", list("0812345678"))).await;
        let kept = upload(&own, "volunteers", &list("0899999999")).await.expect(200).value_of("upload").expect("kept");
        let corrected = [
            ("name", "นางสมศรี ใจดี"), ("network", "VN-T"), ("province", "92"), ("district", "9205"),
            ("phone", "0823456789"), ("status", "active"), ("version", "1"),
        ];
        own.post("/desk/volunteers/M-1/correct", &corrected).await.expect(303);
        let out = world.export(&own.reader(), "volunteers").await;

        let fields = [("kind", "volunteers"), ("file", "list.csv"), ("upload", kept.as_str())];
        let page = own.post("/desk/imports/apply", &fields).await.expect(409);
        page.must_say("ยังไม่ได้นำเข้าข้อมูลใด").must_say("(M-1)").must_say("โปรดเทียบค่าเดิมกับค่าใหม่อีกครั้ง");
        page.must_say("+66823456789").must_say("0899999999");
        assert_eq!(world.export(&own.reader(), "volunteers").await, out, "nothing was written");
        own.get("/desk/imports").await.expect(200);
        // Of another kind the same file was never checked.
        own.post("/desk/imports/apply", &[("kind", "needs"), fields[1], fields[2]]).await.expect(403);
        // Whoever is not in the file may change.
        let other = [("name", "นายใหม่ มาดี"), ("network", "VN-T"), ("province", "92"), ("status", "active"), ("version", "1")];
        own.post("/desk/volunteers/M-2/correct", &other).await.expect(303);
        let at = own.post("/desk/imports/apply", &fields).await.expect_see_other();
        assert!(at.starts_with("/desk/imports/I"), "looked at again, it is brought in: {at}");
        assert!(world.export(&own.reader(), "volunteers").await.contains("+66899999999"));

        // Who was entered meanwhile, and whose first code that is, is looked at too.
        let new = format!("{HEAD}M-9,นายเก้า มานะ,VN-T,ตรัง,,,\n");
        let kept = upload(&own, "volunteers", &new).await.expect(200).value_of("upload").expect("kept");
        done(&world, "volunteers", &new.replace("มานะ", "มานี")).await;
        let fields = [fields[0], fields[1], ("upload", kept.as_str())];
        own.post("/desk/imports/apply", &fields).await.expect(409).must_say("(M-9)").must_say("นายเก้า มานี");
        own.post("/desk/imports/apply", &fields).await.expect_see_other();
    }

    /// A village that learned from one whose row is refused waits for it.
    async fn a_row_that_leans_on_a_refused_row_is_refused_with_it(world: World) {
        let head = "code,name_th,province,district,mother\n";
        let list = format!("{head}V-3,บ้านหลาน,ตรัง,สิเกา,V-2\nV-2,บ้านลูก,ตรัง,สิเกา,V-1\nV-1,บ้านแม่,ตรัง,,\nV-4,บ้านอื่น,ตรัง,สิเกา,\n");
        let checked = world.rehearsed("villages", &list).await;
        assert_eq!(wrong(&checked), [(2, "mother", "imports-leans"), (3, "mother", "imports-leans"), (4, "district", "villages-district-choose")]);
        assert!(world.app.words.say(kit::Lang::Th, &checked.faults[0].reason).contains("V-2 ในแถวที่ 3"));
        let finished = world.import_file("villages", list.into_bytes(), Way::KeepGoodRows).await;
        let Finished::Done(import, _) = finished else { panic!("{finished:?}") };
        assert_eq!((import.added, import.left_out), (1, 3));
    }

    /// A zero that a spreadsheet took away is asked for, and never put in front unasked.
    async fn a_telephone_number_without_its_zero_is_refused_with_the_number_that_may_be_meant(world: World) {
        let trang = network(&world).await;
        let list = |phone: &str| format!("{HEAD}M-1,นางสมศรี ใจดี,VN-T,ตรัง,,{phone},\n");
        for (phone, meant) in [("812345678", Some("0812345678")), ("๗๕๒๐๑๗๐๘", Some("075201708")), ("81234567", None), ("112345678", None)] {
            let checked = world.rehearsed("volunteers", &list(phone)).await;
            let said = world.app.words.say(kit::Lang::Th, &checked.faults[0].reason);
            assert_eq!(checked.faults[0].column, "phone");
            assert_eq!(said.contains("เลข 0 หน้าหมายเลขหายไป"), meant.is_some(), "{said}");
            assert!(said.contains(meant.unwrap_or("ไม่ถูกต้อง")), "{said}");
        }
        let own = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        upload(&own, "volunteers", &list("812345678")).await.expect(200).must_say("หมายถึง 0812345678 หรือไม่");
        let out = world.export(&world.system(), "clinics").await.replace(",92,92,,", ",92,92,812345678,");
        assert_eq!(wrong(&world.rehearsed("clinics", &out).await), [(2, "phone", "layout-phone-zero")], "{out}");
        let page = own.post("/needs", &[("text", "อยากแปรรูปปลานิลให้เก็บได้นาน"), ("contact", "81 234 5678")]).await.expect(422);
        page.must_say("หมายถึง 081 234 5678 หรือไม่");
    }
}
