//! Small enough to be read, opened with its purpose, and finished.

use super::code::Function;
use super::tree::File;
use super::{Breach, Law, Tree};

/// Files and functions stay short, and say what they are for.
pub const SIZES: Law = Law {
    name: "sizes",
    reason: "a file is about one noun and a function fits a screen; what does not says why",
    prove: sizes,
};

/// Nothing says of itself that it is not done.
pub const FINISHED: Law =
    Law { name: "finished", reason: "what is left to do stands in an issue, where somebody finds it", prove: finished };

const LONG_FILE: usize = 400;
const LONGEST_FILE: usize = 600;
const LONGEST_FUNCTION: usize = 60;
const LONGEST_TEST: usize = 120;
const BIGGEST_FILE: u64 = 1024 * 1024;

fn sizes(tree: &Tree) -> Vec<Breach> {
    let mut found = Vec::new();
    for file in tree.files() {
        if file.bytes > BIGGEST_FILE && !has_checksum(tree, file) {
            let what =
                "is larger than 1 MiB: data goes beside a SHA256SUMS that names it, all else out of the repository";
            found.push(Breach::new(&file.path, 1, what));
        }
        if file.has_ending("rs") {
            found.extend(rust(file));
        }
    }
    found
}

fn has_checksum(tree: &Tree, file: &File) -> bool {
    let sums = tree.get(&format!("{}/SHA256SUMS", file.folder()));
    sums.is_some_and(|sums| sums.text.lines().any(|line| line.split_whitespace().nth(1) == Some(file.name())))
}

fn rust(file: &File) -> Vec<Breach> {
    let mut found = Vec::new();
    let mut complain = |line: usize, what: String| found.push(Breach::new(&file.path, line, what));
    if !file.text.starts_with("//!") {
        complain(1, "does not open with `//!`: say what the file is for".into());
    }
    let lines = file.text.lines().count();
    let comment: String = file.text.lines().take_while(|line| line.starts_with("//")).collect();
    if lines > LONGEST_FILE {
        complain(LONGEST_FILE + 1, format!("has {lines} lines, {LONGEST_FILE} at most: part it"));
    } else if lines > LONG_FILE && !comment.contains("Longer than 400 lines because") {
        complain(
            LONG_FILE + 1,
            format!("has {lines} lines: part it, or say in its first comment `Longer than 400 lines because …`"),
        );
    }
    match file.code() {
        Err(error) => complain(1, error.to_owned()),
        Ok(code) => {
            for Function { name, line, lines, is_test, .. } in &code.functions {
                let most = if *is_test || file.is_test() { LONGEST_TEST } else { LONGEST_FUNCTION };
                if *lines > most {
                    complain(*line, format!("`{name}` has {lines} lines, {most} at most: part it"));
                }
            }
        }
    }
    found
}

/// Marks of what is not done, spelled so that this file does not hold them.
const MARKS: [&str; 5] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("to", "do!"),
    concat!("unimple", "mented!"),
    concat!("db", "g!"),
];

/// Files in which people write.
const WRITTEN: [&str; 12] = ["rs", "html", "sql", "ftl", "toml", "md", "ts", "js", "mjs", "css", "yml", "svg"];

fn finished(tree: &Tree) -> Vec<Breach> {
    let mut found = Vec::new();
    for file in
        tree.files().filter(|file| WRITTEN.iter().any(|ending| file.has_ending(ending)) || file.name() == "Makefile")
    {
        for (at, line) in file.text.lines().enumerate() {
            if let Some(mark) = MARKS.iter().find(|mark| has_word(line, mark)) {
                found.push(Breach::new(&file.path, at + 1, format!("holds `{mark}`: do it, or open an issue")));
            }
        }
    }
    found
}

/// Whether the word stands in the line and is not a part of a longer one.
fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let joins = |letter: char| letter.is_alphanumeric() || letter == '_';
        let joined_before = line[..at].ends_with(joins);
        let joined_after = !word.ends_with('!') && line[at + word.len()..].starts_with(joins);
        !(joined_before || joined_after)
    })
}

#[cfg(test)]
mod tests {
    use super::super::{caught, kept};
    use super::*;

    const FILE: &str = "crates/kit/src/a.rs";

    #[test]
    fn files_stay_short_and_open_with_their_purpose() {
        let lines = |count: usize, first: &str| format!("{first}\n{}", "// x\n".repeat(count - 1));
        kept(&SIZES, &[(FILE, &lines(400, "//! A."))]);
        caught(&SIZES, &[(FILE, &lines(401, "//! A."))], "has 401 lines: part it, or say");
        kept(&SIZES, &[(FILE, &lines(401, "//! A. Longer than 400 lines because of its table."))]);
        caught(&SIZES, &[(FILE, &lines(601, "//! A. Longer than 400 lines because."))], "600 at most");
        caught(&SIZES, &[(FILE, "fn f() {}\n")], "does not open");
        caught(&SIZES, &[(FILE, "//! A.\nfn f( {}\n")], "does not parse");
    }

    #[test]
    fn functions_stay_short() {
        let function = |attribute: &str, lines: usize| {
            format!("//! A.\n{attribute}\nfn f() {{\n{}}}\n", "g();\n".repeat(lines - 2))
        };
        kept(&SIZES, &[(FILE, &function("", 60))]);
        caught(&SIZES, &[(FILE, &function("", 61))], "a.rs:3: `f` has 61 lines");
        kept(&SIZES, &[(FILE, &function("#[test]", 120))]);
        caught(&SIZES, &[(FILE, &function("#[test]", 121))], "120 at most");
    }

    #[test]
    fn big_files_have_a_checksum() {
        let big = "x".repeat(1024 * 1024 + 1);
        caught(&SIZES, &[("crates/thai/data/places.csv", &big)], "larger than 1 MiB");
        kept(&SIZES, &[("crates/thai/data/places.csv", &big), ("crates/thai/data/SHA256SUMS", "00ff  places.csv\n")]);
    }

    #[test]
    fn everything_is_finished() {
        for mark in MARKS {
            caught(&FINISHED, &[(FILE, &format!("//! A.\n// {mark} later\n"))], "a.rs:2: holds");
        }
        kept(&FINISHED, &[(FILE, "let mastodon = my_dbg(1); // AUTODOC")]);
    }
}
