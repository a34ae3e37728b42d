//! The reasons of a suggestion, said so that a villager understands them: which sentence met which, which
//! words are the same, which trouble it is known for, and what those who learnt it told.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use kit::show::Bilingual;
use kit::{Message, msg};
use meaning::{Question, Script, Troubles, need_parts, technology_texts};
use thai::places::{Code, Grouping};
use uuid::Uuid;

use super::found::{Candidate, Wanted};
use super::reason::{Reason, ReasonKind};
use crate::technologies::{Outcomes, Row};

/// Words named in a reason.
const WORDS_SHOWN: usize = 6;
/// Letters of a sentence that are shown.
const SHOWN: usize = 90;
/// What a signal adds before it is a reason.
const TELLS: f32 = 0.25;
/// How near two sentences lie that are quoted as meaning nearly the same. On the public test collection nine of
/// ten technologies lie below it that are among the twenty nearest to a need and answer nothing of it, in both
/// languages (the tenth begins at 0.276 and 0.272); of those that help much, half lie above 0.34 in Thai and
/// above 0.26 in English. What lies below has other reasons, or is said to be near on the whole alone.
const MEANT: f32 = 0.28;
/// How near the two lie as a whole where that is said: on the public test collection nine of ten among the twenty
/// nearest that answer nothing lie below it, and two of three that help much above.
const NEAR: f32 = 0.16;
/// What letters add before they are one: of the first dozen technologies of a need of the public collection, nine
/// of ten that answer nothing lie below it, and fewer than half of those that help much.
const SPELLED: f32 = 0.85;
/// Letters of a piece that is quoted, at least.
const WHOLE: usize = 5;
/// Follow-up answers below which nobody is told how many of them said what.
const FEWEST: i32 = 5;
/// How the sentence of each setback begins its name.
const SETBACK: &str = "matching-reason-setback-";

/// What the texts of both say. Where nothing `fits`, only what everybody sees for themselves, the same words: to
/// claim more of the nearest of what does not fit would be untrue.
pub(super) fn of_text(
    wanted: &Wanted,
    own: &BTreeSet<String>,
    question: &Question,
    troubles: Option<&Troubles>,
    one: &Candidate,
    fits: bool,
) -> Vec<Reason> {
    let [whole, by_parts, parts, _, _, letters] = one.ranked.shares;
    let mut reasons: Vec<Reason> = Vec::new();
    if fits && whole + by_parts + parts > TELLS {
        reasons.extend(nearest_sentences(wanted, question, one).or_else(|| is_near(one).then(near_on_the_whole)));
    }
    let shared = shared_words(own, &one.row);
    if !shared.is_empty() {
        reasons.push(Reason::new(ReasonKind::Words, msg("matching-reason-words").with("words", shared.join(", "))));
    } else if fits && letters > SPELLED {
        reasons.push(Reason::new(ReasonKind::Letters, msg("matching-reason-letters")));
    }
    reasons.extend(fits.then(|| known_trouble(question, troubles, one)).flatten());
    let meant = |reason: &Reason| matches!(reason.kind, ReasonKind::Meaning | ReasonKind::Whole | ReasonKind::Topic);
    if fits && one.answers() && !reasons.iter().any(meant) {
        // A little of everything makes it an answer, and none of what was understood can be shown by itself.
        reasons.push(near_on_the_whole());
    }
    let at = format!("/technologies/{}", one.row.code);
    reasons.into_iter().map(|reason| reason.at(at.clone())).collect()
}

/// The sentence of the need, as it was written, and that of the technology which mean most alike, where they mean
/// nearly the same.
fn nearest_sentences(wanted: &Wanted, question: &Question, one: &Candidate) -> Option<Reason> {
    let said = need_parts(&wanted.text);
    let row = &one.row;
    let english = [&row.name_en, &row.summary_en].map(|text| text.as_deref().unwrap_or_default());
    let theirs: Vec<&str> = technology_texts([&row.name_th, &row.summary_th], english).collect();
    // In the language of the need where the technology has one: to explain it in another explains little.
    let whole = |at: usize| theirs.get(at).is_some_and(|text| is_whole(text));
    let nearest =
        |among: &dyn Fn(usize) -> bool| question.need.nearest_parts(&one.understood.sheet, |at| whole(at) && among(at));
    let same = |at: usize| theirs.get(at).is_some_and(|text| Script::of(text) == question.need.script);
    let (own, other, _) = nearest(&same).or_else(|| nearest(&|_| true)).filter(|(_, _, near)| *near >= MEANT)?;
    let id = match wanted.told.map(|told| wanted.text.get(..told).unwrap_or(&wanted.text)) {
        None => "matching-reason-meaning-asked",
        Some(told) if own < need_parts(told).len() => "matching-reason-meaning",
        Some(_) => "matching-reason-meaning-analysed",
    };
    let text = msg(id).with("said", shortened(said.get(own)?)).with("does", shortened(theirs.get(other)?));
    Some(Reason::new(ReasonKind::Meaning, text))
}

fn is_near(one: &Candidate) -> bool {
    one.ranked.signals.whole >= NEAR
}

/// All that can be said where no sentence of the one says what one of the other does.
fn near_on_the_whole() -> Reason {
    Reason::new(ReasonKind::Whole, msg("matching-reason-meaning-whole"))
}

/// Does a piece of a description say something by itself? What begins with a number is the end of a sentence,
/// torn off at its space; what is shorter than a name is no more.
fn is_whole(text: &str) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    letters >= WHOLE && !text.trim_start().starts_with(|letter: char| letter.is_numeric())
}

/// The trouble through which both belong together, where it makes most of it.
fn known_trouble(question: &Question, troubles: Option<&Troubles>, one: &Candidate) -> Option<Reason> {
    if one.ranked.shares[3] < TELLS {
        return None;
    }
    let (trouble, share) = troubles?.shared(&question.need, &question.troubles, &one.understood)?;
    let text = msg("matching-reason-topic").with("said", &both(&trouble.said)).with("remedy", &both(&trouble.remedy));
    (share > 0.2).then(|| Reason::new(ReasonKind::Topic, text))
}

fn both([th, en]: &[String; 2]) -> Bilingual {
    Bilingual { th: th.clone(), en: Some(en.clone()) }
}

/// Where a technology is, seen from the need.
pub(super) fn of_place(wanted: &Wanted, row: &Row, clinics: &HashMap<Uuid, String>) -> Option<Reason> {
    let (kind, text) = match wanted.province.as_deref() {
        _ if wanted.clinic == Some(row.clinic_id) => (ReasonKind::OwnClinic, "matching-reason-own_clinic"),
        Some(province) if province == row.province => (ReasonKind::SameProvince, "matching-reason-same_province"),
        Some(province) if same_region(province, &row.province) => {
            (ReasonKind::SameRegion, "matching-reason-same_region")
        }
        _ => return None,
    };
    let reason = Reason::new(kind, msg(text));
    Some(match clinics.get(&row.clinic_id) {
        Some(code) => reason.at(format!("/clinics/{code}")),
        None => reason,
    })
}

/// Are two provinces of one region (six regions of the Royal Society)?
pub(super) fn same_region(one: &str, other: &str) -> bool {
    let region = |province| Grouping::RoyalSociety.region(Code::parse(province)?);
    region(one).is_some_and(|of_one| region(other) == Some(of_one))
}

/// What came of earlier transfers. Of few answers nobody learns who gave them.
pub(super) fn of_outcomes(outcomes: &Outcomes, wanted: &Wanted, at: &str) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let mut tell = |kind, text: Message| reasons.push(Reason::new(kind, text).at(at.to_owned()));
    let counted = |id, applied: i32, answers: i32| msg(id).with("applied", applied).with("answers", answers);
    let alike = wanted.group.and_then(|group| outcomes.groups.iter().find(|of| of.group == group.as_str()));
    if let Some(of) = alike.filter(|of| of.answers >= FEWEST) {
        tell(ReasonKind::AppliedAlike, counted("matching-reason-applied_alike", of.applied, of.answers));
    } else if outcomes.answers > 0 {
        tell(ReasonKind::Applied, counted("matching-reason-applied", outcomes.applied, outcomes.answers));
    }
    if outcomes.answers >= FEWEST {
        for (setback, count) in outcomes.setbacks.iter().take(2) {
            let text = Message::new(format!("{SETBACK}{setback}"));
            tell(ReasonKind::Setback, text.with("count", *count));
        }
    }
    if let Some((benefit, _)) = outcomes.reported.first() {
        tell(ReasonKind::Benefit, Message::new(format!("technologies-benefit-{benefit}")));
    }
    reasons
}

/// The words that stand in both, the longest first: long words tell more.
fn shared_words(own: &BTreeSet<String>, row: &Row) -> Vec<String> {
    let theirs = [Some(&row.name_th), row.name_en.as_ref(), Some(&row.summary_th), row.summary_en.as_ref()];
    let theirs: BTreeSet<String> = theirs.into_iter().flatten().flat_map(|text| thai::words::words(text)).collect();
    let mut shared: Vec<String> = own.iter().filter(|word| theirs.contains(*word)).cloned().collect();
    shared.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    shared.truncate(WORDS_SHOWN);
    shared
}

/// The words of a text that tell what would help.
pub(super) fn telling(text: &str) -> BTreeSet<String> {
    thai::words::words(text).into_iter().filter(|word| tells(word)).collect()
}

/// Numbers and everyday words tell nothing about what would help.
fn tells(word: &str) -> bool {
    word.chars().nth(1).is_some() && !PLAIN.contains(word) && !word.chars().all(|letter| letter.is_ascii_digit())
}

static PLAIN: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let lines = include_str!("data/plain.txt").lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
});

fn shortened(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(SHOWN) {
        // A vowel or tone mark stays with its letter.
        Some((end, _)) => {
            let mut kept: String = text[..end].to_owned();
            kept.extend(text[end..].chars().take_while(|letter| matches!(letter, 'ั' | 'ิ'..='ฺ' | '็'..='๎')));
            format!("{kept}…")
        }
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_words_and_numbers_tell_nothing() {
        for plain in ["อยาก", "กลุ่ม", "2553", "ปี", "น"] {
            assert!(!tells(plain), "{plain}");
        }
        assert!(tells("กล้วย"));
    }

    #[test]
    fn provinces_of_one_region() {
        for (one, other, same) in [("92", "90", true), ("92", "20", false), ("40", "43", true), ("", "40", false)] {
            assert_eq!(same_region(one, other), same, "{one} and {other}");
        }
    }

    #[test]
    fn a_long_sentence_is_cut_between_letters() {
        let cut = shortened(&"น้ำ".repeat(60));
        assert!(cut.ends_with('…') && cut.chars().count() <= SHOWN + 3, "{cut}");
        assert_eq!(shortened(" สั้น "), "สั้น");
    }

    #[test]
    fn what_was_torn_off_a_sentence_is_not_quoted() {
        for torn in ["21 วัน พร้อมวิธีบรรจุและฉลาก", "๒๐ กิโลกรัม", "องศา", "PVC", " "]
        {
            assert!(!is_whole(torn), "{torn}");
        }
        assert!(is_whole("อบกล้วย") && is_whole("A washer that spares the skin"));
    }
}
