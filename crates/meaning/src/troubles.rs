//! Troubles with their remedies: what people say, beside what the technical literature calls it. A need
//! and a technology that lie near the same troubles belong together even if neither has a word or a
//! thought of the other ("น้ำแดง ซักผ้าเหลือง" and "กำจัดเหล็กและแมงกานีส"). The list is a beginning, to which
//! a network adds, and from which it takes away.

use crate::reader::{self, Kind, Need, Reader, Sheet};
use crate::{Script, Small, Understood, Vectors};

/// The list that comes with the program.
const LIST: &str = include_str!("../data/associations.txt");
/// Kinds of things that no technology answers: money, land, roads, the courts, illness.
const OUTSIDE: &str = include_str!("../data/outside.txt");

/// Nearer than this, somebody who reads a need and a trouble sees that they are about one thing (read off
/// the needs of the public collection, each beside its loudest trouble).
const CLOSE: f32 = 0.3;
/// Nearer than this, a technology is a remedy or does much the same. Read off the public collection and the
/// demonstration, each technology beside the remedy through which it is brought to a need: above it lie more than
/// half of those that answer the need, and few that are something else; at 0.34 a buoy that measures oxygen is still
/// near "flood warning". Those that answer nothing of the need lie at 0.19.
const REMEDY: f32 = 0.36;

/// A trouble with its remedy, in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What people say: in Thai, in English.
    pub said: [String; 2],
    /// What it is called: in Thai, in English.
    pub remedy: [String; 2],
}

/// Troubles as they were understood.
pub struct Troubles {
    troubles: Vec<Trouble>,
    said: Vec<[Small; 2]>,
    remedies: Vec<[Small; 2]>,
    outside: Vec<[Small; 2]>,
}

/// How strongly each trouble of a list speaks in a text; of length one together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Speaking(pub(crate) Vec<f32>);

/// The troubles that come with the program.
#[must_use]
pub fn known() -> Vec<Trouble> {
    let lines = LIST.lines().filter(|line| !line.starts_with('#'));
    let troubles = lines.filter_map(|line| {
        let mut fields = line.split('|').map(str::to_owned);
        Some(Trouble { said: [fields.next()?, fields.next()?], remedy: [fields.next()?, fields.next()?] })
    });
    troubles.collect()
}

impl Troubles {
    /// Reads a list of troubles. What `read_before` holds is not read again, and what was read is put
    /// there: the list that comes with the program takes some twenty seconds the first time, and none
    /// when those vectors were kept.
    #[must_use]
    pub fn read(reader: &Reader, troubles: Vec<Trouble>, read_before: &mut Vectors) -> Self {
        let mut small = |texts: [&str; 2], kind| {
            texts.map(|text| {
                let key = reader::key(text, kind);
                read_before.get(key).unwrap_or_else(|| {
                    let small = Small::of(&reader.read(text, kind));
                    read_before.put(key, &small);
                    small
                })
            })
        };
        let said = troubles.iter().map(|one| small(one.said.each_ref().map(String::as_str), Kind::Trouble)).collect();
        let remedies =
            troubles.iter().map(|one| small(one.remedy.each_ref().map(String::as_str), Kind::Remedy)).collect();
        let lines = OUTSIDE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('|'));
        let outside = lines.map(|(thai, english)| small([thai, english], Kind::Trouble)).collect();
        Self { troubles, said, remedies, outside }
    }

    /// The troubles that speak in a need.
    #[must_use]
    pub fn in_need(&self, need: &Need) -> Speaking {
        Speaking::of(self.said.iter().map(|said| near(need, said)))
    }

    /// The troubles that a technology remedies.
    #[must_use]
    pub fn in_technology(&self, sheet: &Sheet) -> Speaking {
        Speaking::of(self.remedies.iter().map(|remedy| remedies(sheet, remedy)))
    }

    /// How much nearer a need is to known troubles than to what no technology answers.
    #[must_use]
    pub fn inside(&self, need: &Need) -> f32 {
        nearest(self.said.iter().map(|said| near(need, said)), 3) - self.strange(need)
    }

    /// How near a need is to kinds of things that no technology answers.
    #[must_use]
    pub fn strange(&self, need: &Need) -> f32 {
        nearest(self.outside.iter().map(|said| near(need, said)), 2)
    }

    /// How near a need is to remedies in general, whichever the catalogue: the mean and the deviation.
    #[must_use]
    pub fn usual(&self, need: &Need) -> [f32; 2] {
        let near = self.remedies.iter().map(|remedy| remedy.iter().map(|one| need.whole.near(one)).sum::<f32>() / 2.0);
        let near: Vec<f32> = near.collect();
        let count = near.len().max(1) as f32;
        let mean = near.iter().sum::<f32>() / count;
        [mean, (near.iter().map(|one| (one - mean).powi(2)).sum::<f32>() / count).sqrt()]
    }

    /// The trouble through which a need and a technology belong together most, and how much of their
    /// nearness it makes, from zero to one. Said to people as the reason of a suggestion; so none from which the
    /// need itself is far, nor one whose remedy this technology is not.
    #[must_use]
    pub fn shared(&self, need: &Need, speaking: &Speaking, technology: &Understood) -> Option<(&Trouble, f32)> {
        let products = speaking.0.iter().zip(&technology.troubles.0).map(|(a, b)| a * b).enumerate();
        let both = |at: usize| {
            near(need, &self.said[at]) >= CLOSE && remedies(&technology.sheet, &self.remedies[at]) >= REMEDY
        };
        let true_of_both = products.filter(|(at, product)| *product > 0.0 && both(*at));
        let (at, most) = true_of_both.max_by(|a, b| a.1.total_cmp(&b.1))?;
        Some((&self.troubles[at], most / speaking.near(&technology.troubles)))
    }
}

/// How near a technology is to a remedy: in each language in which it is described, on the whole.
fn remedies(sheet: &Sheet, remedy: &[Small; 2]) -> f32 {
    let near = sheet.whole.iter().zip(remedy).map(|(own, remedy)| own.as_ref().map(|own| own.near(remedy)));
    let known: Vec<f32> = near.flatten().collect();
    known.iter().sum::<f32>() / known.len().max(1) as f32
}

/// How near the nearest few lie, on average.
fn nearest(near: impl Iterator<Item = f32>, count: usize) -> f32 {
    let mut near: Vec<f32> = near.collect();
    near.sort_unstable_by(|a, b| b.total_cmp(a));
    near.truncate(count);
    near.iter().sum::<f32>() / near.len().max(1) as f32
}

/// How near a need is to a trouble, its own language counting most.
fn near(need: &Need, said: &[Small; 2]) -> f32 {
    let own = match need.script {
        Script::Thai => [0.75, 0.25],
        Script::Latin => [0.25, 0.75],
    };
    own[0] * need.whole.near(&said[0]) + own[1] * need.whole.near(&said[1])
}

impl Speaking {
    /// From nearness: what is not near does not speak, and squares let the nearest speak loudest.
    fn of(near: impl Iterator<Item = f32>) -> Self {
        let mut speaking: Vec<f32> = near.map(|near| near.max(0.0).powi(2)).collect();
        crate::lanes::unit(&mut speaking);
        Self(speaking)
    }

    /// How much the same troubles speak in both: from zero to one.
    #[must_use]
    pub fn near(&self, other: &Self) -> f32 {
        crate::lanes::dot(&self.0, &other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_whole() {
        let lines = LIST.lines().filter(|line| !line.starts_with('#')).count();
        let known = known();
        assert_eq!(known.len(), lines);
        for Trouble { said, remedy } in &known {
            assert!(said.iter().chain(remedy).all(|text| !text.trim().is_empty()), "{said:?}");
            assert_eq!([&said[0], &said[1]].map(|text| Script::of(text)), [Script::Thai, Script::Latin], "{said:?}");
        }
        assert!(OUTSIDE.lines().filter(|line| !line.starts_with('#')).all(|line| line.split('|').count() == 2));
    }
}
