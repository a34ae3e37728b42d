//! Accounts for stories, and signing people in without the cost of hashing a password.

use crate::testing::Tried;
use techclinic::accounts;
use techclinic::accounts::{NewToken, TokenScope};
use techclinic::app::App;
use techclinic::rights::{Grant, Reader, Role, Scope, SignedIn};

/// How its verbs are tried by everybody.
pub(crate) const TRIED: Tried = Tried {
    records: |world, named| {
        Box::pin(async move {
            let somebody = world.signed_in(Role::Auditor, Scope::Network).await;
            let account = somebody.reader().who().expect("somebody").account;
            let new = NewToken { name: "a program".to_owned(), scope: TokenScope::Read, days: 1 };
            let (token, _) =
                accounts::issue_token(&world.app, &world.system(), Some(account), new).await.expect("a token");
            named.name("account", account.to_string());
            named.name("token", token.id.to_string());
        })
    },
    ..Tried::of(&[
        ("account.add", "/desk/accounts", ""),
        ("account.grant", "/desk/accounts/{account}/grant", ""),
        ("account.withdraw", "/desk/accounts/{account}/withdraw", ""),
        ("account.disable", "/desk/accounts/{account}/disable", ""),
        ("account.enable", "/desk/accounts/{account}/enable", ""),
        ("account.set_password", "/desk/accounts/{account}/set-password", ""),
        ("token.issue", "/desk/tokens", ""),
        ("token.end", "/desk/tokens/{token}/end", ""),
    ])
};

/// Makes an account with these grants and a session for it: its reader, and the cookie's secret.
pub(crate) async fn sign_in_as(app: &App, name: &str, grants: Vec<Grant>) -> (Reader, String) {
    let email = format!("{}@example.org", name.to_lowercase());
    let account =
        accounts::add_holding(app, &Reader::system("test"), email, name.to_owned(), &grants).await.expect("an account");
    let secret = accounts::begin_session(app, account.id, "test").await.expect("a session");
    let who = accounts::identify(app, None, Some(&secret)).await.expect("an answer").expect("a session");
    let who = SignedIn { name: account.name, grants, ..who };
    (Reader::signed_in(who, kit::Lang::Th), secret)
}
