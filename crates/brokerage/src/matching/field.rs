//! Which field of knowledge a need is of. Nobody who tells one says so; it shows in the technologies whose texts
//! fit best.

use std::collections::HashMap;

/// The best by whose fields it is seen.
const BEST: usize = 5;
/// What a technology of the only field among them is given: on the tuning half of the public test collection nDCG@10 gains
/// .003 ± .002, in English .004 ± .002.
const ADDS: f32 = 0.6;

/// The fields of the best, each with its share and how many of them are of it.
#[derive(Debug, Default)]
pub(super) struct Fields(HashMap<String, (f32, usize)>);

impl Fields {
    /// From the scores and fields of all candidates; one that is much worse than the best counts little.
    pub fn of<'a>(candidates: impl Iterator<Item = (f32, &'a str)>) -> Self {
        let mut best: Vec<(f32, &str)> = candidates.collect();
        best.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        best.truncate(BEST);
        let most = best.first().map_or(0.0, |(score, _)| *score);
        let all: f32 = best.iter().map(|(score, _)| (score - most).exp()).sum();
        let mut fields: HashMap<String, (f32, usize)> = HashMap::new();
        for (score, field) in best.into_iter().filter(|(_, field)| !field.is_empty()) {
            let (share, count) = fields.entry(field.to_owned()).or_default();
            *share += (score - most).exp() / all;
            *count += 1;
        }
        Self(fields)
    }

    /// What being of this field adds to a score.
    pub fn adds(&self, field: &str) -> f32 {
        self.0.get(field).map_or(0.0, |(share, _)| ADDS * share)
    }

    /// Are others of the best of this field, so many that it is likely the need's?
    pub fn tells(&self, field: &str) -> bool {
        self.0.get(field).is_some_and(|(share, count)| *count > 1 && *share > 0.5)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_need_is_of_the_field_of_what_fits_it_best() {
        let best = [(3.0, "ประมง"), (2.8, "ประมง"), (2.7, "อาหาร"), (1.0, ""), (0.9, "อาหาร"), (0.8, "พลังงาน")];
        let fields = Fields::of(best.into_iter());
        assert!(fields.tells("ประมง") && !fields.tells("อาหาร") && !fields.tells(""));
        assert!(fields.adds("ประมง") > fields.adds("อาหาร") && fields.adds("อาหาร") > 0.0);
        assert_eq!((fields.adds("พลังงาน"), fields.adds("")), (0.0, 0.0), "it is not among the best");
        let alone = Fields::of([(3.0, "ประมง"), (0.0, "อาหาร")].into_iter());
        assert!(!alone.tells("ประมง"), "of itself nothing says which field it is");
    }
}
