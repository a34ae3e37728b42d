//! The project's own chores, so that no shell script is needed: `tidy` proves the laws of the house
//! that no compiler and no lint can, `test-database` starts and stops a throw-away PostgreSQL.
#![expect(clippy::print_stdout, reason = "a command-line tool speaks by printing")]

mod test_database;
mod tidy;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

/// The project's own checks and chores.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Proves the laws of the house; lists every breach and ends with status 1 if there is one.
    Tidy,
    /// A throw-away PostgreSQL for the tests.
    TestDatabase {
        #[command(subcommand)]
        action: DatabaseAction,
    },
}

#[derive(Subcommand)]
enum DatabaseAction {
    /// Starts it, unless it runs already, and prints the value for TEST_POSTGRES_URL.
    Start,
    /// Stops it and removes its files.
    Stop,
}

fn main() -> Result<ExitCode> {
    match Arguments::parse().chore {
        Chore::Tidy => tidy(workspace()?),
        Chore::TestDatabase { action: DatabaseAction::Start } => {
            println!("{}", test_database::start(workspace()?)?);
            Ok(ExitCode::SUCCESS)
        }
        Chore::TestDatabase { action: DatabaseAction::Stop } => {
            test_database::stop(workspace()?)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// The root of the workspace: two folders above this crate.
fn workspace() -> Result<&'static Path> {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).context("xtask lies in crates/xtask")
}

/// What is still owed, as "path: what": a list that may only grow shorter. A breach that stands in
/// it is told but does not fail; one that stands in it and is mended must be struck off.
const OWED: &str = include_str!("../owed.txt");

fn tidy(root: &Path) -> Result<ExitCode> {
    let mut breaches = tidy::check(&tidy::Tree::read(root)?);
    let owed: BTreeSet<&str> = OWED.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let all: BTreeSet<String> = breaches.iter().flat_map(|(_, found)| found.iter().map(tidy::Breach::owed)).collect();
    for (_, found) in &mut breaches {
        found.retain(|breach| !owed.contains(breach.owed().as_str()));
    }
    let mended: Vec<_> = owed.iter().filter(|line| !all.contains(**line)).collect();
    for line in &mended {
        println!("crates/xtask/owed.txt: strike off, it is mended: {line}");
    }
    for (law, found) in &breaches {
        for breach in found {
            println!("{breach}");
        }
        if !found.is_empty() {
            println!("  ({}: {})\n", law.name, law.reason);
        }
    }
    let sum: usize = breaches.iter().map(|(_, found)| found.len()).sum();
    println!("tidy: {} laws, {sum} breaches, {} owed", breaches.len(), owed.len() - mended.len());
    Ok(if sum == 0 && mended.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
