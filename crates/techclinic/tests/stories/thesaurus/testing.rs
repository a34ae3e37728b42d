//! Groups of phrases for stories.

use crate::testing::Tried;

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried {
    records: |world, named| {
        Box::pin(async move {
            world.bring("thesaurus", "code,phrases,source\nW-1,ปลาร้า; ปลาแดก,สมมติ\n").await;
            named.name("phrases", "W-1");
        })
    },
    ..Tried::of(&[
        ("thesaurus.enter", "/thesaurus", ""),
        ("thesaurus.correct", "/thesaurus/{phrases}/correct", ""),
        ("thesaurus.remove", "/thesaurus/{phrases}/remove", ""),
    ])
};
