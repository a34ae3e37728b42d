//! Who may sign in, and what they may do where. An account holds grants, each a role within a scope
//! and a time; every request carries a [`Reader`], and every feature's policy asks that reader.
//!
//! One factor today: an e-mail address and a password. A second factor belongs between
//! `verbs::recognise_password` and the beginning of a session, as a page of its own that
//! `verbs::sign_in` asks for; sign-in by OpenID Connect ends, like a password, in `begin_session`,
//! for the account of the address that the provider has confirmed.

mod account;
mod caller;
mod forms;
mod pages;
mod pages_own;
mod password;
mod policy;
mod record;
mod session;
mod store;
mod store_grants;
mod token;
mod typed;
mod verbs;

use axum::routing::{get, post};

use crate::app::Routes;
use crate::layout::feature::Feature;

pub use crate::rights::{Credential, Grant, NewGrant, Reach, Reader, Role, Scope, SignedIn};
pub use account::{Account, NewAccount, check_password};
pub use caller::Caller;
pub use forms::{AccountForm, GrantForm, TokenForm};
pub use pages_own::{keep_typed, recognise};
pub use policy::Verb;
pub use store::{
    Filter, begin_session, emails_of, find_by_email, list, list_sessions, list_tokens, names_of, roles_on,
};
pub use store_grants::{Held, list_concerned, list_grants};
pub use token::{NewToken, Token, TokenScope};
pub use typed::{Typed, local};
pub use verbs::{
    Left, NewPassword, add, add_holding, appointed, disable, enable, grant, identify, issue_token, left,
    recognise_basic, set_password, switch_practice, withdraw,
};

/// What this folder gives to the house.
pub const FEATURE: Feature = Feature::of(routes);

/// The addresses of this feature.
fn routes() -> Routes {
    Routes::new()
        .route("/sign-in", get(pages_own::sign_in_form).post(pages_own::sign_in))
        .route("/sign-out", post(pages_own::sign_out))
        .route("/desk/sessions", get(pages_own::sessions))
        .route("/desk/sessions/{id}/end", post(pages_own::end_session))
        .route("/desk/sessions/end-others", post(pages_own::end_other_sessions))
        .route("/desk/tokens", get(pages_own::tokens).post(pages_own::issue_token))
        .route("/desk/tokens/{id}/end", post(pages_own::end_token))
        .route("/desk/password", get(pages_own::password).post(pages_own::change_password))
        .route("/desk/accounts", get(pages::index).post(pages::add))
        .route("/desk/accounts/new", get(pages::new))
        .route("/desk/accounts/{id}", get(pages::show))
        .route("/desk/accounts/{id}/grant", post(pages::grant))
        .route("/desk/accounts/{id}/withdraw", post(pages::withdraw))
        .route("/desk/accounts/{id}/disable", post(pages::disable))
        .route("/desk/accounts/{id}/enable", post(pages::enable))
        .route("/desk/accounts/{id}/set-password", post(pages::set_password))
}
