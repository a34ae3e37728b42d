//! The noun: what was found in the records for each duty of both sides (docs/requirements.md A2-06, A2-07).

use kit::words;

use network::agreements::{Duty, Side};

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
        /// Projects of the clinic that the ministry pays a share of.
        ProjectsFunded = "projects_funded",
        /// Published technologies of the whole network.
        NetworkTechnologies = "network_technologies",
        /// Days of transfer in projects that the ministry pays a share of.
        TransfersFunded = "transfers_funded",
    }
}

impl Finding {
    /// The duty it is evidence for.
    fn duty(self) -> (Side, char) {
        match self {
            Self::People | Self::NeedsReceived => (Side::Institute, 'a'),
            Self::Executives => (Side::Institute, 'b'),
            Self::NeedsAnalysed => (Side::Institute, 'c'),
            Self::Technologies | Self::LocalWisdom => (Side::Institute, 'd'),
            Self::Projects | Self::Transfers | Self::Persons => (Side::Institute, 'e'),
            Self::ProjectsFunded => (Side::Ministry, 'b'),
            Self::NetworkTechnologies => (Side::Ministry, 'c'),
            Self::TransfersFunded => (Side::Ministry, 'e'),
        }
    }
}

/// Of fewer people than this a stranger is told no number.
const FEW: i64 = 5;

/// What was found for one duty.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The duty.
    pub duty: Duty,
    /// What was found, nought included; empty where no register holds what would show it.
    pub found: Vec<(Finding, i64)>,
}

impl Evidence {
    /// The five duties of one side with what was counted.
    pub fn of(side: Side, counted: &[(Finding, i64)]) -> Vec<Self> {
        let of = |duty: Duty| {
            let own = Finding::ALL.iter().copied().filter(|finding| finding.duty() == (side, duty.letter));
            let count = |finding| counted.iter().find(|(one, _)| *one == finding).map_or(0, |(_, count)| *count);
            Self { duty, found: own.map(|finding| (finding, count(finding))).collect() }
        };
        Duty::of(side).map(of).to_vec()
    }

    /// As strangers read it: fewer than five people are not told (docs/requirements.md B-21).
    #[must_use]
    pub fn public(mut self) -> Self {
        self.found.retain(|(finding, count)| *finding != Finding::Persons || *count == 0 || *count >= FEW);
        self
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
    fn few_people_are_told_to_nobody() {
        for (persons, told) in [(0, true), (4, false), (5, true)] {
            let evidence = Evidence::of(Side::Institute, &[(Finding::Transfers, 1), (Finding::Persons, persons)]);
            let public = evidence.into_iter().map(Evidence::public).flat_map(|one| one.found);
            assert_eq!(public.filter(|(finding, _)| *finding == Finding::Persons).count() == 1, told, "{persons}");
        }
    }

    #[test]
    fn findings_stand_with_their_duties() {
        let letters = |evidence: &[Evidence], seen: fn(&Evidence) -> bool| {
            evidence.iter().filter(|one| seen(one)).map(|one| one.duty.letter).collect::<String>()
        };
        let counted = [(Finding::Transfers, 3), (Finding::ProjectsFunded, 1)];
        let sides = [Side::Institute, Side::Ministry].map(|side| Evidence::of(side, &counted));
        assert_eq!(sides.each_ref().map(|side| letters(side, |one| !one.found.is_empty())), ["abcde", "bce"]);
        assert_eq!(sides.each_ref().map(|side| letters(side, Evidence::is_found)), ["e", "b"]);
        let found = sides.iter().flatten().map(|one| one.found.len());
        assert_eq!(found.sum::<usize>(), Finding::ALL.len());
    }
}
