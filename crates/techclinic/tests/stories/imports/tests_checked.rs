//! Stories of a file that was checked and is not yet brought in: what it would change, whom its rows are
//! taken for, and every wrong row within reach.

use super::tests::upload;
use crate::testing::stories;
use techclinic::accounts::Role;

const NETWORK: &str = "code,name_th,province\nVN-T,อสวท. ตรัง,ตรัง\n";

stories! {
    /// Old beside new, field by field, and what is only written otherwise is no change.
    async fn a_rehearsal_shows_what_would_change_old_beside_new(world: World) {
        world.bring("villages", "code,name_th,province,district,years,occupation,status\n\
            V-1,บ้านแม่,ตรัง,สิเกา,2551,ปลูกเตย,model\nV-2,บ้านลูก,ตรัง,กันตัง,2552,จักสาน,developing\n").await;
        let officer = world.officer().await;
        let list = "code,name_th,province,district,years,occupation,status\n\
            V-1,บ้านแม่,92,อ.สิเกา,๒๕๕๑,ปลูกเตย,model\nV-2,บ้านลูก,จังหวัดตรัง,ปะเหลียน,2552,,developing\nV-3,บ้านใหม่,ตรัง,สิเกา,2553,,model\n";
        let checked = world.rehearsed("villages", list).await;
        let told: Vec<_> = checked.alterations.iter().map(|one| {
            let cells: Vec<_> = one.cells.iter().map(|cell| (cell.column.as_str(), cell.old.as_str(), cell.new.as_str())).collect();
            (one.row, one.called.as_str(), cells)
        }).collect();
        assert_eq!(told, [(3, "V-2", vec![("district", "9202", "ปะเหลียน"), ("occupation", "จักสาน", "")])]);
        let page = upload(&officer, "villages", list).await.expect(200);
        page.must_say("รายการเดิมที่จะเปลี่ยน").must_say("แถวที่ 3").must_say("กันตัง").must_say("จักสาน").must_say("(ว่าง)");
        assert_eq!(world.bring("villages", list).await, [1, 1, 1], "as the rehearsal said");
        assert!(world.rehearsed("villages", list).await.alterations.is_empty(), "now all stands as the file says");
        // A clinic's contacts are said anew by each file: a column that is missing empties what stands there.
        world.trang().await;
        let out = world.export(&world.system(), "clinics").await;
        assert!(world.rehearsed("clinics", &out).await.alterations.is_empty(), "what came out changes nothing");
        let renamed = out.replace("trang,org-trang,", "trang,org-trang,ใหม่ ");
        assert_eq!(world.rehearsed("clinics", &renamed).await.alterations.len(), 1);
    }

    /// However many there are, each is reached page by page.
    async fn every_change_is_reached_page_by_page(world: World) {
        world.bring("volunteer-networks", NETWORK).await;
        let list = |phone: &str| {
            let row = |at: usize| format!("M-{at},อาสา {},VN-T,ตรัง,{phone}\n", "ก".repeat(at % 40 + 1));
            format!("code,name,network,province,phone\n{}", (0..130).map(row).collect::<String>())
        };
        world.bring("volunteers", &list("0812345678")).await;
        let officer = world.officer().await;
        let page = upload(&officer, "volunteers", &list("0899999999")).await.expect(200);
        page.must_say("+66812345678").must_say("0899999999");
        let more = page.hrefs("a[rel=next][href*='part=changed']");
        assert_eq!(more.len(), 1, "a hundred on a page");
        let last = officer.get(&more[0]).await.expect(200);
        last.must_say("M-129");
        assert!(last.hrefs("a[rel=next]").is_empty());
        assert_eq!(last.all("tbody tr").len(), 30);
    }

    /// A row without a code that is taken for a member says so, and why, before anything is written.
    async fn a_row_without_a_code_says_which_member_it_is_taken_for(world: World) {
        let trang = world.trang().await;
        world.bring("volunteer-networks", "code,name_th,province,clinic\nVN-T,อสวท. ตรัง,ตรัง,trang\n").await;
        world.bring("volunteers", "code,name,network,province,phone,skills\nM-1,นางสมศรี ใจดี,VN-T,ตรัง,0812345678,\n").await;
        let own = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let list = "name,network,province,phone,skills\nนางสมศรี ใจดี,VN-T,ตรัง,0812345678,เพาะเห็ด\nนายใหม่ มาแล้ว,VN-T,ตรัง,,\n";
        let checked = world.rehearsed("volunteers", list).await;
        assert_eq!(checked.guesses.iter().map(|guess| (guess.row, guess.code.as_str())).collect::<Vec<_>>(), [(2, "M-1")]);
        assert_eq!(checked.alterations[0].cells[0].column, "skills", "{checked:?}");
        let page = upload(&own, "volunteers", list).await.expect(200);
        page.must_say("ระบบถือว่าเป็นรายเดิม").must_say("แถวที่ 2").must_say("M-1").must_say("ชื่อ เครือข่าย และจังหวัดตรงกัน").must_say("หมายเลขโทรศัพท์เดียวกัน");
        let thrice = format!("{list}นางสมศรี ใจดี,VN-T,ตรัง,,\n");
        let faults = world.rehearsed("volunteers", &thrice).await.faults;
        assert_eq!(faults.iter().map(|fault| (fault.row, fault.column.as_str(), fault.reason.id())).collect::<Vec<_>>(), [(4, "code", "imports-repeated")]);
        let coded = "code,name,network,province\n,นางสมศรี ใจดี,VN-T,ตรัง\nM-1,นางสมศรี ใจดี,VN-T,ตรัง\n";
        assert_eq!(world.rehearsed("volunteers", coded).await.faults.len(), 1, "one row for one member");
        let named = "code,name,network,province\nM-1,นางสมศรี ใจดี,VN-T,ตรัง\nM-2,นางสมศรี ใจดี,VN-T,ตรัง\n";
        assert!(world.rehearsed("volunteers", named).await.guesses.is_empty(), "a code says who it is");
        let skills = world.export(&own.reader(), "volunteers").await;
        assert!(!skills.contains("เพาะเห็ด"), "nothing was written");
    }

    /// The wrong rows go out with what is wrong, are corrected and come in again with that column.
    async fn every_wrong_row_is_reached_and_taken_away_to_be_corrected(world: World) {
        world.bring("volunteer-networks", NETWORK).await;
        let row = |at: usize| {
            let name = format!("อาสา {}", "ก".repeat(at % 40 + 1));
            let (wrong, right) = (format!("{name},VN-T,ตรัง,๓๒/๑/๒๕๕๓,=1+1\n"), format!("{name},VN-T,ตรัง,1/1/2553,\n"));
            if at < 130 { wrong } else { right }
        };
        let list = format!("name,network,province,joined_on,skills\n{}", (0..140).map(row).collect::<String>());
        let officer = world.officer().await;
        let page = upload(&officer, "volunteers", &list).await.expect(200);
        page.must_say("แถวที่ 2");
        let kept = page.value_of("upload").expect("the file is kept");
        let more = page.hrefs("a[rel=next][href*='part=wrong']").remove(0);
        let last = officer.get(&more).await.expect(200);
        last.must_say("แถวที่ 131");
        assert_eq!((last.all("tbody tr").len(), last.hrefs("a[rel=next]").len()), (30, 0));
        let at = format!("/desk/imports/checked/{kept}");
        let file = |ending: &str| format!("{at}/wrong-rows.{ending}");
        // Nobody else looks at what somebody uploaded, nor is there anything else there.
        world.anyone().get(file("csv")).await.expect(401);
        let other = world.officer().await;
        other.get(&at).await.expect(404);
        other.get(file("csv")).await.expect(404);
        officer.get(file("json")).await.expect(404);
        officer.get(format!("{at}/x.csv")).await.expect(404);
        officer.get("/desk/imports/checked/x").await.expect(404);
        assert!(officer.get(file("xlsx")).await.expect(200).body.starts_with("PK"));
        let csv = officer.get(file("csv")).await.expect(200).body;
        assert_eq!(csv.lines().count(), 131);
        assert!(csv.starts_with("\u{feff}name,network,province,joined_on,skills,สิ่งที่ต้องแก้ไข"), "{csv}");
        assert!(csv.contains("อาสา ก,VN-T,ตรัง,๓๒/๑/๒๕๕๓,'=1+1,วันที่เป็นสมาชิก: "), "{csv}");
        let english = officer.get(format!("{}?lang=en", file("csv"))).await.expect(200).body;
        assert!(english.lines().next().is_some_and(|line| line.ends_with(",what_is_wrong")), "{english}");
        let again = world.rehearsed("volunteers", &csv.replace("๓๒/", "๓๑/")).await;
        assert!(again.is_clean(), "{:?} {:?}", again.unknown, again.faults.first());
        assert_eq!(again.good, 130);
    }

    /// A misspelt name leads to the one that was meant, or to all that may be.
    async fn a_misspelt_place_is_refused_with_the_names_that_are_near(world: World) {
        world.bring("volunteer-networks", NETWORK).await;
        let say = async |district: &str, subdistrict: &str| {
            let list = format!("name,network,province,district,subdistrict\nสมศรี ใจดี,VN-T,{district},{subdistrict}\n");
            let checked = world.rehearsed("volunteers", &list).await;
            checked.faults.iter().map(|fault| world.app.words.say(kit::Lang::Th, &fault.reason)).collect::<Vec<_>>().join("; ")
        };
        let near = say("กาฬสินธุ์,กมลาสัย", "").await;
        assert!(near.contains("4603 อ.กมลาไสย จ.กาฬสินธุ์"), "{near}");
        let several = say(",", "ท่าคาม").await;
        assert!(several.contains("200611") && several.matches("ต.ท่าข้าม").count() > 1, "{several}");
        let nothing = say("กาฬสินธุ์,แมนฮัตตัน", "").await;
        assert!(nothing.contains("โปรดตรวจตัวสะกด") && !nothing.contains("ใกล้เคียง"), "{nothing}");
    }
}
