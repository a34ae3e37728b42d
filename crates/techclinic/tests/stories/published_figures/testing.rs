//! Published figures for stories.

use crate::testing::Tried;

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried {
    records: |world, _| {
        Box::pin(async move {
            world
                .bring(
                    "published-figures",
                    "code,fact,value,unit,as_of,source\nF-1,networks,55,เครือข่าย,30 กันยายน 2552,ข่าว\n",
                )
                .await;
        })
    },
    ..Tried::of(&[
        ("published_figure.register", "/published-figures", ""),
        ("published_figure.correct", "/published-figures/F-1/correct", ""),
        ("published_figure.withdraw", "/published-figures/F-1/withdraw", ""),
    ])
};
