//! The collection ranked: every signal of every technology for every need.

use super::collection::{Asked, Technology};
use meaning::rank::{Evidence, Scale, Signals};
use meaning::{Catalogue, Entry, Need, Question, Ranking, Reader, Troubles};

/// The technologies read, each under its place in the collection.
pub struct Read<'a> {
    reader: &'a Reader,
    troubles: &'a Troubles,
    catalogue: Catalogue,
    entries: Vec<(u128, Entry)>,
}

/// One need against all technologies.
pub struct Ranked {
    pub need: Need,
    pub signals: Vec<Signals>,
    /// Which of them a process would read the entries of.
    candidates: Vec<bool>,
    pub evidence: Evidence,
}

impl<'a> Read<'a> {
    pub fn all(reader: &'a Reader, troubles: &'a Troubles, technologies: &[Technology]) -> Self {
        let entries = technologies.iter().map(|one| {
            let (thai, english) = (one.thai.each_ref().map(String::as_str), one.english.each_ref().map(String::as_str));
            Entry::new(thai, english, reader, troubles)
        });
        let entries: Vec<(u128, Entry)> = (0..).zip(entries).collect();
        Self { reader, troubles, catalogue: catalogue(&entries), entries }
    }

    pub fn question(&self, text: &str) -> Question {
        Question::new(text, self.reader.need(text), self.reader, self.troubles)
    }

    pub fn rank(&self, asked: &Asked) -> Ranked {
        let question = self.question(&asked.text);
        let found = self.catalogue.candidates(&question);
        let Ranking { mut ranked, evidence } = self.catalogue.rank(&question, &found, &self.entries, &self.entries);
        ranked.sort_unstable_by_key(|one| one.name);
        let candidates = ranked.iter().map(|one| found.names.contains(&one.name)).collect();
        let signals = ranked.into_iter().map(|one| one.signals).collect();
        Ranked { signals, candidates, evidence, need: question.need }
    }

    /// The ranking in a catalogue of some of the technologies, by their places.
    pub fn among(&self, places: &[usize], question: &Question) -> Ranking {
        let entries: Vec<(u128, Entry)> = places.iter().map(|place| self.entries[*place].clone()).collect();
        ask(&catalogue(&entries), &entries, question)
    }
}

fn catalogue(entries: &[(u128, Entry)]) -> Catalogue {
    let mut catalogue = Catalogue::new(384);
    for (name, entry) in entries {
        catalogue.put(*name, &entry.spelling, entry.understood.sheet.middle().as_ref());
    }
    catalogue
}

fn ask(catalogue: &Catalogue, entries: &[(u128, Entry)], question: &Question) -> Ranking {
    catalogue.rank(question, &catalogue.candidates(question), entries, entries)
}

impl Ranked {
    /// The score of each technology.
    pub fn scores(&self) -> Vec<f32> {
        let scale = Scale::of(&self.signals, self.need.script);
        self.signals.iter().map(|signals| scale.score(signals, self.need.script)).collect()
    }

    /// The scores as a process gives them, which ranks candidates and nothing else.
    pub fn scores_of_candidates(&self) -> Vec<f32> {
        let scores = self.scores().into_iter().zip(&self.candidates);
        scores.map(|(score, candidate)| if *candidate { score } else { f32::NEG_INFINITY }).collect()
    }

    /// The scores with some signals taken away.
    pub fn scores_without(&self, without: impl Fn(&mut Signals)) -> Vec<f32> {
        let mut signals = self.signals.clone();
        signals.iter_mut().for_each(without);
        let scale = Scale::of(&signals, self.need.script);
        signals.iter().map(|signals| scale.score(signals, self.need.script)).collect()
    }
}
