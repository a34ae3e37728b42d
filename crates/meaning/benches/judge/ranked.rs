//! The collection ranked: every signal of every technology for every need.

use super::collection::{Asked, Technology};
use meaning::rank::{Evidence, Scale, Signals};
use meaning::{Catalogue, Entry, Need, Question, Reader, Troubles, Vectors, troubles};

/// The technologies read, each under its place in the collection.
pub struct Read {
    catalogue: Catalogue,
    entries: Vec<(u128, Entry)>,
    troubles: Troubles,
}

/// One need against all technologies.
pub struct Ranked {
    pub need: Need,
    pub signals: Vec<Signals>,
    /// [`Troubles::inside`] and [`Reader::outside`].
    pub inside: f32,
    pub outside: f32,
}

impl Read {
    pub fn all(reader: &Reader, technologies: &[Technology]) -> Self {
        let troubles = Troubles::read(reader, troubles::known(), &mut Vectors::new(384));
        let entries = technologies.iter().map(|one| {
            let (thai, english) = (one.thai.each_ref().map(String::as_str), one.english.each_ref().map(String::as_str));
            Entry::new(thai, english, reader, &troubles)
        });
        let entries: Vec<(u128, Entry)> = (0..).zip(entries).collect();
        let mut catalogue = Catalogue::new(384);
        for (name, entry) in &entries {
            catalogue.put(*name, &entry.spelling, entry.understood.sheet.middle().as_ref());
        }
        Self { catalogue, entries, troubles }
    }

    pub fn rank(&self, reader: &Reader, asked: &Asked) -> Ranked {
        let question = Question::new(&asked.text, reader.need(&asked.text), reader, &self.troubles);
        let found = self.catalogue.candidates(&question);
        let mut ranked = self.catalogue.rank(&question, &found, &self.entries, &self.entries).ranked;
        ranked.sort_unstable_by_key(|one| one.name);
        let signals = ranked.into_iter().map(|one| one.signals).collect();
        Ranked { signals, inside: question.inside, outside: question.outside, need: question.need }
    }
}

impl Ranked {
    /// The score of each technology.
    pub fn scores(&self) -> Vec<f32> {
        let scale = Scale::of(&self.signals, self.need.script);
        self.signals.iter().map(|signals| scale.score(signals, self.need.script)).collect()
    }

    /// The scores with some signals taken away.
    pub fn scores_without(&self, without: impl Fn(&mut Signals)) -> Vec<f32> {
        let mut signals = self.signals.clone();
        signals.iter_mut().for_each(without);
        let scale = Scale::of(&signals, self.need.script);
        signals.iter().map(|signals| scale.score(signals, self.need.script)).collect()
    }

    pub fn evidence(&self) -> Evidence {
        let scores = self.scores();
        let mut order: Vec<usize> = (0..scores.len()).collect();
        order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
        Evidence {
            best: scores[order[0]],
            ahead: scores[order[0]] - scores[order[4.min(order.len() - 1)]],
            signals: self.signals[order[0]],
            catalogue: scores.len(),
            inside: self.inside,
            outside: self.outside,
        }
    }
}
