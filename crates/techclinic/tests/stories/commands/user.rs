//! Accounts from the command line.

use clap::ArgMatches;
use techclinic::commands::user::*;

use crate::testing::World;

fn asked(line: &[&str]) -> ArgMatches {
    let matches = command().try_get_matches_from([&["user"], line].concat()).expect("a command");
    matches.subcommand().expect("its part").1.clone()
}

#[tokio::test]
async fn a_user_is_added_listed_given_a_token_and_disabled() {
    let world = World::on_sqlite().await;
    world.trang().await;
    let add_line =
        ["add", "--email", "Somsri@Example.org", "--name", "Somsri", "--role", "clinic_manager", "--clinic", "trang"];
    let lines = add(&world.app, &asked(&add_line)).await.expect("added");
    assert!(lines[1].starts_with("password, shown once: "), "{lines:?}");
    let twice = add(&world.app, &asked(&add_line)).await.expect_err("twice");
    assert!(twice.to_string().starts_with("--email: There is an account"), "{twice}");

    let secret =
        token(&world.app, &asked(&["token", "--scope", "read", "--for", "somsri@example.org"])).await.expect("a token");
    assert!(secret[0].starts_with("tcn_"));
    disable(&world.app, "somsri@example.org").await.expect("disabled");
    let listed = list(&world.app).await.expect("a list");
    assert!(
        listed[0].contains("somsri@example.org")
            && listed[0].contains("disabled")
            && listed[0].contains("clinic_manager")
    );
}

#[tokio::test]
async fn what_is_missing_is_said_by_its_flag() {
    let world = World::on_sqlite().await;
    let line = ["add", "--email", "x", "--name", "X", "--role", "clinic_manager"];
    let said = add(&world.app, &asked(&line)).await.expect_err("wrong").to_string();
    assert!(said.contains("--email: ") && said.contains("--clinic: "), "{said}");
    assert!(command().try_get_matches_from(["user", "add", "--email", "x", "--name", "X", "--role", "king"]).is_err());
}
