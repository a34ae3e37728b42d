//! One account for each role, so that whoever tries the demonstration can stand in every pair of
//! shoes. The password follows from the seed and is printed.

use kit::Chance;
use uuid::Uuid;

use super::{Stage, Tell, network};
use crate::accounts::{self, Credential, Grant, NewAccount, NewGrant, NewPassword, Reader, Role, Scope, SignedIn};
use crate::organisations::Clinic;

/// How to sign in to the demonstration as somebody with one role.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// What they may do.
    pub role: Role,
    /// Their address.
    pub email: String,
    /// Their password.
    pub password: String,
}

/// Each role with how its holder is called and where the role holds.
const PEOPLE: [(Role, &str, &str); 11] = [
    (Role::ClinicCoordinator, "ผู้ประสานงานคลินิก (สมมติ)", network::FIRST),
    (Role::ClinicManager, "ผู้จัดการคลินิก (สมมติ)", network::FIRST),
    (Role::ClinicDirector, "ผู้อำนวยการคลินิก (สมมติ)", network::FIRST),
    (Role::RegionalOfficer, "เจ้าหน้าที่ศูนย์ภูมิภาค (สมมติ)", "south"),
    (Role::ProvinceOfficer, "ผู้บริหารวิทยาศาสตร์ประจำจังหวัด (สมมติ)", "92"),
    (Role::WorkingGroupMember, "คณะทำงานการมีส่วนร่วม (สมมติ)", ""),
    (Role::MinistryOfficer, "เจ้าหน้าที่กระทรวง (สมมติ)", ""),
    (Role::Executive, "ผู้บริหาร (สมมติ)", ""),
    (Role::Auditor, "ผู้ตรวจสอบ (สมมติ)", ""),
    (Role::DataProtectionOfficer, "เจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคล (สมมติ)", ""),
    (Role::Administrator, "ผู้ดูแลระบบ (สมมติ)", ""),
];

pub(super) async fn load(stage: &Stage, tell: Tell<'_>) -> kit::Result<()> {
    let password = password(stage.plan.seed);
    for (done, (role, name, place)) in PEOPLE.into_iter().enumerate() {
        let grant = Some(NewGrant { role, place: place.to_owned() });
        let new = NewAccount { email: email(role), name: name.to_owned(), grant };
        let account = accounts::add(&stage.app, &Stage::program(), new).await?;
        accounts::set_password(&stage.app, &Stage::program(), account.id, NewPassword::Given(password.clone())).await?;
        tell("accounts", done + 1);
    }
    Ok(())
}

/// Somebody who decides for a clinic, wherever in the network it is.
pub(super) fn manager(clinic: Clinic) -> Reader {
    let account = clinic.id;
    deciding(clinic, account, Role::ClinicManager)
}

/// A second person who decides for a clinic: whoever submits a plan does not sign it.
pub(super) fn director(clinic: Clinic, account: Uuid) -> Reader {
    deciding(clinic, account, Role::ClinicDirector)
}

fn deciding(clinic: Clinic, account: Uuid, role: Role) -> Reader {
    let scope = Scope::Clinic { id: clinic.id, provinces: clinic.answers_for };
    let grant = Grant { role, scope, valid_from: chrono::NaiveDate::MIN, valid_to: None };
    let who = SignedIn {
        account,
        name: clinic.name.th,
        credential: Credential::System,
        writes: true,
        grants: vec![grant],
        practice: false,
    };
    Reader::signed_in(who, kit::Lang::Th)
}

/// One sign-in per role.
pub(super) fn sign_ins(seed: u64) -> Vec<SignIn> {
    PEOPLE.iter().map(|(role, ..)| SignIn { role: *role, email: email(*role), password: password(seed) }).collect()
}

fn email(role: Role) -> String {
    format!("{}@example.org", role.as_str().replace('_', "-"))
}

fn password(seed: u64) -> String {
    format!("demo-{}", Chance::seeded(seed).code(10).to_lowercase())
}
