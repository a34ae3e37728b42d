//! What fits a need (docs/requirements.md F2). Pure: how what a text means and says is put together with where a
//! technology is, who knows it and what came of it.

use std::collections::HashMap;

use kit::msg;
use meaning::{Question, Ranked, Troubles, Understood};
use uuid::Uuid;

use super::earlier::{Earlier, Told, judged};
use super::field::Fields;
use super::reason::{Reason, ReasonKind};
use super::saying;
use crate::needs::GroupKind;
use crate::technologies::{self, Outcomes, Row};

/// A technology that may help.
#[derive(Clone, Debug)]
pub struct Match {
    /// The technology.
    pub technology: Row,
    /// How well its text fits, in thousandths: neither where it is nor who knows it.
    pub score: i32,
    /// Does the clinic that answers for the need offer it?
    pub own_clinic: bool,
    /// Why, the strongest first.
    pub reasons: Vec<Reason>,
    /// Is it among those that fit: by its text, or because a person decided so?
    pub fits: bool,
    /// Is it more than one among others, or not understood yet, so that nobody can tell? Nothing is where nobody
    /// understands what is looked for.
    pub worth_a_look: bool,
}

/// How one technology looks from a need, as it is shown to whoever decides about it.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// How well it fits, in thousandths.
    pub score: i32,
    /// Is it among those that fit?
    pub fits: bool,
    /// Why, the strongest first; never none.
    pub reasons: Vec<Reason>,
}

impl Seen {
    /// Does a reason speak of the trouble? Where it is, and who knows it, says nothing of that.
    pub(super) fn speaks_for_it(&self) -> bool {
        self.fits && self.reasons.iter().any(|one| one.kind == ReasonKind::Whole)
            || self.reasons.iter().any(Reason::shows_likeness)
    }
}

/// What may help, the best first.
#[derive(Clone, Debug, Default)]
pub struct Matches {
    /// Does any really fit? `false` when nothing does.
    pub confident: bool,
    /// Is what is looked for in a language that can be read here? Else nothing is understood of it.
    pub legible: bool,
    /// Are some of the nearest by words not read by their meaning yet, because they were just published? Then more may
    /// fit in a moment.
    pub reading: bool,
    /// The candidates.
    pub matches: Vec<Match>,
}

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The need, where it is one of the register.
    pub need: Option<Uuid>,
    /// In somebody's own words, with what a joint analysis found out after them.
    pub text: String,
    /// How many bytes of it are the own words of whoever told it; `None` where somebody looks for words.
    pub told: Option<usize>,
    /// Official code of the province, when known.
    pub province: Option<String>,
    /// The clinic that answers for it, when known.
    pub clinic: Option<Uuid>,
    /// Whose need it is, when known.
    pub group: Option<GroupKind>,
}

/// What is known of a candidate beside its text.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// What follow-ups told of it.
    pub outcomes: Outcomes,
    /// Experts who are free to come.
    pub experts: usize,
    /// What was decided about it for needs like this one.
    pub earlier: Vec<Earlier>,
}

/// A candidate with all that speaks for it.
pub struct Candidate {
    /// The technology.
    pub row: Row,
    /// How its text looks from the need's.
    pub ranked: Ranked,
    /// What was understood of it.
    pub understood: Understood,
    /// What else is known.
    pub about: About,
}

/// Weighs candidates: at most `limit` of them, the best first. `fits` says whether a ranking of texts alone
/// found anything that really answers. Those whose texts fit come first, in the order that their texts, what
/// came of them and where they are make together; the others follow by their texts alone: what is near at hand
/// and does not help is no help. Where a person decided about the same trouble, that tells what fits. Behind
/// the best nothing fits of which no reason shows what it has in common with the trouble: it is near at most.
pub fn weigh(
    wanted: &Wanted,
    question: &Question,
    troubles: Option<&Troubles>,
    candidates: Vec<Candidate>,
    clinics: &HashMap<Uuid, String>,
    (fits, limit): (bool, usize),
) -> Matches {
    let legible = meaning::is_legible(&wanted.text);
    // Signs and numbers alone ask for nothing that anything could answer.
    let fits = fits && legible && wanted.text.chars().any(char::is_alphabetic);
    let reading = candidates.iter().any(is_unread) && !candidates.iter().all(is_unread);
    let fields = Fields::of(candidates.iter().map(|one| (one.ranked.score, one.row.field.as_str())));
    let best = candidates.iter().map(|one| one.ranked.score).fold(0.0, f32::max);
    let mut weighed: Vec<(bool, f32, Candidate)> = candidates
        .into_iter()
        .filter(|one| one.ranked.score > 0.0)
        .map(|one| {
            let among_best = one.ranked.score >= AMONG_BEST * best || one.answers();
            let fits = match judged(&one.about.earlier) {
                Some(told) => told == Told::Confirmed,
                None => fits && (is_unread(&one) || among_best),
            };
            let near = nearness(wanted, &one.row) + fields.adds(&one.row.field);
            let adds = if fits { one.about.adds() + near } else { 0.0 };
            (fits, one.ranked.score + adds, one)
        })
        .collect();
    weighed.sort_by(|(fits, one, a), (fits_too, other, b)| {
        fits_too.cmp(fits).then(other.total_cmp(one)).then_with(|| a.row.code.cmp(&b.row.code))
    });
    weighed.truncate(limit);
    // Cut into words once: a need may be of ten thousand letters.
    let telling = saying::telling(&wanted.text);
    let matches = weighed.into_iter().map(|(among_fitting, _, one)| {
        let (score, own_clinic) = (one.fit(fits), wanted.clinic == Some(one.row.clinic_id));
        let mut reasons = saying::of_text(wanted, &telling, question, troubles, &one, fits);
        if among_fitting && fields.tells(&one.row.field) {
            let others = [("kind", technologies::SEARCHED.kind), ("field", one.row.field.as_str())];
            let reason = Reason::new(ReasonKind::Field, msg("matching-reason-field"));
            reasons.push(reason.at(kit::web::address("/search", &others)));
        }
        reasons.extend(saying::of_place(wanted, &one.row, clinics));
        reasons.extend(one.about.reasons(wanted, &one.row));
        let worth_a_look = legible && (is_unread(&one) || score >= WORTH_A_LOOK);
        Match { score, own_clinic, reasons, fits: among_fitting, worth_a_look, technology: one.row }
    });
    let mut matches: Vec<Match> = matches.collect();
    for one in matches.iter_mut().skip(1) {
        one.fits &= one.reasons.iter().any(Reason::shows_likeness);
    }
    matches.sort_by_key(|one| !one.fits);
    Matches { confident: matches.iter().any(|one| one.fits), legible, reading, matches }
}

/// Has the encoder not read it yet? Then its score is that of words and letters alone.
fn is_unread(one: &Candidate) -> bool {
    one.understood.sheet.whole.iter().all(Option::is_none)
}

/// What the place of a technology adds: a clinic first looks in its own house, then nearby.
fn nearness(wanted: &Wanted, row: &Row) -> f32 {
    let mut adds = 0.0;
    if wanted.clinic == Some(row.clinic_id) {
        adds += 0.3;
    }
    if wanted.province.as_deref() == Some(row.province.as_str()) {
        adds += 0.2;
    } else if wanted.province.as_deref().is_some_and(|province| saying::same_region(province, &row.province)) {
        adds += 0.1;
    }
    adds + row.readiness.map_or(0.0, |level| 0.04 * (level - 5) as f32)
}

/// A score as it is shown: nought for what has nothing to do with a need, towards a thousand for what could
/// not fit better.
fn thousandths(score: f32) -> i32 {
    let share = 1.0 - (-score.max(0.0) / 4.0).exp();
    (1000.0 * share).round() as i32
}

/// Fewer thousandths than these say no more of a technology than that it is one among others.
const WORTH_A_LOOK: i32 = 150;

/// At least as much says one that answers.
const ANSWERS: i32 = 450;
/// What has this share of the score of the best fits as the best does: among few that are all alike none stands
/// out, and none says much.
const AMONG_BEST: f32 = 0.7;

impl Candidate {
    /// How well it fits, in thousandths. The best of what does not really answer is not half as good as it looks
    /// beside the others; what a person took for the same trouble answers, and what they refused does not, however
    /// the texts look.
    fn fit(&self, fits: bool) -> i32 {
        let score = thousandths(self.ranked.score);
        match judged(&self.about.earlier) {
            Some(Told::Confirmed) => score.max(ANSWERS),
            Some(Told::Rejected) => score / 2,
            None if fits => score,
            None => score / 2,
        }
    }

    /// Would it be an answer by its text, whatever else there is?
    pub(super) fn answers(&self) -> bool {
        thousandths(self.ranked.score) >= ANSWERS
    }
}

impl Match {
    /// Would it be an answer by its text, whatever else there is?
    pub fn answers(&self) -> bool {
        self.score >= ANSWERS
    }
}

/// How well the text of a technology fits, in a word: the ending of the message that says it. To a reader the
/// number would claim more than it knows.
pub fn fit(score: &i32) -> &'static str {
    match score {
        650.. => "high",
        ANSWERS..650 => "fair",
        _ => "low",
    }
}

impl About {
    /// What earlier transfers and decisions add to the score. Few answers tell little: two that nobody gave
    /// keep one good answer from looking like certainty.
    fn adds(&self) -> f32 {
        let Outcomes { answers, applied, .. } = self.outcomes;
        let answered = answers as f32;
        let used = (applied as f32 + 1.0) / (answered + 2.0) - 0.5;
        let earlier: f32 = self.earlier.iter().map(Earlier::adds).sum();
        let experts = if self.experts > 0 { 0.1 } else { 0.0 };
        used * answered / (answered + 4.0) + earlier.clamp(-1.5, 1.5) + experts
    }

    fn reasons(&self, wanted: &Wanted, row: &Row) -> Vec<Reason> {
        let at = format!("/technologies/{}", row.code);
        let mut reasons = saying::of_outcomes(&self.outcomes, wanted, &at);
        if self.experts > 0 {
            let text = msg("matching-reason-experts").with("count", self.experts);
            reasons.push(Reason::new(ReasonKind::Experts, text).at(format!("{at}#experts")));
        }
        if let Some(level @ 8..) = row.readiness {
            reasons.push(Reason::new(ReasonKind::Ready, msg("matching-reason-ready").with("level", level)));
        }
        for (told, kind, id) in [
            (Told::Confirmed, ReasonKind::ChosenBefore, "matching-reason-chosen_before"),
            (Told::Rejected, ReasonKind::RefusedBefore, "matching-reason-refused_before"),
        ] {
            let alike: Vec<&Earlier> = self.earlier.iter().filter(|one| one.told == told && one.is_alike()).collect();
            if let Some(nearest) = alike.iter().max_by(|one, other| one.near.total_cmp(&other.near)) {
                let reason = Reason::new(kind, msg(id).with("count", alike.len()));
                reasons.push(reason.at(format!("/needs/{}", nearest.need)));
            }
        }
        reasons
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_of_it_speaks_for_it_and_against_it() {
        let about = |applied, answers| About {
            outcomes: Outcomes { answers, applied, ..Outcomes::default() },
            ..About::default()
        };
        let cases = [((14, 19), (1, 1)), ((1, 1), (0, 0)), ((0, 0), (0, 1)), ((0, 1), (1, 19))];
        for ((applied, answers), (less_applied, less_answers)) in cases {
            let (more, less) = (about(applied, answers).adds(), about(less_applied, less_answers).adds());
            assert!(more > less, "{applied} of {answers}: {more}, {less_applied} of {less_answers}: {less}");
        }
    }

    #[test]
    fn a_score_is_a_word() {
        let words: Vec<&str> = [0.0, 2.0, 3.0, 5.0].map(|score| fit(&thousandths(score))).to_vec();
        assert_eq!(words, ["low", "low", "fair", "high"]);
        assert!((0..=1000).contains(&thousandths(f32::MAX)) && thousandths(-1.0) == 0);
    }
}
