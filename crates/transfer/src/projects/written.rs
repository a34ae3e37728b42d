//! Which plan a page writes, and where its parts are.

use super::check::Section;

/// What the keys of what is typed into a plan begin with.
pub(super) const DRAFTED: &str = "project-";

/// Which plan is written: that of a project which is open, or the one that an amendment is to make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    Project,
    Amendment(i32),
}

impl Written {
    /// The address of what it belongs to.
    pub(super) fn of(self, code: &str) -> String {
        match self {
            Self::Project => format!("/projects/{code}"),
            Self::Amendment(number) => format!("/projects/{code}/amendments/{number}"),
        }
    }

    /// The key under which a part of it waits until it is saved.
    pub(super) fn key(self, code: &str, part: &str) -> String {
        match self {
            Self::Project => format!("{}{code}-{part}", DRAFTED),
            Self::Amendment(number) => format!("{}{code}-amendment-{number}-{part}", DRAFTED),
        }
    }

    /// Where a file is taken into it.
    pub(super) fn file(self, code: &str) -> String {
        format!("{}/edit/file", self.of(code))
    }

    /// The sections that it has: files and what is served are the project's own, whatever is amended.
    pub(super) fn sections(self) -> impl Iterator<Item = Section> {
        Section::ALL.iter().copied().filter(move |section| self == Self::Project || section.is_typed())
    }

    /// The section after this one; after the last that every plan needs, the whole is looked at.
    pub(super) fn next(self, section: Section) -> Option<Section> {
        match self {
            Self::Project => section.next(),
            Self::Amendment(_) => self.sections().skip_while(|one| *one != section).nth(1),
        }
    }

    /// Where a section of it is filled in.
    pub(super) fn section(self, code: &str, section: Section) -> String {
        match self {
            Self::Project => section.address(code),
            Self::Amendment(_) => format!("{}/edit?section={section}", self.of(code)),
        }
    }
}
