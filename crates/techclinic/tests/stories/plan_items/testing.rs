//! Items of plans for stories.

use crate::testing::Tried;

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried {
    records: |world, _| {
        Box::pin(async move {
            let file = "code,level,name_th,first_year,last_year,province,source\nI-1,province,ยกระดับผลิตผลเกษตร,2553,2556,92,แผนพัฒนาจังหวัดสมมติ\n";
            world.bring("plan-items", file).await;
        })
    },
    ..Tried::of(&[
        ("plan_item.register", "/plan-items", ""),
        ("plan_item.correct", "/plan-items/I-1/correct", ""),
        ("plan_item.withdraw", "/plan-items/I-1/withdraw", ""),
    ])
};
