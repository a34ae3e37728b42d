//! The public pages of networks: who coordinates them, how many members they have and where; names
//! only of those who agreed to it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use kit::message::msg;
use kit::web::{Form, Path, Query, see, shown_again, shown_beside};
use kit::{Error, FormErrors, Result, page};
use uuid::Uuid;

use super::forms::VolunteerNetworkForm;
use super::network::Network;
use super::policy;
use super::store_networks as store;
use super::verbs_entry::{enter_network, put_right_network};
use house::accounts::Reader;
use house::app::App;
use house::layout::place_chooser::provinces;
use house::layout::{Choice, filters};
use house::organisations::{self, ClinicName};

/// Names shown on a network's page.
const NAMED: u64 = 200;

/// Every network, with what the records count.
#[derive(Template)]
#[template(path = "volunteers/index.html")]
pub(super) struct Index {
    networks: Vec<Network>,
    clinics: HashMap<Uuid, ClinicName>,
    members: HashMap<Uuid, i64>,
    all_members: i64,
    reached: BTreeSet<String>,
    as_of: NaiveDate,
    writes: bool,
}
page!(Index, "volunteers-title", shared);

impl Index {
    fn members(&self, network: &Network) -> i64 {
        self.members.get(&network.id).copied().unwrap_or(0)
    }

    fn count_networks(&self) -> String {
        self.networks.len().to_string()
    }

    fn count_members(&self) -> String {
        thai::digits::group(self.all_members)
    }

    fn count_provinces(&self) -> String {
        self.reached.len().to_string()
    }

    /// A network may serve several provinces, and a province several networks: neither number is the
    /// other's (docs/requirements.md G-17).
    fn differ(&self) -> bool {
        self.reached.len() != self.networks.len()
    }
}

pub(super) async fn index(State(app): State<App>, reader: Reader) -> Result<Index> {
    let counted = store::count_members(&app.db, None).await?;
    let mut members: HashMap<Uuid, i64> = HashMap::new();
    for one in &counted {
        *members.entry(one.network_id).or_default() += one.members;
    }
    let clinics = organisations::list_clinic_names(&app.db).await?;
    Ok(Index {
        networks: store::list_all(app.db.reader()).await?,
        clinics: clinics.into_iter().map(|clinic| (clinic.id, clinic)).collect(),
        all_members: members.values().sum(),
        reached: counted.into_iter().map(|one| one.province).collect(),
        members,
        as_of: app.clock.today(),
        writes: policy::may_register_somewhere(&reader).is_ok(),
    })
}

/// One network.
#[derive(Template)]
#[template(path = "volunteers/network.html")]
pub(super) struct Show {
    network: Network,
    clinic: Option<ClinicName>,
    counts: BTreeMap<String, i64>,
    named: Vec<String>,
    may_correct: bool,
    sees: bool,
}
page!(Show, |page| msg("volunteers-network-show").with("name", page.network.told.name.th.clone()), shared);

impl Show {
    fn members(&self) -> i64 {
        self.counts.values().sum()
    }

    fn register(&self) -> String {
        kit::web::address("/desk/volunteers", &[("network", &self.network.code)])
    }
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Show> {
    let network = store::find_by_code(&app.db, &code).await?.ok_or(Error::NotFound)?;
    let counts = store::count_members(&app.db, Some(network.id)).await?;
    let mut clinics = organisations::clinic_names(&app.db, network.told.clinic).await?;
    Ok(Show {
        clinic: network.told.clinic.and_then(|clinic| clinics.remove(&clinic)),
        counts: counts.into_iter().map(|one| (one.province, one.members)).collect(),
        named: store::list_named(&app.db, network.id, NAMED).await?,
        may_correct: policy::may_correct_network(&reader, &network).is_ok(),
        sees: reader.who().is_some() && policy::sees(&reader, &network),
        network,
    })
}

/// The form by which a network is entered or corrected.
#[derive(Template)]
#[template(path = "volunteers/network_form.html")]
pub(super) struct Entry {
    network: Option<Network>,
    form: VolunteerNetworkForm,
    errors: FormErrors,
    provinces: &'static [Choice],
    clinics: Vec<Choice>,
}
page!(Entry, |page| match &page.network {
    None => msg("volunteers-network-new"),
    Some(_) => msg("volunteers-network-correct"),
});

impl Entry {
    async fn with(
        app: &App,
        reader: &Reader,
        network: Option<Network>,
        form: VolunteerNetworkForm,
        errors: FormErrors,
    ) -> Result<Self> {
        let clinics = organisations::choices_for(app, reader).await?;
        Ok(Self { network, form, errors, provinces: provinces(), clinics })
    }

    fn action(&self) -> String {
        let correct = |one: &Network| format!("/volunteers/networks/{}/correct", one.code);
        self.network.as_ref().map_or_else(|| "/volunteers/networks".to_owned(), correct)
    }

    fn draft(&self) -> String {
        let code = self.network.as_ref().map(|one| format!("volunteer-network-{}", one.code));
        code.unwrap_or_else(|| "volunteer-network".to_owned())
    }
}

pub(super) async fn new(
    State(app): State<App>,
    reader: Reader,
    Query(mut form): Query<VolunteerNetworkForm>,
) -> Result<Entry> {
    policy::may_register_somewhere(&reader)?;
    if form.once.is_empty() {
        form.once = app.chance.secret();
    }
    if form.clinic.is_empty() {
        form.clinic = organisations::own_code(&app, &reader).await?;
    }
    Entry::with(&app, &reader, None, form, FormErrors::new()).await
}

pub(super) async fn register(
    State(app): State<App>,
    reader: Reader,
    Form(form): Form<VolunteerNetworkForm>,
) -> Result<Response> {
    policy::may_register_somewhere(&reader)?;
    match enter_network(&app, &reader, &form, Some(form.once.clone())).await {
        Ok(network) => {
            let address = format!("/volunteers/networks/{}", network.code);
            Ok(see(address).saying(msg("volunteers-network-registered")).into_response())
        }
        Err(error) => {
            let (status, errors) = shown_again(error, "name_th")?;
            Ok((status, Entry::with(&app, &reader, None, form, errors).await?).into_response())
        }
    }
}

async fn to_correct(app: &App, reader: &Reader, code: &str) -> Result<Network> {
    let network = store::find_by_code(&app.db, code).await?.ok_or(Error::NotFound)?;
    policy::may_correct_network(reader, &network)?;
    Ok(network)
}

/// What is there, as it would be typed.
async fn typed(app: &App, network: &Network) -> Result<VolunteerNetworkForm> {
    let clinics = organisations::clinic_names(&app.db, network.told.clinic).await?;
    let clinic = clinics.into_values().next().map(|clinic| clinic.code).unwrap_or_default();
    Ok(VolunteerNetworkForm::of(network, &clinic))
}

pub(super) async fn correction(State(app): State<App>, reader: Reader, Path(code): Path<String>) -> Result<Entry> {
    let network = to_correct(&app, &reader, &code).await?;
    let form = typed(&app, &network).await?;
    Entry::with(&app, &reader, Some(network), form, FormErrors::new()).await
}

pub(super) async fn correct(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
    Form(mut form): Form<VolunteerNetworkForm>,
) -> Result<Response> {
    to_correct(&app, &reader, &code).await?;
    let Err(error) = put_right_network(&app, &reader, &code, &form).await else {
        let address = format!("/volunteers/networks/{code}");
        return Ok(see(address).saying(msg("volunteers-network-corrected")).into_response());
    };
    let latest = to_correct(&app, &reader, &code).await?;
    let saved = typed(&app, &latest).await?;
    let (status, errors) = shown_beside(error, "name_th", &mut form, saved)?;
    Ok((status, Entry::with(&app, &reader, Some(latest), form, errors).await?).into_response())
}
