//! One account for each role, so that whoever tries the demonstration can stand in every pair of
//! shoes. Whoever works for a clinic, a province, a centre or the working group has no right but that of
//! their appointment, which names their account; roles of the ministry's house are granted. The manager of a
//! second clinic signs in too, since nobody reviews technologies of their own clinic. The password follows
//! from the seed; it is printed, and stands on the page for signing in while `--demo` is on.

use std::collections::HashMap;

use kit::Chance;
use serde::Deserialize;
use uuid::Uuid;

use super::{Stage, Tell, network, table};
use house::accounts::{
    self, Account, Credential, Grant, NewAccount, NewGrant, NewPassword, Reader, Role, Scope, SignedIn,
};
use house::organisations::{self, Clinic};

/// How to sign in to the demonstration as somebody with one role.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// What they may do.
    pub role: Role,
    /// Their address.
    pub email: String,
    /// Their password.
    pub password: String,
    /// Code of the clinic they are appointed to.
    pub clinic: Option<String>,
    /// Official code of the province they are appointed to.
    pub province: Option<String>,
}

/// The roles that nobody is appointed to, with how their holder is called.
const GRANTED: [(Role, &str); 5] = [
    (Role::MinistryOfficer, "เจ้าหน้าที่กระทรวง (สมมติ)"),
    (Role::Executive, "ผู้บริหาร (สมมติ)"),
    (Role::Auditor, "ผู้ตรวจสอบ (สมมติ)"),
    (Role::DataProtectionOfficer, "เจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคล (สมมติ)"),
    (Role::Administrator, "ผู้ดูแลระบบ (สมมติ)"),
];

/// Who manages a second clinic.
const NEIGHBOUR: (Role, &str) = (Role::ClinicManager, "clinic-manager@chonburi.example.org");

/// Somebody in post, as far as their account goes.
#[derive(Deserialize)]
struct Holder {
    post: String,
    clinic: String,
    province: String,
    name: String,
    account: String,
}

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

/// One account for each role to sign in with, and one for each manager and director of the other
/// clinics, who have no password: they are named, and nobody needs their shoes. Their rights come with
/// the appointments, which name these accounts.
pub(super) async fn load(stage: &Stage, tell: Tell<'_>) -> kit::Result<()> {
    let (mut done, mut ministry) = (0, None);
    for (role, name) in GRANTED {
        let grant = Some(NewGrant { role, place: String::new() });
        let account = account(stage, email(role), name.to_owned(), grant).await?;
        if role == Role::MinistryOfficer {
            ministry = Some(account);
        }
        done += 1;
        tell("accounts", done);
    }
    let mut of_posts = HashMap::new();
    let holders: Vec<Holder> = table::rows(network::APPOINTMENTS)?;
    for one in holders.into_iter().filter(|one| !one.account.is_empty()) {
        let account = account(stage, one.account, one.name, None).await?;
        of_posts.insert((one.clinic, one.post), account);
        done += 1;
        tell("accounts", done);
    }
    let mut of_clinics = HashMap::new();
    for clinic in organisations::list_clinic_names(&stage.app.db).await? {
        let mut post = |role: Role| of_posts.remove(&(clinic.code.clone(), role.as_str().to_owned()));
        let two = post(Role::ClinicManager).zip(post(Role::ClinicDirector));
        of_clinics.extend(two.map(|(manager, director)| (clinic.id, [manager, director])));
    }
    if let Some(ministry) = ministry {
        let _ = stage.officers.set(Officers { ministry, of_clinics });
    }
    Ok(())
}

/// An account, with the password of the demonstration where somebody signs in with it.
async fn account(stage: &Stage, email: String, name: String, grant: Option<NewGrant>) -> kit::Result<Account> {
    let signs_in = Role::ALL.iter().any(|role| self::email(*role) == email);
    let account = accounts::add(&stage.app, &Stage::program(), NewAccount { email, name, grant }).await?;
    if signs_in {
        let password = NewPassword::Given(password(stage.plan.seed));
        accounts::set_password(&stage.app, &Stage::program(), account.id, password).await?;
    }
    Ok(account)
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

/// Lets the manager of the second clinic sign in. Last, so that what chance made before stays as it was.
pub(super) async fn admit_neighbour(stage: &Stage) -> kit::Result<()> {
    let mut deciding = stage.officers()?.of_clinics.values().flatten();
    if let Some(account) = deciding.find(|account| account.email == NEIGHBOUR.1) {
        stage.days_ago(0);
        let password = NewPassword::Given(password(stage.plan.seed));
        accounts::set_password(&stage.app, &Stage::program(), account.id, password).await?;
    }
    Ok(())
}

/// One sign-in per role, and that of the second clinic.
///
/// # Errors
/// When a file of ours has a fault.
pub(super) fn sign_ins(seed: u64) -> kit::Result<Vec<SignIn>> {
    let holders: Vec<Holder> = table::rows(network::APPOINTMENTS)?;
    let own = Role::ALL.iter().map(|role| (*role, email(*role)));
    let named = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let sign_in = |(role, email): (Role, String)| {
        let holder = holders.iter().find(|one| one.account == email);
        SignIn {
            role,
            password: password(seed),
            clinic: holder.and_then(|one| named(&one.clinic)),
            province: holder.and_then(|one| named(&one.province)),
            email,
        }
    };
    Ok(own.chain([(NEIGHBOUR.0, NEIGHBOUR.1.to_owned())]).map(sign_in).collect())
}

fn email(role: Role) -> String {
    format!("{}@example.org", role.as_str().replace('_', "-"))
}

fn password(seed: u64) -> String {
    format!("demo-{}", Chance::seeded(seed).code(10).to_lowercase())
}
