//! The noun: a line of work, by the word that projects, calls and files name it with.

use std::sync::LazyLock;

use kit::show::Bilingual;
use kit::{Subject, words};
use serde::Deserialize;
use uuid::Uuid;

use house::register::Standing;

words! {
    /// How far the public takes part, least first (seed 000 §3.2).
    ParticipationLevel {
        /// ให้ข้อมูลข่าวสาร
        Inform = "inform",
        /// รับฟังความคิดเห็น
        Consult = "consult",
        /// เข้ามาเกี่ยวข้อง
        Involve = "involve",
        /// ร่วมมือ
        Collaborate = "collaborate",
        /// เสริมอำนาจ
        Empower = "empower",
    }
}

impl ParticipationLevel {
    /// Does it reach `least`?
    pub fn reaches(self, least: Self) -> bool {
        self as u8 >= least as u8
    }
}

/// A line of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    /// Inside.
    pub id: Uuid,
    /// Its word in records, addresses and files: small letters, digits, `-` and `_`.
    pub code: String,
    /// What it is called.
    pub name: Bilingual,
    /// What belongs to it, where somebody has said so.
    pub scope: Option<String>,
    /// The least participation of the public that a plan of it must reach, if any.
    pub least_level: Option<ParticipationLevel>,
    /// Where this is known from.
    pub source: Option<String>,
    /// How often it was changed, and whether projects may still belong to it.
    pub standing: Standing,
}

impl Subject for Programme {
    fn id(&self) -> Uuid {
        self.id
    }

    fn code(&self) -> Option<&str> {
        Some(&self.code)
    }
}

impl Programme {
    /// May new projects belong to it?
    pub fn is_offered(&self) -> bool {
        self.standing.withdrawn.is_none()
    }
}

/// A row of the list that comes with the program.
#[derive(Deserialize)]
struct Shipped {
    code: String,
    name_th: String,
    name_en: String,
    scope: String,
    least_level: String,
    source: String,
}

impl From<Shipped> for Programme {
    fn from(row: Shipped) -> Self {
        let said = |text: String| Some(text).filter(|text| !text.is_empty());
        Self {
            id: shipped_id(&row.code),
            name: Bilingual::new(row.name_th, row.name_en),
            scope: said(row.scope),
            least_level: ParticipationLevel::from_word(&row.least_level),
            source: said(row.source),
            standing: Standing::NEW,
            code: row.code,
        }
    }
}

/// The identifier of what comes with the program: the same on every machine, before anybody has written a row of it.
fn shipped_id(code: &str) -> Uuid {
    let mut bytes = [0; 16];
    for (byte, letter) in bytes.iter_mut().zip(code.bytes()) {
        *byte = letter;
    }
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

static SHIPPED: LazyLock<Vec<Programme>> = LazyLock::new(|| {
    let mut rows = csv::Reader::from_reader(include_str!("data/programmes.csv").as_bytes());
    let read: Result<Vec<Shipped>, _> = rows.deserialize().collect();
    read.expect("the list ships with the program, and a test reads it").into_iter().map(Programme::from).collect()
});

/// Those that come with the program.
pub fn shipped() -> &'static [Programme] {
    &SHIPPED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_work_that_come_with_the_program_are_told_apart() {
        let mut ids: Vec<Uuid> = shipped().iter().map(|one| one.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 7);
        let of = |code: &str| shipped().iter().find(|one| one.code == code).expect(code).clone();
        assert_eq!(of("participation").least_level, Some(ParticipationLevel::Involve));
        assert_eq!(of("transfer").source, None, "no source that was found defines it");
    }
}
