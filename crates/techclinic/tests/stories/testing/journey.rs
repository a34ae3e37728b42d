//! The whole way of one need, in real Chromium, by telephone and on a desktop, with script and
//! without: told by a citizen, taken up by a clinic, approved by the ministry, done, reported,
//! talked about, and counted. Every step is pressed and filled in on the pages; only the people, the
//! clinics, their technologies and the questionnaires are there before.

use kit::db::listing::Paging;

use super::browser::{Browser, Device, Script};
use super::{Person, World, stories};
use super::{journey_need as need, journey_project as project, journey_public as public, journey_work as work};
use techclinic::accounts::Role;
use techclinic::organisations::Clinic;
use techclinic::{questionnaires, understanding};

/// The world a need travels through, and the browser all its people share.
pub(super) struct Way {
    pub(super) world: World,
    pub(super) browser: Browser,
    pub(super) trang: Clinic,
}

impl Way {
    /// What is there before the first need: two clinics, each with a technology, and the
    /// questionnaires that ship.
    async fn begin(world: World, device: Device, script: Script) -> Self {
        let (trang, chonburi) = (world.trang().await, world.chonburi().await);
        let dryer = "อบกล้วยตากให้แห้งสม่ำเสมอในหน้าฝน ป้องกันเชื้อรา";
        crate::technologies::testing::offered(&world, &trang, "ตู้อบกล้วยพลังงานแสงอาทิตย์", dryer).await;
        let packing = "บรรจุกล้วยตากไม่ให้ขึ้นราระหว่างรอขาย";
        crate::technologies::testing::offered(&world, &chonburi, "บรรจุภัณฑ์สุญญากาศสำหรับผลไม้แห้ง", packing).await;
        questionnaires::publish_shipped(&world.app).await.expect("published");
        understanding::settle(&world.app).await.expect("read");
        Self::open(world, trang, device, script).await
    }

    /// The site, and a browser before it.
    pub(super) async fn open(world: World, trang: Clinic, device: Device, script: Script) -> Self {
        let base = world.served().await;
        let browser = Browser::open(&base, device, script).await;
        Self { world, browser, trang }
    }

    /// The page says this, is accessible, and fits the window.
    pub(super) async fn reads(&self, words: &str) {
        self.browser.must_say(words).await;
        self.browser.must_be_accessible().await;
    }

    /// Somebody of the clinic sits down at the browser.
    pub(super) async fn of_clinic(&self, role: Role) -> Person {
        let person = self.world.of_clinic(role, &self.trang).await;
        self.browser.sign_in(&person).await;
        person
    }

    /// An officer of the ministry sits down at the browser.
    pub(super) async fn officer(&self) {
        self.browser.sign_in(&self.world.officer().await).await;
    }

    /// Everything that was done, oldest first, but for the accounts the tests make.
    pub(super) async fn trail(&self) -> Vec<String> {
        let mut done = Vec::new();
        let mut paging = Paging { cursor: None, limit: Some(100) };
        loop {
            let page = kit::audit::list(&self.world.app.db, &Default::default(), &paging).await.expect("a trail");
            done.extend(page.items.into_iter().map(|entry| (entry.at, entry.verb)));
            paging.cursor = page.next_cursor;
            if paging.cursor.is_none() {
                break;
            }
        }
        done.retain(|(_, verb)| verb != "account.add");
        // What one act did, it did at once.
        done.sort();
        done.into_iter().map(|(_, verb)| verb).collect()
    }

    /// What was done since there were so many rows in the trail; what was done to one person after the
    /// other stands once.
    pub(super) async fn done_since(&self, ground: usize) -> Vec<String> {
        let mut told: Vec<String> = Vec::new();
        for verb in self.trail().await.split_off(ground) {
            let just_now = told.iter().rev().take(2).any(|before| *before == verb);
            if !just_now {
                told.push(verb);
            }
        }
        told
    }
}

/// What the trail says after the ground was laid.
const TRAIL: &[&str] = &[
    "need.register",
    "need.analyse",
    "match.confirm",
    "need.matched",
    "need.proposed",
    "project.propose",
    "project.edit",
    "project.submit",
    "project.sign",
    "project.return",
    "project.edit",
    "project.submit",
    "project.sign",
    "need.taken_into_project",
    "project.approve",
    "participant.register",
    "response.answer",
    "activity.record",
    "activity.attend",
    "project.mark_transferred",
    "response.answer",
    "project.follow_up",
    "progress_report.draft",
    "progress_report.submit",
    "progress_report.accept",
    "progress_report.lock",
    "opinion.register",
    "opinion.publish",
    "opinion.dispose",
    "opinion.reply",
];

async fn journey(world: World, device: Device, script: Script) {
    let way = Way::begin(world, device, script).await;
    let ground = way.trail().await.len();

    let need = need::a_citizen_tells_a_need(&way).await;
    need::the_clinic_analyses_it_with_the_community(&way).await;
    need::the_clinic_confirms_a_technology_of_its_own(&way).await;

    let project = project::the_clinic_proposes_a_project_from_it(&way).await;
    project::the_plan_is_written_part_by_part(&way).await;
    project::a_sum_that_is_not_the_total_is_refused_where_it_stands(&way, &project).await;
    project::the_director_signs_and_the_ministry_returns_it(&way, &project).await;
    project::the_clinic_submits_again_and_the_ministry_approves(&way, &project).await;

    let participant = work::the_clinic_registers_whoever_comes(&way, &project).await;
    work::the_clinic_records_the_day_and_who_was_there(&way, &project).await;
    work::the_participants_answer_after_the_transfer(&way, &participant).await;
    work::the_participants_are_followed_up_after_a_month(&way, &project, &participant).await;
    work::the_quarterly_report_drafts_itself_and_is_handed_in(&way, &project).await;
    work::the_ministry_accepts_the_report_and_locks_it(&way, &project).await;

    let opinion = public::a_stranger_reads_results_beside_targets_and_says_something(&way, &project).await;
    public::the_clinic_decides_and_replies(&way).await;
    public::the_stranger_reads_the_reply_by_the_code(&way, &opinion).await;
    public::the_citizen_finds_the_project_by_the_first_code(&way, &need).await;
    public::the_national_figures_count_it(&way).await;

    assert_eq!(way.done_since(ground).await, TRAIL);
    way.browser.close().await;
}

stories! {
    /// On an old telephone, with script.
    async fn by_telephone(world: World) {
        journey(world, Device::Phone, Script::On).await;
    }

    /// On an old telephone that runs no script.
    async fn by_telephone_without_script(world: World) {
        journey(world, Device::Phone, Script::Off).await;
    }

    /// On a desktop, with script.
    async fn on_a_desktop(world: World) {
        journey(world, Device::Desktop, Script::On).await;
    }

    /// On a desktop that runs no script.
    async fn on_a_desktop_without_script(world: World) {
        journey(world, Device::Desktop, Script::Off).await;
    }
}
