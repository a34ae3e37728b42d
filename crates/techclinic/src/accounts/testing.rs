//! Signing people in for stories, without the cost of hashing a password.

use super::{store, verbs};
use crate::app::App;
use crate::rights::Grant;
use crate::rights::{Reader, SignedIn};

/// Makes an account with these grants and a session for it: its reader, and the cookie's secret.
pub(crate) async fn sign_in_as(app: &App, name: &str, grants: Vec<Grant>) -> (Reader, String) {
    let email = format!("{}@example.org", name.to_lowercase());
    let account =
        verbs::add_holding(app, &Reader::system("test"), email, name.to_owned(), &grants).await.expect("an account");
    let secret = store::begin_session(app, account.id, "test").await.expect("a session");
    let who = verbs::identify(app, None, Some(&secret)).await.expect("an answer").expect("a session");
    let who = SignedIn { name: account.name, grants, ..who };
    (Reader::signed_in(who, kit::Lang::Th), secret)
}
