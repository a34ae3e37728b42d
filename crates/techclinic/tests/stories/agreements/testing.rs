//! Agreements for stories.

use crate::testing::{NO_FILE, Tried};

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried {
    records: |world, named| {
        Box::pin(async move {
            let agreements = "code,kind,clinic,title_th,parties,signed,term_years\n\
                A52,clinic,trang,บันทึกความร่วมมือ,กระทรวง; สถาบันสมมติ,21 ธันวาคม 2552,2\n\
                A53,clinic,trang,ร่างบันทึกความร่วมมือ,กระทรวง; สถาบันสมมติ,,2\n";
            world.bring("agreements", agreements).await;
            named.name("agreement", "A52");
            named.name("draft_agreement", "A53");
        })
    },
    ..Tried::of(&[
        ("agreement.register", "/agreements", ""),
        ("agreement.sign", "/agreements/{draft_agreement}/sign", ""),
        ("agreement.correct", "/agreements/{agreement}/correct", ""),
        ("agreement.attach", "/agreements/{agreement}/attach", NO_FILE),
        ("agreement.renew", "/agreements/{agreement}/renew", ""),
    ])
};
