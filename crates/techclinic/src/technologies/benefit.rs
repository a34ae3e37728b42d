//! What a technology is good for, in the ten kinds of one list, and what those who used it reported
//! (docs/requirements.md A0-09). Projects, follow-up answers and reports use the same list.

use kit::words;

words! {
    /// A kind of benefit (seed 000 §2 and §10.3).
    Benefit {
        /// แก้ไขปัญหาเทคโนโลยี
        ProblemSolved = "problem_solved",
        /// สร้างมูลค่าผลิตภัณฑ์
        ProductValue = "product_value",
        /// พัฒนากระบวนการผลิต
        ProductionProcess = "production_process",
        /// สร้างผลิตภัณฑ์ใหม่
        NewProduct = "new_product",
        /// ส่งเสริมอาชีพเดิม
        ExistingOccupation = "existing_occupation",
        /// สร้างอาชีพใหม่
        NewOccupation = "new_occupation",
        /// สร้างงาน
        Jobs = "jobs",
        /// สร้างรายได้
        Income = "income",
        /// ลดรายจ่าย
        LowerExpenses = "lower_expenses",
        /// ยกระดับคุณภาพชีวิต
        QualityOfLife = "quality_of_life",
    }
}

/// What one follow-up answer says of a technology.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Does the person use it, in part or in full?
    pub applied: bool,
    /// What came of it.
    pub benefits: Vec<Benefit>,
}

/// What all follow-up answers say of a technology.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// How many answers there are.
    pub answers: i32,
    /// How many of them use it.
    pub applied: i32,
    /// How many told of each kind of benefit; the most frequent first.
    pub reported: Vec<(Benefit, i32)>,
}
