//! Reviews for stories.

use crate::calls::testing::announced;
use crate::projects::testing::answering;
use crate::testing::{Answer, Person, Tried, World};
use techclinic::accounts::{Role, Scope};
use techclinic::app::App;
use techclinic::organisations::Clinic;
use techclinic::projects;

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried {
    records: |world, named| {
        Box::pin(async move {
            let call = announced(world, &[("closes_on_year", "2554"), ("once", "judged")]).await;
            let proposal = handed_in(world, &named.trang, &call).await;
            let officer = world.officer().await;
            world.named("judge", Role::WorkingGroupMember, Scope::Network).await;
            ask(&officer, &proposal, "judge@example.org").await;
            named.name("review", code_of(&world.app, &proposal, "judge@example.org").await);
            named.name("proposal", proposal);
        })
    },
    ..Tried::of(&[
        ("review.ask", "/reviews", "proposal={proposal}"),
        ("review.declare", "/reviews/{review}/declare", ""),
        ("review.score", "/reviews/{review}/score", ""),
        ("review.seal", "/reviews/{review}/seal", ""),
        ("review.withdraw", "/reviews/{review}/withdraw", ""),
        ("proposal.screen", "/proposals/{proposal}/screen", ""),
        ("proposal.decide", "/proposals/{proposal}/decide", ""),
    ])
};

/// A proposal that answers a call, handed in and signed.
pub(crate) async fn handed_in(world: &World, lead: &Clinic, call: &str) -> String {
    let code = answering(world, lead, call, Some("ต่อยอดจากโครงการเดิมของชุมชน")).await.code;
    let manager = world.of_clinic(Role::ClinicManager, lead).await;
    manager.post(format!("/projects/{code}/submit"), &[]).await.expect(303);
    sign(world, lead, &code).await;
    code
}

/// A second person of the clinic signs.
pub(crate) async fn sign(world: &World, lead: &Clinic, code: &str) {
    let director = world.of_clinic(Role::ClinicDirector, lead).await;
    let signature = projects::Signature {
        by: "ผู้ลงนามสมมติ".to_owned(),
        position: "ผู้อำนวยการ".to_owned(),
        on: world.app.clock.today(),
    };
    projects::sign(&world.app, &director.reader(), code, signature).await.expect("signed");
}

/// The ministry asks somebody to judge, once it has said that the proposal is eligible.
pub(crate) async fn ask(officer: &Person, proposal: &str, reviewers: &str) {
    let said = officer.post(format!("/proposals/{proposal}/screen"), &[("eligible", "yes")]).await;
    assert!(matches!(said.status.as_u16(), 303 | 422), "said now, or before");
    // Each proposal has a form of its own.
    let fields = [("proposal", proposal), ("reviewers", reviewers), ("once", proposal)];
    officer.post("/reviews", &fields).await.expect(303);
}

/// The code of a reviewer's review of a proposal.
pub(crate) async fn code_of(app: &App, proposal: &str, email: &str) -> String {
    let project = projects::find_by_code(&app.db, proposal).await.expect("read").expect("there");
    let account = techclinic::accounts::find_by_email(&app.db, email).await.expect("read").expect("an account");
    techclinic::reviews::find_of(&app.db, project.id, account.id).await.expect("read").expect("asked").code
}

/// The fields of the scores of a call's criteria, in their order.
pub(crate) async fn scores(app: &App, call: &str, scores: &[&str]) -> Vec<(String, String)> {
    let call = techclinic::calls::find_by_code(&app.db, call).await.expect("read").expect("announced");
    let field = |(criterion, score): (&techclinic::calls::Criterion, &&str)| {
        (format!("score.{}", criterion.id), (*score).to_owned())
    };
    call.told.criteria.iter().zip(scores).map(field).collect()
}

/// Somebody who may be asked to judge.
pub(crate) async fn judge(world: &World, name: &str) -> Person {
    world.named(name, Role::WorkingGroupMember, Scope::Network).await
}

/// Saves scores with a comment; `version` is the one that was seen.
pub(crate) async fn score(
    world: &World,
    judge: &Person,
    at: &str,
    call: &str,
    given: &[&str],
    version: &str,
) -> Answer {
    let mut fields = scores(&world.app, call, given).await;
    fields.push(("to_proposer".to_owned(), "แผนชัดเจน แต่ควรเพิ่มการติดตามหลังอบรม".to_owned()));
    fields.push(("version".to_owned(), version.to_owned()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    judge.post(format!("{at}/score"), &fields).await
}

/// Asked, declares itself free, scores and hands in.
pub(crate) async fn judged(world: &World, judge: &Person, name: &str, proposal: &str, call: &str, given: &[&str]) {
    let at = format!("/reviews/{}", code_of(&world.app, proposal, &format!("{name}@example.org")).await);
    judge.post(format!("{at}/declare"), &[("free", "yes")]).await.expect(303);
    score(world, judge, &at, call, given, "2").await.expect(303);
    judge.post(format!("{at}/seal"), &[]).await.expect(303);
}
