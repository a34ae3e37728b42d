//! What fits a need, and why. Pure: how evidence is weighed, when it is enough to be sure of, and
//! the reasons as they are shown and stored (docs/requirements.md F2).

use std::collections::BTreeSet;
use std::sync::LazyLock;

use kit::{Message, msg, words};
use serde_json::{Value, json};

use crate::technologies::{Asked, Hit, Outcomes, Row};

/// Words of one text that are looked up, at most: a page and a half of a need has fewer.
const WORDS_MOST: usize = 300;
/// Words named in a reason.
const WORDS_SHOWN: usize = 8;
/// The least evidence that is worth showing at all.
const SHOWN_LEAST: f64 = 0.25;
/// Enough to be sure: this much of what was asked is in the technology …
const SURE_SHARE: f64 = 0.34;
/// … or this much evidence, from at least two words …
const SURE_EVIDENCE: f64 = 1.1;
/// … or this much, when one word was said and the rest is related to the trouble.
const SURE_RELATED: f64 = 1.5;
/// What a word found through a related trouble counts, against one that was said.
const RELATED: f64 = 0.5;

words! {
    /// Why a technology fits.
    ReasonKind {
        /// The same words stand in both.
        Words = "words",
        /// It has helped against troubles of this kind.
        Topic = "topic",
        /// The clinic that answers for the need offers it itself.
        OwnClinic = "own_clinic",
        /// It comes from the same province.
        SameProvince = "same_province",
        /// People who learnt it use it.
        Applied = "applied",
        /// People who learnt it reported this benefit.
        Benefit = "benefit",
        /// It is proved in the field.
        Ready = "ready",
        /// Somebody of the clinic knows better than the words.
        Chosen = "chosen",
    }
}

/// One reason, to be said in any language.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// Which kind.
    pub kind: ReasonKind,
    /// What is said.
    pub text: Message,
}

impl Reason {
    fn new(kind: ReasonKind, text: Message) -> Self {
        Self { kind, text }
    }

    /// Somebody of the clinic chose it.
    pub fn chosen() -> Self {
        Self::new(ReasonKind::Chosen, msg("matching-reason-chosen"))
    }
}

/// Reasons as they are stored: as they were shown when somebody decided.
pub fn stored(reasons: &[Reason]) -> Value {
    reasons.iter().map(|reason| json!({ "kind": reason.kind.as_str(), "text": reason.text })).collect()
}

/// Stored reasons, read again. One that cannot be read is left out.
pub fn restored(stored: &Value) -> Vec<Reason> {
    let read = |one: &Value| {
        let kind = ReasonKind::from_word(one.get("kind")?.as_str()?)?;
        Some(Reason::new(kind, serde_json::from_value(one.get("text")?.clone()).ok()?))
    };
    stored.as_array().into_iter().flatten().filter_map(read).collect()
}

/// A technology that may help.
#[derive(Clone, Debug)]
pub struct Match {
    /// The technology.
    pub technology: Row,
    /// How well it fits, in thousandths.
    pub score: i32,
    /// Does the clinic that answers for the need offer it?
    pub own_clinic: bool,
    /// Why, the strongest first.
    pub reasons: Vec<Reason>,
}

/// What may help, the best first.
#[derive(Clone, Debug, Default)]
pub struct Matches {
    /// Does the best really fit? `false` when nothing does.
    pub confident: bool,
    /// The candidates.
    pub matches: Vec<Match>,
}

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// In somebody's own words.
    pub text: String,
    /// Official code of the province, when known.
    pub province: Option<String>,
    /// The clinic that answers for it, when known.
    pub clinic: Option<uuid::Uuid>,
}

/// The telling words of a text, and those of what has helped against such troubles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Telling {
    /// Said in the text.
    pub said: Vec<String>,
    /// Related to what was said.
    pub related: Vec<String>,
}

impl Telling {
    /// Reads a text.
    pub fn of(text: &str) -> Self {
        let all: Vec<String> = thai::words::words(text);
        let heard: BTreeSet<&str> = all.iter().map(String::as_str).collect();
        let mut said = Vec::new();
        for word in all.iter().filter(|word| tells(word)).take(WORDS_MOST) {
            if !said.contains(word) {
                said.push(word.clone());
            }
        }
        let mut related: Vec<String> = Vec::new();
        for trouble in TROUBLES.iter() {
            if trouble.said.iter().any(|phrase| phrase.iter().all(|word| heard.contains(word.as_str()))) {
                related.extend(trouble.helped.iter().filter(|word| !heard.contains(word.as_str())).cloned());
            }
        }
        related.sort();
        related.dedup();
        Self { said, related }
    }

    /// Everything to look up.
    pub fn all(&self) -> Vec<String> {
        self.said.iter().chain(&self.related).cloned().collect()
    }
}

/// Numbers and everyday words tell nothing about what would help.
fn tells(word: &str) -> bool {
    !PLAIN.contains(word) && !word.chars().all(|letter| letter.is_ascii_digit())
}

static PLAIN: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let lines = include_str!("data/plain.txt").lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
});

struct Trouble {
    said: Vec<Vec<String>>,
    helped: Vec<String>,
}

static TROUBLES: LazyLock<Vec<Trouble>> = LazyLock::new(|| {
    let lines = include_str!("data/related.txt").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(':'))
        .map(|(said, helped)| Trouble {
            said: said.split('|').map(thai::words::words).filter(|phrase| !phrase.is_empty()).collect(),
            helped: thai::words::words(helped).into_iter().filter(|word| tells(word)).collect(),
        })
        .collect()
});

/// How much the words of a technology say for it.
#[derive(Clone, Copy, Debug, Default)]
struct Evidence {
    /// Sum over shared words of how much each tells.
    sum: f64,
    /// Which part of everything said this is.
    share: f64,
    /// Words said in both.
    words: usize,
}

impl Evidence {
    fn is_sure(self) -> bool {
        let shared = self.words >= 1 && self.share >= SURE_SHARE;
        shared || self.words >= 2 && self.sum >= SURE_EVIDENCE || self.words >= 1 && self.sum >= SURE_RELATED
    }

    /// 0 for nothing, towards 1 for more evidence than anyone could wish.
    fn strength(self) -> f64 {
        1.0 - (-(0.55 * self.sum + 1.2 * self.share)).exp()
    }
}

/// Weighs what was found. `outcomes` are those of the hits, by the same order.
pub fn weigh(wanted: &Wanted, telling: &Telling, asked: &[Asked], hits: Vec<(Hit, Outcomes)>, limit: usize) -> Matches {
    let mut weighed: Vec<(Evidence, Match)> = hits
        .into_iter()
        .map(|(hit, outcomes)| {
            let evidence = evidence(telling, asked, &hit);
            (evidence, judged(wanted, telling, asked, evidence, hit, &outcomes))
        })
        .filter(|(evidence, _)| evidence.sum >= SHOWN_LEAST)
        .collect();
    weighed.sort_by(|(_, one), (_, other)| {
        other.score.cmp(&one.score).then_with(|| one.technology.code.cmp(&other.technology.code))
    });
    let confident = weighed.first().is_some_and(|(evidence, _)| evidence.is_sure());
    weighed.truncate(limit);
    Matches { confident, matches: weighed.into_iter().map(|(_, one)| one).collect() }
}

fn rarity(asked: &[Asked], word: &str) -> f64 {
    let known = asked.iter().find(|one| one.word == word).and_then(|one| one.rarity);
    // A word that stands nowhere is as rare as one that stands once.
    f64::from(i32::try_from(known.unwrap_or(1000)).unwrap_or(1000)) / 1000.0
}

fn evidence(telling: &Telling, asked: &[Asked], hit: &Hit) -> Evidence {
    let whole: f64 = telling.said.iter().map(|word| rarity(asked, word)).sum();
    let mut found = Evidence::default();
    let mut shared = 0.0;
    for (word, weight) in &hit.words {
        // In the name, or again and again, a word says what a technology is about.
        let weight = f64::from((*weight).min(6));
        let says = rarity(asked, word) * (0.4 + 0.6 * weight / (weight + 1.0));
        if telling.said.contains(word) {
            found.words += 1;
            found.sum += says;
            shared += rarity(asked, word);
        } else {
            found.sum += says * RELATED;
        }
    }
    found.share = if whole > 0.0 { shared / whole } else { 0.0 };
    found
}

#[expect(clippy::cast_possible_truncation, reason = "between nothing and a thousand")]
fn judged(
    wanted: &Wanted,
    telling: &Telling,
    asked: &[Asked],
    evidence: Evidence,
    hit: Hit,
    outcomes: &Outcomes,
) -> Match {
    let technology = hit.technology;
    let own_clinic = wanted.clinic == Some(technology.clinic_id);
    let same_province = wanted.province.as_deref() == Some(technology.province.as_str());
    let mut score = 850.0 * evidence.strength();
    let mut reasons = word_reasons(telling, asked, &hit.words);
    if own_clinic {
        score += 40.0;
        reasons.push(Reason::new(ReasonKind::OwnClinic, msg("matching-reason-own_clinic")));
    }
    if same_province {
        score += 40.0;
        reasons.push(Reason::new(ReasonKind::SameProvince, msg("matching-reason-same_province")));
    }
    if outcomes.applied > 0 {
        // Two answers that nobody gave keep one good answer from looking like certainty.
        score += 50.0 * f64::from(outcomes.applied) / f64::from(outcomes.answers + 2);
        let said = msg("matching-reason-applied").with("applied", outcomes.applied).with("answers", outcomes.answers);
        reasons.push(Reason::new(ReasonKind::Applied, said));
    }
    if let Some((benefit, _)) = outcomes.reported.first() {
        reasons.push(Reason::new(ReasonKind::Benefit, Message::new(format!("technologies-benefit-{benefit}"))));
    }
    if let Some(level @ 8..) = technology.readiness {
        score += 20.0;
        reasons.push(Reason::new(ReasonKind::Ready, msg("matching-reason-ready").with("level", level)));
    }
    Match { technology, score: (score.round() as i32).clamp(0, 1000), own_clinic, reasons }
}

/// How well a technology fits, in a word: the ending of the message that says it. The number orders; to
/// a reader it would claim more than it knows.
pub fn fit(score: &i32) -> &'static str {
    match score {
        700.. => "high",
        500..700 => "fair",
        _ => "low",
    }
}

fn word_reasons(telling: &Telling, asked: &[Asked], shared: &[(String, i32)]) -> Vec<Reason> {
    let named = |said: bool| {
        let mut words: Vec<&str> = shared
            .iter()
            .map(|(word, _)| word.as_str())
            .filter(|word| telling.said.iter().any(|one| one == word) == said)
            .collect();
        words.sort_by(|one, other| rarity(asked, other).total_cmp(&rarity(asked, one)));
        words.truncate(WORDS_SHOWN);
        words.join(", ")
    };
    let reasons = [
        (ReasonKind::Words, named(true), "matching-reason-words"),
        (ReasonKind::Topic, named(false), "matching-reason-topic"),
    ];
    let told = reasons.into_iter().filter(|(_, words, _)| !words.is_empty());
    told.map(|(kind, words, id)| Reason::new(kind, msg(id).with("words", words))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_words_and_numbers_tell_nothing() {
        let telling = Telling::of("กลุ่มแม่บ้านอยากได้วิธีตากกล้วย ปี ๒๕๕๓");
        assert!(telling.said.contains(&"กล้วย".to_owned()), "{telling:?}");
        for plain in ["อยาก", "กลุ่ม", "2553", "ปี"] {
            assert!(!telling.said.contains(&plain.to_owned()), "{plain} in {telling:?}");
        }
    }

    #[test]
    fn a_trouble_brings_the_words_of_what_helped() {
        let telling = Telling::of("กล้วยตากขึ้นรา");
        assert!(telling.related.iter().any(|word| word.contains("อบ")), "{telling:?}");
        assert!(Telling::of("ทอเสื่อกก").related.is_empty());
    }

    #[test]
    fn reasons_are_stored_as_they_were_shown() {
        let reasons =
            vec![Reason::chosen(), Reason::new(ReasonKind::Words, msg("matching-reason-words").with("words", "กล้วย"))];
        assert_eq!(restored(&stored(&reasons)), reasons);
        assert!(restored(&json!([{"kind": "unheard"}])).is_empty());
    }
}
