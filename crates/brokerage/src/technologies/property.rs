//! Which intellectual property stands on a technology, in the kinds of Thai law.

use kit::words;

words! {
    /// A kind of intellectual property.
    Property {
        /// Anybody may use it.
        Open = "open",
        /// สิทธิบัตร
        Patent = "patent",
        /// อนุสิทธิบัตร
        PettyPatent = "petty_patent",
        /// Applied for, not yet granted.
        Pending = "pending",
        /// ลิขสิทธิ์
        Copyright = "copyright",
        /// ความลับทางการค้า
        TradeSecret = "trade_secret",
        /// พันธุ์พืชคุ้มครอง
        PlantVariety = "plant_variety",
        /// สิ่งบ่งชี้ทางภูมิศาสตร์
        Geographical = "geographical",
        /// ภูมิปัญญาที่ชุมชนถือร่วมกัน
        Community = "community",
    }
}
