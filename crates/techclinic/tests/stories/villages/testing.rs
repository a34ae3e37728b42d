//! Villages for stories.

use crate::testing::Tried;

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried {
    records: |world, named| {
        Box::pin(async move {
            world.bring("villages", "code,name_th,province,district,clinic\nV-1,บ้านพรุจูด,ตรัง,สิเกา,trang\n").await;
            named.name("village", "V-1");
        })
    },
    ..Tried::of(&[
        ("village.register", "/villages", "clinic=trang"),
        ("village.correct", "/villages/{village}/correct", ""),
        ("village.record_progress", "/villages/{village}/record-progress", ""),
    ])
};
