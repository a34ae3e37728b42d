//! Stories: people who use the whole site, over HTTP and in a browser, on both engines. A folder for each feature,
//! named as it is, and `testing/` for the world they happen in.

mod testing;

mod accounts;
mod agreement_evidence;
mod agreements;
mod appointments;
mod calls;
mod commands;
mod consents;
mod coverage;
mod dashboard;
mod demo;
mod disbursements;
mod fieldwork;
mod follow_ups;
mod history;
mod holidays;
mod home;
mod imports;
mod integration_plans;
mod interests;
mod matching;
mod monitoring;
mod needs;
mod network_calls;
mod old_addresses;
mod organisations;
mod own_data;
mod paper_packs;
mod participant_reminders;
mod participation;
mod past_projects;
mod places;
mod plan_items;
mod practice;
mod programmes;
mod projects;
mod promises;
mod published_figures;
mod questionnaires;
mod reminders;
mod responses;
mod results;
mod reviews;
mod search;
mod submissions;
mod surveys;
mod technologies;
mod thesaurus;
mod trainings;
mod villages;
mod volunteers;

/// How the verbs of each feature are tried, by its folder and in the order of the ranks: each finds the records that
/// those before it made.
const TRIED: &[(&str, &testing::Tried)] = &[
    ("places", &places::testing::TRIED),
    ("organisations", &organisations::testing::TRIED),
    ("accounts", &accounts::testing::TRIED),
    ("agreements", &agreements::testing::TRIED),
    ("appointments", &appointments::testing::TRIED),
    ("holidays", &holidays::testing::TRIED),
    ("promises", &promises::testing::TRIED),
    ("technologies", &technologies::testing::TRIED),
    ("questionnaires", &questionnaires::testing::TRIED),
    ("programmes", &programmes::testing::TRIED),
    ("plan_items", &plan_items::testing::TRIED),
    ("thesaurus", &thesaurus::testing::TRIED),
    ("needs", &needs::testing::TRIED),
    ("villages", &villages::testing::TRIED),
    ("volunteers", &volunteers::testing::TRIED),
    ("matching", &matching::testing::TRIED),
    ("interests", &interests::testing::TRIED),
    ("network_calls", &network_calls::testing::TRIED),
    ("calls", &calls::testing::TRIED),
    ("projects", &projects::testing::TRIED),
    ("reviews", &reviews::testing::TRIED),
    ("disbursements", &disbursements::testing::TRIED),
    ("responses", &responses::testing::TRIED),
    ("consents", &consents::testing::TRIED),
    ("follow_ups", &follow_ups::testing::TRIED),
    ("submissions", &submissions::testing::TRIED),
    ("paper_packs", &paper_packs::testing::TRIED),
    ("participant_reminders", &participant_reminders::testing::TRIED),
    ("participation", &participation::testing::TRIED),
    ("surveys", &surveys::testing::TRIED),
    ("monitoring", &monitoring::testing::TRIED),
    ("integration_plans", &integration_plans::testing::TRIED),
    ("search", &search::testing::TRIED),
    ("published_figures", &published_figures::testing::TRIED),
    ("past_projects", &past_projects::testing::TRIED),
    ("trainings", &trainings::testing::TRIED),
    ("imports", &imports::testing::TRIED),
    ("practice", &practice::testing::TRIED),
];
