//! The noun: what was found in the records for each duty of the institutes (docs/requirements.md A2-07).

use kit::words;

use crate::agreements::{Duty, Side};

words! {
    /// What can be found.
    Finding {
        /// People in post at the clinic.
        People = "people",
        /// Needs told to the clinic.
        NeedsReceived = "needs_received",
        /// Executives in post in its provinces.
        Executives = "executives",
        /// Needs analysed together with the community.
        NeedsAnalysed = "needs_analysed",
        /// Published technologies.
        Technologies = "technologies",
        /// Local wisdom among them.
        LocalWisdom = "local_wisdom",
        /// Projects it leads.
        Projects = "projects",
        /// Days of transfer.
        Transfers = "transfers",
        /// People who took part in them.
        Persons = "persons",
    }
}

impl Finding {
    /// The letter of the duty it is evidence for.
    fn letter(self) -> char {
        match self {
            Self::People | Self::NeedsReceived => 'a',
            Self::Executives => 'b',
            Self::NeedsAnalysed => 'c',
            Self::Technologies | Self::LocalWisdom => 'd',
            Self::Projects | Self::Transfers | Self::Persons => 'e',
        }
    }
}

/// What was found for one duty.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The duty.
    pub duty: Duty,
    /// What was found, nought included.
    pub found: Vec<(Finding, i64)>,
}

impl Evidence {
    /// The five duties with what was counted.
    pub fn of(counted: &[(Finding, i64)]) -> Vec<Self> {
        let of = |duty: Duty| {
            let own = Finding::ALL.iter().copied().filter(|finding| finding.letter() == duty.letter);
            let count = |finding| counted.iter().find(|(one, _)| *one == finding).map_or(0, |(_, count)| *count);
            Self { duty, found: own.map(|finding| (finding, count(finding))).collect() }
        };
        Duty::of(Side::Institute).map(of).to_vec()
    }

    /// The letter of the duty, as the end of a message.
    pub fn letter(&self) -> &'static str {
        match self.duty.letter {
            'a' => "a",
            'b' => "b",
            'c' => "c",
            'd' => "d",
            _ => "e",
        }
    }

    /// Was anything found?
    pub fn is_found(&self) -> bool {
        self.found.iter().any(|(_, count)| *count > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_duty_has_something_that_can_be_found() {
        let evidence = Evidence::of(&[(Finding::Transfers, 3)]);
        assert_eq!(evidence.len(), 5);
        assert!(evidence.iter().all(|one| !one.found.is_empty()));
        assert_eq!(evidence.iter().filter(|one| one.is_found()).map(|one| one.duty.letter).collect::<String>(), "e");
        assert_eq!(evidence.iter().map(|one| one.found.len()).sum::<usize>(), Finding::ALL.len());
    }
}
