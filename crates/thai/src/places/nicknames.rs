//! What people call some provinces beside their names.

/// By official code. General knowledge; a name that means more than one province is left out.
const NICKNAMES: [(&str, &[&str]); 20] = [
    ("10", &["บางกอก", "กรุงเทพฯ", "กรุงเทพ"]),
    ("11", &["ปากน้ำ"]),
    ("12", &["เมืองนนท์"]),
    ("13", &["เมืองปทุม"]),
    ("14", &["อยุธยา", "กรุงเก่า"]),
    ("20", &["เมืองชล"]),
    ("24", &["แปดริ้ว"]),
    ("30", &["โคราช"]),
    ("34", &["อุบล"]),
    ("41", &["อุดร"]),
    ("51", &["หริภุญชัย"]),
    ("52", &["เขลางค์"]),
    ("65", &["สองแคว"]),
    ("71", &["เมืองกาญจน์"]),
    ("72", &["สุพรรณ"]),
    ("74", &["มหาชัย"]),
    ("75", &["แม่กลอง"]),
    ("76", &["เมืองเพชร"]),
    ("77", &["ประจวบ"]),
    ("80", &["เมืองคอน", "นครศรี"]),
];

/// What a province is called beside its name, by its official code.
///
/// ```
/// assert_eq!(thai::places::nicknames("30"), ["โคราช"]);
/// assert!(thai::places::nicknames("92").is_empty());
/// ```
pub fn nicknames(province: &str) -> &'static [&'static str] {
    NICKNAMES.iter().find(|(code, _)| *code == province).map_or(&[], |(_, names)| names)
}
