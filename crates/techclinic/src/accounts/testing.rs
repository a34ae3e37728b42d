//! Signing people in for stories, without the cost of hashing a password.

use super::account::Account;
use super::reader::{Reader, SignedIn};
use super::role::Grant;
use super::store;
use crate::app::App;

/// Makes an account with these grants and a session for it: its reader, and the cookie's secret.
pub(crate) async fn sign_in_as(app: &App, name: &str, grants: Vec<Grant>) -> (Reader, String) {
    let act = app.act(&kit::Actor::system("test"), "account.add").await.expect("an act");
    let account = Account {
        id: act.new_id(),
        email: format!("{}@example.org", name.to_lowercase()),
        name: name.to_owned(),
        password_hash: None,
        disabled_at: None,
        version: 1,
    };
    store::save_new(&act, &account).await.expect("an account");
    for grant in &grants {
        store::save_grant(&act, account.id, grant).await.expect("a grant");
    }
    act.commit(&account, kit::Facts::none()).await.expect("committed");
    let secret = store::begin_session(app, account.id, "test").await.expect("a session");
    let who = SignedIn { account: account.id, name: account.name, credential: account.id, writes: true, grants };
    (Reader::signed_in(who, kit::Lang::Th), secret)
}
