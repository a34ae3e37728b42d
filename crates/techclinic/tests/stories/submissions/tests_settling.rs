//! Stories of what a person decides about what came.

use super::testing::{Telephone, application, evaluation, receipt};
use super::tests::slip;
use crate::responses::testing::{attend, day_of_transfer, record};
use crate::responses::tests::ground;
use crate::testing::stories;
use techclinic::accounts::Role;

const AREA: &str = "/desk/projects/P53-1/areas/1";

stories! {
    /// submission.put_right, submission.reject, submission.approve: what waits is put right by whoever asks the
    /// participant, or refused with a reason; what came in order is looked at.
    async fn what_waits_is_put_right_or_refused_with_a_reason(world: World) {
        let ground = ground(&world, false).await;
        let clinic = world.of_clinic(Role::ClinicCoordinator, &ground.trang).await;
        let telephone = Telephone::with_key(&clinic, &format!("{AREA}/field-keys")).await;
        let anyone = world.anyone();
        let registered = telephone.send(&anyone, &application("uuid:a", "สมหญิง", "0812345678", "2010-09-15")).await.expect(201);
        attend(&clinic, &record(&clinic, AREA, &day_of_transfer("15", "9")).await).await.expect(303);
        let code = slip(&clinic).await;
        let sent = telephone.send(&anyone, &evaluation("uuid:e", "NOBODY1234", "2010-09-15")).await.expect(201);
        let nonsense = telephone.send(&anyone, &evaluation("uuid:n", "NOBODY1234", "2010-09-15")).await.expect(201);
        let at = format!("/desk/submissions/{}", receipt(&sent));
        let (approve, reject) = (format!("{at}/approve"), format!("{at}/reject"));

        let right = format!("{at}/put-right");
        anyone.post(&right, &[]).await.expect(401);
        world.of_clinic(Role::ClinicManager, &ground.chonburi).await.post(&right, &[]).await.expect(404);
        world.signed_in(Role::Auditor, techclinic::accounts::Scope::Network).await.post(&right, &[]).await.expect(403);
        clinic.post(&approve, &[]).await.expect(409);
        let page = clinic.get(&at).await.expect(200);
        assert_eq!(page.value_of("sheet.slip").as_deref(), Some("NOBODY1234"), "as it came");
        let form = format!("main form[action='{right}']");
        let still = clinic.fill_in(&page, &form, &[("overall", "")]).await.expect(422);
        assert!(still.body.contains("id=\"e-overall\""), "beside its question");
        clinic.fill_in(&page, &form, &[]).await.expect(409).must_say("ไม่พบใบติดตามนี้ในพื้นที่นี้");
        clinic.fill_in(&page, &form, &[("sheet.slip", &code)]).await.expect(303);
        clinic.fill_in(&page, &form, &[("sheet.slip", &code), ("once", "again")]).await.expect(409);
        clinic.get(format!("/desk/participants/{code}")).await.expect(200).must_say("แบบประเมินผล");
        clinic.get(&at).await.expect(200).must_say("แก้ไขแล้ว");
        clinic.post(&reject, &[("reason", "ผิดคน")]).await.expect(409);

        let other = format!("/desk/submissions/{}", receipt(&nonsense));
        clinic.post(format!("{other}/reject"), &[("reason", "")]).await.expect(422);
        clinic.post(format!("{other}/reject"), &[("reason", "ไม่มีผู้เข้าร่วมคนนี้ ตรวจกับใบลงทะเบียนแล้ว")]).await.expect(303);
        clinic.get(&other).await.expect(200).must_say("ไม่รับ").must_say("ตรวจกับใบลงทะเบียนแล้ว");
        let first = format!("/desk/submissions/{}", receipt(&registered));
        clinic.post(format!("{first}/approve"), &[]).await.expect(303);
        clinic.get(&first).await.expect(200).must_say("ตรวจแล้ว");
    }
}
