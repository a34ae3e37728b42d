//! Cases beside those of the collection, drawn from it: catalogues of few technologies, some of them told in
//! few words, with the answers of a need or without them; and needs cut short. Drawn the same every time.

use super::collection::{Asked, Technology};
use super::ranked::Read;
use meaning::rank::Evidence;
use meaning::{Question, Reader, Script, Troubles};
use std::cmp::Reverse;

/// Sizes of the catalogues; the last is all there is.
pub const SIZES: [usize; 7] = [2, 5, 10, 20, 45, 90, 180];
/// Catalogues of each size but the last.
const TIMES: usize = 2;
/// Stretches and handfuls of words that are taken from a need.
const STRETCHES: usize = 3;
const HANDFULS: usize = 2;
/// Letters of a stretch that somebody might say alone.
const SAID: std::ops::RangeInclusive<usize> = 7..=60;
/// Letters of a description in few words.
const BRIEF: usize = 110;

/// What is so of a need and a catalogue.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Class {
    /// An answer is there.
    Answered,
    /// The answers were taken out.
    Removed,
    /// No technology answers it.
    Outside,
}

/// A need against one catalogue.
pub struct Case {
    /// Which need it comes from.
    pub need: usize,
    /// The question's whole vector, for what is learnt of it.
    pub whole: Vec<f32>,
    /// Was it cut short?
    pub short: bool,
    /// Are the technologies told in few words?
    pub brief: bool,
    /// Technologies in the catalogue.
    pub size: usize,
    /// What is so.
    pub class: Class,
    /// What is known of it.
    pub evidence: Evidence,
}

/// The technologies as they are told, and in few words.
pub struct Shelves<'a>([Read<'a>; 2]);

impl<'a> Shelves<'a> {
    pub fn read(reader: &'a Reader, troubles: &'a Troubles, technologies: &[Technology]) -> Self {
        let brief: Vec<Technology> = technologies.iter().map(brief).collect();
        Self([technologies, &brief].map(|some| Read::all(reader, troubles, some)))
    }

    /// All cases of all needs.
    pub fn cases(&self, technologies: &[Technology], needs: &[Asked]) -> Vec<Case> {
        let of_need = |(at, need)| {
            let answers = answers(technologies, need);
            let mut draw = Draw::of(&need.text);
            let short = stretches(need, &mut draw).into_iter().chain(handfuls(need, &mut draw));
            let mut texts = vec![(need.text.clone(), false)];
            texts.extend(short.map(|text| (text, true)));
            let cases = texts.into_iter().flat_map(|(text, short)| {
                let question = self.0[0].question(&text);
                let told = !short || answers.is_empty() || self.still_tells(&question, technologies.len(), &answers);
                if told {
                    self.of_text(&question, (at, short), technologies.len(), &answers, &mut draw)
                } else {
                    vec![]
                }
            });
            cases.collect::<Vec<Case>>()
        };
        needs.iter().enumerate().flat_map(of_need).collect()
    }

    /// Is an answer among the first three of all? Otherwise too little is left of the need to judge by.
    fn still_tells(&self, question: &Question, all: usize, answers: &[(usize, u32)]) -> bool {
        let least = answers.first().map_or(1, |(_, grade)| 2.min(*grade));
        let ranked = self.0[0].among(&(0..all).collect::<Vec<usize>>(), question).ranked;
        let right = |name: u128| answers.iter().any(|(place, grade)| *place as u128 == name && *grade >= least);
        ranked.iter().take(3).any(|one| right(one.name))
    }

    fn of_text(
        &self,
        question: &Question,
        (need, short): (usize, bool),
        all: usize,
        answers: &[(usize, u32)],
        draw: &mut Draw,
    ) -> Vec<Case> {
        let mut cases = Vec::new();
        let whole = &question.need.whole;
        let whole: Vec<f32> = whole.steps.iter().map(|step| f32::from(*step) * whole.step).collect();
        let none = if answers.is_empty() { Class::Outside } else { Class::Removed };
        for size in SIZES {
            for _ in 0..if size < all { TIMES } else { 1 } {
                let brief = draw.below(3) == 0;
                let shelf = &self.0[usize::from(brief)];
                let mut others: Vec<usize> =
                    (0..all).filter(|place| answers.iter().all(|(answer, _)| answer != place)).collect();
                draw.shuffle(&mut others);
                let kept: Vec<usize> = answers.iter().take((size / 2).max(1)).map(|(place, _)| *place).collect();
                let without: Vec<usize> = others.iter().copied().take(size).collect();
                let with: Vec<usize> = kept.iter().chain(&others).copied().take(size).collect();
                let with = Some((Class::Answered, with)).filter(|_| !answers.is_empty());
                for (class, mut places) in with.into_iter().chain([(none, without)]) {
                    places.sort_unstable();
                    let evidence = shelf.among(&places, question).evidence;
                    cases.push(Case { need, whole: whole.clone(), short, brief, size, class, evidence });
                }
            }
        }
        cases
    }
}

/// The places of a need's answers with their grades, the best first.
fn answers(technologies: &[Technology], need: &Asked) -> Vec<(usize, u32)> {
    let place = |id: &String| technologies.iter().position(|one| one.id == *id).expect("answers are technologies");
    let mut answers: Vec<(usize, u32)> = need.answers.iter().map(|(id, grade)| (place(id), *grade)).collect();
    answers.sort_by_key(|(_, grade)| Reverse(*grade));
    answers
}

/// A technology as a register in a hurry has it: its names, and the beginning of what it does.
fn brief(technology: &Technology) -> Technology {
    let mut said = String::new();
    for word in technology.thai[1].split_inclusive(' ') {
        if !said.is_empty() && said.chars().count() + word.chars().count() > BRIEF {
            break;
        }
        said.push_str(word);
    }
    let thai = [technology.thai[0].clone(), said.trim().to_owned()];
    Technology { id: technology.id.clone(), thai, english: [technology.english[0].clone(), String::new()] }
}

/// Some stretches of a need that may be said alone: between spaces, or between signs in English.
fn stretches(need: &Asked, draw: &mut Draw) -> Vec<String> {
    let ends: fn(char) -> bool = match Script::of(&need.text) {
        Script::Thai => char::is_whitespace,
        Script::Latin => |c| matches!(c, ',' | '.' | ';' | ':' | '!' | '?'),
    };
    let mut stretches: Vec<String> = need.text.split(ends).map(|stretch| stretch.trim().to_owned()).collect();
    stretches.retain(|stretch| SAID.contains(&stretch.chars().count()));
    draw.shuffle(&mut stretches);
    stretches.truncate(STRETCHES);
    stretches
}

/// A few words of a need in their order, as somebody types into a box. Of a need without an answer there are
/// none: nobody knows what they would ask.
fn handfuls(need: &Asked, draw: &mut Draw) -> Vec<String> {
    let mut words = match Script::of(&need.text) {
        Script::Thai => thai::words::words(&need.text),
        Script::Latin => need.text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect(),
    };
    words.retain(|word| word.chars().count() > 2 && !meaning::words::terms(word).is_empty());
    if need.answers.is_empty() || words.len() < 3 {
        return Vec::new();
    }
    let handful = |_| {
        let mut places: Vec<usize> = (0..words.len()).collect();
        draw.shuffle(&mut places);
        places.truncate(2 + draw.below(3));
        places.sort_unstable();
        places.iter().map(|place| words[*place].as_str()).collect::<Vec<&str>>().join(" ")
    };
    (0..HANDFULS).map(handful).collect()
}

/// Chance that is the same every time (xorshift).
struct Draw(u64);

impl Draw {
    fn of(text: &str) -> Self {
        let mixed = text
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Self(mixed | 1)
    }

    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % most
    }

    fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at + 1));
        }
    }
}
