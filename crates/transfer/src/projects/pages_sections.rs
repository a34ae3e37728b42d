//! The ways between the sections of a plan, on every page on which one is written.

use super::check::{self, Rules, Section};
use super::plan::Plan;
use super::project::Project;

/// A section, and the way to it.
pub(super) struct Way {
    pub(super) section: Section,
    pub(super) address: String,
    /// How many things are not right in it yet.
    pub(super) faults: usize,
    pub(super) here: bool,
}

/// The sections of a plan.
#[derive(Default)]
pub(super) struct Sections(pub(super) Vec<Way>);

impl Sections {
    /// Those of a project's plan, on the page of `here`.
    pub(super) fn of_project(project: &Project, rules: &Rules, here: Section) -> Self {
        let ways = Section::ALL.iter().map(|section| (*section, section.address(&project.code)));
        Self::of(ways, here).counted(&project.plan, rules)
    }

    /// These, as far as anything is known of them.
    pub(super) fn of(ways: impl Iterator<Item = (Section, String)>, here: Section) -> Self {
        let way = |(section, address)| Way { section, address, faults: 0, here: section == here };
        Self(ways.map(way).collect())
    }

    /// With what is not right with this plan.
    pub(super) fn counted(mut self, plan: &Plan, rules: &Rules) -> Self {
        let faults = check::counted(plan, rules);
        for way in &mut self.0 {
            way.faults = faults.get(&way.section).copied().unwrap_or(0);
        }
        self
    }
}
