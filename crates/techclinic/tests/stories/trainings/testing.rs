//! Trainings for stories.

use crate::testing::Tried;

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried {
    records: |world, _| {
        Box::pin(async move {
            world.bring("trainings", "code,fiscal_year,name_th\nR-1,2552,การเขียน\n").await;
        })
    },
    ..Tried::of(&[
        ("training.register", "/trainings", ""),
        ("training.correct", "/trainings/R-1/correct", ""),
        ("training.withdraw", "/trainings/R-1/withdraw", ""),
    ])
};
