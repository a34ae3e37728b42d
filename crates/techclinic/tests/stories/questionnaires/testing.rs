//! Questionnaires for stories.

use crate::testing::{Making, NO_FILE, Tried};

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried {
    records: PUBLISHED,
    rehearsals: PUBLISHED,
    ..Tried::of(&[("questionnaire.publish", "/questionnaires", NO_FILE)])
};

/// Those that come with the program.
const PUBLISHED: Making = |world, _| {
    Box::pin(async move {
        techclinic::questionnaires::publish_shipped(&world.app).await.expect("published");
    })
};
