//! A week of people who keep the network's registers, in real Chromium: an officer of the ministry
//! at a desktop, and the coordinator of a clinic with a telephone; each once more without script. Every
//! step is pressed and filled in on the pages; before the week there are the clinics, what was signed and
//! printed in former years, and the people's accounts.

use super::browser::{Device, Script};
use super::journey::Way;
use super::{World, stories, week_coordinator as coordinator, week_officer as officer, week_reviewer as reviewer};
use techclinic::accounts::{Role, Scope};
use techclinic::organisations::Clinic;

/// Three clinics and their agreements: one that has lapsed, one about to, one in force; the same of
/// ตรัง still writes records, and has a manager.
async fn a_network_with_a_past(world: &World) -> Clinic {
    let trang = world.trang().await;
    world.chonburi().await;
    world.clinic("songkhla", "คลินิกเทคโนโลยีสงขลา", "90").await;
    let agreements = "code,kind,clinic,title_th,parties,signed,term_years,duties\n\
        A51-TRANG,clinic,trang,บันทึกความร่วมมือคลินิกตรัง,กระทรวงวิทยาศาสตร์และเทคโนโลยี; org-trang,1 มีนาคม 2551,2,2552\n\
        A51-CHON,clinic,chonburi,บันทึกความร่วมมือคลินิกชลบุรี,กระทรวงวิทยาศาสตร์และเทคโนโลยี; org-chonburi,21 มิถุนายน 2551,2,2552\n\
        A53-SONG,clinic,songkhla,บันทึกความร่วมมือคลินิกสงขลา,กระทรวงวิทยาศาสตร์และเทคโนโลยี; org-songkhla,21 ธันวาคม 2552,2,2552\n";
    let joined = "clinic,institute,joined\ntrang,org-trang,1 มกราคม 2549\nchonburi,org-chonburi,1 มกราคม 2549\n\
        songkhla,org-songkhla,21 ธันวาคม 2552\n";
    let needs = "text_th,province,received_on\nกลุ่มแม่บ้านตากกล้วยแล้วขึ้นราในหน้าฝน,ตรัง,15 มกราคม 2553\n";
    let villages =
        "name_th,province,district,years\nบ้านหนึ่ง,ตรัง,สิเกา,2552\nบ้านสอง,ตรัง,สิเกา,2553\nบ้านสาม,ตรัง,กันตัง,2553\n";
    let people = "code,post,clinic,name,starts_on\nAP52-1,clinic_manager,trang,นางปราณี สมมติ,1 ตุลาคม 2551\n";
    let figures = include_str!("../../../demo/history/published-figures.csv");
    let files = [("agreements", agreements), ("needs", needs), ("villages", villages), ("appointments", people)];
    for (kind, file) in files.into_iter().chain([("institutes", joined), ("published-figures", figures)]) {
        world.bring(kind, file).await;
    }
    trang
}

/// The clinic of ตรัง with its network of volunteers, one of whom the register knows, and a coordinator
/// who was appointed last year.
async fn a_clinic_with_volunteers(world: &World) -> Clinic {
    let trang = world.trang().await;
    let networks = "code,name_th,province,clinic\nVN-92,เครือข่าย อสวท. ตรัง,ตรัง,trang\n";
    let members = "code,name,network,province,phone,status\nT-001,นางสมศรี ใจดี,VN-92,ตรัง,081-234-5678,active\n";
    let people = "code,post,clinic,name,account,starts_on\n\
        AP52-2,clinic_coordinator,trang,นางสาวสมใจ สมมติ,somjai@example.org,1 ตุลาคม 2551\n";
    for (kind, file) in [("volunteer-networks", networks), ("volunteers", members), ("appointments", people)] {
        world.bring(kind, file).await;
    }
    trang
}

async fn officers_week(world: World, script: Script) {
    let wilai = world.named("wilai", Role::MinistryOfficer, Scope::Network).await;
    let trang = a_network_with_a_past(&world).await;
    let way = Way::open(world, trang, Device::Desktop, script).await;
    let ground = way.trail().await.len();

    officer::the_desk_tells_what_has_lapsed_and_what_soon_will(&way, &wilai).await;
    officer::the_list_is_narrowed_to_what_has_lapsed(&way).await;
    officer::the_records_show_what_became_of_each_duty(&way).await;
    officer::a_renewal_signed_after_its_end_is_refused(&way).await;
    officer::the_renewal_is_signed_and_stands_in_the_chain(&way).await;
    officer::one_person_in_one_post_twice_is_refused(&way, &wilai).await;
    officer::the_manager_may_what_the_post_gives(&way).await;
    officer::the_map_of_villages_names_the_districts_that_have_none(&way, &wilai).await;
    officer::what_was_printed_stands_beside_what_the_records_count(&way).await;

    let done = way.done_since(ground).await;
    assert_eq!(
        done,
        ["agreement.renew", "agreement.sign", "appointment.appoint", "appointment.hand_over", "need.analyse"]
    );
    way.browser.close().await;
}

async fn coordinators_week(world: World, script: Script) {
    let (leaving, successor) = (world.roleless("somjai").await, world.roleless("wanna").await);
    let trang = a_clinic_with_volunteers(&world).await;
    let way = Way::open(world, trang, Device::Phone, script).await;
    let ground = way.trail().await.len();

    coordinator::a_list_is_checked_and_its_wrong_row_named(&way, &leaving).await;
    coordinator::the_good_rows_are_kept(&way).await;
    coordinator::who_stands_there_twice_is_merged(&way).await;
    let card = coordinator::a_new_member_is_given_a_card(&way).await;
    coordinator::the_member_brings_a_need_of_a_neighbour(&way, &card).await;
    coordinator::the_need_waits_on_the_desk_and_the_referral_is_noted(&way, &leaving).await;
    coordinator::whoever_leaves_hands_over_to_a_successor(&way, &leaving).await;
    coordinator::the_successor_finds_the_work_on_the_desk(&way, &successor).await;

    let done = way.done_since(ground).await;
    let expected = [
        "import.apply",
        "volunteer.merge",
        "need.register",
        "volunteer.bring_need",
        "volunteer.record_deed",
        "appointment.appoint",
        "appointment.hand_over",
    ];
    assert_eq!(done, expected);
    way.browser.close().await;
}

async fn reviewers_week(world: World, script: Script) {
    let (trang, chonburi) = (world.trang().await, world.chonburi().await);
    let of = |clinic: &Clinic| Scope::Clinic { id: clinic.id, provinces: clinic.answers_for.clone() };
    let author = world.named("author", Role::ClinicManager, of(&trang)).await;
    let second = world.named("second", Role::ClinicManager, of(&chonburi)).await;
    let way = Way::open(world, trang, Device::Desktop, script).await;
    let ground = way.trail().await.len();

    reviewer::a_technology_is_written_with_a_picture_and_an_expert(&way, &author).await;
    reviewer::the_reviewer_sends_it_back_with_a_reason(&way, &second).await;
    reviewer::the_author_mends_what_the_reviewer_missed(&way, &author).await;
    reviewer::the_reviewer_lets_it_pass(&way, &second).await;
    reviewer::a_stranger_reads_it_and_wants_it(&way).await;
    reviewer::the_clinic_of_that_province_replies(&way, &second).await;

    let done = way.done_since(ground).await;
    let expected = [
        "technology.register",
        "technology.attach",
        "technology.name_expert",
        "technology.revise",
        "technology.submit",
        "technology.send_back",
        "technology.revise",
        "technology.submit",
        "technology.publish",
        "interest.register",
        "interest.answer",
    ];
    assert_eq!(done, expected);
    way.browser.close().await;
}

stories! {
    /// On a desktop, with script.
    async fn of_a_network_officer(world: World) {
        officers_week(world, Script::On).await;
    }

    /// On a desktop that runs no script.
    async fn of_a_network_officer_without_script(world: World) {
        officers_week(world, Script::Off).await;
    }

    /// On a desktop, with script.
    async fn of_a_reviewer(world: World) {
        reviewers_week(world, Script::On).await;
    }

    /// On a desktop that runs no script.
    async fn of_a_reviewer_without_script(world: World) {
        reviewers_week(world, Script::Off).await;
    }

    /// On a telephone, with script.
    async fn of_a_clinic_coordinator(world: World) {
        coordinators_week(world, Script::On).await;
    }

    /// On a telephone that runs no script.
    async fn of_a_clinic_coordinator_without_script(world: World) {
        coordinators_week(world, Script::Off).await;
    }
}
