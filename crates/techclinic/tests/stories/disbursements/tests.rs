//! Stories of the money of projects, told as the people in them would tell them. Longer than 400 lines because what is
//! granted, released, paid and carried over is one purse, and its stories begin in one world.

use axum::body::Body;
use axum::http::{Request, header};

use super::testing::{CARRY_OVER, INSTALMENT, PAYMENT, recorded};
use crate::projects::testing::{at_work, proposed, rehearse};
use crate::testing::{Answer, Finished, Person, World, day, stories, with};
use techclinic::accounts::Role;
use techclinic::disbursements::{self, NewPayment};
use techclinic::organisations::Clinic;
use techclinic::projects;
use thai::Satang;

/// The world most stories begin in: a project at work of 120 persons in ตรัง and 80 in ชลบุรี, at 1,000 baht each, all
/// of it granted; its two lines may offset one another.
struct Begun {
    trang: Clinic,
    chonburi: Clinic,
    /// The project's code.
    work: String,
}

impl Begun {
    async fn new(world: &World) -> Self {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let work = at_work(world, "P53-1", &[(&trang, 120), (&chonburi, 80)], &[]).await;
        led_by(world, work.id, &trang).await;
        Self { work: work.code, trang, chonburi }
    }

    fn at(&self, rest: &str) -> String {
        format!("/projects/{}/{rest}", self.work)
    }

    async fn money(&self, world: &World) -> disbursements::Money {
        let project = projects::find_by_code(&world.app.db, &self.work).await.expect("read").expect("there");
        disbursements::find_money(world.app.db.reader(), &project).await.expect("read")
    }

    async fn trail_of(&self, world: &World, number: i32) -> Vec<String> {
        let project = projects::find_by_code(&world.app.db, &self.work).await.expect("read").expect("there");
        let entry = disbursements::find(&world.app.db, project.id, number).await.expect("read").expect("there");
        world.trail(entry.id).await
    }
}

/// A project that came by a file is the ministry's: this clinic leads it.
async fn led_by(world: &World, project: uuid::Uuid, lead: &Clinic) {
    crate::testing::rows::change(&world.app.db, "project", "lead_clinic_id", lead.id.into(), project).await;
}

fn payment<'a>(others: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    with(&PAYMENT, others)
}

/// Sends a scan.
async fn attach(person: &Person, address: &str, name: &str, file: &[u8]) -> Answer {
    let mut body =
        format!("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n").into_bytes();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--x--\r\n");
    let request = Request::post(address).header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
    person.send(request, Body::from(body)).await
}

stories! {
    /// disbursement.record: who may not; what makes no sense beside its field, with nothing lost; then once.
    async fn a_payment_is_written_down_by_the_lead_alone(world: World) {
        let begun = Begun::new(&world).await;
        let list = begun.at("disbursements");
        world.anyone().post(&list, &PAYMENT).await.expect(401);
        let partner = world.of_clinic(Role::ClinicDirector, &begun.chonburi).await;
        partner.post(&list, &PAYMENT).await.expect(403).must_say("เฉพาะเจ้าหน้าที่ของคลินิกหัวหน้าโครงการ");
        world.officer().await.post(&list, &PAYMENT).await.expect(403);
        let own = world.of_clinic(Role::ClinicCoordinator, &begun.trang).await;
        for (field, typed, said) in [
            ("line", "3", "ไม่พบรายการงบประมาณนี้"),
            ("line", "", "โปรดกรอกช่องนี้"),
            ("amount", "-1", "จำนวนเงินต้องมากกว่า 0 บาท"),
            ("amount", "0", "จำนวนเงินต้องมากกว่า 0 บาท"),
            ("amount", "0.005", "ละเอียดกว่าหนึ่งสตางค์"),
            ("amount", "1000000000000000000", "มากเกินกว่าที่ระบบรับได้"),
            ("amount", "สองพัน", "อ่านจำนวนเงิน “สองพัน” ไม่ได้"),
            ("amount", "200,000.01", "เกินเงินที่โครงการได้รับอนุมัติ อนุมัติ 200,000.00 บาท"),
            ("paid_on_year", "2554", "วันที่นี้ยังมาไม่ถึง"),
            ("paid_on_year", "2552", "จ่ายก่อนวันที่ได้รับอนุมัติเงินไม่ได้ โครงการนี้จ่ายได้ตั้งแต่ 1 ตุลาคม 2552"),
            ("paid_for", "", "โปรดกรอกช่องนี้"),
        ] {
            let page = own.post(&list, &payment(&[(field, typed), ("document_number", "ก 1/2553")])).await.expect(422);
            page.must_say(said);
            assert_eq!(page.value_of("document_number").as_deref(), Some("ก 1/2553"), "{field} {typed}");
        }
        assert_eq!(begun.money(&world).await.paid(), Satang::ZERO);
        own.get(begun.at("disbursements/new")).await.expect(200).must_say("คงเหลือ 200,000.00 บาท");
        let number = recorded(&own, &begun.work, &payment(&[("once", "one form")])).await;
        assert_eq!(recorded(&own, &begun.work, &payment(&[("once", "one form")])).await, number, "twice is once");
        assert_eq!(begun.money(&world).await.paid(), Satang(100_000));
        assert_eq!(begun.trail_of(&world, number).await, ["disbursement.record"]);
    }

    /// A project that is not approved, and one that was given up, pay nothing out.
    async fn money_is_paid_of_what_is_granted_alone(world: World) {
        let trang = world.trang().await;
        let draft = proposed(&world, &trang, "โครงการยางพารา", &[(&trang, "อ.สิเกา จ.ตรัง")]).await;
        let own = world.of_clinic(Role::ClinicManager, &trang).await;
        let list = format!("/projects/{}/disbursements", draft.code);
        own.post(&list, &PAYMENT).await.expect(409).must_say("ไม่มีเงินที่เบิกจ่ายได้");
        own.get(format!("/projects/{}/money", draft.code)).await.expect(200).must_say("ยังไม่ได้รับอนุมัติ");
        world.anyone().get(format!("/projects/{}/money", draft.code)).await.expect(404);
        let work = crate::projects::testing::decided(&world, &trang, &draft.code).await;
        let early = payment(&[("amount", "10")]);
        own.post(&list, &early).await.expect(422).must_say("โครงการนี้จ่ายได้ตั้งแต่ 10 พฤษภาคม 2553");
        let today = payment(&[("paid_on_day", "10"), ("paid_on_month", "5"), ("amount", "10")]);
        own.post(&list, &today).await.expect(303);
        let cancel = format!("/projects/{}/cancel", work.code);
        world.officer().await.post(&cancel, &[("reason", "ชุมชนขอถอนตัว")]).await.expect(303);
        own.post(&list, &today).await.expect(409).must_say("โครงการนี้ยกเลิกแล้ว บันทึกได้เฉพาะเงินที่ได้รับคืน");
    }

    /// Two pay the last baht of a project at once: exactly one of them does.
    async fn two_who_pay_at_once_from_the_last_baht(world: World) {
        let begun = Begun::new(&world).await;
        let readers = [
            world.of_clinic(Role::ClinicManager, &begun.trang).await.reader(),
            world.of_clinic(Role::ClinicDirector, &begun.trang).await.reader(),
        ];
        let told = |amount: i64| NewPayment {
            line: 1,
            paid_on: day("2010-05-01"),
            amount: Satang(amount),
            paid_for: "ค่าวัสดุ".to_owned(),
            document_number: None,
            note: None,
            knowing: true,
        };
        disbursements::record(&world.app, &readers[0], &begun.work, told(19_999_900), None).await.expect("all but one baht");
        let pay = |reader| disbursements::record(&world.app, reader, &begun.work, told(100), None);
        let (one, other) = tokio::join!(pay(&readers[0]), pay(&readers[1]));
        assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
        assert_eq!(begun.money(&world).await.remaining(), Satang::ZERO);
    }

    /// docs/requirements.md A0-30: going beyond a line is warned of, and done by whoever says that they know; where
    /// lines do not offset one another it is refused.
    async fn an_overrun_of_a_line_is_told_and_shown(world: World) {
        let begun = Begun::new(&world).await;
        let own = world.of_clinic(Role::ClinicCoordinator, &begun.trang).await;
        let list = begun.at("disbursements");
        let over = payment(&[("amount", "120,000.01")]);
        let page = own.post(&list, &over).await.expect(422);
        page.must_say("เกินเงินของรายการนี้ อนุมัติ 120,000.00 บาท").must_say("ทราบแล้ว และยืนยันบันทึกรายการนี้");
        own.post(&list, &with(&over, &[("knowing", "yes")])).await.expect(303);
        world.anyone().get(begun.at("money")).await.expect(200).must_say("จ่ายเกินรายการ").must_say("-0.01");
        let sql = projects::find_by_code(&world.app.db, &begun.work).await.expect("read").expect("there").id;
        crate::testing::rows::change(&world.app.db, "project", "offsetting", false.into(), sql).await;
        let page = own.post(&list, &payment(&[("amount", "1"), ("knowing", "yes")])).await.expect(422);
        page.must_say("โครงการนี้ถัวจ่ายไม่ได้");
    }

    /// disbursement.reverse, disbursement.withdraw: what was wrong stays to be read beside what puts it right.
    async fn an_entry_is_put_right_by_another_and_never_unseen(world: World) {
        let begun = Begun::new(&world).await;
        let own = world.of_clinic(Role::ClinicManager, &begun.trang).await;
        let number = recorded(&own, &begun.work, &PAYMENT).await;
        let entry = begun.at(&format!("disbursements/{number}"));
        let (reverse, withdraw) = (format!("{entry}/reverse"), format!("{entry}/withdraw"));
        let back = [
            ("amount", "400"),
            ("paid_on_day", "5"),
            ("paid_on_month", "5"),
            ("paid_on_year", "2553"),
            ("because", "วิทยากรคืนค่าเดินทาง"),
        ];
        world.anyone().post(&reverse, &back).await.expect(401);
        world.of_clinic(Role::ClinicManager, &begun.chonburi).await.post(&reverse, &back).await.expect(403);
        own.post(&reverse, &with(&back, &[("amount", "1,000.01")])).await.expect(422).must_say("หักล้างได้อีก 1,000.00 บาท");
        let early = with(&back, &[("paid_on_month", "4"), ("paid_on_day", "19")]);
        own.post(&reverse, &early).await.expect(422).must_say("ต้องไม่ก่อนวันที่จ่าย");
        let version = own.get(&reverse).await.expect(200).value_of("version").expect("a version");
        let against = own.post(&reverse, &with(&back, &[("version", version.as_str())])).await.expect_see_other();
        assert_eq!(begun.money(&world).await.paid(), Satang(60_000));
        own.get(&against).await.expect(200).must_say("-400.00").must_say("วิทยากรคืนค่าเดินทาง");
        own.get(&entry).await.expect(200).must_say("1,000.00").must_say("รายการหักล้าง");
        // Whoever still has the payment as it was before their eyes is told.
        own.post(&reverse, &with(&back, &[("version", version.as_str())])).await.expect(409).must_say("บันทึกข้อมูลนี้ไปก่อนแล้ว");
        own.post(format!("{against}/reverse"), &back).await.expect(409).must_say("รายการนี้เป็นรายการหักล้าง");
        own.post(&withdraw, &[("text", "บันทึกผิดโครงการ")]).await.expect(409).must_say("โปรดถอนรายการหักล้างก่อน");
        own.post(format!("{against}/withdraw"), &[("text", "สั้น")]).await.expect(422);
        own.post(format!("{against}/withdraw"), &[("text", "ลงรายการหักล้างซ้ำ")]).await.expect(303);
        own.post(&withdraw, &[("text", "บันทึกผิดโครงการ")]).await.expect(303);
        own.post(&withdraw, &[("text", "บันทึกผิดโครงการ")]).await.expect(409).must_say("ถอนไปก่อนแล้ว");
        assert_eq!(begun.money(&world).await.paid(), Satang::ZERO);
        world.anyone().get(&entry).await.expect(200).must_say("บันทึกผิดโครงการ").must_say("ถอนแล้ว");
        own.get(&entry).await.expect(200).must_say("ถอนรายการจ่าย").must_say("บันทึกการจ่าย");
        assert_eq!(begun.trail_of(&world, number).await, ["disbursement.record", "disbursement.withdraw"]);
        assert_eq!(begun.trail_of(&world, number + 1).await, ["disbursement.reverse", "disbursement.withdraw"]);
    }

    /// A counter-entry that was withdrawn lets its payment count whole again: only if the grant still holds it.
    async fn a_counter_entry_is_not_withdrawn_where_its_money_was_spent_again(world: World) {
        let begun = Begun::new(&world).await;
        let own = world.of_clinic(Role::ClinicManager, &begun.trang).await;
        recorded(&own, &begun.work, &payment(&[("amount", "200,000"), ("knowing", "yes")])).await;
        let back = [("amount", "500"), ("paid_on_day", "5"), ("paid_on_month", "5"), ("paid_on_year", "2553"), ("because", "คืนเงิน")];
        let against = own.post(begun.at("disbursements/1/reverse"), &back).await.expect_see_other();
        recorded(&own, &begun.work, &payment(&[("amount", "500"), ("line", "2")])).await;
        let page = own.post(format!("{against}/withdraw"), &[("text", "ไม่ได้รับเงินคืนจริง")]).await.expect(409);
        page.must_say("เกินเงินที่โครงการได้รับอนุมัติ");
        assert_eq!(begun.money(&world).await.remaining(), Satang::ZERO);
    }

    /// disbursement.attach: a receipt is kept and opened by those who work on the project, and is what its bytes say.
    async fn a_receipt_is_for_those_who_work_on_the_project(world: World) {
        let begun = Begun::new(&world).await;
        let own = world.of_clinic(Role::ClinicCoordinator, &begun.trang).await;
        let words = [("paid_for", "ค่าตอบแทนวิทยากรสมมติ"), ("document_number", "บค 7/2553")];
        let number = recorded(&own, &begun.work, &payment(&words)).await;
        let entry = begun.at(&format!("disbursements/{number}"));
        let (to, evidence) = (format!("{entry}/attach"), format!("{entry}/evidence"));
        attach(&world.anyone(), &to, "a.pdf", b"%PDF-1.7 paper %%EOF").await.expect(401);
        attach(&own, &to, "a.pdf", b"<html>").await.expect(422).must_say("ไม่ใช่ PDF");
        own.get(&evidence).await.expect(404);
        attach(&own, &to, "../../ใบเสร็จ.exe", b"%PDF-1.7 paper %%EOF").await.expect(303);
        let file = own.get(&evidence).await.expect(200);
        assert_eq!((file.body.as_str(), file.headers["content-type"].as_bytes()), ("%PDF-1.7 paper %%EOF", &b"application/pdf"[..]));
        own.get(&entry).await.expect(200).must_say("ใบเสร็จ.pdf").must_say("บค 7/2553");
        // Its partner works on the project too; strangers read the sum, the day and the line alone.
        world.of_clinic(Role::ClinicDirector, &begun.chonburi).await.get(&evidence).await.expect(200);
        world.anyone().get(&evidence).await.expect(401);
        for address in [entry.as_str(), &begun.at("disbursements"), &format!("/api/v1{}", begun.at("disbursements"))] {
            let page = world.anyone().get(address).await.expect(200);
            assert!(!page.body.contains("วิทยากรสมมติ") && !page.body.contains("บค 7/2553"), "{address}");
        }
        assert_eq!(begun.trail_of(&world, number).await, ["disbursement.record", "disbursement.attach"]);
        attach(&own, &to, "b.pdf", b"%PDF-1.7 clearer %%EOF").await.expect(303);
        techclinic::attachments::jobs(kit::jobs::Workers::new(), &world.app).work(world.app.ground()).await.expect("worked");
        let kept = world.app.files.list().await.expect("a list");
        assert_eq!(kept.iter().filter(|key| key.starts_with("disbursements/")).count(), 1, "the earlier scan is gone");
        assert_eq!(own.get(&evidence).await.expect(200).body, "%PDF-1.7 clearer %%EOF");
    }

    /// instalment.plan, instalment.release, instalment.withdraw: never more than the grant, and beyond what was
    /// released a clinic pays knowingly.
    async fn money_is_released_in_instalments(world: World) {
        let begun = Begun::new(&world).await;
        let (officer, own) = (world.officer().await, world.of_clinic(Role::ClinicManager, &begun.trang).await);
        let plan = begun.at("instalments");
        own.post(&plan, &INSTALMENT).await.expect(403).must_say("เฉพาะเจ้าหน้าที่กระทรวง");
        officer.post(&plan, &with(&INSTALMENT, &[("amount", "0")])).await.expect(422);
        officer.post(&plan, &with(&INSTALMENT, &[("due_on_year", "2554")])).await.expect(422).must_say("ต้องอยู่ในปีงบประมาณ");
        officer.post(&plan, &INSTALMENT).await.expect(303);
        let beyond = with(&INSTALMENT, &[("amount", "160,000.01")]);
        officer.post(&plan, &beyond).await.expect(422).must_say("วางแผนงวดได้อีก 160,000.00 บาท");
        officer.post(&plan, &with(&INSTALMENT, &[("amount", "160,000"), ("due_on_month", "8")])).await.expect(303);
        let page = own.post(begun.at("disbursements"), &PAYMENT).await.expect(422);
        page.must_say("เกินงวดเงินที่ได้รับโอนแล้ว ได้รับ 0.00 บาท");

        let release = begun.at("instalments/1/release");
        let by = [("released_on_day", "5"), ("released_on_month", "5"), ("released_on_year", "2553"), ("document_number", "วท 0201/77")];
        own.post(&release, &by).await.expect(403);
        officer.post(&release, &with(&by, &[("document_number", "")])).await.expect(422);
        officer.post(&release, &by).await.expect(303);
        officer.post(&release, &by).await.expect(409).must_say("โอนหรือถอนไปแล้ว");
        recorded(&own, &begun.work, &PAYMENT).await;
        own.get("/desk").await.expect(200).must_say("ได้รับโอนงวดเงิน");
        let public = world.anyone().get(begun.at("money")).await.expect(200);
        public.must_say("40,000.00").must_say("โอนแล้ว").must_say("รอโอน");
        assert!(!public.body.contains("วท 0201/77"), "the number of the letter is for staff");

        let withdraw = begun.at("instalments/2/withdraw");
        officer.post(&withdraw, &[("text", " ")]).await.expect(422);
        officer.post(&withdraw, &[("text", "ปรับแผนเป็นสองงวดย่อย")]).await.expect(303);
        officer.post(&withdraw, &[("text", "ปรับแผนเป็นสองงวดย่อย")]).await.expect(409);
        world.anyone().get(begun.at("money")).await.expect(200).must_say("ปรับแผนเป็นสองงวดย่อย");
        let money = begun.money(&world).await;
        assert_eq!((money.released(), money.unplanned()), (Satang(4_000_000), Satang(16_000_000)));
        let trails = [
            (0, vec!["instalment.plan", "instalment.release"]),
            (1, vec!["instalment.plan", "instalment.withdraw"]),
        ];
        for (at, trail) in trails {
            assert_eq!(world.trail(money.instalments[at].id).await, trail);
        }
    }

    /// What is due stands on the ministry's desk; what others have to do stands on no clinic's.
    async fn an_instalment_that_is_due_waits_on_the_ministry_s_desk(world: World) {
        let begun = Begun::new(&world).await;
        let officer = world.officer().await;
        let due = with(&INSTALMENT, &[("due_on_day", "20"), ("due_on_month", "5")]);
        officer.post(begun.at("instalments"), &due).await.expect(303);
        let desk = officer.get("/desk").await.expect(200);
        desk.must_say("ถึงกำหนดโอนงวดเงิน").must_say("แสดง 1 จากทั้งหมด 1 รายการ");
        assert!(desk.hrefs("main a").contains(&"/desk/money".to_owned()));
        world.anyone().get("/desk/money").await.expect(401);
        officer.get("/desk/money").await.expect(200).must_say("ถึงกำหนดโอนงวดเงิน");
        let own = world.of_clinic(Role::ClinicManager, &begun.trang).await;
        own.get("/desk/money").await.expect(200).must_say("ไม่มีเรื่องเงินของโครงการที่รอท่าน");
        assert!(!own.get("/desk").await.expect(200).says("ถึงกำหนดโอนงวดเงิน"));
        world.stand_on("2010-05-21");
        world.anyone().get(begun.at("money")).await.expect(200).must_say("เลยกำหนดโอน");
    }

    /// carry_over.ask, carry_over.approve: what is left at the year's end is paid in the next one, up to the day, and
    /// what is not goes back.
    async fn money_is_carried_over_the_year_s_end(world: World) {
        let begun = Begun::new(&world).await;
        world.stand_on("2010-09-15");
        let (officer, own) = (world.officer().await, world.of_clinic(Role::ClinicManager, &begun.trang).await);
        recorded(&own, &begun.work, &payment(&[("amount", "110,000")])).await;
        own.get("/desk").await.expect(200).must_say("ยังไม่ขอกัน");
        own.get(begun.at("money")).await.expect(200).must_say("ขอกันเงินเหลื่อมปี");
        let ask = begun.at("carry-overs");
        world.of_clinic(Role::ClinicCoordinator, &begun.trang).await.post(&ask, &CARRY_OVER).await.expect(403);
        officer.post(&ask, &CARRY_OVER).await.expect(403);
        own.post(&ask, &with(&CARRY_OVER, &[("until_year", "2553")])).await.expect(422).must_say("ปีงบประมาณถัดไป");
        own.post(&ask, &with(&CARRY_OVER, &[("line.0.amount", "")])).await.expect(422).must_say("อย่างน้อยหนึ่งรายการ");
        let page = own.post(&ask, &with(&CARRY_OVER, &[("line.0.amount", "90,000.01")])).await.expect(422);
        page.must_say("คงเหลือ 90,000.00 บาท");
        assert_eq!(page.value_of("line.0.amount").as_deref(), Some("90,000.01"), "nothing typed is lost");
        own.get(begun.at("carry-overs/new")).await.expect(200).must_say("คงเหลือ 90,000.00 บาท");
        own.post(&ask, &CARRY_OVER).await.expect(303);
        own.post(&ask, &CARRY_OVER).await.expect(409).must_say("ขอกันเงินเหลื่อมปีไว้แล้ว");
        officer.get("/desk").await.expect(200).must_say("รอพิจารณากันเงินเหลื่อมปี");

        let late = payment(&[("paid_on_day", "5"), ("paid_on_month", "10"), ("amount", "6,000")]);
        world.stand_on("2010-10-06");
        let (officer, own) = (world.officer().await, world.of_clinic(Role::ClinicManager, &begun.trang).await);
        own.post(begun.at("disbursements"), &late).await.expect(422).must_say("ซึ่งสิ้นสุด 30 กันยายน 2553");
        let approve = begun.at("carry-overs/1/approve");
        own.post(&approve, &[]).await.expect(403);
        officer.post(&approve, &[]).await.expect(303);
        officer.post(&approve, &[]).await.expect(409).must_say("พิจารณาไปแล้ว");
        recorded(&own, &begun.work, &with(&late, &[("knowing", "yes")])).await;
        let beyond = with(&late, &[("amount", "4,000.01"), ("knowing", "yes")]);
        own.post(begun.at("disbursements"), &beyond).await.expect(422).must_say("เกินเงินที่กันไว้เหลื่อมปี");
        let public = world.anyone().get(begun.at("money")).await.expect(200);
        public.must_say("เงินเหลือจ่ายที่ต้องส่งคืน").must_say("80,000.00").must_say("4,000.00");
        world.stand_on("2011-04-02");
        let own = world.of_clinic(Role::ClinicManager, &begun.trang).await;
        let after = payment(&[("paid_on_day", "1"), ("paid_on_month", "4"), ("paid_on_year", "2554"), ("amount", "10")]);
        own.post(begun.at("disbursements"), &after).await.expect(422).must_say("เกินวันสุดท้ายของเงินที่กันไว้");
        let money = begun.money(&world).await;
        assert_eq!(money.to_return(day("2011-04-02")), Satang(8_400_000));
        assert_eq!(world.trail(money.carry_overs[0].id).await, ["carry_over.ask", "carry_over.approve"]);
    }

    /// carry_over.decline: with a reason that everybody reads, after which the lead may ask again.
    async fn a_carry_over_is_declined_with_its_reason(world: World) {
        let begun = Begun::new(&world).await;
        let (officer, own) = (world.officer().await, world.of_clinic(Role::ClinicDirector, &begun.trang).await);
        own.post(begun.at("carry-overs"), &CARRY_OVER).await.expect(303);
        let decline = begun.at("carry-overs/1/decline");
        own.post(&decline, &[("text", "ไม่มีแผนการจ่ายที่ชัดเจน")]).await.expect(403);
        officer.post(&decline, &[("text", "ไม่")]).await.expect(422);
        officer.get(&decline).await.expect(200).must_say("10,000.00");
        officer.post(&decline, &[("text", "ไม่มีแผนการจ่ายที่ชัดเจน")]).await.expect(303);
        world.anyone().get(begun.at("money")).await.expect(200).must_say("ไม่มีแผนการจ่ายที่ชัดเจน");
        own.post(begun.at("carry-overs"), &CARRY_OVER).await.expect(303);
        let money = begun.money(&world).await;
        assert_eq!(world.trail(money.carry_overs[0].id).await, ["carry_over.ask", "carry_over.decline"]);
        // What was asked may be spent meanwhile: then less is left than is to be approved.
        let all = payment(&[("amount", "195,000"), ("knowing", "yes")]);
        recorded(&own, &begun.work, &all).await;
        officer.post(begun.at("carry-overs/2/approve"), &[]).await.expect(409).must_say("คงเหลือ 5,000.00 บาท");
    }

    /// docs/requirements.md A0-29, A1-01: one look at the page says what was granted, what was paid and what is left,
    /// by line and as a whole; its figures lead to the entries.
    async fn the_money_of_a_project_is_read_by_everybody(world: World) {
        let begun = Begun::new(&world).await;
        let own = world.of_clinic(Role::ClinicManager, &begun.trang).await;
        recorded(&own, &begun.work, &payment(&[("amount", "50,000")])).await;
        let may = payment(&[("amount", "30,000.25"), ("line", "2"), ("paid_on_month", "5"), ("paid_on_day", "2")]);
        recorded(&own, &begun.work, &may).await;
        let page = world.anyone().get(begun.at("money")).await.expect(200);
        for said in ["200,000.00", "80,000.25", "119,999.75", "จ่ายแล้วร้อยละ 40.0", "70,000.00", "49,999.75", "ถัวจ่ายได้"] {
            page.must_say(said);
        }
        page.must_say("แผนไม่ได้แบ่งเงินตามแหล่ง");
        let lead = own.get(begun.at("money")).await.expect(200);
        assert!(!lead.says("ขอกันเงินเหลื่อมปี"), "in May nobody knows what will be left");
        let english = world.anyone().get(begun.at("money?lang=en")).await.expect(200);
        english.must_say("40.0 % of the grant is paid");
        for (address, there, elsewhere) in [
            (begun.at("disbursements?line=2"), "30,000.25", "50,000.00"),
            (begun.at("disbursements?month=2010-04"), "50,000.00", "30,000.25"),
        ] {
            let list = world.anyone().get(&address).await.expect(200);
            list.must_say(there);
            assert!(!list.says(elsewhere), "{address}");
        }
        world.anyone().get(begun.at("disbursements?month=อาทิตย์&line=x")).await.expect(200).must_say("30,000.25");
        world.anyone().get(format!("/projects/{}", begun.work)).await.expect(200).must_say("เงินของโครงการ").must_say("119,999.75");
        let sums = world.anyone().get(format!("/api/v1{}", begun.at("money"))).await.expect(200).json();
        assert_eq!((&sums["granted"], &sums["paid"], &sums["remaining"]), (&20_000_000.into(), &8_000_025.into(), &11_999_975.into()));
        assert_eq!(sums["lines"][1]["paid"], 3_000_025);
    }

    /// The quarterly report of an area reads the same entries: what was withdrawn is in no sum there either.
    async fn a_report_counts_what_stands(world: World) {
        let begun = Begun::new(&world).await;
        let own = world.of_clinic(Role::ClinicManager, &begun.trang).await;
        recorded(&own, &begun.work, &payment(&[("amount", "50,000")])).await;
        let wrong = recorded(&own, &begun.work, &payment(&[("amount", "7,777")])).await;
        own.post(begun.at(&format!("disbursements/{wrong}/withdraw")), &[("text", "บันทึกซ้ำสองครั้ง")]).await.expect(303);
        world.stand_on("2010-07-02");
        let own = world.of_clinic(Role::ClinicManager, &begun.trang).await;
        let report = format!("{}-A1-2553Q3", begun.work);
        own.post("/desk/progress-reports", &[("report", &report)]).await.expect(303);
        let page = own.get(format!("/desk/progress-reports/{report}")).await.expect(200);
        page.must_say("50,000.00");
        assert!(!page.says("57,777.00") && !page.says("7,777.00"));
    }

    /// However much was paid, the pages cost the same.
    async fn the_pages_of_money_cost_the_same_however_much_was_paid(world: World) {
        let begun = Begun::new(&world).await;
        let own = world.of_clinic(Role::ClinicManager, &begun.trang).await;
        let rows = |count: usize| {
            let row = format!("{},1,20 เม.ย. 2553,10,ค่าวัสดุ\n", begun.work);
            format!("project,line,paid_on,amount_baht,paid_for\n{}", row.repeat(count))
        };
        world.bring("disbursements", &rows(3)).await;
        let pages = [begun.at("money"), begun.at("disbursements"), format!("/projects/{}", begun.work), "/desk".to_owned()];
        let mut few = Vec::new();
        for page in &pages {
            few.push(world.queries_of(&own, page).await);
        }
        world.bring("disbursements", &rows(120)).await;
        for (page, cost) in pages.iter().zip(few) {
            assert_eq!(world.queries_of(&own, page).await, cost, "{page}");
        }
    }

    /// disbursement.import: an accountant's spreadsheet comes in whole or not at all, never beyond what is there, and
    /// what went out comes in unchanged.
    async fn an_accountant_s_spreadsheet_comes_in_and_goes_out(world: World) {
        let begun = Begun::new(&world).await;
        let heading = "project,line,paid_on,amount_baht,paid_for,document_number\n";
        let row = |amount: &str| format!("{},1,20 เม.ย. 2553,\"{amount}\",ค่าวัสดุ,ก 1\n", begun.work);
        for (amounts, wrong, column) in [
            (&["1,000", "-1"][..], 3, "amount_baht"),
            (&["0.005", "2"], 2, "amount_baht"),
            (&["1000000000000000000"], 2, "amount_baht"),
            // Each alone is there; the second goes beyond the line, and the third beyond the grant.
            (&["100,000", "20,000.01"], 3, "amount_baht"),
        ] {
            let file = format!("{heading}{}", amounts.iter().map(|amount| row(amount)).collect::<String>());
            let Finished::Refused(checked) = world.import("disbursements", &file).await else { panic!("{amounts:?}") };
            let faults = format!("{checked:?}");
            assert!(faults.contains(column), "{wrong}: {faults}");
            assert_eq!(begun.money(&world).await.paid(), Satang::ZERO, "nothing is brought in");
        }
        let knowing = format!(
            "project,line,paid_on,amount_baht,paid_for,knowing\n{0},ค่าถ่ายทอด,20 เม.ย. 2553,1,ค่าวัสดุ,\n{0},1,2010-04-20,200001,x,yes\nP53-9,1,2010-04-20,1,x,\n",
            begun.work
        );
        let Finished::Refused(checked) = world.import("disbursements", &knowing).await else { panic!("refused") };
        let faults = format!("{checked:?}");
        for said in ["disbursements-line-several", "disbursements-beyond-grant", "disbursements-project-unknown"] {
            assert!(faults.contains(said), "{said}: {faults}");
        }
        let good = format!("{heading}{}{}", row("1,000"), row("๒,๐๐๐.๕๐"));
        assert_eq!(world.bring("disbursements", &good).await, [2, 0, 0]);
        assert_eq!(begun.money(&world).await.paid(), Satang(300_050));
        assert_eq!(begun.trail_of(&world, 1).await.first().map(String::as_str), Some("disbursement.import"));
        let own = world.of_clinic(Role::ClinicManager, &begun.trang).await;
        let out = world.export(&own.reader(), "disbursements").await;
        assert_eq!(world.bring("disbursements", &out).await, [0, 0, 2]);
        let changed = out.replace("1,000.00", "1,500.00");
        let Finished::Refused(checked) = world.import("disbursements", &changed).await else { panic!("refused") };
        assert!(format!("{checked:?}").contains("disbursements-import-differs"));
        assert!(!world.export(&world.anyone().reader(), "disbursements").await.contains("ก 1"), "papers are for staff");
        assert!(world.miscounted().await.is_empty());
    }

    /// The API speaks the same verbs, and a program that sends a payment twice pays once.
    async fn a_program_pays_releases_and_carries_over(world: World) {
        let begun = Begun::new(&world).await;
        let (officer, own) = (world.officer().await, world.of_clinic(Role::ClinicDirector, &begun.trang).await);
        let at = |rest: &str| format!("/api/v1{}", begun.at(rest));
        let pay = serde_json::json!({
            "line": 1, "amount": "0.005", "paid_on_day": 20, "paid_on_month": 4, "paid_on_year": 2553, "paid_for": "ค่าวัสดุ",
        });
        let refused = own.post_json(&at("disbursements"), pay.clone()).await.expect(422).json();
        assert!(refused.to_string().contains("amount"), "{refused}");
        let mut pay = pay;
        pay["amount"] = 1_000.into();
        world.anyone().post_json(&at("disbursements"), pay.clone()).await.expect(401);
        let made = own.post_json(&at("disbursements"), pay).await.expect(201).json();
        assert_eq!((&made["number"], &made["amount"]), (&1.into(), &100_000.into()));
        let back = serde_json::json!({"amount": 100, "paid_on_day": 21, "paid_on_month": 4, "paid_on_year": 2553, "because": "เงินคืน"});
        let back = own.post_json(&at("disbursements/1/reverse"), back).await.expect(200).json();
        assert_eq!((&back["amount"], &back["counter_entry"]), (&(-10_000).into(), &true.into()));
        own.post_json(&at("disbursements/1/attach"), serde_json::json!({"name": "a.pdf", "content": "JVBERi0xLjcgJSVFT0Y="})).await.expect(200);
        own.post_json(&at("disbursements/2/withdraw"), serde_json::json!({"text": "ลงรายการผิดพลาด"})).await.expect(200);
        let list = own.get(at("disbursements")).await.expect(200).json();
        assert_eq!((list["items"].as_array().map(Vec::len), &list["items"][1]["evidence"]), (Some(2), &true.into()));

        let plan = serde_json::json!({"amount": "40,000", "terms": "เมื่ออนุมัติ", "due_on_day": 30, "due_on_month": 6, "due_on_year": 2553});
        own.post_json(&at("instalments"), plan.clone()).await.expect(403);
        officer.post_json(&at("instalments"), plan).await.expect(201);
        let by = serde_json::json!({"document_number": "วท 1", "released_on_day": 1, "released_on_month": 5, "released_on_year": 2553});
        let released = officer.post_json(&at("instalments/1/release"), by).await.expect(200).json();
        assert_eq!(released["status"], "released");
        officer.post_json(&at("instalments/1/withdraw"), serde_json::json!({"text": "เรียกเงินคืนทั้งงวด"})).await.expect(200);

        let ask = serde_json::json!({
            "reason": "น้ำท่วมพื้นที่ จ่ายไม่ทัน", "until_day": 31, "until_month": 3, "until_year": 2554, "amounts": {"1": "500", "2": 250},
        });
        let asked = own.post_json(&at("carry-overs"), ask.clone()).await.expect(201).json();
        assert_eq!(asked["amount"], 75_000);
        officer.post_json(&at("carry-overs/1/decline"), serde_json::json!({"text": "ขอแผนการจ่ายก่อน"})).await.expect(200);
        own.post_json(&at("carry-overs"), ask).await.expect(201);
        officer.post_json(&at("carry-overs/2/approve"), serde_json::json!({})).await.expect(200);
        let sums = world.anyone().get(at("money")).await.expect(200).json();
        assert_eq!((&sums["paid"], &sums["carry_overs"][1]["status"]), (&100_000.into(), &"approved".into()));
    }

    /// Whoever rehearses goes the whole way with the money of their rehearsal, and clears it.
    async fn the_money_of_a_rehearsal_is_rehearsed_and_cleared(world: World) {
        let trang = world.trang().await;
        let work = at_work(&world, "P53-2", &[(&trang, 120)], &[]).await;
        rehearse(&world, work.id, &trang).await;
        let learner = world.rehearsing(&trang).await;
        recorded(&learner, "P53-2", &PAYMENT).await;
        let back = [("amount", "10"), ("paid_on_day", "5"), ("paid_on_month", "5"), ("paid_on_year", "2553"), ("because", "คืนเงิน")];
        learner.post("/projects/P53-2/disbursements/1/reverse", &back).await.expect(303);
        learner.post("/projects/P53-2/instalments", &INSTALMENT).await.expect(303);
        learner.post("/projects/P53-2/carry-overs", &CARRY_OVER).await.expect(303);
        learner.post("/projects/P53-2/carry-overs/1/approve", &[]).await.expect(303);
        learner.get("/projects/P53-2/money").await.expect(200).must_say("990.00").must_say("ฝึกใช้งาน");
        world.anyone().get("/projects/P53-2/money").await.expect(404);
        world.officer().await.post("/projects/P53-2/disbursements", &PAYMENT).await.expect(404);
        assert!(!world.export(&world.system(), "disbursements").await.contains("P53-2"));
        learner.post("/practice/clear", &[]).await.expect(303);
        learner.get("/projects/P53-2/money").await.expect(404);
    }
}
