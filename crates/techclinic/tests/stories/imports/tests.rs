//! Stories of files: what is wrong with them, what they bring in, and what comes out again.

use axum::body::Body;
use axum::http::{Request, header};
use bytes::Bytes;
use kit::table::{Format, Sheet};

use crate::testing::{Answer, Person, World, stories};
use techclinic::accounts::{Reader, Role};
use techclinic::exchange::AnyKind;
use techclinic::imports::{Checked, Finished, Way, apply, kind, rehearse};

const SOME_BAD: &str = "\
code,text_th,group_kind,province,district,subdistrict,received_on
N-1,อยากแปรรูปปลานิลให้เก็บได้นาน,กลุ่มแม่บ้าน,ตรัง,สิเกา,บ่อหิน,10 พ.ค. 2553
N-2,,farmers,Trang,,,2010-05-01
N-3,น้ำบ่อมีสนิมเหล็กมาก ใช้ซักผ้าไม่ได้,farmers,92,9205,วังวน,๑/๕/๒๕๕๓
N-1,ต้องการเครื่องอบแห้งสมุนไพร,cats,ชลบุรี,,,32/1/2553
,ต้องการความรู้เรื่องการทำปุ๋ยหมัก,farmers,,,ท่าข้าม,
";

fn needs() -> &'static dyn AnyKind {
    kind("needs").expect("a kind")
}

fn figures() -> &'static dyn AnyKind {
    kind("published-figures").expect("a kind")
}

async fn dry(world: &World, kind: &'static dyn AnyKind, text: &str) -> Checked {
    rehearse(&world.app, &world.system(), kind, Bytes::copy_from_slice(text.as_bytes()), &|_, _| ())
        .await
        .expect("checked")
}

async fn bring(world: &World, kind: &'static dyn AnyKind, text: &str, way: Way) -> Finished {
    let file = ("file.csv", Bytes::copy_from_slice(text.as_bytes()));
    apply(&world.app, &world.system(), kind, file, way, &|_, _| ()).await.expect("an import")
}

async fn out(world: &World, reader: &Reader, kind: &'static dyn AnyKind, format: Format) -> Vec<u8> {
    let file = tempfile::NamedTempFile::new().expect("a file");
    let mut sheet = Sheet::begin(format, kind.columns(), Box::new(file.reopen().expect("the file"))).expect("begun");
    kind.export(&world.app, reader, &mut sheet).await.expect("exported");
    sheet.finish().expect("written");
    std::fs::read(file.path()).expect("bytes")
}

fn places_of(checked: &Checked) -> Vec<(usize, &str, &str, &str)> {
    let fault = |fault: &'_ techclinic::imports::Fault| {
        (fault.row, fault.column.clone(), fault.value.clone(), fault.reason.id().to_owned())
    };
    let faults: Vec<_> = checked.faults.iter().map(fault).collect();
    faults
        .leak()
        .iter()
        .map(|(row, column, value, reason)| (*row, column.as_str(), value.as_str(), reason.as_str()))
        .collect()
}

async fn listed(world: &World) -> usize {
    world.anyone().get("/api/v1/needs").await.json()["items"].as_array().expect("items").len()
}

stories! {
    /// docs/requirements.md G-03: วังวน lies in กันตัง, and the row that says สิเกา keeps its words.
    async fn a_rehearsal_lists_every_bad_cell_and_changes_nothing(world: World) {
        let checked = dry(&world, needs(), SOME_BAD).await;
        assert_eq!((checked.rows, checked.good), (5, 1));
        let found = places_of(&checked);
        assert_eq!(found, [
            (3, "text_th", "", "kit-field-required"),
            (4, "subdistrict", "วังวน", "places-import-elsewhere"),
            (5, "code", "N-1", "imports-repeated"),
            (5, "group_kind", "cats", "kit-table-word"),
            (5, "received_on", "32/1/2553", "kit-date-no-such-day"),
            (6, "subdistrict", "ท่าข้าม", "places-import-ambiguous"),
        ]);
        assert_eq!(listed(&world).await, 0, "nothing was written");
    }

    async fn a_place_that_is_not_unique_lists_its_candidates(world: World) {
        let checked = dry(&world, needs(), SOME_BAD).await;
        let say = |row: usize| {
            let fault = checked.faults.iter().find(|fault| fault.row == row).expect("a fault");
            world.app.words.say(kit::Lang::Th, &fault.reason)
        };
        assert!(say(4).contains("920205") && say(4).contains("อ.กันตัง"), "{}", say(4));
        assert!(say(6).contains("200611 ต.ท่าข้าม อ.พนัสนิคม จ.ชลบุรี"), "{}", say(6));
    }

    async fn an_import_is_all_or_nothing_unless_the_good_rows_are_asked_for(world: World) {
        world.trang().await;
        assert!(matches!(bring(&world, needs(), SOME_BAD, Way::AllOrNothing).await, Finished::Refused(_)));
        assert_eq!(listed(&world).await, 0, "nothing was written");
        let Finished::Done(import, checked) = bring(&world, needs(), SOME_BAD, Way::KeepGoodRows).await else { panic!("refused") };
        assert_eq!((import.added, import.left_out, checked.faults.len()), (1, 4, 6));
        assert_eq!(listed(&world).await, 1);
        assert_eq!(world.trail(import.id).await, ["import.apply"]);
        assert_eq!(techclinic::imports::miscounted(&world.app.db).await.expect("counted"), Vec::<String>::new());
    }

    async fn a_column_nobody_knows_is_reported_and_never_dropped_in_silence(world: World) {
        let text = "text_th,province,สีโปรด\nอยากแปรรูปปลานิลให้เก็บได้นาน,ตรัง,แดง\n";
        assert_eq!(dry(&world, needs(), text).await.unknown, ["สีโปรด"]);
        assert!(matches!(bring(&world, needs(), text, Way::AllOrNothing).await, Finished::Refused(_)));
        assert!(matches!(bring(&world, needs(), text, Way::KeepGoodRows).await, Finished::Done(..)));
    }

    async fn what_comes_out_goes_in_again_and_changes_nothing(world: World) {
        let text = "text_th,province,district,village,submitted_by,received_on\n\"อยากแปรรูปปลานิล\nให้เก็บได้นาน\",ตรัง,สิเกา,บ้านบ่อหิน,แดง,2010-05-01\n";
        bring(&world, needs(), text, Way::AllOrNothing).await;
        for format in [Format::Csv, Format::Xlsx] {
            let bytes = out(&world, &world.system(), needs(), format).await;
            let file = ("again", Bytes::from(bytes));
            let again = apply(&world.app, &world.system(), needs(), file, Way::AllOrNothing, &|_, _| ()).await.expect("an import");
            let Finished::Done(import, _) = again else { panic!("{again:?}") };
            assert_eq!((import.added, import.changed, import.unchanged), (0, 0, 1), "{format:?}");
        }
        assert_eq!(listed(&world).await, 1);
    }

    async fn a_need_that_is_known_is_never_rewritten(world: World) {
        let text = |words: &str| format!("code,text_th,province,received_on\nN-1,{words},ตรัง,2010-05-01\n");
        bring(&world, needs(), &text("อยากแปรรูปปลานิลให้เก็บได้นาน"), Way::AllOrNothing).await;
        let checked = dry(&world, needs(), &text("อยากแปรรูปกุ้งให้เก็บได้นาน")).await;
        assert_eq!(places_of(&checked), [(2, "code", "N-1", "needs-import-differs")]);
    }

    async fn a_figure_keeps_how_it_was_meant_through_a_file_and_back(world: World) {
        let text = "fact,value,unit,as_of,source,note,note_en\nrecipients_a_year,\"≥8,000\",ราย,ปีงบประมาณ 2553,แผนปฏิบัติการ,,\nvolunteers,>๙๐๐๐,คน,30 กันยายน 2552,รายงาน,x,an x\n";
        let Finished::Done(first, _) = bring(&world, figures(), text, Way::AllOrNothing).await else { panic!("refused") };
        assert_eq!(first.added, 2);
        let bytes = out(&world, &world.system(), figures(), Format::Csv).await;
        let csv = String::from_utf8(bytes).expect("text");
        assert!(csv.starts_with("\u{feff}code,fact,value,unit,as_of,source,note,note_en\r\n") && csv.contains(",≥8000,") && csv.contains(",>9000,") && csv.contains(",x,an x"), "{csv}");
        let Finished::Done(again, _) = bring(&world, figures(), &csv, Way::AllOrNothing).await else { panic!("refused") };
        assert_eq!((again.added, again.changed, again.unchanged), (0, 0, 2));
        let corrected = text.replace("๙๐๐๐", "9100");
        let Finished::Done(third, _) = bring(&world, figures(), &corrected, Way::AllOrNothing).await else { panic!("refused") };
        assert_eq!((third.added, third.changed, third.unchanged), (0, 1, 1));
    }

    async fn every_figure_stands_with_its_source_and_date(world: World) {
        world.anyone().get("/published-figures").await.expect(200).must_say("ยังไม่มีตัวเลขที่เผยแพร่");
        bring(&world, figures(), include_str!("../../../demo/history/published-figures.csv"), Way::AllOrNothing).await;
        let page = world.anyone().get("/published-figures").await.expect(200);
        page.must_say("≥8,000").must_say("30 กันยายน 2552").must_say("เครือข่ายคลินิกเทคโนโลยี").must_say("ปีงบประมาณ พ.ศ. 2553");
        let json = world.anyone().get("/api/v1/published-figures").await.json();
        let items = json["items"].as_array().expect("items");
        assert_eq!(items.len(), 24);
        assert!(items.iter().all(|item| item["source"].as_str().is_some_and(|source| !source.is_empty())));
    }

    async fn staff_check_a_file_at_the_desk_and_then_bring_it_in(world: World) {
        assert_eq!(world.anyone().get("/desk/imports").await.status.as_u16(), 401);
        let trang = world.trang().await;
        world.of_clinic(Role::Executive, &trang).await.get("/desk/imports").await.expect(403);
        let officer = world.officer().await;
        officer.get("/desk/imports?kind=needs").await.expect(200).must_say("text_th");
        upload(&officer, "", "x").await.expect(422).must_say("โปรดเลือกประเภทข้อมูล");
        upload(&officer, "needs", "a,b\n1,2\n").await.expect(422).must_say("ขาดคอลัมน์");
        let page = upload(&officer, "needs", SOME_BAD).await.expect(200);
        page.must_say("วังวน").must_say("920205");
        let kept = page.value_of("upload").expect("the file is kept");
        let fields = [("kind", "needs"), ("file", "needs.csv"), ("upload", kept.as_str())];
        officer.post("/desk/imports/apply", &fields).await.expect(422).must_say("วังวน");
        assert_eq!(listed(&world).await, 0);
        let good = [fields[0], fields[1], fields[2], ("keep_good_rows", "yes")];
        // Nobody else brings in what somebody uploaded.
        world.officer().await.post("/desk/imports/apply", &good).await.expect_see_other();
        assert_eq!(listed(&world).await, 0);
        let at = officer.post("/desk/imports/apply", &good).await.expect_see_other();
        assert!(at.starts_with("/desk/imports/I"), "the page of the import itself: {at}");
        officer.get(at).await.expect(200).must_say("needs.csv");
        assert_eq!(listed(&world).await, 1);
        officer.post("/desk/imports/apply", &good).await.expect_see_other();
        assert_eq!(listed(&world).await, 1, "pressed twice, it is brought in once");
    }

    /// A file that was uploaded and never brought in is forgotten after a day.
    async fn an_upload_that_nobody_brings_in_is_forgotten_after_a_day(world: World) {
        let officer = world.officer().await;
        let text = "text_th,province\nอยากแปรรูปปลานิลให้เก็บได้นาน,ตรัง\n";
        let kept = upload(&officer, "needs", text).await.expect(200).value_of("upload").expect("the file is kept");
        let workers = techclinic::imports::jobs(kit::jobs::Workers::new(), &world.app);
        let uploads = || async { world.app.files.list().await.expect("listed").iter().filter(|key| key.starts_with("imports/")).count() };
        assert_eq!((workers.work(world.app.ground()).await.expect("worked"), uploads().await), (0, 2), "on the same day, the file and what was found in it");
        world.stand_on("2010-05-12");
        assert_eq!((workers.work(world.app.ground()).await.expect("worked"), uploads().await), (1, 0), "two days later");
        let fields = [("kind", "needs"), ("file", "needs.csv"), ("upload", kept.as_str())];
        officer.post("/desk/imports/apply", &fields).await.expect_see_other();
        assert_eq!(listed(&world).await, 0);
    }
}

pub(crate) async fn upload(person: &Person, kind: &str, text: &str) -> Answer {
    let body = format!(
        "--b\r\ncontent-disposition: form-data; name=\"kind\"\r\n\r\n{kind}\r\n--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"needs.csv\"\r\ncontent-type: text/csv\r\n\r\n{text}\r\n--b--\r\n"
    );
    let request = Request::post("/desk/imports")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=b")
        .header("sec-fetch-site", "same-origin");
    person.send(request, Body::from(body)).await
}

pub(super) const FIRST: &str = "code,name_th,province,district,years,occupation,status,mother\n\
    V-1,บ้านแม่,ตรัง,สิเกา,2551,ปลูกเตย,model,\nV-2,บ้านลูก,ตรัง,กันตัง,2552,จักสาน,developing,V-1\n";
pub(super) const SECOND: &str = "code,name_th,province,district,years,occupation,status,mother\n\
    V-1,บ้านแม่ใหม่,ตรัง,ปะเหลียน,\"2551, 2553\",ทอผ้า,ended,\nV-2,บ้านลูก,ตรัง,กันตัง,2552,จักสาน,developing,V-4\n\
    V-3,บ้านสาม,ตรัง,นาโยง,2553,ทำขนม,model,V-4\nV-4,บ้านสี่,ตรัง,รัษฎา,2553,เลี้ยงปลา,model,\n";

/// The code of an import that is done.
pub(super) async fn done(world: &World, kind: &str, text: &str) -> String {
    match world.import(kind, text).await {
        Finished::Done(import, _) => import.code,
        Finished::Refused(checked) => panic!("{checked:?}"),
    }
}

async fn villages(world: &World) -> Vec<String> {
    let out = world.export(&world.system(), "villages").await;
    let mut lines: Vec<_> = out.lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

stories! {
    /// import.undo: what stood before stands again to the letter, words for search and all.
    async fn an_import_that_is_undone_leaves_all_as_it_stood(world: World) {
        let first = done(&world, "villages", FIRST).await;
        let before = villages(&world).await;
        let second = done(&world, "villages", SECOND).await;
        assert_eq!(villages(&world).await.len(), 5);
        let officer = world.officer().await;
        let undo = |code: &str| format!("/desk/imports/{code}/undo");
        world.anyone().post(undo(&second), &[]).await.expect(401);
        let trang = world.trang().await;
        world.of_clinic(Role::ClinicDirector, &trang).await.post(undo(&second), &[]).await.expect(403);
        officer.get(format!("/desk/imports/{second}")).await.expect(200).must_say("ยกเลิกการนำเข้านี้");
        // The first cannot go while the second stands upon it.
        let refused = techclinic::imports::undo(&world.app, &world.system(), &first).await.expect_err("refused");
        let kit::Error::Conflict(message) = refused else { panic!("{refused:?}") };
        assert_eq!(message.id(), "imports-undo-imported");
        assert!(world.app.words.say(kit::Lang::Th, &message).contains(&second));
        officer.post(undo(&second), &[]).await.expect(303);
        assert_eq!(villages(&world).await, before, "what stood before stands again");
        let site = &world;
        let found = |q: &'static str| async move { site.anyone().get(format!("/api/v1/villages?q={q}")).await.json()["items"].as_array().map(Vec::len) };
        assert_eq!((found("ปลูกเตย").await, found("ทอผ้า").await), (Some(1), Some(0)));
        officer.post(undo(&second), &[]).await.expect(303);
        officer.get(format!("/desk/imports/{second}")).await.expect(200).must_say("ยกเลิกแล้วเมื่อ");
        officer.post(undo(&first), &[]).await.expect(303);
        assert_eq!(villages(&world).await.len(), 1, "only the heading is left");
        assert!(world.miscounted().await.is_empty());
        let import = techclinic::imports::find(&world.app.db, &second).await.expect("read").expect("an import");
        assert_eq!(world.trail(import.id).await, ["import.apply", "import.undo"]);
        assert_eq!(done(&world, "villages", FIRST).await.len(), first.len(), "and may be brought in again");
    }

    /// An organisation that an import gave another name bears again the names it had.
    async fn the_names_of_an_organisation_are_put_back(world: World) {
        let file = |name: &str| format!("code,kind,name_th,province\norg-x,institute,{name},ตรัง\n");
        let system = world.system();
        done(&world, "organisations", &file("สถาบันหนึ่ง")).await;
        let names = || async { world.export(&system, "organisation-names").await };
        let before = names().await;
        let renamed = done(&world, "organisations", &file("สถาบันสอง")).await;
        assert_ne!(names().await, before);
        techclinic::imports::undo(&world.app, &system, &renamed).await.expect("undone");
        assert_eq!(names().await, before);
        world.anyone().get("/organisations/org-x").await.expect(200).must_say("สถาบันหนึ่ง");
    }

    /// A clinic brings in the members of its own network, learns of no others, and undoes only what it
    /// brought in itself.
    async fn a_clinic_brings_in_its_own_members_by_file(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let networks = "code,name_th,province,clinic\nVN-T,อสวท. ตรัง,ตรัง,trang\nVN-C,อสวท. ชลบุรี,ชลบุรี,chonburi\n";
        world.bring("volunteer-networks", networks).await;
        world.bring("volunteers", "code,name,network,province\nC-1,นายดี เลิศ,VN-C,ชลบุรี\nC-2,สมสี ใจดี,VN-C,ตรัง\n").await;
        let own = world.of_clinic(Role::ClinicCoordinator, &trang).await;
        let other = world.of_clinic(Role::ClinicManager, &chonburi).await;
        let list = "code,name,network,province\n,สมศรี ใจดี,VN-T,ตรัง\n,นางดำ ดีงาม,VN-C,ตรัง\nC-1,นางแดง ดีงาม,VN-T,ตรัง\n";
        let members = kind("volunteers").expect("a kind");
        let file = || Bytes::copy_from_slice(list.as_bytes());
        let checked = rehearse(&world.app, &own.reader(), members, file(), &|_, _| ()).await.expect("checked");
        assert_eq!(places_of(&checked), [
            (3, "network", "VN-C", "volunteers-network-elsewhere"),
            (4, "code", "C-1", "volunteers-code-elsewhere"),
        ]);
        assert_eq!(checked.doubled, 0, "whom others keep is not told");
        let named = kind("volunteer-networks").expect("a kind");
        rehearse(&world.app, &own.reader(), named, networks.into(), &|_, _| ()).await.expect_err("the ministry's");
        let done = apply(&world.app, &own.reader(), members, ("list.csv", file()), Way::KeepGoodRows, &|_, _| ()).await;
        let Ok(Finished::Done(import, _)) = done else { panic!("{done:?}") };
        assert_eq!((import.added, import.left_out), (1, 2));
        let at = format!("/desk/imports/{}", import.code);
        own.get("/desk/imports").await.expect(200).must_say("list.csv");
        assert!(!other.get("/desk/imports").await.expect(200).says("list.csv"), "each sees their own");
        other.get(&at).await.expect(403);
        other.post(format!("{at}/undo"), &[]).await.expect(403).must_say("เป็นของผู้อื่น");
        world.officer().await.get(&at).await.expect(200);
        own.post(format!("{at}/undo"), &[]).await.expect(303);
        own.get(&at).await.expect(200).must_say("ยกเลิกแล้วเมื่อ");
    }

    /// What people have built upon the rows of an import keeps it from being undone, and they are told what.
    async fn an_import_is_not_undone_once_something_is_built_upon_it(world: World) {
        let refusal = |code: String| {
            let app = world.app.clone();
            async move {
                match techclinic::imports::undo(&app, &Reader::system("test"), &code).await {
                    Err(kit::Error::Conflict(message)) => (message.id().to_owned(), app.words.say(kit::Lang::Th, &message)),
                    other => panic!("{other:?}"),
                }
            }
        };
        let villages_in = done(&world, "villages", FIRST).await;
        let progress = done(&world, "village-progress", "village,fiscal_year,told\nV-1,2553,ตั้งกลุ่ม\n").await;
        assert_eq!(refusal(villages_in.clone()).await.0, "imports-undo-referred");
        techclinic::imports::undo(&world.app, &world.system(), &progress).await.expect("undone");
        let form = [("kind", "host"), ("name_th", "บ้านแม่"), ("province", "92"), ("district", "9205"), ("status", "ended"), ("version", "1")];
        world.officer().await.post("/villages/V-1/correct", &form).await.expect(303);
        let (id, said) = refusal(villages_in).await;
        assert_eq!(id, "imports-undo-acted");
        assert!(said.contains("V-1"), "{said}");
        world.anyone().get("/villages/V-2").await.expect(200);
        let clinic = done(&world, "organisations", "code,kind,name_th,province\norg-x,institute,สถาบันหนึ่ง,ตรัง\n").await;
        techclinic::imports::undo(&world.app, &world.system(), &clinic).await.expect("undone");
        let technologies = "code,name_th,summary_th,field,kind,clinic,province\nT-1,เครื่องอบ,อบกล้วยให้แห้งเร็ว,food,research,trang,ตรัง\n";
        world.trang().await;
        let technologies = done(&world, "technologies", technologies).await;
        assert_eq!(refusal(technologies).await.0, "imports-undo-kind");
    }
}
