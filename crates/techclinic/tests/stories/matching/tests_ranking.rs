//! Stories of the ranking, with the encoder that comes with the program: what is meant is found though no word
//! is the same, what came of earlier transfers is told, and what clinics decided is remembered.

use kit::Lang;

use super::tests::{analyse, read, told_as};
use crate::technologies::testing::{entered, offered, reported};
use crate::testing::stories;
use techclinic::accounts::Role;
use techclinic::app::Circumstances;
use techclinic::matching::{Match, Matches, Reason, find, find_needs};
use techclinic::needs::GroupKind;
use techclinic::technologies::{self, Outcome, Setback};
use techclinic::understanding;

stories! {
    /// A villager's phrase and a technical name share no word, and belong together all the same; the reason
    /// says which sentence met which.
    async fn what_is_meant_is_found_without_a_common_word(world: World) {
        let trang = world.trang().await;
        let iron = offered(&world, &trang, "ระบบกำจัดสนิมเหล็กและแมงกานีสในน้ำบาดาล", "เติมอากาศแล้วกรองด้วยทรายเคลือบ น้ำใสใช้ซักล้างได้").await;
        offered(&world, &trang, "การเลี้ยงปลานิลในกระชัง", "เลี้ยงปลานิลให้โตเร็ว").await;
        offered(&world, &trang, "ตู้อบแห้งพลังงานแสงอาทิตย์", "อบกล้วยในหน้าฝน").await;
        let asked = "บ่อที่บ้านสูบขึ้นมาเป็นสีแดง ซักเสื้อผ้าแล้วเหลืองหมด";
        // Before anything was understood, words and letters do what they can, and nobody waits.
        find(&world.app, asked, Some("92"), 5).await.expect("found");
        read(&world).await;
        let found = find(&world.app, asked, Some("92"), 5).await.expect("found");
        assert_eq!(found.matches[0].technology.id, iron.id, "{:?}", found.matches[0].technology.name_th);
        let kinds: Vec<_> = found.matches[0].reasons.iter().map(|reason| reason.kind.as_str()).collect();
        assert!(["meaning", "whole", "topic"].iter().any(|kind| kinds.contains(kind)), "{kinds:?}");
        let english = find(&world.app, "our well water is reddish and stains the laundry", None, 5).await.expect("found");
        assert_eq!(english.matches[0].technology.id, iron.id);
    }

    /// What people of a group like this one did with it, and what kept them from it.
    async fn earlier_transfers_are_told_by_group_and_by_what_stopped_them(world: World) {
        let trang = world.trang().await;
        let dryer = offered(&world, &trang, "ตู้อบกล้วย", "อบกล้วยป้องกันเชื้อรา").await;
        let outcome = |group: GroupKind, setback: Option<Setback>| Outcome {
            applied: setback.is_none(),
            group: Some(group.to_string()),
            setback,
            ..Outcome::default()
        };
        let mut told: Vec<Outcome> = (0..4).map(|_| outcome(GroupKind::Housewives, None)).collect();
        told.push(outcome(GroupKind::Housewives, Some(Setback::NoEquipment)));
        told.push(outcome(GroupKind::Farmers, Some(Setback::NoMoney)));
        reported(&world, &dryer, &told, &[]).await;
        read(&world).await;
        let code = told_as(&world, "กล้วยตากขึ้นราในหน้าฝน", GroupKind::Housewives).await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        analyse(&manager, &code).await;
        let page = manager.get(format!("/needs/{code}/matches")).await.expect(200);
        page.must_say("กลุ่มลักษณะเดียวกันที่รับการถ่ายทอดแล้ว นำไปใช้ 4 จาก 5 คน").must_say("ขาดเครื่องมือหรือวัตถุดิบ");
        // An answer taken back is told no more.
        reported(&world, &dryer, &[], &told[..2]).await;
        let page = manager.get(format!("/needs/{code}/matches")).await.expect(200);
        page.must_say("ผู้ที่รับการถ่ายทอดแล้วนำไปใช้ 2 จาก 4 คน");
        assert!(!page.says("ขาดเครื่องมือหรือวัตถุดิบ"), "of few nobody is told what one of them said");
    }

    /// What a clinic chose, and what it refused, is remembered for the next need of the kind.
    async fn decisions_are_remembered_for_needs_alike(world: World) {
        let trang = world.trang().await;
        let chosen = offered(&world, &trang, "ตู้อบกล้วยแบบชาวบ้าน", "อบกล้วยให้แห้ง").await;
        let refused = offered(&world, &trang, "ตู้อบกล้วยแบบโรงงาน", "อบกล้วยให้แห้ง").await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let first = told_as(&world, "กล้วยตากขึ้นราในหน้าฝน อยากอบกล้วย", GroupKind::Farmers).await;
        analyse(&manager, &first).await;
        let note = [("technology", refused.code.as_str()), ("note", "ใหญ่เกินไปสำหรับกลุ่ม")];
        manager.post(format!("/needs/{first}/reject"), &note).await.expect_see_other();
        manager.post(format!("/needs/{first}/confirm"), &[("technology", chosen.code.as_str())]).await.expect_see_other();
        read(&world).await;
        let found = find(&world.app, "ตากกล้วยแล้วขึ้นราหน้าฝน อยากอบกล้วย", Some("92"), 5).await.expect("found");
        let of = |id| found.matches.iter().find(|one| one.technology.id == id).expect("found");
        let kinds = |id| of(id).reasons.iter().map(|reason| reason.kind.as_str()).collect::<Vec<_>>();
        assert!(kinds(chosen.id).contains(&"chosen_before"), "{:?}", kinds(chosen.id));
        assert!(kinds(refused.id).contains(&"refused_before"), "{:?}", kinds(refused.id));
        let place = |id| found.matches.iter().position(|one| one.technology.id == id);
        assert!(place(chosen.id) < place(refused.id));
        let refusal = of(refused.id).reasons.iter().find(|reason| reason.kind.as_str() == "refused_before");
        assert_eq!(refusal.and_then(|reason| reason.href.clone()), Some(format!("/needs/{first}")));
        assert!(!format!("{:?}", of(refused.id).reasons).contains("ใหญ่เกินไป"), "the note stays inside");
    }

    /// What was found out together is not put into the villager's mouth; every reason leads somewhere, and a
    /// language that nobody here reads is said to be one.
    async fn a_reason_says_whose_words_it_quotes(world: World) {
        let trang = world.trang().await;
        let dryer = offered(&world, &trang, "ตู้อบกล้วยพลังงานแสงอาทิตย์", "อบกล้วยตากให้แห้งในหน้าฝน ไม่ขึ้นรา").await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let code = told_as(&world, "อยากให้เจ้าหน้าที่มาดูที่กลุ่มหน่อย", GroupKind::Housewives).await;
        read(&world).await;
        analyse(&manager, &code).await;
        let address = format!("/needs/{code}/matches");
        let page = manager.get(&address).await.expect(200);
        page.must_say("ผลการวิเคราะห์ร่วมกันที่ว่า “กล้วยตากขึ้นราเพราะความชื้นสูง”");
        assert!(!page.says("ที่เล่าว่า “กล้วยตาก"), "{}", page.text());
        assert!(page.hrefs(".prose li a").contains(&format!("/technologies/{}", dryer.code)));
        let lao = manager.get(kit::web::address(&address, &[("q", "ນ້ຳບໍ່ພໍໃຊ້")])).await.expect(200);
        lao.must_say("อ่านได้เฉพาะภาษาไทยและภาษาอังกฤษ");
        assert!(!page.says("อ่านได้เฉพาะภาษาไทยและภาษาอังกฤษ"));
    }

    /// Sentences that have little to do with each other are not quoted as a reason.
    async fn only_sentences_that_mean_nearly_the_same_are_quoted(world: World) {
        let trang = world.trang().await;
        let spawn = offered(&world, &trang, "การทำก้อนเชื้อเห็ด", "21 วัน พร้อมวิธีบรรจุ").await;
        let dryer = offered(&world, &trang, "ตู้อบแห้งพลังงานแสงอาทิตย์", "อบกล้วยในหน้าฝน").await;
        offered(&world, &trang, "การเลี้ยงปลานิลในกระชัง", "เลี้ยงปลานิลให้โตเร็ว").await;
        offered(&world, &trang, "ระบบกำจัดสนิมเหล็กในน้ำบาดาล", "เติมอากาศแล้วกรองด้วยทรายเคลือบ").await;
        read(&world).await;
        let found = find(&world.app, "ทำมาหลายรอบแล้วไม่ได้ผล ไม่รู้พลาดตรงไหน", None, 5).await.expect("found");
        let one = found.matches.iter().find(|one| one.technology.id == spawn.id).expect("it is the nearest");
        let meant = one.reasons.iter().any(|reason| reason.text.id().starts_with("matching-reason-meaning"));
        assert!(!found.confident && !meant, "{:?}", one.reasons);
        let sentences = |one: &Match| -> Vec<String> {
            one.reasons.iter().map(|reason| world.app.words.say(Lang::Th, &reason.text)).collect()
        };
        assert!(!sentences(one).concat().contains("พร้อมวิธีบรรจุ"), "{:?}", sentences(one));
        let found = find(&world.app, "กล้วยตากขึ้นราในหน้าฝน", None, 5).await.expect("found");
        let one = found.matches.iter().find(|one| one.technology.id == dryer.id).expect("found");
        assert_eq!(one.reasons[0].text.id(), "matching-reason-meaning-asked", "{:?}", one.reasons);
        assert!(sentences(one)[0].contains("อบกล้วยในหน้าฝน"), "{:?}", sentences(one));
    }

    /// What a clinic has itself and does not help stands behind what helps, however near; the words for the fit
    /// say nothing of place.
    async fn what_is_near_at_hand_stands_behind_what_helps(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let fish = offered(&world, &trang, "ปลาแดดเดียวจากปลานิลด้วยตู้อบลมร้อน", "แล่ แช่น้ำเกลือ และอบลมร้อน เก็บแช่เย็นได้นาน").await;
        let alarm = offered(&world, &chonburi, "เครื่องวัดออกซิเจนในบ่อปลาแจ้งเตือนบนมือถือ", "เตือนก่อนปลาลอยหัว เปิดเครื่องเติมอากาศเอง").await;
        offered(&world, &trang, "ตู้อบกล้วย", "อบกล้วย").await;
        read(&world).await;
        let asked = "ปลาในบ่อลอยหัวตอนเช้ามืด ออกซิเจนไม่พอ เปิดเครื่องเติมอากาศไม่ทัน";
        let found = find(&world.app, asked, Some("92"), 5).await.expect("found");
        assert_eq!(found.matches[0].technology.id, alarm.id);
        assert!(found.confident && found.matches[0].answers());
        let elsewhere = find(&world.app, asked, Some("20"), 5).await.expect("found");
        let score = |found: &Matches| found.matches.iter().find(|one| one.technology.id == fish.id).map(|one| one.score);
        assert_eq!(score(&found), score(&elsewhere), "the fit is the same, wherever it is");
    }

    /// Where nothing fits, or nothing can be read, no likeness is claimed; and what is quoted was written so, in
    /// the words of the place.
    async fn no_reason_claims_what_nobody_can_see(world: World) {
        let trang = world.trang().await;
        offered(&world, &trang, "สบู่สมุนไพรสูตรไม่ติดผ้า", "กรองสารสีออกก่อนกวนสบู่").await;
        let latex = offered(&world, &trang, "ลดกลิ่นยางก้อนถ้วยด้วยกรดอินทรีย์", "ลดกลิ่นเหม็นของขี้ยางและยางก้อนถ้วย").await;
        read(&world).await;
        for asked in ["ນ້ຳບໍ່ພໍໃຊ້ ສະບາຍດີ", "😀😀", "ขอกู้เงินมาใช้หนี้นอกระบบ ดอกเบี้ยแพงมาก"] {
            let found = find(&world.app, asked, Some("92"), 5).await.expect("found");
            assert!(!found.confident, "{asked}");
            let claims = ["meaning", "letters", "topic"];
            let claimed = found.matches.iter().flat_map(|one| &one.reasons).find(|one| claims.contains(&one.kind.as_str()));
            assert!(claimed.is_none(), "{asked}: {claimed:?}");
        }
        let told = "ขี้ยางเหม็นจังหู เพื่อนบ้านด่าทุกวัน อยู่แค่ข้างโรงเรียน ทำพรือให้หายเหม็นขี้ยางก้อนถ้วย เหอทำปรือกันดี";
        let found = find(&world.app, told, Some("92"), 5).await.expect("found");
        let one = found.matches.iter().find(|one| one.technology.id == latex.id).expect("found");
        let said = world.app.words.say(Lang::Th, &one.reasons[0].text);
        let quoted = said.split('“').nth(1).and_then(|rest| rest.split('”').next()).expect("a quotation");
        assert!(told.contains(quoted.trim_end_matches('…')), "{said}");
    }

    /// Behind the best, what nobody can be shown a likeness of is near at most, and stands behind all that fits.
    async fn what_fits_behind_the_best_shows_why(world: World) {
        let trang = world.trang().await;
        for (name, summary) in [
            ("เครื่องวัดฝุ่นราคาประหยัดสำหรับโรงเรียน", "เซนเซอร์เลเซอร์ต่อบอร์ดไมโครคอนโทรลเลอร์ มีแผนการสอนให้เด็กอ่านค่า"),
            ("ปลูกผักไร้ดินรางรีไซเคิลสำหรับโรงเรียน", "ทำรางจากขวดใช้แล้ว เด็กดูแลเองได้"),
            ("คำนวณและติดตั้งปั๊มน้ำพลังงานแสงอาทิตย์", "เลือกขนาดแผงและปั๊มให้พอกับแปลง"),
            ("ถังหมักปุ๋ยจากเศษอาหารโรงเรียน", "แยกขยะที่ต้นทาง หมักในถังหมุน"),
            ("สบู่สมุนไพรสูตรไม่ติดผ้า", "กรองสารสีออกก่อนกวนสบู่"),
        ] {
            offered(&world, &trang, name, summary).await;
        }
        read(&world).await;
        let told = "เด็กนักเรียนอยากทำโครงงานถังขยะที่แยกได้เอง ครูไม่มีความรู้เรื่องเซนเซอร์ ขอคนมาสอนสักสองวัน";
        let found = find(&world.app, told, Some("92"), 10).await.expect("found").matches;
        assert!(found[0].fits && found.is_sorted_by_key(|one| !one.fits));
        let shown = |one: &Match| one.reasons.iter().any(Reason::shows_likeness);
        assert!(found.iter().skip(1).all(|one| !one.fits || shown(one)));
    }

    /// A refusal for the same words never stays first.
    async fn what_a_clinic_refused_for_the_same_words_is_not_first_again(world: World) {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let own = offered(&world, &trang, "ตู้อบกล้วยพลังงานแสงอาทิตย์", "อบกล้วยในหน้าฝนไม่ให้ขึ้นรา").await;
        let other = offered(&world, &chonburi, "โรงอบกล้วยแบบเรือนกระจก", "อบกล้วยในหน้าฝน").await;
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        let words = "กล้วยตากขึ้นราในหน้าฝน อยากอบกล้วย";
        read(&world).await;
        let first = |found: &Matches| found.matches[0].technology.id;
        assert_eq!(first(&find(&world.app, words, Some("92"), 5).await.expect("found")), own.id);
        let code = told_as(&world, words, GroupKind::Farmers).await;
        analyse(&manager, &code).await;
        let refused = [("technology", own.code.as_str()), ("note", "กลุ่มไม่มีลานโล่ง")];
        manager.post(format!("/needs/{code}/reject"), &refused).await.expect_see_other();
        read(&world).await;
        assert_eq!(first(&find(&world.app, words, Some("92"), 5).await.expect("found")), other.id);
    }

    /// The other way round: for a technology the open needs it could answer, for those who work here.
    async fn a_technology_finds_the_needs_it_could_answer(world: World) {
        let trang = world.trang().await;
        let dryer = offered(&world, &trang, "ตู้อบกล้วยพลังงานแสงอาทิตย์", "อบกล้วยตากให้แห้งในหน้าฝน ไม่ขึ้นรา").await;
        offered(&world, &trang, "การเลี้ยงปลานิลในกระชัง", "เลี้ยงปลานิลให้โตเร็ว").await;
        let (system, new) = (world.system(), entered(&trang, "ร่างตู้อบ", "อบ"));
        let draft = technologies::register(&world.app, &system, &trang, new, Circumstances::default()).await.expect("registered");
        let open = told_as(&world, "กล้วยตากขึ้นราในหน้าฝน อยากได้ตู้อบกล้วย", GroupKind::Housewives).await;
        let fish = told_as(&world, "ปลานิลในกระชังโตช้า ตายบ่อย", GroupKind::Farmers).await;
        read(&world).await;
        let (coordinator, address) = (world.of_clinic(Role::ClinicCoordinator, &trang).await, format!("/technologies/{}/needs", dryer.code));
        world.anyone().get(&address).await.expect(401);
        world.anyone().get(format!("/api/v1{address}")).await.expect(401);
        coordinator.get(format!("/technologies/{}/needs", draft.code)).await.expect(404);
        let page = coordinator.get(&address).await.expect(200);
        page.must_say(&open);
        assert!(!page.says(&fish), "{}", page.text());
        let listed = coordinator.get(format!("/api/v1{address}")).await.expect(200).json();
        assert_eq!(listed[0]["need"], open.as_str());
        assert!(listed[0]["reasons"].as_array().is_some_and(|reasons| !reasons.is_empty()));
        // Once it has a technology, it waits for none.
        analyse(&coordinator, &open).await;
        coordinator.post(format!("/needs/{open}/confirm"), &[("technology", dryer.code.as_str())]).await.expect_see_other();
        let found = find_needs(&world.app, &coordinator.reader(), &dryer).await.expect("found");
        assert!(found.iter().all(|(need, _)| need.code != open));
    }

    /// What one process understood, another has at once; what is offered no longer is found by neither.
    async fn several_processes_know_the_same(world: World) {
        let trang = world.trang().await;
        let dryer = offered(&world, &trang, "ตู้อบกล้วย", "อบกล้วยป้องกันเชื้อรา").await;
        read(&world).await;
        let own = tempfile::tempdir().expect("a folder");
        let second = world.beside(own.path());
        assert!(!understanding::understand(&second).await.expect("looked"), "nothing waits");
        let asked = "กล้วยตากขึ้นรา";
        let (one, other) = (find(&world.app, asked, None, 5).await.expect("found"), find(&second, asked, None, 5).await.expect("found"));
        assert_eq!(one.matches[0].score, other.matches[0].score);
        assert_eq!(one.matches[0].reasons, other.matches[0].reasons);
        let manager = world.of_clinic(Role::ClinicManager, &trang).await;
        manager.post(format!("/technologies/{}/archive", dryer.code), &[]).await.expect(303);
        understanding::follow(&second).await.expect("followed");
        assert!(find(&second, asked, None, 5).await.expect("found").matches.is_empty());
    }
}
