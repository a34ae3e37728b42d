//! The public test collection, as its README describes it.

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// A technology of the collection.
pub struct Technology {
    /// Its name in the answers.
    pub id: String,
    /// Name and description in Thai.
    pub thai: [String; 2],
    /// Name and description in English.
    pub english: [String; 2],
}

/// A need of the collection.
pub struct Asked {
    /// In which file it is: each was written by another.
    pub file: String,
    /// Its text.
    pub text: String,
    /// How it is written: formal, colloquial, dialect, misspelled, english, keywords.
    pub style: String,
    /// Is it of the half to tune on?
    pub tune: bool,
    /// What answers it, with grades 1 to 3; nothing for one without an answer.
    pub answers: BTreeMap<String, u32>,
}

impl Technology {
    /// All its words.
    pub fn text(&self) -> String {
        [&self.thai[..], &self.english[..]].concat().join(" ")
    }
}

/// Reads `technologies_*.jsonl` and `needs_*.jsonl` of a folder, in the order of their names.
pub fn read(folder: &Path) -> (Vec<Technology>, Vec<Asked>) {
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("the collection's folder").flatten().collect();
    files.sort_by_key(std::fs::DirEntry::file_name);
    let (mut technologies, mut needs) = (Vec::new(), Vec::new());
    for file in files {
        let name = file.file_name().to_string_lossy().into_owned();
        if !name.ends_with(".jsonl") {
            continue;
        }
        let text = std::fs::read_to_string(file.path()).expect("a readable file");
        let lines = text.lines().filter(|line| !line.is_empty());
        for line in lines.map(|line| serde_json::from_str::<Value>(line).expect("a line of JSON")) {
            let word = |key: &str| line[key].as_str().unwrap_or_default().to_owned();
            if name.starts_with("technologies") {
                let texts = |language: &str| ["name", "summary"].map(|field| word(&format!("{field}_{language}")));
                technologies.push(Technology { id: word("id"), thai: texts("th"), english: texts("en") });
            } else if name.starts_with("needs") {
                let answers = line["answers"].as_object().into_iter().flatten();
                let grade = |grade: &Value| u32::try_from(grade.as_u64().unwrap_or(0)).unwrap_or(0);
                let answers = answers.map(|(id, value)| (id.clone(), grade(value))).collect();
                let (file, tune) = (name.clone(), word("half") == "tune");
                needs.push(Asked { file, text: word("text"), style: word("style"), tune, answers });
            }
        }
    }
    (technologies, needs)
}
