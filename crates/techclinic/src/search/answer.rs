//! The noun: what was found for a question, as it is shown.

use std::collections::BTreeMap;

use ::search::{Asked, Marked, Thesaurus, Why};
use kit::Lang;
use kit::show::Bilingual;

use house::layout::searched::{Searched, Shown, open};

/// Letters of a text that are shown.
const EXCERPT: usize = 180;
/// Letters of a text that are looked through for what to show.
const LOOKED_THROUGH: usize = 4_000;

/// One record that was found.
pub struct Hit {
    /// Its kind.
    pub kind: &'static Searched,
    /// The record.
    pub shown: Shown,
    /// Its name, with what was meant marked.
    pub name: Vec<Marked>,
    /// The part of it in which most of what was meant stands.
    pub excerpt: Vec<Marked>,
    /// By what it was found; nothing where none of its texts says so.
    pub why: Option<Why>,
}

/// What was found.
#[derive(Default)]
pub struct Answer {
    /// This page, the best first.
    pub hits: Vec<Hit>,
    /// How many in all.
    pub total: u64,
    /// How many of each kind, whichever was chosen.
    pub kinds: BTreeMap<String, u64>,
    /// How many by everything that they may be narrowed by: name, then value.
    pub facets: BTreeMap<String, BTreeMap<String, u64>>,
    /// What was meant, where nothing was found by what was typed: this is what was found by that.
    pub nearest: Option<String>,
    /// Words of the question by which something is found alone, where nothing is found by all of it.
    pub parts: Vec<String>,
    /// Was everything there is read for it?
    pub whole: bool,
}

impl Hit {
    /// A record as it is shown to a reader of this language who asked for `text`.
    pub fn new(kind: &'static Searched, shown: Shown, text: &str, words: &Thesaurus, lang: Lang) -> Self {
        let texts: Vec<String> = candidates(&shown, lang).map(|text| cut(&open(text))).collect();
        let names = [Some(shown.name.th.as_str()), shown.name.en.as_deref()];
        let all = names.into_iter().flatten().chain(texts.iter().map(String::as_str)).chain([shown.code.as_str()]);
        let asked = Asked::of(text, Some(words), all);
        let excerpts = texts.iter().map(|one| asked.snippet(one, EXCERPT));
        // The first of those with most marks; the first of all where none has any.
        let best = excerpts.enumerate().max_by_key(|(place, pieces)| (hits(pieces), std::cmp::Reverse(*place)));
        let best = best.map(|(_, pieces)| pieces).unwrap_or_default();
        let (name, why) = (asked.marked(&open(shown.name.in_lang(lang))), asked.why());
        Self { kind, name, excerpt: best, why, shown }
    }

    /// Was it found by a word of the same meaning? Then what was typed, and what stands there.
    pub fn meaning(&self) -> Option<(&str, &str)> {
        match &self.why {
            Some(Why::Meaning { typed, stands }) => Some((typed, stands)),
            Some(Why::Words | Why::Sound | Why::Year) | None => None,
        }
    }

    /// Does the excerpt say more than the name? A need is named by its words.
    pub fn says_more(&self) -> bool {
        !self.excerpt.is_empty() && plain(&self.excerpt) != plain(&self.name)
    }

    /// Was it found because it is of the fiscal year that was typed?
    pub fn is_by_year(&self) -> bool {
        self.why == Some(Why::Year)
    }

    /// Was it found because it is spelled nearly so?
    pub fn is_by_sound(&self) -> bool {
        self.why == Some(Why::Sound)
    }
}

/// The text of pieces, marked or not.
fn plain(pieces: &[Marked]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

fn hits(pieces: &[Marked]) -> usize {
    pieces.iter().filter(|piece| piece.hit).count()
}

/// Its texts in the reader's language first, then in the other, its other name among them.
fn candidates(shown: &Shown, lang: Lang) -> impl Iterator<Item = &str> {
    let own = shown.texts.iter().map(move |text| text.in_lang(lang));
    let others = shown.texts.iter().chain([&shown.name]).filter(|text: &&Bilingual| text.en.is_some());
    let in_other = if lang == Lang::Th { Lang::En } else { Lang::Th };
    own.chain(others.map(move |text| text.in_lang(in_other)))
}

fn cut(text: &str) -> String {
    text.chars().take(LOOKED_THROUGH).collect()
}
