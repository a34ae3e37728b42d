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

words! {
    /// What kept somebody from using what they learnt: the choices of the standard follow-up form.
    Setback {
        /// ขาดเงินทุน
        NoMoney = "no_money",
        /// ขาดเครื่องมือหรือวัตถุดิบ
        NoEquipment = "no_equipment",
        /// ไม่มีเวลา
        NoTime = "no_time",
        /// ไม่มีตลาดรองรับ
        NoMarket = "no_market",
        /// ไม่เหมาะกับพื้นที่หรืออาชีพ
        NotSuitable = "not_suitable",
        /// ยังทำเองไม่ได้ ต้องเรียนรู้เพิ่ม
        NotConfident = "not_confident",
        /// อื่น ๆ
        Other = "other",
    }
}

/// What one follow-up answer says of a technology.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Does the person use it, in part or in full?
    pub applied: bool,
    /// What came of it.
    pub benefits: Vec<Benefit>,
    /// Which kind of group the person belongs to, as the word needs have for it.
    pub group: Option<String>,
    /// What kept them from using it.
    pub setback: Option<Setback>,
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
    /// The same by the kind of group those belong to who answered.
    pub groups: Vec<OfGroup>,
    /// How many told of each reason for not using it; the most frequent first.
    pub setbacks: Vec<(Setback, i32)>,
}

/// What the answers of one kind of group say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfGroup {
    /// The kind, as the word needs have for it.
    pub group: String,
    /// How many answers there are.
    pub answers: i32,
    /// How many of them use it.
    pub applied: i32,
}
