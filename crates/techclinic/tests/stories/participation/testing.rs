//! Opinions for stories.

use crate::testing::{Person, Tried, World};
use techclinic::participation::{Channel, NewOpinion, register};

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried {
    records: |world, named| {
        Box::pin(async move {
            let opinion = opinion(world, named.code("work")).await;
            named.name("opinion", opinion);
        })
    },
    rehearsals: |_, named| {
        Box::pin(async move {
            let opinion = given(&named.coordinator, named.code("work"), "practice-1").await;
            named.name("opinion", opinion);
        })
    },
    ..Tried::of(&[
        ("opinion.register", "/participation", ""),
        ("opinion.withhold", "/participation/{opinion}/withhold", ""),
        ("opinion.publish", "/participation/{opinion}/publish", ""),
        ("opinion.dispose", "/participation/{opinion}/dispose", ""),
        ("opinion.reply", "/participation/{opinion}/reply", ""),
    ])
};

/// An opinion on the first area of a project at work; nobody has read it yet.
async fn opinion(world: &World, work: &str) -> String {
    let said = NewOpinion {
        text: "อยากให้จัดอบรมในวันหยุด เพราะวันธรรมดาต้องกรีดยาง".to_owned(),
        name: None,
        contact: None,
        channel: Channel::Web,
        received_on: world.app.clock.today(),
        project: Some(work.to_owned()),
        area: Some(1),
    };
    register(&world.app, &world.system(), said, None).await.expect("an opinion").code
}

/// Gives an opinion on a project with this key of the form; answers its code, the first on the desk.
pub(crate) async fn given(person: &Person, project: &str, once: &str) -> String {
    let said = [("text", "อยากให้จัดในวันหยุด เพราะวันธรรมดาต้องกรีดยาง"), ("project", project), ("once", once)];
    let track = person.post("/participation", &said).await.expect_see_other();
    person.get(&track).await.expect(200);
    let page = person.get("/desk/opinions").await.expect(200);
    let code = page.body.split("/participation/O").nth(1).and_then(|rest| rest.split('"').next()).expect("a code");
    format!("O{code}")
}
