//! One account for each role, so that whoever tries the demonstration can stand in every pair of
//! shoes. The password follows from the seed and is printed.

use std::collections::HashMap;

use kit::Chance;
use uuid::Uuid;

use super::{Stage, Tell, network};
use crate::accounts::{
    self, Account, Credential, Grant, NewAccount, NewGrant, NewPassword, Reader, Role, Scope, SignedIn,
};
use crate::organisations::{self, Clinic};

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

/// The invented people who do the network's work, so that the trail names somebody for each step: of
/// every clinic whoever manages and whoever directs it, and an officer of the ministry.
pub(super) struct Officers {
    ministry: Account,
    of_clinics: HashMap<Uuid, [Account; 2]>,
}

impl Officers {
    /// An officer of the ministry.
    pub(super) fn ministry(&self) -> Reader {
        acting(&self.ministry, Role::MinistryOfficer, Scope::Network)
    }

    /// Somebody who decides for a clinic, wherever in the network it is.
    pub(super) fn manager(&self, clinic: &Clinic) -> Reader {
        self.deciding(clinic, 0, Role::ClinicManager)
    }

    /// A second person who decides for a clinic: whoever submits a plan does not sign it.
    pub(super) fn director(&self, clinic: &Clinic) -> Reader {
        self.deciding(clinic, 1, Role::ClinicDirector)
    }

    fn deciding(&self, clinic: &Clinic, which: usize, role: Role) -> Reader {
        let scope = Scope::Clinic { id: clinic.id, provinces: clinic.answers_for.clone() };
        match self.of_clinics.get(&clinic.id) {
            Some(two) => acting(&two[which], role, scope),
            None => Stage::program(),
        }
    }
}

/// One account for each role to sign in with, then the managers and directors of the other clinics,
/// who have no password: they are named, and nobody needs their shoes.
pub(super) async fn load(stage: &Stage, tell: Tell<'_>) -> kit::Result<()> {
    let password = password(stage.plan.seed);
    let mut of_roles = HashMap::new();
    let mut done = 0;
    for (role, name, place) in PEOPLE {
        let account = account(stage, email(role), name.to_owned(), role, place).await?;
        accounts::set_password(&stage.app, &Stage::program(), account.id, NewPassword::Given(password.clone())).await?;
        of_roles.insert(role.as_str(), account);
        done += 1;
        tell("accounts", done);
    }
    let mut of_clinics = HashMap::new();
    for clinic in organisations::list_clinic_names(&stage.app.db).await? {
        let mut two = Vec::with_capacity(DECIDING.len());
        for (role, title) in DECIDING {
            two.push(match (clinic.code == network::FIRST, of_roles.get(role.as_str())) {
                (true, Some(account)) => account.clone(),
                _ => {
                    let email = format!("{}@{}.example.org", role.as_str().replace('_', "-"), clinic.code);
                    account(stage, email, format!("{title}{} (สมมติ)", clinic.name.th), role, &clinic.code).await?
                }
            });
            done += 1;
            tell("accounts", done);
        }
        let Some(found) = organisations::find_clinic(&stage.app.db, &clinic.code).await? else { continue };
        of_clinics.extend(<[Account; 2]>::try_from(two).ok().map(|two| (found.id, two)));
    }
    if let Some(ministry) = of_roles.remove(Role::MinistryOfficer.as_str()) {
        let _ = stage.officers.set(Officers { ministry, of_clinics });
    }
    Ok(())
}

/// Those who decide for a clinic, with how they are called before its name.
const DECIDING: [(Role, &str); 2] = [(Role::ClinicManager, "ผู้จัดการ"), (Role::ClinicDirector, "ผู้อำนวยการ")];

async fn account(stage: &Stage, email: String, name: String, role: Role, place: &str) -> kit::Result<Account> {
    let grant = Some(NewGrant { role, place: place.to_owned() });
    accounts::add(&stage.app, &Stage::program(), NewAccount { email, name, grant }).await
}

fn acting(account: &Account, role: Role, scope: Scope) -> Reader {
    let grant = Grant { role, scope, valid_from: chrono::NaiveDate::MIN, valid_to: None };
    let who = SignedIn {
        account: account.id,
        name: account.name.clone(),
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
