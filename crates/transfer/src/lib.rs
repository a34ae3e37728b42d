//! From a call for proposals to what came of it: projects, how they are judged and paid, those who took part and
//! what they answered, citizens who watch, the quarterly reports, and the plans for the provinces.

// Templates of this crate are drawn in the crates above too, and name it as those do.
extern crate self as transfer;

pub mod calls;
pub mod consents;
pub mod data_requests;
pub mod disbursements;
pub mod fieldwork;
pub mod follow_ups;
pub mod integration_plans;
pub mod monitoring;
pub mod own_data;
pub mod paper_packs;
pub mod participant_reminders;
pub mod participation;
pub mod plan_items;
pub mod programmes;
pub mod projects;
pub mod questionnaires;
pub mod responses;
pub mod results;
pub mod reviews;
pub mod submissions;
pub mod surveys;

use house::layout::slots::{Host, SlotOn};

/// What higher features show on the page of a project.
impl Host for projects::Project {
    fn slots() -> &'static [SlotOn<Self>] {
        &[
            reviews::ON_PROJECT,
            monitoring::ON_PROJECT,
            disbursements::ON_PROJECT,
            responses::ON_PROJECT,
            results::ON_PROJECT,
            follow_ups::ON_PROJECT,
            submissions::ON_PROJECT,
            paper_packs::ON_PROJECT,
            participation::ON_PROJECT,
            integration_plans::ON_PROJECT,
        ]
    }
}

/// What higher features show on the list of an area's participants.
impl Host for responses::Area {
    fn slots() -> &'static [SlotOn<Self>] {
        &[participant_reminders::ON_AREA, consents::ON_AREA]
    }
}

/// What higher features show on the page of a participant.
impl Host for responses::Participant {
    fn slots() -> &'static [SlotOn<Self>] {
        &[
            consents::ON_PARTICIPANT,
            follow_ups::ON_PARTICIPANT,
            participant_reminders::ON_PARTICIPANT,
            own_data::ON_PARTICIPANT,
        ]
    }
}

/// What higher features show on the page that a slip opens.
impl Host for responses::Holder {
    fn slots() -> &'static [SlotOn<Self>] {
        &[consents::ON_SLIP, participant_reminders::ON_SLIP, own_data::ON_SLIP, data_requests::ON_SLIP]
    }
}

/// What higher features tell of a project on the page of a day that is past.
impl Host for projects::Then {
    fn slots() -> &'static [SlotOn<Self>] {
        &[monitoring::ON_PAST, disbursements::ON_PAST]
    }
}

/// What stands on the parts of a project's plan, so that no amendment takes it away.
impl projects::StoodOn for projects::Project {
    fn by() -> &'static [projects::StandsOn] {
        &[
            projects::StandsOn(disbursements::stand_on),
            projects::StandsOn(responses::stand_on),
            projects::StandsOn(participation::stand_on),
            projects::StandsOn(monitoring::stand_on),
        ]
    }
}
