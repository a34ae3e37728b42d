//! The pages of accounts for whoever administers them: the list, an account, its roles.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kit::db::listing::{Listing, Turns};
use kit::message::msg;
use kit::web::{Form, Narrowed, Path, see, shown_again};
use kit::{Error, FormErrors, Lang, Message, Result, page};
use uuid::Uuid;

use super::account::Account;
use super::forms::{AccountForm, GrantForm, WithdrawForm};
use super::policy;
use super::store::{self, Filter};
use super::store_grants::{self, Held};
use super::verbs::{self, NewPassword};
use crate::app::App;
use crate::layout::place_chooser::provinces;
use crate::layout::{Choice, choices, filters};
use crate::rights::{Grant, Reader, Role, Scope};
use crate::{organisations, places};

/// The administrator's list of accounts.
#[derive(Template)]
#[template(path = "accounts/index.html")]
pub(super) struct Index {
    accounts: Listing<(Account, Vec<Role>)>,
    filter: Filter,
    turns: Turns,
}
page!(Index, "accounts-title");

pub(super) async fn index(State(app): State<App>, reader: Reader, Narrowed(filter): Narrowed<Filter>) -> Result<Index> {
    policy::may_list(&reader)?;
    let listing = store::list(&app.db, &filter).await?;
    let ids = listing.items.iter().map(|account| account.id).collect();
    let mut roles = store::roles_on(&app.db, ids, app.clock.today()).await?;
    let accounts = listing.map(|account| {
        let held = roles.remove(&account.id).unwrap_or_default();
        (account, held)
    });
    let turns = accounts.turns(filter.cursor.as_deref(), |at| filter.address(at));
    Ok(Index { accounts, filter, turns })
}

/// The form by which an administrator adds an account.
#[derive(Template)]
#[template(path = "accounts/new.html")]
pub(super) struct New {
    form: AccountForm,
    errors: FormErrors,
    choices: Choices,
}
page!(New, "accounts-new-title");

/// What a role is put together from.
struct Choices {
    roles: Vec<Choice>,
    regions: Vec<Choice>,
    provinces: &'static [Choice],
}

impl Choices {
    fn new() -> Self {
        let roles = choices(Role::words(), "accounts-role-");
        let regions = places::regions().map(|(word, names)| Choice::new(word, names)).collect();
        Self { roles, regions, provinces: provinces() }
    }
}

pub(super) async fn new(reader: Reader) -> Result<New> {
    policy::may_add(&reader)?;
    Ok(New { form: AccountForm::default(), errors: FormErrors::new(), choices: Choices::new() })
}

pub(super) async fn add(State(app): State<App>, reader: Reader, Form(form): Form<AccountForm>) -> Result<Response> {
    policy::may_add(&reader)?;
    let added = match form.check() {
        Ok(new) => verbs::add(&app, &reader, new).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match added {
        Ok(account) => Ok(see(format!("/desk/accounts/{}", account.id)).saying(msg("accounts-added")).into_response()),
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, New { form, errors, choices: Choices::new() }).into_response())
        }
    }
}

/// One account, as the administrator sees it.
#[derive(Template)]
#[template(path = "accounts/show.html")]
pub(super) struct Show {
    account: Account,
    grants: Vec<GrantRow>,
    form: GrantForm,
    errors: FormErrors,
    choices: Choices,
    /// The password just made up: shown now and never again.
    made: Option<String>,
    /// Is it the reader's own?
    own: bool,
}
page!(Show, |page| msg("accounts-show-title").with("name", page.account.name.clone()));

/// A role of an account, with the name of where it holds.
struct GrantRow {
    id: Uuid,
    grant: Grant,
    place: String,
    holds: bool,
    /// Does it follow from an appointment, and end with it?
    appointed: bool,
}

fn region_name(region: &str, lang: Lang) -> String {
    let names = places::regions().find(|(word, _)| word == region);
    names.map_or_else(|| region.to_owned(), |(_, names)| names.in_lang(lang).to_owned())
}

impl Show {
    fn address(&self, verb: &str) -> String {
        format!("/desk/accounts/{}/{verb}", self.account.id)
    }

    async fn of(app: &App, reader: &Reader, id: Uuid) -> Result<Self> {
        policy::may_list(reader)?;
        let account = store::find(&app.db, id).await?.ok_or(Error::NotFound)?;
        let grants = store_grants::list_grants(&app.db, id).await?;
        let clinics = grants.iter().filter_map(|held| match &held.grant.scope {
            Scope::Clinic { id, .. } => Some(*id),
            _ => None,
        });
        let clinics = organisations::clinic_names(&app.db, clinics).await?;
        let today = app.clock.today();
        let rows = grants.into_iter().map(|Held { id, grant, appointment }| {
            let place = match &grant.scope {
                Scope::Network => app.words.plain(reader.lang, "accounts-reach-network").into_owned(),
                Scope::Region { region, .. } => region_name(region, reader.lang),
                Scope::Province(code) => places::full_name(code, reader.lang),
                Scope::Clinic { id, .. } => {
                    clinics.get(id).map(|clinic| clinic.name.in_lang(reader.lang).to_owned()).unwrap_or_default()
                }
            };
            GrantRow { id, holds: grant.holds_on(today), appointed: appointment.is_some(), grant, place }
        });
        let own = reader.who().is_some_and(|who| who.account == id);
        let (form, errors, choices) = (GrantForm::default(), FormErrors::new(), Choices::new());
        Ok(Self { account, grants: rows.collect(), form, errors, choices, made: None, own })
    }
}

pub(super) async fn show(State(app): State<App>, reader: Reader, Path(id): Path<Uuid>) -> Result<Show> {
    Show::of(&app, &reader, id).await
}

pub(super) async fn grant(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<Uuid>,
    Form(form): Form<GrantForm>,
) -> Result<Response> {
    policy::may_grant(&reader)?;
    let given = match form.check() {
        Ok(new) => verbs::grant(&app, &reader, id, new).await,
        Err(errors) => Err(Error::Invalid(errors)),
    };
    match given {
        Ok(()) => Ok(back(id, msg("accounts-granted"))),
        Err(error) => {
            let (status, errors) = shown_again(error, "")?;
            Ok((status, Show { form, errors, ..Show::of(&app, &reader, id).await? }).into_response())
        }
    }
}

fn back(id: Uuid, said: Message) -> Response {
    see(format!("/desk/accounts/{id}")).saying(said).into_response()
}

pub(super) async fn withdraw(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<Uuid>,
    Form(form): Form<WithdrawForm>,
) -> Result<Response> {
    policy::may_withdraw(&reader)?;
    let grant = form.grant.parse().map_err(|_| Error::BadRequest(msg("kit-error-form")))?;
    verbs::withdraw(&app, &reader, id, grant).await?;
    Ok(back(id, msg("accounts-withdrawn")))
}

pub(super) async fn disable(State(app): State<App>, reader: Reader, Path(id): Path<Uuid>) -> Result<Response> {
    verbs::disable(&app, &reader, id).await?;
    Ok(back(id, msg("accounts-disabled")))
}

pub(super) async fn enable(State(app): State<App>, reader: Reader, Path(id): Path<Uuid>) -> Result<Response> {
    verbs::enable(&app, &reader, id).await?;
    Ok(back(id, msg("accounts-enabled")))
}

pub(super) async fn set_password(State(app): State<App>, reader: Reader, Path(id): Path<Uuid>) -> Result<Show> {
    let made = verbs::set_password(&app, &reader, id, NewPassword::MadeUp).await?;
    Ok(Show { made: Some(made), ..Show::of(&app, &reader, id).await? })
}
