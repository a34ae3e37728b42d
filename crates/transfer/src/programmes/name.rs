//! What lines of work are called, for pages that show many records.

use kit::show::Bilingual;

use super::programme::{ParticipationLevel, Programme};
use house::layout::{Choice, Label};

/// All lines of work, those that were withdrawn too: old projects bear them.
#[derive(Clone, Debug, Default)]
pub struct Names(Vec<Programme>);

impl Names {
    pub(super) fn of_all(programmes: Vec<Programme>) -> Self {
        Self(programmes)
    }

    /// What this one is called; the word itself where the register does not have it.
    pub fn of(&self, code: &str) -> Bilingual {
        let found = self.0.iter().find(|one| one.code == code);
        found.map_or_else(|| Bilingual { th: code.to_owned(), en: None }, |one| one.name.clone())
    }

    /// The least participation that a plan of this one must reach.
    pub fn least_level(&self, code: &str) -> Option<ParticipationLevel> {
        self.0.iter().find(|one| one.code == code)?.least_level
    }

    /// May new projects belong to this one?
    pub fn offers(&self, code: &str) -> bool {
        self.0.iter().any(|one| one.code == code && one.is_offered())
    }

    /// The word of what somebody wrote: a word, or a name in either language.
    pub fn read(&self, typed: &str) -> Option<&str> {
        let named = |one: &&Programme| {
            one.code.eq_ignore_ascii_case(typed)
                || one.name.th == typed
                || one.name.en.as_deref().is_some_and(|name| name.eq_ignore_ascii_case(typed))
        };
        self.0.iter().find(named).map(|one| one.code.as_str())
    }

    /// Those that new projects may belong to, and the one that stands already.
    pub fn choices(&self, standing: &str) -> Vec<Choice> {
        let offered = self.0.iter().filter(|one| one.is_offered() || one.code == standing);
        offered.map(|one| Choice::new(one.code.clone(), Label::Names(one.name.clone()))).collect()
    }
}
