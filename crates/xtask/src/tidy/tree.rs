//! The files that laws are proved on: those of the working copy, or a handful made up by a test.

use std::cell::OnceCell;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use walkdir::{DirEntry, WalkDir};

use super::code::Code;

/// Folders that hold nothing written by hand.
const SKIPPED: [&str; 6] = [".git", "target", "node_modules", "dist", "/data", "/coverage"];

/// One file, its path relative to the root, with `/`.
pub struct File {
    pub path: String,
    /// Empty for what is not UTF-8.
    pub text: String,
    pub bytes: u64,
    code: OnceCell<Result<Code, String>>,
}

impl File {
    fn new(path: String, text: String, bytes: u64) -> Self {
        Self { path, text, bytes, code: OnceCell::new() }
    }

    /// The file read as Rust; the error says where it is none.
    pub fn code(&self) -> Result<&Code, &str> {
        self.code.get_or_init(|| Code::read(&self.path, &self.text)).as_ref().map_err(String::as_str)
    }

    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    pub fn has_ending(&self, ending: &str) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, own)| own == ending)
    }

    /// Whether it plays this role in its feature: `store.rs` and `store_areas.rs` are both store.
    pub fn plays(&self, role: &str) -> bool {
        self.name().strip_suffix(".rs").is_some_and(|stem| main_file(stem) == role)
    }

    /// Whether all of it is tests, or stands only where tests stand on it.
    pub fn is_test(&self) -> bool {
        self.path.contains("/tests/") || self.plays("tests")
    }
}

/// All files, in the order of their paths.
pub struct Tree {
    files: Vec<File>,
}

impl Tree {
    /// Reads the working copy, without what is built or downloaded.
    ///
    /// # Errors
    /// When a folder or file cannot be read.
    pub fn read(root: &Path) -> Result<Self> {
        let mut files = Vec::new();
        let wanted = |entry: &DirEntry| {
            let name = entry.file_name().to_string_lossy();
            let skipped = SKIPPED.iter().any(|skipped| match skipped.strip_prefix('/') {
                Some(top) => entry.depth() == 1 && name == top,
                None => name == *skipped,
            });
            !(entry.file_type().is_dir() && skipped)
        };
        for entry in WalkDir::new(root).sort_by_file_name().into_iter().filter_entry(wanted) {
            let entry = entry?;
            if !entry.file_type().is_file() {
                continue;
            }
            let path = entry.path().strip_prefix(root)?.to_string_lossy().replace('\\', "/");
            let content = fs::read(entry.path()).with_context(|| format!("cannot read {path}"))?;
            let bytes = content.len() as u64;
            files.push(File::new(path, String::from_utf8(content).unwrap_or_default(), bytes));
        }
        Ok(Self { files })
    }

    /// A made-up tree.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        let file = |(path, text): &(&str, &str)| File::new((*path).into(), (*text).into(), text.len() as u64);
        Self { files: files.iter().map(file).collect() }
    }

    pub fn files(&self) -> impl Iterator<Item = &File> {
        self.files.iter()
    }

    pub fn get(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// A file of a feature, in whichever crate that stands.
    pub fn of_feature(&self, name: &str, file: &str) -> Option<&File> {
        self.files.iter().find(|one| {
            source(&one.path).and_then(|path| path.split_once('/')).is_some_and(|found| found == (name, file))
        })
    }

    /// Every Rust file that parses; those that do not are a breach of the law of sizes.
    pub fn rust(&self) -> impl Iterator<Item = (&File, &Code)> {
        self.files.iter().filter(|file| file.has_ending("rs")).filter_map(|file| Some((file, file.code().ok()?)))
    }

    /// Templates: HTML inside crates.
    pub fn templates(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.path.starts_with("crates/") && file.has_ending("html"))
    }
}

/// Roles whose file may be parted along the nouns of a large feature.
const PARTED: [&str; 9] = ["record", "store", "forms", "verbs", "importing", "pages", "api", "tests", "searching"];

/// The stem of the file that a file belongs to: `store` for `store_areas`, itself for all others.
pub fn main_file(stem: &str) -> &str {
    match stem.split_once('_') {
        Some((role, _)) if PARTED.contains(&role) => role,
        _ => stem,
    }
}

/// The crates of the product, the lowest first: a feature is a folder of one of them.
pub const PRODUCT: [&str; 5] = ["house", "brokerage", "network", "transfer", "techclinic"];

/// The path of a source of the product, inside of its crate: `needs/verbs.rs`.
pub fn source(path: &str) -> Option<&str> {
    let (own, inside) = path.strip_prefix("crates/")?.split_once("/src/")?;
    PRODUCT.contains(&own).then_some(inside)
}

/// Folders and files beside the features: they see everything, and only some may be seen.
const OUTSIDE: [&str; 4] = ["attachments", "commands", "demo", "register"];

/// The feature a path lies in and the rest of the path: `needs`, `verbs.rs`.
pub fn feature(path: &str) -> Option<(&str, &str)> {
    let (folder, rest) = source(path)?.split_once('/')?;
    (!OUTSIDE.contains(&folder) && folder != "layout").then_some((folder, rest))
}
