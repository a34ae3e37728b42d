//! Past projects for stories.

use crate::testing::Tried;

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried {
    records: |world, _| {
        Box::pin(async move {
            world
                .bring("past-projects", "code,fiscal_year,name_th,organiser,source\nH-1,2549,ตู้อบ,สถาบัน,รายงาน\n")
                .await;
        })
    },
    ..Tried::of(&[
        ("past_project.register", "/past-projects", ""),
        ("past_project.correct", "/past-projects/H-1/correct", ""),
        ("past_project.withdraw", "/past-projects/H-1/withdraw", ""),
    ])
};
